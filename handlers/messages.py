"""Messages: direct ones, replies under the bot's cards, and what becomes of messages that were logged."""

import re
from datetime import datetime, timedelta

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers import dropped, edits, listening, mailbox, safely
from handlers.acts.reading import read
from handlers.acts.situation import Heard, Situation
from handlers.doors import Doors
from handlers.hearing import hear
from handlers.requests import Deleted, Edited, Payload, Said
from handlers.requests.fields import value
from handlers.requests.mails import SLACKBOT, Mailed
from handlers.requests.tables import tables_of
from handlers.said import Pointed, take_up
from handlers.understanding.intent import Act, Intent
from storage.store import Scope
from storage.work import tasks

#: Messages that a person wrote; all other subtypes tell what happened in the channel.
WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}

#: Mail comes from Slackbot, from an app of Slack's, and from people who share it.
BRINGS_MAIL = {*WRITTEN, "bot_message"}

_NOTES = re.compile(r"\W*(?:note|fyi|nb)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|sure|yes|yep|alright|thanks)\W+)?(?:(?:i|we)"
    r"(?:['’]ll|['’]d|['’]m going to|['’]re going to|\s+(?:will|would|should|could|might|may|can|am going to"
    r"|are going to|plan to|want to|need to|think|guess|hope))\b|let(?:['’]s| me| us)\b|maybe\b|perhaps\b)",
    re.IGNORECASE,
)

#: An edit of a message that was never heard of is heard itself, this long.
FRESH = timedelta(days=1)

#: What a reply may do without speaking to the bot: what only makes sense about a task.
IN_PASSING = {
    Act.FOLLOW_UP,
    Act.DONE,
    Act.SNOOZE,
    Act.REPLY,
    Act.NOTE,
    Act.DECLINE,
    Act.DROP,
    Act.PROMISE,
    Act.CHECK,
    Act.VOUCH,
    Act.UNDO,
    Act.SHOW,
}


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``message`` events of every kind."""

    async def on_message(
        body: Payload, context: AsyncBoltContext, client: AsyncWebClient
    ) -> BoltResponse | None:
        try:
            return await _dispatch(doors, client, body, context.bot_user_id)
        except Exception as error:
            return safely.unacked(error, what="message")

    app.event("message")(on_message)


async def _dispatch(
    doors: Doors, client: AsyncWebClient, body: Payload, bot_user: str | None
) -> BoltResponse | None:
    subtype = value(body, "event", "subtype")
    if subtype == "message_changed":
        return await _edited(doors, client, Edited.read(body), bot_user)
    if subtype == "message_deleted":
        return await edits.deleted(doors, Deleted.read(body), bot_user)
    if subtype in BRINGS_MAIL and (mailed := Mailed.read(body)) is not None:
        return None if listening.from_outside(body) else await mailbox.take(doors, client, mailed)
    if subtype not in WRITTEN:
        return None
    said = Said.read(body)
    if said.by_bot or not said.user or said.user in {bot_user, SLACKBOT}:
        return None
    if said.direct:
        if tables := tables_of(body):
            return await dropped.take(doors, client, Pointed.of(said, said.without(bot_user)), tables)
        return await take_up(doors, client, Pointed.of(said, said.without(bot_user)))
    if said.names(bot_user):
        return None  # a mention comes as an event of its own
    if not listening.from_outside(body):
        heard, answer = await listening.overhear(doors, client, said)
        if heard:
            return answer
    return await _reply(doors, client, said) if said.thread_ts is not None else None


async def _reply(doors: Doors, client: AsyncWebClient, said: Said) -> BoltResponse | None:
    """A reply in a thread that is about tasks: acted on where it clearly speaks of one."""
    async with doors.store.reading(said.workspace) as scope:
        if not await tasks.in_thread(scope, said.channel, said.root):
            return None
    return await take_up(doors, client, Pointed.of(said, said.text), _in_passing)


async def _in_passing(scope: Scope, at: Situation, text: str) -> Heard | None:
    """People talk to each other in threads: what does not read as an act is left alone."""
    intents = read(text, at)
    if any(intent.act not in IN_PASSING for intent in intents) or _chatter(text, intents):
        return None
    return await hear(scope, at, text)


def _chatter(text: str, intents: list[Intent]) -> bool:
    """Whether a reply is a plan, a question or a thought: it is said to colleagues, and is no news."""
    if any(intent.act is Act.NOTE for intent in intents) and not _NOTES.match(text):
        return True
    return text.rstrip().endswith("?") or _PLANS.match(text) is not None


async def _edited(
    doors: Doors, client: AsyncWebClient, edited: Edited, bot_user: str | None
) -> BoltResponse | None:
    if not edited.user or edited.user == bot_user or edited.text == edited.before:
        return None
    said = Said(
        workspace=edited.workspace,
        event_id=edited.event_id,
        user=edited.user,
        channel=edited.channel,
        ts=edited.ts,
        thread_ts=edited.thread_ts if edited.thread_ts != edited.ts else None,
        text=edited.text,
        direct=edited.channel.startswith("D"),
    )
    pointed = Pointed.of(said, said.without(bot_user))
    if await edits.answered(doors, pointed):
        return await edits.follow(doors, client, pointed)
    spoken_to = said.direct or said.names(bot_user)
    if not _fresh(said, doors.now()):
        return None
    if spoken_to:
        return await take_up(doors, client, pointed)  # its own event is late, or was lost
    return (await listening.overhear(doors, client, said))[1]


def _fresh(said: Said, now: datetime) -> bool:
    """Whether a message is of today: what older ones did is no longer known for sure."""
    try:
        return now.timestamp() - float(said.ts) < FRESH.total_seconds()
    except ValueError:
        return False
