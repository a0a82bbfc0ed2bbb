"""Mails that Slack told of without their words: kept until they were asked for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete

from storage.dialect import insert
from storage.incoming import turns
from storage.models import MailFile
from storage.store import Scope, Store

#: Minutes until Slack is asked again, each time; after the last one the mail is given up.
AGAIN = (1, 5, 30, 120, 600)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail to be asked for; ``said`` is where it arrived, as whoever kept it needs it."""

    workspace: str
    file: str
    message: str
    said: dict[str, Any]
    attempts: int


async def keep(scope: Scope, file: str, message: str, said: dict[str, Any], *, now: datetime) -> None:
    """Remember to ask for a file; ``message`` names where it stands. Once, however often it is told of."""
    await scope.session.execute(
        insert(scope.session, MailFile)
        .values(
            workspace_id=scope.workspace_id,
            file=file,
            message=message[:80],
            said=said,
            due_at=now,
            attempts=0,
        )
        .on_conflict_do_nothing()
    )


async def due(store: Store, *, now: datetime, limit: int = 20) -> list[Waiting]:
    """What is to be asked for now, oldest first; each is due again later, should this process die over it."""
    when = MailFile.due_at <= now
    async with turns.due(store, MailFile, when, MailFile.due_at, limit=limit) as (session, rows):
        found = []
        for row, workspace in rows:
            if row.attempts >= len(AGAIN):
                await session.delete(row)
                continue
            # Nobody says that it was in vain: it is due again unless somebody says that it was read.
            row.due_at = now + timedelta(minutes=AGAIN[row.attempts])
            row.attempts += 1
            found.append(Waiting(workspace, row.file, row.message, row.said, row.attempts))
        return found


async def read(scope: Scope, file: str, message: str) -> None:
    """It was asked for: nothing waits any more."""
    await scope.session.execute(delete(MailFile).where(*_is(scope, file, message)))


def _is(scope: Scope, file: str, message: str) -> tuple[ColumnElement[bool], ...]:
    return (
        MailFile.workspace_id == scope.workspace_id,
        MailFile.file == file,
        MailFile.message == message[:80],
    )
