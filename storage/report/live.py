"""The tasks whose link went live: when after the first ask, and whether it stood."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import whole_days
from storage.models import Outreach, Placement, Touch
from storage.report.cohorts import Asks, Cohorts
from storage.report.grouping import TACTICS, key_of, parts_of, tactic_number
from storage.report.question import Question
from storage.words import TouchKind

STANDING = timedelta(days=90)


async def live(session: AsyncSession, asked: Question) -> Cohorts:
    """The tasks whose link has ever been live, by tactic and span of their first ask.

    Days to live are told for the period's own tasks alone, and are 0 for the others.
    """
    rows = await session.execute(_live(asked))
    found: Cohorts = defaultdict(Asks)
    for key, count, standing, young in rows:
        days, cohort, tactic = parts_of(key, asked.numbers, len(TACTICS))
        of_days = Asks(live=count, standing=standing, too_young=young)
        of_days.days[days] = count
        found[TACTICS[tactic], cohort].add(of_days)
    return found


def _live(asked: Question) -> Select[*tuple[Any, ...]]:
    old_enough = asked.as_of - STANDING
    kept = whole_days(Placement.lost_at, Placement.first_live_at)
    stood = case(
        (Placement.first_live_at > old_enough, 0),
        (Placement.lost_at.is_(None), 1),
        (kept >= STANDING.days, 1),
        else_=0,
    )
    young = case((and_(Placement.first_live_at > old_enough, Placement.lost_at.is_(None)), 1), else_=0)
    each = (
        select(
            Placement.outreach_id,
            func.min(Placement.first_live_at).label("live_at"),
            func.max(stood).label("stood"),
            func.max(young).label("young"),
        )
        .where(asked.placements(), Placement.first_live_at.is_not(None))
        .group_by(Placement.outreach_id)
        .subquery()
    )
    asked_at = (
        select(func.min(Touch.at))
        .where(asked.touches(), Touch.outreach_id == each.c.outreach_id, Touch.what == TouchKind.ASKED)
        .scalar_subquery()
    )
    timed = (
        select(
            each.c.outreach_id,
            asked_at.label("asked_at"),
            each.c.live_at,
            each.c.stood,
            case((each.c.stood == 1, 0), else_=each.c.young).label("young"),
        )
        .cte("timed")
        # Else SQLite looks the first ask up once for every comparison below.
        .prefix_with("MATERIALIZED")
    )
    took = whole_days(timed.c.live_at, timed.c.asked_at)
    nothing = or_(timed.c.asked_at < asked.starts, timed.c.live_at <= timed.c.asked_at)
    days = case((nothing, 0), else_=took)
    key = key_of(days, (asked.cohort_of(timed.c.asked_at), asked.numbers), (tactic_number(), len(TACTICS)))
    numbered = (
        select(key.label("key"), timed.c.stood, timed.c.young)
        .select_from(Outreach)
        .join(timed, timed.c.outreach_id == Outreach.id)
        # Earlier ones are in no month that is told; what was asked after the end is in no period.
        .where(asked.tasks(), timed.c.asked_at >= asked.cuts[0], timed.c.asked_at < asked.ends)
        .subquery()
    )
    sums = (func.count(), func.sum(numbered.c.stood), func.sum(numbered.c.young))
    return select(numbered.c.key, *sums).group_by(numbered.c.key)
