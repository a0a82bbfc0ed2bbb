"""One statement for many rows, at the price of its parameters alone.

SQLAlchemy's ``execute`` with a list builds a dictionary and asks a dozen questions for every row: some 20
microseconds each, as much as SQLite needs to write it. What the statement is in the database's words, and
what each parameter becomes there, is the same for all rows, and is found out once. SQLite then executes it
once a row; PostgreSQL, for which each execution is a message and a plan to start, gets the rows as arrays,
one for each parameter, and updates all that they name at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import ARRAY, BindParameter, ColumnElement, Update, bindparam, func
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import visitors

from storage.dialect import takes_arrays


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One place in a statement: ``name`` of each row as the database takes it, or a ``constant``."""

    name: str
    constant: Any
    is_given: bool
    process: Callable[[Any], Any] | None

    def of(self, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """What each of ``rows`` has for it."""
        values = [row[self.name] for row in rows]
        return values if self.process is None else [self.process(value) for value in values]


_Words = tuple[str, list[_Parameter]]
_known: WeakKeyDictionary[Dialect, dict[Update, _Words]] = WeakKeyDictionary()


def given(column: ColumnElement[Any], name: str) -> BindParameter[Any]:
    """The parameter ``name`` of each row, of the type of ``column``."""
    return bindparam(name, type_=column.type)


async def update_many(session: AsyncSession, statement: Update, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute ``statement``, one that is kept, for each of ``rows``: its parameters made by ``given``.

    No two of ``rows`` may be about the same row of the table.
    """
    if not rows:
        return
    dialect = session.get_bind().dialect
    text, parameters = _in_words_of(dialect, statement)
    values: Any
    if takes_arrays(dialect):
        values = tuple([one.of(rows) if one.is_given else one.constant for one in parameters])
    else:
        columns = [one.of(rows) if one.is_given else [one.constant] * len(rows) for one in parameters]
        values = list(zip(*columns, strict=True))
    await (await session.connection()).exec_driver_sql(text, values)


def _in_words_of(dialect: Dialect, statement: Update) -> _Words:
    known = _known.setdefault(dialect, {})
    if statement not in known:
        rows = _given_to(statement)
        whole = _of_arrays(statement, rows) if takes_arrays(dialect) else statement
        compiled: Any = whole.compile(dialect=dialect)
        known[statement] = (
            compiled.string,
            [
                _Parameter(name, compiled.params[name], name in rows, _processor(dialect, rows.get(name)))
                for name in compiled.positiontup
            ],
        )
    return known[statement]


def _given_to(statement: Update) -> dict[str, BindParameter[Any]]:
    found: dict[str, BindParameter[Any]] = {}

    def note(one: BindParameter[Any]) -> None:
        if one.required:
            found[one.key] = one

    visitors.traverse(statement, {}, {"bindparam": note})
    return found


def _of_arrays(statement: Update, rows: Mapping[str, BindParameter[Any]]) -> Update:
    """The same with what is given taken from rows that are made of arrays."""
    arrays = [bindparam(name, type_=ARRAY(one.type)) for name, one in rows.items()]
    columns = func.unnest(*arrays).table_valued(*rows, name="given_rows").render_derived().c

    def instead(element: Any, **_: Any) -> Any:
        return columns[element.key] if isinstance(element, BindParameter) and element.required else None

    joined: Any = visitors.replacement_traverse(statement, {}, instead)
    return cast("Update", joined)


def _processor(dialect: Dialect, parameter: BindParameter[Any] | None) -> Callable[[Any], Any] | None:
    return None if parameter is None else parameter.type.dialect_impl(dialect).bind_processor(dialect)
