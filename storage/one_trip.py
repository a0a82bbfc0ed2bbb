"""SQLite statements that cross over to the driver's thread once each.

aiosqlite runs a connection's calls on a thread of its own, and SQLAlchemy's adapter makes four of them for a
statement: open a cursor, execute, fetch, close. Each is two switches of threads: a logged sentence of 30
statements made 126 of them, and took 38 ms of processor time instead of 30.
"""

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor
from sqlalchemy.util.concurrency import await_


class _Answer(NamedTuple):
    """What is left of a cursor once its rows are fetched."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()

    def close(self) -> None:
        """Closed already, on the thread."""


def _answer(connection: sqlite3.Connection, many: bool, statement: str, parameters: Any) -> _Answer:
    cursor = connection.cursor()
    try:
        if many:
            cursor.executemany(statement, parameters)
        else:
            cursor.execute(statement, parameters or ())
        rows = cursor.fetchall() if cursor.description else ()
        return _Answer(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    finally:
        cursor.close()


class OneTripCursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that comes back from the thread with all its rows."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: Any) -> None:
        # Not the parent's, which opens a cursor on the thread.
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._soft_closed_memoized = {}  # type: ignore[assignment]
        self._take(_Answer())

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        """Execute and fetch."""
        self._trip(False, operation, parameters)
        return self

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        """Execute once for each of ``seq_of_parameters``."""
        self._trip(True, operation, seq_of_parameters)
        return self

    def _trip(self, many: bool, statement: Any, parameters: Any) -> None:
        connection: Any = self._connection
        try:
            self._take(await_(self._there_and_back(connection, many, statement, parameters)))
        except Exception as error:
            self._adapt_connection._handle_exception(error)

    async def _there_and_back(self, connection: Any, many: bool, statement: Any, parameters: Any) -> _Answer:
        async with self._adapt_connection._execute_mutex:
            answer: _Answer = await connection._execute(
                _answer, connection._conn, many, statement, parameters
            )
            return answer

    def _take(self, answer: _Answer) -> None:
        self._cursor = answer  # type: ignore[assignment] # all that is asked of it from now on
        self._rows = deque(answer.rows)


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    """SQLAlchemy's adapter of an aiosqlite connection, with cursors that make one trip."""

    __slots__ = ()
    _cursor_cls = OneTripCursor

    @classmethod
    def instead_of(cls, plain: AsyncAdapt_aiosqlite_connection) -> "OneTripConnection":
        """The same connection, adapted otherwise."""
        return cls(plain.dbapi, plain._connection)
