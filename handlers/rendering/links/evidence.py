"""The proof of what was seen on a page, for people to judge by themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.rendering.parts import blocks, escape, words
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from storage.work.views import Evidence

#: Characters of text that are kept on either side of a link.
SIDE = 80
#: Other links to the target that are named beside the best.
OTHERS = 3
# What stands against the link in its sentence, without a space.
_OPENING = ("(", "[", "“", "‘", "«")
_CLOSING = (",", ".", ";", ":", "!", "?", ")", "]", "”", "’", "»", "…")


def _said(link: Mapping[str, object], key: str) -> str:
    value = link.get(key)
    return value if isinstance(value, str) else ""


def _rel(link: Mapping[str, object]) -> str:
    value = link.get("rel")
    tokens = [token for token in value if isinstance(token, str)] if isinstance(value, list | tuple) else []
    return " ".join(tokens)


def search(followed: bool | None, indexable: bool | None) -> str:
    """ "followed, indexable"; what nobody knows is left out."""
    parts = []
    if followed is not None:
        parts.append("followed" if followed else "not followed")
    if indexable is not None:
        parts.append("indexable" if indexable else "not indexable")
    return ", ".join(parts)


def in_words(link: Mapping[str, object]) -> str:
    """The link as it stands in its sentence: "…the words before *anchor* the words after…", in mrkdwn."""
    before = escape.mrkdwn(_from_a_word(_said(link, "before")[-SIDE:]), SIDE)
    after = escape.mrkdwn(_from_a_word(_said(link, "after")[:SIDE][::-1])[::-1], SIDE)
    anchor = escape.mrkdwn(_said(link, "anchor"), 120).replace("*", "∗")
    if not anchor:
        return ""
    before = f"…{before}{'' if before.endswith(_OPENING) else ' '}" if before else ""
    after = f"{'' if after.startswith(_CLOSING) else ' '}{after}…" if after else ""
    return f"{before}*{anchor}*{after}"


def _from_a_word(text: str) -> str:
    """``text`` without the piece of a word that it begins with, where it was cut to length."""
    piece, gap, rest = text.partition(" ")
    return rest if gap and len(text) >= SIDE and len(piece) < SIDE // 2 else text


def missed(reader: Reader, misses: int, missed_at: Sequence[datetime]) -> str:
    """How many looks read a page without its link, and when the first and the last of them were."""
    when = [words.clock(at, reader) for at in (*missed_at[:1], *missed_at[1:][-1:])]
    span = f" ({' to '.join(when)})" if when else ""
    return f"{words.count(misses or len(missed_at), 'look')} read the page and did not find it{span}."


def lines(reader: Reader, seen: Evidence) -> list[str]:
    """Everything about one look but the link's own HTML, in mrkdwn lines."""
    said = [_when(reader, seen)]
    if seen.redirects:
        steps = " → ".join(escape.link(url) for url in seen.redirects[:4])
        said.append(f"Redirected: {steps}{' …' if len(seen.redirects) > 4 else ''}")
    if seen.final_url and seen.final_url != seen.page:
        said.append(f"Final address: {escape.link(seen.final_url)}")
    link = seen.links[0] if seen.links else None
    if link is not None:
        rel = f"rel {escape.mrkdwn(_rel(link), 100) or 'empty'}"
        known = search(seen.followed, seen.indexable)
        said.append(words.sentence(f"{rel}{f', {known}' if known else ''}"))
        said.append(in_words(link))
        said.append(_others(seen.links[1:]))
    if seen.findings:
        said.append(words.sentence("; ".join(words.finding(code) for code in seen.findings[:8])))
    return [line for line in said if line]


def _others(links: Sequence[Mapping[str, object]]) -> str:
    """The other links to the target that stand on the page: their anchors and rel."""
    named = []
    for link in links[:OTHERS]:
        anchor = escape.mrkdwn(_said(link, "anchor"), 60)
        rel = escape.mrkdwn(_rel(link), 60)
        named.append(f"{f'“{anchor}”' if anchor else 'one without text'} (rel {rel or 'empty'})")
    more = [f"{len(links) - OTHERS} more"] if len(links) > OTHERS else []
    return words.sentence(f"Also linked: {', '.join(named + more)}") if named else ""


def brief(reader: Reader, seen: Evidence) -> str:
    """When it was seen, and the link in its sentence: for a post that tells the rest already."""
    final = f"\nFinal address: {escape.link(seen.final_url)}" if seen.final_url not in {"", seen.page} else ""
    context = in_words(seen.links[0]) if seen.links else ""
    return f"{context}\n{_when(reader, seen)}{final}".strip()


def _when(reader: Reader, seen: Evidence) -> str:
    times = f" ({seen.count} looks since {words.clock(seen.first_seen_at, reader)})" if seen.count > 1 else ""
    status = f", HTTP {seen.status}" if seen.status is not None else ""
    return f"Seen {words.clock(seen.last_seen_at, reader)}{times}{status}"


def blocks_of(reader: Reader, seen: Evidence) -> list[Block]:
    """One look's evidence: the facts, and the link's outer HTML as code."""
    built = [blocks.context("\n".join(lines(reader, seen)))]
    html = _said(seen.links[0], "html") if seen.links else ""
    return [*built, blocks.preformatted(html)] if html.strip() else built
