"""What people ask of the ledger: within a time, in the reader's order, in one workspace alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from storage.asked import happened, links, named, to_do
from storage.asked.links import Links
from storage.asked.within import Within
from storage.models import Backlink, Placement
from storage.store import Scope, Store
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import Origin, PlacementState, Tactic, TouchKind
from storage.work import outreach
from storage.work.changes import FollowUp
from storage.work.outreach import Ask

JANA, TOM = "U0JANA", "U0TOM"
ASK = Ask("techblog.com", JANA, "C1", contact_name="Kate Doe", tactic=Tactic.GUEST_POST)
DAY = timedelta(days=1)


async def fill(scope: Scope, now: datetime) -> None:
    """Three asks of two people; one promised links, of which one went live and was lost, one refused."""
    early = now - 9 * DAY
    one = (await outreach.log(scope, ASK, by=JANA, now=early)).id
    two = (
        await outreach.log(
            scope, replace(ASK, site="other.org", owner=TOM, tactic=None), by=TOM, now=now - DAY
        )
    ).id
    await outreach.log(
        scope, replace(ASK, site="third.net", follow_up=FollowUp(now - 2 * DAY)), by=JANA, now=now - 3 * DAY
    )
    promise = Promise("https://acme.com/", page="https://techblog.com/a", promised_by=(now - 4 * DAY).date())
    held = await placements.promise(scope, one, promise, by=JANA, now=now - 5 * DAY)
    owed = await placements.promise(
        scope, one, replace(promise, page="https://techblog.com/b"), by=JANA, now=now - 5 * DAY
    )
    assert held != owed
    await scope.session.execute(
        update(Placement)
        .where(Placement.workspace_id == scope.workspace_id, Placement.id == held)
        .values(state=PlacementState.LOST, first_live_at=now - 4 * DAY, lost_at=now - DAY)
    )
    await outreach.decline(scope, two, "no budget", by=TOM, now=now)


@pytest.fixture
async def filled(store: Store, now: datetime) -> Store:
    async with store.writing("T1", now) as scope:
        await fill(scope, now)
    async with store.writing("T2", now) as scope:
        await fill(scope, now)
        await fill(scope, now)
    return store


async def test_what_was_done_in_a_time_comes_newest_first(filled: Store, now: datetime) -> None:
    async with filled.reading("T1") as scope:
        lately = await happened.deeds(scope, (TouchKind.ASKED,), Within(since=now - 4 * DAY, until=now + DAY))
        ever = await happened.deeds(scope, (), Within(), limit=2)
        toms = await happened.work_done(scope, Within(by=TOM))
    assert [one.task.site for one in lately.rows] == ["other.org", "third.net"]
    assert (lately.total, ever.total, len(ever.rows)) == (2, 6, 2)
    assert ever.rows[0].what is TouchKind.DECLINED
    assert ever.rows[0].note == "no budget"
    assert toms == {TouchKind.ASKED: 1, TouchKind.DECLINED: 1}


async def test_links_that_came_went_or_are_owed_are_told_apart(filled: Store, now: datetime) -> None:
    today = now.date()
    async with filled.reading("T1") as scope:
        found = {
            which: await links.links(scope, which, Within(), today, days=(None, None)) for which in Links
        }
        before = await links.links(scope, Links.LIVE, Within(until=now - 6 * DAY), today)
        of_tom = await links.links(scope, Links.LOST, Within(owner=TOM), today)
        due_later = await links.links(scope, Links.OWED, Within(), today, days=(today, None))
    assert {which.value: one.total for which, one in found.items()} == {
        "live": 1,
        "lost": 1,
        "standing": 0,
        "at_risk": 0,
        "owed": 1,
        "late": 1,
    }
    assert found[Links.LOST].rows[0].placement.page == "https://techblog.com/a"
    assert found[Links.OWED].rows[0].placement.page == "https://techblog.com/b"
    assert (before.total, of_tom.total, due_later.total) == (0, 0, 0)


async def test_what_is_due_holds_follow_ups_and_promises_once_each(filled: Store, now: datetime) -> None:
    async with filled.reading("T1") as scope:
        found = await to_do.due(scope, Within(until=now), first=None, last=now.date())
        mine = await to_do.due(scope, Within(until=now, owner=TOM), first=None, last=now.date())
        tomorrow = await to_do.due(
            scope, Within(since=now, until=now + DAY), first=now.date(), last=now.date() + DAY
        )
    assert [task.site for task in found.rows] == ["third.net", "techblog.com"]
    assert (found.total, mine.total, tomorrow.total) == (2, 0, 0)


async def test_asks_that_nobody_answered_are_the_longest_silent_first(filled: Store, now: datetime) -> None:
    async with filled.reading("T1") as scope:
        found = await to_do.silent(scope, Within())
    assert [task.site for task in found.rows] == ["third.net"]


async def test_what_came_of_asks_counts_each_ask_once(filled: Store, now: datetime) -> None:
    async with filled.reading("T1") as scope:
        (whole,) = await happened.outcomes(scope, Within())
        by_tactic = await happened.outcomes(scope, Within(), by_tactic=True)
        (none,) = await happened.outcomes(scope, Within(until=now - 100 * DAY))
    assert (whole.asks, whole.answered, whole.promised, whole.live, whole.declined) == (3, 2, 1, 1, 1)
    assert [(one.tactic, one.asks) for one in by_tactic] == [(Tactic.GUEST_POST, 2), (None, 1)]
    assert none.asks == 0


async def test_earned_links_are_those_that_nobody_asked_for(filled: Store, now: datetime) -> None:
    async with filled.writing("T1", now) as scope:
        for number, origin in ((1, Origin.PASSIVE), (2, Origin.BUILT)):
            scope.session.add(
                Backlink(
                    workspace_id=scope.workspace_id,
                    id=await scope.next_id(Backlink),
                    page=f"https://news.example/{number}",
                    page_key=str(number),
                    target="https://acme.com/",
                    target_key="t",
                    site="news.example",
                    origin=origin,
                    origin_reason="",
                    first_seen_at=now,
                    last_seen_at=now,
                )
            )
    async with filled.reading("T1") as scope:
        found = await links.earned(scope, Within(since=now - DAY))
    assert [one.page for one in found.rows] == ["https://news.example/1"]


@pytest.mark.parametrize(
    ("label", "sites"), [("techblog", ["techblog.com"]), ("tech", []), ("100%", []), ("t_chblog", [])]
)
async def test_a_site_is_found_by_its_name_and_nothing_like_it(
    filled: Store, label: str, sites: list[str]
) -> None:
    async with filled.reading("T1") as scope:
        assert await named.sites_named(scope, label) == sites


async def test_a_contact_is_found_by_first_and_last_name(filled: Store) -> None:
    async with filled.reading("T1") as scope:
        assert len(await named.tasks_of_contact(scope, "kate")) == 3
        assert len(await named.tasks_of_contact(scope, "Doe")) == 3
        assert await named.tasks_of_contact(scope, "ka") == []


async def test_where_somebodys_work_stands(filled: Store, now: datetime) -> None:
    today = date(2026, 11, 23)
    starts, ends = now - timedelta(hours=9), now + timedelta(hours=15)
    async with filled.reading("T1") as scope:
        jana = await to_do.standing(
            scope, JANA, day_starts=starts, day_ends=ends, today=today, lost_since=now - 30 * DAY
        )
        nobody = await to_do.standing(
            scope, "U0NEW", day_starts=starts, day_ends=ends, today=today, lost_since=now - 30 * DAY
        )
    assert (jana.overdue, jana.today, jana.late_links, jana.lost_lately) == (1, 0, 1, 1)
    assert jana.site == "techblog.com"
    assert (nobody.overdue, nobody.site, nobody.anything) == (0, None, True)
