"""A reaction that logs the message it is put on."""

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from handlers import mailbox, safely
from handlers.acts.situation import Heard, Situation
from handlers.calls import NotNowError, message_at
from handlers.doors import Doors
from handlers.hearing import TELLS, hear
from handlers.outsiders import Outsider
from handlers.rendering.parts import errors
from handlers.requests import Payload, Reaction
from handlers.requests.fields import maybe
from handlers.requests.mails import Mailed, mails_of
from handlers.requests.pressed import words_of
from handlers.said import Pointed, say, take_up
from handlers.speaker import author_of
from storage.errors import Mendable
from storage.incoming import inbox
from storage.store import Scope
from storage.team import settings

#: How often Slack tells again of an event that was not acked.
RETRIES = 3


class CannotRead(Mendable):
    """A message that the bot may not read."""

    def __init__(self) -> None:
        super().__init__(
            "I can't read that message, so I can't log it from a reaction.",
            "Use “Log as outreach” in the message's own menu, or tell me in a sentence.",
            "/outreach log emailed jane@techblog.com about a guest post for https://acme.com/guide",
        )


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``reaction_added``."""

    async def on_reaction(
        body: Payload, context: AsyncBoltContext, client: AsyncWebClient, req: AsyncBoltRequest
    ) -> BoltResponse | None:
        try:
            reaction = Reaction.read(body)
            if reaction is None or reaction.user == context.bot_user_id:
                return None
            return await _log(doors, client, reaction, context.bot_user_id, last=_last(req))
        except Outsider:
            return None
        except Exception as error:
            return safely.unacked(error, what="reaction_added")

    app.event("reaction_added")(on_reaction)


def _last(req: AsyncBoltRequest) -> bool:
    """Whether Slack tells of it for the last time. Source: Slack, "Events API", on retries."""
    return (req.headers.get("x-slack-retry-num") or ["0"])[0] >= str(RETRIES)


async def _log(
    doors: Doors, client: AsyncWebClient, reaction: Reaction, bot_user: str | None, *, last: bool
) -> BoltResponse | None:
    async with doors.store.reading(reaction.workspace) as scope:
        chosen = await settings.reaction(scope)
        known = await inbox.taken(scope, f"msg:{reaction.channel}:{reaction.ts}")
    if reaction.name != chosen or known or reaction.author == bot_user:
        return None
    try:
        message = await message_at(client, reaction.channel, reaction.ts)
    except NotNowError:
        if not last:
            return BoltResponse(status=safely.AGAIN)  # nothing is lost: Slack tells of it again
        message = None
    text = words_of(message) if message is not None else ""
    thread = maybe(message or {}, "thread_ts")
    if message is not None and (mails := mails_of(message)):
        mailed = Mailed(
            reaction.workspace,
            reaction.event_id,
            reaction.user,
            reaction.channel,
            reaction.ts,
            thread,
            reaction.channel.startswith("D"),
            mails,
        )
        return await mailbox.take(doors, client, mailed, handed_by=reaction.user)
    direct = reaction.channel.startswith("D")
    pointed = Pointed(
        workspace=reaction.workspace,
        key=f"evt:{reaction.event_id}",
        by=reaction.user,
        channel=reaction.channel,
        ts=reaction.ts,
        root=thread or reaction.ts,
        text=text,
        direct=direct,
        in_thread=thread or reaction.ts,
        author=await author_of(doors, client, reaction.workspace, message, reaction.user, bot_user),
    )
    if not text.strip():
        return await say(doors, pointed, errors.mendable(CannotRead()))
    return await take_up(doors, client, pointed, _hear)


async def _hear(scope: Scope, at: Situation, text: str) -> Heard:
    """What a message tells; it gives no orders to the bot, for its author did not speak to it."""
    return await hear(scope, at, text, only=TELLS)
