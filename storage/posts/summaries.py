"""One summary instead of many posts: for a channel's news above its daily bound, and after an outage."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.daily import cadence
from storage.models import Channel, Placement, Post, PostKind, PostState, Workspace
from storage.posts import outbox
from storage.store import Scope
from storage.team import channels

NEWS = (PostKind.LIVE, PostKind.LIVE_BUT, PostKind.LOST, PostKind.BACK)
"""What is posted in a channel for all to see."""

#: So many posts that waited so long are a backlog.
MANY = 5
WAITED = timedelta(minutes=15)


class Why(StrEnum):
    """What made a summary: more news than the channel wants in a day, or posts that could not go out."""

    BOUND = "bound"
    BACKLOG = "backlog"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a summary says: the posts (oldest first) that it stands for, and where it stands, if it does."""

    why: Why
    posts: tuple[Post, ...]
    channel: str
    ts: str | None


@dataclass(frozen=True, slots=True)
class _Lane:
    workspace_id: int
    channel: str
    tz: str
    daily_posts: int
    kinds: tuple[PostKind, ...]


async def fold(session: AsyncSession, heads: Sequence[Post], now: datetime) -> set[int]:
    """Put the news that is too much in the channels of ``heads`` into summaries; the posts' numbers.

    Too much is what comes after a channel's ``daily_posts`` of its local day, and what waited while Slack
    could not be reached, once there is more than a handful of it. What may have arrived already, and kinds
    that the channel does not want, are left alone.
    """
    folded: set[int] = set()
    for head in heads:
        if head.kind in (*NEWS, PostKind.SUMMARY, PostKind.SUMMARY_EDIT) and not head.ambiguous:
            folded |= await _fold(session, head, now)
    return folded


async def _fold(session: AsyncSession, head: Post, now: datetime) -> set[int]:
    lane = await _lane(session, head)
    rows = await session.execute(
        select(Post.id, Post.created_at, Post.not_before)
        .where(
            Post.workspace_id == lane.workspace_id,
            Post.channel == lane.channel,
            Post.state == PostState.PENDING,
            Post.kind.in_(lane.kinds),
            Post.ambiguous == 0,
        )
        .order_by(Post.id)
    )
    waiting = [(row.id, row.created_at) for row in rows if row.not_before <= max(now, row.created_at)]
    waited = [number for number, since in waiting if since <= now - WAITED]
    open_one = head if head.kind is PostKind.SUMMARY else None
    if open_one is not None and waited:
        numbers, why = waited, _why(open_one)
    elif head.kind in NEWS and len(waited) > MANY:
        numbers, why = [number for number, _ in waiting], Why.BACKLOG
    elif head.kind in NEWS and waiting and await _enough(session, lane, now):
        numbers, why = [number for number, _ in waiting], Why.BOUND
        open_one = await _todays(session, lane, now)
    else:
        return set()
    scope = await _scope(session, lane.workspace_id)
    summary = open_one.id if open_one else await _new(scope, lane, why, numbers[0], now)
    await session.execute(
        update(Post)
        .where(Post.id.in_(numbers), Post.state == PostState.PENDING)
        .values(state=PostState.DROPPED, error=outbox.IN_SUMMARY, told_in=summary)
        .execution_options(synchronize_session=False)
    )
    if open_one is not None and (open_one.state is not PostState.PENDING or open_one.ambiguous):
        body = {"summary": summary}
        subject, epoch = f"summary:{summary}", f"{numbers[-1]}"
        await outbox.put(scope, PostKind.SUMMARY_EDIT, subject, epoch, lane.channel, body, now=now)
    return set(numbers)


async def read(scope: Scope, post: Post) -> Summary | None:
    """What a SUMMARY or SUMMARY_EDIT says; None where there is no such summary.

    Posts about a link that was taken back meanwhile are left out.
    """
    said = post
    if post.kind is PostKind.SUMMARY_EDIT:
        found = await scope.session.scalar(
            select(Post).where(Post.workspace_id == scope.workspace_id, Post.id == post.body.get("summary"))
        )
        if found is None:
            return None
        said = found
    rows = await scope.session.scalars(
        select(Post).where(Post.workspace_id == scope.workspace_id, Post.told_in == said.id).order_by(Post.id)
    )
    posts = list(rows)
    known = await _standing(scope, {number for one in posts if (number := one.body.get("placement"))})
    kept = tuple(one for one in posts if one.body.get("placement") in known)
    return Summary(_why(said), kept, said.posted_in or said.channel, said.ts)


async def _lane(session: AsyncSession, head: Post) -> _Lane:
    row = await session.get(Channel, (head.workspace_id, head.channel))
    if row is None:
        return _Lane(head.workspace_id, head.channel, "UTC", channels.DAILY_POSTS, NEWS)
    quiet = row.quiet.split()
    kinds = tuple(kind for kind in NEWS if kind not in quiet)
    return _Lane(head.workspace_id, head.channel, row.tz, row.daily_posts, kinds)


async def _enough(session: AsyncSession, lane: _Lane, now: datetime) -> bool:
    """Whether the channel had its posts of today."""
    if not lane.daily_posts:
        return False
    said = await session.scalar(
        select(func.count()).where(
            _sent_today(lane, now), Post.state == PostState.SENT, Post.kind.in_(lane.kinds)
        )
    )
    return (said or 0) >= lane.daily_posts


async def _todays(session: AsyncSession, lane: _Lane, now: datetime) -> Post | None:
    """Today's summary of what is above the bound: what comes now is added to it."""
    today = cadence.local_date(now, lane.tz)
    return await session.scalar(
        select(Post)
        .where(
            Post.workspace_id == lane.workspace_id,
            Post.kind == PostKind.SUMMARY,
            Post.subject == lane.channel,
            Post.epoch.startswith(f"{today}:{Why.BOUND}:"),
            Post.state.in_([PostState.PENDING, PostState.SENDING, PostState.SENT]),
        )
        .order_by(Post.id.desc())
        .limit(1)
    )


async def _new(scope: Scope, lane: _Lane, why: Why, first: int, now: datetime) -> int:
    """Queue a summary whose first post is ``first``; its number."""
    epoch = f"{cadence.local_date(now, lane.tz)}:{why}:{first}"
    await outbox.put(
        scope, PostKind.SUMMARY, lane.channel, epoch, lane.channel, {"why": why}, now=now, urgent=True
    )
    made = await scope.session.scalars(
        select(Post.id).where(
            Post.workspace_id == lane.workspace_id,
            Post.kind == PostKind.SUMMARY,
            Post.subject == lane.channel,
            Post.epoch == epoch,
        )
    )
    return made.one()


async def _standing(scope: Scope, numbers: Collection[int]) -> set[int]:
    rows = await scope.session.scalars(
        select(Placement.id).where(
            Placement.workspace_id == scope.workspace_id,
            Placement.id.in_(numbers),
            Placement.removed_at.is_(None),
        )
    )
    return set(rows)


async def _scope(session: AsyncSession, workspace_id: int) -> Scope:
    workspace = await session.get_one(Workspace, workspace_id)
    return Scope(session, workspace_id, workspace.slack_id)


def _sent_today(lane: _Lane, now: datetime) -> ColumnElement[bool]:
    today = cadence.local_date(now, lane.tz)
    return and_(
        Post.workspace_id == lane.workspace_id,
        Post.channel == lane.channel,
        Post.sent_at >= cadence.midnight(today, lane.tz),
        Post.sent_at < cadence.midnight(today + timedelta(days=1), lane.tz),
    )


def _why(summary: Post) -> Why:
    return Why(summary.body.get("why", Why.BACKLOG))
