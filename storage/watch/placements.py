"""Promises: what is watched, a person's word about it, and when to look again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from storage.errors import Mendable
from storage.models import Outreach, Placement, Prospect, Schedule
from storage.posts import cards
from storage.sites import host_of
from storage.store import Scope
from storage.words import PlacementState, RelAgreed, Stage, TouchKind
from storage.work import changes
from storage.work.journal import WORD
from storage.work.views import Money, PlacementView, placement_view


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised; without ``page`` the prospect's site is watched until the link appears."""

    target: str
    page: str | None = None
    anchor: str | None = None
    rel_agreed: RelAgreed | None = None
    promised_by: date | None = None
    price: Money | None = None
    note: str | None = None


class NoPlacement(Mendable):
    """The task has nothing that is watched."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"#{number} has no promised link that could be looked at.",
            "Say which page will link to you.",
            f"/outreach promise {number} https://techblog.com/tools by Friday",
        )


async def promise(scope: Scope, number: int, made: Promise, *, by: str, now: datetime) -> int:
    """Keep a promise as a placement that is looked at at once; its number.

    The same page and target promised again on one task changes the terms of the placement that is there.
    """
    row, journal = await changes.begin(scope, number, by, "promise")
    site = await _site(scope, row)
    placement = await _same(scope, number, made)
    if placement is None:
        placement = Placement(
            workspace_id=scope.workspace_id,
            id=await scope.next_id(Placement),
            outreach_id=number,
            page=made.page,
            site=site,
            target=made.target,
            state=PlacementState.PROMISED,
            detail="",
            findings=[],
            misses=0,
            unseen=0,
            version=1,
            created_by=by,
            created_at=now,
        )
        scope.session.add(placement)
        journal.made(placement)
    else:
        journal.keeps(placement)
        placement.version += 1
        placement.page = made.page or placement.page
        if placement.state is PlacementState.WITHDRAWN:
            placement.state = PlacementState.PROMISED
    placement.anchor = made.anchor or placement.anchor
    placement.rel_agreed = made.rel_agreed or placement.rel_agreed
    placement.promised_by = made.promised_by or placement.promised_by
    # What was read under other terms answers nothing any more: the next look reads the whole page.
    placement.etag = placement.last_modified = placement.body_hash = None
    if made.price is not None:
        changes.set_price(placement, made.price)
        changes.set_price(row, made.price)
    await scope.session.flush()
    await changes.touch(scope, row, journal, TouchKind.PROMISED, made.note, now)
    if row.stage is not Stage.WON:
        row.stage = Stage.PROMISED
        changes.set_follow_up(row, None)
    row.target = row.target or made.target
    await look_at(scope, placement, now)
    await changes.finish(scope, row, journal, now)
    await cards.refresh(scope, placement, now)
    return placement.id


async def look_at(scope: Scope, placement: Placement, now: datetime) -> None:
    """Have a placement looked at now."""
    schedule = await scope.session.get(Schedule, (scope.workspace_id, placement.id))
    host = host_of(placement.page) if placement.page else placement.site
    if schedule is None:
        scope.session.add(
            Schedule(workspace_id=scope.workspace_id, placement_id=placement.id, host=host, due_at=now)
        )
    else:
        schedule.host = host
        schedule.due_at = now


async def search(scope: Scope, placement_id: int, now: datetime) -> None:
    """Have the site of a placement whose page is unknown searched now."""
    placement = await scope.session.get(Placement, (scope.workspace_id, placement_id))
    if placement is not None and placement.page is None:
        await look_at(scope, placement, now)


async def vouch(
    scope: Scope, number: int, until: datetime | None, *, by: str, now: datetime
) -> list[PlacementView]:
    """A person looked: the links of this task stand. The placements, as they stand afterwards.

    The bot looks once more at once: what it can read counts; where it still can't, the person's word does.
    Raises NoPlacement when nothing is watched.
    """
    row, journal = await changes.begin(scope, number, by, WORD)
    watched = await _watched(scope, number)
    if not watched:
        raise NoPlacement(number)
    for placement in watched:
        journal.keeps(placement)
        placement.vouched_by = by
        placement.vouched_at = now
        placement.vouched_until = until
        placement.unseen = 0
        placement.version += 1
        await look_at(scope, placement, now)
    await changes.finish(scope, row, journal, now)
    for placement in watched:
        await cards.refresh(scope, placement, now)
    return [placement_view(placement, None) for placement in watched]


async def watched(scope: Scope, number: int) -> list[PlacementView]:
    """The placements of a task that are still watched."""
    return [placement_view(row, None) for row in await _watched(scope, number)]


async def card_posted(scope: Scope, placement_id: int, channel: str, ts: str) -> None:
    """Slack has the living card: it is edited there from now on, and its thread is about the task."""
    await scope.session.execute(
        update(Placement)
        .where(Placement.workspace_id == scope.workspace_id, Placement.id == placement_id)
        .values(card_channel=channel, card_ts=ts)
    )
    outreach = await scope.session.scalar(
        select(Placement.outreach_id).where(
            Placement.workspace_id == scope.workspace_id, Placement.id == placement_id
        )
    )
    if outreach is not None:
        await cards.remember_thread(scope, channel, ts, [outreach])


async def _watched(scope: Scope, number: int) -> list[Placement]:
    return list(
        await scope.session.scalars(
            select(Placement)
            .where(
                Placement.workspace_id == scope.workspace_id,
                Placement.outreach_id == number,
                Placement.removed_at.is_(None),
                Placement.state != PlacementState.WITHDRAWN,
            )
            .order_by(Placement.id)
            .with_for_update()
        )
    )


async def _site(scope: Scope, row: Outreach) -> str:
    prospect = await scope.session.get_one(Prospect, (scope.workspace_id, row.prospect_id))
    return prospect.site


async def _same(scope: Scope, number: int, made: Promise) -> Placement | None:
    """The placement that this promise speaks of again: the same page, or one whose page was not known yet."""
    rows = await scope.session.scalars(
        select(Placement)
        .where(
            Placement.workspace_id == scope.workspace_id,
            Placement.outreach_id == number,
            Placement.removed_at.is_(None),
            Placement.target == made.target,
        )
        .order_by(Placement.id)
    )
    found = list(rows)
    exact = next((row for row in found if row.page == made.page), None)
    if exact is not None:
        return exact
    return next((row for row in found if row.page is None and row.state is PlacementState.PROMISED), None)
