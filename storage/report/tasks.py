"""What was done for which tasks, and how they were answered: by tactic, by campaign, by first ask.

Two ways lead to the same numbers. A long period reads every touch once, in the order of the tasks. A
short one reads its own touches, and the first asks of the months that it tells of. Either sorts whole
numbers that hold all that is grouped by, since sorting is what takes longest on SQLite.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.models import Campaign, Outreach, Touch
from storage.report.cohorts import Asks, Cohorts
from storage.report.figures import Work
from storage.report.grouping import TACTICS, key_of, parts_of, tactic_number
from storage.report.question import Question
from storage.report.work import KINDS, work_of
from storage.words import Tactic, TouchKind

#: Counts of the five kinds of one task share one number, so that a million touches are added up once, not
#: five times.
_BITS = 12
_ANSWERED, _PROMISED = 1, 2
_ANSWERS = 4


@dataclass(slots=True)
class Tasks:
    """Work by what it was for, and how the tasks were answered."""

    by_tactic: dict[Tactic | None, Work]
    by_campaign: dict[str | None, Work]
    cohorts: Cohorts


async def tasks(session: AsyncSession, asked: Question, *, plain: bool = False) -> Tasks:
    """Everything that is grouped by tasks but their links.

    ``plain`` counts without packing: exact also where one task has 4,096 touches of a kind.
    """
    found = Tasks(defaultdict(Work), defaultdict(Work), defaultdict(Asks))
    names = await _campaigns(session, asked)
    if plain or not asked.short:
        await _all_at_once(session, asked, names, found, plain=plain)
    else:
        await _work_of_period(session, asked, names, found)
        await _first_asks(session, asked, found)
    return found


async def _all_at_once(
    session: AsyncSession, asked: Question, names: dict[int, str], found: Tasks, *, plain: bool
) -> None:
    each = _each_task(asked, plain=plain)
    key = key_of(
        func.coalesce(Outreach.campaign_id, 0),
        (asked.cohort_of(each.c.asked_at), asked.numbers),
        (tactic_number(), len(TACTICS)),
        (each.c.answered, _ANSWERS),
    )
    counts = [each.c[kind.value] for kind in KINDS] if plain else [each.c.packed]
    joined = (
        select(key.label("key"), *counts)
        .join(each, each.c.outreach_id == Outreach.id)
        .where(asked.tasks())
        .subquery()
    )
    counted = [joined.c[kind.value] for kind in KINDS] if plain else _unpacked(joined.c.packed)
    sums = [cast(func.sum(column), BigInteger) for column in counted]
    for key_, count, *summed in await session.execute(
        select(joined.c.key, func.count(), *sums).group_by(joined.c.key)
    ):
        campaign, cohort, number, answered = parts_of(key_, asked.numbers, len(TACTICS), _ANSWERS)
        tactic = TACTICS[number]
        _add_work(found, tactic, names.get(campaign), dict(zip(KINDS, summed, strict=True)))
        found.cohorts[tactic, cohort].add(_asks(count, answered))


def _each_task(asked: Question, *, plain: bool) -> Any:
    """A row for each task: its touches in the period, its first ask, and how it was answered."""
    columns: list[ColumnElement[Any]] = [
        Touch.outreach_id.expression,
        func.min(case((Touch.what == TouchKind.ASKED, Touch.at))).label("asked_at"),
        func.max(_answer()).label("answered"),
    ]
    within = asked.within(Touch.at)
    if plain:
        columns += [
            func.sum(case((and_(Touch.what == kind, within), 1), else_=0)).label(kind.value) for kind in KINDS
        ]
    else:
        one: dict[Any, Any] = {kind: 1 << place * _BITS for place, kind in enumerate(KINDS)}
        weights = {kind: literal(weight, BigInteger) for kind, weight in one.items()}
        packed = case((within, case(weights, value=Touch.what, else_=0)), else_=0)
        columns.append(cast(func.sum(packed), BigInteger).label("packed"))
    return select(*columns).where(asked.touches()).group_by(Touch.outreach_id).subquery()


def _unpacked(packed: ColumnElement[int]) -> list[ColumnElement[int]]:
    return [
        (packed // literal(1 << place * _BITS, BigInteger)).bitwise_and(literal((1 << _BITS) - 1, BigInteger))
        for place in range(len(KINDS))
    ]


async def _work_of_period(
    session: AsyncSession, asked: Question, names: dict[int, str], found: Tasks
) -> None:
    kind = case({kind: place for place, kind in enumerate(KINDS)}, value=Touch.what, else_=0)
    key = key_of(func.coalesce(Outreach.campaign_id, 0), (tactic_number(), len(TACTICS)), (kind, len(KINDS)))
    each = (
        select(key.label("key"))
        .select_from(Touch)
        # The workspace by its number on both sides, so that an index that holds all is taken.
        .join(Outreach, Outreach.id == Touch.outreach_id)
        .where(asked.touches(), asked.tasks(), asked.within(Touch.at), Touch.what.in_(KINDS))
        .subquery()
    )
    for key_, count in await session.execute(select(each.c.key, func.count()).group_by(each.c.key)):
        campaign, number, place = parts_of(key_, len(TACTICS), len(KINDS))
        _add_work(found, TACTICS[number], names.get(campaign), {KINDS[place]: count})


async def _first_asks(session: AsyncSession, asked: Question, found: Tasks) -> None:
    """The tasks first asked in the months that the report tells of, and how they were answered."""
    since = asked.cuts[0]
    # A sum, as SQLite would otherwise read every touch there ever was, in the order of the tasks.
    task = (Touch.outreach_id + 0).label("outreach_id")
    first = (
        select(task, func.min(Touch.at).label("asked_at"))
        .where(asked.touches(), Touch.what == TouchKind.ASKED, Touch.at >= since, Touch.at < asked.ends)
        .group_by(task)
        .subquery()
    )
    earlier, later = aliased(Touch), aliased(Touch)
    before = exists().where(
        asked.touches(earlier),
        earlier.outreach_id == first.c.outreach_id,
        earlier.what == TouchKind.ASKED,
        earlier.at < since,
    )
    answered = (
        select(func.max(_answer(later)))
        .where(asked.touches(later), later.outreach_id == first.c.outreach_id)
        .correlate(first)
        .scalar_subquery()
    )
    key = key_of(
        answered, (asked.cohort_of(first.c.asked_at), asked.numbers), (tactic_number(), len(TACTICS))
    )
    each = (
        select(key.label("key"))
        .select_from(first)
        .join(Outreach, Outreach.id == first.c.outreach_id)
        .where(asked.tasks(), ~before)
        .cte("each")
        # Else SQLite looks the answers up twice, to group by them and to say them.
        .prefix_with("MATERIALIZED")
    )
    for key_, count in await session.execute(select(each.c.key, func.count()).group_by(each.c.key)):
        answer, cohort, number = parts_of(key_, asked.numbers, len(TACTICS))
        found.cohorts[TACTICS[number], cohort].add(_asks(count, answer))


def _answer(touch: Any = Touch) -> ColumnElement[int]:
    known = {
        TouchKind.PROMISED: _PROMISED,
        TouchKind.REPLIED: _ANSWERED,
        TouchKind.DECLINED: _ANSWERED,
    }
    return case(known, value=touch.what, else_=0)


def _asks(count: int, answered: int) -> Asks:
    return Asks(
        asked=count,
        replied=count if answered >= _ANSWERED else 0,
        promised=count if answered >= _PROMISED else 0,
    )


def _add_work(found: Tasks, tactic: Tactic | None, campaign: str | None, counts: dict[Any, int]) -> None:
    work = work_of(counts)
    if work:
        found.by_tactic[tactic] += work
        found.by_campaign[campaign] += work


async def _campaigns(session: AsyncSession, asked: Question) -> dict[int, str]:
    rows = await session.execute(
        select(Campaign.id, Campaign.name).where(Campaign.workspace_id == asked.workspace_id)
    )
    return {row.id: row.name for row in rows}
