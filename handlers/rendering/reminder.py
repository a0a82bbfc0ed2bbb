"""The reminder that comes at the minute a person named."""

from datetime import datetime

from handlers.rendering import blocks, buttons, escape, facts, words
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader
from storage.views import Task


def reminder(reader: Reader, task: Task, at: datetime, late: str | None = None) -> Message:
    """What was to be done at ``at``; ``late`` says why it comes later: "downtime" or "away"."""
    about = facts.about(task, reader)
    line = f"You asked me to remind you: {facts.name(task)}{f', {about}' if about else ''}."
    when = words.clock(at, reader)
    if late == "away":
        line += f" It was due {when}, while you were away."
    elif late:
        line += f" It was due {when}; I could not tell you then."
    built = [blocks.section(f":alarm_clock: {line}")]
    if task.text and not reader.client:
        built.append(blocks.context(f"You wrote: {escape.quoted(task.text, 300)}"))
    built += blocks.actions(
        buttons.follow_up_done(task), buttons.snooze(task), buttons.replied(task), buttons.drop(task)
    )
    return Message(line.replace("*", ""), built)
