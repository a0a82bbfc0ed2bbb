"""Which pages of a site were looked at for a placement whose page is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.links.link_key import link_key
from storage.models import Placement, SitePage
from storage.store import Store
from storage.watch.due import DuePlacement, Looked, Passed
from storage.words import Verdict

_table: Table = SitePage.__table__  # type: ignore[assignment]
_placement: Table = Placement.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class KnownPage:
    """How often a page was looked at, and when last; with no looks, when it was first there."""

    looks: int
    at: datetime


Known = Mapping[int, KnownPage]


def page_key(url: str) -> int:
    """64 bits that tell a site's pages apart by the matching rules."""
    return int.from_bytes(bytes.fromhex(link_key(url)[:16]), "big", signed=True)


async def known(store: Store, due: Sequence[DuePlacement]) -> dict[tuple[int, int], Known]:
    """What was looked at, by the placement's workspace and number; every one of ``due`` is there."""
    found: dict[tuple[int, int], dict[int, KnownPage]] = {
        (one.workspace_id, one.placement_id): {} for one in due
    }
    query = select(_table).where(tuple_(_table.c.workspace_id, _table.c.placement_id).in_(list(found)))
    async with store.read() as session:
        for row in await session.execute(query):
            found[row.workspace_id, row.placement_id][row.page_key] = KnownPage(row.looks, row.looked_at)
    return dict(found)


async def keep(session: AsyncSession, passed: Sequence[Passed]) -> None:
    """Remember pages that were looked at, or were there; a placement that has its page by now needs none."""
    if not passed:
        return
    still = select(
        _placement.c.workspace_id,
        _placement.c.id,
        bindparam("its_key", type_=_table.c.page_key.type),
        bindparam("new_looks", type_=_table.c.looks.type),
        bindparam("new_at", type_=_table.c.looked_at.type),
    ).where(
        _placement.c.workspace_id == bindparam("its_workspace"),
        _placement.c.id == bindparam("its_id"),
        _placement.c.page.is_(None),
    )
    made = insert(session, _table).from_select(
        ["workspace_id", "placement_id", "page_key", "looks", "looked_at"], still
    )
    statement = made.on_conflict_do_update(
        index_elements=[_table.c.workspace_id, _table.c.placement_id, _table.c.page_key],
        set_={"looks": _table.c.looks + made.excluded.looks, "looked_at": made.excluded.looked_at},
    )
    rows = [
        {
            "its_workspace": one.due.workspace_id,
            "its_id": one.due.placement_id,
            "its_key": one.page_key,
            "new_looks": one.looks,
            "new_at": one.at,
        }
        for one in passed
    ]
    await session.execute(statement, rows)


async def forget_found(session: AsyncSession, looked: Sequence[Looked]) -> None:
    """The search of a placement that was found is over."""
    found = [
        (one.due.workspace_id, one.due.placement_id)
        for one in looked
        if one.due.page is None and one.seen.verdict is Verdict.LIVE
    ]
    if found:
        await session.execute(
            delete(_table).where(tuple_(_table.c.workspace_id, _table.c.placement_id).in_(found))
        )
