"""What was done for which tasks, and what came of them: by tactic, by campaign, by month of the first ask."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import microseconds
from storage.models import Campaign, Outreach, Placement, Touch
from storage.report.figures import Cohort, Work
from storage.report.question import Question
from storage.report.work import KINDS, work_of
from storage.words import Tactic, TouchKind

STANDING = timedelta(days=90)

#: Counts of the five kinds of one task share one number, so that a million touches are added up once, not
#: five times: half the time of the whole report on SQLite.
_BITS = 12
_ANSWERED, _PROMISED = 1, 2
_DAY = 86_400_000_000


@dataclass(slots=True)
class Asks:
    """The tasks of one tactic, first asked within one span, and what came of them.

    ``days`` counts those that went live by the whole days that it took.
    """

    asked: int = 0
    replied: int = 0
    promised: int = 0
    live: int = 0
    standing: int = 0
    too_young: int = 0
    days: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, other: "Asks") -> None:
        """Put ``other`` to it."""
        for name in ("asked", "replied", "promised", "live", "standing", "too_young"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for days, count in other.days.items():
            self.days[days] += count


Cohorts = dict[tuple[Tactic | None, int], Asks]
"""By tactic and the number of the span of the first ask."""


@dataclass(slots=True)
class Tasks:
    """Work by what it was for, and what came of the tasks."""

    by_tactic: dict[Tactic | None, Work]
    by_campaign: dict[str | None, Work]
    cohorts: Cohorts


async def tasks(session: AsyncSession, asked: Question, *, plain: bool = False) -> Tasks:
    """Everything that is grouped by tasks but their links.

    ``plain`` counts without packing: exact also where one task has 4,096 touches of a kind.
    """
    each = _each_task(asked, plain=plain)
    counts = [each.c[kind.value] for kind in KINDS] if plain else _unpacked(each.c.packed)
    joined = (
        select(
            Outreach.tactic,
            Outreach.campaign_id,
            each.c.cohort,
            *counts,
            case((each.c.answered >= _ANSWERED, 1), else_=0).label("was_answered"),
            case((each.c.answered >= _PROMISED, 1), else_=0).label("was_promised"),
        )
        .join(each, each.c.outreach_id == Outreach.id)
        .where(asked.tasks())
        .subquery()
    )
    sums = [cast(func.sum(column), BigInteger) for column in list(joined.c)[3:]]
    query = select(joined.c.tactic, joined.c.campaign_id, joined.c.cohort, func.count(), *sums).group_by(
        joined.c.tactic, joined.c.campaign_id, joined.c.cohort
    )
    names = await _campaigns(session, asked)
    found = Tasks(defaultdict(Work), defaultdict(Work), defaultdict(Asks))
    for tactic, campaign, cohort, count, *summed in await session.execute(query):
        work = work_of(dict(zip(KINDS, summed[:5], strict=True)))
        if work:
            found.by_tactic[tactic] += work
            found.by_campaign[names.get(campaign)] += work
        found.cohorts[tactic, cohort].add(Asks(count, summed[5], summed[6]))
    return found


def _each_task(asked: Question, *, plain: bool) -> Subquery:
    """A row for each task: its touches in the period, its first ask, and how it was answered."""
    asked_at = func.min(case((Touch.what == TouchKind.ASKED, Touch.at)))
    answered = func.max(
        case(
            (Touch.what == TouchKind.PROMISED, _PROMISED),
            (Touch.what.in_((TouchKind.REPLIED, TouchKind.DECLINED)), _ANSWERED),
            else_=0,
        )
    )
    counts: list[ColumnElement[int]]
    if plain:
        counts = [
            func.sum(case((and_(Touch.what == kind, asked.within(Touch.at)), 1), else_=0)).label(kind.value)
            for kind in KINDS
        ]
    else:
        one = [
            (Touch.what == kind, literal(1 << place * _BITS, BigInteger)) for place, kind in enumerate(KINDS)
        ]
        packed = case((asked.within(Touch.at), case(*one, else_=0)), else_=0)
        counts = [cast(func.sum(packed), BigInteger).label("packed")]
    grouped = (
        select(Touch.outreach_id, asked_at.label("asked_at"), answered.label("answered"), *counts)
        .where(asked.touches())
        .group_by(Touch.outreach_id)
        .subquery()
    )
    others = [column for column in grouped.c if column.name != "asked_at"]
    return select(*others, asked.cohort_of(grouped.c.asked_at).label("cohort")).subquery()


def _unpacked(packed: ColumnElement[int]) -> list[ColumnElement[int]]:
    return [
        (packed // literal(1 << place * _BITS, BigInteger) % (1 << _BITS)).label(kind.value)
        for place, kind in enumerate(KINDS)
    ]


async def live(session: AsyncSession, asked: Question) -> Cohorts:
    """The tasks whose link has ever been live, by tactic and span of their first ask."""
    rows = await session.execute(_live(asked))
    found: Cohorts = defaultdict(Asks)
    for tactic, cohort, days, count, standing, young in rows:
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
            Outreach.tactic,
            asked_at.label("asked_at"),
            each.c.live_at,
            each.c.stood,
            case((each.c.stood == 1, 0), else_=each.c.young).label("young"),
        )
        .join(each, each.c.outreach_id == Outreach.id)
        .where(asked.tasks())
        .cte("timed")
        # Else SQLite looks the first ask up once for every comparison below.
        .prefix_with("MATERIALIZED")
    )
    took = microseconds(timed.c.live_at) - microseconds(timed.c.asked_at)
    numbered = select(
        timed.c.tactic,
        asked.cohort_of(timed.c.asked_at).label("cohort"),
        case((took < _DAY, 0), else_=took // _DAY).label("days"),
        timed.c.stood,
        timed.c.young,
    ).subquery()
    keys = (numbered.c.tactic, numbered.c.cohort, numbered.c.days)
    return select(*keys, func.count(), func.sum(numbered.c.stood), func.sum(numbered.c.young)).group_by(*keys)


def bridge(
    asked: Question, cohorts: dict[tuple[Tactic | None, int], Asks], *, year: bool
) -> tuple[Cohort, ...]:
    """The months of the period, or of the year up to its end, with what came of their asks."""
    months = asked.period.year_before() if year else asked.period.months
    found = {month: Cohort(month, 0, 0, 0, 0, 0, 0) for month in months}
    for number, span in enumerate(asked.cohorts, start=1):
        if span.month not in found or not (year or span.in_period):
            continue
        for (_, cohort), asks in cohorts.items():
            if cohort == number:
                found[span.month] = _with(found[span.month], asks)
    return tuple(found[month] for month in months)


def of_period(asked: Question, cohorts: Cohorts) -> dict[Tactic | None, Asks]:
    """The tasks first asked in the period, by tactic."""
    wanted = {number for number, span in enumerate(asked.cohorts, start=1) if span.in_period}
    found: dict[Tactic | None, Asks] = defaultdict(Asks)
    for (tactic, cohort), asks in cohorts.items():
        if cohort in wanted:
            found[tactic].add(asks)
    return found


def _with(cohort: Cohort, asks: Asks) -> Cohort:
    return replace(
        cohort,
        asked=cohort.asked + asks.asked,
        replied=cohort.replied + asks.replied,
        promised=cohort.promised + asks.promised,
        live=cohort.live + asks.live,
        standing_90_days=cohort.standing_90_days + asks.standing,
        too_young=cohort.too_young + asks.too_young,
    )


def median(days: dict[int, int]) -> float | None:
    """The median of days that came so often."""
    total = sum(days.values())
    if not total:
        return None
    middle = []
    for place in ((total - 1) // 2, total // 2):
        passed = 0
        for day in sorted(days):
            passed += days[day]
            if passed > place:
                middle.append(day)
                break
    return sum(middle) / 2


async def _campaigns(session: AsyncSession, asked: Question) -> dict[int | None, str]:
    rows = await session.execute(
        select(Campaign.id, Campaign.name).where(Campaign.workspace_id == asked.workspace_id)
    )
    return {row.id: row.name for row in rows}
