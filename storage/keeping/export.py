"""Everything a workspace has stored, tokens aside, as the records of ``outreach export``."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.keeping import export_records as records
from storage.keeping.export_records import Record
from storage.models import (
    Backlink,
    BacklinkEvent,
    BacklinkReport,
    Campaign,
    Channel,
    Contact,
    Member,
    ObservationRow,
    Outreach,
    Placement,
    Prospect,
    Schedule,
    Setting,
    Touch,
    Workspace,
)
from storage.store import Store

#: Rows read at a time: an export of a big ledger needs no more memory than one of a small one.
CHUNK = 500


async def export_rows(store: Store, workspace: str | None) -> AsyncIterator[Record]:
    """Every record, ``kind`` first: of one workspace by its Slack id, or of all, oldest first.

    One consistent view: what changes meanwhile is not in it. Times are ISO 8601 in UTC with ``Z``, dates
    ``YYYY-MM-DD``.
    """
    async with store.read() as session:
        query = select(Workspace).order_by(Workspace.id)
        if workspace is not None:
            query = query.where(Workspace.slack_id == workspace)
        for owner in list(await session.scalars(query)):
            for statement, record in _kinds(owner):
                async for row in _stream(session, statement):
                    yield _plain(record(row))


async def _stream(
    session: AsyncSession, statement: Select[*tuple[Any, ...]]
) -> AsyncIterator[Row[*tuple[Any, ...]]]:
    result = await session.stream(statement.execution_options(yield_per=CHUNK))
    async for row in result:
        yield row


def _kinds(
    owner: Workspace,
) -> list[tuple[Select[*tuple[Any, ...]], Callable[[Row[*tuple[Any, ...]]], Record]]]:
    here = owner.id
    of = owner.slack_id
    return [
        (
            select(Campaign).where(Campaign.workspace_id == here).order_by(Campaign.id),
            lambda row: records.campaign(of, row[0]),
        ),
        (
            select(Member).where(Member.workspace_id == here).order_by(Member.slack_id),
            lambda row: records.member(of, row[0]),
        ),
        (
            select(Setting).where(Setting.workspace_id == here).order_by(Setting.name),
            lambda row: records.setting(of, row[0]),
        ),
        (
            select(Channel).where(Channel.workspace_id == here).order_by(Channel.slack_id),
            lambda row: records.channel(of, row[0]),
        ),
        (
            select(Contact, Prospect.site)
            .join(
                Prospect,
                and_(Prospect.workspace_id == Contact.workspace_id, Prospect.id == Contact.prospect_id),
            )
            # Whoever was forgotten is a row without a name.
            .where(Contact.workspace_id == here, or_(Contact.name.is_not(None), Contact.email.is_not(None)))
            .order_by(Contact.id),
            lambda row: records.contact(of, row),
        ),
        (_outreach(here), lambda row: records.outreach(of, row)),
        (
            select(Touch)
            .where(Touch.workspace_id == here, Touch.removed_at.is_(None))
            .order_by(Touch.outreach_id, Touch.id),
            lambda row: records.touch(of, row[0]),
        ),
        (
            select(Placement, Schedule.due_at)
            .outerjoin(
                Schedule,
                and_(Schedule.workspace_id == Placement.workspace_id, Schedule.placement_id == Placement.id),
            )
            .where(Placement.workspace_id == here, Placement.removed_at.is_(None))
            .order_by(Placement.id),
            lambda row: records.placement(of, row[0], row[1]),
        ),
        (
            select(Backlink).where(Backlink.workspace_id == here).order_by(Backlink.id),
            lambda row: records.backlink(of, row[0]),
        ),
        (
            select(BacklinkReport)
            .where(BacklinkReport.workspace_id == here)
            .order_by(BacklinkReport.backlink_id, BacklinkReport.source),
            lambda row: records.backlink_report(of, row[0]),
        ),
        (
            select(ObservationRow)
            .join(
                Placement,
                and_(
                    Placement.workspace_id == ObservationRow.workspace_id,
                    Placement.id == ObservationRow.placement_id,
                ),
            )
            .where(ObservationRow.workspace_id == here, Placement.removed_at.is_(None))
            .order_by(ObservationRow.id),
            lambda row: records.observation(of, row[0]),
        ),
        (
            select(BacklinkEvent).where(BacklinkEvent.workspace_id == here).order_by(BacklinkEvent.id),
            lambda row: records.backlink_event(of, row[0]),
        ),
    ]


def _outreach(here: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Outreach, Prospect.site, Contact.name, Contact.email, Campaign.name)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id)
        )
        .outerjoin(
            Campaign,
            and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id),
        )
        .where(Outreach.workspace_id == here, Outreach.removed_at.is_(None))
        .order_by(Outreach.id)
    )


def _plain(record: Record) -> Record:
    return {key: _json(value) for key, value in record.items()}


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return _plain(value) if isinstance(value, dict) else value
