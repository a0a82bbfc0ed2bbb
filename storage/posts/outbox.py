"""What is to be said in Slack: written with the change that makes it true, said once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.models import Channel, Post, PostKind, PostState, Workspace
from storage.store import Scope

NOTHING_TO_SAY = "nothing to say"
SUPERSEDED = "superseded"
BY_HAND = "dropped by hand"
IN_SUMMARY = "said in a summary"
FINE_TO_DROP = (NOTHING_TO_SAY, SUPERSEDED, BY_HAND, IN_SUMMARY)
"""Why a post may stay unsaid without anybody having to know."""

AT_ONCE, SOON, BEHIND = 0, 1, 2
"""Whose turn it is in a channel: what somebody waits for, what is news, what only keeps things up to date."""

TURNS = {
    PostKind.ANSWER: AT_ONCE,
    PostKind.EDIT: AT_ONCE,
    PostKind.STEP: AT_ONCE,
    PostKind.CARD: BEHIND,
    PostKind.IN_THREAD: BEHIND,
    PostKind.DIGEST_EDIT: BEHIND,
    PostKind.SUMMARY_EDIT: BEHIND,
    PostKind.REPORT_DETAIL: BEHIND,
}
ABOUT_A_LINK = (PostKind.LIVE, PostKind.LIVE_BUT, PostKind.LOST, PostKind.BACK, PostKind.ASK)


async def put(
    scope: Scope,
    kind: PostKind,
    subject: str,
    epoch: str,
    channel: str,
    body: dict[str, Any],
    *,
    now: datetime,
    thread_ts: str | None = None,
    urgent: bool = False,
    not_before: datetime | None = None,
) -> bool:
    """Queue one post; whether it is new: ``(kind, subject, epoch)`` is said once in a workspace."""
    post = NewPost(kind, subject, epoch, channel, body, thread_ts, urgent)
    statement = (
        insert(scope.session, Post)
        .values(_row(scope, post, not_before or now, now))
        .on_conflict_do_nothing(index_elements=[Post.workspace_id, Post.kind, Post.subject, Post.epoch])
        .returning(Post.id)
    )
    if kind in ABOUT_A_LINK:
        await _bring_forward(scope, [subject])
    return (await scope.session.execute(statement)).scalar_one_or_none() is not None


@dataclass(frozen=True, slots=True)
class NewPost:
    """One post for ``put_many``, as ``put`` takes it."""

    kind: PostKind
    subject: str
    epoch: str
    channel: str
    body: dict[str, Any]
    thread_ts: str | None = None
    urgent: bool = False
    not_before: datetime | None = None


async def put_many(scope: Scope, posts: Sequence[NewPost], *, now: datetime) -> None:
    """Queue many posts in one statement; what was queued before is not queued again."""
    if not posts:
        return
    rows = [_row(scope, post, post.not_before or now, now) for post in posts]
    await _bring_forward(scope, [post.subject for post in posts if post.kind in ABOUT_A_LINK])
    statement = insert(scope.session, Post.__table__).on_conflict_do_nothing(  # type: ignore[arg-type]
        index_elements=[Post.workspace_id, Post.kind, Post.subject, Post.epoch]
    )
    await scope.session.execute(statement, rows)


def _row(scope: Scope, post: NewPost, not_before: datetime, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": scope.workspace_id,
        "kind": post.kind,
        "subject": post.subject,
        "epoch": post.epoch,
        "channel": post.channel,
        "thread_ts": post.thread_ts,
        "body": post.body,
        "urgent": post.urgent,
        "turn": TURNS.get(post.kind, SOON),
        "state": PostState.PENDING,
        "not_before": not_before,
        "attempts": 0,
        "ambiguous": 0,
        "created_at": now,
    }


async def _bring_forward(scope: Scope, subjects: Sequence[str]) -> None:
    """Let what waits about these links go out before the news of them that comes now."""
    if subjects:
        await scope.session.execute(
            update(Post)
            .where(
                Post.workspace_id == scope.workspace_id,
                Post.kind.in_([PostKind.CARD, PostKind.IN_THREAD]),
                Post.subject.in_(subjects),
                Post.state.in_([PostState.PENDING, PostState.SENDING]),
                Post.turn == BEHIND,
            )
            .values(turn=SOON)
            .execution_options(synchronize_session=False)
        )


async def post_of(scope: Scope, kind: PostKind, subject: str, epoch: str) -> Post | None:
    """The outbox row of that name."""
    return await scope.session.scalar(
        select(Post).where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == kind,
            Post.subject == subject,
            Post.epoch == epoch,
        )
    )


async def put_card(scope: Scope, placement_id: int, version: int, channel: str, *, now: datetime) -> bool:
    """Have a placement's living card posted, or edited to what is true when it goes out."""
    return await put(scope, PostKind.CARD, f"placement:{placement_id}", f"v{version}", channel, {}, now=now)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A post that a person should decide about; ``why`` is a phrase, times are UTC."""

    id: int
    workspace: str
    kind: PostKind
    subject: str
    channel: str
    state: PostState
    attempts: int
    created_at: datetime
    why: str


async def stuck(session: AsyncSession, *, now: datetime, limit: int = 200) -> list[Stuck]:
    """What should have been said by now and was not, oldest first: for `outreach doctor`.

    Posts whose arrival can't be found out, posts that Slack refused for good within a month, and posts that
    have waited for ten minutes: for a stopped channel or workspace, for Slack, or for anybody to send them.
    """
    overdue = now - timedelta(minutes=10)
    rows = await session.execute(
        select(Post, Workspace, Channel.stopped)
        .join(Workspace, Workspace.id == Post.workspace_id)
        .outerjoin(Channel, and_(Channel.workspace_id == Post.workspace_id, Channel.slack_id == Post.channel))
        .where(
            or_(
                Post.state == PostState.UNKNOWN,
                and_(
                    Post.state == PostState.DROPPED,
                    Post.error.not_in(FINE_TO_DROP),
                    Post.created_at > now - timedelta(days=30),
                ),
                and_(Post.state == PostState.PENDING, Post.created_at < overdue, Post.attempts > 0),
                and_(Post.state == PostState.PENDING, Post.not_before < overdue),
                and_(Post.state == PostState.SENDING, Post.until < overdue),
            )
        )
        .order_by(Post.id)
        .limit(limit)
    )
    return [
        Stuck(
            post.id,
            workspace.slack_id,
            post.kind,
            post.subject,
            post.channel,
            post.state,
            post.attempts,
            post.created_at,
            _why(post, workspace, stopped),
        )
        for post, workspace, stopped in rows
    ]


async def retry(session: AsyncSession, ids: Sequence[int], *, now: datetime) -> int:
    """Have stuck posts sent again, whatever became of them before; how many there were."""
    result = await session.scalars(
        update(Post)
        .where(Post.id.in_(ids), Post.state.in_((PostState.UNKNOWN, PostState.DROPPED, PostState.PENDING)))
        .values(state=PostState.PENDING, not_before=now, attempts=0, ambiguous=0, error=None)
        .returning(Post.id)
    )
    return len(result.all())


async def drop(session: AsyncSession, ids: Sequence[int]) -> int:
    """Leave stuck posts unsaid; how many there were."""
    result = await session.scalars(
        update(Post)
        .where(Post.id.in_(ids), Post.state.in_((PostState.UNKNOWN, PostState.DROPPED, PostState.PENDING)))
        .values(state=PostState.DROPPED, error=BY_HAND)
        .returning(Post.id)
    )
    return len(result.all())


def _why(post: Post, workspace: Workspace, stopped: str | None) -> str:
    match post.state:
        case PostState.UNKNOWN:
            return f"Slack may or may not have it ({post.error or 'no answer'})"
        case PostState.DROPPED:
            return f"refused: {post.error}"
        case PostState.SENDING:
            return "its sender stopped halfway, and nobody took over"
        case _ if workspace.revoked_at is not None:
            return "the app is not installed there any more"
        case _ if workspace.stopped:
            return f"Slack refuses our token there ({workspace.stopped})"
        case _ if stopped:
            return f"Slack refuses posts to its channel ({stopped})"
        case _:
            return f"waiting: {post.error or 'for a process that delivers'}"
