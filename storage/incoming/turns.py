"""Work that stands in a row: due at a time, taken by one process, and due again should that die over it.

Whoever takes a row holds it by its token until the lease is over, or for longer by saying so. What is written
with :func:`turn` changes nothing once somebody else holds the row.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import ImportFile, MailFile, Upload, Workspace
from storage.store import Store

Waiting = TypeVar("Waiting", ImportFile, MailFile, Upload)
Leased = TypeVar("Leased", ImportFile, Upload)


@asynccontextmanager
async def due(
    store: Store, kind: type[Waiting], when: ColumnElement[bool], *order: Any, limit: int = 1
) -> AsyncIterator[tuple[AsyncSession, list[tuple[Waiting, str]]]]:
    """The first rows that are due and their workspaces, nobody else's while the transaction lasts.

    Most ticks find nothing, and lock nothing to find out. Workspaces that took our token away wait.
    """
    rows = (
        select(kind, Workspace.slack_id)
        .join(Workspace, Workspace.id == kind.workspace_id)
        .where(when, Workspace.revoked_at.is_(None))
        .order_by(*order)
        .limit(limit)
    )
    async with store.read() as session:
        if (await session.execute(rows.limit(1))).first() is None:
            yield session, []
            return
    async with store.write() as session:
        locked = await session.execute(rows.with_for_update(skip_locked=True, of=kind))
        yield session, [(row, workspace) for row, workspace in locked]


def lease(row: ImportFile | Upload, now: datetime, length: timedelta) -> str:
    """Take a row that is due, for so long; the token that it is held by."""
    token = secrets.token_urlsafe(18)
    row.token, row.until, row.attempts = token, now + length, row.attempts + 1
    return token


async def turn(
    session: AsyncSession, kind: type[Leased], token: str, /, *key: ColumnElement[bool], **values: Any
) -> bool:
    """Change a row that is held by ``token``; False where somebody else holds it by now, or nobody."""
    changed = await session.scalar(
        update(kind).where(*key, kind.token == token).values(**values).returning(kind.id)
    )
    return changed is not None


#: What a row is set to when it is given back.
FREE: dict[str, Any] = {"token": None, "until": None}
