"""What was done in a time, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select

from storage.asked.within import (
    Found,
    Within,
    about,
    between,
    number_of,
    of_tasks,
    of_touches,
    tasks_by_number,
    touched,
)
from storage.models import Outreach, Placement, Touch
from storage.store import Scope
from storage.words import Tactic, TouchKind
from storage.work.views import Task

#: What counts as an answer: a refusal is one, and so is a promise.
ANSWERS = (TouchKind.REPLIED, TouchKind.PROMISED, TouchKind.DECLINED)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did about a task; ``at`` is None where nobody says when."""

    task: Task
    what: TouchKind
    by: str
    at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a number of asks, by tactic where they are told apart."""

    tactic: Tactic | None
    asks: int
    answered: int
    promised: int
    live: int
    declined: int


async def deeds(
    scope: Scope, kinds: Collection[TouchKind], within: Within, *, offset: int = 0, limit: int = 10
) -> Found[Deed]:
    """What was done in a time, newest first; of all kinds when none is named."""
    where = [*about(within), *between(Touch.at, within), Touch.removed_at.is_(None)]
    if kinds:
        where.append(Touch.what.in_(list(kinds)))
    if within.by is not None:
        where.append(Touch.by == within.by)
    total = await scope.session.scalar(of_touches(scope, select(func.count())).where(*where))
    query = of_touches(scope, select(Touch.outreach_id, Touch.what, Touch.by, Touch.at, Touch.note))
    rows = (
        await scope.session.execute(
            query.where(*where)
            .order_by(Touch.at.desc().nulls_last(), Touch.id.desc())
            .offset(offset)
            .limit(limit)
        )
    ).all()
    known = await tasks_by_number(scope, [row[0] for row in rows])
    found = tuple(Deed(known[row[0]], row[1], row[2], row[3], row[4]) for row in rows if row[0] in known)
    return Found(found, int(total or 0), offset)


async def work_done(scope: Scope, within: Within) -> dict[TouchKind, int]:
    """How often each thing was done in a time."""
    where = [*about(within), *between(Touch.at, within), Touch.removed_at.is_(None)]
    if within.by is not None:
        where.append(Touch.by == within.by)
    rows = await scope.session.execute(
        of_touches(scope, select(Touch.what, func.count())).where(*where).group_by(Touch.what)
    )
    return {what: int(count) for what, count in rows}


async def outcomes(scope: Scope, within: Within, *, by_tactic: bool = False) -> list[Outcome]:
    """What came of the asks that were made in a time, whenever it came; by tactic, the most asked first."""
    asked = exists().where(
        Touch.workspace_id == Outreach.workspace_id,
        Touch.outreach_id == Outreach.id,
        Touch.what == TouchKind.ASKED,
        Touch.removed_at.is_(None),
        *between(Touch.at, within),
    )
    counts: list[Any] = [
        func.count(),
        number_of(touched(*ANSWERS)),
        number_of(touched(TouchKind.PROMISED)),
        number_of(
            exists().where(
                Placement.workspace_id == Outreach.workspace_id,
                Placement.outreach_id == Outreach.id,
                Placement.removed_at.is_(None),
                Placement.first_live_at.is_not(None),
            )
        ),
        number_of(touched(TouchKind.DECLINED)),
    ]
    columns: list[Any] = [*([Outreach.tactic] if by_tactic else []), *counts]
    query: Select[*tuple[Any, ...]] = of_tasks(scope, select(*columns)).where(asked, *about(within))
    if by_tactic:
        query = query.group_by(Outreach.tactic).order_by(func.count().desc())
    rows = await scope.session.execute(query)
    return [
        Outcome(
            row[0] if by_tactic else within.tactic,
            *(int(count or 0) for count in row[1 if by_tactic else 0 :]),
        )
        for row in rows
    ]
