"""The tasks by their first ask, and what came of them: answers, promises, links, and how long these took."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
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

    Days to live are told for the period's own tasks alone, by tactic: they stand in its first span.
    """
    found: Cohorts = defaultdict(Asks)
    for key, count in await session.execute(_by_key(asked)):
        span, tactic, answered, end, live = parts_of(key, len(TACTICS), _ANSWERS, _ENDS, 2)
        found[TACTICS[tactic], span].add(
            Asks(
                asked=count,
                replied=count if answered else 0,
                promised=count if answered == PROMISED else 0,
                live=count if live else 0,
                standing=count if end == _STOOD else 0,
                too_young=count if end == _YOUNG else 0,
            )
        )
    first = asked.cuts.index(asked.starts) + 1
    for key, count in await session.execute(_days(asked)):
        days, tactic = parts_of(key, len(TACTICS))
        found[TACTICS[tactic], first].days[days] = count
    return found


def old_enough(asked: Question) -> datetime:
    """What went live until then can have stood for 90 days."""
    return asked.as_of - STANDING


def _by_key(asked: Question) -> Select[*tuple[Any, ...]]:
    before = old_enough(asked)
    end = case((Bridge.kept_from <= before, _STOOD), (Bridge.open_since > before, _YOUNG), else_=0)
    key = key_of(
        asked.cohort_of(Bridge.asked_at.expression),
        (tactic_number(Bridge.for_tactic), len(TACTICS)),
        (Bridge.answered, _ANSWERS),
        (end, _ENDS),
        (case((Bridge.days_to_live.is_not(None), 1), else_=0), 2),
    )
    # Earlier ones are in no month that is told; what was asked after the end is in no period.
    return _grouped(key, asked, Bridge.asked_at >= asked.cuts[0], Bridge.asked_at < asked.ends)


def _days(asked: Question) -> Select[*tuple[Any, ...]]:
    """How long the first link of the period's tasks took: by themselves, as every month has them all."""
    key = key_of(Bridge.days_to_live, (tactic_number(Bridge.for_tactic), len(TACTICS)))
    return _grouped(key, asked, asked.within(Bridge.asked_at), Bridge.days_to_live.is_not(None))


def _grouped(key: Any, asked: Question, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    numbered = select(key.label("key")).where(asked.counted(Bridge), *where).subquery()
    return select(numbered.c.key, func.count()).group_by(numbered.c.key)
