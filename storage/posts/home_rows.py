"""What a Home tab shows: a few rows of each kind and how many there are, found by index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from storage.models import Outreach, Placement
from storage.store import Scope
from storage.words import PlacementState
from storage.work import tasks
from storage.work.joins import placement_of_task
from storage.work.tasks import OPEN
from storage.work.views import PlacementView, Task, placement_view

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
    """The most urgent tasks of a kind, and how many there are: more than ``MOST_COUNTED`` are not counted."""

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

    A task stands in one group only: overdue before today before promised. Numbers alone are read of each
    kind, in the order of an index and no more than are counted; whole tasks only of those that are shown.
    """
    mine = _of(scope, owner, campaign)
    late = await _promises(scope, mine, Placement.promised_by < day.date)
    overdue = await _follow_ups(scope, mine, Outreach.follow_up_at < day.starts)
    for number, (by, _) in late.items():
        overdue[number] = min(by or day.date, overdue.get(number, day.date))
    today = await _follow_ups(
        scope, mine, Outreach.follow_up_at >= day.starts, Outreach.follow_up_at < day.ends
    )
    today = {number: on for number, on in today.items() if number not in overdue}
    dated = await _promises(scope, mine, Placement.promised_by >= day.date)
    waiting = dated | await _promises(scope, mine, Placement.promised_by.is_(None), but=dated)
    promised = [
        number
        for number, (_, follow_up) in waiting.items()
        if number not in overdue and (follow_up is None or follow_up >= day.ends)
    ]
    first_late = sorted(overdue, key=lambda number: (overdue[number], number))
    shown = {number for group in (first_late, today, promised) for number in list(group)[:rows]}
    whole = {one.id: one for one in await tasks.tasks(scope, sorted(shown))}
    standing = [PlacementState.LIVE, PlacementState.AT_RISK]
    total = await _count(scope, select(Outreach.id).where(*mine, Outreach.stage.in_(OPEN)))
    ever, first = await _beginnings(scope, user, total)
    return HomeRows(
        overdue=_group(whole, first_late, rows),
        today=_group(whole, list(today), rows),
        promised=_group(whole, promised, rows),
        live=await _links(scope, mine, Placement.first_live_at, standing, now - LIVE_FOR, links),
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


async def _follow_ups(
    scope: Scope, mine: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]
) -> dict[int, date]:
    """Open tasks by the day of their follow-up, the soonest first."""
    found = await scope.session.execute(
        select(Outreach.id, Outreach.follow_up_at)
        .where(*mine, *where, Outreach.stage.in_(OPEN))
        .order_by(Outreach.follow_up_at, Outreach.id)
        .limit(MOST_COUNTED + 1)
    )
    return {number: at.date() for number, at in found if at is not None}


async def _promises(
    scope: Scope,
    mine: Sequence[ColumnElement[bool]],
    where: ColumnElement[bool],
    *,
    but: Mapping[int, object] | None = None,
) -> dict[int, tuple[date | None, datetime | None]]:
    """Tasks with a promise that is not kept yet, the soonest first: its date, and their follow-up."""
    found = await scope.session.execute(
        select(Placement.outreach_id, Placement.promised_by, Outreach.follow_up_at)
        .join(Outreach, placement_of_task())
        .where(
            *mine,
            Placement.workspace_id == scope.workspace_id,
            Placement.state == PlacementState.PROMISED,
            Placement.removed_at.is_(None),
            where,
        )
        .order_by(Placement.promised_by, Placement.id)
        .limit(MOST_COUNTED + 1)
    )
    first: dict[int, tuple[date | None, datetime | None]] = {}
    for number, by, follow_up in found:
        if number not in (but or ()):
            first.setdefault(number, (by, follow_up))
    return first


def _group(whole: dict[int, Task], numbers: Sequence[int], rows: int) -> Group:
    return Group(tuple(whole[number] for number in numbers[:rows] if number in whole), len(numbers))


async def _count(scope: Scope, query: Select[*tuple[Any, ...]]) -> int:
    within = query.order_by(None).limit(MOST_COUNTED + 1).subquery()
    return int(await scope.session.scalar(select(func.count()).select_from(within)) or 0)


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
        .join(Outreach, placement_of_task())
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
