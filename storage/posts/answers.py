"""Answers that were put in the outbox: where they stand, so that they can be changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.models import Post, PostKind, PostState
from storage.posts import outbox
from storage.store import Scope


@dataclass(frozen=True, slots=True)
class Standing:
    """A post of ours in Slack: what it is, and the tasks that it speaks of."""

    kind: PostKind
    subject: str
    channel: str
    ts: str
    thread_ts: str | None
    tasks: tuple[int, ...]


async def standing_at(
    scope: Scope, channel: str, ts: str, *, user: str | None = None, thread_ts: str | None = None
) -> Standing | None:
    """The post that stands at a message's address; None where the message is none of the outbox.

    Somebody may be quicker than Slack's answer to us: then it is the one post on its way to that thread, or
    to ``user``: each conversation has one sender at a time.
    """
    row = await scope.session.scalar(
        select(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.posted_in == channel,
            Post.ts == ts,
            Post.state == PostState.SENT,
            Post.kind != PostKind.EDIT,
        )
        .order_by(Post.id)
        .limit(1)
    )
    if row is None and user is not None:
        on_its_way = await scope.session.scalars(
            select(Post).where(
                Post.workspace_id == scope.workspace_id,
                Post.channel.in_((channel, user)),
                Post.thread_ts.is_(None) if thread_ts is None else Post.thread_ts == thread_ts,
                Post.state == PostState.SENDING,
                Post.kind == PostKind.ANSWER,
                Post.body["ephemeral"].as_boolean().is_not(True),
            )
        )
        several = on_its_way.all()
        row = several[0] if len(several) == 1 else None
    return None if row is None else _standing(row, channel, ts)


async def answered_tasks(scope: Scope, subject: str) -> tuple[int, ...] | None:
    """The tasks that an answer speaks of; None where nothing was answered."""
    row = await _answer(scope, subject)
    return None if row is None else _tasks(row)


async def replace(scope: Scope, subject: str, epoch: str, body: dict[str, Any], *, now: datetime) -> bool:
    """Have an answer say something else; whether there is one.

    One that waits is changed where it waits. One that was sent, or is on its way, is edited once it stands:
    the edit's body names it by ``answer``, ask :func:`standing` where that is by then.
    """
    row = await _answer(scope, subject, locked=True)
    if row is None or row.state in {PostState.DROPPED, PostState.UNKNOWN}:
        return False
    if row.state is PostState.PENDING and row.attempts == 0:
        row.body = body
        return True
    await outbox.put(scope, PostKind.EDIT, subject, epoch, row.channel, {**body, "answer": row.id}, now=now)
    return True


async def standing(scope: Scope, post_id: int) -> Standing | None:
    """Where an answer stands; None where it never arrived."""
    row = await scope.session.scalar(
        select(Post).where(Post.workspace_id == scope.workspace_id, Post.id == post_id)
    )
    if row is None or row.posted_in is None or row.ts is None:
        return None
    return _standing(row, row.posted_in, row.ts)


async def _answer(scope: Scope, subject: str, *, locked: bool = False) -> Post | None:
    query = (
        select(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.ANSWER,
            Post.subject == subject,
        )
        .order_by(Post.id)
        .limit(1)
    )
    return await scope.session.scalar(query.with_for_update() if locked else query)


def _standing(row: Post, channel: str, ts: str) -> Standing:
    return Standing(row.kind, row.subject, channel, ts, row.thread_ts, _tasks(row))


def _tasks(row: Post) -> tuple[int, ...]:
    found = row.body.get("tasks") or []
    one = row.body.get("outreach")
    return tuple(number for number in [*found, one] if isinstance(number, int))
