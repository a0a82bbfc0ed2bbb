"""One message on its way to Slack: what a composer makes of an outbox row, and delivery sends."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Method(StrEnum):
    """How a message goes out."""

    POST = "post"
    UPDATE = "update"
    EPHEMERAL = "ephemeral"
    RESPOND = "respond"
    REACT = "react"
    COMPLETE = "complete"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What to say, where, and what to remember once Slack has it.

    ``channel`` is a channel, or a user for a direct message. ``ts`` is the message that is updated or
    reacted to; ``user`` is who sees an ephemeral message, and who gets a direct message instead when a
    ``response_url`` has run out. ``text`` is what is shown in notifications, by screen readers, and where
    Slack refuses the blocks. ``emoji`` is a reaction's name without colons.

    ``plainer`` says the same in blocks that Slack surely takes, for where it refuses ``blocks``.

    ``execution`` is the run of a workflow's step that ends with ``outputs``, or failed with ``text``.

    ``or_to``: the person who gets it as a direct message where the channel does not take it.

    ``card``: the placement whose living card this is. ``threads``: the tasks that the message, or the thread
    it stands in, is about.
    """

    method: Method
    channel: str
    text: str = ""
    blocks: tuple[dict[str, Any], ...] = ()
    thread_ts: str | None = None
    reply_broadcast: bool = False
    ts: str | None = None
    user: str | None = None
    response_url: str | None = None
    emoji: str | None = None
    card: int | None = None
    threads: tuple[int, ...] = ()
    execution: str | None = None
    outputs: dict[str, Any] | None = None
    plainer: tuple[dict[str, Any], ...] = ()
    or_to: str | None = None
