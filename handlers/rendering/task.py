"""What the bot answers about a task: logged, shown, acted on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.rendering import site_record
from handlers.rendering.forms import their_hours
from handlers.rendering.links import evidence, facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.words import PlacementState, Stage
from storage.work.journal import Undone
from storage.work.prospects import EarlierAsk
from storage.work.publisher_record import PublisherRecord
from storage.work.views import Evidence, PlacementView, Task, TouchView

#: So many tasks of one sentence are answered at length; with warnings and buttons they fit 50 blocks.
AT_LENGTH = 12
TOUCHES = 12
PLACEMENTS = 8


#: What was typed before the sentence itself.
_COMMAND_WORD = re.compile(r"^log\s+", re.IGNORECASE)


class Did(StrEnum):
    """What a person did to a task."""

    EDITED = "edited"
    FOLLOWED_UP = "followed_up"
    SNOOZED = "snoozed"
    REPLIED = "replied"
    NOTED = "noted"
    DECLINED = "declined"
    DROPPED = "dropped"
    NO_RESPONSE = "no_response"
    PROMISED = "promised"
    VOUCHED = "vouched"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Logged:
    """A task as it was just logged: who asked the site before, and what of the sentence stayed unclear.

    ``record`` is what the site has been to us, where it was asked before.
    """

    task: Task
    earlier: Sequence[EarlierAsk] = ()
    unclear: Sequence[str] = ()
    record: PublisherRecord | None = None


def logged(reader: Reader, made: Sequence[Logged]) -> Message:
    """The answer after a log: what was understood, when the reminder comes, who asked before, what next."""
    built: list[Block] = []
    for one in made[:AT_LENGTH]:
        built += _logged(reader, one, alone=len(made) == 1)
    rest = made[AT_LENGTH:]
    if rest:
        listed = ", ".join(facts.plain_name(one.task) for one in rest)
        built.append(blocks.section(f"Logged too: {listed}"))
    said = " ".join(_logged_in_brief(reader, one) for one in made)
    return Message(said, blocks.capped(built))


def _logged(reader: Reader, one: Logged, *, alone: bool) -> list[Block]:
    task = one.task
    word = "Planned" if task.stage is Stage.PLANNED else "Logged"
    built = [blocks.section(f":pencil: {word} {facts.name(task)}\n{_when(task, reader)}")]
    if alone:
        shown = [pair for pair in facts.pairs(task, reader) if pair[0] not in {"Next follow-up", "Stage"}]
        built += blocks.facts(shown)
    else:
        about = facts.about(task, reader)
        said = f"{facts.name(task)}: {about}" if about else facts.name(task)
        built[0] = blocks.section(f":pencil: {word} {said}\n{_when(task, reader)}")
    if one.earlier:
        lines = "\n".join(f"• {facts.earlier(ask, reader)}" for ask in one.earlier)
        heading = f":warning: *{escape.site(task.site)} was asked before*"
        known = site_record.brief(one.record) if one.record else ""
        more = f"\n_{known}_" if known else ""
        built.append(blocks.section(f"{heading}\n{lines}{more}"))
    if one.unclear:
        unsure = "\n".join(f"• {escape.mrkdwn(each, 200)}" for each in one.unclear[:5])
        built.append(blocks.context(f":thinking_face: Not sure about:\n{unsure}"))
    primary: buttons.Style = None if task.follow_up_at else "primary"
    built += blocks.actions(
        buttons.edit(task),
        buttons.set_follow_up(task, style=primary),
        buttons.promise(task),
        buttons.undo(task),
    )
    return built


def _when(task: Task, reader: Reader) -> str:
    when = facts.follow_up(task, reader)
    line = f":alarm_clock: Reminder {when}" if when else ":no_bell: No reminder set."
    return f":calendar: Asked {_asked(task, reader)}\n{line}" if _asked(task, reader) else line


def _asked(task: Task, reader: Reader) -> str:
    """ "on Tue 17 Nov" of an ask that was written down later; "" of today's."""
    earlier = task.stage is not Stage.PLANNED and reader.local(task.created_at).date() < reader.today
    return facts.asked_on(task.created_at, task.asked_told, reader) if earlier else ""


def _logged_in_brief(reader: Reader, one: Logged) -> str:
    about = facts.about(one.task, reader)
    when = facts.follow_up(one.task, reader)
    said = f"Logged {facts.plain_name(one.task)}{f': {about}' if about else ''}."
    said += f" Reminder {when}." if when else " No reminder set."
    if one.earlier:
        said += f" Asked before: {facts.earlier(one.earlier[0], reader)}."
    return said


def shown(
    reader: Reader,
    task: Task,
    touches: Sequence[TouchView],
    seen: Mapping[int, Sequence[Evidence]] | None = None,
) -> Message:
    """One task with its touches, its placements and their evidence (``seen``: by placement, newest first)."""
    built = [blocks.section(f"{facts.name(task)}: {words.STAGES[task.stage]}")]
    built += blocks.facts(pair for pair in facts.pairs(task, reader) if pair[0] != "Stage")
    if task.text and not reader.client:
        source = f" {escape.link(task.source_permalink, 'the message')}" if task.source_permalink else ""
        built.append(
            blocks.context(f"Logged from {escape.quoted(_COMMAND_WORD.sub('', task.text), 500)}{source}")
        )
    for placement in task.placements[:PLACEMENTS]:
        built.append(blocks.divider())
        built += _placement(reader, task, placement, (seen or {}).get(placement.id, ()))
    if len(task.placements) > PLACEMENTS:
        built.append(
            blocks.context(f"and {words.count(len(task.placements) - PLACEMENTS, 'more promised link')}")
        )
    if touches:
        built += [blocks.divider(), blocks.section(_touches(reader, touches))]
    built = [*blocks.capped(built, 48), *blocks.actions(*_next(task))]
    last = _touch(reader, touches[-1]) if touches else ""
    when = facts.follow_up(task, reader)
    said = [
        f"{facts.plain_name(task)}: {words.STAGES[task.stage]}",
        facts.about(task, reader),
        f"follow-up {when}" if when else "",
        *(f"{facts.link_line(one)} is {facts.state(one)[1]}" for one in task.placements[:5]),
        f"last: {last}" if last else "",
    ]
    return Message("; ".join(part for part in said if part), built)


def _placement(reader: Reader, task: Task, placement: PlacementView, seen: Sequence[Evidence]) -> list[Block]:
    lines = [f"{facts.state_line(placement)} {facts.link_line(placement)}"]
    terms = facts.terms(placement, reader)
    if terms:
        lines.append(f"Agreed: {terms}")
    lines.append(facts.last_look(placement, reader))
    built = [blocks.section("\n".join(lines))]
    if seen:
        built += evidence.blocks_of(reader, seen[0])
    if placement.state is not PlacementState.WITHDRAWN:
        built += blocks.actions(
            buttons.check_now(task, placement),
            buttons.vouch(task, placement) if placement.unseen else None,
        )
    return built


def _touches(reader: Reader, touches: Sequence[TouchView]) -> str:
    newest = touches[-TOUCHES:]
    lines = [f"• {_touch(reader, one)}" for one in newest]
    left = len(touches) - len(newest)
    if left:
        lines.insert(0, f"_{words.count(left, 'earlier entry', 'earlier entries')} not shown_")
    return "*What was done*\n" + "\n".join(lines)


def _touch(reader: Reader, touch: TouchView) -> str:
    note = f": {escape.quoted(touch.note, 200)}" if touch.note and not reader.client else ""
    when = words.day(reader.local(touch.at).date(), reader) if touch.at else "Nobody says when"
    return f"{when}: {reader.who(touch.by)} {words.TOUCHES[touch.what]}{note}"


def _next(task: Task) -> list[buttons.Element]:
    """What a person may want to do about a task as it stands."""
    if not task.stage.open:
        again = [buttons.replied(task)] if task.stage is not Stage.WON else []
        return [*again, buttons.note(task), buttons.edit(task), buttons.undo(task)]
    if task.stage is Stage.PROMISED:
        first = [buttons.set_follow_up(task), buttons.promise(task)]
    elif task.stage is Stage.REPLIED:
        first = [buttons.promise(task), buttons.set_follow_up(task), buttons.decline(task)]
    else:
        first = [
            buttons.follow_up_done(task),
            buttons.snooze(task),
            buttons.replied(task),
            buttons.promise(task),
        ]
    return [*first, buttons.drop(task), buttons.note(task), buttons.edit(task)]


def acted(
    reader: Reader,
    did: Did,
    task: Task,
    *,
    placement: PlacementView | None = None,
    note: str | None = None,
) -> Message:
    """What a person just did to ``task`` (as it stands now), and what may come next.

    ``placement`` is the promise that was made or vouched for; ``note`` what they said with it.
    """
    emoji, line, after = _did(reader, did, task, placement)
    # A promise's own words are told by its terms already.
    shown_note = note if did is not Did.PROMISED and not reader.client else None
    said = f" {escape.quoted(shown_note, 300)}" if shown_note else ""
    built = [blocks.section(f"{emoji} {line}{said}"), *blocks.actions(*after, buttons.undo(task))]
    return Message(f"{line.replace('*', '')}{said}", built)


def _did(
    reader: Reader, did: Did, task: Task, placement: PlacementView | None
) -> tuple[str, str, list[buttons.Element]]:
    name = facts.name(task)
    when = facts.follow_up(task, reader)
    reminder = f"Next reminder {when}." if when else "No further reminder is set."
    if did is Did.FOLLOWED_UP:
        times = f" ({_times(task.step)})" if task.step > 1 else ""
        line = f"Followed up with {name}{times}. {reminder}"
        better = their_hours.button(task, reader)
        after = [buttons.replied(task), buttons.set_follow_up(task), *([better] if better else [])]
        if not when and task.ask_at is not None:
            day = words.day(reader.local(task.ask_at).date(), reader)
            line += f" Without an answer I ask you on {day} whether to keep on."
        return ":incoming_envelope:", line, after if when else [*after, _no_response(task)]
    if did is Did.SNOOZED:
        line = f"{name}: reminder {when}." if when else f"{name}: no reminder any more."
        better = their_hours.button(task, reader)
        return ":zzz:", line, [buttons.set_follow_up(task), *([better] if better else [])]
    if did is Did.REPLIED:
        asked = facts.price(task, reader)
        line = (
            f"{name} answered, the reminder is cleared.{f' Price: {asked}.' if asked else ''} What is next?"
        )
        follow = buttons.set_follow_up(task)
        return (
            ":speech_balloon:",
            line,
            [buttons.promise(task, style="primary"), follow, buttons.decline(task)],
        )
    if did is Did.PROMISED and placement is not None:
        return (
            ":hourglass_flowing_sand:",
            _promised(reader, task, placement),
            [buttons.check_now(task, placement)],
        )
    if did is Did.VOUCHED and placement is not None:
        until = placement.vouched_until
        held = f" until {words.day(reader.local(until).date(), reader)}" if until else ""
        line = f"{name}: you looked and the link is there. That counts{held}."
        return ":handshake:", line, [buttons.show(task)]
    emoji, said = {
        Did.EDITED: (":pencil2:", f"{name} is changed: {facts.about(task, reader) or 'saved'}. {reminder}"),
        Did.NOTED: (":memo:", f"Noted on {name}."),
        Did.DECLINED: (":no_entry_sign:", f"{name} declined. It is closed, nothing reminds you any more."),
        Did.DROPPED: (":wastebasket:", f"{name} is dropped. Nothing reminds you any more."),
        Did.NO_RESPONSE: (":mailbox_with_no_mail:", f"{name} is closed: no response."),
        Did.HANDED_OVER: (":handshake:", f"{name} now belongs to {reader.who(task.owner)}."),
        Did.PROMISED: (":hourglass_flowing_sand:", f"{name}: the link is promised."),
        Did.VOUCHED: (":handshake:", f"{name}: you looked and the link is there."),
    }[did]
    better = their_hours.button(task, reader) if did is Did.NOTED else None
    return emoji, said, [buttons.show(task), *([better] if better else [])]


def _promised(reader: Reader, task: Task, placement: PlacementView) -> str:
    terms = facts.terms(placement, reader)
    agreed = f" Agreed: {terms}." if terms else ""
    if placement.page is None:
        target = escape.link(placement.target)
        watch = f"I watch {escape.site(placement.site)} until a link to {target} appears."
    else:
        watch = f"{facts.link_line(placement)}. I'm looking at it now, and say so here once the link is live."
    return f"Promised, {facts.name(task)}: {watch}{agreed}"


def _times(step: int) -> str:
    ending = "th" if 10 <= step % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(step % 10, "th")
    return f"{step}{ending} time"


def _no_response(task: Task) -> buttons.Element:
    return buttons.button("Close: no response", buttons.press(buttons.Action.NO_RESPONSE, task))


def undone(reader: Reader, back: Undone, task: Task | None) -> Message:
    """A change was taken back; ``task`` is how the task stands again, None when the log itself is undone."""
    what = escape.mrkdwn(back.what, 40)
    if task is None or back.gone:
        line = f"Undone: *#{back.outreach_id}* was never logged."
        return Message(line.replace("*", ""), [blocks.section(f":leftwards_arrow_with_hook: {line}")])
    when = facts.follow_up(task, reader)
    line = f"Undone: {what} of {facts.name(task)}. It is as before: {words.STAGES[task.stage]}"
    line += f", reminder {when}." if when else "."
    built = [blocks.section(f":leftwards_arrow_with_hook: {line}"), *blocks.actions(buttons.show(task))]
    return Message(line.replace("*", ""), built)


def taken_back_already(reader: Reader, number: int, by: str | None = None) -> Message:
    """Somebody (``by``) was faster and took the task back as a whole; the press changed nothing."""
    who = f"{reader.who(by)} was faster: " if by else ""
    line = f"{who}*#{number}* was taken back. Your press changed nothing."
    line = line[0].upper() + line[1:]
    return Message(line.replace("*", ""), [blocks.section(line)])


def already(reader: Reader, task: Task, by: str | None = None) -> Message:
    """Somebody (``by``) was faster: the task changed since the button was made; the press changed nothing."""
    when = facts.follow_up(task, reader)
    who = f"{reader.who(by)} was faster: " if by else ""
    line = f"{who}{facts.name(task)} has changed since. It is {words.STAGES[task.stage]}"
    line += f", reminder {when}" if when else ""
    line += ". Your press changed nothing."
    line = line[0].upper() + line[1:]
    return Message(line.replace("*", ""), [blocks.section(line), *blocks.actions(buttons.show(task))])
