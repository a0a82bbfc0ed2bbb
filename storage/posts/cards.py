"""Where things stand in Slack: living cards, and which thread is about which task."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.dialect import insert
from storage.models import Campaign, Outreach, Placement, Thread
from storage.posts import outbox
from storage.store import Scope


async def remember_thread(scope: Scope, channel: str, ts: str, numbers: Sequence[int]) -> None:
    """A Slack message, and the thread under it, is about these tasks."""
    for number in numbers:
        await scope.session.execute(
            insert(scope.session, Thread)
            .values(workspace_id=scope.workspace_id, channel=channel, ts=ts, outreach_id=number)
            .on_conflict_do_nothing()
        )


async def home_channel(scope: Scope, number: int) -> str:
    """Where a task's posts go: its campaign's channel, else where it was logged."""
    query = (
        select(func.coalesce(Campaign.channel, Outreach.channel))
        .select_from(Outreach)
        .outerjoin(
            Campaign,
            (Campaign.workspace_id == Outreach.workspace_id) & (Campaign.id == Outreach.campaign_id),
        )
        .where(Outreach.workspace_id == scope.workspace_id, Outreach.id == number)
    )
    return (await scope.session.execute(query)).scalar_one()


async def refresh(scope: Scope, placement: Placement, now: datetime) -> None:
    """Have a placement's living card show what is true now; call it after the version was raised."""
    await scope.session.flush()
    channel = placement.card_channel or await home_channel(scope, placement.outreach_id)
    await outbox.put_card(scope, placement.id, placement.version, channel, now=now)
