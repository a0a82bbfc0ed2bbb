"""What narrows a question, and the rows that it is asked of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func

from storage.models import Campaign, Outreach, Placement, Prospect, Touch
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.words import Tactic, TouchKind
from storage.work import tasks
from storage.work.joins import placement_of_task
from storage.work.views import Task

Row = TypeVar("Row")
Rest = TypeVarTuple("Rest")


@dataclass(frozen=True, slots=True)
class Within:
    """What narrows a question; None narrows nothing. ``owner`` is the task's, ``by`` who did it."""

    since: datetime | None = None
    until: datetime | None = None
    owner: str | None = None
    by: str | None = None
    tactic: Tactic | None = None
    campaign: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """One page: ``total`` rows in all, this page begins at ``offset``."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    offset: int = 0


def of_tasks(scope: Scope, query: Select[*Rest]) -> Select[*Rest]:
    """``query`` over the tasks of the workspace that stand."""
    return query.select_from(Outreach).where(
        Outreach.workspace_id == scope.workspace_id, Outreach.removed_at.is_(None), *tasks_shown(scope)
    )


def of_touches(scope: Scope, query: Select[*Rest]) -> Select[*Rest]:
    """``query`` over what was done about them."""
    return (
        query.select_from(Touch)
        .join(Outreach, and_(Outreach.workspace_id == Touch.workspace_id, Outreach.id == Touch.outreach_id))
        .where(Touch.workspace_id == scope.workspace_id, Outreach.removed_at.is_(None), *tasks_shown(scope))
    )


def of_placements(scope: Scope, query: Select[*Rest]) -> Select[*Rest]:
    """``query`` over their promised links, taken back ones too."""
    return (
        query.select_from(Placement)
        .join(Outreach, placement_of_task())
        .where(
            Placement.workspace_id == scope.workspace_id, Outreach.removed_at.is_(None), *tasks_shown(scope)
        )
    )


def between(column: Any, within: Within) -> list[ColumnElement[bool]]:
    """``column`` within the time."""
    where = []
    if within.since is not None:
        where.append(column >= within.since)
    if within.until is not None:
        where.append(column < within.until)
    return where


def about(within: Within) -> list[ColumnElement[bool]]:
    """The task within everything else; needs :class:`Outreach` in the query."""
    where: list[ColumnElement[bool]] = []
    if within.owner is not None:
        where.append(Outreach.owner == within.owner)
    if within.tactic is not None:
        where.append(Outreach.tactic == within.tactic)
    if within.campaign is not None:
        where.append(
            exists().where(
                Campaign.workspace_id == Outreach.workspace_id,
                Campaign.id == Outreach.campaign_id,
                func.lower(Campaign.name) == within.campaign.lower(),
            )
        )
    if within.site is not None:
        where.append(
            exists().where(
                Prospect.workspace_id == Outreach.workspace_id,
                Prospect.id == Outreach.prospect_id,
                Prospect.site == within.site,
            )
        )
    return where


def touched(*kinds: TouchKind) -> ColumnElement[bool]:
    """Whether one of ``kinds`` was ever done about a task."""
    return exists().where(
        Touch.workspace_id == Outreach.workspace_id,
        Touch.outreach_id == Outreach.id,
        Touch.what.in_(kinds),
        Touch.removed_at.is_(None),
    )


def number_of(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """How many rows meet ``condition``."""
    return func.sum(case((condition, 1), else_=0))


async def tasks_by_number(scope: Scope, numbers: Sequence[int]) -> dict[int, Task]:
    """Tasks by their numbers; each once."""
    return {one.id: one for one in await tasks.tasks(scope, list(dict.fromkeys(numbers)))}
