"""What a table told of without its day: in no period, and counted apart so that nobody misses it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Bridge, Touch
from storage.report.figures import Asked, Undated, Work
from storage.report.first_asks import PROMISED, old_enough
from storage.report.question import Question
from storage.report.work import KINDS, campaigns, work_of
from storage.words import Tactic, TouchKind

#: No campaign's number.
_UNDONE = -1


async def undated(session: AsyncSession, asked: Question) -> Undated:
    """All of it, of the campaign that is asked for; there is seldom any."""
    by_person: dict[str, Work] = defaultdict(Work)
    by_tactic: dict[Tactic | None, Work] = defaultdict(Work)
    by_campaign: dict[str | None, Work] = defaultdict(Work)
    total = Work()
    groups = (Touch.for_campaign, Touch.for_tactic, Touch.by, Touch.what)
    rows = (
        await session.execute(select(*groups, func.count()).where(*_counted(asked, *KINDS)).group_by(*groups))
    ).all()
    if not rows:
        return Undated()
    names = await campaigns(session, asked)
    for campaign, tactic, by, what, count in rows:
        work = work_of({what: count})
        total += work
        by_person[by] += work
        by_tactic[tactic] += work
        by_campaign[names.get(campaign or 0)] += work
    return Undated(
        total,
        dict(sorted(by_person.items())),
        dict(sorted(by_tactic.items(), key=lambda one: one[0] or "~")),
        dict(sorted(by_campaign.items(), key=lambda one: (one[0] is None, one[0] or ""))),
        await _tasks(session, asked) if total.asks else {},
    )


def _counted(asked: Question, *kinds: TouchKind) -> list[ColumnElement[bool]]:
    """These touches without a day: found by their kind and day, since nearly all have one.

    The campaign is read from the row, so that no index is walked in which days come last.
    """
    campaign = func.coalesce(Touch.for_campaign, _UNDONE)
    its = campaign != _UNDONE if asked.campaign_id is None else campaign == asked.campaign_id
    return [asked.touches(), Touch.what.in_(kinds), Touch.at.is_(None), its]


async def _tasks(session: AsyncSession, asked: Question) -> dict[Tactic | None, Asked]:
    """Tasks that were asked, none of them on a known day, and what came of them up to now."""
    theirs = select(Touch.outreach_id).where(*_counted(asked, TouchKind.ASKED)).distinct().subquery()
    before = old_enough(asked)
    counts: list[Any] = [
        func.count(),
        _number(Bridge.answered > 0),
        _number(Bridge.answered == PROMISED),
        _number(Bridge.live_at.is_not(None)),
        _number(Bridge.kept_from <= before),
        _number(and_(func.coalesce(Bridge.kept_from > before, True), Bridge.open_since > before)),
    ]
    rows = await session.execute(
        select(Bridge.for_tactic, *counts)
        .join(theirs, theirs.c.outreach_id == Bridge.outreach_id)
        .where(asked.counted(Bridge), Bridge.asked_at.is_(None))
        .group_by(Bridge.for_tactic)
    )
    found = {tactic: Asked(*(int(count or 0) for count in of)) for tactic, *of in rows}
    return dict(sorted(found.items(), key=lambda one: (-one[1].asked, one[0] or "~")))


def _number(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
