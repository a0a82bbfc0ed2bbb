"""What became of a try to say something in Slack."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.models import Member, Placement, Post, PostState, Workspace
from storage.posts import cards
from storage.posts.claims import Claimed
from storage.posts.outgoing import Outgoing
from storage.store import Scope, Store
from storage.watch import placements


async def arrived(
    store: Store, claimed: Claimed, outgoing: Outgoing, *, channel: str | None, ts: str | None, now: datetime
) -> None:
    """Slack has it: ``channel`` and ``ts`` are what it answered, None where it answers none.

    Also writes back what the message is remembered by.
    """
    async with store.write() as session:
        result = await session.execute(
            update(Post)
            # The lease may have run out meanwhile; knowing beats wondering.
            .where(Post.id == claimed.post.id, or_(Post.token == claimed.token, Post.token.is_(None)))
            .values(
                state=PostState.SENT,
                posted_in=channel,
                ts=ts,
                sent_at=now,
                error=None,
                token=None,
                until=None,
            )
            .returning(Post.id)
        )
        if claimed.stopped:  # the token works again
            await session.execute(
                update(Workspace)
                .where(Workspace.id == claimed.post.workspace_id)
                .values(stopped=None, stopped_at=None)
            )
        if result.scalar_one_or_none() is None or channel is None or ts is None:
            return
        scope = Scope(session, claimed.post.workspace_id, claimed.workspace)
        try:
            async with session.begin_nested():
                await _remember(scope, outgoing, channel, ts)
        except IntegrityError:
            pass  # what it is about is gone meanwhile; that it was said stays true


async def _remember(scope: Scope, outgoing: Outgoing, channel: str, ts: str) -> None:
    if channel != outgoing.channel:
        await scope.session.execute(
            insert(scope.session, Member)
            .values(workspace_id=scope.workspace_id, slack_id=outgoing.channel, name="", dm=channel)
            .on_conflict_do_update(
                index_elements=[Member.workspace_id, Member.slack_id], set_={"dm": channel}
            )
        )
    if outgoing.card is not None:
        await placements.card_posted(scope, outgoing.card, channel, ts)
    await cards.remember_thread(scope, channel, outgoing.thread_ts or ts, outgoing.threads)


async def later(store: Store, claimed: Claimed, *, at: datetime, error: str) -> None:
    """Slack does not have it: try again at ``at``, before anything younger in its lane."""
    await _settle(store, claimed, state=PostState.PENDING, not_before=at, error=error)


async def unsure(store: Store, claimed: Claimed, *, look_at: datetime, error: str) -> None:
    """Slack may have it: it is looked for at ``look_at``, when the request can't arrive any more."""
    await _settle(
        store,
        claimed,
        state=PostState.PENDING,
        not_before=look_at,
        error=error,
        ambiguous=Post.ambiguous + 1,
    )


async def renew(store: Store, claimed: Claimed, until: datetime) -> bool:
    """Keep it longer; False when somebody else has it by now."""
    async with store.write() as session:
        kept = await session.scalars(
            update(Post)
            .where(Post.id == claimed.post.id, Post.token == claimed.token)
            .values(until=until)
            .returning(Post.id)
            .execution_options(synchronize_session=False)
        )
        return kept.one_or_none() is not None


async def unknown(store: Store, claimed: Claimed, *, error: str) -> None:
    """Slack may have it and it can't be found out: `outreach doctor` asks a person."""
    await _settle(store, claimed, state=PostState.UNKNOWN, error=error)


async def dropped(store: Store, claimed: Claimed, *, error: str) -> None:
    """It is not said: no longer true, or refused for good."""
    await _settle(store, claimed, state=PostState.DROPPED, error=error)


async def card_gone(store: Store, claimed: Claimed, placement_id: int) -> None:
    """Somebody deleted a living card: the next change posts a new one."""
    async with store.write() as session:
        await session.execute(
            update(Placement)
            .where(Placement.workspace_id == claimed.post.workspace_id, Placement.id == placement_id)
            .values(card_channel=None, card_ts=None)
        )


async def direct_message(session: AsyncSession, workspace_id: int, user: str) -> str | None:
    """The conversation between the bot and a person, where one is known."""
    return await session.scalar(
        select(Member.dm).where(Member.workspace_id == workspace_id, Member.slack_id == user)
    )


async def said_before(session: AsyncSession, post: Post) -> str | None:
    """The time stamp of something that surely stood in the channel before ``post`` was first tried."""
    return await session.scalar(
        select(func.max(Post.ts)).where(
            Post.workspace_id == post.workspace_id,
            Post.channel == post.channel,
            Post.state == PostState.SENT,
            Post.id < post.id,
            Post.sent_at < post.created_at - timedelta(minutes=1),
        )
    )


async def _settle(store: Store, claimed: Claimed, **values: Any) -> None:
    async with store.write() as session:
        await session.execute(
            update(Post)
            .where(Post.id == claimed.post.id, Post.token == claimed.token)
            .values(token=None, until=None, **values)
        )
