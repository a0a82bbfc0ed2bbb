"""Calling digests: for each channel, once a local date, when its time has come and something is due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from storage.daily import cadence, days_off
from storage.daily.days_off import DaysOff
from storage.daily.digest_tasks import in_channels, late_promise, of_owners
from storage.models import Campaign, Channel, Member, Outreach, Placement, PostKind, Workspace
from storage.posts import outbox
from storage.posts.outbox import NewPost
from storage.store import Scope, Store
from storage.team.habits import Quiet, is_person, own_digests, silent_in_channels, waiting
from storage.work import tasks
from storage.work.joins import campaign_of_task, placement_of_task

FARTHEST = timedelta(days=15)
"""No digest is further away; one that is was computed by a clock that has been set back since."""


@dataclass(frozen=True, slots=True)
class _Call:
    """What happens to one channel whose time has come. ``silent``: nothing can be posted there.

    ``digest_at`` is its time, or the end of the quiet hours of the one person it is for.
    """

    channel: Channel
    workspace: str
    today: date
    is_time: bool
    silent: bool
    digest_at: str
    off: DaysOff

    def on(self, day: date) -> datetime | None:
        """When the digest of a local day comes, in UTC."""
        return cadence.digest_on(day, self.channel.tz, self.digest_at, self.channel.weekdays, self.off)

    @property
    def posted(self) -> bool:
        """Whether its digest can be posted now."""
        return self.is_time and not self.silent


@dataclass(frozen=True, slots=True)
class _Due:
    """The earliest of what is due in a channel, of people who are there; None where nothing is."""

    ask: datetime | None = None
    promise: date | None = None

    def by(self, day: date, tz: str) -> bool:
        """Whether the digest of a local day has something to say."""
        ends = cadence.midnight(day + timedelta(days=1), tz)
        return (self.ask is not None and self.ask < ends) or (self.promise is not None and self.promise < day)

    def and_also(self, other: "_Due | None") -> "_Due":
        """The earlier of both."""
        if other is None:
            return self
        asks = [one for one in (self.ask, other.ask) if one is not None]
        promises = [one for one in (self.promise, other.promise) if one is not None]
        return _Due(min(asks, default=None), min(promises, default=None))


async def call(store: Store, now: datetime, *, limit: int = 50) -> int:
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
            await _answer(session, calls, now, due)
    return len(calls)


async def _calls(session: AsyncSession, now: datetime, limit: int) -> list[_Call]:
    rows = await session.execute(
        select(Channel, Workspace, Member.quiet_from, Member.quiet_until)
        .join(Workspace, Workspace.id == Channel.workspace_id)
        .outerjoin(
            Member,
            and_(Member.workspace_id == Channel.workspace_id, Member.slack_id == Channel.slack_id),
        )
        .where(or_(Channel.next_digest_at <= now, Channel.next_digest_at > now + FARTHEST))
        .order_by(Channel.next_digest_at)
        .limit(limit)
    )
    found = rows.all()
    off = await days_off.of_workspaces(session, {channel.workspace_id for channel, *_ in found})
    return [
        _call(channel, workspace, quiet, off.get(channel.workspace_id, days_off.NONE), now)
        for channel, workspace, *quiet in found
    ]


def _call(
    channel: Channel, workspace: Workspace, quiet: Sequence[str | None], off: DaysOff, now: datetime
) -> _Call:
    today = cadence.local_date(now, channel.tz)
    starts, ends = quiet
    digest_at = Quiet(starts, ends).spared(channel.digest_at) if starts and ends else channel.digest_at
    at = cadence.digest_on(today, channel.tz, digest_at, channel.weekdays, off)
    return _Call(
        channel,
        workspace.slack_id,
        today,
        is_time=at is not None and at <= now,
        silent=channel.stopped is not None or workspace.revoked_at is not None,
        digest_at=digest_at,
        off=off,
    )


def _skipped(one: _Call, due: _Due) -> date | None:
    """The first local date whose digest nobody was there to post, and that had something to say."""
    channel, today = one.channel, one.today
    first = channel.next_digest_at
    day = cadence.local_date(first, channel.tz) if first else today
    day = max(day, today - FARTHEST)
    while day < today:
        if one.on(day) and due.by(day, channel.tz):
            return day
        day += timedelta(days=1)
    return None


async def _answer(
    session: AsyncSession, calls: Sequence[_Call], now: datetime, due: dict[tuple[int, str], _Due]
) -> None:
    """Move the channels on, and call the digests of those that have something to say."""
    alike: dict[tuple[datetime | None, datetime | None, date | None], list[_Call]] = defaultdict(list)
    said: dict[tuple[int, str], date | None] = {}
    for one in calls:
        channel = one.channel
        key = (channel.workspace_id, channel.slack_id)
        something_due = one.is_time and due[key].by(one.today, channel.tz)
        skipped = channel.missed_on or _skipped(one, due[key])
        missed = None if one.posted else skipped
        if one.is_time and one.silent and something_due:
            missed = missed or one.today
        if one.posted and something_due:
            said[key] = skipped
        then = cadence.next_digest(now, channel.tz, one.digest_at, channel.weekdays, one.off)
        alike[channel.next_digest_at, then, missed].append(one)
    moved: set[tuple[int, str]] = set()
    for (was, then, missed), ones in alike.items():
        moved |= await _move(session, [one.channel for one in ones], was, then, missed)
    scopes: dict[int, Scope] = {}
    posts: dict[int, list[NewPost]] = defaultdict(list)
    for one in calls:
        workspace, name = key = (one.channel.workspace_id, one.channel.slack_id)
        if key in moved and key in said:
            scopes[workspace] = Scope(session, workspace, one.workspace)
            skipped = said[key]
            body = {"missed_on": skipped.isoformat() if skipped else None}
            posts[workspace].append(NewPost(PostKind.DIGEST, name, one.today.isoformat(), name, body))
    for workspace, scope in scopes.items():
        await outbox.put_many(scope, posts[workspace], now=now)


async def _move(
    session: AsyncSession,
    channels: Sequence[Channel],
    was: datetime | None,
    then: datetime | None,
    missed: date | None,
) -> set[tuple[int, str]]:
    """Set when channels are looked at next; which ones were still waiting for ``was``.

    Another process, or a person who set another time, may have been here meanwhile.
    """
    keys = [(channel.workspace_id, channel.slack_id) for channel in channels]
    rows = await session.execute(
        update(Channel)
        .where(tuple_(Channel.workspace_id, Channel.slack_id).in_(keys), Channel.next_digest_at == was)
        .values(next_digest_at=then, missed_on=missed)
        .returning(Channel.workspace_id, Channel.slack_id)
        .execution_options(synchronize_session=False)
    )
    return {(row.workspace_id, row.slack_id) for row in rows}


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
        own = await _own(scope, [name for name in channels if is_person(name)], now)
        for name in channels:
            found[workspace_id, name] = _Due(follow_ups.get(name), promises.get(name)).and_also(own.get(name))
    return found


async def _own(scope: Scope, people: Sequence[str], now: datetime) -> dict[str, _Due]:
    """What is due of whom somebody's own digest speaks, wherever it is at home."""
    digests = await own_digests(scope, people, now) if people else {}
    owners = {owner for one in digests.values() for owner in one.owners}
    homes = {home for one in digests.values() for home in one.homes}
    if not owners and not homes:
        return {}
    theirs, there = of_owners(scope, owners), await in_channels(scope, list(homes))
    of_whom = Outreach.owner
    follow_ups = await _earliest_follow_ups(scope, theirs, now, of_whom)
    promises = await _earliest_promises(scope, theirs, now, of_whom)
    follow_ups_there = await _earliest_follow_ups(scope, there, now)
    promises_there = await _earliest_promises(scope, there, now)
    found: dict[str, _Due] = {}
    for user, one in digests.items():
        due = _Due()
        for owner in one.owners:
            due = due.and_also(_Due(follow_ups.get(owner), promises.get(owner)))
        for home in one.homes:
            due = due.and_also(_Due(follow_ups_there.get(home), promises_there.get(home)))
        found[user] = due
    return found


async def _earliest_follow_ups(
    scope: Scope, here: ColumnElement[bool], now: datetime, by: InstrumentedAttribute[str] | None = None
) -> dict[str, datetime]:
    home = tasks.home_channel() if by is None else by
    rows = await scope.session.execute(
        select(home, func.min(Outreach.follow_up_at))
        .select_from(Outreach)
        .outerjoin(Campaign, campaign_of_task())
        .where(
            here,
            Outreach.stage.in_(tasks.OPEN),
            Outreach.follow_up_at.is_not(None),
            Outreach.owner.not_in(_silent(scope, now, by)),
        )
        .group_by(home)
    )
    return {channel: at for channel, at in rows if at is not None}


async def _earliest_promises(
    scope: Scope, here: ColumnElement[bool], now: datetime, by: InstrumentedAttribute[str] | None = None
) -> dict[str, date]:
    home = tasks.home_channel() if by is None else by
    rows = await scope.session.execute(
        select(home, func.min(Placement.promised_by))
        .select_from(Outreach)
        .join(Placement, placement_of_task())
        .outerjoin(Campaign, campaign_of_task())
        .where(
            here,
            late_promise((now + timedelta(days=2)).date()),
            Outreach.owner.not_in(_silent(scope, now, by)),
        )
        .group_by(home)
    )
    return {channel: by for channel, by in rows if by is not None}


def _silent(scope: Scope, now: datetime, by: InstrumentedAttribute[str] | None) -> Select[str]:
    """Of whom no digest speaks, or none of a channel."""
    return silent_in_channels(scope, now) if by is None else waiting(scope, now)
