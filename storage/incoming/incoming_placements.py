"""Links that a table of tasks names, as placements that are looked at from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update

from storage.dialect import insert
from storage.incoming.reported import ReportedTask
from storage.models import Placement, Schedule
from storage.pieces import pieces
from storage.sites import host_of
from storage.store import Scope
from storage.words import PlacementState, Stage

_placements: Table = Placement.__table__  # type: ignore[assignment]
_schedule: Table = Schedule.__table__  # type: ignore[assignment]
#: What a table says of a link, and may say anew.
_TERMS = (
    "page",
    "target",
    "anchor",
    "rel_agreed",
    "promised_by",
    "price_amount",
    "price_currency",
    "told_live_at",
)
_CHANGED = (
    update(_placements)
    .where(_placements.c.workspace_id == bindparam("its_workspace"), _placements.c.id == bindparam("its_id"))
    .values(
        {name: bindparam(f"new_{name}") for name in _TERMS}
        # What was read under other terms answers nothing any more.
        | {"etag": None, "last_modified": None, "body_hash": None, "version": _placements.c.version + 1}
    )
)
_LOOK = (
    update(_schedule)
    .where(
        _schedule.c.workspace_id == bindparam("its_workspace"),
        _schedule.c.placement_id == bindparam("its_id"),
    )
    .values(host=bindparam("new_host"), due_at=bindparam("new_due_at"))
)
#: So many links of one file are looked at at once; of the others so many become due in each second. 100,000
#: take five and a half hours: whatever a person promises meanwhile is due at once, so before them.
AT_ONCE = 200
A_SECOND = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """The link of one task, to ``target``; ``fresh``: the task is new, so that it has no placement yet."""

    task: int
    said: ReportedTask
    owner: str
    target: str
    fresh: bool


def names_link(one: ReportedTask) -> bool:
    """Whether a row names a link to watch: the page where it stands, or a promise with its page or day."""
    if one.stage is Stage.WON:
        return one.page is not None
    return one.stage is Stage.PROMISED and (one.page is not None or _day(one) is not None)


async def bring_in(
    scope: Scope, wanted: Sequence[Wanted], *, by: str | None, now: datetime, before: int = 0
) -> tuple[dict[int, int], set[int]]:
    """Have these links looked at; the placement of each task, and the tasks about which that is new.

    The first ones of a file are looked at at once, the others one after another; ``before`` of its links were
    brought in already.
    They are promised until a look has seen them, whatever the table says. A task has one such placement: what
    the table says anew of it counts, as long as it was not seen.
    """
    known = await _known(scope, [one.task for one in wanted if not one.fresh])
    fresh = [one for one in wanted if one.task not in known]
    numbers = {task: row.id for task, row in known.items()}
    changed = [
        (known[one.task], one)
        for one in wanted
        if one.task in known
        and known[one.task].state is PlacementState.PROMISED
        and any(getattr(known[one.task], name) != value for name, value in _terms(one).items())
    ]
    await _change(scope, changed, now, before)
    numbers |= await _add(scope, fresh, by, now, before + len(changed))
    return numbers, {one.task for one in fresh} | {one.task for _, one in changed}


async def _known(scope: Scope, tasks: Sequence[int]) -> dict[int, Row[Any]]:
    found: dict[int, Row[Any]] = {}
    for some in pieces(tasks):
        for row in await scope.session.execute(
            select(_placements)
            .where(
                _placements.c.workspace_id == scope.workspace_id,
                _placements.c.outreach_id.in_(some),
                _placements.c.removed_at.is_(None),
            )
            .order_by(_placements.c.told.desc(), _placements.c.id)
        ):
            found.setdefault(row.outreach_id, row)
    return found


def _terms(one: Wanted) -> dict[str, Any]:
    said = one.said
    return {
        "page": said.page,
        "target": one.target,
        "anchor": said.anchor,
        "rel_agreed": said.rel_agreed,
        "promised_by": _day(said) if said.stage is Stage.PROMISED else said.promised_by,
        "price_amount": str(said.price.amount) if said.price else None,
        "price_currency": said.price.currency if said.price else None,
        "told_live_at": said.live_at if said.stage is Stage.WON else None,
    }


def _day(one: ReportedTask) -> date | None:
    """The day a promised link is promised for: where it is not live, the day it goes live is just that."""
    return one.promised_by or (one.live_at.date() if one.live_at else None)


def _host(one: Wanted) -> str:
    return host_of(one.said.page) if one.said.page else one.said.site


def first_look(place: int, now: datetime) -> datetime:
    """When the link in that place of a file, from 0, is looked at first."""
    return now + timedelta(seconds=max(0, place - AT_ONCE + 1) // A_SECOND)


async def _add(
    scope: Scope, fresh: Sequence[Wanted], by: str | None, now: datetime, before: int
) -> dict[int, int]:
    if not fresh:
        return {}
    numbers = await scope.add(
        Placement,
        [
            {
                "outreach_id": one.task,
                "site": one.said.site,
                "state": PlacementState.PROMISED,
                "detail": "",
                "findings": [],
                "misses": 0,
                "unseen": 0,
                "version": 1,
                "created_by": by or one.owner,
                "created_at": now,
                "told": True,
                **_terms(one),
            }
            for one in fresh
        ],
    )
    await scope.session.execute(
        insert(scope.session, _schedule),
        [
            {
                "workspace_id": scope.workspace_id,
                "placement_id": number,
                "host": _host(one),
                "due_at": first_look(place, now),
            }
            for place, (number, one) in enumerate(zip(numbers, fresh, strict=True), start=before)
        ],
    )
    return {one.task: number for number, one in zip(numbers, fresh, strict=True)}


async def _change(
    scope: Scope, changed: Sequence[tuple[Row[Any], Wanted]], now: datetime, before: int
) -> None:
    if not changed:
        return
    await scope.session.execute(
        _CHANGED,
        [
            {"its_workspace": scope.workspace_id, "its_id": row.id}
            | {f"new_{name}": value for name, value in _terms(one).items()}
            for row, one in changed
        ],
    )
    await scope.session.execute(
        _LOOK,
        [
            {
                "its_workspace": scope.workspace_id,
                "its_id": row.id,
                "new_host": _host(one),
                "new_due_at": first_look(place, now),
            }
            for place, (row, one) in enumerate(changed, start=before)
        ],
    )
