"""App Home: what needs somebody, what came of their work, and for a newcomer how to begin."""

import logging
from dataclasses import replace
from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import assistant, safely
from handlers.afterwards import later
from handlers.calls import show_home
from handlers.doors import Doors
from handlers.rendering import home
from handlers.rendering.home import Shown, View
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.reader import Digests, Reader
from handlers.requests import Looking, Opened, Payload
from handlers.speaker import Speaker, speaker
from storage.daily import cadence
from storage.posts import home_rows, homes
from storage.posts.home_rows import Day
from storage.posts.homes import HomeFilter
from storage.store import Scope
from storage.team import channels, people
from storage.work import campaigns

#: Presses that choose what a Home shows.
FILTERS = {Action.HOME_WHOSE, Action.HOME_CAMPAIGN}

log = logging.getLogger(__name__)


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``app_home_opened``."""

    async def on_opened(body: Payload, client: AsyncWebClient) -> None:
        try:
            opened = Opened.read(body)
            if opened.tab == "messages":
                await assistant.suggest(doors, client, Looking.read(body))
            if opened.tab == "home":
                await publish(doors, client, opened.workspace, opened.user)
        except Exception as error:
            safely.sorry(error, what="app_home_opened")

    app.event("app_home_opened")(on_opened)


async def publish(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    """Show somebody their Home as of now."""
    who = await speaker(doors, client, workspace, user, None)
    now = doors.now()
    async with doors.store.reading(workspace) as scope:
        wanted = await homes.filtered(scope, user)
    if wanted is None:
        async with doors.store.writing(workspace, now) as scope:
            await homes.opened(scope, user)
    async with doors.store.reading(workspace) as scope:
        view = await seen(scope, who, wanted or HomeFilter(), now)
    await show_home(client, user, view)


async def seen(scope: Scope, who: Speaker, wanted: HomeFilter, now: datetime) -> View:
    """The Home of one person, as a view."""
    known = await campaigns.listing(scope)
    campaign = next((one for one in known if one.id == wanted.campaign), None)
    today = cadence.local_date(now, who.tz)
    day = Day(today, cadence.midnight(today, who.tz), cadence.day_ends(now, who.tz))
    rows = await home_rows.home_rows(
        scope,
        who.user,
        day,
        now,
        owner=None if wanted.everybody else who.user,
        campaign=campaign.id if campaign else None,
        rows=home.ROWS,
        links=home.LINKS,
    )
    shown = Shown(who.user, wanted.everybody, campaign, campaigns=len(known))
    return home.home(await _reader(scope, who, now), rows, shown)


async def _reader(scope: Scope, who: Speaker, now: datetime) -> Reader:
    here = await channels.show(scope, who.user)
    digests = Digests(here.slack_id, here.tz, here.digest_at, here.weekdays) if here else None
    return Reader(now=now, tz=who.tz, names=await people.names(scope), you=who.user, digests=digests)


async def choose(doors: Doors, client: AsyncWebClient, workspace: str, user: str, pressed: Press) -> None:
    """Remember what somebody wants to see on their Home, and show it after the ack."""
    now = doors.now()
    async with doors.store.writing(workspace, now) as scope:
        stands = await homes.filtered(scope, user) or HomeFilter()
        if pressed.action is Action.HOME_WHOSE:
            chosen = replace(stands, everybody=pressed.extra == home.EVERYBODY)
        else:
            number = pressed.extra or ""
            fits = number.isascii() and number.isdigit() and len(number) <= 9
            chosen = replace(stands, campaign=int(number) if fits else None)
        await homes.show(scope, user, chosen)
    refresh_later(doors, client, workspace, user)


def refresh_later(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    """Have the Home of somebody who acted show it, where they ever opened it; after the ack."""
    later(_refresh(doors, client, workspace, user))


async def _refresh(doors: Doors, client: AsyncWebClient, workspace: str, user: str) -> None:
    try:
        async with doors.store.reading(workspace) as scope:
            opened = await homes.filtered(scope, user) is not None
        if opened:
            await publish(doors, client, workspace, user)
    except Exception as error:
        log.warning("Home of %s was not refreshed: %r", user, error)
