"""The daily digest: what is due in a channel, at a glance, and what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.rendering.links import facts
from handlers.rendering.lists.listing import MOST_ROWS
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import MOST_BLOCKS, Block, Message
from handlers.rendering.parts.reader import Reader
from storage.daily.digest_done import DoneSince
from storage.daily.digests import Digest, FollowUpDue, OwnersDue, PromiseDue
from storage.daily.look_back import Week
from storage.words import Ended
from storage.work.called_off import CalledOff

Row = FollowUpDue | PromiseDue

#: How many of the things that were done since, or that ended by themselves, are named.
DONE_SHOWN = 10

_ENDED = {
    Ended.ANSWERED: "answered",
    Ended.DECLINED: "declined",
    Ended.AWAY: "away",
    Ended.BOUNCED: "mail came back",
    Ended.LIVE: "live",
}

_DONE = {
    "follow-up": "followed up",
    "reply": "replied",
    "decline": "declined",
    "drop": "dropped",
    "no response": "closed, no response",
    "reminder": "snoozed",
    "promise": "promised",
    "vouch": "vouched for",
    "hand over": "handed over",
    "edit": "edited",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a digest says besides what is due.

    ``missed_on`` is the day of a digest that was never posted, ``holidays`` are those since the last digest,
    ``called_off`` ended by itself, ``week`` came of the week before, ``done`` was done since this one stands.
    """

    missed_on: date | None = None
    holidays: Sequence[tuple[date, str]] = ()
    called_off: Sequence[CalledOff] = ()
    week: Week = field(default_factory=Week)
    done: Sequence[DoneSince] = ()


def digest(reader: Reader, due: Digest, beside: Beside | None = None, *, pings: bool = True) -> Message:
    """What is due, grouped by owner with one mention each, the most urgent first.

    At most 20 rows, and how many more. Without ``pings`` people are named, and Slack notifies nobody; who
    wants no mention is named in any case.
    """
    beside = beside or Beside()
    owners = _shortened(due)
    shown = sum(len(rows) for _, rows in owners)
    roomy = 2 * shown + len(owners) + 8 <= MOST_BLOCKS
    alone = due.channel.startswith(("U", "W", "D"))
    head = _head(reader, due)
    built: list[Block] = [blocks.section(f"*{head}*")]
    said = [f"{head}."]
    for line in _first(reader, beside):
        built.append(blocks.context(line))
        said.append(line)
    for owner, rows in owners:
        if not alone:
            mentioned = pings and owner.owner not in due.unmentioned
            coming = len(owner.soon) if owner.soon and not owner.count else 0
            what = f"{coming} promised" if coming else f"{owner.count} due"
            built.append(blocks.section(f"{_whose(reader, owner.owner, pings=mentioned)} · {what}"))
        for row in rows:
            built += _row(reader, row, owner.owner, roomy=roomy)
        said.append(_in_brief(reader, owner, rows, alone=alone))
    left = due.count + due.coming - shown
    if left > 0:
        more = buttons.button(f"and {left} more", Press(Action.DIGEST_MORE))
        built += blocks.actions(more)
        said.append(f"And {left} more.")
    if due.away:
        built.append(blocks.context(_away(reader, due)))
    for line in _last(reader, beside):
        built.append(blocks.context(line))
        said.append(line.replace("\n", " ").replace("~", ""))
    return Message(" ".join(said), blocks.capped(built))


def _first(reader: Reader, beside: Beside) -> list[str]:
    """What is said before the rows."""
    said: list[str] = []
    if beside.week:
        said.append(_week(beside.week))
    if beside.missed_on is not None:
        said.append(f"There was no digest on {words.day(beside.missed_on, reader)}: I was not running.")
    if beside.holidays:
        named = words.listed(
            f"{words.day(day, reader)} ({escape.mrkdwn(name, 80)})" for day, name in beside.holidays
        )
        said.append(f"There was no digest on {named}: a holiday.")
    return said


def _last(reader: Reader, beside: Beside) -> list[str]:
    """What is said behind them."""
    said: list[str] = []
    if beside.called_off:
        said.append(_called_off(reader, beside.called_off))
    if beside.done:
        said.append(_done(reader, beside.done))
    return said


def _week(week: Week) -> str:
    """ "Last week: 12 asked, 3 answered, 2 promised, 1 live, none lost"."""
    counts = (
        (week.asked, "asked"),
        (week.answered, "answered"),
        (week.promised, "promised"),
        (week.live, "live"),
        (week.lost, "lost"),
    )
    return f"Last week: {', '.join(f'{count:,} {what}' for count, what in counts)}."


def _called_off(reader: Reader, ones: Sequence[CalledOff]) -> str:
    """ "2 follow-ups ended by themselves: #12 answered, #14 live. 1 waits: #9 away until Mon 7 Dec."."""
    over = [one for one in ones if one.until is None]
    waiting = [one for one in ones if one.until is not None]
    said: list[str] = []
    if over:
        ended = "follow-up ended by itself" if len(over) == 1 else "follow-ups ended by themselves"
        each = [f"#{one.outreach} {escape.site(one.site, 60)} {_ENDED[one.why]}" for one in over]
        said.append(f"{len(over)} {ended}: {_at_most(each)}.")
    if waiting:
        each = [
            f"#{one.outreach} {escape.site(one.site, 60)} is away, due again "
            f"{words.day(reader.local(one.until).date(), reader)}"
            for one in waiting
            if one.until is not None
        ]
        said.append(f"{words.count(len(waiting), 'follow-up waits', 'follow-ups wait')}: {_at_most(each)}.")
    return " ".join(said)


def _at_most(each: Sequence[str]) -> str:
    more = [f"and {len(each) - DONE_SHOWN} more"] if len(each) > DONE_SHOWN else []
    return ", ".join([*each[:DONE_SHOWN], *more])


def _whose(reader: Reader, owner: str, *, pings: bool) -> str:
    if pings:
        return escape.mention(owner)
    name = reader.names.get(owner)
    return escape.bold(name, 60) if name else "*somebody*"


def _head(reader: Reader, due: Digest) -> str:
    soon = f"{due.coming} promised soon" if due.coming else ""
    if not due.count:
        return f":white_check_mark: All done for today{f', {soon}' if soon else ''}"
    overdue = sum(len(owner.overdue) for owner in due.owners)
    today = sum(len(owner.today) for owner in due.owners)
    late = sum(len(owner.promises) for owner in due.owners)
    counts = [
        f"{overdue} overdue" if overdue else "",
        f"{today} due today" if today else "",
        f"{words.count(late, 'late promise')}" if late else "",
    ]
    # What lies beyond the rows that were read is only counted.
    whole = due.shown == due.count + due.coming
    parts = [part for part in counts if part] if whole else [f"{due.count} due"]
    parts += [soon] if soon else []
    return f":sunny: {words.day(due.day, reader)}: {', '.join(parts)}"


def _rows(owner: OwnersDue) -> list[Row]:
    late: list[Row] = [*owner.overdue, *owner.promises]
    late.sort(key=lambda row: -row.days_late)
    return [*late, *owner.today, *owner.soon]


def _shortened(due: Digest) -> list[tuple[OwnersDue, list[Row]]]:
    """The 20 most urgent rows, still by owner."""
    everything = [(place, row) for place, owner in enumerate(due.owners) for row in _rows(owner)]
    # Sorting is stable: within a day the owners, and the rows of one, keep their order.
    kept = sorted(everything, key=lambda one: -one[1].days_late)[:MOST_ROWS]
    found = []
    for place, owner in enumerate(due.owners):
        rows = [row for at, row in kept if at == place]
        if rows:
            found.append((owner, rows))
    return found


def line(reader: Reader, row: Row) -> str:
    """One row: what is due, since when, and what it is about."""
    task = row.task
    about = facts.about(task, reader)
    if isinstance(row, PromiseDue):
        by = words.day(row.placement.promised_by, reader) if row.placement.promised_by else ""
        link = facts.link_line(row.placement)
        if row.days_late <= 0:
            return f":hourglass_flowing_sand: {facts.name(task)} link promised for {by}\n{link}"
        late = f"{words.span(row.days_late)} late"
        return f":warning: {facts.name(task)} link promised by {by}, {late}\n{link}"
    when = reader.local(task.follow_up_at) if task.follow_up_at else None
    timed = f" at {when:%H:%M}" if when and task.follow_up_timed and row.days_late <= 0 else ""
    late = f"{words.span(row.days_late)} overdue" if row.days_late > 0 else f"due today{timed}"
    nth = f", {task.step} sent so far" if task.step else ""
    return f"{facts.name(task)} follow-up {late}{nth}{f'{chr(10)}{about}' if about else ''}"


def _row(reader: Reader, row: Row, told: str, *, roomy: bool) -> list[Block]:
    choices = _choices(row)
    said = line(reader, row)
    if row.task.owner != told:
        first, _, rest = said.partition("\n")
        said = f"{first}, for {reader.who(row.task.owner)}, who is away\n{rest}".rstrip()
    if not roomy:
        return [blocks.section(said, buttons.menu([(label, to) for label, to, _ in choices]))]
    elements = [
        buttons.button(label, to, sure=sure, about=f"{label}, number {row.task.id}")
        for label, to, sure in choices
    ]
    return [blocks.section(said), *blocks.actions(*elements)]


def _choices(row: Row) -> list[tuple[str, Press, str | None]]:
    """What can be done about a row: labels, presses, and what a person is asked before."""
    task = row.task
    placement = row.placement if isinstance(row, PromiseDue) else None
    check = ("Check now", buttons.press(Action.CHECK_NOW, task, placement), None)
    coming = isinstance(row, PromiseDue) and row.days_late <= 0
    if not task.stage.open or coming:
        new_date = ("New date", buttons.press(Action.PROMISE, task, placement), None)
        return [check, new_date, ("Show", buttons.press(Action.SHOW, task), None)]
    sure = f"#{task.id} {escape.site(task.site)} will be closed. You can undo that."
    four = [
        ("Done", buttons.press(Action.FOLLOW_UP_DONE, task, placement), None),
        ("Snooze", buttons.press(Action.SNOOZE, task, placement), None),
        ("Replied", buttons.press(Action.REPLIED, task, placement), None),
        ("Drop", buttons.press(Action.DROP, task, placement), sure),
    ]
    return [*four, check] if placement else four


def _in_brief(reader: Reader, owner: OwnersDue, rows: Sequence[Row], *, alone: bool) -> str:
    said = "; ".join(_brief_row(reader, row) for row in rows)
    # The mention that pings stands in the blocks, once.
    return f"{said}." if alone else f"{reader.who(owner.owner)}: {said}."


def _brief_row(reader: Reader, row: Row) -> str:
    said = line(reader, row).partition("\n")[0].replace("*", "")
    return said.replace(":warning: ", "").replace(":hourglass_flowing_sand: ", "")


def _away(reader: Reader, due: Digest) -> str:
    said = [
        f"{reader.who(one.owner)} is away until {words.day(reader.local(one.until).date(), reader)} "
        f"({one.count} waiting)"
        for one in due.away[:5]
    ]
    return words.sentence("; ".join(said))


def _done(reader: Reader, done: Sequence[DoneSince]) -> str:
    lines = [
        f"~#{one.outreach} {escape.site(one.site, 60)}~ {_DONE.get(one.what, escape.mrkdwn(one.what, 40))} "
        f"by {reader.who(one.by)}"
        for one in done[:DONE_SHOWN]
    ]
    if len(done) > DONE_SHOWN:
        lines.append(f"and {len(done) - DONE_SHOWN} more")
    return "Done: " + ", ".join(lines)
