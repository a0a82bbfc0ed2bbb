"""Every number of the report can be counted again from what is exported."""

import json
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from random_ledger import counted, fill
from sqlalchemy import update

from storage.keeping.export import export_rows
from storage.models import Outreach, Touch
from storage.report import Period, as_json, lists, read, report
from storage.report.reading import question
from storage.store import Store

NOW = datetime(2026, 10, 2, 13, 30, tzinfo=UTC)
WORK = ("asks", "follow_ups", "replies", "promises", "declines")
COHORT = ("asked", "replied", "promised", "live", "standing_90_days")


def same_shape(told: dict[str, Any]) -> dict[str, Any]:
    """The report's JSON in the shape of the count: only what is not nothing."""

    def work(row: dict[str, Any]) -> dict[str, int]:
        return {name: row[name] for name in WORK}

    results = dict(told["results"])
    bands = results.pop("by_authority")

    def grouped(ledger: dict[str, Any]) -> dict[str, Any]:
        return {
            "work": work(ledger),
            "by_person": {name: work(row) for name, row in ledger["by_person"].items()},
            "by_tactic": {name: work(row) for name, row in ledger["by_tactic"].items()},
            "by_campaign": {row["campaign"]: work(row) for row in ledger["by_campaign"]},
        }

    return {
        **grouped(told["work"]),
        "undated": grouped(told["work"]["undated"]),
        "bridge_undated": {name: told["bridge_undated"][name] for name in COHORT},
        "tactics_undated": {row["tactic"]: row["undated"] for row in told["tactics"] if row["undated"]},
        "by_week": {row["week"]: work(row) for row in told["work"]["by_week"] if any(work(row).values())},
        "results": results,
        "by_authority": {name: count for name, count in bands.items() if count},
        "bridge": {r["month"]: {n: r[n] for n in COHORT} for r in told["bridge"] if r["asked"]},
        "tactics": {
            row["tactic"]: {n: row[n] for n in ("asks", "answer_rate", "live_rate", "median_days_to_live")}
            for row in told["tactics"]
            if row["asks"]
        },
        "cost": {row["currency"]: (float(row["spent"]), row["standing_followed"]) for row in told["cost"]},
        "late": sorted(row["placement"] for row in told["late_promises"]),
    }


@pytest.mark.parametrize(
    ("seed", "first", "last", "tz"),
    [
        (1, date(2026, 3, 1), date(2026, 10, 2), "UTC"),
        (2, date(2026, 4, 6), date(2026, 5, 17), "Europe/Berlin"),
        (3, date(2026, 9, 1), date(2026, 9, 30), "America/St_Johns"),
        (4, date(2026, 8, 30), date(2027, 1, 3), "Asia/Kathmandu"),
        (5, date(2026, 1, 1), date(2026, 12, 31), "UTC"),
    ],
)
async def test_the_report_says_what_the_export_adds_up_to(
    store: Store, seed: int, first: date, last: date, tz: str
) -> None:
    await fill(store, seed, NOW)
    records = [json.loads(json.dumps(row)) async for row in export_rows(store, "T1")]
    for campaign in (None, "Acme", "=Ünïcödé"):
        told = as_json(await read(store, "T1", Period(first, last, tz), campaign, NOW))
        name = told["campaign"]
        assert same_shape(told) == counted(records, first, last, tz, NOW, name)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 3, 1), date(2026, 10, 2)), (date(2026, 6, 1), date(2026, 7, 15))]
)
async def test_the_rows_behind_the_numbers_add_up_to_them(store: Store, first: date, last: date) -> None:
    await fill(store, 7, NOW)
    period = Period(first, last, "America/New_York")
    async with store.reading("T1") as scope:
        for campaign in (None, "Acme"):
            told = await report(scope, period, campaign, NOW)
            asked, _ = await question(scope, period, campaign, NOW)
            paid: dict[str, Decimal] = defaultdict(Decimal)
            async for row in lists.spent(scope.session, asked):
                paid[row["price_currency"]] += Decimal(row["price_amount"])
                paid[f"{row['price_currency']} links"] += 1
            assert {"its task", "its link"} == {
                r["price_of"] async for r in lists.spent(scope.session, asked)
            }
            assert paid == {
                name: value
                for cost in told.cost
                for name, value in ((cost.currency, cost.spent), (f"{cost.currency} links", cost.links))
            }
            states = Counter([row["state"] async for row in lists.links(scope.session, asked)])
            assert states == {"live": told.results.live, "lost": told.results.lost}
            assert len([row async for row in lists.touches(scope.session, asked)]) == told.work.touches
            tasks = [row async for row in lists.tasks(scope.session, asked)]
            for column, number in (
                ("asked_at", "asked"),
                ("answered", "replied"),
                ("promised", "promised"),
                ("live_at", "live"),
                ("stood_90_days", "standing_90_days"),
                ("too_young", "too_young"),
            ):
                counted_ = sum(getattr(month, number) for month in told.bridge)
                assert sum(bool(row[column]) for row in tasks) == counted_, column


async def test_a_client_reads_of_old_links_that_were_lost_and_of_new_ones_that_stand(store: Store) -> None:
    await fill(store, 3, NOW)
    period = Period(date(2026, 7, 1), date(2026, 9, 30), "UTC")
    async with store.reading("T1") as scope:
        asked, _ = await question(scope, period, None, NOW)
        every = [row async for row in lists.links(scope.session, asked)]
        stand = [row for row in every if row["state"] == "live"]
        gone = sorted((row for row in every if row["state"] == "lost"), key=lambda row: row["lost_at"])
        assert [row async for row in lists.standing(scope.session, asked, 5)] == stand[:5]
        assert [row async for row in lists.lost(scope.session, asked, 4)] == gone[:-5:-1]


async def test_read_in_one_transaction_it_says_the_same(store: Store) -> None:
    await fill(store, 5, NOW)
    period = Period(date(2026, 4, 1), date(2026, 9, 30), "Europe/Berlin")
    async with store.reading("T1") as scope:
        assert await report(scope, period, None, NOW) == await read(store, "T1", period, None, NOW)


async def test_five_thousand_touches_of_one_task_are_counted_right(store: Store) -> None:
    await fill(store, 6, NOW, tasks=1)
    async with store.writing("T1", NOW) as scope:
        same = {"workspace_id": scope.workspace_id, "outreach_id": 1, "by": "U1", "what": "followed_up"}
        rows = [same | {"id": 100 + n, "at": datetime(2026, 5, 1, tzinfo=UTC)} for n in range(5_000)]
        scope.session.add_all([Touch(**row) for row in rows])
        await scope.session.execute(update(Touch).where(Touch.id < 100).values(removed_at=NOW))
        await scope.session.execute(update(Outreach).values(removed_at=None))
    told = await read(store, "T1", Period(date(2026, 5, 1), date(2026, 5, 1), "UTC"), None, NOW)
    assert told.work.follow_ups == 5_000
    assert sum(work.follow_ups for work in told.by_tactic.values()) == 5_000


async def test_an_empty_workspace_has_a_report_of_nothing(store: Store) -> None:
    told = as_json(await read(store, "T9", Period(date(2026, 1, 1), date(2026, 1, 31), "UTC"), None, NOW))
    assert told["work"]["asks"] == told["results"]["live"] == 0
    assert told["cost"] == told["late_promises"] == []
    assert len(told["bridge_year"]) == 12
