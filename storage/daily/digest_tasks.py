"""Which tasks a digest may speak of."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select

from storage.models import Campaign, Outreach, Placement
from storage.store import Scope
from storage.team import habits
from storage.team.habits import OwnDigest
from storage.words import PlacementState
from storage.work import tasks


async def spoken_of(scope: Scope, channel: str, now: datetime) -> ColumnElement[bool]:
    """The tasks that a digest of ``channel`` may speak of (needs Campaign joined)."""
    if not habits.is_person(channel):
        return await in_channels(scope, [channel])
    return await reached(scope, channel, (await habits.own_digests(scope, [channel], now))[channel])


async def reached(scope: Scope, channel: str, own: OwnDigest) -> ColumnElement[bool]:
    """The same with what the own digest of a person speaks of besides."""
    here = await in_channels(scope, [channel, *own.homes])
    return or_(here, of_owners(scope, own.owners)) if own.owners else here


async def in_channels(scope: Scope, channels: Sequence[str]) -> ColumnElement[bool]:
    """Tasks at home in ``channels`` (needs Campaign joined).

    The campaigns are looked up first: with their numbers in hand a database finds the tasks by index from
    either side, with a subquery it reads all that are due in the workspace.
    """
    campaigns = await scope.session.scalars(
        select(Campaign.id).where(Campaign.workspace_id == scope.workspace_id, Campaign.channel.in_(channels))
    )
    here: ColumnElement[bool] = Outreach.channel.in_(channels)
    if numbers := campaigns.all():
        here = or_(here, Outreach.campaign_id.in_(numbers))
    return and_(
        Outreach.workspace_id == scope.workspace_id,
        Outreach.removed_at.is_(None),
        here,
        tasks.home_channel().in_(channels),
    )


def of_owners(scope: Scope, owners: set[str]) -> ColumnElement[bool]:
    """Tasks of these people, wherever they are at home."""
    return and_(
        Outreach.workspace_id == scope.workspace_id,
        Outreach.removed_at.is_(None),
        Outreach.owner.in_(owners),
    )


def late_promise(today: date) -> ColumnElement[bool]:
    """A promise whose date lies before ``today``."""
    return and_(
        Placement.state == PlacementState.PROMISED,
        Placement.removed_at.is_(None),
        Placement.promised_by < today,
    )
