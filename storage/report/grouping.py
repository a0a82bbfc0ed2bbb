"""All that rows are grouped by as one whole number: SQLite sorts those several times faster than texts."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, literal

from storage.words import Tactic

TACTICS: tuple[Tactic | None, ...] = (None, *Tactic)
"""A tactic's number is its place here."""


def tactic_number(column: Any) -> ColumnElement[int]:
    numbers = {tactic: number for number, tactic in enumerate(TACTICS) if tactic is not None}
    return case(numbers, value=column, else_=0)


def key_of(first: Any, *rest: tuple[Any, int]) -> ColumnElement[int]:
    """Numbers in one: each of ``rest`` with how many it can be."""
    key: ColumnElement[int] = cast(first, BigInteger)
    for number, many in rest:
        key = key * literal(many, BigInteger) + number
    return key


def parts_of(key: int, *many: int) -> list[int]:
    """The numbers that ``key_of`` put together."""
    found = []
    for one in reversed(many):
        key, part = divmod(key, one)
        found.append(part)
    return [key, *reversed(found)]
