"""Campaigns: what a client, or our own site, wants."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.errors import Mendable
from storage.models import Campaign
from storage.store import Scope


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign as a person sees it; ``sites`` are registrable domains."""

    id: int
    name: str
    sites: tuple[str, ...]
    client: str | None
    channel: str | None
    client_mode: bool
    created_at: datetime
    archived: bool


class UnknownCampaign(Mendable):
    """There is no campaign of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(known[:10]) if known else "none yet"
        super().__init__(
            f"There is no campaign “{name}” here (known: {listed}).",
            "Make it first, or use one of those names.",
            f"/outreach campaign new {name} site acme.com",
        )


class CampaignExists(Mendable):
    """The name is taken."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a campaign “{name}” already.", "Show it.", f"/outreach campaign show {name}"
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
    if await _by_name(scope, name) is not None:
        raise CampaignExists(name)
    row = Campaign(
        workspace_id=scope.workspace_id,
        id=await scope.next_id(Campaign),
        name=name,
        sites=list(sites),
        client=client,
        channel=channel,
        client_mode=False,
        created_by=by,
        created_at=now,
    )
    scope.session.add(row)
    await scope.session.flush()
    return _view(row)


async def listing(scope: Scope, *, archived: bool = False) -> list[CampaignView]:
    """All campaigns by name; the archived ones too when wanted."""
    query = select(Campaign).where(Campaign.workspace_id == scope.workspace_id).order_by(Campaign.name)
    if not archived:
        query = query.where(Campaign.archived_at.is_(None))
    return [_view(row) for row in await scope.session.scalars(query)]


async def show(scope: Scope, name: str) -> CampaignView:
    """One campaign by name; raises UnknownCampaign."""
    return _view(await _found(scope, name))


async def archive(scope: Scope, name: str, now: datetime) -> CampaignView:
    """Put a campaign away: its tasks stay, new ones can't be logged to it."""
    row = await _found(scope, name)
    row.archived_at = now
    return _view(row)


async def set_client_mode(scope: Scope, name: str, on: bool) -> CampaignView:
    """Whether the campaign's channel is a client's: no prices, contacts or notes are posted there."""
    row = await _found(scope, name)
    row.client_mode = on
    return _view(row)


async def campaign_id(scope: Scope, name: str | None) -> int | None:
    """The number of a campaign by name; None for None. Raises UnknownCampaign."""
    return None if name is None else (await _found(scope, name)).id


async def _by_name(scope: Scope, name: str) -> Campaign | None:
    return await scope.session.scalar(
        select(Campaign).where(
            Campaign.workspace_id == scope.workspace_id, func.lower(Campaign.name) == name.strip().lower()
        )
    )


async def _found(scope: Scope, name: str) -> Campaign:
    row = await _by_name(scope, name)
    if row is None:
        raise UnknownCampaign(name, tuple(view.name for view in await listing(scope)))
    return row


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
    )
