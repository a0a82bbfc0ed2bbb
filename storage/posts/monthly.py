"""Reports in the outbox: one that somebody asked for, and last month's, once a month."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from storage.daily import cadence
from storage.incoming import uploads
from storage.models import Campaign, Channel, Post, PostKind, Workspace
from storage.posts import outbox
from storage.store import Scope, Store

#: So many days into a month last month's report is still posted after a downtime.
CATCH_UP = 5


async def put(
    scope: Scope,
    subject: str,
    epoch: str,
    channel: str,
    body: dict[str, Any],
    *,
    now: datetime,
    thread_ts: str | None = None,
    form: str | None = None,
) -> bool:
    """The card, its details, its chart and a file, each a row of its own; False when it was put before."""
    new = await outbox.put(
        scope, PostKind.REPORT, subject, epoch, channel, body, now=now, thread_ts=thread_ts, urgent=True
    )
    if not new:
        return False
    await outbox.put(
        scope, PostKind.REPORT_DETAIL, subject, epoch, channel, body, now=now, thread_ts=thread_ts
    )
    card = await outbox.post_of(scope, PostKind.REPORT, subject, epoch)
    if card is None:
        return False
    for one in dict.fromkeys(("png", form or "png")):
        key = f"{card.id}:{one}:{body['first']}:{body['last']}"
        user = str(body.get("user") or "")
        await uploads.ask(
            scope, key, body | {"form": one}, post_id=card.id, channel=channel, user=user, now=now
        )
    return True


async def of_campaign(scope: Scope, number: int, on: bool) -> None:
    """Whether last month's report of a campaign comes to its channel."""
    await scope.session.execute(
        update(Campaign)
        .where(Campaign.workspace_id == scope.workspace_id, Campaign.id == number)
        .values(monthly_report=on)
    )


async def of_channel(scope: Scope, channel: str, on: bool) -> None:
    """Whether last month's report of everything comes to a channel."""
    await scope.session.execute(
        update(Channel)
        .where(Channel.workspace_id == scope.workspace_id, Channel.slack_id == channel)
        .values(monthly_report=on)
    )


async def call(store: Store, now: datetime) -> int:
    """Put last month's report where it is wanted and has come due; how many were put.

    Due at the channel's digest time on the month's first day. Keyed by the month, so that a second tick, in
    this process or another, changes nothing.
    """
    async with store.read() as session:
        found = await session.execute(
            select(Workspace.slack_id, Channel, Campaign.id, Campaign.name)
            .join(Channel, Channel.workspace_id == Workspace.id)
            .outerjoin(
                Campaign,
                and_(
                    Campaign.workspace_id == Channel.workspace_id,
                    Campaign.channel == Channel.slack_id,
                    Campaign.archived_at.is_(None),
                    or_(
                        Campaign.monthly_report.is_(True),
                        and_(Campaign.monthly_report.is_(None), Campaign.client_mode.is_(True)),
                    ),
                ),
            )
            .where(
                Workspace.revoked_at.is_(None),
                Channel.stopped.is_(None),
                or_(Channel.monthly_report.is_(True), Campaign.id.is_not(None)),
            )
        )
        rows = found.all()
    put_now = 0
    for workspace, channel, number, name in rows:
        month = _last_month(channel, now)
        if month is None:
            continue
        last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        body = {"first": month.isoformat(), "last": last.isoformat(), "tz": channel.tz, "campaign": name}
        subject = f"monthly:{channel.slack_id}:{number or ''}"
        async with store.read() as session:
            posted = await session.scalar(
                select(Post.id).where(
                    Post.workspace_id == channel.workspace_id,
                    Post.kind == PostKind.REPORT,
                    Post.subject == subject,
                    Post.epoch == f"{month:%Y-%m}",
                )
            )
        if posted is None:
            async with store.writing(workspace, now) as scope:
                put_now += await put(scope, subject, f"{month:%Y-%m}", channel.slack_id, body, now=now)
    return put_now


def _last_month(channel: Channel, now: datetime) -> date | None:
    """The month whose report is due now in a channel, by its first day."""
    today = cadence.local_date(now, channel.tz)
    if today.day > CATCH_UP or now < cadence.local_time(today.replace(day=1), channel.digest_at, channel.tz):
        return None
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    # A channel that came later has no month to look back on.
    return month if cadence.local_date(channel.created_at, channel.tz) < today.replace(day=1) else None
