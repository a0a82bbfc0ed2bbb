"""What is said to one person at its time: reminders of theirs, and whether to keep on with a task."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, not_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from storage.models import Member, Outreach, PostKind, Workspace
from storage.posts import outbox
from storage.store import Scope, Store
from storage.team import habits
from storage.team.habits import Habits
from storage.words import Stage

LATE = timedelta(minutes=10)
"""A reminder that comes later than this says why."""

#: Only whom nobody answered yet is worth asking about.
_QUIET = {Stage.PLANNED, Stage.CONTACTED}


@dataclass(frozen=True, slots=True)
class _Listener:
    """Who is told: the owner, or who stands in for ``absent``; ``theirs`` is when they want it."""

    user: str
    theirs: Habits
    absent: str | None
    owners: Habits


_Tell = Callable[[Scope, Outreach, _Listener, datetime], Awaitable[None]]


async def ring(store: Store, now: datetime, *, limit: int = 200) -> int:
    """Put up to ``limit`` reminders that are due into the outbox; how many rows there were.

    One REMINDER to the owner, in a direct message (in the very one where the owner logged the task), with
    ``body`` ``{"outreach": number, "at": ISO time it was due, "late": null | "downtime" | "away" | "quiet",
    "absent": owner}``, the last where somebody stands in. Those of people who are away go to who stands in
    for them, or wait until they are back; in somebody's quiet hours they wait until those end.
    """
    return await _due(store, Outreach.remind_at, _remind, now, limit)


async def ask(store: Store, now: datetime, *, limit: int = 200) -> int:
    """The same for tasks whose follow-ups are all sent: whether to keep on, or to close them.

    One REMINDER with ``body`` ``{"outreach": number, "at": ISO time, "asks": true}``, once.
    """
    return await _due(store, Outreach.ask_at, _ask, now, limit)


async def _due(
    store: Store, when: InstrumentedAttribute[datetime | None], tell: _Tell, now: datetime, limit: int
) -> int:
    async with store.read() as session:
        if not await session.scalar(select(exists().where(_ringing(when, now)))):
            return 0
    async with store.write() as session:
        rows = await session.execute(
            select(Outreach, Workspace.slack_id)
            .join(Workspace, Workspace.id == Outreach.workspace_id)
            .where(_ringing(when, now))
            .order_by(when)
            .limit(limit)
            .with_for_update(of=Outreach, skip_locked=True)
        )
        found = rows.all()
        by_workspace: dict[int, set[str]] = {}
        for task, _ in found:
            by_workspace.setdefault(task.workspace_id, set()).add(task.owner)
        known = {
            number: await habits.of(Scope(session, number, ""), owners)
            for number, owners in by_workspace.items()
        }
        for task, workspace in found:
            scope = Scope(session, task.workspace_id, workspace)
            listener = _listener(task.owner, known[task.workspace_id], now)
            quiet = listener.theirs.quiet
            over = quiet.over(now, listener.theirs.tz) if quiet else None
            if over is not None:
                setattr(task, when.key, over)
            else:
                await tell(scope, task, listener, now)
                setattr(task, when.key, None)
        return len(found)


def _listener(owner: str, known: dict[str, Habits], now: datetime) -> _Listener:
    user = habits.told(owner, known, now) or owner
    owners = known.get(owner, Habits())
    return _Listener(user, known.get(user, Habits()), None if user == owner else owner, owners)


async def _remind(scope: Scope, task: Outreach, listener: _Listener, now: datetime) -> None:
    at = task.follow_up_at
    if at is None or task.remind_at is None or not task.stage.open or task.removed_at is not None:
        return
    late = _late(at, listener, now)
    body = {"outreach": task.id, "at": at.isoformat(), "late": late}
    await _tell(scope, task, listener, f"outreach:{task.id}", at, body, now)


async def _ask(scope: Scope, task: Outreach, listener: _Listener, now: datetime) -> None:
    at = task.ask_at
    if at is None or task.stage not in _QUIET or task.removed_at is not None or task.follow_up_at is not None:
        return
    body = {"outreach": task.id, "at": at.isoformat(), "asks": True}
    # Named by the follow-ups that were sent: it is asked once after each last one.
    await _tell(scope, task, listener, f"cadence:{task.id}:{task.step}", at, body, now)


async def _tell(
    scope: Scope,
    task: Outreach,
    listener: _Listener,
    subject: str,
    at: datetime,
    body: dict[str, object],
    now: datetime,
) -> None:
    own_dm = task.channel.startswith("D") and task.created_by == task.owner == listener.user
    where = task.channel if own_dm else listener.user
    if listener.absent is not None:
        body["absent"] = listener.absent
    await outbox.put(scope, PostKind.REMINDER, subject, at.isoformat(), where, body, now=now, urgent=True)


def _ringing(when: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    owner = aliased(Member)
    waits = exists().where(
        owner.workspace_id == Outreach.workspace_id,
        owner.slack_id == Outreach.owner,
        habits.waits(owner, now),
    )
    return and_(when <= now, not_(waits))


def _late(at: datetime, listener: _Listener, now: datetime) -> str | None:
    if now - at <= LATE:
        return None
    owners, quiet = listener.owners, listener.theirs.quiet
    if owners.away_until is not None and owners.away_until > at and listener.absent is None:
        return "away"
    over = quiet.over(at, listener.theirs.tz) if quiet else None
    return "quiet" if over is not None and now - over <= LATE else "downtime"
