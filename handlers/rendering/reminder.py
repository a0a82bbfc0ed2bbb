"""What one person is told alone: the reminder at the minute they named, and whether to keep on."""

from datetime import datetime

from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.work.views import Task


def reminder(reader: Reader, task: Task, at: datetime, late: str | None = None) -> Message:
    """What was to be done at ``at``; ``late`` says why it comes later: "downtime", "away", "quiet"."""
    about = facts.about(task, reader)
    line = f"You asked me to remind you: {facts.name(task)}{f', {about}' if about else ''}."
    when = words.clock(at, reader)
    if late == "away":
        line += f" It was due {when}, while you were away."
    elif late == "quiet":
        line += f" It was due {when}, in your quiet hours."
    elif late:
        line += f" It was due {when}; I could not tell you then."
    built = [blocks.section(f":alarm_clock: {line}")]
    if task.text and not reader.client:
        built.append(blocks.context(f"You wrote: {escape.quoted(task.text, 300)}"))
    built += blocks.actions(
        buttons.follow_up_done(task), buttons.snooze(task), buttons.replied(task), buttons.drop(task)
    )
    return Message(line.replace("*", ""), built)


def keep_on(reader: Reader, task: Task) -> Message:
    """All follow-ups of the sequence are sent and nobody answered: what now?"""
    sent = words.count(task.step, "follow-up")
    about = facts.about(task, reader)
    line = f"{facts.name(task)}{f', {about}' if about else ''}: {sent} sent and no answer. "
    line += "Keep on, or close it as no response?"
    keep = buttons.button("Keep on", buttons.press(Action.SET_FOLLOW_UP, task), style="primary")
    close = buttons.button("Close: no response", buttons.press(Action.NO_RESPONSE, task))
    built = [
        blocks.section(f":thinking_face: {line}"),
        *blocks.actions(keep, close, buttons.replied(task), buttons.show(task)),
    ]
    return Message(line.replace("*", ""), built)


def for_absent(reader: Reader, owner: str, message: Message) -> Message:
    """The same for who stands in for ``owner``."""
    line = f"{reader.who(owner)} is away and you stand in."
    return Message(f"{line} {message.text}", [blocks.context(line), *message.blocks])
