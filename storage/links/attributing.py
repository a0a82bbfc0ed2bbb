"""Keeping the origin of backlinks true: looked at again whenever an ask or a promise comes or goes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, exists, select, update

from storage.dialect import insert
from storage.errors import Mendable
from storage.links import attribution_facts, backlink_events
from storage.links.attribution import Because, explain
from storage.links.attribution_facts import EARNED, link_of
from storage.links.backlink_events import Turn
from storage.models import Backlink, BacklinkReport, Change, Prospect
from storage.store import Scope
from storage.team.audience import links_shown
from storage.words import Origin

__all__ = ["EARNED", "UnknownBacklink", "correct", "reported", "revisit", "revisit_prospects"]

#: Links of one site that are looked at again at once: a site that links to us oftener is no matter of asks.
MOST = 5_000
#: The change by which a person says where a link came from.
CORRECTED = "backlink"

_table: Table = Backlink.__table__  # type: ignore[assignment]
_EXPLAINED = (
    update(_table)
    .where(_table.c.workspace_id == bindparam("its_workspace"), _table.c.id == bindparam("its_id"))
    .values(
        origin=bindparam("new_origin"),
        origin_reason=bindparam("new_reason"),
        placement_id=bindparam("new_placement"),
    )
)


class UnknownBacklink(Mendable):
    """There is no such backlink in this workspace."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no backlink {number} here.",
            "A site's links are listed with their numbers.",
            "/outreach backlink techblog.com",
        )


class CorrectedSince(Mendable):
    """Somebody else said where the link comes from after the correction that should be taken back."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Somebody else said since where backlink {number} comes from: that stands.",
            "Look at it, and say it again if they are wrong.",
            f"/outreach backlink {number}",
        )


async def revisit_prospects(scope: Scope, prospects: Collection[int], *, now: datetime) -> None:
    """Look again at the links of these prospects' sites: something about their tasks changed."""
    of_them = select(Prospect.site).where(
        Prospect.workspace_id == scope.workspace_id, Prospect.id.in_(sorted(prospects))
    )
    linked = exists().where(Backlink.workspace_id == scope.workspace_id, Backlink.site == Prospect.site)
    sites = list(await scope.session.scalars(of_them.where(linked)))
    if sites:
        await revisit(scope, sites, now=now)


async def revisit(scope: Scope, sites: Collection[str], *, now: datetime) -> None:
    """Look again at where the links on these sites came from; what a person said about one stays."""
    rows = await attribution_facts.links(scope, sites, limit=MOST)
    if not rows:
        return
    known = await attribution_facts.evidence(
        scope, sites, [row.placement_id for row in rows if row.placement_id is not None]
    )
    changes: list[tuple[Any, Because]] = []
    for row in rows:
        promised = known.promised(row.page_key, row.target_key, row.placement_id)
        because = explain(link_of(row), known.asks.get(row.site, ()), promised)
        if (because.origin, because.reason, because.placement) != (
            row.origin,
            row.origin_reason,
            row.placement_id,
        ):
            changes.append((row, because))
    await _write(scope, changes)
    await backlink_events.note(
        scope,
        [
            _turn(row.id, row.origin, because.origin, now, why=because.reason)
            for row, because in changes
            if row.origin is not because.origin
        ],
    )


async def correct(scope: Scope, number: int, origin: Origin, why: str, *, by: str, now: datetime) -> Origin:
    """A person says where a link came from: that stays, whatever is reported or seen later.

    What it was before; raises UnknownBacklink. ``why`` is the reason in words that goes with it. It is a
    change like any other, which its author can take back.
    """
    row = await _locked(scope, number)
    before = row.origin
    if (row.origin, row.origin_by) != (origin, by):
        kept = {"origin": row.origin.value, "origin_reason": row.origin_reason, "origin_by": row.origin_by}
        scope.session.add(
            Change(
                workspace_id=scope.workspace_id,
                by=by,
                at=now,
                what=CORRECTED,
                before={f"backlink:{number}": kept},
                created=[],
            )
        )
        row.origin, row.origin_reason, row.origin_by = origin, why, by
        await scope.session.flush()
        await backlink_events.note(scope, [_turn(number, before, origin, now, by=by)])
    return before


async def take_back(scope: Scope, change: Change, *, now: datetime) -> tuple[int, Origin]:
    """Take a correction back; which link it was, and where that comes from now.

    It is what an earlier correction said, else what our work explains today. Raises CorrectedSince.
    """
    ((key, kept),) = change.before.items()
    number = int(key.partition(":")[2])
    row = await _locked(scope, number)
    if row.origin_by != change.by:
        raise CorrectedSince(number)
    said = row.origin
    row.origin, row.origin_reason = Origin(kept["origin"]), kept["origin_reason"]
    row.origin_by = kept["origin_by"]
    change.undone_at = now
    await scope.session.flush()
    if row.origin is not said:
        await backlink_events.note(scope, [_turn(number, said, row.origin, now, by=change.by)])
    await revisit(scope, [row.site], now=now)
    await scope.session.refresh(row)
    return number, row.origin


async def _locked(scope: Scope, number: int) -> Backlink:
    """A link that the readers may know of, locked; raises UnknownBacklink."""
    row = await scope.session.scalar(
        select(Backlink)
        .where(Backlink.workspace_id == scope.workspace_id, Backlink.id == number, *links_shown(scope))
        .with_for_update()
    )
    if row is None:
        raise UnknownBacklink(number)
    return row


async def reported(
    scope: Scope, numbers: Sequence[int], source: str, *, by: str | None, now: datetime
) -> None:
    """Write down that ``source`` told of these links, where it says nothing more about them."""
    if numbers:
        await scope.session.execute(
            insert(scope.session, BacklinkReport).on_conflict_do_nothing(),
            [
                {
                    "workspace_id": scope.workspace_id,
                    "backlink_id": number,
                    "source": source,
                    "at": now,
                    "by": by,
                }
                for number in numbers
            ],
        )


def _turn(
    number: int,
    before: Origin,
    after: Origin,
    now: datetime,
    *,
    why: str | None = None,
    by: str | None = None,
) -> Turn:
    detail = {"from": before.value, "to": after.value} | ({} if why is None else {"why": why})
    return Turn(number, "origin", now, detail, by)


async def _write(scope: Scope, changes: Sequence[tuple[Any, Because]]) -> None:
    if changes:
        await scope.session.execute(
            _EXPLAINED,
            [
                {
                    "its_workspace": scope.workspace_id,
                    "its_id": row.id,
                    "new_origin": because.origin,
                    "new_reason": because.reason,
                    "new_placement": because.placement,
                }
                for row, because in changes
            ],
        )
