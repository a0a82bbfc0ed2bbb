"""Hyperlinks that were seen: the result ledger, one row for a page and a target, whoever reported it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from storage.dialect import among
from storage.links import attributing, backlink_events
from storage.links.backlink_events import Turn
from storage.links.link_key import link_key
from storage.many import given, update_many
from storage.models import Backlink
from storage.store import Scope
from storage.watch.observation import SeenLink
from storage.words import Origin

_table: Table = Backlink.__table__  # type: ignore[assignment]
_FACTS = ("href", "anchor", "rel", "followed", "indexable")
_KNOWN = select(
    _table.c.id,
    _table.c.placement_id,
    _table.c.page_key,
    _table.c.target_key,
    _table.c.origin,
    _table.c.origin_by,
    _table.c.last_seen_at,
    _table.c.followed,
    _table.c.site,
    _table.c.lost_at,
    _table.c.href,
    _table.c.anchor,
    _table.c.rel,
    _table.c.indexable,
).where(_table.c.workspace_id == bindparam("its_workspace"))
_OF_PLACEMENTS = _KNOWN.where(among(_table.c.placement_id, "its_placements"))
#: Of each page all links: nearly always there is one, and the database need not guess how many.
_OF_PAGES = _KNOWN.where(among(_table.c.page_key, "its_pages"))
_ONE = update(_table).where(
    _table.c.workspace_id == given(_table.c.workspace_id, "its_workspace"),
    _table.c.id == given(_table.c.id, "its_id"),
)
#: A link that is as it was.
SAME = _ONE.values(last_seen_at=given(_table.c.last_seen_at, "new_seen"))
_STANDS = SAME.values(lost_at=None)
_READ = _STANDS.values({name: given(_table.c[name], f"new_{name}") for name in _FACTS})
_ATTACHED = _ONE.values(placement_id=given(_table.c.placement_id, "new_placement"))
_LOST = (
    update(_table)
    .where(_table.c.workspace_id == bindparam("its_workspace"), _table.c.placement_id == bindparam("its_id"))
    .values(lost_at=bindparam("new_lost"))
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A link that stands on a page. Without ``link`` nobody has looked at its rel and anchor yet.

    ``reason`` says in words why ``origin`` is so. ``site`` is the registrable domain of the page.
    """

    page: str
    target: str
    site: str
    at: datetime
    reason: str
    origin: Origin = Origin.BUILT
    link: SeenLink | None = None
    followed: bool | None = None
    indexable: bool | None = None
    placement_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    placement_id: int | None
    origin: Origin
    origin_by: str | None
    last_seen_at: datetime
    followed: bool | None
    site: str
    lost_at: datetime | None
    facts: tuple[Any, ...]


async def seen(scope: Scope, sightings: Sequence[Sighting]) -> None:
    """Write down links that were seen.

    A placement's link stays one row although its page moves; a link that was reported before, by whomever,
    is recognised by the matching rules. Where our work explains it now, its origin follows, unless a person
    said otherwise.
    """
    if not sightings:
        return
    by_placement = await _of_placements(scope, [one.placement_id for one in sightings if one.placement_id])
    keys = {
        index: (link_key(one.page), link_key(one.target))
        for index, one in enumerate(sightings)
        if one.placement_id not in by_placement
    }
    by_key = await _by_keys(scope, list(keys.values()))
    fresh: dict[tuple[str, str], Sighting] = {}
    standing: list[tuple[_Known, Sighting]] = []
    for index, one in enumerate(sightings):
        known = by_placement[one.placement_id or 0] if index not in keys else by_key.get(keys[index])
        if known is not None:
            standing.append((known, one))
        else:
            fresh.setdefault(keys[index], one)
    await _add(scope, fresh)
    await _refresh(scope, standing)


async def lost(scope: Scope, placements: Sequence[tuple[int, datetime]]) -> None:
    """The links of these placements are gone since these times."""
    if placements:
        await scope.session.execute(
            _LOST,
            [
                {"its_workspace": scope.workspace_id, "its_id": placement_id, "new_lost": at}
                for placement_id, at in placements
            ],
        )


async def _of_placements(scope: Scope, placements: Sequence[int]) -> dict[int, _Known]:
    if not placements:
        return {}
    given = {"its_workspace": scope.workspace_id, "its_placements": list(placements)}
    return {row.placement_id: _known(row) for row in await scope.session.execute(_OF_PLACEMENTS, given)}


async def _by_keys(scope: Scope, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], _Known]:
    if not keys:
        return {}
    given = {
        "its_workspace": scope.workspace_id,
        "its_pages": list({page for page, _ in keys}),
    }
    found = await scope.session.execute(_OF_PAGES, given)
    return {(row.page_key, row.target_key): _known(row) for row in found}


def _known(row: Any) -> _Known:
    return _Known(
        row.id,
        row.placement_id,
        row.origin,
        row.origin_by,
        row.last_seen_at,
        row.followed,
        row.site,
        row.lost_at,
        (row.href, row.anchor, row.rel, row.followed, row.indexable),
    )


async def _add(scope: Scope, fresh: dict[tuple[str, str], Sighting]) -> None:
    rows = [
        {
            "page": one.page,
            "page_key": page_key,
            "target": one.target,
            "target_key": target_key,
            "site": one.site,
            "origin": one.origin,
            "origin_reason": one.reason,
            "placement_id": one.placement_id,
            "first_seen_at": one.at,
            "last_seen_at": one.at,
            **_link_values(one),
        }
        for (page_key, target_key), one in fresh.items()
    ]
    # Another process may just have reported the same link: the next look finds it by its keys.
    await scope.add(Backlink, rows, rivals=True)


async def _refresh(scope: Scope, standing: Sequence[tuple[_Known, Sighting]]) -> None:
    same: list[dict[str, Any]] = []
    unread: list[dict[str, Any]] = []
    read: list[dict[str, Any]] = []
    attached: list[dict[str, Any]] = []
    for known, one in standing:
        base = {
            "its_workspace": scope.workspace_id,
            "its_id": known.id,
            "new_seen": max(one.at, known.last_seen_at),
        }
        facts = _link_values(one)
        # What stands in an index is written only where it changed: an index costs more than its row.
        if known.lost_at is None and (one.link is None or known.facts == tuple(facts.values())):
            same.append(base)
        elif one.link is None:
            unread.append(base)
        else:
            read.append(base | {f"new_{name}": value for name, value in facts.items()})
        if one.placement_id is not None and known.placement_id is None:
            attached.append(
                {
                    "its_workspace": scope.workspace_id,
                    "its_id": known.id,
                    "new_placement": one.placement_id,
                }
            )
    for statement, rows in ((SAME, same), (_STANDS, unread), (_READ, read), (_ATTACHED, attached)):
        await update_many(scope.session, statement, rows)
    await backlink_events.note(scope, [turn for both in standing for turn in _turns(*both)])
    if attached:
        numbers = {one["its_id"] for one in attached}
        its = {known.site: one.at for known, one in standing if known.id in numbers}
        # A link that was known before it was promised may not be the promise's doing.
        await attributing.revisit(scope, list(its), now=max(its.values()))


def _turns(known: _Known, one: Sighting) -> Iterator[Turn]:
    """What turned: whether it is followed, and that a link which was gone is back."""
    yield from backlink_events.followed(known.id, known.followed, one.followed, one.at)
    if known.lost_at is not None:
        yield backlink_events.back(known.id, one.at)


def _link_values(one: Sighting) -> dict[str, Any]:
    return {
        "href": one.link.href if one.link else None,
        "anchor": one.link.anchor if one.link else None,
        "rel": list(one.link.rel) if one.link else None,
        "followed": one.followed,
        "indexable": one.indexable,
    }
