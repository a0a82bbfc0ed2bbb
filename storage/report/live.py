"""The tasks whose link went live: when after the first ask, and whether it stood."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Select, and_, case, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import microseconds
from storage.models import Outreach, Placement, Touch
from storage.report.cohorts import Asks, Cohorts
from storage.report.question import Question
from storage.words import TouchKind

STANDING = timedelta(days=90)
_DAY = 86_400_000_000


async def live(session: AsyncSession, asked: Question) -> Cohorts:
    """The tasks whose link has ever been live, by tactic and span of their first ask.

    Days to live are told for the period's own tasks alone, and are 0 for the others.
    """
    rows = await session.execute(_live(asked))
    found: Cohorts = defaultdict(Asks)
    for tactic, number, count, standing, young in rows:
        cohort, days = number % asked.numbers, number // asked.numbers
        of_days = Asks(live=count, standing=standing, too_young=young)
        of_days.days[days] = count
        found[tactic, cohort].add(of_days)
    return found


def _live(asked: Question) -> Select[*tuple[Any, ...]]:
    old_enough = asked.as_of - STANDING
    kept = microseconds(Placement.lost_at) - microseconds(Placement.first_live_at)
    stood = case(
        (Placement.first_live_at > old_enough, 0),
        (Placement.lost_at.is_(None), 1),
        (kept >= STANDING // timedelta(microseconds=1), 1),
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
    took = microseconds(timed.c.live_at) - microseconds(timed.c.asked_at)
    days = case((timed.c.asked_at < asked.starts, 0), (took < _DAY, 0), else_=took // _DAY)
    # One number to sort by instead of two.
    number = cast(days, BigInteger) * literal(asked.numbers, BigInteger) + asked.cohort_of(timed.c.asked_at)
    numbered = (
        select(Outreach.tactic, number.label("number"), timed.c.stood, timed.c.young)
        .join(timed, timed.c.outreach_id == Outreach.id)
        # Earlier ones are in no month that is told; what was asked after the end is in no period.
        .where(asked.tasks(), timed.c.asked_at >= asked.cuts[0], timed.c.asked_at < asked.ends)
        .subquery()
    )
    keys = (numbered.c.tactic, numbered.c.number)
    return select(*keys, func.count(), func.sum(numbered.c.stood), func.sum(numbered.c.young)).group_by(*keys)
