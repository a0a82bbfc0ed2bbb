"""What the ledger knows that may explain backlinks: asks of their sites, and promises."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, select

from storage.links.attribution import Ask, Link, Promised
from storage.links.link_key import link_key
from storage.models import Backlink, BacklinkReport, Campaign, Outreach, Placement, Prospect, Touch
from storage.pieces import pieces
from storage.store import Scope
from storage.words import PlacementState, Stage, TouchKind

#: Where a person's word that a link is passive comes in: what ``earned`` reports.
EARNED = "earned"

_ASKING = {TouchKind.ASKED, TouchKind.FOLLOWED_UP}
_ENDING = {TouchKind.DECLINED, TouchKind.CLOSED}
_HOW = {
    Stage.DECLINED: "they declined",
    Stage.DROPPED: "it was dropped",
    Stage.NO_RESPONSE: "it was given up without an answer",
}


@dataclass(slots=True)
class Evidence:
    """Asks and promises, by the registrable domain of the sites that were asked."""

    asks: dict[str, list[Ask]] = field(default_factory=dict)
    by_link: dict[tuple[str, str], Promised] = field(default_factory=dict)
    by_id: dict[int, Promised] = field(default_factory=dict)

    def promised(self, page_key: str, target_key: str, placement: int | None) -> Promised | None:
        """The placement that a link is: its own, else the one that names its page and target."""
        own = self.by_id.get(placement) if placement is not None else None
        return own or self.by_link.get((page_key, target_key))


async def evidence(scope: Scope, sites: Collection[str], placements: Collection[int] = ()) -> Evidence:
    """What may explain links on these sites, and what these placements are."""
    found = Evidence()
    rows: list[Any] = []
    for some in pieces(sorted(set(sites))):
        rows += await scope.session.execute(
            _tasks(scope).where(Prospect.site.in_(some)).order_by(Outreach.id)
        )
    touches = await _touches(scope, [row.id for row in rows])
    first_asked: dict[int, Any] = {}
    for row in rows:
        done = touches.get(row.id, [])
        asking = [at for what, at in done if what in _ASKING]
        if not asking:
            continue
        asked = tuple(at for at in asking if at is not None)
        first_asked[row.id] = asked[0] if asked else None
        how = _HOW.get(row.stage, "")
        ending = [at for what, at in done if what in _ENDING]
        ended = None if not how or None in ending else max((at for at in ending if at), default=None)
        # Without any word of its end the task was only set so: it counts as ended before none of its links.
        how = how if ending else ""
        found.asks.setdefault(row.site, []).append(
            Ask(row.id, row.target, tuple(row.sites or ()), asked, ended, how, len(asked) < len(asking))
        )
    await _promises(scope, found, [row.id for row in rows], placements, first_asked)
    return found


async def links(scope: Scope, sites: Collection[str], *, limit: int) -> list[Any]:
    """The backlinks on these sites whose origin nobody corrected."""
    rows: list[Any] = []
    for some in pieces(sorted(set(sites))):
        rows += await scope.session.execute(
            select(
                Backlink.id,
                Backlink.page_key,
                Backlink.target_key,
                Backlink.site,
                Backlink.target,
                Backlink.target_told,
                Backlink.first_seen_at,
                Backlink.first_seen_told,
                Backlink.placement_id,
                Backlink.origin,
                Backlink.origin_reason,
                BacklinkReport.source.label("earned"),
            )
            .outerjoin(
                BacklinkReport,
                and_(
                    BacklinkReport.workspace_id == Backlink.workspace_id,
                    BacklinkReport.backlink_id == Backlink.id,
                    BacklinkReport.source == EARNED,
                ),
            )
            .where(
                Backlink.workspace_id == scope.workspace_id,
                Backlink.site.in_(some),
                Backlink.origin_by.is_(None),
            )
            .order_by(Backlink.id)
            .limit(limit)
        )
    return rows


def link_of(row: Any) -> Link:
    """A row of :func:`links` as the rules need it."""
    earned = row.earned is not None
    return Link(row.site, row.target, row.first_seen_at, row.first_seen_told, earned, row.target_told)


def _tasks(scope: Scope) -> Any:
    return (
        select(Outreach.id, Outreach.target, Outreach.stage, Prospect.site, Campaign.sites)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Campaign,
            and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id),
        )
        .where(Outreach.workspace_id == scope.workspace_id, Outreach.removed_at.is_(None))
    )


async def _touches(scope: Scope, tasks: Sequence[int]) -> dict[int, list[tuple[TouchKind, Any]]]:
    found: dict[int, list[tuple[TouchKind, Any]]] = {}
    for some in pieces(tasks):
        rows = await scope.session.execute(
            select(Touch.outreach_id, Touch.what, Touch.at)
            .where(
                Touch.workspace_id == scope.workspace_id,
                Touch.outreach_id.in_(some),
                Touch.what.in_([*_ASKING, *_ENDING]),
                Touch.removed_at.is_(None),
            )
            .order_by(Touch.at)
        )
        for number, what, at in rows:
            found.setdefault(number, []).append((what, at))
    return found


async def _promises(
    scope: Scope,
    found: Evidence,
    tasks: Sequence[int],
    placements: Collection[int],
    first_asked: dict[int, Any],
) -> None:
    query = select(Placement).where(
        Placement.workspace_id == scope.workspace_id,
        Placement.removed_at.is_(None),
        Placement.state != PlacementState.WITHDRAWN,
    )
    rows: dict[int, Placement] = {}
    for some in pieces(tasks):
        for row in await scope.session.scalars(query.where(Placement.outreach_id.in_(some))):
            rows[row.id] = row
    for some in pieces(sorted(set(placements) - set(rows))):
        for row in await scope.session.scalars(query.where(Placement.id.in_(some))):
            rows[row.id] = row
    for number in sorted(rows):
        row = rows[number]
        by_word = row.vouched_by if row.live_findings is None and row.first_live_at is not None else None
        one = Promised(
            row.id,
            row.outreach_id,
            row.created_by,
            None if row.told else row.created_at,
            first_asked.get(row.outreach_id),
            by_word,
        )
        found.by_id[row.id] = one
        if row.page is not None:
            found.by_link.setdefault((link_key(row.page), link_key(row.target)), one)
