"""A ledger full of placements, and a database of its own for each benchmark."""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate
from storage.models import Outreach, Placement, Prospect, Schedule
from storage.store import Scope, Store
from storage.words import PlacementState, Stage

TARGET = "https://acme.com/guide"
PER_TASK = 100
AT_ONCE = 10_000


@asynccontextmanager
async def ledger(database: str) -> AsyncIterator[Store]:
    """An empty ledger on ``database``: "sqlite", or "postgresql" on the server OUTREACH_TEST_POSTGRES."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            async with _migrated(f"sqlite+aiosqlite:///{folder}/outreach.db") as store:
                yield store
        return
    address = os.environ["OUTREACH_TEST_POSTGRES"]
    server = create_async_engine(address, isolation_level="AUTOCOMMIT")
    name = f"outreach_{uuid.uuid4().hex}"
    async with server.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        async with _migrated(address.rsplit("/", 1)[0] + "/" + name) as store:
            yield store
    finally:
        async with server.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await server.dispose()


@asynccontextmanager
async def _migrated(address: str) -> AsyncIterator[Store]:
    store = Store.open(address)
    await migrate.upgrade(store.engine)
    try:
        yield store
    finally:
        await store.close()


async def analysed(store: Store) -> None:
    """What a server does by itself while it runs: know its tables. SQLite does not, and needs not."""
    if store.engine.dialect.name == "sqlite":
        return
    async with store.engine.connect() as connection:
        await connection.execute(text("ANALYZE"))
        await connection.commit()


async def fill(
    store: Store,
    places: Sequence[tuple[str, str]],
    *,
    now: datetime,
    due_at: Callable[[int], datetime],
    workspace: str = "T1",
    channel: str = "C1",
) -> None:
    """Add a promise for each ``(host, page)`` of ``places``; ``due_at`` takes its place there."""
    async with store.writing(workspace, now) as scope:
        tasks = (len(places) - 1) // PER_TASK + 1
        prospect = await scope.next_id(Prospect)
        task = await scope.next_ids(Outreach, tasks)
        first = await scope.next_ids(Placement, len(places))
        said = {"workspace_id": scope.workspace_id, "created_at": now}
        made = said | {"created_by": "U1"}
        await put(scope, Prospect.__table__, [said | {"id": prospect, "site": f"site{prospect}.example"}])
        asked = made | {"prospect_id": prospect, "owner": "U1", "stage": Stage.PROMISED, "channel": channel}
        await put(
            scope,
            Outreach.__table__,
            (asked | {"id": task + n, "updated_at": now} for n in range(tasks)),
        )
        promised = made | {"target": TARGET, "state": PlacementState.PROMISED, "findings": []}
        await put(
            scope,
            Placement.__table__,
            (
                promised | {"id": first + n, "outreach_id": task + n // PER_TASK, "page": page, "site": host}
                for n, (host, page) in enumerate(places)
            ),
        )
        await put(
            scope,
            Schedule.__table__,
            (
                {
                    "workspace_id": scope.workspace_id,
                    "placement_id": first + n,
                    "host": host,
                    "due_at": due_at(n),
                }
                for n, (host, _) in enumerate(places)
            ),
        )


async def put(scope: Scope, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    assert isinstance(table, Table)
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        await scope.session.execute(insert(table), some)
