"""The daily digest: when a channel's is called, what is due in it, and where today's stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from storage.daily import cadence
from storage.daily.digest_tasks import late_promise, reached
from storage.models import Campaign, Channel, Outreach, Placement, Post, PostKind, PostState
from storage.posts import cards, outbox
from storage.store import Scope
from storage.team import channels, habits
from storage.team.habits import DigestTo, Habits, OwnDigest
from storage.work import tasks
from storage.work.joins import campaign_of_task, placement_of_task
from storage.work.views import PlacementView, Task

SHOWN = 100
"""A digest carries this many rows at most, the most urgent ones; the rest is counted."""

SOON = timedelta(days=3)
"""A promise whose date is no further away is told of beside what is due."""


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A follow-up that is due; ``days_late`` is 0 for today's."""

    task: Task
    days_late: int


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promised link that is not there; ``days_late`` is at least 1 once its date has passed.

    For one that is promised for today or the next days it is 0 or less.
    """

    task: Task
    placement: PlacementView
    days_late: int


@dataclass(frozen=True, slots=True)
class OwnersDue:
    """What is due of one person, most urgent first; ``count`` also has what is not shown.

    ``soon`` is promised for these days and not due yet. ``owner`` is who is told: who stands in has the rows
    of others, too.
    """

    owner: str
    overdue: tuple[FollowUpDue, ...]
    today: tuple[FollowUpDue, ...]
    promises: tuple[PromiseDue, ...]
    count: int
    soon: tuple[PromiseDue, ...] = ()


@dataclass(frozen=True, slots=True)
class AwayOwner:
    """Somebody whose reminders wait: until when (UTC), and how many there are."""

    owner: str
    until: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What is due in a channel on its local ``day``: the owner of the most urgent row first.

    ``count`` is what is due, ``coming`` what is promised for these days. Who is ``unmentioned`` wants no
    digest to notify them.
    """

    channel: str
    day: date
    tz: str
    owners: tuple[OwnersDue, ...]
    away: tuple[AwayOwner, ...]
    count: int
    coming: int = 0
    unmentioned: frozenset[str] = frozenset()

    @property
    def shown(self) -> int:
        """How many of ``count`` and ``coming`` rows it carries."""
        return sum(len(o.overdue) + len(o.today) + len(o.promises) + len(o.soon) for o in self.owners)


@dataclass(frozen=True, slots=True)
class PostedDigest:
    """A digest that stands in Slack."""

    post_id: int
    channel: str
    ts: str
    day: date
    called_at: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    placement: int | None
    owner: str
    days_late: int
    at: datetime | None

    @property
    def due(self) -> bool:
        """Whether it is due, not only promised for these days."""
        return self.placement is None or self.days_late > 0


async def due(scope: Scope, channel: str, now: datetime) -> Digest:
    """What is due in ``channel`` by the end of its local day: follow-ups of open tasks, late promises.

    A task belongs to its campaign's channel, else to the one it was logged in. Rows stay until somebody acts
    on them. What belongs to people who are away is whose stand-in's it is, or only counted. Who reads a
    digest of their own instead is not spoken of in a channel's; in theirs stands what is due everywhere.
    """
    told = await _told(scope, channel, now)
    views = {task.id: task for task in await tasks.tasks(scope, [row.number for row in told.rows[:SHOWN]])}
    shown = [
        (told.whose[row.owner], row, views[row.number]) for row in told.rows[:SHOWN] if row.number in views
    ]
    counts = Counter(told.whose[row.owner] for row in told.rows if row.due)
    order = dict.fromkeys(told.whose[row.owner] for row in told.rows)
    return Digest(
        channel,
        told.today,
        told.tz,
        tuple(_of_owner(whose, counts[whose], shown) for whose in order),
        told.away,
        counts.total(),
        len(told.rows) - counts.total(),
        frozenset(whose for whose in order if not told.known.get(whose, Habits()).mentions),
    )


async def numbers(scope: Scope, channel: str, now: datetime, *, limit: int = 1_000) -> list[int]:
    """The tasks that the digest of ``channel`` speaks of, the most urgent first."""
    told = await _told(scope, channel, now)
    return list(dict.fromkeys(row.number for row in told.rows))[:limit]


@dataclass(frozen=True, slots=True)
class _Told:
    """The rows of a digest, the most urgent first, and ``whose`` each owner's rows are."""

    tz: str
    today: date
    rows: list[_Row]
    whose: dict[str, str]
    away: tuple[AwayOwner, ...]
    known: Mapping[str, Habits]


async def _told(scope: Scope, channel: str, now: datetime) -> _Told:
    tz = await channels.zone(scope, channel)
    today = cadence.local_date(now, tz)
    person = habits.is_person(channel)
    own = (await habits.own_digests(scope, [channel], now))[channel] if person else OwnDigest()
    rows = await _rows(scope, channel, own, now, tz, today)
    known = await habits.of(scope, {row.owner for row in rows})
    whose: dict[str, str] = {}
    waiting: Counter[str] = Counter()
    for row in rows:
        told = habits.told(row.owner, known, now)
        if told is None:
            waiting[row.owner] += row.due
        elif person:
            if told == channel or row.owner not in {channel, *own.owners, *own.homes}:
                whose[row.owner] = told
        elif known.get(told, Habits()).digest_to is not DigestTo.DIRECT:
            whose[row.owner] = told
    away = [(owner, known[owner].away_until, count) for owner, count in sorted(waiting.items()) if count]
    return _Told(
        tz,
        today,
        sorted((row for row in rows if row.owner in whose), key=_urgency),
        whose,
        tuple(AwayOwner(owner, until, count) for owner, until, count in away if until is not None),
        known,
    )


async def posted(scope: Scope, outreach_id: int, now: datetime) -> list[PostedDigest]:
    """Today's digests that a task may stand in: those of its channel."""
    channel = await cards.home_channel(scope, outreach_id)
    found = await _todays(scope, channel, now)
    return [
        PostedDigest(post.id, post.posted_in, post.ts, date.fromisoformat(post.epoch), post.created_at)
        for post in found
        if post.state is PostState.SENT and post.posted_in and post.ts
    ]


async def acted_on(scope: Scope, outreach_id: int, now: datetime) -> bool:
    """Have today's digests show that somebody acted on a task; whether there are any.

    They are its channel's, and the own ones of its owner and of who stands in.
    """
    owner = await scope.session.scalar(
        select(Outreach.owner).where(Outreach.workspace_id == scope.workspace_id, Outreach.id == outreach_id)
    )
    where = {await cards.home_channel(scope, outreach_id)}
    if owner is not None:
        known = await habits.of(scope, [owner])
        where |= {user for user, theirs in known.items() if theirs.digest_to.direct or user != owner}
    return any([await refresh(scope, channel, now) for channel in sorted(where)])


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
    return PostedDigest(post.id, post.posted_in, post.ts, date.fromisoformat(post.epoch), post.created_at)


async def is_past(scope: Scope, post: Post, now: datetime) -> bool:
    """Whether a digest's local day is over: then it is not posted any more, the next one says so."""
    tz = await channels.zone(scope, post.channel)
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


async def _rows(
    scope: Scope, channel: str, own: OwnDigest, now: datetime, tz: str, today: date
) -> list[_Row]:
    here = await reached(scope, channel, own)
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
        .where(here, late_promise(today + SOON + timedelta(days=1)))
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


def _of_owner(owner: str, count: int, rows: Sequence[tuple[str, _Row, Task]]) -> OwnersDue:
    mine = [(row, task) for whose, row, task in rows if whose == owner]
    asks = [FollowUpDue(task, row.days_late) for row, task in mine if row.placement is None]
    promises = [
        PromiseDue(task, placement, row.days_late)
        for row, task in mine
        for placement in task.placements
        if placement.id == row.placement
    ]
    return OwnersDue(
        owner,
        tuple(ask for ask in asks if ask.days_late > 0),
        tuple(ask for ask in asks if ask.days_late <= 0),
        tuple(one for one in promises if one.days_late > 0),
        count,
        tuple(one for one in promises if one.days_late <= 0),
    )


async def _todays(scope: Scope, channel: str, now: datetime) -> list[Post]:
    """Today's digest unless it was given up: one that is still on its way is edited once it stands."""
    today = cadence.local_date(now, await channels.zone(scope, channel))
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
