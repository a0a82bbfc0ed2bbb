"""What is to be said in Slack: written with the change that makes it true, said once."""

from datetime import datetime
from typing import Any

from storage.dialect import insert
from storage.models import Post, PostKind, PostState
from storage.store import Scope


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
    statement = (
        insert(scope.session, Post)
        .values(
            workspace_id=scope.workspace_id,
            kind=kind,
            subject=subject,
            epoch=epoch,
            channel=channel,
            thread_ts=thread_ts,
            body=body,
            urgent=urgent,
            state=PostState.PENDING,
            not_before=not_before or now,
            attempts=0,
            ambiguous=0,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[Post.workspace_id, Post.kind, Post.subject, Post.epoch])
        .returning(Post.id)
    )
    return (await scope.session.execute(statement)).scalar_one_or_none() is not None


async def put_card(scope: Scope, placement_id: int, version: int, channel: str, *, now: datetime) -> bool:
    """Have a placement's living card posted, or edited to what is true when it goes out."""
    return await put(scope, PostKind.CARD, f"placement:{placement_id}", f"v{version}", channel, {}, now=now)
