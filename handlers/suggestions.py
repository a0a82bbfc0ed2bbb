"""What a select offers while somebody types: sites and contacts they know, campaigns, and time zones."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from handlers.doors import Doors
from handlers.rendering.forms import suggestions as offered
from handlers.rendering.forms.form_fields import OPTIONS, Field
from handlers.rendering.forms.zones import zones
from handlers.rendering.parts.buttons import Action
from handlers.rendering.settings.digest import ZONE
from handlers.requests import Payload, Suggested
from handlers.understanding.facts.sites import addresses, free_mail
from storage.sites import registrable, under_known_suffix
from storage.store import Scope
from storage.team import people
from storage.work import campaigns, prospects

Option = dict[str, Any]

#: Seconds until a search is given up: an empty offer in time beats a full one that Slack no longer takes.
PATIENCE = 2.0
#: More than this nobody types to find something.
LONGEST = 2_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody has typed, ``now``, and the ledger that it is looked for in."""

    scope: Scope
    typed: str
    user: str
    now: datetime


def register(app: AsyncApp, doors: Doors) -> None:
    """Take ``block_suggestion`` for the selects that rendering makes."""

    async def on_typed(ack: AsyncAck, body: Payload) -> None:
        await ack(options=await _options(doors, body))

    for name in SEARCHES:
        app.options(name)(on_typed)


async def _options(doors: Doors, body: Payload) -> list[Option]:
    """What is offered, at most what Slack takes; nothing where it can't be found in time. Raises nothing."""
    try:
        asked = Suggested.read(body)
        async with asyncio.timeout(PATIENCE), doors.store.reading(asked.workspace) as scope:
            search = Search(scope, asked.typed[:LONGEST].strip(), asked.user, doors.now())
            found = await SEARCHES[asked.action_id](search)
    except Exception as error:
        log.error("nothing could be suggested", exc_info=error)
        return []
    return found[:OPTIONS]


async def _sites(search: Search) -> list[Option]:
    """The site that was typed, known or new, then those that hold what was typed."""
    scope, typed = search.scope, search.typed
    named = _site_in(typed)
    ours = {site for one in await campaigns.listing(scope) for site in one.sites}
    if named in ours or (named and free_mail(named)):
        named = None
    found = await prospects.search(scope, named or typed.lstrip("@"), limit=OPTIONS)
    return offered.sites(named, [one for one in found if one.site not in ours and not free_mail(one.site)])


def _site_in(typed: str) -> str | None:
    """The registrable domain of what was typed: a domain, an address of a page, an e-mail address."""
    sites = {one.site for one in addresses(typed) if one.site}
    site = sites.pop() if len(sites) == 1 else registrable(typed)
    return site if site and under_known_suffix(site) else None


async def _campaigns(search: Search) -> list[Option]:
    return offered.campaigns(await campaigns.search(search.scope, search.typed, limit=OPTIONS))


async def _for_home(search: Search) -> list[Option]:
    found = await campaigns.search(search.scope, search.typed, limit=OPTIONS - 1)
    return offered.home_campaigns(found, everything=not search.typed)


async def _zones(search: Search) -> list[Option]:
    """Time zones by city, country or offset; the searcher's own first."""
    own = await people.person(search.scope, search.user)
    return zones(search.typed, search.now, [own.tz] if own and own.tz else [])


#: By the ``action_id`` of the select.
SEARCHES: dict[str, Callable[[Search], Awaitable[list[Option]]]] = {
    Field.SITE.value: _sites,
    Field.CAMPAIGN.value: _campaigns,
    Action.HOME_CAMPAIGN.value: _for_home,
    ZONE: _zones,
}
