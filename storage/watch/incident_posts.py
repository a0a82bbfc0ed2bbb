"""What is said of an incident: one post a channel, which waits for links that may be lost within the hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Placement, Post, PostKind, PostState
from storage.posts import outbox
from storage.posts.event_posts import Happened, iso
from storage.store import Scope
from storage.watch.placement_rules import LOST_AFTER
from storage.words import PlacementState

#: What is said of the first ones lost waits until the looks that decide about the others are over, and so
#: much longer, for visits take their time; at most so long: they went missing within an hour.
VISITS_TAKE = timedelta(minutes=10)
LONGEST_HOLD = timedelta(hours=1) + VISITS_TAKE
#: A post lists so many links and counts the rest.
LISTED = 50

_placements: Table = Placement.__table__  # type: ignore[assignment]

#: A post that nobody has tried to send yet.
_WAITS = (Post.state == PostState.PENDING, Post.attempts == 0)


@dataclass(frozen=True, slots=True)
class Incident:
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


async def held(scope: Scope, missing: Sequence[Row[Any]]) -> set[int]:
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


def decided(incident: Incident, now: datetime) -> datetime:
    """When it is known of all members whether they are lost, as far as their pages can be read; not past."""
    open_still: list[datetime] = [
        row.missing_since for row in incident.members if row.state is PlacementState.AT_RISK
    ]
    if not open_still:
        return now
    return max(now, min(max(open_still) + LOST_AFTER + VISITS_TAKE, now + LONGEST_HOLD))


async def tell(scope: Scope, incident: Incident, now: datetime) -> set[int]:
    """Say the incident once in every channel that has lost links in it; the placements that it tells of.

    While it waits for links that may be lost within the hour, it is told anew with each. Who is lost later
    belongs to it and has a post of its own.
    """
    fresh = [row for row in incident.lost if row.incident != incident.key]
    await set_incident(scope, [row.id for row in fresh], incident.key)
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
    scope: Scope, incident: Incident, channel: str, rows: Sequence[Row[Any]], now: datetime
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
    subject, epoch, until = _subject(incident.key), _opened(channel), decided(incident, now)
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


async def say_now(scope: Scope, back: Sequence[Happened], now: datetime) -> None:
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


async def resolve(scope: Scope, key: str, now: datetime) -> None:
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


async def set_incident(scope: Scope, placements: Iterable[int], key: str | None) -> None:
    await scope.session.execute(
        update(_placements)
        .where(_placements.c.workspace_id == scope.workspace_id, _placements.c.id.in_(list(placements)))
        .values(incident=key)
    )


def _subject(key: str) -> str:
    return f"incident:{key}"


def _opened(channel: str) -> str:
    return f"opened:{channel}"
