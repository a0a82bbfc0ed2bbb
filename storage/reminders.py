"""Reminders with a time of day: told to the owner at that minute, or late when nobody could."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, not_, select
from sqlalchemy.orm import aliased

from storage import outbox
from storage.models import Member, Outreach, PostKind, Workspace
from storage.store import Scope, Store

LATE = timedelta(minutes=10)
"""A reminder that comes later than this says why."""


async def ring(store: Store, now: datetime, *, limit: int = 200) -> int:
    """Put up to ``limit`` reminders that are due into the outbox; how many rows there were.

    One REMINDER to the owner, in a direct message (in the very one where the owner logged the task), with
    ``body`` ``{"outreach": number, "at": ISO time it was due, "late": null | "downtime" | "away"}``. Those of
    people who are away wait until they are back.
    """
    async with store.read() as session:
        if not await session.scalar(select(exists().where(_ringing(now)))):
            return 0
    async with store.write() as session:
        rows = await session.execute(
            select(Outreach, Workspace.slack_id, Member.away_until)
            .join(Workspace, Workspace.id == Outreach.workspace_id)
            .outerjoin(
                Member,
                and_(Member.workspace_id == Outreach.workspace_id, Member.slack_id == Outreach.owner),
            )
            .where(_ringing(now))
            .order_by(Outreach.remind_at)
            .limit(limit)
            .with_for_update(of=Outreach, skip_locked=True)
        )
        found = rows.all()
        for task, workspace, away_until in found:
            at, task.remind_at = task.remind_at, None
            if at is not None and task.stage.open and task.removed_at is None:
                scope = Scope(session, task.workspace_id, workspace)
                await _tell(scope, task, at, _late(at, away_until, now), now)
        return len(found)


async def _tell(scope: Scope, task: Outreach, at: datetime, late: str | None, now: datetime) -> None:
    logged_in_own_dm = task.channel.startswith("D") and task.created_by == task.owner
    await outbox.put(
        scope,
        PostKind.REMINDER,
        f"outreach:{task.id}",
        at.isoformat(),
        task.channel if logged_in_own_dm else task.owner,
        {"outreach": task.id, "at": at.isoformat(), "late": late},
        now=now,
        urgent=True,
    )


def _ringing(now: datetime) -> ColumnElement[bool]:
    owner = aliased(Member)
    away = exists().where(
        owner.workspace_id == Outreach.workspace_id,
        owner.slack_id == Outreach.owner,
        owner.away_until > now,
    )
    return and_(Outreach.remind_at <= now, not_(away))


def _late(at: datetime, away_until: datetime | None, now: datetime) -> str | None:
    if now - at <= LATE:
        return None
    return "away" if away_until is not None and away_until > at else "downtime"
