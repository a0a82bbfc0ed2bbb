"""Many links gone at once, told as one: where, how many, which, and that it is over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.rendering.parts import blocks, escape, words
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader

#: Links that are named; the rest is counted.
NAMED = 15


def opened(reader: Reader, body: Mapping[str, Any]) -> Message:
    """One incident: a host that lost many links, or many links to a site of ours.

    ``body`` has ``kind`` ("host", "target"), ``name``, ``since``, ``count`` and ``links`` (page, target,
    owner, outreach, misses, missing_since, lost_at).
    """
    links = [one for one in body.get("links") or [] if isinstance(one, Mapping)]
    count = words.count(_count(body, links), "link")
    line = f":rotating_light: *{count} lost at once* {_where(body)}, since {_since(reader, body)}."
    hint = (
        "Most likely our own site changed: look at the pages they link to."
        if body.get("kind") == "target"
        else "Most likely the site itself changed or has trouble: one message to them may settle all."
    )
    missed = _missed(reader, links)
    rows = [f"• {_link(one)}" for one in links[:NAMED]]
    left = _count(body, links) - len(rows)
    if left > 0:
        rows.append(f"and {left} more")
    owners = list(dict.fromkeys(str(one.get("owner")) for one in links if one.get("owner")))
    built = [
        blocks.section("\n".join(part for part in (line, missed, hint) if part)),
        blocks.section("\n".join(rows) or "No details."),
    ]
    if owners:
        built.append(blocks.context(" ".join(escape.mention(owner) for owner in owners[:20])))
    said = f"{count} lost at once {_where(body)}, since {_since(reader, body)}."
    said = " ".join(part for part in (said, missed, hint) if part)
    return Message(said, built)


def resolved(reader: Reader, body: Mapping[str, Any]) -> Message:
    """The incident is over: every link of it stands again, or is watched no more."""
    line = f"The links {_where(body)} are back. They were gone since {_since(reader, body)}."
    return Message(line, [blocks.section(f":leftwards_arrow_with_hook: {line}")])


def _count(body: Mapping[str, Any], links: list[Mapping[str, Any]]) -> int:
    count = body.get("count")
    return count if isinstance(count, int) else len(links)


def _where(body: Mapping[str, Any]) -> str:
    name = escape.site(str(body["name"])) if body.get("name") else "one site"
    return f"to {name}" if body.get("kind") == "target" else f"on {name}"


def _since(reader: Reader, body: Mapping[str, Any]) -> str:
    since = _moment(body.get("since"))
    return words.clock(since, reader) if since else "a while ago"


def _moment(said: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(said))
    except ValueError:
        return None


def _missed(reader: Reader, links: list[Mapping[str, Any]]) -> str:
    """How many looks read each page without its link, and from when to when; "" where nobody says."""
    misses = [many for one in links if isinstance(many := one.get("misses"), int)]
    first, last = _times(links, "missing_since"), _times(links, "lost_at")
    if not (misses and first and last):
        return ""
    least, most = min(misses), max(misses)
    many = words.count(least, "look") if least == most else f"{least} to {most} looks"
    when = f"{words.clock(min(first), reader)} to {words.clock(max(last), reader)}"
    return f"{many} read each page and did not find its link ({when})."


def _times(links: list[Mapping[str, Any]], name: str) -> list[datetime]:
    return [at for one in links if (at := _moment(one.get(name))) is not None]


def _link(one: Mapping[str, Any]) -> str:
    number = one.get("outreach")
    task = f" (#{number})" if isinstance(number, int) else ""
    page, target = str(one.get("page") or ""), str(one.get("target") or "")
    return f"{escape.link(page)} → {escape.link(target)}{task}"
