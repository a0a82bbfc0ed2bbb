"""Many posts about links, told in one message: how many of each kind, and which."""

from collections import Counter
from collections.abc import Sequence

from handlers.rendering.links.event import Happened
from handlers.rendering.parts import blocks, escape, words
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.models import PostKind
from storage.posts.summaries import Why

#: Rows that are shown, the newest ones; what one block holds (Slack: 3,000 characters), and how many blocks.
SHOWN, CHARACTERS, BLOCKS = 100, 2_900, 40

_KINDS = {
    PostKind.LIVE: (":tada:", "live", "live"),
    PostKind.LIVE_BUT: (":large_yellow_circle:", "live, but not as agreed", "live, but…"),
    PostKind.LOST: (":x:", "lost", "lost"),
    PostKind.BACK: (":leftwards_arrow_with_hook:", "back", "back"),
}
_WHY = {
    Why.BOUND: "More news than this channel wants in a day goes in here; set the number with "
    "`/outreach settings`.",
    Why.BACKLOG: "I could not post these when they happened, so they come together.",
}


def summary(reader: Reader, why: Why, rows: Sequence[tuple[PostKind, Happened]]) -> Message:
    """The summary of ``rows``, oldest first; the newest are shown where there are too many."""
    counted = Counter(kind for kind, _ in rows)
    kinds = words.listed(f"{counted[kind]} {said}" for kind, (_, said, _) in _KINDS.items() if counted[kind])
    head = f"News about {words.count(len(rows), 'link')}: {kinds}"
    lines = [_line(reader, kind, what) for kind, what in rows[-SHOWN:]]
    sections = _sections(lines)
    left = len(rows) - sum(len(one) for one in sections)
    built: list[Block] = [blocks.section(f":newspaper: *{head}*\n{_WHY[why]}")]
    built += [blocks.section("\n".join(one)) for one in sections]
    if left > 0:
        many = ("earlier one; its card says how it stands", "earlier ones; their cards say how they stand")
        built.append(blocks.context(f"and {words.count(left, *many)}"))
    owners = dict.fromkeys(what.owner for _, what in rows if what.owner)
    if owners:
        built.append(blocks.context(" ".join(escape.mention(owner) for owner in list(owners)[:20])))
    return Message(f"{head}.", built)


def _line(reader: Reader, kind: PostKind, what: Happened) -> str:
    emoji, _, said = _KINDS[kind]
    page = escape.link(what.page) if what.page else escape.site(what.site)
    at = f", {words.clock(what.at, reader)}" if what.at else ""
    line = f"{emoji} *{said}*: {page} → {escape.link(what.target)} (#{what.outreach}{at})"
    # Two addresses as long as there are: the site says enough.
    return (
        line
        if len(line) <= CHARACTERS
        else f"{emoji} *{said}*: {escape.site(what.site)} (#{what.outreach}{at})"
    )


def _sections(lines: Sequence[str]) -> list[list[str]]:
    """The newest lines that fit, in order, block by block."""
    made: list[list[str]] = []
    room = 0
    for line in reversed(lines):
        if not made or len(line) + 1 > room:
            if len(made) == BLOCKS:
                break
            made.append([])
            room = CHARACTERS
        made[-1].append(line)
        room -= len(line) + 1
    return [one[::-1] for one in reversed(made)]
