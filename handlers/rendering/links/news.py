"""What is said when something happens to a promised link: live, live but, lost, back, and the quiet rest.

``version`` is the task's as it stands when this is said: what its buttons carry.
"""

from handlers.rendering.links import evidence, facts
from handlers.rendering.links.event import Happened
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.words import Finding, RelAgreed, Verdict
from storage.work.views import Evidence, PlacementView


def live(reader: Reader, what: Happened, version: int | None = None) -> Message:
    """**Link live**: page, target, what search engines make of it, anchor, whose work, how long it took."""
    if what.by_word:
        by = reader.who(what.vouched_by) if what.vouched_by else "somebody"
        note = f"I can't read the page; {by} looked and saw the link."
        return _post(reader, what, version, ":handshake:", "Link live", note=note, search=False)
    return _post(reader, what, version, ":tada:", "Link live", note=_work(reader, what))


def live_but(reader: Reader, what: Happened, version: int | None = None) -> Message:
    """**Link live, but…** with what is not as agreed."""
    wrong = words.codes(what.differs or what.findings)
    said = words.listed(difference(one.value, what) for one in wrong[:4]) or "it is not as agreed"
    return _post(
        reader, what, version, ":large_yellow_circle:", f"Link live, but… {said}", note=_work(reader, what)
    )


def back(reader: Reader, what: Happened, version: int | None = None) -> Message:
    """**Link back**: a lost link stands again."""
    away = ""
    if what.lost_at and what.at:
        away = f"It was gone for {words.lasted(what.lost_at, what.at)}."
    wrong = words.codes(what.differs)
    note = f"But {words.listed(difference(one.value, what) for one in wrong[:4])}." if wrong else ""
    return _post(
        reader, what, version, ":leftwards_arrow_with_hook:", "Link back", note=f"{away} {note}".strip()
    )


def lost(reader: Reader, what: Happened, version: int | None = None) -> Message:
    """**Link lost**: how many readable looks missed it, and when; who may want to write to them."""
    said = [evidence.missed(reader, what.misses, what.missed_at)]
    if what.last_seen_at:
        stood = (
            f", it had stood for {words.lasted(what.first_live_at, what.last_seen_at)}"
            if (what.first_live_at)
            else ""
        )
        said.append(f"Last seen {words.clock(what.last_seen_at, reader)}{stood}.")
    if not what.detail.startswith("The page was read and has no link"):  # that is said already
        said.append(words.sentence(escape.mrkdwn(what.detail, 300)))
    said.append(f"{_owner(reader, what)}, a friendly word to them often brings it back.")
    return _post(
        reader, what, version, ":x:", "Link lost", note=" ".join(part for part in said if part), search=False
    )


def at_risk(reader: Reader, what: Happened) -> Message:
    """A live link was not there at one look; said in the card's thread, to nobody by name."""
    seen = f" Last seen {words.clock(what.last_seen_at, reader)}." if what.last_seen_at else ""
    why = words.sentence(escape.mrkdwn(what.detail, 300))
    line = (
        f"{_page(what)} could be read, and the link to {escape.link(what.target)} was not there. {why}{seen}"
    )
    then = "Nothing to do yet: I look again within the day, and tell you when it is back or lost."
    return Message(f"Link at risk: {line} {then}", [blocks.section(f":warning: *At risk* {line}\n{then}")])


def recovered(reader: Reader, what: Happened) -> Message:
    """A link at risk stands again; said in the card's thread."""
    missed = f" It was missing {words.clock(what.missed_at[0], reader)}." if what.missed_at else ""
    line = f"The link to {escape.link(what.target)} is there again.{missed}"
    return Message(line, [blocks.section(f":white_check_mark: {line}")])


def changed(reader: Reader, what: Happened) -> Message:
    """The link stands, but something about it changed; said in the card's thread."""
    new, over = what.turned()
    said = [difference(one.value, what) for one in words.codes(new)]
    gone = [f"no longer: {words.finding(code)}" for code in over]
    if what.differs and not new:
        said = [difference(one.value, what) for one in words.codes(what.differs)]
    line = words.sentence("; ".join([*said, *gone]) or escape.mrkdwn(what.detail, 300) or "Something changed")
    search = evidence.search(what.followed, what.indexable)
    shown = f":arrows_counterclockwise: *The link changed*\n{line}{f' Now {search}.' if search else ''}"
    ask = f"\n{_owner(reader, what)}, was that agreed?" if what.differs else ""
    return Message(
        f"The link changed: {line} {_pages(what)}",
        [blocks.section(shown + ask), *_proof(reader, what)],
    )


def wrong_target(reader: Reader, what: Happened) -> Message:
    """The page links to another page of ours; said once, in the card's thread."""
    href = escape.link(what.wrong_href) if what.wrong_href else "another page of yours"
    target = escape.link(what.target)
    line = f"{_page(what)} links to {href}, not to {target}."
    if what.last_seen_at:
        seen = words.day(reader.local(what.last_seen_at).date(), reader)
        line = (
            f"The link to {target} is gone: {_page(what)} links to {href} instead. I last saw it on {seen}."
        )
    ask = f"{_owner(reader, what)}, ask them to change it, or promise that page instead."
    return Message(f"Another page is linked: {line} {ask}", [blocks.section(f":dart: {line}\n{ask}")])


def word_taken_back(reader: Reader, what: Happened, placement: PlacementView) -> Message:
    """Under a post that stood on somebody's word: they took it back."""
    by = reader.who(what.vouched_by) if what.vouched_by else "somebody"
    line = f"Taken back: {by} had said that the link is there. It is {facts.state(placement)[1]} again"
    line += f": {facts.link_line(placement)}. I keep looking."
    line = words.sentence(line)
    return Message(line, [blocks.section(f":leftwards_arrow_with_hook: {line}")])


def ask(reader: Reader, what: Happened, version: int | None = None) -> Message:
    """The bot can't tell: its owner is asked to look, or whether to go on."""
    owner = _owner(reader, what)
    if what.event == "expired":
        since = words.day(reader.local(what.promised_at).date(), reader) if what.promised_at else "long ago"
        line = (
            f"{owner}, the link promised on {since} has not appeared: {_pages(what)}. "
            "Keep on, set a new date, or close it?"
        )
        elements = [
            buttons.button(
                "New date", Press(Action.PROMISE, what.outreach, version, placement=what.placement)
            ),
            buttons.button("They declined", Press(Action.DECLINE, what.outreach, version)),
            buttons.button(
                "Check now", Press(Action.CHECK_NOW, what.outreach, version, placement=what.placement)
            ),
        ]
        emoji = ":hourglass:"
    else:
        why = words.sentence(escape.mrkdwn(what.detail, 300)) or _unseen(what)
        times = words.count(what.unseen, "time") if what.unseen else "several times"
        line = (
            f"{owner}, could you look? I tried {times} and could not read {_page(what)}. {why} "
            f"Is the link to {escape.link(what.target)} there?"
        )
        pressed = Press(Action.VOUCH, what.outreach, version, placement=what.placement)
        elements = [
            buttons.button("I checked: it's there", pressed, style="primary"),
            buttons.button(
                "Check now", Press(Action.CHECK_NOW, what.outreach, version, placement=what.placement)
            ),
        ]
        emoji = ":see_no_evil:"
    opened = buttons.page_button("Open the page", what.page) if what.page else None
    return Message(line, [blocks.section(f"{emoji} {line}"), *blocks.actions(*elements, opened)])


def difference(code: str, what: Happened) -> str:
    """What is not as agreed, with what was: "its rel is nofollow, agreed was dofollow"; mrkdwn."""
    if code == Finding.REL_NOT_AS_AGREED.value and what.rel_agreed:
        rel = " ".join(what.rel)
        agreed = {RelAgreed.DOFOLLOW: "a followed link (dofollow)"}.get(
            what.rel_agreed, what.rel_agreed.value
        )
        has = f"its rel is {escape.mrkdwn(rel, 60)}" if rel else "it has no rel"
        return f"{has}, agreed was {agreed}"
    if what.is_wrong_anchor(code):
        anchor = escape.quoted(what.anchor) if what.anchor else "empty"
        return f"its anchor is {anchor}, agreed was {escape.quoted(what.anchor_agreed or '')}"
    return words.finding(code)


def _post(
    reader: Reader,
    what: Happened,
    version: int | None,
    emoji: str,
    headline: str,
    *,
    note: str,
    search: bool = True,
) -> Message:
    """A channel post: headline, page and target, the facts of the link, the proof."""
    title = f" ({escape.quoted(what.title, 100)})" if what.title.strip() else ""
    lines = [f"{emoji} *{headline.replace('*', '')}*", f"{_pages(what)}{title}"]
    facts = _facts(what) if search else ""
    if facts:
        lines.append(words.sentence(facts))
    if note:
        lines.append(note)
    built: list[Block] = [blocks.section("\n".join(lines))]
    if search:
        built += _proof(reader, what)
    built += blocks.actions(
        buttons.button(f"Show #{what.outreach}", Press(Action.SHOW, what.outreach, version)),
        buttons.page_button("Open the page", what.page) if what.page else None,
    )
    text = [f"{headline}: {_pages(what)}", facts, note]
    return Message(". ".join(part.rstrip(".") for part in text if part) + ".", built)


def _facts(what: Happened) -> str:
    search = evidence.search(what.followed, what.indexable)
    rel = f"rel {escape.mrkdwn(' '.join(what.rel), 60)}" if what.rel else ""
    anchor = f"anchor {escape.quoted(what.anchor)}" if what.anchor else "no anchor text"
    return ", ".join(part for part in (search, rel, anchor) if part)


def _work(reader: Reader, what: Happened) -> str:
    """Whose work it was, and how long it took."""
    took = ""
    if what.days is not None:
        since = (
            "on the day of the first ask"
            if what.days == 0
            else f"{words.span(what.days)} after the first ask"
        )
        took = f", {since}"
    return f"{_owner(reader, what)}'s work{took}." if what.owner else ""


def _owner(reader: Reader, what: Happened) -> str:
    """The owner with a mention: a post is news for them before all."""
    return escape.mention(what.owner) if what.owner and what.owner != reader.you else "you"


def _page(what: Happened) -> str:
    return escape.link(what.page) if what.page else escape.site(what.site)


def _pages(what: Happened) -> str:
    return f"{_page(what)} → {escape.link(what.target)}"


def _unseen(what: Happened) -> str:
    return words.sentence("; ".join(words.finding(code) for code in what.unseen_findings[:3]))


def _proof(reader: Reader, what: Happened) -> list[Block]:
    """When it was seen, and the link in its sentence."""
    if not what.link or what.at is None:
        return []
    seen = Evidence(
        what.page or what.site,
        Verdict.LIVE,
        what.at,
        what.at,
        1,
        what.status,
        what.final_url or what.page or "",
        (),
        what.findings,
        what.followed,
        what.indexable,
        what.detail,
        (dict(what.link),),
    )
    return [blocks.context(evidence.brief(reader, seen))]
