"""The work ledger counted by person, by tactic, by campaign and by week."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, case, column, exists, func, or_, select, values
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Campaign, Outreach, Touch, UtcDateTime
from storage.pieces import pieces
from storage.report.figures import Week, Work
from storage.report.grouping import key_of, parts_of
from storage.report.period import midnight
from storage.report.question import Question, number_of
from storage.words import Tactic, TouchKind

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


@dataclass(slots=True)
class Counted:
    """The work of the period by who did it and what it was for; by Slack id, tactic, and campaign's name."""

    by_person: dict[str, Work]
    by_tactic: dict[Tactic | None, Work]
    by_campaign: dict[str | None, Work]


async def counted(session: AsyncSession, asked: Question) -> Counted:
    """All that was done, in one go over an index that lies in this order: nothing is sorted."""
    groups = (Touch.for_campaign, Touch.for_tactic, Touch.by, Touch.what)
    # Where the period holds all that was ever done, a million times need not be compared with its ends.
    days = asked.within(Touch.at) if await _outside(session, asked) else Touch.at.is_not(None)
    query = select(*groups, func.count()).where(asked.counted(), days).group_by(*groups)
    names = await campaigns(session, asked)
    kinds: dict[tuple[int, Tactic | None, str], dict[str, int]] = defaultdict(dict)
    for campaign, tactic, by, what, count in await session.execute(query):
        kinds[campaign or 0, tactic, by][what] = count
    found = Counted(defaultdict(Work), defaultdict(Work), defaultdict(Work))
    for (campaign, tactic, by), counts in kinds.items():
        work = work_of(counts)
        if work:
            found.by_person[by] += work
            found.by_tactic[tactic] += work
            found.by_campaign[names.get(campaign)] += work
    return found


async def _outside(session: AsyncSession, asked: Question) -> bool:
    """Whether anything was done before the period or after it; a few looks into an index tell."""
    beyond = (
        exists().where(asked.touches(), Touch.what == kind, there)
        for there in (Touch.at < asked.starts, Touch.at >= asked.ends)
        for kind in TouchKind
    )
    return bool(await session.scalar(select(or_(*beyond))))


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
    kind = case({kind: place for place, kind in enumerate(KINDS)}, value=Touch.what)
    numbered = (
        select(key_of(number_of(Touch.at, cuts), (kind, len(KINDS))).label("key"))
        .where(asked.counted(), asked.within(Touch.at), Touch.what.in_(KINDS))
        .subquery()
    )
    for key, count in await session.execute(select(numbered.c.key, func.count()).group_by(numbered.c.key)):
        week, place = parts_of(key, len(KINDS))
        counts[week][KINDS[place]] = count


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


async def campaigns(session: AsyncSession, asked: Question) -> dict[int, str]:
    """The campaigns' names by their numbers."""
    rows = await session.execute(
        select(Campaign.id, Campaign.name).where(Campaign.workspace_id == asked.workspace_id)
    )
    return {row.id: row.name for row in rows}
