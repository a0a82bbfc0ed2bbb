"""Calling digests: for each channel, once a local date, when its time has come and something is due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import cadence, outbox, tasks
from storage.digests import campaign_of_task, in_channels, late_promise, placement_of_task
from storage.models import Campaign, Channel, Member, Outreach, Placement, PostKind, Workspace
from storage.store import Scope, Store

FARTHEST = timedelta(days=15)
"""No digest is further away; one that is was computed by a clock that has been set back since."""


@dataclass(frozen=True, slots=True)
class _Call:
    """What happens to one channel whose time has come. ``silent``: nothing can be posted there."""

    channel: Channel
    workspace: str
    today: date
    is_time: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class _Due:
    """The earliest of what is due in a channel, of people who are there; None where nothing is."""

    ask: datetime | None = None
    promise: date | None = None

    def by(self, day: date, tz: str) -> bool:
        """Whether the digest of a local day has something to say."""
        ends = cadence.local_time(day + timedelta(days=1), "00:00", tz)
        return (self.ask is not None and self.ask < ends) or (self.promise is not None and self.promise < day)


async def call(store: Store, now: datetime, *, limit: int = 25) -> int:
    """Call the digests of up to ``limit`` channels whose time has come; how many channels there were.

    A digest whose time passed while nobody was there to post it is called late on the same local day. One
    of an earlier day is skipped, and the channel's next one says so (``body["missed_on"]``) if something was
    due then that still is. The row and the channel's next time are written together, so two processes, or a
    crash, call each digest once.
    """
    async with store.read() as session:
        calls = await _calls(session, now, limit)
        due = await _what_is_due(session, calls, now) if calls else {}
    if calls:
        async with store.write() as session:
            for one in calls:
                await _answer(session, one, now, due[one.channel.workspace_id, one.channel.slack_id])
    return len(calls)


async def _calls(session: AsyncSession, now: datetime, limit: int) -> list[_Call]:
    rows = await session.execute(
        select(Channel, Workspace)
        .join(Workspace, Workspace.id == Channel.workspace_id)
        .where(or_(Channel.next_digest_at <= now, Channel.next_digest_at > now + FARTHEST))
        .order_by(Channel.next_digest_at)
        .limit(limit)
    )
    return [_call(channel, workspace, now) for channel, workspace in rows]


def _call(channel: Channel, workspace: Workspace, now: datetime) -> _Call:
    today = cadence.local_date(now, channel.tz)
    at = cadence.digest_on(today, channel.tz, channel.digest_at, channel.weekdays)
    return _Call(
        channel,
        workspace.slack_id,
        today,
        is_time=at is not None and at <= now,
        silent=channel.stopped is not None or workspace.revoked_at is not None,
    )


def _skipped(channel: Channel, today: date, due: _Due) -> date | None:
    """The first local date whose digest nobody was there to post, and that had something to say."""
    first = channel.next_digest_at
    day = cadence.local_date(first, channel.tz) if first else today
    day = max(day, today - FARTHEST)
    while day < today:
        if cadence.digest_on(day, channel.tz, channel.digest_at, channel.weekdays) and due.by(
            day, channel.tz
        ):
            return day
        day += timedelta(days=1)
    return None


async def _answer(session: AsyncSession, one: _Call, now: datetime, due: _Due) -> None:
    channel = one.channel
    posted = one.is_time and not one.silent
    something_due = one.is_time and due.by(one.today, channel.tz)
    said = channel.missed_on or _skipped(channel, one.today, due)
    missed = None if posted else said
    if one.is_time and one.silent and something_due:
        missed = missed or one.today
    moved = await session.scalars(
        update(Channel)
        .where(
            Channel.workspace_id == channel.workspace_id,
            Channel.slack_id == channel.slack_id,
            # Another process, or a person who set another time, was here meanwhile.
            Channel.next_digest_at == channel.next_digest_at,
        )
        .values(
            next_digest_at=cadence.next_digest(now, channel.tz, channel.digest_at, channel.weekdays),
            missed_on=missed,
        )
        .returning(Channel.slack_id)
        .execution_options(synchronize_session=False)
    )
    if not moved.all() or not posted or not something_due:
        return
    await outbox.put(
        Scope(session, channel.workspace_id, one.workspace),
        PostKind.DIGEST,
        channel.slack_id,
        one.today.isoformat(),
        channel.slack_id,
        {"missed_on": said.isoformat() if said else None},
        now=now,
    )


async def _what_is_due(
    session: AsyncSession, calls: Sequence[_Call], now: datetime
) -> dict[tuple[int, str], _Due]:
    """What is due in each channel (workspace, channel) of ``calls``."""
    by_workspace: dict[int, list[_Call]] = defaultdict(list)
    for one in calls:
        by_workspace[one.channel.workspace_id].append(one)
    found: dict[tuple[int, str], _Due] = {}
    for workspace_id, ones in by_workspace.items():
        scope = Scope(session, workspace_id, ones[0].workspace)
        channels = [one.channel.slack_id for one in ones]
        here = await in_channels(scope, channels)
        follow_ups = await _earliest_follow_ups(scope, here, now)
        promises = await _earliest_promises(scope, here, now)
        for name in channels:
            found[workspace_id, name] = _Due(follow_ups.get(name), promises.get(name))
    return found


async def _earliest_follow_ups(scope: Scope, here: ColumnElement[bool], now: datetime) -> dict[str, datetime]:
    home = tasks.home_channel()
    rows = await scope.session.execute(
        select(home, func.min(Outreach.follow_up_at))
        .select_from(Outreach)
        .outerjoin(Campaign, campaign_of_task())
        .where(
            here,
            Outreach.stage.in_(tasks.OPEN),
            Outreach.follow_up_at.is_not(None),
            Outreach.owner.not_in(_away(scope, now)),
        )
        .group_by(home)
    )
    return {channel: at for channel, at in rows if at is not None}


async def _earliest_promises(scope: Scope, here: ColumnElement[bool], now: datetime) -> dict[str, date]:
    home = tasks.home_channel()
    rows = await scope.session.execute(
        select(home, func.min(Placement.promised_by))
        .select_from(Outreach)
        .join(Placement, placement_of_task())
        .outerjoin(Campaign, campaign_of_task())
        .where(
            here,
            late_promise((now + timedelta(days=2)).date()),
            Outreach.owner.not_in(_away(scope, now)),
        )
        .group_by(home)
    )
    return {channel: by for channel, by in rows if by is not None}


def _away(scope: Scope, now: datetime) -> Select[str]:
    return select(Member.slack_id).where(Member.workspace_id == scope.workspace_id, Member.away_until > now)
