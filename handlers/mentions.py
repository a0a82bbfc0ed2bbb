"""Mentions: answered in their thread, where everybody sees it."""

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers import dropped, edits, mailbox, safely
from handlers.doors import Doors
from handlers.requests import Payload, Said
from handlers.requests.mails import Mailed
from handlers.requests.tables import tables_of
from handlers.said import Pointed, take_up


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_mention``."""

    async def on_mention(
        body: Payload, context: AsyncBoltContext, client: AsyncWebClient
    ) -> BoltResponse | None:
        try:
            mailed = Mailed.read(body)
            if mailed is not None and mailed.user is not None:
                return await mailbox.take(doors, client, mailed, handed_by=mailed.user)
            said = Said.read(body)
            if (tables := tables_of(body)) and said.user and not said.by_bot:
                pointed = Pointed.of(said, said.without(context.bot_user_id))
                return await dropped.take(doors, client, pointed, tables)
            return await _take(doors, client, said, context.bot_user_id)
        except Exception as error:
            return safely.unacked(error, what="app_mention")

    app.event("app_mention")(on_mention)


async def _take(
    doors: Doors, client: AsyncWebClient, said: Said, bot_user: str | None
) -> BoltResponse | None:
    if said.by_bot or not said.user:
        return None
    pointed = Pointed.of(said, said.without(bot_user))
    if said.edited and await edits.answered(doors, pointed):
        return await edits.follow(doors, client, pointed)
    return await take_up(doors, client, pointed)
