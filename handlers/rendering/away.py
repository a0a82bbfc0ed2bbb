"""Somebody is away, or back."""

from datetime import datetime

from handlers.rendering import blocks, escape, words
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader


def away(reader: Reader, until: datetime) -> Message:
    """Reminders wait until then."""
    line = f"You are away until {words.moment(until, reader)}. Your reminders wait."
    return Message(
        line, [blocks.section(f":palm_tree: {line}\nBack sooner? {escape.code('/outreach back')}")]
    )


def back() -> Message:
    """The person is back."""
    line = "Welcome back. Your reminders come again; what is due is in your list."
    return Message(line, [blocks.section(f":wave: {line} {escape.code('/outreach')}")])
