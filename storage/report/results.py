"""The result ledger counted: what stands at the period's end, and what was lost in it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
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
    # Two walks along one index: asking of every link whether it stands, for each number, took twice as long.
    standing = [row._mapping for row in await session.execute(_counts(asked, asked.stands()))]
    lost = [row._mapping for row in await session.execute(_counts(asked, asked.within(Backlink.lost_at)))]
    at_risk = await session.scalar(_at_risk(asked))

    def total(name: str) -> int:
        return sum(int(row[name]) for row in standing)

    live = {Origin(row["origin"]): int(row["links"]) for row in standing}
    above = [0, *(total(name) for _, name in BANDS)]
    bands = {name: here - better for (_, name), better, here in zip(BANDS, above, above[1:], strict=False)}
    links, gone = total("links"), sum(int(row["links"]) for row in lost)
    return Results(
        live=links,
        followed=total("followed"),
        indexable=total("indexable"),
        built=live.get(Origin.BUILT, 0),
        passive=live.get(Origin.PASSIVE, 0),
        uncertain=live.get(Origin.UNCERTAIN, 0),
        lost=gone,
        at_risk=int(at_risk or 0),
        by_authority=bands | {UNKNOWN_BAND: links - above[-1]},
        followed_unknown=links - total("followed_known"),
        indexable_unknown=links - total("indexable_known"),
        lost_told=gone - sum(int(row["indexable_known"]) for row in lost),
    )


def _counts(asked: Question, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """A row for each origin: an index holds all of it in that order, so that nothing is sorted.

    A band's column counts the links of better bands, too.
    """
    score = _score()
    # The lowest band has all that scored.
    bands = [
        (func.count().filter(score >= least) if least else func.count(score)).label(name)
        for least, name in BANDS
    ]
    query = select(
        Backlink.origin,
        func.count().label("links"),
        func.count().filter(Backlink.followed.is_(True)).label("followed"),
        func.count(Backlink.followed).label("followed_known"),
        func.count().filter(Backlink.indexable.is_(True)).label("indexable"),
        func.count(Backlink.indexable).label("indexable_known"),
        *bands,
    ).where(asked.links(), condition)
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
