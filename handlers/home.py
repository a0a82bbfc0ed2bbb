"""App Home: what is due for whoever looks."""

import asyncio
import logging

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import safely
from handlers.acts.situation import Place, situation
from handlers.afterwards import later
from handlers.calls import LONG
from handlers.doors import Doors
from handlers.rendering import home
from handlers.requests import Opened, Payload
from handlers.speaker import speaker
from storage import homes, tasks
from storage.tasks import ListKind, TaskFilter
from storage.words import Stage

#: Rows that Home is computed from; the rest is counted.
OPEN, WON = 200, 20

log = logging.getLogger(__name__)


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_home_opened``."""

    async def on_opened(body: Payload, client: AsyncWebClient) -> None:
        try:
            opened = Opened.read(body)
            if opened.tab == "home":
                await publish(doors, client, opened.workspace, opened.user)
        except Exception as error:
            safely.sorry(error, what="app_home_opened")

    app.event("app_home_opened")(on_opened)


async def publish(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    """Show somebody their Home as of now."""
    who = await speaker(doors, client, workspace, user, None)
    now = doors.now()
    async with doors.store.writing(workspace, now) as scope:
        await homes.opened(scope, user)
        at = await situation(scope, who, Place(user, {"user": user}), "", now)
        mine = await tasks.listing(scope, TaskFilter(owner=user), limit=OPEN)
        won = await tasks.listing(
            scope, TaskFilter(kind=ListKind.ALL, owner=user, stage=Stage.WON), limit=WON
        )
    async with asyncio.timeout(LONG):
        await client.views_publish(user_id=user, view=home.home(at.reader, mine, won.tasks))


def refresh_later(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    """Have the Home of somebody who acted show it, where they ever opened it; after the ack."""
    later(_refresh(doors, client, workspace, user))


async def _refresh(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    try:
        async with doors.store.reading(workspace) as scope:
            opened = await homes.was_opened(scope, user)
        if opened:
            await publish(doors, client, workspace, user)
    except Exception as error:
        log.warning("Home of %s was not refreshed: %r", user, error)
