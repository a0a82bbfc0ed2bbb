"""Links that only a person or a file tells of: they stand on that word until a readable look denies it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from storage.incoming import incoming_links
from storage.incoming.reported import ReportedLink
from storage.links import backlink_views, backlinks
from storage.links.backlinks import Sighting
from storage.report import Period, as_json, report
from storage.store import Scope, Store
from storage.watch import watched_links
from storage.watch.observation import Observation, SeenLink
from storage.words import Origin, Verdict

PAGE, TARGET = "https://news.example/story", "https://acme.com/guide"
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30), "UTC")
DAY = timedelta(days=1)


async def earned(scope: Scope, now: datetime) -> int:
    sighting = Sighting(PAGE, TARGET, "news.example", now, "reported as earned", Origin.PASSIVE)
    await backlinks.seen(scope, [sighting])
    return await watched(scope, now)


async def imported(scope: Scope, now: datetime) -> int:
    row = ReportedLink(2, PAGE, TARGET, first_seen=now - 9 * DAY, last_seen=now - DAY)
    await incoming_links.bring_in(scope, [row], "ahrefs", by="U1", file="a.csv", as_of=now, now=now)
    return await watched(scope, now)


async def watched(scope: Scope, now: datetime) -> int:
    number = await backlink_views.number_of(scope, PAGE, TARGET)
    assert number is not None
    await watched_links.watch(scope, number, by="U1", where="C1", now=now)
    return number


def seen(verdict: Verdict, at: datetime, **more: Any) -> Observation:
    if verdict is Verdict.LIVE:
        more = {"link": SeenLink(TARGET, "the guide"), "followed": True, "indexable": True}
    return Observation(PAGE, TARGET, verdict, at, "As seen.", **more)


async def turned(scope: Scope, number: int, look: Observation) -> str | None:
    """What became of the link by this look."""
    return (await watched_links.saw(scope, number, look, now=look.checked_at)).turned


async def counted(scope: Scope, now: datetime) -> tuple[int, ...]:
    """Live, of these told, lost, of these told."""
    results = as_json(await report(scope, NOVEMBER, None, now))["results"]
    assert results["seen"] + results["told"] == results["live"]
    return tuple(results[name] for name in ("live", "told", "lost", "lost_told"))


@pytest.mark.parametrize("bring", [earned, imported], ids=["earned", "imported"])
async def test_what_our_first_readable_look_does_not_find_is_not_live(
    store: Store, now: datetime, bring: Any
) -> None:
    async with store.writing("T1", now) as scope:
        number = await bring(scope, now)
        assert await counted(scope, now) == (1, 1, 0, 0)
        assert await turned(scope, number, seen(Verdict.UNSEEN, now)) is None
        assert await counted(scope, now) == (1, 1, 0, 0)
        later = now + DAY
        assert await turned(scope, number, seen(Verdict.MISSING, later)) == "not_there"
        assert await counted(scope, later) == (0, 0, 1, 1)
        assert (await backlink_views.show(scope, number)).lost == later
        assert await turned(scope, number, seen(Verdict.MISSING, later)) is None
        again = later + DAY
        assert await turned(scope, number, seen(Verdict.LIVE, again)) == "back"
        assert await counted(scope, again) == (1, 0, 0, 0)


async def test_a_page_that_links_elsewhere_of_ours_denies_a_told_link_and_not_a_seen_one(
    store: Store, now: datetime
) -> None:
    elsewhere = {"wrong_href": "https://acme.com/other"}
    async with store.writing("T1", now) as scope:
        number = await earned(scope, now)
        await watched_links.saw(scope, number, seen(Verdict.MISSING, now, **elsewhere), now=now)
        assert await counted(scope, now) == (0, 0, 1, 1)
        await watched_links.saw(scope, number, seen(Verdict.LIVE, now), now=now)
        await watched_links.saw(scope, number, seen(Verdict.MISSING, now, **elsewhere), now=now)
        assert await counted(scope, now) == (1, 0, 0, 0)


async def test_a_link_that_we_saw_needs_three_misses_over_a_day_to_be_lost(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        number = await earned(scope, now)
        await watched_links.saw(scope, number, seen(Verdict.LIVE, now), now=now)
        for hours, lost in ((1, 0), (7, 0), (26, 1)):
            at = now + timedelta(hours=hours)
            await watched_links.saw(scope, number, seen(Verdict.MISSING, at), now=at)
            assert await counted(scope, at) == (1 - lost, 0, lost, 0)
