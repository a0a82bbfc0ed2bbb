"""Where the answer to a press or a form is shown: in place, to the presser alone, or in a new message."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncRespond

from handlers.afterwards import later
from handlers.rendering.parts.message import Message
from storage.models import PostKind
from storage.posts import answers, outbox
from storage.posts.answers import Standing
from storage.store import Scope

log = logging.getLogger(__name__)

#: Posts of ours whose buttons end with the press: the answer takes their place.
ENDS = {PostKind.ANSWER, PostKind.REMINDER}


@dataclass(frozen=True, slots=True)
class From:
    """The message or view that somebody acted on; without a channel it is the Home tab."""

    user: str
    channel: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None
    ephemeral: bool = False
    response_url: str | None = None


async def editable(scope: Scope, source: From) -> Standing | None:
    """The answer of ours in a conversation that somebody acted on, when what came of it takes its place.

    An answer that speaks of several tasks stays: its other buttons are still good.
    """
    if source.ephemeral or source.channel is None or source.message_ts is None:
        return None
    found = await answers.standing_at(
        scope, source.channel, source.message_ts, user=source.user, thread_ts=source.thread_ts
    )
    return found if found and found.kind in ENDS and len(found.tasks) <= 1 else None


async def edit(
    scope: Scope,
    standing: Standing,
    message: Message,
    tasks: tuple[int, ...],
    key: str,
    now: datetime,
    *,
    user: str,
) -> None:
    """Have it say ``message``; ``user`` is told alone where it can't be changed any more."""
    body = {**message.payload(), "ts": standing.ts, "tasks": list(tasks), "user": user}
    await outbox.put(scope, PostKind.EDIT, standing.subject, key, standing.channel, body, now=now)


async def tell(scope: Scope, source: From, message: Message, key: str, now: datetime) -> None:
    """Tell one person alone: over the address that came with the press, else where they are."""
    body: dict[str, Any] = {**message.payload(), "user": source.user, "ephemeral": True}
    if message.plainer is not None:
        body["plainer"] = message.plainer
    if source.response_url:
        body["response_url"] = source.response_url
    if source.channel:
        body["channel"] = source.channel
    if source.thread_ts:
        body["thread_ts"] = source.thread_ts
    await outbox.put(
        scope,
        PostKind.ANSWER,
        f"told:{source.user}",
        key[:80],
        source.user,  # one person's answer waits for no channel, and for no channel that is closed to us
        body,
        now=now,
        thread_ts=source.thread_ts,
        urgent=True,
    )


def replace_later(respond: AsyncRespond, message: Message) -> None:
    """Put ``message`` in the place of what only the presser sees, after the ack.

    It changes only what that person looks at right now: it is tried once.
    """
    later(_replace(respond, message))


async def _replace(respond: AsyncRespond, message: Message) -> None:
    try:
        for blocks in (message.blocks, message.plainer):
            if blocks is None:
                return
            answer = await respond(
                text=message.text, blocks=blocks, replace_original=True, response_type="ephemeral"
            )
            refused = answer.status_code != 200 or '"ok":false' in answer.body.replace(" ", "")
            if not refused:
                return
            log.warning("an answer was not replaced: %s %s", answer.status_code, answer.body)
    except Exception as error:
        log.warning("an answer was not replaced: %r", error)
