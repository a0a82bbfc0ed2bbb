"""How one change to a task begins and ends."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.errors import Mendable, UnknownTask
from storage.models import Outreach, Placement, Touch
from storage.store import Scope
from storage.words import Ended, Stage, TouchKind
from storage.work.journal import Journal
from storage.work.views import Money


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When the next touch is due; ``timed`` when a person named the time of day.

    ``asks``: the sequence of follow-ups is over, and the owner is asked then whether to keep on.
    """

    at: datetime
    timed: bool = False
    asks: bool = False


class Closed(Mendable):
    """The task is over; what was asked for only makes sense on an open one."""

    def __init__(self, number: int, stage: Stage) -> None:
        super().__init__(
            f"#{number} is {stage.value.replace('_', ' ')}: nothing is open there.",
            "Say that they answered to open it again, or log a new ask.",
            f"/outreach replied {number} they are back",
        )


async def begin(
    scope: Scope, number: int, by: str, what: str, *, must_be_open: bool = False
) -> tuple[Outreach, Journal]:
    """The task, locked, and the journal that keeps what stood before; raises UnknownTask or Closed."""
    row = await scope.session.scalar(
        select(Outreach)
        .where(
            Outreach.workspace_id == scope.workspace_id,
            Outreach.id == number,
            Outreach.removed_at.is_(None),
        )
        .with_for_update()
    )
    if row is None:
        raise UnknownTask(number)
    if must_be_open and not row.stage.open:
        raise Closed(number, row.stage)
    journal = Journal(by, what)
    journal.keeps(row)
    return row, journal


async def finish(scope: Scope, row: Outreach, journal: Journal, now: datetime, *, acted: bool = True) -> None:
    """Count the change and keep its journal; ``acted`` False leaves the task following its message."""
    row.version += 1
    row.updated_at = now
    row.acted = row.acted or acted
    await scope.session.flush()
    await journal.write(scope, row, now)


async def touch(
    scope: Scope,
    row: Outreach,
    journal: Journal,
    what: TouchKind,
    note: str | None,
    now: datetime,
    *,
    by: str | None = None,
) -> None:
    """Write down what a person did; ``by`` where it was somebody else than whoever says so."""
    made = Touch(
        workspace_id=scope.workspace_id,
        id=await scope.next_id(Touch),
        outreach_id=row.id,
        by=by or journal.by,
        what=what,
        at=now,
        note=note,
    )
    scope.session.add(made)
    journal.made(made)


def set_follow_up(row: Outreach, then: FollowUp | None) -> None:
    """Set when the next touch is due; the owner is told at that minute when a time of day was named."""
    due = then if then and not then.asks else None
    row.follow_up_at = due.at if due else None
    row.follow_up_timed = due.timed if due else False
    row.remind_at = due.at if due and due.timed else None
    row.ask_at = then.at if then and then.asks else None
    if then is not None:
        row.ended = row.ended_at = None


def call_off(row: Outreach, why: Ended, now: datetime, then: FollowUp | None = None) -> None:
    """What happened makes the next touch pointless, or puts it off to ``then``; the digest says so."""
    waited = row.follow_up_at is not None
    set_follow_up(row, then)
    if waited:
        row.ended, row.ended_at = why, now


def set_price(row: Outreach | Placement, price: Money | None) -> None:
    """Set what the link costs."""
    row.price_amount = str(price.amount) if price else None
    row.price_currency = price.currency if price else None
