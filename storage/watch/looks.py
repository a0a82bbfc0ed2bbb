"""Looks that somebody asked for: kept until they are answered, so that a crash loses none."""

from datetime import datetime

from storage.models import Look
from storage.store import Scope
from storage.words import RelAgreed


async def ask(
    scope: Scope,
    page: str,
    target: str,
    *,
    by: str,
    answer: dict[str, str],
    now: datetime,
    anchor: str | None = None,
    rel_agreed: RelAgreed | None = None,
    placement: int | None = None,
) -> int:
    """Have ``page`` looked at for a link to ``target`` now; the look's number.

    ``answer`` says where the result goes: {"response_url"} or {"channel", "thread_ts", "user"}.
    """
    made = Look(
        workspace_id=scope.workspace_id,
        id=await scope.next_id(Look),
        by=by,
        page=page,
        target=target,
        anchor=anchor,
        rel_agreed=rel_agreed,
        placement_id=placement,
        answer=dict(answer),
        asked_at=now,
    )
    scope.session.add(made)
    await scope.session.flush()
    return made.id
