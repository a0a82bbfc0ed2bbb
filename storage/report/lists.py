"""The rows behind every number of a report."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.models import Backlink, Bridge, Campaign, Outreach, Placement, Prospect, Touch
from storage.report.first_asks import PROMISED, old_enough
from storage.report.question import Question, placement_of_link, task_of_placement, task_of_touch
from storage.report.results import band
from storage.report.work import KINDS
from storage.words import PlacementState, TouchKind

#: Rows read at a time.
CHUNK = 2_000

Row = dict[str, Any]


def touches(session: AsyncSession, asked: Question) -> AsyncIterator[Row]:
    """The work: every touch that is counted, oldest first."""
    return _rows(session, _touches(asked).where(asked.within(Touch.at)).order_by(Touch.at, Touch.id))


def undated(session: AsyncSession, asked: Question) -> AsyncIterator[Row]:
    """The work that nobody says the day of, in no period."""
    return _rows(session, _touches(asked).where(Touch.at.is_(None)).order_by(Touch.outreach_id, Touch.id))


def _touches(asked: Question) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Touch.at,
            Touch.what,
            Touch.by,
            Outreach.id.label("task"),
            Prospect.site,
            Outreach.tactic,
            Campaign.name.label("campaign"),
        )
        .join(Outreach, task_of_touch())
        .join(Prospect, _prospect())
        .outerjoin(Campaign, _campaign())
        .where(asked.touches(), asked.tasks(), Touch.what.in_(KINDS))
    )


def links(session: AsyncSession, asked: Question) -> AsyncIterator[Row]:
    """The results: every link that stands at the end or was lost in the period, the newest first."""
    query = _links(asked).where(or_(asked.stands(), _gone(asked)))
    return _rows(session, query.order_by(Backlink.first_seen_at.desc(), Backlink.id))


def standing(session: AsyncSession, asked: Question, most: int) -> AsyncIterator[Row]:
    """Of these, links that stand at the end: the ``most`` that were seen first last."""
    query = _links(asked).where(asked.stands())
    return _rows(session, query.order_by(Backlink.first_seen_at.desc(), Backlink.id).limit(most))


def lost(session: AsyncSession, asked: Question, most: int) -> AsyncIterator[Row]:
    """Of these, links that were lost in the period: the last ``most``, however old they were."""
    query = _links(asked).where(_gone(asked))
    return _rows(session, query.order_by(Backlink.lost_at.desc(), Backlink.id).limit(most))


def _gone(asked: Question) -> Any:
    return and_(Backlink.lost_at >= asked.starts, Backlink.lost_at < asked.ends)


def _links(asked: Question) -> Select[*tuple[Any, ...]]:
    stands = case((asked.stands(), "live"), else_="lost")
    return (
        select(
            stands.label("state"),
            Backlink.page,
            Backlink.target,
            Backlink.followed,
            Backlink.indexable,
            Backlink.origin,
            Backlink.origin_reason,
            Backlink.anchor,
            Backlink.first_seen_at,
            Backlink.first_seen_told,
            Backlink.lost_at,
            case((Backlink.indexable.is_not(None), "seen by us"), else_="told, not seen by us yet").label(
                "known_by"
            ),
            Backlink.authority_score,
            Backlink.authority_source,
            band().label("authority_band"),
            case(
                (and_(Placement.state == PlacementState.AT_RISK, Outreach.id.is_not(None)), 1), else_=0
            ).label("at_risk"),
            Outreach.id.label("task"),
            Outreach.tactic,
            Campaign.name.label("campaign"),
        )
        .outerjoin(Placement, placement_of_link())
        .outerjoin(Outreach, task_of_placement())
        .outerjoin(Campaign, _campaign())
        .where(asked.links())
    )


def tasks(session: AsyncSession, asked: Question) -> AsyncIterator[Row]:
    """The bridge and the tactics: every task first asked in the period."""
    first_ask = (
        select(Touch.outreach_id, func.min(Touch.at).label("asked_at"))
        .where(asked.touches(), Touch.what == TouchKind.ASKED)
        .group_by(Touch.outreach_id)
        .subquery()
    )
    theirs = and_(
        Placement.workspace_id == Outreach.workspace_id,
        Placement.outreach_id == Outreach.id,
        Placement.removed_at.is_(None),
    )
    live_at = select(func.min(Placement.first_live_at)).where(theirs).correlate(Outreach).scalar_subquery()
    before = old_enough(asked)
    stood = func.coalesce(Bridge.kept_from <= before, False)

    def answered(*kinds: TouchKind) -> Any:
        return (
            select(func.min(Touch.at))
            .where(asked.touches(), Touch.outreach_id == Outreach.id, Touch.what.in_(kinds))
            .correlate(Outreach)
            .scalar_subquery()
        )

    return _rows(
        session,
        select(
            Outreach.id.label("task"),
            Prospect.site,
            Outreach.tactic,
            Campaign.name.label("campaign"),
            Outreach.owner,
            Outreach.stage,
            first_ask.c.asked_at,
            # An answer that nobody says the day of counts with its task's ask.
            (func.coalesce(Bridge.answered, 0) > 0).label("answered"),
            (func.coalesce(Bridge.answered, 0) == PROMISED).label("promised"),
            answered(TouchKind.REPLIED, TouchKind.DECLINED, TouchKind.PROMISED).label("answered_at"),
            answered(TouchKind.PROMISED).label("promised_at"),
            live_at.label("live_at"),
            stood.label("stood_90_days"),
            case((and_(~stood, Bridge.open_since > before), True), else_=False).label("too_young"),
            Outreach.price_amount,
            Outreach.price_currency,
        )
        .join(first_ask, first_ask.c.outreach_id == Outreach.id)
        .outerjoin(
            Bridge,
            and_(Bridge.workspace_id == Outreach.workspace_id, Bridge.outreach_id == Outreach.id),
        )
        .join(Prospect, _prospect())
        .outerjoin(Campaign, _campaign())
        .where(asked.tasks(), asked.within(first_ask.c.asked_at))
        .order_by(first_ask.c.asked_at, Outreach.id),
    )


def spent(session: AsyncSession, asked: Question) -> AsyncIterator[Row]:
    """The cost: every price whose link went live in the period, of a placement or, without, of a task."""
    of_task = aliased(Placement)
    theirs = and_(
        of_task.workspace_id == Outreach.workspace_id,
        of_task.outreach_id == Outreach.id,
        of_task.removed_at.is_(None),
    )
    priced = exists().where(theirs, of_task.price_amount.is_not(None)).correlate(Outreach)
    # A task is paid for once, when the first of its links goes live.
    first = (
        select(of_task.id)
        .where(theirs, of_task.first_live_at.is_not(None))
        .order_by(of_task.first_live_at, of_task.id)
        .limit(1)
        .correlate(Outreach)
        .scalar_subquery()
    )
    own = Placement.price_amount.is_not(None)
    of_its_task = and_(Outreach.price_amount.is_not(None), ~priced, Placement.id == first)
    query = (
        select(
            Placement.first_live_at,
            func.coalesce(Placement.price_amount, Outreach.price_amount).label("price_amount"),
            case((own, Placement.price_currency), else_=Outreach.price_currency).label("price_currency"),
            case((own, "its link"), else_="its task").label("price_of"),
            Placement.state,
            Placement.lost_at,
            Placement.site,
            Placement.page,
            Placement.target,
            Outreach.id.label("task"),
            Outreach.tactic,
            Campaign.name.label("campaign"),
        )
        .join(Outreach, task_of_placement())
        .outerjoin(Campaign, _campaign())
        .where(
            asked.placements(), asked.tasks(), asked.within(Placement.first_live_at), or_(own, of_its_task)
        )
        .order_by(Placement.first_live_at, Placement.id)
    )
    return _rows(session, query)


async def _rows(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> AsyncIterator[Row]:
    result = await session.stream(query.execution_options(yield_per=CHUNK))
    async for row in result.mappings():
        yield dict(row)


def _prospect() -> Any:
    return and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id)


def _campaign() -> Any:
    return and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id)
