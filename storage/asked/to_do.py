"""What is due, what nobody answered, and where somebody's work stands."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select, union

from storage.asked.links import Links, links
from storage.asked.within import (
    Found,
    Within,
    about,
    between,
    number_of,
    of_placements,
    of_tasks,
    of_touches,
)
from storage.models import Bridge, Outreach, Placement, Prospect, Touch
from storage.store import Scope
from storage.words import PlacementState, Stage
from storage.work import tasks
from storage.work.tasks import OPEN
from storage.work.views import Task


async def due(
    scope: Scope,
    within: Within,
    *,
    first: date | None,
    last: date,
    offset: int = 0,
    limit: int = 10,
) -> Found[Task]:
    """Open tasks whose follow-up is due in a time or whose promised link is, the soonest first.

    ``within`` bounds the follow-ups; ``first`` and ``last`` (both counted) the day a link is promised by.
    """
    follow_ups = (
        of_tasks(scope, select(Outreach.id))
        .where(Outreach.stage.in_(OPEN), Outreach.follow_up_at.is_not(None))
        .where(*between(Outreach.follow_up_at, within), *about(within))
    )
    promises = of_placements(scope, select(Outreach.id)).where(
        Placement.state == PlacementState.PROMISED,
        Placement.removed_at.is_(None),
        Placement.promised_by <= last,
        *([Placement.promised_by >= first] if first else []),
        *about(within),
    )
    both = union(follow_ups, promises).subquery()
    total = await scope.session.scalar(select(func.count()).select_from(both))
    rows = await scope.session.scalars(
        select(Outreach.id)
        .join(both, both.c.id == Outreach.id)
        .where(Outreach.workspace_id == scope.workspace_id)
        .order_by(Outreach.follow_up_at.is_(None), Outreach.follow_up_at, Outreach.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return Found(tuple(await tasks.tasks(scope, list(rows))), int(total or 0), offset)


async def silent(scope: Scope, within: Within, *, offset: int = 0, limit: int = 10) -> Found[Task]:
    """Asks that nobody answered, the longest silent first; ``within`` is when they were logged."""
    # As reports keep it: a narrow row of each task, in the order of the tasks, not all that was done.
    unanswered = select(Bridge.outreach_id).where(
        Bridge.workspace_id == scope.workspace_id, Bridge.answered == 0, Bridge.for_campaign.is_not(None)
    )
    where = [
        Outreach.id.in_(unanswered),
        Outreach.stage.in_([Stage.CONTACTED, Stage.NO_RESPONSE]),
        *between(Outreach.created_at, within),
        *about(within),
    ]
    # Counted along with the page: to find all of them is what takes its time.
    rows = (
        await scope.session.execute(
            of_tasks(scope, select(Outreach.id, func.count().over()))
            .where(*where)
            .order_by(Outreach.created_at, Outreach.id)
            .offset(offset)
            .limit(limit)
        )
    ).all()
    if rows or (limit and not offset):
        total = rows[0][1] if rows else 0
    else:
        total = await scope.session.scalar(of_tasks(scope, select(func.count())).where(*where)) or 0
    return Found(tuple(await tasks.tasks(scope, [number for number, _ in rows])), int(total), offset)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody's work stands: what suggestions for them are made of. ``site`` was worked on last."""

    overdue: int = 0
    today: int = 0
    late_links: int = 0
    lost_lately: int = 0
    site: str | None = None
    anything: bool = False


async def standing(
    scope: Scope, user: str, *, day_starts: datetime, day_ends: datetime, today: date, lost_since: datetime
) -> Standing:
    """How ``user``'s work stands on a day; a fixed handful of indexed look-ups."""
    mine = Within(owner=user)
    due_today = [Outreach.stage.in_(OPEN), Outreach.owner == user, Outreach.follow_up_at < day_ends]
    late = await scope.session.execute(
        of_tasks(scope, select(func.count(), number_of(Outreach.follow_up_at < day_starts))).where(*due_today)
    )
    due_count, overdue = late.one()
    last = await scope.session.scalar(
        of_touches(scope, select(Prospect.site))
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .where(Touch.by == user, Touch.removed_at.is_(None))
        .order_by(Touch.id.desc())
        .limit(1)
    )
    return Standing(
        overdue=int(overdue or 0),
        today=int(due_count or 0) - int(overdue or 0),
        late_links=(await links(scope, Links.LATE, mine, today, limit=0)).total,
        lost_lately=(await links(scope, Links.LOST, Within(since=lost_since), today, limit=0)).total,
        site=last,
        anything=last is not None or await _anything(scope),
    )


async def _anything(scope: Scope) -> bool:
    return await scope.session.scalar(of_tasks(scope, select(Outreach.id)).limit(1)) is not None
