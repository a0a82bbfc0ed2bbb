"""Links of no task that somebody wants watched: looked at as promised ones are, and told of when they go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select, update

from storage.dialect import among
from storage.links import backlink_events
from storage.links.attributing import UnknownBacklink
from storage.links.backlink_events import Turn
from storage.links.link_key import link_key
from storage.models import Backlink, Placement, Workspace
from storage.store import Scope, Store
from storage.watch import looks
from storage.watch.observation import Observation
from storage.watch.page_memory import PageMemory
from storage.watch.placement_rules import LOST_AFTER, LOST_MISSES
from storage.words import PlacementState, Verdict

#: The key of a look's answer that names the backlink it is about; looks that nobody waits for are ``QUIET``.
BACKLINK, QUIET = "backlink", "quiet"

#: After a miss the page is looked at again so much later, each time.
AGAIN = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
#: A look that got lost is asked for again.
PATIENCE = timedelta(hours=2)
AT_ONCE = 50
#: The times of so many misses are kept after the first one's.
KEPT = 9


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look means for a watched link: ``seen`` as weighed by what its page showed before.

    ``turned`` is what somebody should hear: that the link is lost or back, or that one which was only told of
    is not there. ``missed_at`` are the times of the readable looks without it, the first and the last ones,
    ``misses`` counts all of them; ``last_seen_at`` and ``lost_at`` are as they were before.
    """

    seen: Observation
    turned: Literal["lost", "back", "not_there"] | None = None
    misses: int = 0
    missed_at: tuple[datetime, ...] = ()
    last_seen_at: datetime | None = None
    lost_at: datetime | None = None


async def watch(scope: Scope, number: int, *, by: str, where: str, now: datetime) -> bool:
    """Have a backlink looked at from now on; ``where`` hears of it when the link goes.

    False where it is watched already, by its placement or for somebody. Raises UnknownBacklink.
    """
    row = await scope.session.get(Backlink, (scope.workspace_id, number), with_for_update=True)
    if row is None:
        raise UnknownBacklink(number)
    if row.watch_due_at is not None or await _promised(scope, row):
        return False
    row.watched_by, row.watched_in, row.watch_due_at = by, where, now
    await scope.session.flush()
    await backlink_events.note(scope, [Turn(number, "watched", now, by=by)])
    return True


async def put_off(scope: Scope, number: int, now: datetime) -> None:
    """A look at it is asked for already: the next one has time."""
    await scope.session.execute(
        update(Backlink)
        .where(Backlink.workspace_id == scope.workspace_id, Backlink.id == number)
        .values(watch_due_at=now + PATIENCE)
    )


async def due(store: Store, *, now: datetime) -> int:
    """Ask for looks at what is due; how many. A second process asks for none of them again."""
    async with store.read() as session:
        waiting = await session.scalar(select(Backlink.id).where(Backlink.watch_due_at <= now).limit(1))
    if waiting is None:
        return 0
    async with store.write() as session:
        rows = (
            await session.execute(
                select(Backlink, Workspace.slack_id)
                .join(Workspace, Workspace.id == Backlink.workspace_id)
                .where(Backlink.watch_due_at <= now, Workspace.revoked_at.is_(None))
                .order_by(Backlink.watch_due_at)
                .limit(AT_ONCE)
                .with_for_update(skip_locked=True, of=Backlink)
            )
        ).all()
        for row, slack_id in rows:
            scope = Scope(session, row.workspace_id, slack_id)
            row.watch_due_at = now + PATIENCE
            await looks.ask(
                scope,
                row.page,
                row.target,
                by=row.watched_by or "",
                answer={BACKLINK: str(row.id), QUIET: "yes", "channel": row.watched_in or ""},
                now=now,
            )
        return len(rows)


async def saw(scope: Scope, number: int, seen: Observation, *, now: datetime) -> Sight:
    """Write down what a look at a watched link saw, and what that means.

    Lost needs what it needs for promised links: three readable looks without it, over at least a day. One
    that a person or a file told of, and that we never saw, is not there once a readable look does not find
    it: there is only their word to hold on to. A look that could not see says nothing.
    """
    row = await scope.session.get(Backlink, (scope.workspace_id, number), with_for_update=True)
    if row is None:
        return Sight(seen)
    memory = PageMemory.read(row.last_look)
    seen = memory.weighed(seen)
    row.checked_at, row.last_look = now, memory.kept(seen)
    sight, turns = Sight(seen, last_seen_at=row.last_seen_at, lost_at=row.lost_at), list[Turn]()
    missed = [datetime.fromisoformat(at) for at in row.missed_at or ()]
    if missed and missed[0] > now:
        missed = []  # the clock was set back since: counting starts again
    if seen.verdict is Verdict.LIVE and seen.link is not None:
        if row.lost_at is not None:
            sight, turns = replace(sight, turned="back"), [backlink_events.back(number, now)]
        turns += backlink_events.followed(number, row.followed, seen.followed, now)
        row.href, row.anchor, row.rel = seen.link.href, seen.link.anchor, list(seen.link.rel)
        row.followed, row.indexable = seen.followed, seen.indexable
        row.last_seen_at, row.lost_at, row.missed_at = max(row.last_seen_at, now), None, None
        missed = []
    elif seen.verdict is Verdict.MISSING and row.lost_at is None:
        told = await _only_told(scope, row)
        if told or seen.wrong_href is None:
            missed.append(now)
            row.missed_at = [at.isoformat() for at in (missed[0], *missed[1:][-KEPT:])]
        if told or (len(missed) >= LOST_MISSES and now - missed[0] >= LOST_AFTER):
            row.lost_at = now
            sight = replace(sight, turned="not_there" if told else "lost")
            turns = [backlink_events.lost(number, now, now)]
    if row.watch_due_at is not None:
        row.watch_due_at = now + _pause(now - row.first_seen_at, len(missed), gone=row.lost_at is not None)
    await scope.session.flush()
    await backlink_events.note(scope, turns)
    return replace(sight, misses=len(missed), missed_at=tuple(missed))


async def saw_none(scope: Scope, misses: Mapping[int, Observation]) -> None:
    """Readable looks, by placement, at promised pages that were never seen to link.

    A person or a file may tell of the same link: it goes as told ones do. The placement is still awaited.
    """
    if not misses:
        return
    told = select(Backlink.id, Backlink.placement_id, Backlink.page_key).where(
        Backlink.workspace_id == scope.workspace_id,
        among(Backlink.__table__.c.placement_id, "its_placements"),
        Backlink.href.is_(None),
        Backlink.lost_at.is_(None),
    )
    for number, placement, page in (
        await scope.session.execute(told, {"its_placements": list(misses)})
    ).all():
        seen = misses[placement or 0]
        if link_key(seen.page) == page:
            await saw(scope, number, seen, now=seen.checked_at)


async def unwatch(scope: Scope, number: int) -> None:
    """Look at it no more."""
    await scope.session.execute(
        update(Backlink)
        .where(Backlink.workspace_id == scope.workspace_id, Backlink.id == number)
        .values(watched_by=None, watched_in=None, watch_due_at=None, missed_at=None)
    )


def backlink_of(look_answer: dict[str, Any]) -> int | None:
    """The backlink that a look is about; None where it is about none."""
    written = look_answer.get(BACKLINK)
    return int(written) if isinstance(written, str) and written.isdigit() else None


def _pause(age: timedelta, misses: int, *, gone: bool) -> timedelta:
    """Daily in its first week, every three days to a month, weekly to half a year, then every two weeks."""
    if misses and not gone:
        return AGAIN[min(misses, len(AGAIN)) - 1]
    for until, pause in ((7, 1), (30, 3), (180, 7)):
        if age < timedelta(days=until) and not gone:
            return timedelta(days=pause)
    return timedelta(days=14)


async def _only_told(scope: Scope, row: Backlink) -> bool:
    """Whether we never saw it, nor did anybody vouch for its promise."""
    if row.href is not None or row.placement_id is None:
        return row.href is None
    placement = await scope.session.get(Placement, (scope.workspace_id, row.placement_id))
    return placement is None or placement.first_live_at is None


async def _promised(scope: Scope, row: Backlink) -> bool:
    if row.placement_id is None:
        return False
    placement = await scope.session.get(Placement, (scope.workspace_id, row.placement_id))
    return (
        placement is not None
        and placement.removed_at is None
        and placement.state is not PlacementState.WITHDRAWN
    )
