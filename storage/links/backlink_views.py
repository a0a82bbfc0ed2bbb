"""One backlink with its history: who told of it, what was seen, what turned, and why it is called so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.links.attributing import UnknownBacklink
from storage.links.link_key import link_key
from storage.models import Backlink, BacklinkEvent, BacklinkReport, Placement
from storage.store import Scope
from storage.team.audience import links_shown
from storage.words import Origin
from storage.work import tasks
from storage.work.views import Evidence

#: Events and looks that are shown.
MOST = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says of the link; ``at`` is when it was first handed in."""

    source: str
    at: datetime
    by: str | None
    file: str | None
    first_seen: datetime | None
    last_seen: datetime | None
    lost: datetime | None
    followed: bool | None


@dataclass(frozen=True, slots=True)
class Turned:
    """Something that changed about the link: ``what`` as :class:`BacklinkEvent` names it."""

    what: str
    at: datetime
    by: str | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """A backlink as a person sees it; ``task`` is the outreach that its placement belongs to."""

    id: int
    page: str
    href: str | None
    target: str
    site: str
    anchor: str | None
    rel: tuple[str, ...] | None
    followed: bool | None
    indexable: bool | None
    origin: Origin
    reason: str
    origin_by: str | None
    placement: int | None
    task: int | None
    first_seen: datetime
    first_seen_told: bool
    last_seen: datetime
    lost: datetime | None
    authority: tuple[float, str, datetime | None] | None
    watched_by: str | None
    checked_at: datetime | None
    told: tuple[Told, ...] = ()
    turned: tuple[Turned, ...] = ()
    looks: tuple[Evidence, ...] = ()


async def show(scope: Scope, number: int) -> BacklinkView:
    """One backlink by its number; raises UnknownBacklink, also for another workspace's."""
    row = await scope.session.get(Backlink, (scope.workspace_id, number), populate_existing=True)
    seen_here = scope.audience is None or (row is not None and row.target_site in scope.audience.sites)
    if row is None or not seen_here:
        raise UnknownBacklink(number)
    placement = None
    if row.placement_id is not None:
        placement = await scope.session.get(Placement, (scope.workspace_id, row.placement_id))
    looks = await tasks.evidence(scope, placement.id, limit=MOST) if placement is not None else []
    return BacklinkView(
        row.id,
        row.page,
        row.href,
        row.target,
        row.site,
        row.anchor,
        None if row.rel is None else tuple(row.rel),
        row.followed,
        row.indexable,
        row.origin,
        row.origin_reason,
        row.origin_by,
        row.placement_id,
        placement.outreach_id if placement is not None else None,
        row.first_seen_at,
        row.first_seen_told,
        row.last_seen_at,
        row.lost_at,
        (row.authority_score, row.authority_source or "", row.authority_at)
        if row.authority_score is not None
        else None,
        row.watched_by if row.watch_due_at is not None else None,
        row.checked_at,
        await _told(scope, number),
        await _turned(scope, number),
        tuple(looks),
    )


async def number_of(scope: Scope, page: str, target: str) -> int | None:
    """The number of the link from a page to a target; None where none is known."""
    return await scope.session.scalar(
        select(Backlink.id).where(
            Backlink.workspace_id == scope.workspace_id,
            Backlink.page_key == link_key(page),
            Backlink.target_key == link_key(target),
        )
    )


async def of_site(scope: Scope, site: str, *, limit: int = 20) -> list[tuple[int, str, str, Origin]]:
    """The newest links on a site: number, page, target and origin."""
    rows = await scope.session.execute(
        select(Backlink.id, Backlink.page, Backlink.target, Backlink.origin)
        .where(Backlink.workspace_id == scope.workspace_id, Backlink.site == site, *links_shown(scope))
        .order_by(Backlink.first_seen_at.desc(), Backlink.id.desc())
        .limit(limit)
    )
    return [(row.id, row.page, row.target, row.origin) for row in rows]


async def _told(scope: Scope, number: int) -> tuple[Told, ...]:
    rows = await scope.session.scalars(
        select(BacklinkReport)
        .where(BacklinkReport.workspace_id == scope.workspace_id, BacklinkReport.backlink_id == number)
        .order_by(BacklinkReport.at, BacklinkReport.source)
    )
    return tuple(
        Told(
            row.source,
            row.at,
            row.by,
            row.file,
            row.first_seen_at,
            row.last_seen_at,
            row.lost_at,
            row.followed,
        )
        for row in rows
    )


async def _turned(scope: Scope, number: int) -> tuple[Turned, ...]:
    rows = await scope.session.scalars(
        select(BacklinkEvent)
        .where(BacklinkEvent.workspace_id == scope.workspace_id, BacklinkEvent.backlink_id == number)
        .order_by(BacklinkEvent.id.desc())
        .limit(MOST)
    )
    return tuple(Turned(row.what, row.at, row.by, dict(row.detail)) for row in reversed(list(rows)))
