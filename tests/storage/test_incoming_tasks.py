"""Tables of tasks in the ledger: their links are watched, and no day is told that the table does not tell."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from storage.incoming import incoming_links, incoming_tasks
from storage.incoming.incoming_placements import A_SECOND, AT_ONCE, first_look
from storage.incoming.known_tasks import Owners
from storage.incoming.reported import ReportedTask, Tally
from storage.keeping.export import export_rows
from storage.models import Post, PostKind
from storage.report import Period, as_json, report
from storage.store import Store
from storage.watch import checks, placements
from storage.watch.due import DuePlacement, Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.words import RelAgreed, Stage, Verdict
from storage.work import campaigns
from storage.work.views import Money

MAY = datetime(2026, 5, 3, tzinfo=UTC)
PAGE, TARGET = "https://techblog.com/post", "https://acme.com/guide"
WON = ReportedTask(
    2,
    "techblog.com",
    "Jane",
    target=TARGET,
    stage=Stage.WON,
    asked=MAY,
    price=Money(Decimal(120), "EUR"),
    page=PAGE,
    anchor="the guide",
    rel_agreed=RelAgreed.DOFOLLOW,
    live_at=MAY + timedelta(days=20),
)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "UTC")


async def bring(store: Store, *rows: ReportedTask, now: datetime, campaign: str | None = None) -> Tally:
    async with store.writing("T1", now) as scope:
        brought = await incoming_tasks.bring_in(
            scope, rows, Owners({}, frozenset({"U1"}), "U1"), campaign=campaign, by="U1", now=now
        )
        await incoming_links.bring_in(
            scope, brought.links, "file", by="U1", file="tasks.csv", as_of=now, now=now
        )
        return brought.tally


async def exported(store: Store, kind: str) -> list[dict[str, Any]]:
    return [row async for row in export_rows(store, "T1") if row["kind"] == kind]


def seen(due: DuePlacement, verdict: Verdict, now: datetime) -> Observation:
    link = SeenLink(TARGET, "the guide") if verdict is Verdict.LIVE else None
    return Observation(
        due.page or PAGE, due.target, verdict, now, "looked", link=link, followed=True if link else None
    )


async def look(store: Store, now: datetime, verdict: Verdict) -> None:
    """Every due page is looked at, and shows the link or does not."""
    visits = await checks.claim(store, now=now, token="t", lease=timedelta(minutes=1), hosts=50, pages=50)
    for visit in visits:
        looked = tuple(Looked(due, seen(due, verdict, now)) for due in visit.due)
        await checks.record(store, Visited(visit, looked, ended=True), now=now, jitter=random.Random(1))


async def told(store: Store, now: datetime) -> dict[str, Any]:
    async with store.reading("T1") as scope:
        return as_json(await report(scope, YEAR, None, now))


async def test_a_link_that_a_table_tells_of_is_looked_at_at_once_and_counts_once_it_was_seen(
    store: Store, now: datetime
) -> None:
    assert (await bring(store, WON, now=now)).placed == 1
    (placement,) = await exported(store, "placement")
    assert (placement["state"], placement["next_check_at"]) == ("promised", "2026-11-23T08:30:00Z")
    assert (placement["page"], placement["target"], placement["anchor"]) == (PAGE, TARGET, "the guide")
    assert (placement["rel_agreed"], placement["price"]) == (
        "dofollow",
        {"amount": 120.0, "currency": "EUR"},
    )
    assert [row["live"] for row in (await told(store, now))["bridge"] if row["month"] == "2026-05"] == [0]
    await look(store, now, Verdict.LIVE)
    (placement,) = await exported(store, "placement")
    assert (placement["state"], placement["first_live_at"]) == ("live", "2026-05-23T00:00:00Z")
    (link,) = await exported(store, "backlink")
    assert (link["origin"], link["placement"], link["first_seen_at"]) == (
        "built",
        1,
        "2026-05-23T00:00:00Z",
    )
    assert "promised in" not in link["origin_reason"]
    shown = await told(store, now)
    assert [row["live"] for row in shown["bridge"] if row["month"] == "2026-05"] == [1]
    assert shown["cost"][0]["spent"] == 120
    assert [row["median_days_to_live"] for row in shown["tactics"] if row["asks"]] == [20]


async def test_what_a_table_told_of_is_no_news_when_it_is_seen(store: Store, now: datetime) -> None:
    rows = [replace(WON, site=f"site{n}.com", page=f"https://site{n}.com/x") for n in range(3)]
    await bring(store, *rows, now=now)
    await look(store, now, Verdict.LIVE)
    async with store.reading("T1") as scope:
        kinds = {PostKind.LIVE, PostKind.LIVE_BUT, PostKind.CARD}
        posts = list(await scope.session.scalars(select(Post.kind).where(Post.kind.in_(kinds))))
    assert posts == []
    assert {one["state"] for one in await exported(store, "placement")} == {"live"}


async def test_a_link_that_only_a_table_saw_stands_until_a_readable_look_does_not_find_it(
    store: Store, now: datetime
) -> None:
    await bring(store, WON, now=now)
    await look(store, now, Verdict.UNSEEN)
    results = (await told(store, now))["results"]
    assert (results["live"], results["told"], results["lost"]) == (1, 1, 0)
    await look(store, now + timedelta(days=1), Verdict.MISSING)
    results = (await told(store, now))["results"]
    assert (results["live"], results["told"], results["lost"], results["lost_told"]) == (0, 0, 1, 1)
    await bring(store, WON, now=now + timedelta(days=2))
    (link,) = await exported(store, "backlink")
    assert link["lost_at"] is not None
    (placement,) = await exported(store, "placement")
    assert (placement["state"], placement["first_live_at"]) == ("promised", None)


async def test_bringing_a_table_in_again_changes_nothing_before_or_after_the_look(
    store: Store, now: datetime
) -> None:
    promised = replace(
        WON, site="b.com", stage=Stage.PROMISED, page=None, live_at=None, promised_by=date(2026, 12, 1)
    )
    await bring(store, WON, promised, now=now)
    before = [row async for row in export_rows(store, "T1")]
    again = await bring(store, WON, promised, now=now + timedelta(hours=1))
    assert (again.new, again.updated, again.unchanged, again.placed) == (0, 0, 2, 0)
    assert [row async for row in export_rows(store, "T1")] == before
    await look(store, now, Verdict.LIVE)
    before = [row async for row in export_rows(store, "T1")]
    assert (await bring(store, WON, now=now + timedelta(days=1))).unchanged == 1
    assert [row async for row in export_rows(store, "T1")] == before


async def test_a_promise_with_a_day_and_no_page_is_watched_for_until_then(
    store: Store, now: datetime
) -> None:
    row = replace(WON, stage=Stage.PROMISED, page=None, live_at=datetime(2026, 12, 1, tzinfo=UTC))
    await bring(store, row, now=now)
    (placement,) = await exported(store, "placement")
    assert (placement["page"], placement["promised_by"], placement["state"]) == (
        None,
        "2026-12-01",
        "promised",
    )
    assert await exported(store, "backlink") == []


async def test_other_stages_with_a_page_make_no_link(store: Store, now: datetime) -> None:
    rows = [
        replace(WON, stage=stage, contact_name=stage.value)
        for stage in Stage
        if stage not in {Stage.WON, Stage.PROMISED}
    ]
    await bring(store, *rows, now=now)
    assert await exported(store, "placement") == await exported(store, "backlink") == []


async def test_a_row_that_names_no_target_goes_to_its_campaigns_only_site_else_it_says_so(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        await campaigns.create(scope, "Spring", ("acme.com",), client=None, channel=None, by="U1", now=now)
    nowhere = replace(WON, target=None)
    assert (await bring(store, nowhere, now=now)).unplaced == 1
    assert (await bring(store, nowhere, now=now, campaign="Spring")).placed == 1
    assert [one["target"] for one in await exported(store, "placement")] == ["https://acme.com/"]


async def test_a_row_that_comes_again_with_its_page_is_watched_from_then_on(
    store: Store, now: datetime
) -> None:
    await bring(store, replace(WON, stage=Stage.CONTACTED, page=None, live_at=None), now=now)
    again = await bring(store, WON, now=now)
    assert (again.new, again.updated, again.placed) == (0, 1, 1)
    moved = replace(WON, page="https://techblog.com/moved")
    assert (await bring(store, moved, now=now)).updated == 1
    assert [one["page"] for one in await exported(store, "placement")] == ["https://techblog.com/moved"]


async def test_what_has_no_day_gets_none_and_no_month_counts_it(store: Store, now: datetime) -> None:
    bare = ReportedTask(2, "a.com", "Ann", target=TARGET)
    rows = [
        replace(bare, stage=Stage.DECLINED, asked=MAY),
        replace(bare, contact_name="Bo", stage=Stage.REPLIED, asked=MAY),
        replace(bare, contact_name="Cy", stage=Stage.PROMISED),
    ]
    tally = await bring(store, *rows, now=now)
    assert (tally.undated_asks, tally.undated_answers) == (1, 3)
    done = [(one["outreach"], one["what"], one["at"]) for one in await exported(store, "touch")]
    assert sorted(done) == [
        (1, "asked", "2026-05-03T00:00:00Z"),
        (1, "declined", None),
        (2, "asked", "2026-05-03T00:00:00Z"),
        (2, "replied", None),
        (3, "asked", None),
        (3, "promised", None),
    ]
    work = (await told(store, now))["work"]
    assert [work[name] for name in ("asks", "replies", "promises", "declines")] == [2, 0, 0, 0]
    assert sum(week["declines"] + week["replies"] for week in work["by_week"]) == 0
    may = next(row for row in (await told(store, now))["bridge"] if row["month"] == "2026-05")
    assert (may["asked"], may["replied"]) == (2, 2)


async def test_a_day_that_the_table_tells_later_is_filled_in(store: Store, now: datetime) -> None:
    row = ReportedTask(2, "a.com", target=TARGET)
    await bring(store, row, now=now)
    again = await bring(store, replace(row, asked=MAY), now=now)
    assert (again.new, again.updated) == (0, 1)
    assert (await bring(store, replace(row, asked=MAY), now=now)).unchanged == 1
    (task,) = await exported(store, "outreach")
    assert task["created_at"] == "2026-05-03T00:00:00Z"
    assert [one["at"] for one in await exported(store, "touch")] == ["2026-05-03T00:00:00Z"]


async def test_a_promise_by_hand_changes_what_the_table_told(store: Store, now: datetime) -> None:
    await bring(store, WON, now=now)
    async with store.writing("T1", now) as scope:
        made = placements.Promise(TARGET, PAGE, promised_by=date(2026, 12, 24))
        assert await placements.promise(scope, 1, made, by="U1", now=now) == 1
    await bring(store, WON, now=now)
    assert [one["promised_by"] for one in await exported(store, "placement")] == ["2026-12-24"]


async def test_people_and_sites_of_a_table_are_found_once_and_learn_what_another_row_says(
    store: Store, now: datetime
) -> None:
    bare = ReportedTask(2, "a.com", "Ann", target=TARGET, asked=MAY)
    await bring(
        store,
        bare,
        replace(bare, contact_email="ann@a.com", number="2"),
        replace(bare, contact_name=None, contact_email="ANN@a.com", number="3"),
        replace(bare, contact_email="other@a.com", number="4"),
        replace(bare, site="b.com", number="5"),
        now=now,
    )
    await bring(store, replace(bare, contact_name="ann", number="6"), now=now)
    known = [(one["site"], one["name"], one["email"]) for one in await exported(store, "contact")]
    assert known == [("a.com", "Ann", "ann@a.com"), ("a.com", "Ann", "other@a.com"), ("b.com", "Ann", None)]
    assert [one["site"] for one in await exported(store, "outreach")] == ["a.com"] * 4 + ["b.com", "a.com"]


async def test_the_links_of_a_long_table_are_looked_at_one_after_another(store: Store, now: datetime) -> None:
    rows = [replace(WON, site=f"site{n}.com", page=f"https://site{n}.com/x") for n in range(AT_ONCE + 12)]
    await bring(store, *rows, now=now)
    due = [row["next_check_at"] for row in await exported(store, "placement")]
    assert due.count("2026-11-23T08:30:00Z") == AT_ONCE + A_SECOND - 1
    assert due[-1] == "2026-11-23T08:30:02Z"
    assert due == sorted(due)


def test_a_hundred_thousand_links_take_hours_and_not_days(now: datetime) -> None:
    assert first_look(AT_ONCE - 1, now) == now
    assert timedelta(hours=4) < first_look(100_000, now) - now < timedelta(hours=8)
