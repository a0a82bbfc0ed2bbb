"""One backlink: what it is, where it came from and why, its history, and the buttons that correct it."""

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.links.backlink_views import BacklinkView, Told, Turned
from storage.words import Origin
from storage.work.views import Evidence

#: What people call the sources of reports, and of authority.
SOURCES = {
    "ahrefs": "Ahrefs",
    "semrush": "Semrush",
    "majestic": "Majestic",
    "moz": "Moz",
    "search_console": "Search Console",
    "file": "a table",
    "earned": "a person here",
}
AUTHORITIES = {
    "ahrefs_dr": "Ahrefs DR",
    "semrush_as": "Semrush AS",
    "majestic_tf": "Majestic TF",
    "moz_da": "Moz DA",
    "open_pagerank": "Open PageRank",
}
ORIGINS = {
    Origin.BUILT: "built: our work explains it",
    Origin.PASSIVE: "passive: nobody asked for it",
    Origin.UNCERTAIN: "uncertain",
}
_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,20})>")


def card(reader: Reader, link: BacklinkView, *, news: str = "") -> Message:
    """One backlink with its history; ``news`` stands above it, in mrkdwn. A client sees no reasons."""
    heading = f"*Backlink {link.id}*: {escape.link(link.page)} → {escape.link(link.target)}"
    built: list[Block] = [blocks.section(news)] if news else []
    built.append(blocks.section(f"{heading}\n{_state(link, reader)}"))
    came = f"*Where it came from:* {ORIGINS[link.origin]}"
    if not reader.client:
        came += f"\n{words.capital(words.sentence(because(reader, link.reason)))}"
        if link.origin_by is not None:
            came += " That stays, whatever is reported later."
    built.append(blocks.section(came))
    built += blocks.facts(_facts(link))
    if not reader.client:
        lines = _history(link, reader)
        if lines:
            built.append(blocks.section("*History*\n" + "\n".join(f"• {line}" for line in lines)))
        built += blocks.actions(*_choices(link))
    said = f"{news} {heading}. {ORIGINS[link.origin]}".replace("*", "").strip()
    return Message(said, blocks.capped(built))


def of_site(reader: Reader, site: str, found: Sequence[tuple[int, str, str, Origin]]) -> Message:  # noqa: ARG001
    """The links on a site, with the numbers that they are asked for by."""
    name = escape.site(site)
    if not found:
        line = f"No link on {name} is known."
        return Message(
            line, [blocks.section(f"{line} Bring in a file that has it, or say that you earned it.")]
        )
    lines = [
        f"*{number}* {escape.link(page)} → {escape.link(target)}, {origin.value}"
        for number, page, target, origin in found
    ]
    heading = f"{words.count(len(found), 'link')} on {name}, newest first"
    built = [blocks.section(f"*{heading}*\n" + "\n".join(lines))]
    built.append(blocks.context(f"One of them: {escape.code(f'/outreach backlink {found[0][0]}')}"))
    return Message(heading, built)


def because(reader: Reader, reason: str) -> str:
    """A reason in mrkdwn, with people by their names."""
    parts = _PERSON.split(reason)
    return "".join(reader.who(part) if place % 2 else _between(part) for place, part in enumerate(parts))


def _between(part: str) -> str:
    """Words with the blanks around them, so that a name beside them stands apart."""
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{escape.mrkdwn(part, 600)}{after if part.strip() else ''}"


def _state(link: BacklinkView, reader: Reader) -> str:
    if link.lost is not None and link.href is None and link.checked_at and link.checked_at >= link.lost:
        return f":x: only told of: it was not there when I looked {_day(link.lost, reader)}"
    if link.lost is not None:
        return f":x: lost {_day(link.lost, reader)}, last seen {_day(link.last_seen, reader)}"
    followed = {True: "followed", False: "not followed", None: "nobody knows yet whether it is followed"}[
        link.followed
    ]
    parts = [followed]
    if link.indexable is not None:
        parts.append("indexable" if link.indexable else "not indexable")
    return f":link: {', '.join(parts)}; {_seen_from_to(link, reader)}"


def _seen_from_to(link: BacklinkView, reader: Reader) -> str:
    first, last = _day(link.first_seen, reader), _day(link.last_seen, reader)
    if link.first_seen_told:
        return f"first seen {first}, last seen {last}"
    known = f"known since {first} or before (nobody says when it was first seen)"
    return known if first == last else f"{known}, last seen {last}"


def _facts(link: BacklinkView) -> list[tuple[str, str]]:
    rel = "" if link.rel is None else escape.mrkdwn(" ".join(link.rel), 200) or "none: a plain link"
    pairs = [("Anchor", escape.mrkdwn(link.anchor, 300) if link.anchor else ""), ("rel", rel)]
    if link.authority is not None:
        score, source, at = link.authority
        when = f" ({at.day} {at:%b %Y})" if at else ""
        pairs.append(("Authority", f"{score:g}, {AUTHORITIES.get(source, escape.mrkdwn(source, 40))}{when}"))
    return pairs


def _history(link: BacklinkView, reader: Reader) -> list[str]:
    """Who told of it, what was seen, what turned, by date."""
    lines: list[tuple[datetime, str]] = [(one.at, _told(one, reader)) for one in link.told]
    lines += [(one.at, _turned(one, reader)) for one in link.turned]
    lines += [(one.first_seen_at, _seen(one, reader)) for one in link.looks]
    return [line for _, line in sorted(lines, key=lambda one: one[0])][-14:]


def _told(told: Told, reader: Reader) -> str:
    # Who earned it is who says so; a file is of a tool, brought by somebody.
    oneself = told.source == "earned" and bool(told.by)
    by = f" by {reader.who(told.by)}" if told.by and not oneself else ""
    where = f" in {escape.code(told.file, 80)}" if told.file else ""
    said = [
        f"{word} {_day(at, reader)}"
        for word, at in (
            ("first seen", told.first_seen),
            ("last seen", told.last_seen),
            ("lost", told.lost),
        )
        if at is not None
    ]
    if told.followed is not None:
        said.append("followed" if told.followed else "not followed")
    facts = f": {', '.join(said)}" if said else ""
    source = SOURCES.get(told.source, escape.mrkdwn(told.source, 40))
    source = reader.who(told.by) if oneself and told.by else source
    return f"{_day(told.at, reader)}: reported by {source}{where}{by}{facts}"


def _turned(turned: Turned, reader: Reader) -> str:
    when, by = _day(turned.at, reader), reader.who(turned.by) if turned.by else ""
    before, after = turned.detail.get("from"), turned.detail.get("to")
    if turned.what == "origin":
        return f"{when}: {escape.mrkdwn(str(before), 20)} → {escape.mrkdwn(str(after), 20)}" + (
            f", says {by}" if by else ""
        )
    if turned.what == "followed":
        return (
            f"{when}: {'followed' if before else 'not followed'} → {'followed' if after else 'not followed'}"
        )
    words_for = {"lost": "lost", "back": "back again", "watched": "watched"}
    word = words_for.get(turned.what, escape.mrkdwn(turned.what, 40))
    return f"{when}: {word}{f', for {by}' if by else ''}"


def _seen(look: Evidence, reader: Reader) -> str:
    times = (
        f", {words.count(look.count, 'look')} to {_day(look.last_seen_at, reader)}" if look.count > 1 else ""
    )
    detail = escape.mrkdwn(look.detail, 200)
    return f"{_day(look.first_seen_at, reader)}: {detail.rstrip('.') if times else detail}{times}"


def _choices(link: BacklinkView) -> list[buttons.Element | None]:
    made: list[buttons.Element | None] = [
        buttons.button(
            f"It's {one.value}",
            Press(Action.BACKLINK_ORIGIN, extra=f"{link.id} {one.value}"),
            about=f"Backlink {link.id} is {one.value}",
        )
        for one in Origin
        if one is not link.origin or link.origin_by is None
    ]
    if link.watched_by is None and link.task is None:
        made.append(buttons.button("Watch", Press(Action.BACKLINK_WATCH, extra=str(link.id))))
    made.append(buttons.page_button("Open page", link.page))
    return made


def _day(at: datetime, reader: Reader) -> str:
    return words.day(reader.local(at).date(), reader)
