"""Promised links that are not there although their day is over."""

from datetime import timedelta

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.daily import cadence
from storage.models import Campaign, Outreach, Placement
from storage.report.figures import LatePromise
from storage.report.question import Question, task_of_placement
from storage.words import PlacementState


async def late_promises(session: AsyncSession, asked: Question) -> tuple[LatePromise, ...]:
    """The longest overdue first."""
    today = cadence.local_date(asked.as_of, asked.period.tz)
    counted_from = min(asked.period.last + timedelta(days=1), today)
    rows = await session.execute(
        select(
            Outreach.id,
            Placement.id,
            Placement.site,
            Placement.page,
            Placement.target,
            Placement.promised_by,
            Outreach.owner,
            Campaign.name,
        )
        .join(Outreach, task_of_placement())
        .outerjoin(
            Campaign,
            and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id),
        )
        .where(
            asked.placements(),
            asked.tasks(),
            Placement.state == PlacementState.PROMISED,
            Placement.promised_by < counted_from,
        )
        .order_by(Placement.promised_by, Placement.id)
    )
    return tuple(
        LatePromise(task, number, site, page, target, by, (counted_from - by).days, owner, campaign)
        for task, number, site, page, target, by, owner, campaign in rows
        if by is not None
    )
