"""What stood before a person's change, so that it can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select

from storage import cards
from storage.errors import Mendable
from storage.models import Change, Outreach, Placement, Post, PostState, Schedule, Touch
from storage.models.base import Base
from storage.sites import host_of
from storage.store import Scope
from storage.words import PlacementState

TABLES: dict[str, type[Base]] = {
    "outreach": Outreach,
    "placement": Placement,
    "touch": Touch,
}


@dataclass(slots=True)
class Journal:
    """Collects one change while it is made; ``write`` keeps it."""

    by: str
    what: str
    before: dict[str, Any] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)

    def keeps(self, row: Outreach | Placement) -> None:
        """Remember ``row`` as it stands; call it before changing the row."""
        key = f"{row.__tablename__}:{row.id}"
        if key not in self.before and key not in self.created:
            self.before[key] = _columns(row)

    def made(self, row: Outreach | Placement | Touch) -> None:
        """Remember that ``row`` is new."""
        self.created.append(f"{row.__tablename__}:{row.id}")

    async def write(self, scope: Scope, outreach: Outreach, now: datetime) -> None:
        """Keep the change in the transaction that makes it."""
        scope.session.add(
            Change(
                workspace_id=scope.workspace_id,
                by=self.by,
                at=now,
                what=self.what,
                outreach_id=outreach.id,
                version=outreach.version,
                before=self.before,
                created=self.created,
            )
        )
        await scope.session.flush()


def _columns(row: Base) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for column in inspect(type(row)).columns:
        value = getattr(row, column.key)
        kept[column.key] = value.isoformat() if hasattr(value, "isoformat") else value
    return kept


def _restore(row: Base, kept: dict[str, Any]) -> None:
    for column in inspect(type(row)).columns:
        if column.key in {"workspace_id", "id", "version"} or column.key not in kept:
            continue
        value = kept[column.key]
        kind = column.type.python_type if value is not None else None
        if isinstance(value, str) and kind is not None and hasattr(kind, "fromisoformat"):
            value = kind.fromisoformat(value)
        elif isinstance(value, str) and kind is not None and kind is not str:
            value = kind(value)
        setattr(row, column.key, value)


class NothingToUndo(Mendable):
    """The person has changed nothing that could be taken back."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing of yours to take back.",
            "Look at a task to see what was done, and by whom.",
            "/outreach show 1",
        )


class ChangedSince(Mendable):
    """Somebody else changed the task after the change that should be taken back."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(
            f"#{number} was changed again since your “{what}”: taking that back would undo more than yours.",
            "Look at it and set it right by hand.",
            f"/outreach show {number}",
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the word of the change, its task, and whether the task itself is gone."""

    what: str
    outreach_id: int
    gone: bool
    placements: tuple[int, ...]


async def undo(scope: Scope, by: str, now: datetime, *, outreach_id: int | None = None) -> Undone:
    """Take back the last change of ``by`` (on one task, when it is named).

    Raises NothingToUndo, or ChangedSince when somebody changed the task in between.
    """
    query = select(Change).where(
        Change.workspace_id == scope.workspace_id, Change.by == by, Change.undone_at.is_(None)
    )
    if outreach_id is not None:
        query = query.where(Change.outreach_id == outreach_id)
    change = await scope.session.scalar(query.order_by(Change.id.desc()).limit(1).with_for_update())
    if change is None or change.outreach_id is None:
        raise NothingToUndo
    outreach = await scope.session.get_one(
        Outreach, (scope.workspace_id, change.outreach_id), with_for_update=True
    )
    if outreach.version != change.version:
        raise ChangedSince(outreach.id, change.what)
    for key, kept in change.before.items():
        row = await _row(scope, key)
        _restore(row, kept)
        if isinstance(row, Placement):
            row.version += 1
            await _watch_again(scope, row, now)
    await _remove(scope, change.created, now)
    await _tell_cards(scope, (*change.before, *change.created), now)
    change.undone_at = now
    outreach.version += 1
    outreach.updated_at = now
    await _let_earlier_changes_follow(scope, by, change, outreach)
    await scope.session.flush()
    return Undone(
        change.what,
        outreach.id,
        outreach.removed_at is not None,
        tuple(
            int(key.partition(":")[2])
            for key in (*change.before, *change.created)
            if key.startswith("placement:")
        ),
    )


async def _row(scope: Scope, key: str) -> Base:
    table, _, number = key.partition(":")
    return await scope.session.get_one(TABLES[table], (scope.workspace_id, int(number)))


async def _remove(scope: Scope, created: Iterable[str], now: datetime) -> None:
    for key in created:
        row = await _row(scope, key)
        if not isinstance(row, Outreach | Placement | Touch):
            continue
        row.removed_at = now
        if isinstance(row, Placement):
            row.version += 1
            schedule = await scope.session.get(Schedule, (scope.workspace_id, row.id))
            if schedule is not None:
                await scope.session.delete(schedule)
        if isinstance(row, Outreach):
            await _silence(scope, row, now)


async def _tell_cards(scope: Scope, keys: Iterable[str], now: datetime) -> None:
    """Living cards that are in Slack show that their promise was taken back, or stands as before."""
    for key in keys:
        row = await _row(scope, key)
        if isinstance(row, Placement) and row.card_ts is not None:
            await cards.refresh(scope, row, now)


async def _watch_again(scope: Scope, row: Placement, now: datetime) -> None:
    """A placement that the change had withdrawn is looked at again."""
    watched = row.state != PlacementState.WITHDRAWN and row.removed_at is None
    if watched and await scope.session.get(Schedule, (scope.workspace_id, row.id)) is None:
        scope.session.add(
            Schedule(
                workspace_id=scope.workspace_id,
                placement_id=row.id,
                host=host_of(row.page) if row.page else row.site,
                due_at=now,
            )
        )


async def _silence(scope: Scope, row: Outreach, now: datetime) -> None:
    """A task that never was has nothing to remind of."""
    row.remind_at = None
    waiting = await scope.session.scalars(
        select(Post).where(
            Post.workspace_id == scope.workspace_id,
            Post.subject == f"outreach:{row.id}",
            Post.state == PostState.PENDING,
        )
    )
    for post in waiting:
        post.state = PostState.DROPPED
        post.error = "the task was undone"
        post.sent_at = now


async def _let_earlier_changes_follow(scope: Scope, by: str, undone: Change, outreach: Outreach) -> None:
    """An undo is the person's own: their change before it on this task can be undone next."""
    earlier = await scope.session.scalar(
        select(Change)
        .where(
            Change.workspace_id == scope.workspace_id,
            Change.outreach_id == outreach.id,
            Change.undone_at.is_(None),
            Change.id < undone.id,
        )
        .order_by(Change.id.desc())
        .limit(1)
    )
    if earlier is not None and earlier.by == by and earlier.version == undone.version - 1:
        earlier.version = outreach.version
