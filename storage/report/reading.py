"""Reading a whole report out of the ledger."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import Mendable
from storage.models import Workspace
from storage.report import cohorts, first_asks, late, money, results, undated, work
from storage.report.figures import Asked, Report, TacticRow, Undated, Work
from storage.report.period import Period
from storage.report.question import Question
from storage.store import Scope, Store
from storage.work import campaigns

#: How often the parts are read side by side before they are read one after another.
TRIES = 2

Part = Callable[[AsyncSession, Question], Awaitable[Any]]
_PARTS: tuple[Part, ...] = (
    work.counted,
    work.by_week,
    first_asks.first_asks,
    undated.undated,
    money.spent,
    results.results,
    late.late_promises,
)


class NoWorkspace(Mendable):
    """The ledger has no such workspace, or none, or several."""


async def question(
    scope: Scope, period: Period, campaign: str | None, now: datetime
) -> tuple[Question, str | None]:
    """What to ask, and the campaign's name as it is written; raises UnknownCampaign."""
    if campaign is None:
        return Question.of(scope.workspace_id, period, now), None
    view = await campaigns.show(scope, campaign)
    return Question.of(scope.workspace_id, period, now, view.id, view.sites), view.name


async def report(scope: Scope, period: Period, campaign: str | None, now: datetime) -> Report:
    """The report of ``period`` as of ``now``, read in the scope's own transaction.

    Raises UnknownCampaign. What each number means stands in ``storage.report.figures``.
    """
    asked, name = await question(scope, period, campaign, now)
    return _put_together(scope.slack_id, name, asked, await _one_by_one(scope.session, asked))


async def read(store: Store, slack_id: str, period: Period, campaign: str | None, now: datetime) -> Report:
    """The same, its parts read side by side: twice as fast on two cores.

    The parts see the ledger at moments that lie some milliseconds apart. Numbers that have to agree tell when
    it changed in between; then they are read again, at last in one transaction.
    """
    async with store.reading(slack_id) as scope:
        asked, name = await question(scope, period, campaign, now)
        for _ in range(TRIES):
            # Three lanes of like length: more at once would only hold more sorted rows in memory.
            lanes = await asyncio.gather(
                *(_alone(store, lane, asked) for lane in (_PARTS[:2], _PARTS[2:4], _PARTS[4:]))
            )
            parts = [part for lane in lanes for part in lane]
            if _agree(parts):
                return _put_together(slack_id, name, asked, parts)
        return _put_together(slack_id, name, asked, await _one_by_one(scope.session, asked))


async def only_workspace(store: Store, wanted: str | None) -> Workspace:
    """The workspace of that Slack id, or the only one; raises NoWorkspace."""
    known = await store.workspaces()
    ids = ", ".join(one.slack_id for one in known)
    if not known:
        raise NoWorkspace(
            "There is no workspace in this database yet.", "Start the bot once.", "outreach run"
        )
    found = [one for one in known if wanted in (None, one.slack_id)]
    if not found:
        raise NoWorkspace(f"There is no workspace {wanted} in this database.", f"It has {ids}.")
    if len(found) > 1:
        raise NoWorkspace(
            f"This database has {len(known)} workspaces: {ids}.",
            "Say which with --workspace.",
            f"outreach report --workspace {known[0].slack_id}",
        )
    return found[0]


async def _alone(store: Store, parts: Sequence[Part], asked: Question) -> list[Any]:
    async with store.read() as session:
        return [await part(session, asked) for part in parts]


async def _one_by_one(session: AsyncSession, asked: Question) -> list[Any]:
    return [await part(session, asked) for part in _PARTS]


def _agree(parts: list[Any]) -> bool:
    counted, weeks, *_ = parts
    return _total(counted.by_person.values()) == _total(week.work for week in weeks)


def _total(works: Any) -> Work:
    return reduce(Work.__add__, works, Work())


def _put_together(workspace: str, campaign: str | None, asked: Question, parts: list[Any]) -> Report:
    counted, weeks, asks, without_day, spent, standing, late_promises = parts
    return Report(
        workspace=workspace,
        campaign=campaign,
        period=asked.period,
        as_of=asked.as_of,
        work=_total(counted.by_person.values()),
        by_person=dict(sorted(counted.by_person.items())),
        by_tactic=dict(sorted(counted.by_tactic.items(), key=lambda one: one[0] or "~")),
        by_campaign=dict(sorted(counted.by_campaign.items(), key=lambda one: (one[0] is None, one[0] or ""))),
        by_week=weeks,
        results=standing,
        tactics=_tactics(asked, asks, spent, without_day),
        bridge=cohorts.bridge(asked, asks, year=False),
        bridge_year=cohorts.bridge(asked, asks, year=True),
        cost=money.together(spent),
        late_promises=late_promises,
        undated=without_day,
    )


def _tactics(
    asked: Question, of_tasks: cohorts.Cohorts, spent: money.Spent, without_day: Undated
) -> tuple[TacticRow, ...]:
    """Side by side, the most used first."""
    found = cohorts.of_period(asked, of_tasks)
    for tactic, _ in spent:
        found[tactic].add(cohorts.Asks())
    for tactic in without_day.tasks:
        found[tactic].add(cohorts.Asks())
    rows = [
        TacticRow(
            tactic,
            asks.asked,
            asks.replied,
            asks.promised,
            asks.live,
            cohorts.median(asks.days),
            money.together({key: cost for key, cost in spent.items() if key[0] == tactic}),
            without_day.tasks.get(tactic, Asked()).asked,
        )
        for tactic, asks in found.items()
    ]
    rows = [row for row in rows if row.asks or row.cost or row.undated]
    return tuple(sorted(rows, key=lambda row: (-row.asks, -row.undated, row.tactic or "~")))
