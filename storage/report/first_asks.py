"""The tasks by their first ask, and what came of them: answers, promises, links, and how long these took."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Bridge
from storage.report.cohorts import Asks, Cohorts
from storage.report.grouping import TACTICS, key_of, parts_of, tactic_number
from storage.report.question import Question

#: What ``Bridge.kept_from`` counts by: the 90 days stand in the database's triggers, too.
STANDING = timedelta(days=90)
#: How many numbers a task's answer and its link can have.
_ANSWERS, _ENDS = 3, 3
_STOOD, _YOUNG = 1, 2
#: What ``Bridge.answered`` is where there was a promise.
PROMISED = _ANSWERS - 1


async def first_asks(session: AsyncSession, asked: Question) -> Cohorts:
    """What came of the tasks, by tactic and span of their first ask.

    Days to live are told for the period's own tasks alone, and are 0 for the others.
    """
    found: Cohorts = defaultdict(Asks)
    for key, count in await session.execute(_by_key(asked)):
        days, span, tactic, answered, end = parts_of(key, asked.numbers, len(TACTICS), _ANSWERS, _ENDS)
        asks = Asks(
            asked=count,
            replied=count if answered else 0,
            promised=count if answered == PROMISED else 0,
            live=count if days else 0,
            standing=count if end == _STOOD else 0,
            too_young=count if end == _YOUNG else 0,
        )
        if days:
            asks.days[days - 1] = count
        found[TACTICS[tactic], span].add(asks)
    return found


def old_enough(asked: Question) -> datetime:
    """What went live until then can have stood for 90 days."""
    return asked.as_of - STANDING


def _by_key(asked: Question) -> Select[*tuple[Any, ...]]:
    before = old_enough(asked)
    end = case((Bridge.kept_from <= before, _STOOD), (Bridge.open_since > before, _YOUNG), else_=0)
    days = case(
        (Bridge.days_to_live.is_(None), 0), (Bridge.asked_at < asked.starts, 1), else_=Bridge.days_to_live + 1
    )
    key = key_of(
        days,
        (asked.cohort_of(Bridge.asked_at.expression), asked.numbers),
        (tactic_number(Bridge.for_tactic), len(TACTICS)),
        (Bridge.answered, _ANSWERS),
        (end, _ENDS),
    )
    numbered = (
        select(key.label("key"))
        # Earlier ones are in no month that is told; what was asked after the end is in no period.
        .where(asked.counted(Bridge), Bridge.asked_at >= asked.cuts[0], Bridge.asked_at < asked.ends)
        .subquery()
    )
    return select(numbered.c.key, func.count()).group_by(numbered.c.key)
