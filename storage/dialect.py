"""The one module that knows which database it speaks to."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Table, Text, bindparam, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.one_trip import OneTripConnection

Insert = sqlite.Insert | postgresql.Insert


def insert(session: AsyncSession, table: type[DeclarativeBase] | Table) -> Insert:
    """An INSERT that understands ON CONFLICT on the session's database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def locks_rows(session: AsyncSession) -> bool:
    """Whether SELECT … FOR UPDATE means anything: SQLite's writer is alone anyway."""
    return session.get_bind().dialect.name == "postgresql"


def typed(session: AsyncSession) -> bool:
    """Whether dates and times are types of their own: SQLite keeps both as text that sorts by time."""
    return session.get_bind().dialect.name == "postgresql"


def takes_arrays(dialect: Dialect) -> bool:
    """Whether a parameter may be an array of values."""
    return dialect.name == "postgresql"


def engine_for(address: str, *, busy_seconds: float = 30.0) -> AsyncEngine:
    """An engine on ``address``, set up so that a commit outlives the process and readers never wait.

    SQLite: write-ahead log, ``synchronous=FULL`` (a commit outlives a power cut), foreign keys on, and a
    locked database waited for ``busy_seconds``. PostgreSQL: connections are tested before use.
    """
    if address.startswith("postgresql"):
        return create_async_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_async_engine(
        address,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=5,
        max_overflow=10,
        # The connection that wrote last is the one whose page cache still holds: another's write empties it.
        pool_use_lifo=True,
        connect_args={"timeout": busy_seconds},
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def _connect(dialect: Dialect, _record: Any, args: Any, options: Any) -> OneTripConnection:
        return OneTripConnection.instead_of(dialect.connect(*args, **options))  # type: ignore[arg-type]

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: BEGIN is sent below, IMMEDIATE where we write.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is deleted is overwritten, not only unlinked: Debian's SQLite does so unasked, others do not.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA temp_store=MEMORY")
        # KiB. SQLite's own 2 MB hold too little of a ledger with a million placements: writing 500 results
        # all over it took 17,000 to 21,000 reads of the file, and takes 9,000.
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns writer halfway fails at once when somebody else wrote meanwhile,
        # whatever the busy timeout: writers take the lock first.
        immediate = connection.get_execution_options().get("outreach_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def is_locked(error: BaseException) -> bool:
    """Whether the database was only busy: SQLite's lock not had in time, PostgreSQL's lock or deadlock."""
    original = getattr(error, "orig", error)
    if isinstance(original, sqlite3.OperationalError):
        return "locked" in str(original) or "busy" in str(original)
    return getattr(original, "sqlstate", None) in {"40001", "40P01", "55P03"}


class _Listed(TypeDecorator[Sequence[Any]]):
    """A list that goes over as one parameter: an array, or JSON where there are none."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(postgresql.ARRAY(self.item) if takes_arrays(dialect) else Text())

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:
        return value if takes_arrays(dialect) else json.dumps(value)


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether ``column``, a number or a text, is one of the list that is given as parameter ``name``.

    The statement's words stay the same however long the list is, so that neither SQLAlchemy nor the database
    makes them anew. PostgreSQL joins it as rows: it compares an array that it does not know while it plans
    with every row of a table, one by one, wherever it takes the table for a small one.
    """
    return _among(column, bindparam(name, type_=_Listed(column.type)))


class _among(FunctionElement[bool]):  # noqa: N801 - it reads as an SQL function
    type = Boolean()
    name = "among"
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 - as SQLAlchemy calls it
        # Not as "… = 1", which SQLAlchemy makes of truth for SQLite: no index would be used.
        return self


@compiles(_among, "sqlite")
def _in_json(element: _among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are placeholders or names


@compiles(_among, "postgresql")
def _in_array(element: _among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} IN (SELECT unnest({values}))"


class whole_days(FunctionElement[int]):  # noqa: N801 - it reads as an SQL function
    """The whole days of 24 hours from a stored time (second argument) to a later one (first argument)."""

    type = BigInteger()
    name = "whole_days"
    inherit_cache = True


@compiles(whole_days, "sqlite")
def _days_of_texts(element: whole_days, compiler: SQLCompiler, **kw: Any) -> str:
    later, earlier = (compiler.process(one, **kw) for one in element.clauses)
    # The days of the calendar, less one where the time of day was not reached: half the work of microseconds.
    days = f"julianday(substr({later}, 1, 10)) - julianday(substr({earlier}, 1, 10))"
    return f"(CAST({days} AS INTEGER) - (substr({later}, 12) < substr({earlier}, 12)))"


@compiles(whole_days, "postgresql")
def _days_of_times(element: whole_days, compiler: SQLCompiler, **kw: Any) -> str:
    later, earlier = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {later} - {earlier}) / 86400) AS BIGINT)"
