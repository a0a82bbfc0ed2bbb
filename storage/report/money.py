"""What links cost: the money that was spent on them, and how many of them stand."""

from collections import defaultdict
from decimal import Decimal, localcontext
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Backlink, Outreach, Placement
from storage.report.figures import Cost
from storage.report.question import Question
from storage.words import Tactic

#: More digits than any sum of prices has: amounts are text of up to 30 characters.
DIGITS = 60

Spent = dict[tuple[Tactic | None, str], Cost]


async def spent(session: AsyncSession, asked: Question) -> Spent:
    """By tactic and currency."""
    found: Spent = {}
    sums: dict[tuple[Tactic | None, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    with localcontext() as context:
        context.prec = DIGITS
        for query in (_placements(asked), _tasks(asked)):
            for tactic, currency, amount, standing, count in await session.execute(query):
                kept = sums[tactic, currency]
                kept[0] += Decimal(amount) * count
                kept[1] += count
                kept[2] += count if standing else 0
    for (tactic, currency), (amount, links, standing) in sums.items():
        found[tactic, currency] = Cost(currency, amount, int(links), int(standing))
    return found


def together(costs: Spent) -> tuple[Cost, ...]:
    """By currency alone."""
    found: dict[str, Cost] = {}
    for cost in costs.values():
        before = found.get(cost.currency, Cost(cost.currency, Decimal(0), 0, 0))
        with localcontext() as context:
            context.prec = DIGITS
            found[cost.currency] = Cost(
                cost.currency,
                before.spent + cost.spent,
                before.links + cost.links,
                before.standing_followed + cost.standing_followed,
            )
    return tuple(found[currency] for currency in sorted(found))


def _placements(asked: Question) -> Select[*tuple[Any, ...]]:
    """Placements with a price that first went live in the period."""
    live_at: Any = Placement.first_live_at
    if not asked.short:
        # Most of the ledger is read faster in the order that it lies in than through an index.
        live_at = func.coalesce(live_at, live_at)
    each = (
        select(
            Outreach.tactic,
            Placement.price_currency.label("currency"),
            Placement.price_amount.label("amount"),
            case((exists().where(_standing(asked)).correlate(Placement), 1), else_=0).label("standing"),
        )
        # The workspace by its number on both sides, so that an index that holds all of a task is taken.
        .join(Outreach, Outreach.id == Placement.outreach_id)
        .where(
            asked.placements(),
            asked.tasks(),
            asked.within(live_at),
            Placement.id > 0,
            Placement.price_amount.is_not(None),
            Placement.price_currency.is_not(None),
        )
        .cte("each")
        .prefix_with("MATERIALIZED")
    )
    return select(*each.c, func.count()).group_by(*each.c)


def _tasks(asked: Question) -> Select[*tuple[Any, ...]]:
    """Tasks with a price, none of whose placements has one, whose first link went live in the period."""
    theirs = and_(
        Placement.workspace_id == Outreach.workspace_id,
        Placement.outreach_id == Outreach.id,
        Placement.removed_at.is_(None),
    )
    standing = exists().where(theirs, _standing(asked)).correlate(Outreach)
    priced = exists().where(theirs, Placement.price_amount.is_not(None)).correlate(Outreach)
    live_at = select(func.min(Placement.first_live_at)).where(theirs).correlate(Outreach).scalar_subquery()
    each = (
        select(
            Outreach.tactic,
            Outreach.price_currency.label("currency"),
            Outreach.price_amount.label("amount"),
            case((standing, 1), else_=0).label("standing"),
            live_at.label("live_at"),
        )
        .where(
            asked.tasks(), Outreach.price_amount.is_not(None), Outreach.price_currency.is_not(None), ~priced
        )
        .subquery()
    )
    kept = [column for column in each.c if column.name != "live_at"]
    return select(*kept, func.count()).where(asked.within(each.c.live_at)).group_by(*kept)


def _standing(asked: Question) -> ColumnElement[bool]:
    """A placement's own link stands and is followed."""
    return and_(
        Backlink.workspace_id == Placement.workspace_id,
        Backlink.placement_id == Placement.id,
        Backlink.followed.is_(True),
        asked.stands(),
    )
