"""Promised links that came, went, stand or are owed, and those that nobody asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select

from storage.asked.within import Found, Within, about, between, of_placements, tasks_by_number
from storage.models import Backlink, Placement
from storage.store import Scope
from storage.team.audience import links_shown
from storage.words import Origin, PlacementState
from storage.work.views import PlacementView, Task


class Links(StrEnum):
    """Which promised links: those that came or went in a time, and those that stand so now."""

    LIVE = "live"
    LOST = "lost"
    STANDING = "standing"
    AT_RISK = "at_risk"
    OWED = "owed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A promised link and its task."""

    task: Task
    placement: PlacementView


@dataclass(frozen=True, slots=True)
class EarnedLink:
    """A link that nobody asked for; ``told`` is False where it may be older than ``first_seen_at``."""

    page: str
    target: str
    site: str
    anchor: str | None
    followed: bool | None
    first_seen_at: datetime
    lost_at: datetime | None
    told: bool = True


async def links(
    scope: Scope,
    which: Links,
    within: Within,
    today: date,
    *,
    days: tuple[date | None, date | None] = (None, None),
    offset: int = 0,
    limit: int = 10,
) -> Found[TaskLink]:
    """Promised links: the newest first of those that came or went, the soonest due first of those owed.

    ``within`` is when they came or went; for what is owed ``days`` (both counted) bound the day agreed on.
    ``today`` is the reader's date.
    """
    where, order = _which(which, within, today, days)
    where = [*where, *about(within), Placement.removed_at.is_(None)]
    total = await scope.session.scalar(of_placements(scope, select(func.count())).where(*where))
    rows = (
        await scope.session.execute(
            of_placements(scope, select(Placement.outreach_id, Placement.id))
            .where(*where)
            .order_by(*order, Placement.id.desc())
            .offset(offset)
            .limit(limit)
        )
    ).all()
    known = await tasks_by_number(scope, [number for number, _ in rows])
    found = []
    for number, placement in rows:
        held = next((one for one in known[number].placements if one.id == placement), None)
        if held is not None:
            found.append(TaskLink(known[number], held))
    return Found(tuple(found), int(total or 0), offset)


async def earned(scope: Scope, within: Within, *, offset: int = 0, limit: int = 10) -> Found[EarnedLink]:
    """Links that nobody asked for, by when they were first seen, newest first."""
    where: list[ColumnElement[bool]] = [
        Backlink.workspace_id == scope.workspace_id,
        Backlink.origin == Origin.PASSIVE,
        *links_shown(scope),
        *between(Backlink.first_seen_at, within),
    ]
    if within.site is not None:
        where.append(Backlink.site == within.site)
    total = await scope.session.scalar(select(func.count()).select_from(Backlink).where(*where))
    rows = await scope.session.scalars(
        select(Backlink)
        .where(*where)
        .order_by(Backlink.first_seen_at.desc(), Backlink.id.desc())
        .offset(offset)
        .limit(limit)
    )
    found = tuple(
        EarnedLink(
            row.page,
            row.target,
            row.site,
            row.anchor,
            row.followed,
            row.first_seen_at,
            row.lost_at,
            row.first_seen_told,
        )
        for row in rows
    )
    return Found(found, int(total or 0), offset)


def _which(
    which: Links, within: Within, today: date, days: tuple[date | None, date | None]
) -> tuple[list[ColumnElement[bool]], list[ColumnElement[Any]]]:
    stands = Placement.state.in_([PlacementState.LIVE, PlacementState.AT_RISK])
    soonest: list[ColumnElement[Any]] = [Placement.promised_by.is_(None), Placement.promised_by.asc()]
    match which:
        case Links.LIVE:
            came = [Placement.first_live_at.is_not(None), *between(Placement.first_live_at, within)]
            return came, [Placement.first_live_at.desc()]
        case Links.LOST:
            went = [Placement.lost_at.is_not(None), *between(Placement.lost_at, within)]
            return [Placement.state == PlacementState.LOST, *went], [Placement.lost_at.desc()]
        case Links.STANDING:
            return [stands], [Placement.first_live_at.desc()]
        case Links.AT_RISK:
            return [Placement.state == PlacementState.AT_RISK], [Placement.missing_since.asc()]
        case Links.LATE:
            return [Placement.state == PlacementState.PROMISED, Placement.promised_by < today], soonest
        case _:
            first, last = days
            agreed = [Placement.promised_by >= first] if first else []
            agreed += [Placement.promised_by <= last] if last else []
            return [Placement.state == PlacementState.PROMISED, *agreed], soonest
