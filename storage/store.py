"""The way into the ledger: one store, and a scope for one workspace at a time."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Integer, Table, bindparam, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from storage.dialect import engine_for, insert
from storage.models import Base, Counter, Workspace

_workspace_table: Table = Workspace.__table__  # type: ignore[assignment]
_counter: Table = Counter.__table__  # type: ignore[assignment]

# What everybody asks, made once: building a statement costs more than running it.
_NUMBER = select(_workspace_table.c.id).where(_workspace_table.c.slack_id == bindparam("its_slack_id"))
_COUNTING: dict[str, Executable] = {}


@dataclass(frozen=True, slots=True)
class Audience:
    """A channel where a client reads along: what may be read of the ledger there.

    ``campaigns`` are the numbers of those that live in ``channel``, ``sites`` their registrable domains;
    everything else is another client's.
    """

    channel: str
    campaigns: tuple[int, ...]
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """One transaction in one workspace: the first argument of everything that reads or writes the ledger.

    Changes that are made with a ``batch`` are taken back together. With an ``audience``, tasks, campaigns and
    links of others can't be read: they are as unknown as those of another workspace.
    """

    session: AsyncSession
    workspace_id: int
    slack_id: str
    batch: str | None = None
    audience: Audience | None = None

    def before(self, audience: Audience | None) -> "Scope":
        """The same transaction as ``audience`` may read it; None is everybody in the workspace."""
        return replace(self, audience=audience)

    async def next_id(self, table: type[Base]) -> int:
        """The next number of ``table`` in this workspace, from 1."""
        return await self.next_ids(table, 1)

    async def next_ids(self, table: type[Base], count: int) -> int:
        """Reserve ``count`` numbers of ``table``; the first of them."""
        which = {"its_workspace": self.workspace_id, "its_kind": table.__tablename__, "more": count}
        last = (await self.session.execute(_counting(self.session), which)).scalar_one()
        return int(last) - count + 1

    async def add(
        self, table: type[Base], rows: Sequence[Mapping[str, Any]], *, rivals: bool = False
    ) -> list[int]:
        """Write ``rows`` of ``table`` with its next numbers, in their order; the numbers.

        With ``rivals`` a row whose like another process has just written is left out: that one stays.
        """
        if not rows:
            return []
        first = await self.next_ids(table, len(rows))
        statement = insert(self.session, table.__table__)  # type: ignore[arg-type]
        if rivals:
            statement = statement.on_conflict_do_nothing()
        numbers = list(range(first, first + len(rows)))
        here = self.workspace_id
        await self.session.execute(
            statement,
            [{"workspace_id": here, "id": number, **row} for number, row in zip(numbers, rows, strict=True)],
        )
        return numbers


class Store:
    """The database, opened once by the process.

    ``write`` and ``read`` give a session over all workspaces: for what the process itself does (claiming due
    work, sending posts). ``writing`` and ``reading`` give the scope of one workspace: for everybody else.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.writer = engine.execution_options(outreach_write=True)
        self._one_writer = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._behind_people = nullcontext() if self._one_writer is None else asyncio.Lock()

    @classmethod
    def open(cls, address: str, *, busy_seconds: float = 30.0) -> "Store":
        """A store on a SQLAlchemy address, such as ``sqlite+aiosqlite:////var/lib/outreach.db``."""
        return cls(engine_for(address, busy_seconds=busy_seconds))

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()

    async def empty_log(self) -> None:
        """SQLite: carry its write-ahead log over into the database file and cut it to nothing.

        The log keeps the old words of rows until they happen to be written over: of a contact that was
        forgotten, too. It is left as it is while somebody reads or writes; the next call gets it.
        """
        if self._one_writer is None:
            return
        async with self.engine.connect() as connection:
            plain: Any = (await connection.get_raw_connection()).driver_connection
            (waits,) = await (await plain.execute("PRAGMA busy_timeout")).fetchone()
            await plain.execute("PRAGMA busy_timeout=100")
            try:
                await (await plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")).fetchall()
            finally:
                await plain.execute(f"PRAGMA busy_timeout={waits}")

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction that writes; committed at the end, rolled back when the block raises."""
        # What the process does by itself stands in a line of its own, so that a person's change, for which
        # Slack waits, has one transaction before it at most, besides the one that is being written.
        async with self._behind_people, self._transaction() as session:
            yield session

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        # SQLite has one writer at a time: in this process they queue here, in order, not in its busy loop.
        async with (
            self._one_writer or nullcontext(),
            AsyncSession(self.writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """One consistent view; what is changed in it is thrown away."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self, slack_id: str, now: datetime) -> AsyncIterator[Scope]:
        """A transaction in the workspace ``slack_id`` (team or enterprise id), made when it is new."""
        async with self._transaction() as session:
            yield Scope(session, await _workspace(session, slack_id, now), slack_id)

    @asynccontextmanager
    async def reading(self, slack_id: str) -> AsyncIterator[Scope]:
        """A view of one workspace; an unknown one is empty."""
        async with self.read() as session:
            found = await session.scalar(_NUMBER, {"its_slack_id": slack_id})
            yield Scope(session, -1 if found is None else found, slack_id)

    async def workspaces(self) -> list[Workspace]:
        """All workspaces that used the bot, oldest first."""
        async with self.read() as session:
            return list(await session.scalars(select(Workspace).order_by(Workspace.id)))


async def _workspace(session: AsyncSession, slack_id: str, now: datetime) -> int:
    found = await session.scalar(_NUMBER, {"its_slack_id": slack_id})
    if found is not None:
        return int(found)
    await session.execute(
        insert(session, Workspace)
        .values(slack_id=slack_id, name="", created_at=now)
        .on_conflict_do_nothing(index_elements=[Workspace.slack_id])
    )
    return int((await session.execute(_NUMBER, {"its_slack_id": slack_id})).scalar_one())


def _counting(session: AsyncSession) -> Executable:
    """Counts a table's numbers on and says the last one."""
    kind = session.get_bind().dialect.name
    if kind not in _COUNTING:
        more = bindparam("more", type_=Integer)
        _COUNTING[kind] = (
            insert(session, _counter)
            .values(workspace_id=bindparam("its_workspace"), kind=bindparam("its_kind"), last=more)
            .on_conflict_do_update(
                index_elements=[_counter.c.workspace_id, _counter.c.kind],
                set_={"last": _counter.c.last + more},
            )
            .returning(_counter.c.last)
        )
    return _COUNTING[kind]
