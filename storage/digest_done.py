"""What was done about a channel's tasks since its digest was posted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from storage import tasks
from storage.digests import campaign_of_task, in_channels
from storage.models import Campaign, Change, Outreach, Post, Prospect
from storage.store import Scope

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

    Only of tasks that were there by then and were due: what was logged later was in no digest.
    """
    post = await scope.session.get(Post, post_id)
    if post is None or post.workspace_id != scope.workspace_id or post.sent_at is None:
        return []
    rows = await scope.session.execute(
        select(Change, Prospect.site)
        .join(
            Outreach,
            and_(Outreach.workspace_id == Change.workspace_id, Outreach.id == Change.outreach_id),
        )
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(Campaign, campaign_of_task())
        .where(
            await in_channels(scope, [channel]),
            tasks.home_channel() == channel,
            Change.workspace_id == scope.workspace_id,
            Change.at >= post.created_at,
            Change.undone_at.is_(None),
            Change.what.in_(SETTLING),
            Outreach.created_at < post.created_at,
        )
        .order_by(Change.id.desc())
        .limit(limit)
    )
    last: dict[int, DoneSince] = {}
    for change, site in rows:
        if change.outreach_id is not None and change.outreach_id not in last:
            last[change.outreach_id] = DoneSince(change.outreach_id, site, change.what, change.by, change.at)
    return list(reversed(last.values()))
