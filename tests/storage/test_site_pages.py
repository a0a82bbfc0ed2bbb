"""What is remembered of a site that is searched for a promise without a page."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from storage.store import Store
from storage.watch import checks, placements, site_pages
from storage.watch.due import DuePlacement, HostVisit, Looked, Passed, Visited
from storage.watch.observation import Observation
from storage.watch.placements import Promise
from storage.watch.site_pages import KnownPage, page_key
from storage.words import Verdict
from storage.work import outreach
from storage.work.outreach import Ask

TARGET = "https://acme.com/guide"
OLD, NEW = page_key("https://techblog.com/old"), page_key("https://techblog.com/new")


async def promised(store: Store, now: Any, page: str | None = None) -> HostVisit:
    async with store.writing("T1", now) as scope:
        task = await outreach.log(scope, Ask(site="techblog.com", owner="U1", channel="C1"), by="U1", now=now)
        await placements.promise(scope, task.id, Promise(TARGET, page), by="U1", now=now)
    return await claimed(store, now)


async def claimed(store: Store, now: Any) -> HostVisit:
    (visit,) = await checks.claim(
        store, now=now, token=f"{now}", lease=timedelta(minutes=1), hosts=5, pages=5
    )
    return visit


async def report(store: Store, visit: HostVisit, now: Any, *passed: Passed, **more: Any) -> bool:
    said = Visited(visit, more.pop("looked", ()), passed=passed, **more)
    return await checks.record(store, said, now=now, jitter=random.Random(1))


async def known(store: Store, due: DuePlacement) -> dict[int, KnownPage]:
    return dict((await site_pages.known(store, [due]))[due.workspace_id, due.placement_id])


async def test_looks_at_a_page_are_counted(store: Store, now: Any) -> None:
    visit = await promised(store, now)
    (due,) = visit.due
    later = now + timedelta(hours=5)
    assert await known(store, due) == {}
    assert await report(store, visit, now, Passed(due, NEW, now), Passed(due, OLD, now, looks=0), ended=False)
    assert await report(store, visit, now, Passed(due, NEW, later))
    assert await known(store, due) == {NEW: KnownPage(2, later), OLD: KnownPage(0, now)}


async def test_who_has_lost_the_host_writes_nothing(store: Store, now: Any) -> None:
    visit = await promised(store, now)
    (due,) = visit.due
    stale = replace(visit, token="another")
    assert not await report(store, stale, now, Passed(due, NEW, now))
    assert await known(store, due) == {}


async def test_a_search_is_forgotten_when_the_page_is_found(store: Store, now: Any) -> None:
    visit = await promised(store, now)
    (due,) = visit.due
    await report(store, visit, now, Passed(due, OLD, now), ended=False)
    live = Observation("https://techblog.com/new", TARGET, Verdict.LIVE, now, "Live.")
    await report(store, visit, now, Passed(due, NEW, now), looked=(Looked(due, live),))
    assert await known(store, due) == {}


async def test_a_placement_whose_page_was_told_meanwhile_remembers_nothing(store: Store, now: Any) -> None:
    visit = await promised(store, now)
    (due,) = visit.due
    async with store.writing("T1", now) as scope:
        await placements.promise(scope, 1, Promise(TARGET, "https://techblog.com/told"), by="U1", now=now)
    assert await report(store, visit, now, Passed(due, NEW, now))
    assert await known(store, due) == {}


def test_addresses_of_one_page_have_one_key() -> None:
    assert page_key("http://www.techblog.com/new/?utm_source=x#top") == NEW
    assert NEW != OLD
    assert -(2**63) <= NEW < 2**63
