"""Mentions: answered in their thread, where everybody sees it."""

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers import edits, safely
from handlers.doors import Doors
from handlers.requests import Payload, Said
from handlers.said import Pointed, take_up


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_mention``."""

    async def on_mention(
        body: Payload, context: AsyncBoltContext, client: AsyncWebClient
    ) -> BoltResponse | None:
        try:
            said = Said.read(body)
        except Exception as error:
            safely.sorry(error, what="app_mention")
            return None
        if said.by_bot or not said.user:
            return None
        pointed = Pointed.of(said, said.without(context.bot_user_id))
        if said.edited and await edits.answered(doors, pointed):
            return await edits.follow(doors, client, pointed)
        return await take_up(doors, client, pointed)

    app.event("app_mention")(on_mention)
