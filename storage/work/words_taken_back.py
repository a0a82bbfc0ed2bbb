"""A person's word that a link is there, taken back: what the bot made of it goes with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage.models import Backlink, Placement, Post, PostKind, PostState, Schedule
from storage.posts import outbox
from storage.posts.event_posts import iso
from storage.store import Scope
from storage.words import PlacementState, Verdict
from storage.work.kept_columns import put_back

_WORD = ("vouched_by", "vouched_at", "vouched_until")
_LIVE_BY_IT = ("state", "first_live_at", "last_seen_at", "lost_at", "misses", "missing_since", "missed_at")


def seen_since(row: Placement, kept: dict[str, Any], at: datetime) -> bool:
    """Whether the bot itself saw the link after ``at``, when the word was given; ``kept`` is from before."""
    if row.live_findings is None:
        return False
    looked = row.checked_at is not None and row.checked_at > at
    return kept.get("live_findings") is None or (looked and row.verdict is Verdict.LIVE)


async def take_back(
    scope: Scope, row: Placement, kept: dict[str, Any], *, by: str, at: datetime, now: datetime
) -> bool:
    """Put a placement back to before the word that ``by`` gave ``at``; whether it was live by that word.

    Its state goes back, a backlink that nobody but they ever saw goes, the post that said so stays unsaid or
    is answered in its thread, and the page is looked at again. Call it only where :func:`seen_since` is not.
    """
    live = row.state is PlacementState.LIVE and kept.get("state") != PlacementState.LIVE
    put_back(row, kept, only=(*_WORD, *(_LIVE_BY_IT if live else ())))
    if row.verdict is not Verdict.MISSING:
        put_back(row, kept, only=("unseen",))
    if live:
        await _backlink(scope, row, at)
        await _posts(scope, row, by, at, now)
        await scope.session.execute(
            update(Schedule)
            .where(Schedule.workspace_id == scope.workspace_id, Schedule.placement_id == row.id)
            .values(due_at=now)
        )
    return live


async def _backlink(scope: Scope, row: Placement, at: datetime) -> None:
    of_placement = (Backlink.workspace_id == scope.workspace_id, Backlink.placement_id == row.id)
    await scope.session.execute(
        delete(Backlink).where(*of_placement, Backlink.href.is_(None), Backlink.first_seen_at >= at)
    )
    if row.lost_at is not None:
        await scope.session.execute(update(Backlink).where(*of_placement).values(lost_at=row.lost_at))


async def _posts(scope: Scope, row: Placement, by: str, at: datetime, now: datetime) -> None:
    """What was said because of the word: unsaid while it waits, else answered where it stands."""
    said = await scope.session.scalars(
        select(Post)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.subject == f"placement:{row.id}",
            Post.kind.in_([PostKind.LIVE, PostKind.BACK]),
            Post.created_at >= at,
            Post.state != PostState.DROPPED,
        )
        .with_for_update()
    )
    for post in list(said):
        if post.state is PostState.PENDING and post.attempts == 0:
            post.state, post.error, post.sent_at = PostState.DROPPED, outbox.SUPERSEDED, now
            continue
        body = post.body | {"event": "word_taken_back", "by": by, "at": iso(now)}
        await outbox.put(
            scope,
            PostKind.IN_THREAD,
            post.subject,
            f"taken_back:{post.epoch}"[:80],
            post.posted_in or post.channel,
            body,
            now=now,
            thread_ts=post.ts,
        )
