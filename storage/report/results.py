"""The result ledger counted: what stands at the period's end, and what was lost in it."""

from collections import Counter

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Backlink, Outreach, Placement
from storage.report.figures import BANDS, UNKNOWN_BAND, Results
from storage.report.question import Question, placement_of_link, task_of_placement
from storage.words import Origin, PlacementState


def band() -> ColumnElement[str]:
    """The authority band of a backlink."""
    score = Backlink.authority_score
    return case(
        (score.is_(None), UNKNOWN_BAND), *((score >= least, name) for least, name in BANDS), else_="0-19"
    )


async def results(session: AsyncSession, asked: Question) -> Results:
    """What the links came to."""
    stands = case((asked.stands(), 1), else_=0)
    kinds = (
        select(
            stands.label("stands"),
            Backlink.origin,
            Backlink.followed,
            Backlink.indexable,
            case((Placement.state == PlacementState.AT_RISK, 1), else_=0).label("at_risk"),
            band().label("band"),
        )
        .outerjoin(Placement, placement_of_link())
        .where(
            asked.links(),
            # Has SQLite read the rows in the order that they lie in, not in that of some other index.
            Backlink.id > 0,
            or_(asked.stands(), and_(Backlink.lost_at >= asked.starts, Backlink.lost_at < asked.ends)),
        )
    )
    if asked.campaign_id is not None:
        kinds = kinds.outerjoin(Outreach, task_of_placement())
    each = kinds.subquery()
    counts: Counter[str] = Counter()
    rows = (await session.execute(select(*each.c, func.count()).group_by(*each.c))).all()
    for stood, origin, followed, indexable, at_risk, of_band, count in map(tuple, rows):
        if not stood:
            counts["lost"] += count
            continue
        for name in ("live", Origin(origin).value, f"band {of_band}"):
            counts[name] += count
        counts["followed"] += count if followed else 0
        counts["indexable"] += count if indexable else 0
        counts["at_risk"] += count if at_risk else 0
    return Results(
        counts["live"],
        counts["followed"],
        counts["indexable"],
        counts["built"],
        counts["passive"],
        counts["uncertain"],
        counts["lost"],
        counts["at_risk"],
        {name: counts[f"band {name}"] for name in (*(name for _, name in BANDS), UNKNOWN_BAND)},
    )
