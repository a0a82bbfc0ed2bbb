"""The agent view: prompts from where somebody's work stands, and a status while an answer is on its way.

A workspace without the view never sends these events, and whatever Slack refuses here costs nobody an answer:
a direct message is answered either way.
"""

import logging
from datetime import timedelta

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import safely
from handlers.doors import Doors
from handlers.patience import SHORT, within
from handlers.rendering import prompts
from handlers.requests import Looking, Payload
from handlers.speaker import speaker
from storage.asked import to_do
from storage.asked.to_do import Standing
from storage.daily import cadence
from storage.work import campaigns

#: How far back "lately" reaches.
LATELY = timedelta(days=30)
WORKING = "is looking in the ledger…"

log = logging.getLogger(__name__)


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_context_changed``."""

    async def on_context(body: Payload, client: AsyncWebClient) -> None:
        try:
            await suggest(doors, client, Looking.read(body))
        except Exception as error:
            safely.sorry(error, what="app_context_changed")

    app.event("app_context_changed")(on_context)


async def suggest(doors: Doors, client: AsyncWebClient, looking: Looking) -> None:
    """Offer what this person would ask now; with the campaign whose channel they look at."""
    if looking.user is None or looking.channel is None:
        return
    who = await speaker(doors, client, looking.workspace, looking.user, None)
    now = doors.now()
    today = cadence.local_date(now, who.tz)
    async with doors.store.reading(looking.workspace) as scope:
        standing: Standing = await to_do.standing(
            scope,
            looking.user,
            day_starts=cadence.midnight(today, who.tz),
            day_ends=cadence.day_ends(now, who.tz),
            today=today,
            lost_since=now - LATELY,
        )
        known = await campaigns.listing(scope) if looking.viewed else []
    viewed = next((one.name for one in known if one.channel == looking.viewed), None)
    try:
        async with within(SHORT):
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=looking.channel, title=prompts.TITLE, prompts=prompts.prompts(standing, viewed)
            )
    except Exception as error:  # an install from before the agent view, or a lost connection
        log.info("no prompts for %s: %r", looking.user, error)


async def working(client: AsyncWebClient, channel: str, thread: str, status: str = WORKING) -> None:
    """Show in a thread that an answer is on its way; Slack takes it away once the answer stands there.

    ``status`` "" takes it away at once. Source: assistant.threads.setStatus.
    """
    try:
        async with within(SHORT):
            await client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status)
    except Exception as error:
        log.info("no status in %s: %r", channel, error)
