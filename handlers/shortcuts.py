"""Shortcuts: "Log as outreach" on a message, "New outreach" anywhere."""

from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import forms, mailbox, safely
from handlers.acts import lists
from handlers.acts.reading import read
from handlers.acts.situation import Done, Heard, Place, Situation, readable, situation
from handlers.calls import permalink
from handlers.doors import Doors
from handlers.hearing import TELLS, hear
from handlers.mentioned import with_names
from handlers.names import GLOBAL_SHORTCUTS, MESSAGE_SHORTCUTS
from handlers.rendering.forms.forms import Opened as FormOpened
from handlers.rendering.parts.message import Message
from handlers.requests import Payload, Shortcut
from handlers.requests.fields import mapping
from handlers.requests.mails import Mailed, mails_of
from handlers.showing import From, tell
from handlers.speaker import Speaker, author_of, speaker
from storage.incoming import inbox
from storage.posts import cards
from storage.store import Scope
from storage.work import tasks
from storage.work.outreach import Source


def register(app: AsyncApp, doors: Doors) -> None:
    """Take both shortcuts."""

    async def on_message_shortcut(ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await _answered(doors, client, body)
        await ack()

    async def on_global_shortcut(ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await _opened(doors, client, body)
        await ack()

    for name in MESSAGE_SHORTCUTS:
        app.message_shortcut(name)(on_message_shortcut)
    for name in GLOBAL_SHORTCUTS:
        app.global_shortcut(name)(on_global_shortcut)


async def _opened(doors: Doors, client: AsyncWebClient, body: Payload) -> None:
    shortcut: Shortcut | None = None
    try:
        shortcut = Shortcut.read(body)
        late = await forms.open_with(
            doors, client, shortcut.workspace, shortcut.user, shortcut.trigger_id, FormOpened(), ""
        )
    except Exception as error:
        late = safely.sorry(error, what="a shortcut")
    if late is not None and shortcut is not None:
        await _tell(doors, shortcut, late)


async def _answered(doors: Doors, client: AsyncWebClient, body: Payload) -> None:
    """Log a message; what can't be understood opens the form with what was. Raises nothing."""
    shortcut: Shortcut | None = None
    try:
        shortcut = Shortcut.read(body)
        mailed = _mailed(shortcut, mapping(body, "message"))
        if mailed is not None:
            await mailbox.take(doors, client, mailed, handed_by=shortcut.user)
            return
        message = await _log(doors, client, shortcut, mapping(body, "message"))
    except Exception as error:
        typed = readable(shortcut.text) if shortcut else ""
        message = safely.sorry(error, what="a shortcut", typed=typed)
    if message is not None and shortcut is not None:
        await _tell(doors, shortcut, message)


def _mailed(shortcut: Shortcut, message: Payload) -> Mailed | None:
    """The mails of the message that somebody pointed at; None where it brings none."""
    mails = mails_of(message)
    if not mails or shortcut.channel is None or shortcut.ts is None:
        return None
    return Mailed(
        shortcut.workspace,
        shortcut.trigger_id[:150],
        shortcut.user,
        shortcut.channel,
        shortcut.ts,
        shortcut.thread_ts,
        shortcut.channel.startswith("D"),
        mails,
    )


async def _log(
    doors: Doors, client: AsyncWebClient, shortcut: Shortcut, pointed_at: Payload
) -> Message | None:
    if shortcut.channel is None or shortcut.ts is None:
        return await forms.open_with(
            doors, client, shortcut.workspace, shortcut.user, shortcut.trigger_id, FormOpened(), shortcut.text
        )
    who = await speaker(doors, client, shortcut.workspace, shortcut.user, shortcut.channel)
    named = await with_names(doors, client, shortcut.workspace, shortcut.text)
    named_shortcut = replace(shortcut, text=named)
    author = await author_of(doors, client, shortcut.workspace, pointed_at, shortcut.user)
    return await _log_message(doors, client, named_shortcut, who, shortcut.channel, shortcut.ts, author)


async def _log_message(
    doors: Doors,
    client: AsyncWebClient,
    shortcut: Shortcut,
    who: Speaker,
    channel: str,
    ts: str,
    author: str | None,
) -> Message | None:
    link = await permalink(client, channel, ts)
    now = doors.now()
    place = replace(_place(shortcut, channel, ts, link), author=author)
    async with doors.store.writing(shortcut.workspace, now) as scope:
        at = await situation(scope, who, place, shortcut.text, now)
        scope = scope.before(at.audience)
        before = await tasks.of_message(scope, channel, ts)
        heard = await _hear(scope, at, shortcut) if not before else None
        if before:
            shown: Done = await lists.shown(scope, before[0].id, at)
            heard = Heard(shown.message or Message(""))
        if heard is not None:
            root = shortcut.thread_ts or ts
            await cards.remember_thread(scope, channel, root, heard.tasks)
            await tell(scope, _from(shortcut), heard.message, f"shortcut:{shortcut.trigger_id}", now)
    doors.poke()
    if heard is not None:
        if heard.looks:
            doors.look_now()
        return None
    opened = FormOpened(
        channel=channel,
        message_ts=ts,
        thread_ts=shortcut.thread_ts,
        response_url=shortcut.response_url,
        permalink=link or "",
    )
    return await forms.open_with(
        doors, client, shortcut.workspace, shortcut.user, shortcut.trigger_id, opened, shortcut.text
    )


async def _hear(scope: Scope, at: Situation, shortcut: Shortcut) -> Heard | None:
    """The message, logged; None where it does not read as outreach by itself."""
    intents = read(shortcut.text, at)
    if any(one.act not in TELLS or not (one.site or one.task) for one in intents):
        return None
    if not await inbox.take(scope, f"msg:{shortcut.channel}:{shortcut.ts}", now=at.now):
        return None
    return await hear(scope, at, shortcut.text)


async def _tell(doors: Doors, shortcut: Shortcut, message: Message) -> None:
    try:
        now = doors.now()
        async with doors.store.writing(shortcut.workspace, now) as scope:
            await tell(scope, _from(shortcut), message, f"sorry:{shortcut.trigger_id}", now)
        doors.poke()
    except Exception as error:
        safely.sorry(error, what="an answer")


def _from(shortcut: Shortcut) -> From:
    return From(
        shortcut.user,
        shortcut.channel,
        shortcut.ts,
        shortcut.thread_ts,
        ephemeral=True,
        response_url=shortcut.response_url,
    )


def _place(shortcut: Shortcut, channel: str, ts: str, link: str | None) -> Place:
    answer = {"user": shortcut.user, "channel": channel}
    if shortcut.response_url:
        answer["response_url"] = shortcut.response_url
    return Place(
        home=shortcut.user if channel.startswith("D") else channel,
        answer=answer,
        thread=(channel, shortcut.thread_ts or ts),
        source=Source(channel, ts, link),
        said=readable(shortcut.text),
    )
