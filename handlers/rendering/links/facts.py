"""What is known of a task and of a promised link, in lines that messages share."""

from datetime import datetime

from handlers.rendering.parts import escape, words
from handlers.rendering.parts.reader import Reader
from storage.daily import cadence
from storage.watch.placement_rules import differs
from storage.words import PlacementState
from storage.work.prospects import EarlierAsk
from storage.work.views import PlacementView, Task


def name(task: Task) -> str:
    """ "*#42 techblog.com*"."""
    return f"*#{task.id} {escape.site(task.site)}*"


def plain_name(task: Task) -> str:
    """ "#42 techblog.com", for a message's text."""
    return f"#{task.id} {escape.site(task.site)}"


def contact(task: Task, reader: Reader) -> str:
    """ "Jane, jane@techblog.com"; "" where nobody is known, and where a client reads."""
    if reader.client:
        return ""
    known = [escape.mrkdwn(one, 80) for one in (task.contact_name, task.contact_email) if one]
    return ", ".join(known) + (" (mail comes back)" if task.contact_bad and task.contact_email else "")


def tactic(task: Task) -> str:
    """ "guest post"; "" where it was not said."""
    return words.TACTICS[task.tactic] if task.tactic else ""


def price(task: Task | PlacementView, reader: Reader) -> str:
    """ "$150"; "" where there is none, and where a client reads."""
    return escape.mrkdwn(words.money(task.price)) if task.price and not reader.client else ""


def about(task: Task, reader: Reader) -> str:
    """What the ask is, on one line: "guest post for acme.com/guide, Jane, $150"."""
    what = tactic(task)
    if task.target:
        what = f"{what} for {escape.link(task.target)}" if what else f"for {escape.link(task.target)}"
    parts = [what, contact(task, reader), price(task, reader)]
    if task.campaign:
        parts.append(escape.mrkdwn(task.campaign, 60))
    return ", ".join(part for part in parts if part)


def asked_on(at: datetime, told: bool, reader: Reader) -> str:
    """ "on 5 May"; else that nobody says on which day."""
    return f"on {words.day(reader.local(at).date(), reader)}" if told else "on a day that nobody told"


def follow_up(task: Task, reader: Reader) -> str:
    """When the next touch is due, in words; "" where nothing is set."""
    if task.follow_up_at is None:
        return ""
    when = reader.local(task.follow_up_at).date()
    if when < reader.today:
        return f"{words.moment(task.follow_up_at, reader)} ({words.due(when, reader)})"
    return _elsewhen(task, task.follow_up_at, reader) or words.reminder(task.follow_up_at, reader)


def _elsewhen(task: Task, due: datetime, reader: Reader) -> str:
    """When a follow-up is told whose day has no digest; "" where it is told on its day."""
    digests = reader.digests
    if task.follow_up_timed or digests is None or digests.channel != task.channel:
        return ""
    wanted = cadence.local_date(due, digests.tz)
    then = digests.shows(due, reader.now)
    if then is None:
        return f"{words.day(wanted, reader)}, in your list only: no digest comes here"
    if cadence.local_date(then, digests.tz) == wanted:
        return ""
    digest = f"{reader.local(then):%A}'s digest ({words.moment(then, reader)})"
    told = f"{words.day(wanted, reader)}, told in {digest}"
    if wanted in digests.off:
        return f"{told}: that day is a holiday"
    if str(wanted.isoweekday()) in digests.weekdays:
        return told
    return f"{told}: there is none on {wanted:%A}s"


def pairs(task: Task, reader: Reader) -> list[tuple[str, str]]:
    """Everything known, as names and values."""
    _, held = words.STAGES[task.stage], task.stage.open
    return [
        ("Stage", words.STAGES[task.stage]),
        ("Owner", reader.who(task.owner)),
        ("Contact", contact(task, reader)),
        ("Tactic", tactic(task)),
        ("Target", escape.link(task.target) if task.target else ""),
        ("Campaign", escape.mrkdwn(task.campaign, 80) if task.campaign else ""),
        ("Price", price(task, reader)),
        ("Next follow-up", follow_up(task, reader) or ("not set" if held else "")),
    ]


def terms(placement: PlacementView, reader: Reader) -> str:
    """What was agreed: "by Fri 27 Nov (in 4 days), followed (dofollow), anchor “best tools”, $150"."""
    parts = []
    if placement.promised_by:
        when = placement.promised_by
        waits = placement.state is PlacementState.PROMISED and not reader.lasting
        near = f" ({words.due(when, reader) if when < reader.today else words.distance(when, reader)})"
        parts.append(f"by {words.day(when, reader)}{near if waits else ''}")
    if placement.rel_agreed:
        parts.append(words.RELS[placement.rel_agreed])
    if placement.anchor:
        parts.append(f"anchor {escape.quoted(placement.anchor)}")
    paid = price(placement, reader)
    if paid:
        parts.append(paid)
    return ", ".join(parts)


def where(placement: PlacementView) -> str:
    """The page, or the site that is watched until the page is known."""
    return escape.link(placement.page) if placement.page else escape.site(placement.site)


def link_line(placement: PlacementView) -> str:
    """ "techblog.com/tools → acme.com/guide"."""
    return f"{where(placement)} → {escape.link(placement.target)}"


def state(placement: PlacementView) -> tuple[str, str]:
    """A placement's state as an emoji and a word; a live link that breaks what was agreed is "live, but…"."""
    broken = differs(placement.rel_agreed, words.codes(placement.findings))
    if placement.state is PlacementState.LIVE and broken:
        return ":large_yellow_circle:", "live, but…"
    return words.STATES[placement.state]


def state_line(placement: PlacementView) -> str:
    """ ":white_check_mark: *live*"."""
    emoji, word = state(placement)
    return f"{emoji} *{word}*"


def last_look(placement: PlacementView, reader: Reader, *, brief: bool = False) -> str:
    """ "Looked today 09:30: the link is there. Next look tomorrow 09:10.".

    A lasting message is edited when something changes, not at each look: it names no next one. ``brief``
    where what was seen is told already.
    """
    said = []
    if placement.checked_at:
        detail = escape.mrkdwn(placement.detail, 300)
        seen = words.VERDICTS[placement.verdict][1] if placement.verdict else ""
        what = "" if brief else f": {detail or seen}"
        said.append(words.sentence(f"Looked {words.clock(placement.checked_at, reader)}{what}"))
    elif placement.state is not PlacementState.WITHDRAWN:
        said.append("Being looked at now." if reader.lasting else "Not looked at yet.")
    if placement.vouched_by:
        until = (
            f" until {words.day(reader.local(placement.vouched_until).date(), reader)}"
            if (placement.vouched_until)
            else ""
        )
        said.append(f"{words.sentence(f'{reader.who(placement.vouched_by)} vouched for it{until}')}")
    if placement.next_check_at and reader.lasting:
        said.append("I keep looking." if placement.checked_at else "")
    elif placement.next_check_at:
        soon = placement.next_check_at <= reader.now
        said.append(f"Next look {'now' if soon else words.clock(placement.next_check_at, reader)}.")
    return " ".join(part for part in said if part)


def earlier(ask: EarlierAsk, reader: Reader) -> str:
    """One earlier ask of the same site: who, when, for what, with what result."""
    when = asked_on(ask.asked_at, ask.told, reader)
    target = f" for {escape.link(ask.target)}" if ask.target else ""
    live = f", {words.count(ask.live, 'link')} live" if ask.live else ""
    return f"#{ask.outreach}: {reader.who(ask.owner)} {when}{target}: {words.STAGES[ask.stage]}{live}"
