"""What was done about a channel's tasks since its digest was posted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from storage.daily.digest_tasks import spoken_of
from storage.models import Campaign, Change, Outreach, Post, Prospect
from storage.store import Scope
from storage.work.joins import campaign_of_task

#: The changes that settle what a digest asks for; an edit or a note leaves it due.
SETTLING = (
    "follow-up",
    "reminder",
    "reply",
    "promise",
    "decline",
    "drop",
    "no response",
    "vouch",
    "hand over",
)


@dataclass(frozen=True, slots=True)
class DoneSince:
    """The last thing that was done about a task; ``what`` is the change's word, ``at`` is UTC."""

    outreach: int
    site: str
    what: str
    by: str
    at: datetime


async def done_since(scope: Scope, channel: str, post_id: int, *, limit: int = 100) -> list[DoneSince]:
    """What was done since the digest ``post_id`` of ``channel`` arrived, oldest first, once a task.

    Only of tasks that were there by then: what was logged later was in no digest.
    """
    post = await scope.session.get(Post, post_id)
    if post is None or post.workspace_id != scope.workspace_id or post.sent_at is None:
        return []
    changed = await scope.session.execute(
        select(Outreach.id, Prospect.site)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(Campaign, campaign_of_task())
        .where(
            await spoken_of(scope, channel, post.created_at),
            Outreach.created_at < post.created_at,
            Outreach.updated_at >= post.created_at,
        )
        .order_by(Outreach.updated_at.desc())
        .limit(limit)
    )
    sites = {row.id: row.site for row in changed}
    rows = await scope.session.scalars(
        select(Change)
        .where(
            Change.workspace_id == scope.workspace_id,
            Change.outreach_id.in_(list(sites)),
            Change.at >= post.created_at,
            Change.undone_at.is_(None),
            Change.what.in_(SETTLING),
        )
        .order_by(Change.id)
    )
    last: dict[int, DoneSince] = {}
    for change in rows:
        if change.outreach_id is not None:
            done = DoneSince(change.outreach_id, sites[change.outreach_id], change.what, change.by, change.at)
            last.pop(done.outreach, None)
            last[done.outreach] = done
    return list(last.values())
