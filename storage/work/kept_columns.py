"""A row's columns as JSON, and back: what a change keeps of what stood before it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import inspect

from storage.models.base import Base

#: What a row is, or what only counts and dates its changes, or where it stands in Slack: never put back.
ITS_OWN = frozenset({"workspace_id", "id", "version", "updated_at", "card_channel", "card_ts"})


def columns(row: Base) -> dict[str, Any]:
    """All columns of ``row`` that can be put back, as JSON."""
    kept: dict[str, Any] = {}
    for column in inspect(type(row)).columns:
        if column.key not in ITS_OWN:
            value = getattr(row, column.key)
            kept[column.key] = value.isoformat() if hasattr(value, "isoformat") else value
    return kept


def put_back(row: Base, kept: dict[str, Any], *, only: Collection[str] | None = None) -> None:
    """Set the columns of ``row`` that were kept (of these, ``only`` some) to what they were."""
    for column in inspect(type(row)).columns:
        if column.key in ITS_OWN or column.key not in kept or (only is not None and column.key not in only):
            continue
        value = kept[column.key]
        kind = column.type.python_type if value is not None else None
        if isinstance(value, str) and kind is not None and hasattr(kind, "fromisoformat"):
            value = kind.fromisoformat(value)
        elif isinstance(value, str) and kind is not None and kind is not str:
            value = kind(value)
        setattr(row, column.key, value)
