"""Messages that tasks were logged from."""

from sqlalchemy import select

from storage.models import Outreach
from storage.store import Scope


async def following(scope: Scope, channel: str, ts: str) -> list[int]:
    """The tasks that still follow this message's edits: nobody has acted on them."""
    rows = await scope.session.scalars(
        select(Outreach.id)
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.source_channel == channel,
            Outreach.source_ts == ts,
            Outreach.acted.is_(False),
            Outreach.removed_at.is_(None),
        )
        .order_by(Outreach.id)
    )
    return list(rows)


async def acted_on(scope: Scope, number: int) -> bool:
    """Whether somebody acted on a task since it was logged."""
    found = await scope.session.scalar(
        select(Outreach.acted).where(Outreach.workspace_id == scope.workspace_id, Outreach.id == number)
    )
    return bool(found)
