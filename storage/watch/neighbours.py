"""Links that may be gone together with one that went missing: on its host, or to the same site of ours.

They are looked at now, so that many links that went at once are seen to be gone at once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, select, update

from storage.models import Backlink, Placement, Schedule
from storage.posts.event_posts import Happened
from storage.sites import host_of, registrable
from storage.store import Scope
from storage.words import PlacementState

#: So many others are looked at of the host, and of those that lead to the same site of ours.
NEIGHBOURS = 20
#: Who was looked at within so long is not looked at again.
LATELY = timedelta(hours=1)
#: Of the links to one site those are near that were logged before and after, as a campaign's or a supplier's
#: are. So many on either side are asked when they were looked at.
_NEAR = 200


async def look_at(scope: Scope, gone: Sequence[Happened], now: datetime) -> None:
    """Have the neighbours of ``gone`` looked at now."""
    hosts = {host_of(one.page) for one in gone if one.page}
    ours = {registrable(one.target): one.placement_id for one in gone}
    for host in sorted(hosts):
        await _now(scope, await _on_host(scope, host, now), now)
    for site, placement in sorted(ours.items()):
        for later in (False, True):
            await _now(scope, await _towards(scope, site, placement, now, later=later), now)


async def _on_host(scope: Scope, host: str, now: datetime) -> list[int]:
    """Those that are due soonest."""
    query = (
        select(Schedule.placement_id)
        .join(
            Placement,
            and_(Placement.workspace_id == Schedule.workspace_id, Placement.id == Schedule.placement_id),
        )
        .where(
            Schedule.host == host,
            Schedule.workspace_id == scope.workspace_id,
            Schedule.due_at > now,
            Placement.state == PlacementState.LIVE,
            Placement.checked_at < now - LATELY,
        )
        .order_by(Schedule.due_at)
        .limit(NEIGHBOURS)
    )
    return list(await scope.session.scalars(query))


async def _towards(scope: Scope, site: str, placement: int, now: datetime, *, later: bool) -> list[int]:
    """Those that lead to ``site`` and were logged next to ``placement``, on one side of it."""
    its = Backlink.placement_id
    near = (
        select(its.label("id"))
        .where(
            Backlink.workspace_id == scope.workspace_id,
            Backlink.target_site == site,
            its > placement if later else its < placement,
            its.is_not(None),
            Backlink.lost_at.is_(None),
        )
        .order_by(its if later else its.desc())
        .limit(_NEAR)
        .subquery()
    )
    query = (
        select(near.c.id)
        .join(Placement, and_(Placement.workspace_id == scope.workspace_id, Placement.id == near.c.id))
        .join(Schedule, and_(Schedule.workspace_id == scope.workspace_id, Schedule.placement_id == near.c.id))
        .where(
            Schedule.due_at > now,
            Placement.state == PlacementState.LIVE,
            Placement.checked_at < now - LATELY,
        )
        .order_by(near.c.id if later else near.c.id.desc())
        .limit(NEIGHBOURS // 2)
    )
    return list(await scope.session.scalars(query))


async def _now(scope: Scope, placements: Sequence[int], now: datetime) -> None:
    if placements:
        await scope.session.execute(
            update(Schedule)
            .where(Schedule.workspace_id == scope.workspace_id, Schedule.placement_id.in_(placements))
            .values(due_at=now)
        )
