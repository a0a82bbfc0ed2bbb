"""Campaigns: what a client, or our own site, wants."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from storage.errors import Mendable
from storage.links import attributing
from storage.models import Campaign, Outreach
from storage.pieces import pieces
from storage.store import Scope
from storage.team.audience import campaigns_shown, keep_apart, shows_campaign


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign as a person sees it; ``sites`` are registrable domains.

    ``cadence`` are business days until each follow-up, empty for the workspace's own; the goal is
    ``goal_count`` followed links by ``goal_by``. The brand is what reports show; its colour is "#1264a3".
    """

    id: int
    name: str
    sites: tuple[str, ...]
    client: str | None
    channel: str | None
    client_mode: bool
    created_at: datetime
    archived: bool
    owner: str | None = None
    cadence: tuple[int, ...] = ()
    goal_count: int | None = None
    goal_by: date | None = None
    mail_domains: tuple[str, ...] = ()
    brand_name: str | None = None
    brand_colour: str | None = None
    brand_logo_url: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that a campaign's form sets; the fields are those of CampaignView."""

    name: str
    sites: tuple[str, ...]
    client: str | None = None
    channel: str | None = None
    client_mode: bool = False
    owner: str | None = None
    cadence: tuple[int, ...] = ()
    goal_count: int | None = None
    goal_by: date | None = None
    mail_domains: tuple[str, ...] = ()
    brand_name: str | None = None
    brand_colour: str | None = None
    brand_logo_url: str | None = None


class UnknownCampaign(Mendable):
    """There is no campaign of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        listed = ", ".join(known[:10]) if known else "none yet"
        super().__init__(
            f"There is no campaign “{name}” here (known: {listed}).",
            "Use one of those names, or make it first." if known else "Make it first.",
            f"/outreach campaign new {name} site acme.com",
        )


class OnlyTheirs(Mendable):
    """A client reads along, and a campaign was named that is not theirs, or that nobody made."""

    def __init__(self, theirs: tuple[str, ...]) -> None:
        super().__init__(
            f"A client reads along here: I only speak of {' and '.join(theirs[:5])}.",
            "Ask me about anything else in a direct message.",
            f"/outreach campaign show {theirs[0]}",
        )


def not_found(name: str, known: tuple[str, ...], *, client: bool) -> Mendable:
    """What to say of a name that no campaign among the ``known`` has; ``client``: one reads along."""
    return OnlyTheirs(known) if client and known else UnknownCampaign(name, known)


class GoneCampaign(Mendable):
    """There is no campaign of that number."""

    def __init__(self) -> None:
        super().__init__("That campaign is gone.", "Look at those that there are.", "/outreach campaign list")


class ArchivedCampaign(Mendable):
    """New tasks can't be logged to it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The campaign “{name}” is archived: it takes no new tasks.",
            "Bring it back first, or name another one.",
            f"/outreach campaign reopen {name}",
        )


class CampaignExists(Mendable):
    """The name is taken."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a campaign “{name}” already.", "Show it.", f"/outreach campaign show {name}"
        )


class ClientsShareChannel(Mendable):
    """A client would read of another client's campaign."""

    def __init__(self, channel: str) -> None:
        super().__init__(
            f"Campaigns of two clients would share <#{channel}>, and a client reads along there.",
            "Give each client a channel of their own.",
            "/outreach campaign new Spring site acme.com client Acme channel #acme",
        )


async def create(
    scope: Scope,
    name: str,
    sites: tuple[str, ...],
    *,
    client: str | None,
    channel: str | None,
    by: str,
    now: datetime,
) -> CampaignView:
    """Make a campaign; raises CampaignExists (names are compared without case)."""
    return await start(scope, Terms(name, sites, client=client, channel=channel), by=by, now=now)


async def start(scope: Scope, terms: Terms, *, by: str, now: datetime) -> CampaignView:
    """Make a campaign with everything that is known of it; raises CampaignExists."""
    if await _by_name(scope, terms.name) is not None:
        raise CampaignExists(terms.name)
    row = Campaign(
        workspace_id=scope.workspace_id, id=await scope.next_id(Campaign), created_by=by, created_at=now
    )
    _set(row, terms)
    scope.session.add(row)
    await scope.session.flush()
    await _alone_there(scope, row)
    return _view(row)


async def edit(scope: Scope, number: int, terms: Terms, *, now: datetime) -> CampaignView:
    """Set everything that a campaign's form says; raises GoneCampaign, or CampaignExists for a taken name."""
    row = await _numbered(scope, number)
    named = await _by_name(scope, terms.name)
    if named is not None and named.id != number:
        raise CampaignExists(terms.name)
    moved = sorted(row.sites) != sorted(terms.sites)
    _set(row, terms)
    await _alone_there(scope, row)
    if moved:
        await _explain_links(scope, row, now)
    return _view(row)


async def _explain_links(scope: Scope, row: Campaign, now: datetime) -> None:
    """An ask that names no page is for the campaign's sites: other ones explain other links."""
    await scope.session.flush()
    asked = await scope.session.scalars(
        select(Outreach.prospect_id)
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.campaign_id == row.id,
            Outreach.target.is_(None),
            Outreach.removed_at.is_(None),
        )
        .distinct()
    )
    for some in pieces(sorted(asked)):
        await attributing.revisit_prospects(scope, some, now=now)


def _set(row: Campaign, terms: Terms) -> None:
    row.name = terms.name
    row.sites = list(terms.sites)
    row.client = terms.client
    row.channel = terms.channel
    row.client_mode = terms.client_mode
    row.owner = terms.owner
    row.cadence = list(terms.cadence) or None
    row.goal_count = terms.goal_count
    row.goal_by = terms.goal_by
    row.mail_domains = list(terms.mail_domains) or None
    row.brand_name = terms.brand_name
    row.brand_colour = terms.brand_colour
    row.brand_logo_url = terms.brand_logo_url


async def listing(scope: Scope, *, archived: bool = False) -> list[CampaignView]:
    """All campaigns by name; the archived ones too when wanted."""
    query = (
        select(Campaign)
        .where(Campaign.workspace_id == scope.workspace_id, *campaigns_shown(scope))
        .order_by(Campaign.name)
    )
    if not archived:
        query = query.where(Campaign.archived_at.is_(None))
    return [_view(row) for row in await scope.session.scalars(query)]


async def show(scope: Scope, name: str) -> CampaignView:
    """One campaign by name; raises UnknownCampaign, and OnlyTheirs where a client reads along."""
    return _view(await _found(scope, name))


async def numbered(scope: Scope, number: int) -> CampaignView:
    """One campaign by its number; raises GoneCampaign."""
    return _view(await _numbered(scope, number))


async def search(scope: Scope, typed: str, *, limit: int = 100) -> list[CampaignView]:
    """The campaigns whose name, client or site holds what was typed, those that begin with it first."""
    wanted = typed.strip().lower()
    found = [
        view
        for view in await listing(scope)
        if any(wanted in one.lower() for one in (view.name, view.client or "", *view.sites))
    ]
    found.sort(key=lambda view: (not view.name.lower().startswith(wanted), view.name.lower()))
    return found[:limit]


async def archive(scope: Scope, name: str, now: datetime) -> CampaignView:
    """Put a campaign away: its tasks stay, new ones can't be logged to it."""
    row = await _found(scope, name)
    row.archived_at = now
    return _view(row)


async def reopen(scope: Scope, name: str) -> CampaignView:
    """Bring an archived campaign back: it takes tasks again."""
    row = await _found(scope, name)
    row.archived_at = None
    await _alone_there(scope, row)
    return _view(row)


async def set_client_mode(scope: Scope, name: str, on: bool) -> CampaignView:
    """Whether the campaign's channel is a client's: no prices, contacts or notes are posted there."""
    row = await _found(scope, name)
    row.client_mode = on
    await _alone_there(scope, row)
    return _view(row)


async def taking_tasks(scope: Scope, name: str | None, unless: int | None = None) -> int | None:
    """The number of the campaign that a task comes to, by its name; None for None.

    Raises UnknownCampaign, and ArchivedCampaign but for the one that the task is in already.
    """
    if name is None:
        return None
    row = await _found(scope, name)
    if row.archived_at is not None and row.id != unless:
        raise ArchivedCampaign(row.name)
    return row.id


async def _by_name(scope: Scope, name: str) -> Campaign | None:
    # SQLite's lower() knows ASCII alone: campaigns are few, and told apart here.
    rows = await scope.session.execute(
        select(Campaign.id, Campaign.name).where(Campaign.workspace_id == scope.workspace_id)
    )
    wanted = name.strip().casefold()
    found = next((row.id for row in rows if row.name.casefold() == wanted), None)
    return None if found is None else await scope.session.get(Campaign, (scope.workspace_id, found))


async def _numbered(scope: Scope, number: int) -> Campaign:
    row = await scope.session.get(Campaign, (scope.workspace_id, number), with_for_update=True)
    if row is None or not shows_campaign(scope, row):
        raise GoneCampaign
    return row


async def _found(scope: Scope, name: str) -> Campaign:
    row = await _by_name(scope, name)
    if row is not None and shows_campaign(scope, row):
        return row
    known = tuple(view.name for view in await listing(scope))
    raise not_found(name, known, client=scope.audience is not None)


async def _alone_there(scope: Scope, row: Campaign) -> None:
    """No client reads of another's campaign: raises ClientsShareChannel, else keeps their tasks apart."""
    if row.channel is None:
        return
    await scope.session.flush()
    there = list(
        await scope.session.scalars(
            select(Campaign).where(
                Campaign.workspace_id == scope.workspace_id,
                Campaign.channel == row.channel,
                Campaign.archived_at.is_(None),
            )
        )
    )
    clients = {(one.client or "").strip().casefold() for one in there} - {""}
    if len(clients) > 1 and any(one.client_mode for one in there):
        raise ClientsShareChannel(row.channel)
    await keep_apart(scope, row.channel)


def _view(row: Campaign) -> CampaignView:
    return CampaignView(
        row.id,
        row.name,
        tuple(row.sites),
        row.client,
        row.channel,
        row.client_mode,
        row.created_at,
        row.archived_at is not None,
        row.owner,
        tuple(row.cadence or ()),
        row.goal_count,
        row.goal_by,
        tuple(row.mail_domains or ()),
        row.brand_name,
        row.brand_colour,
        row.brand_logo_url,
    )
