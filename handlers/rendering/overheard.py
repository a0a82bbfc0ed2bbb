"""What is told, to its author alone, about a message that was logged where a channel is listened to."""

from collections.abc import Sequence

from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.task import Logged

#: The small reaction on a message that was logged.
NOTED = "memo"
#: So many tasks of one message have a line and an undo of their own.
LINES = 10


def logged(reader: Reader, made: Sequence[Logged], *, again: bool = False) -> Message:
    """One line for each task, with its undo; ``again``: the message was edited, and its task with it."""
    lines = [_line(reader, one, again=again) for one in made]
    built = [
        blocks.section(f":memo: {line}", buttons.undo(one.task))
        for line, one in zip(lines[:LINES], made, strict=False)
    ]
    if len(made) > LINES:
        built.append(blocks.context(f"and {len(made) - LINES} more, in your list"))
    return Message(" ".join(line.replace("*", "") for line in lines), built)


def _line(reader: Reader, one: Logged, *, again: bool) -> str:
    about = facts.about(one.task, reader)
    when = facts.follow_up(one.task, reader)
    line = f"{'Changed' if again else 'Logged'} {facts.name(one.task)}{f': {about}' if about else ''}."
    line += f" Reminder {when}." if when else " No reminder set."
    if one.earlier:
        line += f" Asked before: {facts.earlier(one.earlier[0], reader)}."
    return line
