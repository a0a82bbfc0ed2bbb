"""What was seen of a placement, folded: rows grow with changes, not with looks."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Row, Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import among
from storage.many import given, update_many
from storage.models import ObservationRow, Placement
from storage.store import Scope
from storage.watch.observation import Observation, SeenLink
from storage.words import Finding, Verdict

#: What is kept of one look; a page may hold thousands of links and chain dozens of redirects.
LINKS_KEPT, REDIRECTS_KEPT, TEXT_KEPT, ADDRESS_KEPT, HTML_KEPT = 10, 10, 300, 2_000, 500
RELS_KEPT, TOKEN_KEPT, MARK_KEPT = 10, 40, 64

_JSON = json.JSONEncoder(default=str).encode
_LONE = re.compile("[\ud800-\udfff]")

_LINK = tuple(one.name for one in fields(SeenLink))

Kept = TypeVar("Kept", Observation, SeenLink)

_table: Table = ObservationRow.__table__  # type: ignore[assignment]
_placement: Table = Placement.__table__  # type: ignore[assignment]


def _newest(*which: Callable[[FromClause], ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """The newest row of each of some placements: looked up for each, however long their histories are."""
    row = _table.alias()
    its_newest = (
        select(func.max(row.c.id))
        .where(row.c.workspace_id == _placement.c.workspace_id, row.c.placement_id == _placement.c.id)
        .where(*(condition_of(row) for condition_of in which))
        .scalar_subquery()
    )
    each = select(its_newest).where(
        _placement.c.workspace_id == bindparam("its_workspace"), among(_placement.c.id, "its_placements")
    )
    return [_table.c.workspace_id == bindparam("its_workspace"), _table.c.id.in_(each)]


_NEWEST = select(
    _table.c.id,
    _table.c.placement_id,
    _table.c.verdict,
    _table.c.fingerprint,
    _table.c.title,
    _table.c.first_seen_at,
    _table.c.last_seen_at,
    _table.c.count,
).where(*_newest())
_NEWEST_WHOLE = select(_table).where(*_newest())
_LAST_LINKS = select(_table.c.placement_id, _table.c.links, _table.c.findings, _table.c.title).where(
    *_newest(lambda row: row.c.verdict == Verdict.LIVE)
)
#: A look that saw the same again.
COUNT_UP = (
    update(_table)
    .where(
        _table.c.workspace_id == given(_table.c.workspace_id, "its_workspace"),
        _table.c.id == given(_table.c.id, "its_id"),
    )
    .values(last_seen_at=given(_table.c.last_seen_at, "new_seen"), count=_table.c.count + 1)
)


def storable(seen: Observation) -> Observation:
    """A look without what a database refuses (NUL, lone surrogates) and of bounded size."""
    if _fits(seen):
        return seen
    kept: dict[str, Any] = {
        "page": _text(seen.page, ADDRESS_KEPT),
        "detail": _text(seen.detail, ADDRESS_KEPT),
        "link": _link(seen.link) if seen.link else None,
        "links": tuple([_link(link) for link in seen.links[:LINKS_KEPT]]),
        "final_url": _text(seen.final_url, ADDRESS_KEPT),
        "redirects": tuple([_text(url, ADDRESS_KEPT) for url in seen.redirects[:REDIRECTS_KEPT]]),
        "title": _text(seen.title, TEXT_KEPT),
        "wrong_href": _text(seen.wrong_href, ADDRESS_KEPT) if seen.wrong_href else None,
        # A validator that had to be cut would validate nothing.
        "etag": _whole(seen.etag, TEXT_KEPT),
        "last_modified": _whole(seen.last_modified, 100),
        "body_hash": _whole(seen.body_hash, MARK_KEPT),
    }
    return _changed(seen, kept)


def _fits(seen: Observation) -> bool:
    """Whether a look can be kept as it is, as nearly all can: asked of all its fields at once."""
    links = (seen.link, *seen.links) if seen.link else seen.links
    if len(seen.links) > LINKS_KEPT or len(seen.redirects) > REDIRECTS_KEPT:
        return False
    addresses = [seen.page, seen.detail, seen.final_url, seen.wrong_href or "", *seen.redirects]
    texts = [seen.title, seen.etag or ""]
    marks = [seen.body_hash or "", (seen.last_modified or "")]
    tokens: list[str] = []
    html: list[str] = []
    for link in links:
        addresses.append(link.href)
        texts += (link.anchor, link.before, link.after)
        html.append(link.html)
        tokens += link.rel
        if len(link.rel) > RELS_KEPT:
            return False
    for parts, longest in (
        (addresses, ADDRESS_KEPT),
        (texts, TEXT_KEPT),
        (marks, MARK_KEPT),
        (html, HTML_KEPT),
        (tokens, TOKEN_KEPT),
    ):
        together = "".join(parts)
        if len(together) > longest and max(map(len, parts)) > longest:
            return False
        if "\0" in together or not (together.isascii() or _LONE.search(together) is None):
            return False
    return True


def _text(value: str, longest: int) -> str:
    if len(value) <= longest and value.isascii() and "\0" not in value:
        return value
    return value[:longest].replace("\0", "�").encode("utf-8", "replace").decode()


def _whole(value: str | None, longest: int) -> str | None:
    return value if value is not None and len(value) <= longest and _text(value, longest) == value else None


def _link(link: SeenLink) -> SeenLink:
    kept: dict[str, Any] = {
        "href": _text(link.href, ADDRESS_KEPT),
        "anchor": _text(link.anchor, TEXT_KEPT),
        "rel": tuple([_text(token, TOKEN_KEPT) for token in link.rel[:RELS_KEPT]]),
        "html": _text(link.html, HTML_KEPT),
        "before": _text(link.before, TEXT_KEPT),
        "after": _text(link.after, TEXT_KEPT),
    }
    return _changed(link, kept)


def _changed(what: Kept, kept: dict[str, Any]) -> Kept:
    """``what`` with these fields; itself where they are its own: nearly always, and a copy is not cheap."""
    if all(getattr(what, name) == value for name, value in kept.items()):
        return what
    return replace(what, **kept)


async def last_seen(
    session: AsyncSession, workspace_id: int, placements: Sequence[int], *, facts: bool = False
) -> dict[int, Row[Any]]:
    """The newest history row of each placement that has one; without ``facts`` only what folding needs."""
    if not placements:
        return {}
    given = {"its_workspace": workspace_id, "its_placements": list(placements)}
    found = await session.execute(_NEWEST_WHOLE if facts else _NEWEST, given)
    return {row.placement_id: row for row in found}


@dataclass(frozen=True, slots=True)
class LastLive:
    """A page when it last showed its link: all its links to the target, in a frame or not, and its title."""

    links: tuple[SeenLink, ...] = ()
    framed: bool = False
    title: str = ""


async def last_links(
    session: AsyncSession, workspace_id: int, placements: Sequence[int]
) -> dict[int, LastLive]:
    """What is known of each placement's page from when its link was last seen; only of those that had any."""
    if not placements:
        return {}
    given = {"its_workspace": workspace_id, "its_placements": list(placements)}
    found = await session.execute(_LAST_LINKS, given)
    return {
        row.placement_id: LastLive(
            seen_links(row.links), Finding.IFRAME_ONLY in row.findings, row.title or ""
        )
        for row in found
    }


def seen_links(kept: Sequence[Mapping[str, Any]]) -> tuple[SeenLink, ...]:
    """Links as they were kept, read again."""
    return tuple(SeenLink(**{**link, "rel": tuple(link.get("rel", ()))}) for link in kept)


def whole(seen: Observation, last: Row[Any] | None) -> Observation:
    """A look that was spared by its validators, with the facts of the look it repeats."""
    if not seen.unchanged or last is None or last.verdict is Verdict.UNSEEN:
        return seen
    links = seen_links(last.links)
    return replace(
        seen,
        verdict=last.verdict,
        findings=tuple(Finding(code) for code in last.findings),
        link=links[0] if links else None,
        links=links,
        followed=last.followed,
        indexable=last.indexable,
        detail=last.detail,
        title=last.title,
        final_url=last.final_url,
        redirects=tuple(last.redirects),
        etag=seen.etag or last.etag,
        last_modified=seen.last_modified or last.last_modified,
        body_hash=seen.body_hash or last.body_hash,
    )


def fingerprint(seen: Observation) -> str:
    """Equal for two looks that saw the same; wording and validators don't count."""
    facts = (
        seen.page,
        seen.verdict,
        seen.status if not seen.unchanged else None,
        seen.final_url,
        seen.redirects,
        sorted(seen.findings),
        seen.followed,
        seen.indexable,
        [(link.href, link.anchor, link.rel, link.html) for link in _links(seen)],
    )
    return sha256(_JSON(facts).encode("utf-8", "surrogatepass")).hexdigest()


def _links(seen: Observation) -> tuple[SeenLink, ...]:
    """All links to the target that are kept, the best one first."""
    if seen.link is None:
        return seen.links
    return (seen.link, *(link for link in seen.links if link != seen.link))[:LINKS_KEPT]


async def keep(scope: Scope, looks: Sequence[tuple[int, Observation]], last: Mapping[int, Row[Any]]) -> None:
    """Keep looks: a repeated one counts up the row it repeats, another one gets a row of its own."""
    repeated: list[dict[str, Any]] = []
    fresh: list[tuple[int, Observation, str]] = []
    for placement_id, seen in looks:
        row, mark = last.get(placement_id), fingerprint(seen)
        spared = seen.unchanged and row is not None and row.verdict is seen.verdict
        if row is not None and (spared or row.fingerprint == mark):
            newest = max(seen.checked_at, row.last_seen_at)
            repeated.append({"its_workspace": scope.workspace_id, "its_id": row.id, "new_seen": newest})
        else:
            fresh.append((placement_id, seen, mark))
    if repeated:
        await update_many(scope.session, COUNT_UP, repeated)
    await scope.add(ObservationRow, [_new_row(*one) for one in fresh])


def _new_row(placement_id: int, seen: Observation, mark: str) -> dict[str, Any]:
    return {
        "placement_id": placement_id,
        "page": seen.page,
        "verdict": seen.verdict,
        "fingerprint": mark,
        "first_seen_at": seen.checked_at,
        "last_seen_at": seen.checked_at,
        "count": 1,
        "status": seen.status,
        "final_url": seen.final_url,
        "redirects": list(seen.redirects),
        "findings": [finding.value for finding in seen.findings],
        "followed": seen.followed,
        "indexable": seen.indexable,
        "detail": seen.detail,
        "title": seen.title,
        "links": [{name: getattr(link, name) for name in _LINK} for link in _links(seen)],
        "etag": seen.etag,
        "last_modified": seen.last_modified,
        "body_hash": seen.body_hash,
    }
