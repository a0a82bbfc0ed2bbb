"""Requests that were taken: a second try, by Slack or by a person, changes nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.models import Request
from storage.store import Scope

#: Slack tries again within the hour and a person within the day; a week is kept.
KEPT = timedelta(days=7)


async def take(scope: Scope, key: str, *, now: datetime) -> bool:
    """Whether this request is new; call it first in the transaction that holds the request's effect."""
    statement = (
        insert(scope.session, Request)
        .values(workspace_id=scope.workspace_id, key=key[:200], at=now)
        .on_conflict_do_nothing(index_elements=[Request.workspace_id, Request.key])
        .returning(Request.key)
    )
    return (await scope.session.execute(statement)).scalar_one_or_none() is not None


async def taken(scope: Scope, key: str) -> bool:
    """Whether this request was taken before."""
    found = await scope.session.scalar(
        select(Request.key).where(Request.workspace_id == scope.workspace_id, Request.key == key[:200])
    )
    return found is not None


async def answered(scope: Scope, key: str, answer: dict[str, Any]) -> None:
    """Keep what was answered, for the second try."""
    await scope.session.execute(
        update(Request)
        .where(Request.workspace_id == scope.workspace_id, Request.key == key[:200])
        .values(answer=answer)
    )


async def earlier_answer(scope: Scope, key: str) -> dict[str, Any] | None:
    """What was answered to the request when it was first taken."""
    return await scope.session.scalar(
        select(Request.answer).where(Request.workspace_id == scope.workspace_id, Request.key == key[:200])
    )


async def forget(session: AsyncSession, *, now: datetime) -> None:
    """Drop what no second try can reach any more."""
    await session.execute(delete(Request).where(Request.at < now - KEPT))
