"""Everything a workspace has stored, tokens aside, as the records of ``outreach export``."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import (
    Backlink,
    BacklinkEvent,
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

Record = dict[str, Any]

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
            lambda row: _campaign(of, row[0]),
        ),
        (
            select(Member).where(Member.workspace_id == here).order_by(Member.slack_id),
            lambda row: _member(of, row[0]),
        ),
        (
            select(Setting).where(Setting.workspace_id == here).order_by(Setting.name),
            lambda row: {
                "kind": "setting",
                "workspace": of,
                "name": row[0].name,
                "channel": None,
                "value": row[0].value,
            },
        ),
        (
            select(Channel).where(Channel.workspace_id == here).order_by(Channel.slack_id),
            lambda row: _channel(of, row[0]),
        ),
        (_outreach(here), lambda row: _outreach_record(of, row)),
        (
            select(Touch)
            .where(Touch.workspace_id == here, Touch.removed_at.is_(None))
            .order_by(Touch.outreach_id, Touch.id),
            lambda row: _touch(of, row[0]),
        ),
        (
            select(Placement, Schedule.due_at)
            .outerjoin(
                Schedule,
                and_(Schedule.workspace_id == Placement.workspace_id, Schedule.placement_id == Placement.id),
            )
            .where(Placement.workspace_id == here, Placement.removed_at.is_(None))
            .order_by(Placement.id),
            lambda row: _placement(of, row[0], row[1]),
        ),
        (
            select(Backlink).where(Backlink.workspace_id == here).order_by(Backlink.id),
            lambda row: _backlink(of, row[0]),
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
            lambda row: _observation(of, row[0]),
        ),
        (
            select(BacklinkEvent).where(BacklinkEvent.workspace_id == here).order_by(BacklinkEvent.id),
            lambda row: _backlink_event(of, row[0]),
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


def _outreach_record(of: str, row: Row[*tuple[Any, ...]]) -> Record:
    outreach, site, contact, email, campaign = row
    source = None
    if outreach.source_channel is not None:
        source = {
            "channel": outreach.source_channel,
            "ts": outreach.source_ts,
            "permalink": outreach.source_permalink,
        }
    return {
        "kind": "outreach",
        "id": outreach.id,
        "workspace": of,
        "campaign": campaign,
        "site": site,
        "contact_name": contact,
        "contact_email": email,
        "tactic": outreach.tactic,
        "target": outreach.target,
        "owner": outreach.owner,
        "stage": outreach.stage,
        "follow_up_at": outreach.follow_up_at,
        "price": _price(outreach),
        "created_at": outreach.created_at,
        "source": source,
    }


def _touch(of: str, touch: Touch) -> Record:
    return {
        "kind": "touch",
        "workspace": of,
        "outreach": touch.outreach_id,
        "by": touch.by,
        "what": touch.what,
        "at": touch.at,
        "note": touch.note,
    }


def _placement(of: str, placement: Placement, next_check_at: datetime | None) -> Record:
    return {
        "kind": "placement",
        "id": placement.id,
        "workspace": of,
        "outreach": placement.outreach_id,
        "page": placement.page,
        "target": placement.target,
        "anchor": placement.anchor,
        "rel_agreed": placement.rel_agreed,
        "promised_by": placement.promised_by,
        "price": _price(placement),
        "state": placement.state,
        "findings": list(placement.findings),
        "next_check_at": next_check_at,
        "first_live_at": placement.first_live_at,
        "last_seen_at": placement.last_seen_at,
        "lost_at": placement.lost_at,
    }


def _backlink(of: str, link: Backlink) -> Record:
    authority = None
    if link.authority_score is not None:
        authority = {
            "score": link.authority_score,
            "source": link.authority_source,
            "at": link.authority_at,
        }
    return {
        "kind": "backlink",
        "id": link.id,
        "workspace": of,
        "page": link.page,
        "href": link.href,
        "target": link.target,
        "rel": link.rel,
        "followed": link.followed,
        "indexable": link.indexable,
        "anchor": link.anchor,
        "origin": link.origin,
        "origin_reason": link.origin_reason,
        "placement": link.placement_id,
        "first_seen_at": link.first_seen_at,
        "last_seen_at": link.last_seen_at,
        "lost_at": link.lost_at,
        "authority": authority,
    }


def _observation(of: str, seen: ObservationRow) -> Record:
    """Looks in a row that saw the same; ``link`` is the best link seen, its parts None without one."""
    link = seen.links[0] if seen.links else {}
    return {
        "kind": "observation",
        "id": seen.id,
        "workspace": of,
        "placement": seen.placement_id,
        "page": seen.page,
        "verdict": seen.verdict,
        "status": seen.status,
        "findings": list(seen.findings),
        "followed": seen.followed,
        "indexable": seen.indexable,
        "first_seen_at": seen.first_seen_at,
        "last_seen_at": seen.last_seen_at,
        "count": seen.count,
        "final_url": seen.final_url,
        "redirects": list(seen.redirects),
        "detail": seen.detail,
        "link": {part: link.get(part) for part in ("href", "anchor", "rel", "html", "before", "after")},
    }


def _backlink_event(of: str, event: BacklinkEvent) -> Record:
    """What changed about a backlink; ``from`` and ``to`` are None where that has none."""
    detail = {"from": None, "to": None, "why": None, **event.detail}
    return {
        "kind": "backlink_event",
        "id": event.id,
        "workspace": of,
        "backlink": event.backlink_id,
        "at": event.at,
        "by": event.by,
        "what": event.what,
        "detail": detail,
    }


def _campaign(of: str, campaign: Campaign) -> Record:
    return {
        "kind": "campaign",
        "id": campaign.id,
        "workspace": of,
        "name": campaign.name,
        "sites": list(campaign.sites),
        "client": campaign.client,
        "channel": campaign.channel,
        "client_mode": campaign.client_mode,
        "owner": campaign.owner,
        "cadence": list(campaign.cadence or []),
        "goal": {"count": campaign.goal_count, "by": campaign.goal_by} if campaign.goal_count else None,
        "mail_domains": list(campaign.mail_domains or []),
        "created_at": campaign.created_at,
        "archived_at": campaign.archived_at,
    }


def _member(of: str, member: Member) -> Record:
    return {
        "kind": "member",
        "workspace": of,
        "id": member.slack_id,
        "name": member.name,
        "tz": member.tz,
        "locale": member.locale,
        "away_until": member.away_until,
        "stand_in": member.stand_in,
        "quiet_hours": f"{member.quiet_from}-{member.quiet_until}" if member.quiet_from else None,
        "digest_to": member.digest_to,
        "mentions": member.mentions,
        "email": member.email,
    }


def _channel(of: str, channel: Channel) -> Record:
    return {
        "kind": "setting",
        "workspace": of,
        "name": "digest",
        "channel": channel.slack_id,
        "value": {
            "at": channel.digest_at,
            "weekdays": channel.weekdays,
            "tz": channel.tz,
            "pings": channel.pings,
            "listening": channel.listening,
            "listening_by": channel.listening_by,
            "quiet": channel.quiet.split(),
            "daily_posts": channel.daily_posts,
        },
    }


def _price(row: Outreach | Placement) -> Record | None:
    if row.price_amount is None:
        return None
    return {"amount": float(row.price_amount), "currency": row.price_currency}


def _plain(record: Record) -> Record:
    return {key: _json(value) for key, value in record.items()}


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return _plain(value) if isinstance(value, dict) else value
