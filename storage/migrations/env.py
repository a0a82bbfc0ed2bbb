"""Alembic's entry point: runs on the connection that ``storage.migrate`` hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from storage.models import Base, UtcDateTime


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations speak of plain types, so that they stand whatever becomes of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=False,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
