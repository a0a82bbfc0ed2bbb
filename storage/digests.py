"""The daily digest: when a channel's is called, what is due in it, and where today's stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select, update

from storage import cadence, cards, outbox, tasks
from storage.models import Campaign, Channel, Member, Outreach, Placement, Post, PostKind, PostState
from storage.store import Scope
from storage.views import PlacementView, Task
from storage.words import PlacementState

SHOWN = 100
"""A digest carries this many rows at most, the most urgent ones; the rest is counted."""


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A follow-up that is due; ``days_late`` is 0 for today's."""

    task: Task
    days_late: int


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promise whose date has passed without the link; ``days_late`` is at least 1."""

    task: Task
    placement: PlacementView
    days_late: int


@dataclass(frozen=True, slots=True)
class OwnersDue:
    """What is due of one person, most urgent first; ``count`` also has what is not shown."""

    owner: str
    overdue: tuple[FollowUpDue, ...]
    today: tuple[FollowUpDue, ...]
    promises: tuple[PromiseDue, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AwayOwner:
    """Somebody whose reminders wait: until when (UTC), and how many there are."""

    owner: str
    until: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What is due in a channel on its local ``day``: the owner of the most urgent row first."""

    channel: str
    day: date
    tz: str
    owners: tuple[OwnersDue, ...]
    away: tuple[AwayOwner, ...]
    count: int

    @property
    def shown(self) -> int:
        """How many of ``count`` rows it carries."""
        return sum(len(o.overdue) + len(o.today) + len(o.promises) for o in self.owners)


@dataclass(frozen=True, slots=True)
class PostedDigest:
    """A digest that stands in Slack."""

    post_id: int
    channel: str
    ts: str
    day: date


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    placement: int | None
    owner: str
    days_late: int
    at: datetime | None


async def due(scope: Scope, channel: str, now: datetime) -> Digest:
    """What is due in ``channel`` by the end of its local day: follow-ups of open tasks, late promises.

    A task belongs to its campaign's channel, else to the one it was logged in. Rows stay until somebody acts
    on them. What belongs to people who are away is only counted.
    """
    tz = await _zone(scope, channel)
    today = cadence.local_date(now, tz)
    rows = await _rows(scope, channel, now, tz, today)
    away = await _away(scope, {row.owner for row in rows}, now)
    waiting = Counter(row.owner for row in rows if row.owner in away)
    rows = sorted((row for row in rows if row.owner not in away), key=_urgency)
    shown = rows[:SHOWN]
    views = {task.id: task for task in await tasks.tasks(scope, [row.number for row in shown])}
    counts = Counter(row.owner for row in rows)
    return Digest(
        channel,
        today,
        tz,
        tuple(_of_owner(owner, count, shown, views) for owner, count in counts.items()),
        tuple(AwayOwner(owner, away[owner], count) for owner, count in sorted(waiting.items())),
        len(rows),
    )


async def posted(scope: Scope, outreach_id: int, now: datetime) -> list[PostedDigest]:
    """Today's digests that a task may stand in: those of its channel."""
    channel = await cards.home_channel(scope, outreach_id)
    found = await _todays(scope, channel, now)
    return [
        PostedDigest(post.id, post.posted_in, post.ts, date.fromisoformat(post.epoch))
        for post in found
        if post.state is PostState.SENT and post.posted_in and post.ts
    ]


async def acted_on(scope: Scope, outreach_id: int, now: datetime) -> bool:
    """Have today's digest show that somebody acted on a task; whether there is one."""
    return await refresh(scope, await cards.home_channel(scope, outreach_id), now)


async def refresh(scope: Scope, channel: str, now: datetime) -> bool:
    """Have today's digest of ``channel`` edited to what is left of it; whether there is one.

    The edit's ``body`` is ``{"digest": post id}``: ask :func:`edited` where it stands by then.
    """
    found = await _todays(scope, channel, now)
    for post in found:
        body = {"digest": post.id}
        epoch = f"{post.id}:{now.isoformat()}"
        await outbox.put(scope, PostKind.DIGEST_EDIT, channel, epoch, channel, body, now=now)
    return bool(found)


async def edited(scope: Scope, edit: Post) -> PostedDigest | None:
    """Which message a DIGEST_EDIT is about; None where that digest never arrived."""
    post = await scope.session.scalar(
        select(Post).where(Post.workspace_id == scope.workspace_id, Post.id == edit.body.get("digest"))
    )
    if post is None or post.posted_in is None or post.ts is None:
        return None
    return PostedDigest(post.id, post.posted_in, post.ts, date.fromisoformat(post.epoch))


async def is_past(scope: Scope, post: Post, now: datetime) -> bool:
    """Whether a digest's local day is over: then it is not posted any more, the next one says so."""
    tz = await _zone(scope, post.channel)
    return date.fromisoformat(post.epoch) < cadence.local_date(now, tz)


async def missed(scope: Scope, post: Post) -> None:
    """Have the channel's next digest say that this one was never posted."""
    await scope.session.execute(
        update(Channel)
        .where(
            Channel.workspace_id == scope.workspace_id,
            Channel.slack_id == post.channel,
            Channel.missed_on.is_(None),
        )
        .values(missed_on=date.fromisoformat(post.body.get("missed_on") or post.epoch))
    )


async def in_channels(scope: Scope, channels: Sequence[str]) -> ColumnElement[bool]:
    """Tasks at home in ``channels`` (needs Campaign joined).

    The campaigns are looked up first: with their numbers in hand a database finds the tasks by index from
    either side, with a subquery it reads all that are due in the workspace.
    """
    campaigns = await scope.session.scalars(
        select(Campaign.id).where(Campaign.workspace_id == scope.workspace_id, Campaign.channel.in_(channels))
    )
    here: ColumnElement[bool] = Outreach.channel.in_(channels)
    if numbers := campaigns.all():
        here = or_(here, Outreach.campaign_id.in_(numbers))
    return and_(
        Outreach.workspace_id == scope.workspace_id,
        Outreach.removed_at.is_(None),
        here,
        tasks.home_channel().in_(channels),
    )


def campaign_of_task() -> ColumnElement[bool]:
    """How a task's campaign is joined."""
    return and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id)


def late_promise(today: date) -> ColumnElement[bool]:
    """A promise whose date lies before ``today``."""
    return and_(
        Placement.state == PlacementState.PROMISED,
        Placement.removed_at.is_(None),
        Placement.promised_by < today,
    )


def placement_of_task() -> ColumnElement[bool]:
    """How a task's placements are joined."""
    return and_(Placement.workspace_id == Outreach.workspace_id, Placement.outreach_id == Outreach.id)


async def _zone(scope: Scope, channel: str) -> str:
    found = await scope.session.scalar(
        select(Channel.tz).where(Channel.workspace_id == scope.workspace_id, Channel.slack_id == channel)
    )
    return found or "UTC"


async def _rows(scope: Scope, channel: str, now: datetime, tz: str, today: date) -> list[_Row]:
    here = await in_channels(scope, [channel])
    follow_ups = await scope.session.execute(
        select(Outreach.id, Outreach.owner, Outreach.follow_up_at)
        .outerjoin(Campaign, campaign_of_task())
        .where(
            here,
            Outreach.stage.in_(tasks.OPEN),
            Outreach.follow_up_at < cadence.day_ends(now, tz),
        )
    )
    promises = await scope.session.execute(
        select(Outreach.id, Outreach.owner, Placement.id, Placement.promised_by)
        .join(Placement, placement_of_task())
        .outerjoin(Campaign, campaign_of_task())
        .where(here, late_promise(today))
    )
    return [
        _Row(number, None, owner, (today - cadence.local_date(at, tz)).days, at)
        for number, owner, at in follow_ups
        if at is not None
    ] + [
        _Row(number, placement, owner, (today - by).days, None)
        for number, owner, placement, by in promises
        if by is not None
    ]


def _urgency(row: _Row) -> tuple[int, bool, str, int, int]:
    at = row.at.isoformat() if row.at else ""
    return (-row.days_late, row.placement is not None, at, row.number, row.placement or 0)


def _of_owner(owner: str, count: int, rows: Sequence[_Row], views: dict[int, Task]) -> OwnersDue:
    mine = [(row, views[row.number]) for row in rows if row.owner == owner and row.number in views]
    asks = [FollowUpDue(task, row.days_late) for row, task in mine if row.placement is None]
    return OwnersDue(
        owner,
        tuple(ask for ask in asks if ask.days_late > 0),
        tuple(ask for ask in asks if ask.days_late <= 0),
        tuple(
            PromiseDue(task, placement, row.days_late)
            for row, task in mine
            for placement in task.placements
            if placement.id == row.placement
        ),
        count,
    )


async def _away(scope: Scope, owners: set[str], now: datetime) -> dict[str, datetime]:
    rows = await scope.session.execute(
        select(Member.slack_id, Member.away_until).where(
            Member.workspace_id == scope.workspace_id,
            Member.slack_id.in_(owners),
            Member.away_until > now,
        )
    )
    return {owner: until for owner, until in rows if until is not None}


async def _todays(scope: Scope, channel: str, now: datetime) -> list[Post]:
    """Today's digest unless it was given up: one that is still on its way is edited once it stands."""
    today = cadence.local_date(now, await _zone(scope, channel))
    rows = await scope.session.scalars(
        select(Post).where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.DIGEST,
            Post.subject == channel,
            Post.epoch == today.isoformat(),
            Post.state.in_((PostState.PENDING, PostState.SENDING, PostState.SENT)),
        )
    )
    return list(rows)
