"""Where somebody worked in a list, the list shows what is left, also after a press in its answer.

What is told below a list stands in a message of its own, whose buttons say nothing of the list. So the
list is kept under a key, and the blocks of what is told carry that key in their names.
"""

import re
from dataclasses import asdict, dataclass, replace
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
from handlers.rendering.parts.message import Block, Message
from handlers.requests import Pressed
from handlers.showing import From, replace_later
from storage.errors import Mendable
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Scope
from storage.work import drafts

#: What is done to several tasks of a list at once: the button carries the list.
TOGETHER = {Action.DONE_ALL, Action.SNOOZE_ALL}


_BELOW = re.compile(r"below:([0-9a-f]{32}):\d+")


@dataclass(frozen=True, slots=True)
class Behind:
    """A list that something was told about: ``listed`` as text, and where it stands.

    ``response_url`` changes it where one person alone sees it, ``ts`` in ``channel`` where others do,
    ``view`` in a window.
    """

    listed: str
    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None
    view: str | None = None

    @classmethod
    def of(cls, source: From, listed: Listed, view: str | None = None) -> "Behind":
        """The list that somebody pressed in."""
        ts = None if source.ephemeral else source.message_ts
        return cls(listed.value(), source.channel, ts, source.response_url, view)

    @classmethod
    def parse(cls, kept: object) -> "Behind | None":
        """From what a draft keeps; None where it keeps no list."""
        said = kept.get("behind") if isinstance(kept, dict) else None
        return cls(**said) if isinstance(said, dict) else None

    def kept(self) -> dict[str, object]:
        """As a draft keeps it."""
        return {"behind": asdict(self)}


async def below(
    scope: Scope, behind: Behind, told: Message, now: datetime, key: str | None = None
) -> Message:
    """What is ``told`` below a list, whose buttons find the list again."""
    if not any(block["type"] == "actions" for block in told.blocks):
        return told
    key = key or await drafts.keep(scope, behind.kept(), now=now)
    return replace(told, blocks=[_named(block, key, place) for place, block in enumerate(told.blocks)])


def _named(block: Block, key: str, place: int) -> Block:
    return {**block, "block_id": f"below:{key}:{place}"} if block["type"] == "actions" else block


def key_of(block_id: str | None) -> str | None:
    """The key of the list that a press below it was about; None for any other press."""
    found = _BELOW.fullmatch(block_id or "")
    return found[1] if found else None


async def again(scope: Scope, behind: Behind, at: Situation, key: str, now: datetime) -> Message | None:
    """The list as it is now, for who alone sees it; None where the outbox changes it."""
    listed = Listed.parse(behind.listed)
    if listed is None:
        return None
    source = From(at.user, behind.channel, behind.ts, ephemeral=behind.ts is None)
    return await left(scope, listed, source, at, key, now, Message(""))


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
