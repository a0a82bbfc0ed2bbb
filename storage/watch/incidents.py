"""Many links gone at once: one incident instead of many posts, said once and resolved once.

An incident tells of links that are lost, each missed as often and as long as one that is told by itself.
Links that went missing together are decided within an hour, not in one moment: what is said waits for them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, select

from storage.dialect import locks_rows
from storage.models import Campaign, Outreach, Placement, Workspace
from storage.posts.event_posts import Happened
from storage.sites import host_of, registrable
from storage.store import Scope
from storage.watch import incident_posts, neighbours
from storage.watch.incident_posts import Incident
from storage.watch.placement_facts import Event
from storage.words import PlacementState

#: So many placements of one host, or towards one site of ours, leaving live within so long.
MANY = 5
WITHIN = timedelta(hours=1)

#: Two processes that each write a few losses would each wait for the others.
_ONE_AT_A_TIME = (
    select(Workspace.id).where(Workspace.id == bindparam("its_workspace")).with_for_update(key_share=True)
)


async def gather(scope: Scope, happened: Sequence[Happened], *, now: datetime) -> list[Happened]:
    """Take lost links that are part of an incident out of what is said one by one, and say the incident.

    That a link is at risk is not said of those that will make an incident when they are lost. Call it once
    the placements are written. A link that left live has its neighbours looked at now, so that a host in
    trouble, or a site of ours, shows at once; a link that came back leaves its incident, and the last one
    resolves it.
    """
    await neighbours.look_at(scope, [one for one in happened if Event.AT_RISK in one.events], now)
    await incident_posts.say_now(scope, [one for one in happened if Event.BACK in one.events], now)
    await _leave(scope, [one for one in happened if one.incident and one.events and _stands(one)], now)
    happened = await _without_the_many(scope, happened)
    lost = [one for one in happened if Event.LOST in one.events]
    if not lost:
        return list(happened)
    if locks_rows(scope.session):
        await scope.session.execute(_ONE_AT_A_TIME, {"its_workspace": scope.workspace_id})
    missing = await _missing_about(scope, lost)
    unsaid = {one.placement_id for one in lost} | await incident_posts.held(scope, missing)
    said: set[int] = set()
    held: dict[int, datetime] = {}
    for one in lost:
        incident = None if one.placement_id in said else _incident_of(one, missing, unsaid)
        if incident is None:
            continue
        if incident.known or len(incident.lost) >= MANY:
            said |= await incident_posts.tell(scope, incident, now)
        elif (until := incident_posts.decided(incident, now)) > now:
            held[one.placement_id] = until
    return [
        _without(one, Event.LOST)
        if one.placement_id in said
        else replace(one, not_before=held.get(one.placement_id))
        for one in happened
    ]


def _stands(one: Happened) -> bool:
    return one.ruling.facts.state is PlacementState.LIVE


async def _without_the_many(scope: Scope, happened: Sequence[Happened]) -> Sequence[Happened]:
    """The same, silent about each link at risk where as many are as make an incident."""
    at_risk = [one for one in happened if Event.AT_RISK in one.events]
    if not at_risk:
        return happened
    missing = await _missing_about(scope, at_risk)
    many = {one.placement_id for one in at_risk if _incident_of(one, missing) is not None}
    return [_without(one, Event.AT_RISK) if one.placement_id in many else one for one in happened]


def _without(one: Happened, said: Event) -> Happened:
    return replace(one, events=tuple(event for event in one.events if event is not said))


async def _missing_about(scope: Scope, lost: Sequence[Happened]) -> list[Row[Any]]:
    """The placements that went missing within an hour of any of ``lost``."""
    times = [since for one in lost if (since := one.ruling.facts.missing_since) is not None]
    if not times:
        return []
    query = (
        select(
            Placement.id,
            Placement.outreach_id,
            Placement.page,
            Placement.site,
            Placement.target,
            Placement.state,
            Placement.missing_since,
            Placement.misses,
            Placement.lost_at,
            Placement.incident,
            Outreach.owner,
            func.coalesce(Campaign.channel, Outreach.channel).label("channel"),
        )
        .join(
            Outreach,
            and_(Outreach.workspace_id == Placement.workspace_id, Outreach.id == Placement.outreach_id),
        )
        .outerjoin(
            Campaign,
            and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id),
        )
        .where(
            Placement.workspace_id == scope.workspace_id,
            Placement.missing_since >= min(times) - WITHIN,
            Placement.missing_since <= max(times) + WITHIN,
            Placement.removed_at.is_(None),
            Placement.state.in_([PlacementState.AT_RISK, PlacementState.LOST]),
        )
        .order_by(Placement.missing_since, Placement.id)
    )
    return list(await scope.session.execute(query))


def _incident_of(one: Happened, missing: Sequence[Row[Any]], unsaid: Collection[int] = ()) -> Incident | None:
    since = one.ruling.facts.missing_since
    if since is None or one.page is None:
        return None
    host, ours = host_of(one.page), registrable(one.target)
    groups = (
        ("host", host, [row for row in missing if row.page and host_of(row.page) == host]),
        ("target", ours, [row for row in missing if registrable(row.target) == ours]),
    )
    for kind, name, rows in groups:
        members = _within_an_hour(rows, since)
        if len(members) < MANY:
            continue
        start: datetime = members[0].missing_since
        known = next((row.incident for row in members if (row.incident or "").startswith(f"{kind}:")), None)
        key = known or f"{kind}:{name[:80]}:{start:%Y%m%dT%H%M%S}"
        lost = [row for row in members if row.state is PlacementState.LOST]
        told = tuple(row for row in lost if row.id in unsaid or row.incident == key)
        return Incident(kind, name, key, start, tuple(members), told, known is not None)
    return None


def _within_an_hour(rows: Sequence[Row[Any]], since: datetime) -> list[Row[Any]]:
    """The most that went missing within one hour that ``since`` is part of; ``rows`` are in order of time."""
    times = [row.missing_since for row in rows]
    best = (0, 0)
    for first in range(bisect_left(times, since - WITHIN), bisect_right(times, since)):
        end = bisect_right(times, times[first] + WITHIN)
        best = max(best, (first, end), key=lambda span: span[1] - span[0])
    return list(rows[slice(*best)])


async def _leave(scope: Scope, back: Sequence[Happened], now: datetime) -> None:
    if not back:
        return
    await incident_posts.set_incident(scope, [one.placement_id for one in back], None)
    for key in sorted({one.incident for one in back if one.incident}):
        still = await scope.session.scalar(
            select(func.count())
            .select_from(Placement)
            .where(
                Placement.workspace_id == scope.workspace_id,
                Placement.incident == key,
                Placement.state == PlacementState.LOST,
                Placement.removed_at.is_(None),
            )
        )
        if not still:
            await incident_posts.resolve(scope, key, now)
