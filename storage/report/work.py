"""The work ledger counted by person and by week."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Integer, column, func, select, values
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Outreach, Touch, UtcDateTime
from storage.pieces import pieces
from storage.report.figures import Week, Work
from storage.report.period import midnight
from storage.report.question import Question, number_of, task_of_touch
from storage.words import TouchKind

KINDS = (
    TouchKind.ASKED,
    TouchKind.FOLLOWED_UP,
    TouchKind.REPLIED,
    TouchKind.PROMISED,
    TouchKind.DECLINED,
)
"""The touches that are counted; the rest are notes and book-keeping."""


def work_of(counts: Mapping[str, int]) -> Work:
    """Counts by kind of touch as a report says them: a refusal is a reply."""
    asked, followed_up, replied, promised, declined = (counts.get(kind, 0) for kind in KINDS)
    return Work(asked, followed_up, replied + declined, promised, declined)


async def by_person(session: AsyncSession, asked: Question) -> dict[str, Work]:
    """Who did how much, by Slack id."""
    query = select(Touch.by, Touch.what, func.count()).where(asked.touches(), asked.within(Touch.at))
    if asked.campaign_id is not None:
        query = query.join(Outreach, task_of_touch()).where(asked.tasks())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for by, what, count in await session.execute(query.group_by(Touch.by, Touch.what)):
        counts[by][what] = count
    if asked.campaign_id is None:
        for person, kind, _ in await _of_undone_tasks(session, asked):
            counts[person][kind] -= 1
    found = {by: work_of(kinds) for by, kinds in counts.items()}
    return {by: work for by, work in found.items() if work}


async def by_week(session: AsyncSession, asked: Question) -> tuple[Week, ...]:
    """Every week of the period, those without work too."""
    mondays = asked.period.mondays
    counts: list[dict[str, int]] = [defaultdict(int) for _ in mondays]
    cuts = [midnight(monday, asked.period.tz) for monday in mondays[1:]]
    if asked.campaign_id is not None:
        await _count_campaign(session, asked, cuts, counts)
    else:
        await _count_weeks(session, asked, cuts, counts)
        for _, what, at in await _of_undone_tasks(session, asked):
            counts[bisect_right(cuts, at)][what] -= 1
    return tuple(Week(monday, work_of(kinds)) for monday, kinds in zip(mondays, counts, strict=True))


async def _count_weeks(
    session: AsyncSession, asked: Question, cuts: list[datetime], counts: list[dict[str, int]]
) -> None:
    """One count for each kind and week, each a piece of an index: nothing is sorted."""
    begins, ends = [asked.starts, *cuts], [*cuts, asked.ends]
    week = (
        values(column("number", Integer), column("begins", UtcDateTime), column("ends", UtcDateTime))
        .data([(number, *both) for number, both in enumerate(zip(begins, ends, strict=True))])
        .cte("week")
    )
    counted = [
        select(func.count())
        .where(asked.touches(), Touch.what == kind, Touch.at >= week.c.begins, Touch.at < week.c.ends)
        .scalar_subquery()
        for kind in KINDS
    ]
    for number, *found in await session.execute(select(week.c.number, *counted)):
        counts[number].update(zip(KINDS, found, strict=True))


async def _count_campaign(
    session: AsyncSession, asked: Question, cuts: list[datetime], counts: list[dict[str, int]]
) -> None:
    numbered = (
        select(Touch.what, number_of(Touch.at, cuts).label("week"))
        .join(Outreach, task_of_touch())
        .where(asked.touches(), asked.tasks(), asked.within(Touch.at))
        .subquery()
    )
    query = select(numbered.c.week, numbered.c.what, func.count()).group_by(numbered.c.week, numbered.c.what)
    for number, what, count in await session.execute(query):
        counts[number][what] = count


async def _of_undone_tasks(session: AsyncSession, asked: Question) -> list[tuple[str, str, datetime]]:
    """Touches that stand although their task was undone: hardly ever any. They count nowhere."""
    undone = list(
        await session.scalars(
            select(Outreach.id).where(
                Outreach.workspace_id == asked.workspace_id, Outreach.removed_at.is_not(None)
            )
        )
    )
    found: list[tuple[str, str, datetime]] = []
    for some in pieces(undone):
        rows = await session.execute(
            select(Touch.by, Touch.what, Touch.at).where(
                asked.touches(),
                asked.within(Touch.at),
                Touch.outreach_id.in_(some),
            )
        )
        found += [(by, what, at) for by, what, at in rows if at is not None]
    return found
