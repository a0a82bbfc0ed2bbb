"""One statement for many rows, at the price of its parameters alone.

SQLAlchemy's ``execute`` with a list builds a dictionary and asks a dozen questions for every row: some 20
microseconds each, as much as SQLite needs to write it. What the statement is in the database's words, and
what each parameter becomes there, is the same for all rows, and is found out once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession

_Made = tuple[str, list[tuple[str, Any, Callable[[Any], Any] | None]]]
_made: WeakKeyDictionary[Dialect, dict[Executable, _Made]] = WeakKeyDictionary()


async def execute_many(
    session: AsyncSession, statement: Executable, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Execute ``statement``, one that is kept and returns nothing, once for each of ``rows``."""
    if not rows:
        return
    text, parameters = _in_words_of(session.get_bind().dialect, statement)
    given = [
        tuple(
            [
                row.get(name, default) if process is None else process(row.get(name, default))
                for name, default, process in parameters
            ]
        )
        for row in rows
    ]
    await (await session.connection()).exec_driver_sql(text, given)


def _in_words_of(dialect: Dialect, statement: Executable) -> _Made:
    known = _made.setdefault(dialect, {})
    if statement not in known:
        compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
        defaults, processors = compiled.params, compiled._bind_processors
        names = compiled.positiontup
        known[statement] = (
            compiled.string,
            [(name, defaults[name], processors.get(name)) for name in names],
        )
    return known[statement]
