"""What a table tells of the work on its tasks, as touches: each with its day, or without one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from storage.incoming.reported import ReportedTask
from storage.models import Touch
from storage.pieces import pieces
from storage.store import Scope
from storage.words import Stage, TouchKind

_touches: Table = Touch.__table__  # type: ignore[assignment]
#: What is on record besides the ask, by the stage that a table gives.
_SINCE = {
    Stage.REPLIED: TouchKind.REPLIED,
    Stage.PROMISED: TouchKind.PROMISED,
    Stage.DECLINED: TouchKind.DECLINED,
    Stage.DROPPED: TouchKind.CLOSED,
    Stage.NO_RESPONSE: TouchKind.CLOSED,
}
_DATED = (
    update(_touches)
    .where(_touches.c.workspace_id == bindparam("its_workspace"), _touches.c.id == bindparam("its_id"))
    .values(at=bindparam("new_at"))
)


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done about a task; ``at`` is None where the table does not say when."""

    task: int
    by: str
    what: TouchKind
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A touch that is on record."""

    id: int
    at: datetime | None


def history(task: int, one: ReportedTask, owner: str, now: datetime) -> list[Done]:
    """What was done, as far as the table tells: the ask, an answer, how it stands.

    The day of a reply is the reply's alone: whoever answered may have refused or promised later.
    """
    if one.stage is Stage.PLANNED:
        return []
    since = _SINCE.get(one.stage)
    told: dict[TouchKind, datetime | None] = {TouchKind.ASKED: one.asked}
    if one.replied is not None or since is TouchKind.REPLIED:
        told[TouchKind.REPLIED] = one.replied
    if since is not None:
        told.setdefault(since, None)
    return [Done(task, owner, what, min(at, now) if at else None) for what, at in told.items()]


async def kept(scope: Scope, tasks: Sequence[int]) -> dict[int, dict[TouchKind, Kept]]:
    """What is on record of these tasks, the first of each kind."""
    found: dict[int, dict[TouchKind, Kept]] = {}
    for some in pieces(tasks):
        for row in await scope.session.execute(
            select(Touch.outreach_id, Touch.what, Touch.id, Touch.at)
            .where(
                Touch.workspace_id == scope.workspace_id,
                Touch.outreach_id.in_(some),
                Touch.removed_at.is_(None),
            )
            .order_by(Touch.id)
        ):
            found.setdefault(row.outreach_id, {}).setdefault(row.what, Kept(row.id, row.at))
    return found


def missing(told: Iterable[Done], on_record: dict[TouchKind, Kept]) -> list[Done]:
    """What is not on record yet, or only without its day."""
    return [
        one
        for one in told
        if (known := on_record.get(one.what)) is None or (known.at is None and one.at is not None)
    ]


async def write(scope: Scope, done: Sequence[Done], on_record: dict[int, dict[TouchKind, Kept]]) -> None:
    """Write down what was done; what is on record without its day gets it."""
    dated: list[dict[str, Any]] = []
    fresh: list[Done] = []
    for one in done:
        known = on_record.get(one.task, {}).get(one.what)
        if known is None:
            fresh.append(one)
        else:
            dated.append({"its_workspace": scope.workspace_id, "its_id": known.id, "new_at": one.at})
    if dated:
        await scope.session.execute(_DATED, dated)
    rows = [
        {"outreach_id": one.task, "by": one.by, "what": one.what, "at": one.at, "note": None} for one in fresh
    ]
    await scope.add(Touch, rows)
