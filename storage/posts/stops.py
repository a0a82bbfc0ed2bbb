"""When Slack lets us speak no more: a channel or a workspace is stopped, and one person is told."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage.daily import digests
from storage.models import Outreach, Placement, Post, PostKind, Workspace
from storage.posts import outbox
from storage.posts.claims import Claimed
from storage.store import Scope, Store
from storage.team import channels
from storage.work.joins import placement_of_task

TOLD_AGAIN = timedelta(days=1)
CHANNEL_STOPPED = "channel_stopped"


async def stop_channel(store: Store, claimed: Claimed, channel: str, why: str, now: datetime) -> None:
    """Stop ``channel`` for Slack's reason ``why`` and tell the owner of what was to be said there,
    once a day.

    The notice is a NOTICE to that person with ``body``
    ``{"notice": "channel_stopped", "channel": id, "error": Slack's code}``. Nobody is told of a direct
    message that can't be delivered.
    """
    async with store.writing(claimed.workspace, now) as scope:
        newly = await channels.stop(scope, channel, why, now)
        owner = await _owner(scope, claimed.post, now) if newly else None
        if owner is None or not channel.startswith(("C", "G")):
            return
        if await _told(scope, channel, now):
            return
        await outbox.put(
            scope,
            PostKind.NOTICE,
            f"channel:{channel}",
            now.isoformat(),
            owner,
            {"notice": CHANNEL_STOPPED, "channel": channel, "error": why},
            now=now,
            urgent=True,
        )


async def _told(scope: Scope, channel: str, now: datetime) -> bool:
    """Whether somebody was told of this channel within a day."""
    query = select(Post.id).where(
        Post.workspace_id == scope.workspace_id,
        Post.kind == PostKind.NOTICE,
        Post.subject == f"channel:{channel}",
        Post.created_at > now - TOLD_AGAIN,
    )
    return await scope.session.scalar(query.limit(1)) is not None


async def stop_workspace(store: Store, claimed: Claimed, why: str, now: datetime) -> None:
    """Slack refuses our token: everything for this workspace waits, and is tried again now and then.

    Nobody can be told in Slack: `outreach doctor` and the log say it.
    """
    async with store.write() as session:
        await session.execute(
            update(Workspace)
            .where(Workspace.id == claimed.post.workspace_id)
            .values(stopped=why[:40], stopped_at=now)
        )


async def _owner(scope: Scope, post: Post, now: datetime) -> str | None:
    """Whose work a post is about; of a digest, whose row is the most urgent."""
    if post.kind in (PostKind.DIGEST, PostKind.DIGEST_EDIT):
        due = await digests.due(scope, post.channel, now)
        return due.owners[0].owner if due.owners else None
    what, _, number = post.subject.partition(":")
    number = number.split(":")[0]
    if not number.isdigit():
        return None
    query = select(Outreach.owner).where(Outreach.workspace_id == scope.workspace_id)
    if what == "placement":
        query = query.join(Placement, placement_of_task()).where(Placement.id == int(number))
    else:
        query = query.where(Outreach.id == int(number))
    return await scope.session.scalar(query)
