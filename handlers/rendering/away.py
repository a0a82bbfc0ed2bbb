"""Somebody is away, or back."""

from datetime import datetime

from handlers.rendering.parts import blocks, escape, words
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader


def away(
    reader: Reader, until: datetime, stand_in: str | None = None, since: datetime | None = None
) -> Message:
    """Reminders wait until then, or go to who stands in; from ``since`` on, where that is later."""
    goes = f"Your reminders go to {reader.who(stand_in)}" if stand_in else "Your reminders wait"
    goes += "." if since is None else " in that time."
    line = f"You are away {days(reader, until, since)}. {goes}"
    undone = "Back sooner?" if since is None else "Not going?"
    return Message(line, [blocks.section(f":palm_tree: {line}\n{undone} {escape.code('/outreach back')}")])


def days(reader: Reader, until: datetime, since: datetime | None) -> str:
    """ "from Thu 3 Dec until Thu 10 Dec, 09:00 Berlin time": a whole day needs no time."""
    begins = ""
    if since is not None:
        local = reader.local(since)
        whole = (local.hour, local.minute) == (0, 0)
        begins = f"from {words.day(local.date(), reader) if whole else words.moment(since, reader)} "
    return f"{begins}until {words.moment(until, reader)}"


def covering(reader: Reader, user: str, until: datetime, since: datetime | None = None) -> Message:
    """What the one reads who stands in."""
    who = reader.who(user)
    line = f"{who} is away {days(reader, until, since)} and named you to stand in: "
    then = "until then" if since is None else "in that time"
    line += f"{then} you get {who}'s reminders and due follow-ups."
    return Message(line, [blocks.section(f":handshake: {line}")])


def back() -> Message:
    """The person is back."""
    line = "Welcome back. Your reminders come again; what is due is in your list."
    return Message(line, [blocks.section(f":wave: {line} {escape.code('/outreach')}")])
