"""Links that a file tells of, brought into the ledger: many at once; the same file twice changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, tuple_, update

from storage.incoming import incoming_reports
from storage.incoming.reported import ReportedLink, Tally
from storage.links import attribution_facts, backlink_events
from storage.links.attribution import Because, Link, explain
from storage.links.attribution_facts import EARNED, Evidence
from storage.links.backlink_events import Turn
from storage.links.link_facts import LinkFacts, Report, new_facts, renewed, report_of, settled
from storage.links.link_key import link_key
from storage.models import Backlink
from storage.pieces import pieces
from storage.sites import registrable
from storage.store import Scope
from storage.words import Origin

_links: Table = Backlink.__table__  # type: ignore[assignment]
_target_key = lru_cache(maxsize=10_000)(link_key)


@dataclass(slots=True)
class _Known:
    """A link while rows are brought in: as the ledger holds it, and as it will."""

    id: int | None
    page: str
    page_key: str
    site: str
    target: str
    target_key: str
    target_site: str
    target_told: bool
    before: LinkFacts | None
    facts: LinkFacts
    placement: int | None = None
    origin: Origin | None = None
    reason: str = ""
    by_person: bool = False
    moved: bool = False
    reports: dict[str, Report] = field(default_factory=dict)
    kept: dict[str, Report] = field(default_factory=dict)


async def bring_in(
    scope: Scope,
    said: Sequence[ReportedLink],
    source: str,
    *,
    by: str | None,
    file: str | None,
    as_of: datetime,
    now: datetime,
) -> Tally:
    """Bring in some rows of a file, in one transaction; ``as_of`` is when the file was made.

    ``source`` is who reported them (``ahrefs``, ``file`` …). A link that is known by page and target, whoever
    told of it, stays one row; what the bot saw itself and what a person said of it stays as it is.
    """
    tally = Tally(read=len(said))
    keyed = [(link_key(one.page), one) for one in said]
    known = await _load(scope, {key for key, _ in keyed})
    for page_key, one in keyed:
        _take(known.setdefault(page_key, []), page_key, one, source, file, as_of)
    every = [one for links in known.values() for one in links]
    fresh = [one for one in every if one.id is None]
    standing = [one for one in every if one.id is not None and _changed(one)]
    tally.new, tally.updated = len(fresh), len(standing)
    tally.unchanged = len(said) - tally.new - tally.updated
    tally.undated = sum(not one.facts.first_seen_told for one in fresh)
    await _attribute(scope, [*fresh, *standing])
    await _add(scope, fresh)
    await _update(scope, standing)
    said_anew = [
        (one.id, report)
        for one in (*fresh, *standing)
        for source, report in one.reports.items()
        if one.id is not None and _news(one, source)
    ]
    await incoming_reports.keep(scope, said_anew, by=by, now=now)
    await backlink_events.note(scope, [turn for one in standing for turn in _turns(one, now)])
    return tally


async def _load(scope: Scope, pages: Iterable[str]) -> dict[str, list[_Known]]:
    rows: list[Row[Any]] = []
    for some in pieces(sorted(pages)):
        rows += await scope.session.execute(
            select(_links).where(_links.c.workspace_id == scope.workspace_id, _links.c.page_key.in_(some))
        )
    reports = await incoming_reports.of_links(scope, [row.id for row in rows])
    found: dict[str, list[_Known]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        facts = _facts(row)
        its = reports.get(row.id, {})
        found.setdefault(row.page_key, []).append(
            _Known(
                row.id,
                row.page,
                row.page_key,
                row.site,
                row.target,
                row.target_key,
                row.target_site,
                row.target_told,
                facts,
                facts,
                row.placement_id,
                row.origin,
                row.origin_reason,
                row.origin_by is not None,
                reports=dict(its),
                kept=its,
            )
        )
    return found


def _facts(row: Row[Any]) -> LinkFacts:
    return LinkFacts(
        row.first_seen_at,
        row.first_seen_told,
        row.last_seen_at,
        row.lost_at,
        row.anchor,
        None if row.rel is None else tuple(row.rel),
        row.followed,
        row.authority_score,
        row.authority_source,
        row.authority_at,
        looked=row.href is not None,
        watched=row.placement_id is not None or row.watch_due_at is not None,
    )


def _take(
    links: list[_Known], page_key: str, said: ReportedLink, source: str, file: str | None, as_of: datetime
) -> None:
    """One row: a link of this page that is known, or a new one."""
    report = report_of(said, source, file, as_of)
    found = _same(links, said)
    if found is None:
        made = _Known(
            None,
            said.page,
            page_key,
            registrable(said.page)[:255],
            said.target,
            _target_key(said.target),
            registrable(said.target)[:255],
            said.target_told,
            None,
            new_facts(report, as_of),
            said.placement,
        )
        made.reports[source] = report
        links.append(made)
        return
    if said.target_told and not found.target_told:
        found.target, found.target_key = said.target, _target_key(said.target)
        found.target_told, found.moved = True, True
    if found.placement is None and said.placement is not None:
        found.placement, found.moved = said.placement, True
    found.reports[source] = renewed(found.reports.get(source), report)
    found.facts = settled(found.facts, found.reports.values())


def _same(links: list[_Known], said: ReportedLink) -> _Known | None:
    """The link that a row speaks of: by its target; by the target's site where only that is told.

    A link of which only the site is known becomes the first one whose target is told.
    """
    key, site = _target_key(said.target), registrable(said.target)[:255]
    if exact := next((one for one in links if one.target_key == key and one.target_told), None):
        return exact
    of_site = [one for one in links if one.target_site == site]
    if not said.target_told:
        return of_site[0] if of_site else None
    return next((one for one in of_site if not one.target_told), None)


def _changed(one: _Known) -> bool:
    return one.moved or one.facts != one.before or any(_news(one, source) for source in one.reports)


def _news(one: _Known, source: str) -> bool:
    """Whether a source says something else than before; in which file it does is none."""
    before, after = one.kept.get(source), one.reports[source]
    return before is None or replace(before, file=None) != replace(after, file=None)


async def _attribute(scope: Scope, links: Sequence[_Known]) -> None:
    """Say where new links came from, and those again that turn out older or to go elsewhere."""
    open_ones = [
        one
        for one in links
        if not one.by_person
        and (
            one.before is None
            or one.moved
            or one.reports.keys() != one.kept.keys()
            or (one.before.first_seen, one.before.first_seen_told)
            != (one.facts.first_seen, one.facts.first_seen_told)
        )
    ]
    if not open_ones:
        return
    known: Evidence = await attribution_facts.evidence(
        scope,
        {one.site for one in open_ones},
        [one.placement for one in open_ones if one.placement is not None],
    )
    for one in open_ones:
        because: Because = explain(
            Link(
                one.site,
                one.target,
                one.facts.first_seen,
                one.facts.first_seen_told,
                EARNED in one.reports,
                one.target_told,
            ),
            known.asks.get(one.site, ()),
            known.promised(one.page_key, one.target_key, one.placement),
        )
        one.origin, one.reason, one.placement = because.origin, because.reason, because.placement


def _values(one: _Known) -> dict[str, Any]:
    facts = one.facts
    return {
        "target": one.target,
        "target_key": one.target_key,
        "target_site": one.target_site,
        "target_told": one.target_told,
        "rel": None if facts.rel is None else list(facts.rel),
        "followed": facts.followed,
        "anchor": facts.anchor,
        "origin": one.origin,
        "origin_reason": one.reason,
        "placement_id": one.placement,
        "first_seen_at": facts.first_seen,
        "first_seen_told": facts.first_seen_told,
        "last_seen_at": facts.last_seen,
        "lost_at": facts.lost,
        "authority_score": facts.authority,
        "authority_source": facts.authority_source,
        "authority_at": facts.authority_at,
    }


async def _add(scope: Scope, fresh: Sequence[_Known]) -> None:
    if not fresh:
        return
    rows = [{"page": one.page, "page_key": one.page_key, "site": one.site, **_values(one)} for one in fresh]
    for one, number in zip(fresh, await scope.add(Backlink, rows, rivals=True), strict=True):
        one.id = number
    if scope.session.get_bind().dialect.name == "postgresql":
        await _without_rivals(scope, fresh)


async def _without_rivals(scope: Scope, fresh: Sequence[_Known]) -> None:
    """Another process may just have written the same link: it is that one that our report is of."""
    for some in pieces(fresh):
        keys = [(one.page_key, one.target_key) for one in some]
        found = await scope.session.execute(
            select(_links.c.page_key, _links.c.target_key, _links.c.id).where(
                _links.c.workspace_id == scope.workspace_id,
                tuple_(_links.c.page_key, _links.c.target_key).in_(keys),
            )
        )
        numbers = {(page, target): number for page, target, number in found}
        for one in some:
            one.id = numbers[(one.page_key, one.target_key)]


_NAMES = (
    "target",
    "target_key",
    "target_site",
    "target_told",
    "rel",
    "followed",
    "anchor",
    "origin",
    "origin_reason",
    "placement_id",
    "first_seen_at",
    "first_seen_told",
    "last_seen_at",
    "lost_at",
    "authority_score",
    "authority_source",
    "authority_at",
)
_UPDATE = (
    update(_links)
    .where(_links.c.workspace_id == bindparam("its_workspace"), _links.c.id == bindparam("its_id"))
    .values({name: bindparam(f"new_{name}") for name in _NAMES})
)


async def _update(scope: Scope, standing: Sequence[_Known]) -> None:
    if standing:
        await scope.session.execute(
            _UPDATE,
            [
                {"its_workspace": scope.workspace_id, "its_id": one.id}
                | {f"new_{name}": value for name, value in _values(one).items()}
                for one in standing
            ],
        )


def _turns(one: _Known, now: datetime) -> Iterator[Turn]:
    """What turned about a link that was known."""
    before, after = one.before, one.facts
    if before is None or one.id is None:
        return
    yield from backlink_events.followed(one.id, before.followed, after.followed, now)
    if before.lost is None and after.lost is not None:
        yield backlink_events.lost(one.id, after.lost, now)
    if before.lost is not None and after.lost is None:
        yield backlink_events.back(one.id, now)
