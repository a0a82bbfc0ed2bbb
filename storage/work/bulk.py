"""One press that changes many tasks: each is a change of its own, and all are taken back together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from storage.errors import Mendable
from storage.incoming import inbox
from storage.models import Change
from storage.steps import step
from storage.store import Scope
from storage.work import journal, outreach
from storage.work.changes import FollowUp
from storage.work.journal import NothingToUndo, Undone


@dataclass(frozen=True, slots=True)
class Chosen:
    """A task that somebody chose from a list, with the version that the list showed."""

    number: int
    version: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the tasks, by number; ``batch`` names what was changed, for the undo.

    ``meanwhile`` were changed by somebody since the list was made and are left alone; ``refused`` says in
    words why a task could not be changed.
    """

    batch: str
    changed: tuple[int, ...] = ()
    meanwhile: tuple[int, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()


async def done(
    scope: Scope,
    chosen: Sequence[Chosen],
    then: Callable[[int], Awaitable[FollowUp | None]],
    *,
    by: str,
    now: datetime,
) -> Outcome:
    """A follow-up was sent for each; ``then`` says when the next one of a task is due."""

    async def change(within: Scope, one: Chosen) -> None:
        await outreach.follow_up(within, one.number, await then(one.number), by=by, now=now)

    return await _each(scope, chosen, "follow_up_done", change, by=by, now=now)


async def snooze(
    scope: Scope, chosen: Sequence[Chosen], until: FollowUp, *, by: str, now: datetime
) -> Outcome:
    """The reminders of all of them wait until then."""

    async def change(within: Scope, one: Chosen) -> None:
        await outreach.remind(within, one.number, until, by=by, now=now)

    return await _each(scope, chosen, "snooze_form", change, by=by, now=now)


async def undo(scope: Scope, batch: str, *, by: str, now: datetime) -> tuple[list[Undone], list[str]]:
    """Take back what ``by`` changed with one press; what was taken back, and in words what could not be.

    Raises NothingToUndo where nothing of it stands any more.
    """
    rows = await scope.session.execute(
        select(Change.outreach_id)
        .where(
            Change.workspace_id == scope.workspace_id,
            Change.batch == batch,
            Change.by == by,
            Change.undone_at.is_(None),
        )
        .order_by(Change.id.desc())
    )
    numbers = list(rows.scalars())
    if not numbers:
        raise NothingToUndo
    back: list[Undone] = []
    left: list[str] = []
    for number in numbers:
        last = await journal.last_change(scope, by, outreach_id=number)
        if last is None or last.batch != batch:
            left.append(f"#{number} was changed again since.")
            continue
        try:
            async with step(scope):
                back.append(await journal.undo(scope, by, now, outreach_id=number))
        except Mendable as error:
            left.append(error.what)
    return back, left


async def _each(
    scope: Scope,
    chosen: Sequence[Chosen],
    word: str,
    change: Callable[[Scope, Chosen], Awaitable[None]],
    *,
    by: str,
    now: datetime,
) -> Outcome:
    batch = uuid4().hex
    within = replace(scope, batch=batch)
    changed: list[int] = []
    meanwhile: list[int] = []
    refused: list[tuple[int, str]] = []
    # In one order everywhere, so that two people's presses can't wait for each other's rows.
    for _, one in sorted({each.number: each for each in chosen}.items()):
        try:
            async with step(scope):
                # The same name as a single button's press: whoever comes second changes nothing.
                key = f"act:{one.number}:{word}:{one.version}"
                if not await inbox.take(scope, key, now=now) or await _moved_on(scope, one):
                    meanwhile.append(one.number)
                    continue
                await inbox.answered(scope, key, {"by": by})
                await change(within, one)
        except Mendable as error:
            refused.append((one.number, error.what))
        else:
            changed.append(one.number)
    return Outcome(batch, tuple(changed), tuple(meanwhile), tuple(refused))


async def _moved_on(scope: Scope, one: Chosen) -> bool:
    """Whether a person changed the task since the list was made; a note changes nothing that matters here."""
    later = await scope.session.scalar(
        select(Change.id)
        .where(
            Change.workspace_id == scope.workspace_id,
            Change.outreach_id == one.number,
            Change.version > one.version,
            Change.what != "note",
            Change.undone_at.is_(None),
        )
        .limit(1)
    )
    return later is not None
