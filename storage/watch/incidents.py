"""Many links gone at once: one incident instead of many posts, said once and resolved once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, and_, func, select, update

from storage.models import Campaign, Outreach, Placement, Post, PostKind, Schedule
from storage.posts import outbox
from storage.posts.event_posts import Happened, iso
from storage.sites import host_of, registrable
from storage.store import Scope
from storage.watch.placement_facts import Event
from storage.words import PlacementState

#: So many placements of one host, or towards one site of ours, leaving live within so long.
MANY = 5
WITHIN = timedelta(hours=1)
#: When a link goes missing, so many others on its host are looked at right away.
NEIGHBOURS = 20
#: A post lists so many links and counts the rest.
LISTED = 50

_placements: Table = Placement.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class _Incident:
    """``kind`` is "host" (theirs) or "target" (our site), ``name`` that host or site, ``key`` its own."""

    kind: str
    name: str
    key: str
    since: datetime
    members: tuple[Row[Any], ...]


async def gather(scope: Scope, happened: Sequence[Happened], *, now: datetime) -> list[Happened]:
    """Take lost links that are part of an incident out of what is said one by one, and say the incident.

    That a link is at risk is not said of those that will make an incident when they are lost. Call it once
    the placements are written. A link that left live has its neighbours looked at now, so that a host in
    trouble shows at once; a link that came back leaves its incident, and the last one resolves it.
    """
    await _look_at_neighbours(scope, [one for one in happened if Event.AT_RISK in one.events], now)
    await _leave(scope, [one for one in happened if one.incident and one.events and _stands(one)], now)
    happened = await _without_the_many(scope, happened)
    lost = [one for one in happened if Event.LOST in one.events]
    if not lost:
        return list(happened)
    missing = await _missing_about(scope, lost)
    joined: dict[int, str] = {}
    for one in lost:
        if one.placement_id in joined:
            continue
        incident = _incident_of(one, missing)
        if incident is not None:
            members = {row.id for row in incident.members} | {one.placement_id}
            joined |= {gone.placement_id: incident.key for gone in lost if gone.placement_id in members}
            await _open(scope, incident, now)
    await _join(scope, joined)
    return [_without(one, Event.LOST) if one.placement_id in joined else one for one in happened]


def _stands(one: Happened) -> bool:
    return one.ruling.facts.state is PlacementState.LIVE


async def _look_at_neighbours(scope: Scope, gone: Sequence[Happened], now: datetime) -> None:
    for host in {host_of(one.page) for one in gone if one.page}:
        soonest = (
            select(Schedule.placement_id)
            .join(
                Placement,
                and_(
                    Placement.workspace_id == Schedule.workspace_id,
                    Placement.id == Schedule.placement_id,
                ),
            )
            .where(
                Schedule.host == host,
                Schedule.workspace_id == scope.workspace_id,
                Schedule.due_at > now,
                Placement.state == PlacementState.LIVE,
                Placement.checked_at < now - WITHIN,
            )
            .order_by(Schedule.due_at)
            .limit(NEIGHBOURS)
        )
        near = list(await scope.session.scalars(soonest))
        if near:
            await scope.session.execute(
                update(Schedule)
                .where(Schedule.workspace_id == scope.workspace_id, Schedule.placement_id.in_(near))
                .values(due_at=now)
            )


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


def _incident_of(one: Happened, missing: Sequence[Row[Any]]) -> _Incident | None:
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
        return _Incident(kind, name, key, start, tuple(members))
    return None


def _within_an_hour(rows: Sequence[Row[Any]], since: datetime) -> list[Row[Any]]:
    """The most that went missing within one hour that ``since`` is part of; ``rows`` are in order of time."""
    times = [row.missing_since for row in rows]
    best = (0, 0)
    for first in range(bisect_left(times, since - WITHIN), bisect_right(times, since)):
        end = bisect_right(times, times[first] + WITHIN)
        best = max(best, (first, end), key=lambda span: span[1] - span[0])
    return list(rows[slice(*best)])


async def _open(scope: Scope, incident: _Incident, now: datetime) -> None:
    """Say the incident in every channel that has links in it, once each."""
    channels: dict[str, list[Row[Any]]] = {}
    for row in incident.members:
        channels.setdefault(row.channel, []).append(row)
    for channel, rows in channels.items():
        body = {
            "event": "incident",
            "at": iso(now),
            "kind": incident.kind,
            "name": incident.name,
            "since": iso(incident.since),
            "count": len(rows),
            "links": [
                {
                    "placement": row.id,
                    "outreach": row.outreach_id,
                    "page": row.page,
                    "target": row.target,
                    "owner": row.owner,
                    "misses": row.misses,
                    "missing_since": iso(row.missing_since),
                }
                for row in rows[:LISTED]
            ],
        }
        await outbox.put(
            scope,
            PostKind.NOTICE,
            _subject(incident.key),
            _opened(channel),
            channel,
            body,
            now=now,
            urgent=True,
        )


async def _join(scope: Scope, joined: dict[int, str]) -> None:
    for key in set(joined.values()):
        members = [placement for placement, its_key in joined.items() if its_key == key]
        await _set_incident(scope, members, key)


async def _leave(scope: Scope, back: Sequence[Happened], now: datetime) -> None:
    if not back:
        return
    await _set_incident(scope, [one.placement_id for one in back], None)
    for key in sorted({one.incident for one in back if one.incident}):
        still = await scope.session.scalar(
            select(func.count())
            .select_from(Placement)
            .where(
                Placement.workspace_id == scope.workspace_id,
                Placement.incident == key,
                Placement.state == PlacementState.LOST,
            )
        )
        if not still:
            await _resolve(scope, key, now)


async def _resolve(scope: Scope, key: str, now: datetime) -> None:
    """Say under every post of the incident that it is over."""
    posts = await scope.session.scalars(
        select(Post).where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.NOTICE,
            Post.subject == _subject(key),
            Post.epoch.startswith("opened:"),
        )
    )
    for post in posts:
        body = post.body | {"event": "incident_resolved", "at": iso(now), "opened_at": post.body.get("at")}
        await outbox.put(
            scope,
            PostKind.IN_THREAD,
            post.subject,
            post.epoch.replace("opened:", "resolved:", 1),
            post.channel,
            body,
            now=now,
            thread_ts=post.ts,
        )


async def _set_incident(scope: Scope, placements: Iterable[int], key: str | None) -> None:
    await scope.session.execute(
        update(_placements)
        .where(_placements.c.workspace_id == scope.workspace_id, _placements.c.id.in_(list(placements)))
        .values(incident=key)
    )


def _subject(key: str) -> str:
    return f"incident:{key}"


def _opened(channel: str) -> str:
    return f"opened:{channel}"
