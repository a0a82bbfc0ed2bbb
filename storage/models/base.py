"""What all tables share: the base class, UTC times, and the workspace that comes first in every key."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, cast

from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; refuses a naive one instead of guessing its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What Python sees."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to UTC; SQLite keeps no zone, so it gets the naive UTC time."""
        if value is None:
            return None
        utc = _utc(value)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Back to aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    # A look at a page writes and reads twenty times: these do in one step what SQLAlchemy does in three.

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """``process_bind_param`` and what the driver takes: SQLite the text that SQLAlchemy gives it, too."""
        if dialect.name != "sqlite":
            return lambda value: None if value is None else _utc(value)
        return lambda value: None if value is None else _text_of(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The way back."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone can't be stored: {value!r}")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


_ZONE = len("+00:00")


@lru_cache(maxsize=1024)
def _text_of(value: datetime) -> str:
    """As SQLite keeps it; a look writes the same moment into four tables."""
    return _utc(value).isoformat(" ", "microseconds")[:-_ZONE]


class _Word(Enum):
    """As its base, which asks three functions for each value read; here it is one look-up."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Text to the enum's member; raises ``LookupError`` for any other."""
        known: dict[str | None, StrEnum | None] = {None: None}
        known.update((member.value, member) for member in cast("type[StrEnum]", self.enum_class))
        return known.__getitem__


def word(kind: type[StrEnum], length: int) -> Enum:
    """A column for one of the field's words: text in the database, the enum in Python."""
    return _Word(
        kind,
        native_enum=False,
        create_constraint=False,
        length=length,
        values_callable=lambda enum: [member.value for member in enum],
    )


Key = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=False)]
Serial = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
]
WorkspaceKey = Annotated[
    int, mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
]
InWorkspace = Annotated[int, mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))]
SlackId = Annotated[str, mapped_column(String(40))]
Words = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """Every table of the ledger."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own protocol
        datetime: UtcDateTime,
        date: Date,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),
    }
