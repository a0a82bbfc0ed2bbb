"""Slack's text: what becomes of what people type, what a person then reads, and whom it pings.

Source: "Formatting text for app surfaces" and "Slash commands" in Slack's documentation.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BROADCASTS = ("channel", "here", "everyone")
_LINKED_ENDINGS = (
    "com|org|net|io|dev|app|ai|edu|gov|info|biz|blog|news|shop|xyz|me|tv|eu|de|at|ch|fr|es|it|nl|be|pl|cz|se|no|dk|fi"
    "|ie|us|ca|au|nz|in|jp|br|mx|ru|ua|pt|ro|hu|gr|il|za|sg|hk|co\\.uk|org\\.uk|ac\\.uk|uk"
)
_TYPED = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|<@(?P<uid>[UW][A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|<#(?P<cid>C[A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|(?P<email>[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)"
    r"|(?P<url>https?://[^\s<>]+)"
    rf"|(?<![\w@./-])(?P<bare>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_LINKED_ENDINGS})(?![\w-])(?:[/?#][^\s<>]*)?)"
    r"|(?<![\w@])@(?P<name>[\w.\-]*\w)"
    r"|(?<![\w#&])#(?P<channel>[\w\-]+)",
    re.IGNORECASE | re.DOTALL,
)
_SPECIAL = re.compile(r"<([^<>]+)>")
_STYLED = re.compile(r"(?<![\w*_~`])(?P<mark>[*_~`])(?=\S)(?P<inner>[^\n]*?\S)(?P=mark)(?![\w*_~`])")
_DATE = re.compile(
    r"!date\^(?P<ts>-?\d+)\^(?P<format>[^|^]*)(?:\^(?P<link>[^|]*))?(?:\|(?P<fallback>.*))?$", re.DOTALL
)


class Directory(Protocol):
    """Who and what a text can name."""

    def person_id(self, name: str) -> str | None: ...
    def person_name(self, person: str) -> str | None: ...
    def channel_id(self, name: str) -> str | None: ...
    def channel_name(self, channel: str) -> str | None: ...


def escape(text: str) -> str:
    """Slack's three entities, as they stand for plain characters in message text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The characters behind Slack's three entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, directory: Directory) -> str:
    """A message's text once a person pressed Enter: links and mentions marked up, the rest escaped."""
    return _marked_up(text, directory, labelled=False)


def typed_command(text: str, directory: Directory, *, should_escape: bool) -> str:
    """A slash command's ``text``; with ``should_escape`` people, channels and links carry a label."""
    return _marked_up(text, directory, labelled=True) if should_escape else text


def _marked_up(text: str, directory: Directory, *, labelled: bool) -> str:
    def mark(found: re.Match[str]) -> str:
        whole = found[0]
        if found["code"]:
            return escape(whole)
        if person := found["uid"]:
            return _person(person, directory, labelled) or escape(whole)
        if channel := found["cid"]:
            return _channel(channel, directory, labelled) or escape(whole)
        if email := found["email"]:
            return f"<mailto:{email}|{email}>"
        if (address := found["url"] or found["bare"]) is not None:
            address, tail = _without_punctuation(address)
            shown = escape(address)
            if found["bare"]:
                return f"<http://{shown}|{shown}>{escape(tail)}"
            return f"<{shown}|{shown}>{escape(tail)}" if labelled else f"<{shown}>{escape(tail)}"
        if name := found["name"]:
            if name.lower() in BROADCASTS:
                return f"<!{name.lower()}>"
            known = directory.person_id(name)
            return (known and _person(known, directory, labelled)) or escape(whole)
        known = directory.channel_id(found["channel"])
        return (known and _channel(known, directory, labelled)) or escape(whole)

    out, end = [], 0
    for found in _TYPED.finditer(text):
        out += [escape(text[end : found.start()]), mark(found)]
        end = found.end()
    return "".join([*out, escape(text[end:])])


def _without_punctuation(address: str) -> tuple[str, str]:
    kept = address.rstrip(".,;:!?'\"")
    while kept.endswith(")") and kept.count("(") < kept.count(")"):
        kept = kept[:-1].rstrip(".,;:!?'\"")
    return kept, address[len(kept) :]


def _person(person: str, directory: Directory, labelled: bool) -> str | None:
    name = directory.person_name(person)
    if name is None:
        return None
    return f"<@{person}|{name}>" if labelled else f"<@{person}>"


def _channel(channel: str, directory: Directory, labelled: bool) -> str | None:
    name = directory.channel_name(channel)
    if name is None:
        return None
    return f"<#{channel}|{name}>" if labelled else f"<#{channel}>"


def read(text: str, directory: Directory, *, zone: str, now: datetime) -> str:
    """What a person in ``zone`` reads where mrkdwn ``text`` stands: no markup, no entities."""

    def shown(found: re.Match[str]) -> str:
        inner = found[1]
        target, _, label = inner.partition("|")
        if target.startswith("@"):
            return "@" + (directory.person_name(target[1:]) or label or target[1:])
        if target.startswith("#"):
            return "#" + (directory.channel_name(target[1:]) or label or target[1:])
        if date := _DATE.match(inner):
            return read_date(int(date["ts"]), date["format"], zone=zone, now=now)
        if target.startswith("!"):
            return "@" + target[1:].partition("^")[0]
        return label or target.removeprefix("mailto:")

    plain = _SPECIAL.sub(shown, text)
    for _ in range(3):
        plain = _STYLED.sub(lambda found: found["inner"], plain)
    return unescape(plain.replace("```", ""))


def read_date(timestamp: int, form: str, *, zone: str, now: datetime) -> str:
    """``<!date^…>`` in the reader's zone. Source: "Date formatting" in Slack's documentation."""
    there = datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    near = {
        today: "today",
        today - timedelta(days=1): "yesterday",
        today + timedelta(days=1): "tomorrow",
    }.get(there.date())
    long = f"{there:%B} {there.day}, {there.year}"
    forms = {
        "{date_num}": f"{there:%Y-%m-%d}",
        "{date_slash}": f"{there:%d/%m/%Y}",
        "{date}": long,
        "{date_long}": f"{there:%A}, {long}",
        "{date_long_full}": f"{there:%A}, {long}",
        "{date_short}": f"{there:%b} {there.day}, {there.year}",
        "{date_pretty}": near or long,
        "{date_long_pretty}": near or f"{there:%A}, {long}",
        "{date_short_pretty}": near or f"{there:%b} {there.day}, {there.year}",
        "{day_divider_pretty}": near or f"{there:%A}, {there:%B} {there.day}",
        "{time}": f"{there.hour % 12 or 12}:{there:%M %p}",
        "{time_secs}": f"{there.hour % 12 or 12}:{there:%M:%S %p}",
        "{ago}": _ago(now - there),
    }
    return re.sub(r"\{\w+\}", lambda found: forms.get(found[0], found[0]), form)


def _ago(since: timedelta) -> str:
    seconds = since.total_seconds()
    size = abs(seconds)
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if size >= length:
            count = int(size // length)
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if seconds >= 0 else f"in {words}"
    return "just now"


def pings_in(text: str) -> list[str]:
    """Whom mrkdwn ``text`` notifies: user ids, ``subteam:ID``, ``channel``, ``here``, ``everyone``."""
    out = []
    for found in _SPECIAL.finditer(text):
        target = found[1].partition("|")[0]
        if target.startswith("@"):
            out.append(target[1:])
        elif target.startswith("!subteam^"):
            out.append("subteam:" + target[9:])
        elif target.startswith("!") and target[1:] in (*BROADCASTS, "group"):
            out.append(target[1:])
    return out


def rich_text(text: str) -> dict[str, object]:
    """The ``rich_text`` block that Slack's own composer makes of a person's message."""
    elements: list[dict[str, object]] = []
    end = 0

    def plain(piece: str) -> None:
        if piece:
            elements.append({"type": "text", "text": unescape(piece)})

    for found in _SPECIAL.finditer(text):
        plain(text[end : found.start()])
        end = found.end()
        target, _, label = found[1].partition("|")
        if target.startswith("@"):
            elements.append({"type": "user", "user_id": target[1:]})
        elif target.startswith("#"):
            elements.append({"type": "channel", "channel_id": target[1:]})
        elif target.startswith("!"):
            elements.append({"type": "broadcast", "range": target[1:]})
        else:
            link: dict[str, object] = {"type": "link", "url": unescape(target)}
            if label:
                link["text"] = unescape(label)
            elements.append(link)
    plain(text[end:])
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
