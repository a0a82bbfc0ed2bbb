"""Files that are handed over in Slack: asked for with a row, made and shared by the process, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from storage.dialect import insert
from storage.incoming import turns
from storage.models import Post, PostKind, PostState, Upload
from storage.store import Scope, Store

#: Longer than making and sending a file may take.
LEASE = timedelta(minutes=5)
#: So often a file is tried; so long it waits for the message that it belongs under.
TRIES = 8
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClaimedUpload:
    """A file that this process makes and shares; ``wanted`` says which."""

    id: int
    token: str
    workspace: str
    wanted: dict[str, Any]
    user: str
    post_id: int | None
    file_id: str | None
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post stands: the conversation and the thread that answers to it go in."""

    channel: str
    thread_ts: str


async def ask(
    scope: Scope, key: str, wanted: Mapping[str, Any], *, post_id: int, channel: str, user: str, now: datetime
) -> bool:
    """Have a file shared under a post; False when ``key`` was asked for before."""
    statement = (
        insert(scope.session, Upload)
        .values(
            workspace_id=scope.workspace_id,
            key=key[:200],
            channel=channel,
            post_id=post_id,
            user=user,
            wanted=dict(wanted),
            state=PostState.PENDING,
            not_before=now,
            attempts=0,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[Upload.workspace_id, Upload.key])
        .returning(Upload.id)
    )
    return (await scope.session.execute(statement)).scalar_one_or_none() is not None


async def post_at(scope: Scope, channel: str, ts: str) -> Post | None:
    """The report that stands there in Slack."""
    return await scope.session.scalar(
        select(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.REPORT,
            Post.posted_in == channel,
            Post.ts == ts,
        )
        .limit(1)
    )


def spot(post: Post | None) -> Spot | None:
    """Where what belongs under a post goes; None while it does not stand, or where it can't be answered."""
    if post is None or post.state is not PostState.SENT or post.posted_in is None or post.ts is None:
        return None
    return Spot(post.posted_in, post.thread_ts or post.ts if post.posted_in == post.channel else post.ts)


async def claim(store: Store, now: datetime) -> ClaimedUpload | None:
    """The next file that is due, for this process alone; None where there is none."""
    when = or_(
        and_(Upload.state == PostState.PENDING, Upload.not_before <= now),
        and_(Upload.state == PostState.SENDING, Upload.until <= now),
    )
    async with turns.due(store, Upload, when, Upload.id) as (_, found):
        for row, workspace in found:
            row.state = PostState.SENDING
            return ClaimedUpload(
                row.id,
                turns.lease(row, now, LEASE),
                workspace,
                dict(row.wanted),
                row.user,
                row.post_id,
                row.file_id,
                row.attempts,
                row.created_at,
            )
    return None


async def place(store: Store, claimed: ClaimedUpload) -> tuple[Spot | None, bool]:
    """Where it goes, and whether it is still worth waiting for that."""
    async with store.read() as session:
        post = await session.get(Post, claimed.post_id) if claimed.post_id is not None else None
        given_up = post is None or post.state in (PostState.DROPPED, PostState.UNKNOWN)
        return spot(post), not given_up


async def has_room(store: Store, claimed: ClaimedUpload, file_id: str | None) -> None:
    """Remember Slack's name for the file before it is shared: it tells later whether it was."""
    await _set(store, claimed, file_id=file_id)


async def shared(store: Store, claimed: ClaimedUpload, now: datetime) -> None:
    """It stands in Slack."""
    await _set(store, claimed, state=PostState.SENT, sent_at=now, error=None, **turns.FREE)


async def later(store: Store, claimed: ClaimedUpload, at: datetime, error: str) -> None:
    """Try again at ``at``."""
    await _set(store, claimed, state=PostState.PENDING, not_before=at, error=error[:500], **turns.FREE)


async def given_up(store: Store, claimed: ClaimedUpload, error: str) -> None:
    """It is not shared any more."""
    await _set(store, claimed, state=PostState.DROPPED, error=error[:500], **turns.FREE)


async def _set(store: Store, claimed: ClaimedUpload, **values: Any) -> None:
    async with store.write() as session:
        await turns.turn(session, Upload, claimed.token, Upload.id == claimed.id, **values)
