"""What a Home tab shows: a few rows of each kind and how many there are, found by index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union
from sqlalchemy.orm import InstrumentedAttribute

from storage import tasks
from storage.models import Outreach, Placement
from storage.store import Scope
from storage.tasks import OPEN
from storage.views import PlacementView, Task, placement_view
from storage.words import PlacementState

#: What is counted no further: a person needs no more than "1,000 and more".
MOST_COUNTED = 1_000
#: How far back "recently live" and "lost" reach.
LIVE_FOR, LOST_FOR = timedelta(days=30), timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Day:
    """The reader's day: its date, and when it begins and ends in UTC."""

    date: date
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """The most urgent tasks of a kind, and how many there are, counted to ``MOST_COUNTED`` + 1."""

    tasks: tuple[Task, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A promised link that came or went, with its task's owner."""

    placement: PlacementView
    owner: str


@dataclass(frozen=True, slots=True)
class HomeRows:
    """Everything a Home tab shows. ``total`` counts what is open; ``first`` is a person's only task."""

    overdue: Group
    today: Group
    promised: Group
    live: tuple[Link, ...]
    lost: tuple[Link, ...]
    total: int
    ever: bool
    first: Task | None = None


async def home_rows(
    scope: Scope,
    user: str,
    day: Day,
    now: datetime,
    *,
    owner: str | None,
    campaign: int | None,
    rows: int,
    links: int,
) -> HomeRows:
    """The rows of ``user``'s Home, of ``owner`` (None: everybody) and ``campaign`` (None: all).

    A task stands in one group only: overdue before today before promised.
    """
    mine = _of(scope, owner, campaign)
    late_follow_up = (Outreach.follow_up_at < day.starts, Outreach.stage.in_(OPEN))
    late_promise = (Placement.promised_by < day.date,)
    overdue = await _merged(
        scope,
        _follow_ups(mine, *late_follow_up).limit(rows),
        _promises(mine, *late_promise).limit(rows),
        rows,
    )
    due_today = (
        Outreach.follow_up_at >= day.starts,
        Outreach.follow_up_at < day.ends,
        Outreach.stage.in_(OPEN),
    )
    late_ids = select(_promises(mine, *late_promise).subquery().c.id)
    not_late = Outreach.id.not_in(late_ids)
    today = _follow_ups(mine, *due_today, not_late)
    waiting = _promises(mine, _or_unset(Placement.promised_by >= day.date))
    not_due = (
        (Outreach.follow_up_at.is_(None) | (Outreach.follow_up_at >= day.ends)),
        not_late,
    )
    waiting = waiting.where(*not_due)
    found_today = [number for number, _ in await scope.session.execute(today.limit(rows))]
    found_waiting = list(dict.fromkeys([n for n, _ in await scope.session.execute(waiting.limit(rows))]))
    whole = {
        one.id: one for one in await tasks.tasks(scope, sorted({*overdue, *found_today, *found_waiting}))
    }
    total = await _count(scope, select(Outreach.id).where(*mine, Outreach.stage.in_(OPEN)))
    ever, first = await _beginnings(scope, user, total)
    return HomeRows(
        overdue=Group(
            _picked(whole, overdue),
            await _count_both(scope, _follow_ups(mine, *late_follow_up), _promises(mine, *late_promise)),
        ),
        today=Group(_picked(whole, found_today), await _count(scope, today)),
        promised=Group(_picked(whole, found_waiting), await _count(scope, waiting)),
        live=await _links(
            scope,
            mine,
            Placement.first_live_at,
            [PlacementState.LIVE, PlacementState.AT_RISK],
            now - LIVE_FOR,
            links,
        ),
        lost=await _links(scope, mine, Placement.lost_at, [PlacementState.LOST], now - LOST_FOR, links),
        total=total,
        ever=ever,
        first=first,
    )


def _of(scope: Scope, owner: str | None, campaign: int | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        Outreach.workspace_id == scope.workspace_id,
        Outreach.removed_at.is_(None),
    ]
    if owner is not None:
        where.append(Outreach.owner == owner)
    if campaign is not None:
        where.append(Outreach.campaign_id == campaign)
    return where


def _or_unset(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return condition | Placement.promised_by.is_(None)


def _follow_ups(
    mine: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]
) -> Select[int, datetime | None]:
    """Tasks by their follow-up, the soonest first."""
    return (
        select(Outreach.id, Outreach.follow_up_at)
        .where(*mine, *where)
        .order_by(Outreach.follow_up_at, Outreach.id)
    )


def _promises(mine: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]) -> Select[int, date | None]:
    """Tasks by a promise that is not kept yet, the soonest first, those without a date last."""
    return (
        select(Outreach.id, func.min(Placement.promised_by))
        .join(
            Placement,
            and_(Placement.workspace_id == Outreach.workspace_id, Placement.outreach_id == Outreach.id),
        )
        .where(
            *mine,
            Placement.state == PlacementState.PROMISED,
            Placement.removed_at.is_(None),
            *where,
        )
        .group_by(Outreach.id)
        .order_by(func.min(Placement.promised_by).is_(None), func.min(Placement.promised_by), Outreach.id)
    )


async def _merged(
    scope: Scope,
    follow_ups: Select[int, datetime | None],
    promises: Select[int, date | None],
    rows: int,
) -> list[int]:
    """The numbers of both, the longest due first, each once."""
    due: dict[int, date] = {}
    for number, at in await scope.session.execute(follow_ups):
        if at is not None:
            due[number] = at.date()
    for number, by in await scope.session.execute(promises):
        if by is not None:
            due[number] = min(by, due.get(number, by))
    return sorted(due, key=lambda number: (due[number], number))[:rows]


def _picked(whole: dict[int, Task], numbers: Sequence[int]) -> tuple[Task, ...]:
    return tuple(whole[number] for number in numbers if number in whole)


async def _count(scope: Scope, query: Select[*tuple[Any, ...]]) -> int:
    within = query.order_by(None).limit(MOST_COUNTED + 1).subquery()
    return int(await scope.session.scalar(select(func.count()).select_from(within)) or 0)


async def _count_both(
    scope: Scope, follow_ups: Select[int, datetime | None], promises: Select[int, date | None]
) -> int:
    """How many tasks are in either, each part counted as far as ``_count`` counts."""
    parts = [
        select(part.order_by(None).limit(MOST_COUNTED + 1).subquery().c.id) for part in (follow_ups, promises)
    ]
    both = union(*parts).subquery()
    return int(await scope.session.scalar(select(func.count()).select_from(both)) or 0)


async def _links(
    scope: Scope,
    mine: Sequence[ColumnElement[bool]],
    when: InstrumentedAttribute[datetime | None],
    states: Sequence[PlacementState],
    since: datetime,
    most: int,
) -> tuple[Link, ...]:
    """Links that came, or went, since then: the newest first."""
    found = await scope.session.execute(
        select(Placement, Outreach.owner)
        .join(
            Outreach,
            and_(Placement.workspace_id == Outreach.workspace_id, Placement.outreach_id == Outreach.id),
        )
        .where(
            *mine,
            Placement.workspace_id == scope.workspace_id,
            Placement.removed_at.is_(None),
            Placement.state.in_(states),
            when >= since,
        )
        .order_by(when.desc(), Placement.id.desc())
        .limit(most)
    )
    return tuple(Link(placement_view(row, None), owner) for row, owner in found)


async def _beginnings(scope: Scope, user: str, total: int) -> tuple[bool, Task | None]:
    """Whether the person ever owned a task, and the task itself where it is their only one."""
    query = (
        select(Outreach.id)
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.owner == user,
            Outreach.removed_at.is_(None),
        )
        .limit(2)
    )
    numbers = list(await scope.session.scalars(query))
    if len(numbers) != 1 or total > 1:
        return bool(numbers), None
    return True, next(iter(await tasks.tasks(scope, numbers)), None)
