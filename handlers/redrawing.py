"""Where somebody worked in a list, the list shows what is left."""

from datetime import datetime

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.acts.redrawn import redrawn
from handlers.acts.situation import Situation
from handlers.afterwards import later
from handlers.calls import update_form, window
from handlers.rendering.lists.listed import Listed, Surface
from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.requests import Pressed
from handlers.showing import From, replace_later
from storage.errors import Mendable
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Scope

#: What is done to several tasks of a list at once: the button carries the list.
TOGETHER = {Action.DONE_ALL, Action.SNOOZE_ALL}


def list_of(raw: Pressed, pressed: Press) -> Listed | None:
    """The list that somebody pressed in; None where it was none."""
    if pressed.action in TOGETHER:
        return Listed(Surface.PAGE, Wanted.parse(pressed.extra))
    return Listed.parse(raw.block_id)


async def left(
    scope: Scope, listed: Listed, source: From, at: Situation, key: str, now: datetime, told: Message
) -> Message | None:
    """The list for who alone sees it; a message that others see is changed by the outbox, and this is None.

    In a window, where no message can stand, what was ``told`` stands above the list.
    """
    if source.channel is not None and source.message_ts is not None and not source.ephemeral:
        body = {"list": listed.value(), "ts": source.message_ts, "reader": source.user}
        subject = f"list:{source.channel}:{source.message_ts}"
        await outbox.put(scope, PostKind.EDIT, subject, key, source.channel, body, now=now)
        return None
    alone = source.channel is None
    try:
        return await redrawn(
            at.reader, scope.before(at.audience), listed, window=alone, above=told.blocks if alone else ()
        )
    except Mendable:
        return None  # its campaign is gone: the answer says enough


def show_left(client: AsyncWebClient, shown: Message, response_url: str | None, view: str | None) -> None:
    """Put the list in the place of the one that was open when a form was opened from it, after the ack."""
    if response_url:
        respond = AsyncRespond(response_url=response_url, proxy=client.proxy, ssl=client.ssl)
        replace_later(respond, shown)
    elif view:
        later(_in_window(client, view, shown))


async def _in_window(client: AsyncWebClient, view: str, shown: Message) -> None:
    await update_form(client, view, window(shown))
