"""What became of several tasks that were changed with one press."""

from collections.abc import Sequence

from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.work.bulk import Outcome
from storage.work.views import Task

#: So many are named; the rest is counted.
NAMED = 20


def done(reader: Reader, outcome: Outcome, changed: Sequence[Task]) -> Message:
    """Followed up with several."""
    line = f":incoming_envelope: Followed up with {_named(changed)}."
    when = sorted({facts.follow_up(task, reader) for task in changed if task.follow_up_at})
    over = [task for task in changed if not task.follow_up_at]
    if when:
        line += f" Next reminder {words.listed(when[:3], 'or')}."
    if over:
        line += f" No further reminder is set for {_numbers([task.id for task in over])}."
    return _told(line, outcome)


def snoozed(reader: Reader, outcome: Outcome, changed: Sequence[Task]) -> Message:
    """The reminders of several were moved."""
    when = facts.follow_up(changed[0], reader) if changed else ""
    return _told(f":zzz: {_named(changed)}: reminder {when}.", outcome)


def _told(line: str, outcome: Outcome) -> Message:
    """``line`` for what was changed, a line for what was not and why, and one undo for all of it."""
    lines = [line] if outcome.changed else [":information_source: Nothing was changed."]
    if outcome.meanwhile:
        has = "has" if len(outcome.meanwhile) == 1 else "have"
        lines.append(
            f"{_numbers(outcome.meanwhile)} {has} changed since that list was made, "
            f"and {has} been left alone."
        )
    lines += [escape.mrkdwn(why, 200) for _, why in outcome.refused[:NAMED]]
    built: list[Block] = [blocks.section("\n".join(lines))]
    if outcome.changed:
        label = "Undo all" if len(outcome.changed) > 1 else "Undo"
        built += blocks.actions(buttons.button(label, Press(Action.UNDO, extra=outcome.batch)))
    return Message(" ".join(lines).replace("*", ""), built)


def undone(numbers: Sequence[int], left: Sequence[str]) -> Message:
    """Several changes were taken back together; ``left`` says what was not, and why."""
    as_before = "It is" if len(numbers) == 1 else "They are"
    lines = []
    if numbers:
        lines.append(f":leftwards_arrow_with_hook: Undone: {_numbers(numbers)}. {as_before} as before.")
    lines += [escape.mrkdwn(one, 200) for one in left[:NAMED]]
    return Message(" ".join(lines), [blocks.section("\n".join(lines))])


def _named(changed: Sequence[Task]) -> str:
    named = words.listed(facts.name(task) for task in changed[:NAMED])
    more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    return f"{words.count(len(changed), 'task')}: {named}{more}"


def _numbers(numbers: Sequence[int]) -> str:
    shown = words.listed(f"#{number}" for number in numbers[:NAMED])
    return f"{shown} and {len(numbers) - NAMED} more" if len(numbers) > NAMED else shown
