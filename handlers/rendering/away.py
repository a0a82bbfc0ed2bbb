"""Somebody is away, or back."""

from datetime import datetime

from handlers.rendering import blocks, escape, words
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader


def away(reader: Reader, until: datetime, stand_in: str | None = None) -> Message:
    """Reminders wait until then, or go to who stands in."""
    goes = f"Your reminders go to {reader.who(stand_in)}." if stand_in else "Your reminders wait."
    line = f"You are away until {words.moment(until, reader)}. {goes}"
    return Message(
        line, [blocks.section(f":palm_tree: {line}\nBack sooner? {escape.code('/outreach back')}")]
    )


def covering(reader: Reader, user: str, until: datetime) -> Message:
    """What the one reads who stands in."""
    who = reader.who(user)
    line = f"{who} is away until {words.moment(until, reader)} and named you to stand in: "
    line += f"until then you get {who}'s reminders and due follow-ups."
    return Message(line, [blocks.section(f":handshake: {line}")])


def back() -> Message:
    """The person is back."""
    line = "Welcome back. Your reminders come again; what is due is in your list."
    return Message(line, [blocks.section(f":wave: {line} {escape.code('/outreach')}")])
