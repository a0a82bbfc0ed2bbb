"""Follow-ups that ended, or wait, without anybody's doing: what a digest says instead of nagging."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, not_, select

from storage.daily.digest_tasks import spoken_of
from storage.models import Campaign, Outreach, Post, PostKind, PostState, Prospect
from storage.store import Scope
from storage.words import Ended
from storage.work.joins import campaign_of_task

#: After a longer silence a digest tells of the last days only.
FARTHEST_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A task whose follow-up is not due any more, and why; ``until`` is when it is due again (UTC)."""

    outreach: int
    site: str
    why: Ended
    until: datetime | None


async def called_off(scope: Scope, channel: str, called_at: datetime, *, limit: int = 50) -> list[CalledOff]:
    """What ended between the digest of ``channel`` before and that of ``called_at``, oldest first."""
    said = exists().where(
        Post.workspace_id == scope.workspace_id,
        Post.kind == PostKind.DIGEST,
        Post.subject == channel,
        Post.state == PostState.SENT,
        Post.created_at > Outreach.ended_at,
        Post.created_at < called_at,
    )
    rows = await scope.session.execute(
        select(Outreach.id, Prospect.site, Outreach.ended, Outreach.follow_up_at)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(Campaign, campaign_of_task())
        .where(
            await spoken_of(scope, channel, called_at),
            Outreach.ended_at >= called_at - FARTHEST_BACK,
            Outreach.ended_at < called_at,
            not_(said),
        )
        .order_by(Outreach.ended_at, Outreach.id)
        .limit(limit)
    )
    return [CalledOff(number, site, why, until) for number, site, why, until in rows if why is not None]
