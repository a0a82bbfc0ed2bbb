"""Looks at standing links that see what was seen before: most looks are such, and they ask no rules.

Each takes one row to read and four times to write, instead of all that is known of a placement, its task and
its campaign. What differs in anything is left to the rules.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Row,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    func,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import among, takes_arrays
from storage.links import backlinks
from storage.many import given, update_many
from storage.models import Backlink, ObservationRow, Placement
from storage.watch import history
from storage.watch.check_statements import SAME, SAME_ANEW, schedule
from storage.watch.due import DuePlacement, Looked
from storage.watch.look_times import standing_look
from storage.watch.observation import Observation
from storage.words import PlacementState, Verdict

_placement: Table = Placement.__table__  # type: ignore[assignment]
_seen: Table = ObservationRow.__table__  # type: ignore[assignment]
_link: Table = Backlink.__table__  # type: ignore[assignment]
_other = _seen.alias()


def _text(column: ColumnElement[Any], name: str) -> ColumnElement[str]:
    """A column of JSON as it was written: reading it costs more than comparing it."""
    return cast(column, Text).label(name)


_newest = (
    select(func.max(_other.c.id))
    .where(_other.c.workspace_id == _placement.c.workspace_id, _other.c.placement_id == _placement.c.id)
    .scalar_subquery()
)
_PLACED = (
    _placement.c.id,
    _placement.c.page,
    _placement.c.target,
    _placement.c.anchor.label("anchor_agreed"),
    _placement.c.rel_agreed,
    _placement.c.detail.label("detail_known"),
    _placement.c.first_live_at,
    _placement.c.etag.label("etag_known"),
    _placement.c.last_modified.label("last_modified_known"),
    _placement.c.body_hash.label("body_hash_known"),
    _text(_placement.c.findings, "codes"),
)
_STANDS = (
    _placement.c.workspace_id == bindparam("its_workspace"),
    _placement.c.state == PlacementState.LIVE,
    _placement.c.verdict == Verdict.LIVE,
    _placement.c.misses == 0,
    _placement.c.unseen == 0,
    cast(_placement.c.findings, Text) == cast(_placement.c.live_findings, Text),
    *(
        _placement.c[name].is_(None)
        for name in ("removed_at", "lost_at", "missing_since", "missed_at", "wrong_href")
    ),
    _placement.c.page.is_not(None),
    _placement.c.first_live_at.is_not(None),
)
_SEEN = (_seen.c.id.label("seen_id"), _seen.c.fingerprint, _seen.c.verdict, _seen.c.last_seen_at)
#: What a look that its validators spared repeats, besides.
_SEEN_WHOLE = (
    *_SEEN,
    *(
        _seen.c[name]
        for name in (
            "findings",
            "links",
            "followed",
            "indexable",
            "detail",
            "title",
            "final_url",
            "redirects",
            "etag",
            "last_modified",
            "body_hash",
        )
    ),
)
_LINKED = (
    _link.c.id.label("link_id"),
    _link.c.href,
    _link.c.anchor,
    _text(_link.c.rel, "rel"),
    _link.c.followed.label("link_followed"),
    _link.c.indexable.label("link_indexable"),
    _link.c.last_seen_at.label("link_seen_at"),
)


def _joined(seen_columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """What is known of standing placements, their newest history and their links: a row for each link."""
    return (
        select(*_PLACED, *seen_columns, *_LINKED)
        .select_from(_placement)
        .join(
            _seen,
            and_(
                _seen.c.workspace_id == _placement.c.workspace_id,
                _seen.c.id == _newest,
                _seen.c.verdict == Verdict.LIVE,
            ),
        )
        .join(
            _link,
            and_(
                _link.c.workspace_id == _placement.c.workspace_id,
                _link.c.placement_id == _placement.c.id,
                _link.c.lost_at.is_(None),
            ),
        )
        .where(among(_placement.c.id, "its_ids"), *_STANDS)
    )


def _looked_up(seen_columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """The same for PostgreSQL, and the placements locked: for each, one row after another.

    Given a join, it plans by what it takes the tables for. While it has not counted those of a new ledger, it
    walked through all links for every placement: 200 seconds for 500 looks among 10,000 placements.
    """
    wanted = bindparam("its_ids", type_=ARRAY(Integer))
    its = func.unnest(wanted).table_valued("id", name="its").render_derived()
    placed = select(*_PLACED).where(_placement.c.id == its.c.id, *_STANDS).with_for_update().lateral("placed")
    seen = (
        select(*seen_columns)
        .where(_seen.c.workspace_id == bindparam("its_workspace"), _seen.c.placement_id == its.c.id)
        .order_by(_seen.c.id.desc())
        .limit(1)
        .lateral("seen")
    )
    link = (
        select(*_LINKED)
        .where(
            _link.c.workspace_id == bindparam("its_workspace"),
            _link.c.placement_id == its.c.id,
            _link.c.lost_at.is_(None),
        )
        .limit(2)
        .lateral("link")
    )
    return (
        select(*placed.c, *seen.c, *link.c)
        .select_from(its)
        .join(placed, true())
        .join(seen, seen.c.verdict == Verdict.LIVE)
        .join(link, true())
    )


_KNOWN, _KNOWN_WHOLE = (
    {True: _looked_up(columns), False: _joined(columns)} for columns in (_SEEN, _SEEN_WHOLE)
)
_DUE_AGAIN = (
    update(schedule)
    .where(
        schedule.c.workspace_id == given(schedule.c.workspace_id, "its_workspace"),
        schedule.c.placement_id == given(schedule.c.placement_id, "its_id"),
    )
    .values(due_at=given(schedule.c.due_at, "new_due_at"))
)


@dataclass(frozen=True, slots=True)
class _Repeated:
    """One look that saw the same again."""

    row: Row[Any]
    seen: Observation


async def write(
    session: AsyncSession, workspace_id: int, looked: Sequence[Looked], jitter: Random
) -> list[Looked]:
    """Write those of ``looked`` that saw a standing link as it was; the other ones, which were not touched.

    What is written is what the rules would have written: times, a count, and when to look again. Their
    placements are locked either way, so their tasks must be before.
    """
    its = [one.due.placement_id for one in looked if one.seen.verdict is Verdict.LIVE or one.seen.unchanged]
    if not its:
        return list(looked)
    spared = any(one.seen.unchanged for one in looked)
    known = (_KNOWN_WHOLE if spared else _KNOWN)[takes_arrays(session.get_bind().dialect)]
    found = await session.execute(known, {"its_workspace": workspace_id, "its_ids": its})
    rows: dict[int, Row[Any] | None] = {}
    for row in found.all():
        # A placement with two links is not simple.
        rows[row.id] = None if row.id in rows else row
    repeated: list[_Repeated] = []
    rest: list[Looked] = []
    for one in looked:
        row_of_it = rows.get(one.due.placement_id)
        if row_of_it is not None and _is_same(one, row_of_it):
            repeated.append(_Repeated(row_of_it, one.seen))
        else:
            rest.append(one)
    await _write(session, workspace_id, repeated, jitter)
    return rest


def _is_same(one: Looked, row: Row[Any]) -> bool:
    """Whether a look saw just what ``row`` has, about the terms that it has."""
    seen, due = one.seen, one.due
    if seen.doubt is not None or not _same_terms(row, due):
        return False
    if seen.unchanged:
        seen = history.whole(seen, row)
    elif row.fingerprint != history.fingerprint(seen):
        return False
    link = seen.link
    return (
        seen.verdict is Verdict.LIVE
        and link is not None
        and seen.detail == row.detail_known
        and _codes(seen.findings) == row.codes
        and (link.href, link.anchor, seen.followed, seen.indexable)
        == (row.href, row.anchor, row.link_followed, row.link_indexable)
        and _codes(link.rel) == row.rel
    )


def _same_terms(row: Row[Any], due: DuePlacement) -> bool:
    return (row.page, row.target, row.anchor_agreed, row.rel_agreed) == (
        due.page,
        due.target,
        due.anchor,
        due.rel_agreed,
    )


def _marks(seen: Observation) -> tuple[str | None, str | None, str | None]:
    """What spares the next look a read."""
    return seen.etag, seen.last_modified, seen.body_hash


@lru_cache(maxsize=256)
def _codes(words: tuple[str, ...]) -> str:
    """These words as they are written."""
    return json.dumps(words)


async def _write(
    session: AsyncSession, workspace_id: int, repeated: Sequence[_Repeated], jitter: Random
) -> None:
    due, placements, anew, looks, links = [], [], [], [], []
    for one in repeated:
        row, seen, at = one.row, one.seen, one.seen.checked_at
        its = {"its_workspace": workspace_id, "its_id": row.id}
        due.append({**its, "new_due_at": standing_look(row.first_live_at, at, jitter)})
        placed = {**its, "new_checked_at": at, "new_last_seen_at": at}
        if seen.unchanged or _marks(seen) == (row.etag_known, row.last_modified_known, row.body_hash_known):
            placements.append(placed)
        else:
            kept = history.storable(seen)
            marks = zip(("new_etag", "new_last_modified", "new_body_hash"), _marks(kept), strict=True)
            anew.append({**placed, **dict(marks)})
        looks.append(
            {
                "its_workspace": workspace_id,
                "its_id": row.seen_id,
                "new_seen": max(at, row.last_seen_at),
            }
        )
        links.append(
            {"its_workspace": workspace_id, "its_id": row.link_id, "new_seen": max(at, row.link_seen_at)}
        )
    for statement, rows in (
        (_DUE_AGAIN, due),
        (SAME, placements),
        (SAME_ANEW, anew),
        (history.COUNT_UP, looks),
        (backlinks.SAME, links),
    ):
        await update_many(session, statement, rows)
