"""Watched links of no task: what their page showed before counts, and a loss is told with its misses."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from storage.links import backlinks
from storage.links.backlinks import Sighting
from storage.models import Backlink, Post
from storage.store import Store
from storage.watch import look_answers, watched_links
from storage.watch.observation import Doubt, Observation, SeenLink
from storage.words import Finding, Origin, Verdict

PAGE, TARGET = "https://news.example/story", "https://acme.com/guide"
LINK = SeenLink(TARGET, "the guide", (), "<a>the guide</a>", "We read ", " twice, and liked it")
HOUR = timedelta(hours=1)


def saw(verdict: Verdict, at: datetime, title: str = "Ten tools for editors", **more: Any) -> Observation:
    live = verdict is Verdict.LIVE
    more = {"status": 200, "link": LINK if live else None, "links": (LINK,) if live else (), **more}
    return Observation(PAGE, TARGET, verdict, at, "The page was read and has no link.", title=title, **more)


async def watched(store: Store, now: datetime) -> int:
    async with store.writing("T1", now) as scope:
        await backlinks.seen(scope, [Sighting(PAGE, TARGET, "news.example", now, "reported", Origin.PASSIVE)])
        number = await scope.session.scalar(select(Backlink.id))
        assert number is not None
        await watched_links.watch(scope, number, by="U0JANA", where="C1", now=now)
        return number


async def look(store: Store, seen: Observation) -> None:
    """The scheduled look at the one watched link, as the bot makes it."""
    now = seen.checked_at
    async with store.write() as session:
        row = (await session.scalars(select(Backlink))).one()
        row.watch_due_at = now
    assert await watched_links.due(store, now=now) == 1
    (one,) = await look_answers.claim_looks(store, now=now, token=str(now), lease=HOUR, limit=5)
    assert await look_answers.answer_look(store, one, seen, now=now, jitter=random.Random(1))


async def told(store: Store) -> list[dict[str, Any]]:
    async with store.read() as session:
        return [post.body for post in await session.scalars(select(Post).order_by(Post.id))]


async def gone_for_good(store: Store, start: datetime, miss: Observation) -> datetime:
    for hours in (0, 1, 7, 31):
        await look(store, replace(miss, checked_at=start + hours * HOUR))
    return start + 31 * HOUR


async def test_a_lost_one_is_told_with_its_misses_and_their_times(store: Store, now: datetime) -> None:
    await watched(store, now)
    await look(store, saw(Verdict.LIVE, now))
    end = await gone_for_good(store, now + 48 * HOUR, saw(Verdict.MISSING, now))
    (post,) = await told(store)
    assert post["watched"]["turned"] == "lost"
    assert post["watched"]["misses"] == len(post["watched"]["missed_at"]) == 4
    assert post["watched"]["missed_at"][-1] == f"{end:%Y-%m-%dT%H:%M:%SZ}"
    assert post["watched"]["last_seen_at"] == f"{now:%Y-%m-%dT%H:%M:%SZ}"
    await look(store, saw(Verdict.LIVE, end + 9 * HOUR))
    _, back = await told(store)
    assert (back["watched"]["turned"], back["watched"]["lost_at"]) == ("back", f"{end:%Y-%m-%dT%H:%M:%SZ}")


async def test_another_page_in_its_place_says_nothing_until_it_stays(store: Store, now: datetime) -> None:
    await watched(store, now)
    await look(store, saw(Verdict.LIVE, now))
    parked = saw(Verdict.MISSING, now, "Buy this domain")
    end = await gone_for_good(store, now + 48 * HOUR, parked)
    assert await told(store) == []
    await look(store, saw(Verdict.LIVE, end + HOUR))
    assert await told(store) == [], "nor is it back: it was never lost"
    for day in range(2, 12):
        await look(store, replace(parked, checked_at=end + day * 24 * HOUR))
    (post,) = await told(store)
    assert post["watched"]["turned"] == "lost"


async def test_a_link_that_cannot_be_followed_elsewhere_on_the_page_is_no_doubt(
    store: Store, now: datetime
) -> None:
    await watched(store, now)
    await look(store, saw(Verdict.LIVE, now))
    door = SeenLink("https://sho.rt/x", "our partner", (), "", "An advertisement by ", " beside the story.")
    missing = saw(Verdict.MISSING, now)
    doubt = Doubt((door,), missing)
    elsewhere = saw(Verdict.UNSEEN, now, findings=(Finding.CONNECTION_ERROR,), doubt=doubt)
    there = replace(elsewhere, doubt=Doubt((replace(door, anchor=LINK.anchor),), missing))
    end = await gone_for_good(store, now + 48 * HOUR, there)
    assert await told(store) == [], "it stands where the link stood"
    await gone_for_good(store, end + HOUR, elsewhere)
    (post,) = await told(store)
    assert post["watched"]["turned"] == "lost"


async def test_what_was_only_told_of_is_not_there_after_one_look(store: Store, now: datetime) -> None:
    await watched(store, now)
    await look(store, saw(Verdict.MISSING, now + HOUR))
    (post,) = await told(store)
    assert post["watched"]["turned"] == "not_there"


async def test_misses_of_a_clock_that_was_ahead_count_no_more(store: Store, now: datetime) -> None:
    await watched(store, now)
    await look(store, saw(Verdict.LIVE, now))
    await look(store, saw(Verdict.MISSING, now + 900 * HOUR))
    await gone_for_good(store, now + 48 * HOUR, saw(Verdict.MISSING, now))
    (post,) = await told(store)
    assert post["watched"]["missed_at"][0] == f"{now + 48 * HOUR:%Y-%m-%dT%H:%M:%SZ}"
