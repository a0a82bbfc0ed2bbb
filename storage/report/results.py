"""The result ledger counted: what stands at the period's end, and what was lost in it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Backlink, Outreach, Placement
from storage.report.figures import BANDS, SCALES, UNKNOWN_BAND, Results
from storage.report.question import Question, placement_of_link, task_of_placement
from storage.words import Origin, PlacementState


def band() -> ColumnElement[str]:
    """The authority band of a backlink, its score brought to a scale of 100."""
    score = _score()
    return case(
        (score.is_(None), UNKNOWN_BAND),
        *((score >= least, name) for least, name in BANDS),
        else_=BANDS[-1][1],
    )


def _score() -> ColumnElement[float]:
    scaled = [
        (Backlink.authority_source == source, Backlink.authority_score * (100 / most))
        for source, most in SCALES.items()
    ]
    return case(*scaled, else_=Backlink.authority_score)


async def results(session: AsyncSession, asked: Question) -> Results:
    """What the links came to."""
    (of_origin, at_risk) = (
        (await session.execute(_counts(asked))).all(),
        await session.scalar(_at_risk(asked)),
    )
    rows = [row._mapping for row in of_origin]

    def total(name: str) -> int:
        return sum(int(row[name] or 0) for row in rows)

    live = {Origin(row["origin"]): int(row["live"] or 0) for row in rows}
    bands = {name: total(name) for _, name in BANDS}
    return Results(
        live=total("live"),
        followed=total("followed"),
        indexable=total("indexable"),
        built=live.get(Origin.BUILT, 0),
        passive=live.get(Origin.PASSIVE, 0),
        uncertain=live.get(Origin.UNCERTAIN, 0),
        lost=total("lost"),
        at_risk=int(at_risk or 0),
        by_authority=bands | {UNKNOWN_BAND: total("live") - sum(bands.values())},
        followed_unknown=total("followed_unknown"),
        indexable_unknown=total("indexable_unknown"),
        lost_told=total("lost_told"),
    )


def _counts(asked: Question) -> Select[*tuple[Any, ...]]:
    """A row for each origin: an index holds all of it in that order, so that nothing is sorted."""
    stands, lost = asked.stands(), asked.within(Backlink.lost_at)
    within_band = [
        # The lowest band has all that scored and is in no other.
        ([score >= least] if least else [score.is_not(None)]) + ([score < most] if most else [])
        for (least, _), most in zip(BANDS, (None, *(least for least, _ in BANDS)), strict=False)
        for score in (_score(),)
    ]
    sums = {
        "live": stands,
        "followed": and_(stands, Backlink.followed.is_(True)),
        "indexable": and_(stands, Backlink.indexable.is_(True)),
        "followed_unknown": and_(stands, Backlink.followed.is_(None)),
        "indexable_unknown": and_(stands, Backlink.indexable.is_(None)),
        "lost": lost,
        "lost_told": and_(lost, Backlink.indexable.is_(None)),
    } | {name: and_(stands, *within) for (_, name), within in zip(BANDS, within_band, strict=True)}
    query = select(
        Backlink.origin,
        *(func.sum(case((condition, 1), else_=0)).label(name) for name, condition in sums.items()),
    ).where(asked.links())
    if asked.campaign_id is not None:
        query = query.outerjoin(Placement, placement_of_link()).outerjoin(Outreach, task_of_placement())
    return query.group_by(Backlink.origin)


def _at_risk(asked: Question) -> Select[int]:
    """From the placements at risk: there are few of them, and SQLite would begin with the links otherwise."""
    at_risk = (
        select(Placement.id)
        .join(Outreach, task_of_placement())
        .where(asked.placements(), Placement.state == PlacementState.AT_RISK)
        .correlate(None)
    )
    query = (
        select(func.count())
        .select_from(Backlink)
        .where(asked.links(), asked.stands(), Backlink.placement_id.in_(at_risk))
    )
    if asked.campaign_id is not None:
        query = query.outerjoin(Placement, placement_of_link()).outerjoin(Outreach, task_of_placement())
    return query
