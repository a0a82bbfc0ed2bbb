"""Many links gone at once: one incident instead of many posts, said once and resolved once.

An incident tells of links that are lost, each missed as often and as long as one that is told by itself.
Links that went missing together are decided within an hour, not in one moment: what is said waits for them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import locks_rows
from storage.models import Campaign, Outreach, Placement, Post, PostKind, PostState, Schedule, Workspace
from storage.posts import outbox
from storage.posts.event_posts import Happened, iso
from storage.sites import host_of, registrable
from storage.store import Scope
from storage.watch.placement_facts import Event
from storage.watch.placement_rules import LOST_AFTER
from storage.words import PlacementState

#: So many placements of one host, or towards one site of ours, leaving live within so long.
MANY = 5
WITHIN = timedelta(hours=1)
#: What is said of the first ones lost waits until the looks that decide about the others are over, and so
#: much longer, for visits take their time; at most so long.
VISITS_TAKE = timedelta(minutes=10)
LONGEST_HOLD = WITHIN + VISITS_TAKE
#: When a link goes missing, so many others on its host are looked at right away.
NEIGHBOURS = 20
#: A post lists so many links and counts the rest.
LISTED = 50

_placements: Table = Placement.__table__  # type: ignore[assignment]

#: A post that nobody has tried to send yet.
_WAITS = (Post.state == PostState.PENDING, Post.attempts == 0)
#: Two processes that each write a few losses would each wait for the others.
_ONE_AT_A_TIME = (
    select(Workspace.id).where(Workspace.id == bindparam("its_workspace")).with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class _Incident:
    """``kind`` is "host" (theirs) or "target" (our site), ``name`` that host or site, ``key`` its own.

    ``members`` are lost or at risk. ``lost`` are those to tell of: a link at risk may yet be there, and one
    whose loss was said by itself is not said again. ``known`` says that some of them are in it already.
    """

    kind: str
    name: str
    key: str
    since: datetime
    members: tuple[Row[Any], ...]
    lost: tuple[Row[Any], ...]
    known: bool


async def gather(scope: Scope, happened: Sequence[Happened], *, now: datetime) -> list[Happened]:
    """Take lost links that are part of an incident out of what is said one by one, and say the incident.

    That a link is at risk is not said of those that will make an incident when they are lost. Call it once
    the placements are written. A link that left live has its neighbours looked at now, so that a host in
    trouble shows at once; a link that came back leaves its incident, and the last one resolves it.
    """
    await _look_at_neighbours(scope, [one for one in happened if Event.AT_RISK in one.events], now)
    await _say_now(scope, [one for one in happened if Event.BACK in one.events], now)
    await _leave(scope, [one for one in happened if one.incident and one.events and _stands(one)], now)
    happened = await _without_the_many(scope, happened)
    lost = [one for one in happened if Event.LOST in one.events]
    if not lost:
        return list(happened)
    if locks_rows(scope.session):
        await scope.session.execute(_ONE_AT_A_TIME, {"its_workspace": scope.workspace_id})
    missing = await _missing_about(scope, lost)
    unsaid = {one.placement_id for one in lost} | await _held(scope, missing)
    said: set[int] = set()
    held: dict[int, datetime] = {}
    for one in lost:
        incident = None if one.placement_id in said else _incident_of(one, missing, unsaid)
        if incident is None:
            continue
        if incident.known or len(incident.lost) >= MANY:
            said |= await _tell(scope, incident, now)
        elif (until := _decided(incident, now)) > now:
            held[one.placement_id] = until
    return [
        _without(one, Event.LOST)
        if one.placement_id in said
        else replace(one, not_before=held.get(one.placement_id))
        for one in happened
    ]


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


def _incident_of(
    one: Happened, missing: Sequence[Row[Any]], unsaid: Collection[int] = ()
) -> _Incident | None:
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
        return _Incident(kind, name, key, start, tuple(members), told, known is not None)
    return None


def _within_an_hour(rows: Sequence[Row[Any]], since: datetime) -> list[Row[Any]]:
    """The most that went missing within one hour that ``since`` is part of; ``rows`` are in order of time."""
    times = [row.missing_since for row in rows]
    best = (0, 0)
    for first in range(bisect_left(times, since - WITHIN), bisect_right(times, since)):
        end = bisect_right(times, times[first] + WITHIN)
        best = max(best, (first, end), key=lambda span: span[1] - span[0])
    return list(rows[slice(*best)])


async def _held(scope: Scope, missing: Sequence[Row[Any]]) -> set[int]:
    """Those of ``missing`` that are lost, and whose loss still waits to be said."""
    subjects = {f"placement:{row.id}": row.id for row in missing if row.state is PlacementState.LOST}
    if not subjects:
        return set()
    query = select(Post.subject).where(
        Post.workspace_id == scope.workspace_id,
        Post.kind == PostKind.LOST,
        Post.subject.in_(list(subjects)),
        *_WAITS,
    )
    return {subjects[subject] for subject in await scope.session.scalars(query)}


def _decided(incident: _Incident, now: datetime) -> datetime:
    """When it is known of all members whether they are lost, as far as their pages can be read; not past."""
    open_still: list[datetime] = [
        row.missing_since for row in incident.members if row.state is PlacementState.AT_RISK
    ]
    if not open_still:
        return now
    return max(now, min(max(open_still) + LOST_AFTER + VISITS_TAKE, now + LONGEST_HOLD))


async def _tell(scope: Scope, incident: _Incident, now: datetime) -> set[int]:
    """Say the incident once in every channel that has lost links in it; the placements that it tells of.

    While it waits for links that may be lost within the hour, it is told anew with each. Who is lost later
    belongs to it and has a post of its own.
    """
    fresh = [row for row in incident.lost if row.incident != incident.key]
    await _set_incident(scope, [row.id for row in fresh], incident.key)
    channels: dict[str, list[Row[Any]]] = {}
    for row in incident.lost:
        channels.setdefault(row.channel, []).append(row)
    told: set[int] = set()
    for channel, rows in channels.items():
        if await _say(scope, incident, channel, rows, now):
            told.update(row.id for row in rows)
    await scope.session.execute(
        delete(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.LOST,
            Post.subject.in_([f"placement:{row.id}" for row in fresh if row.id in told]),
            *_WAITS,
        )
        .execution_options(synchronize_session=False)
    )
    return told


async def _say(
    scope: Scope, incident: _Incident, channel: str, rows: Sequence[Row[Any]], now: datetime
) -> bool:
    """Whether the incident's post in ``channel`` tells of ``rows``: False where it stands there already."""
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
                "lost_at": iso(row.lost_at),
            }
            for row in rows[:LISTED]
        ],
    }
    subject, epoch, until = _subject(incident.key), _opened(channel), _decided(incident, now)
    if await outbox.put(
        scope, PostKind.NOTICE, subject, epoch, channel, body, now=now, urgent=True, not_before=until
    ):
        return True
    again = (
        update(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.NOTICE,
            Post.subject == subject,
            Post.epoch == epoch,
            *_WAITS,
        )
        .values(body=body, not_before=until)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return (await scope.session.scalar(again)) is not None


async def _say_now(scope: Scope, back: Sequence[Happened], now: datetime) -> None:
    """What waits about links that are back goes out before that is said."""
    if not back:
        return
    subjects = [f"placement:{one.placement_id}" for one in back]
    subjects += [_subject(one.incident) for one in back if one.incident]
    await scope.session.execute(
        update(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind.in_([PostKind.LOST, PostKind.NOTICE]),
            Post.subject.in_(subjects),
            Post.not_before > now,
            *_WAITS,
        )
        .values(not_before=now)
        .execution_options(synchronize_session=False)
    )


async def say_held(session: AsyncSession, now: datetime) -> None:
    """Have said what a clock that was set back since has put off beyond all that ever waits."""
    await session.execute(
        update(Post)
        .where(
            or_(Post.kind == PostKind.LOST, Post.subject.startswith(_subject(""))),
            Post.not_before > now + LONGEST_HOLD,
            *_WAITS,
        )
        .values(not_before=now)
        .execution_options(synchronize_session=False)
    )


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
                Placement.removed_at.is_(None),
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
