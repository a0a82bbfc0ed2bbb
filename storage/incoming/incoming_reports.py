"""What each source says of a backlink, kept beside it: as it said it last."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, select

from storage.dialect import insert
from storage.links.link_facts import Report
from storage.models import BacklinkReport
from storage.pieces import pieces
from storage.store import Scope

_reports: Table = BacklinkReport.__table__  # type: ignore[assignment]
#: What a source says first stays: when it was handed in, and by whom.
_STAYS = frozenset({"workspace_id", "backlink_id", "source", "at", "by"})


async def of_links(scope: Scope, backlinks: Collection[int]) -> dict[int, dict[str, Report]]:
    """What is kept of these backlinks, by source."""
    found: dict[int, dict[str, Report]] = {}
    for some in pieces(sorted(backlinks)):
        for row in await scope.session.execute(
            select(_reports).where(
                _reports.c.workspace_id == scope.workspace_id, _reports.c.backlink_id.in_(some)
            )
        ):
            found.setdefault(row.backlink_id, {})[row.source] = _report(row)
    return found


async def keep(scope: Scope, said: Sequence[tuple[int, Report]], *, by: str | None, now: datetime) -> None:
    """Write down what is said of which backlink, in place of what the same source said before."""
    if not said:
        return
    rows: list[dict[str, Any]] = [
        {
            "workspace_id": scope.workspace_id,
            "backlink_id": number,
            "source": report.source,
            "at": now,
            "by": by,
            "file": report.file,
            "anchor": report.anchor,
            "rel": None if report.rel is None else list(report.rel),
            "followed": report.followed,
            "first_seen_at": report.first_seen,
            "last_seen_at": report.last_seen,
            "lost_at": report.lost,
            "authority_score": report.authority,
            "authority_source": report.authority_source,
            "authority_at": report.authority_at,
        }
        for number, report in said
    ]
    statement = insert(scope.session, _reports)
    renewing = {name: statement.excluded[name] for name in rows[0] if name not in _STAYS}
    await scope.session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "backlink_id", "source"], set_=renewing
        ),
        rows,
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        row.source,
        row.file,
        row.anchor,
        None if row.rel is None else tuple(row.rel),
        row.followed,
        row.first_seen_at,
        row.last_seen_at,
        row.lost_at,
        row.authority_score,
        row.authority_source,
        row.authority_at,
    )
