"""From a promise to what the channel is told, over a real web and a real database."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine.visits import Limits, Visits
from bot.links.checker import Want
from bot.links.watch.listing import ListedPage, Listing, Where
from storage.models import HostLease, Look, ObservationRow, Placement
from storage.watch import checks, looks, placements
from storage.watch.observation import Observation
from storage.watch.placements import Promise
from storage.words import RelAgreed, Verdict

PAGE = "techblog.com/post"
NOFOLLOW = '<a rel="nofollow" href="https://acme.com/guide">the guide</a>'


async def test_a_promise_that_is_kept_is_told_to_the_channel(desk: Any, site: Any) -> None:
    site.publish(PAGE)
    await desk.promise(by=date(2026, 11, 27))
    await desk.look()
    placement = await desk.placement()
    assert (placement.state, placement.verdict) == ("live", "live")
    (post,) = await desk.posts("live")
    assert (post.channel, post.subject, post.urgent) == ("C1", "placement:1", True)
    assert post.body["page"] == "https://techblog.com/post"
    assert post.body["anchor"] == "the guide"
    assert post.body["followed"] is True
    assert post.body["owner"] == "U0JANA"
    assert post.body["promised_by"] == "2026-11-27"


async def test_the_whole_story_of_a_link(desk: Any, site: Any) -> None:
    await desk.promise(rel=RelAgreed.DOFOLLOW)
    await desk.look()
    assert await desk.said() == []
    assert (await desk.placement()).verdict == "missing"
    site.publish(PAGE)
    await desk.after(days=1)
    assert await desk.said() == ["live"]
    site.publish(PAGE, NOFOLLOW)
    await desk.after(days=1)
    assert await desk.said() == ["live", "in_thread"]
    site.publish(PAGE, status=503)
    await desk.after(days=1)
    assert (await desk.placement()).state == "live"
    site.publish(PAGE, "<p>No link any more.</p>" * 20)
    await desk.after(days=1)
    assert (await desk.placement()).state == "at_risk"
    for hours in (1, 5, 18):
        await desk.after(hours=hours)
    assert (await desk.said())[2:] == ["in_thread", "lost"]
    site.publish(PAGE)
    await desk.after(days=1)
    assert (await desk.said())[4:] == ["back"]


async def test_a_page_that_several_promises_wait_for_is_fetched_once(desk: Any, site: Any) -> None:
    site.publish(PAGE)
    for rel in (None, RelAgreed.DOFOLLOW, RelAgreed.NOFOLLOW):
        await desk.promise(rel=rel)
    await desk.look()
    assert site.visits(PAGE) == 1
    assert await desk.said() == ["live", "live", "live_but"]


async def test_an_unchanged_page_is_not_read_again(desk: Any, site: Any) -> None:
    site.publish(PAGE, headers={"ETag": '"v1"'})
    await desk.promise()
    await desk.look()
    await desk.after(days=1)
    assert site.visits(PAGE) == 2
    placement = await desk.placement()
    assert (placement.state, placement.verdict, placement.unseen) == ("live", "live", 0)
    async with desk.store.read() as session:
        (history,) = list(await session.scalars(select(ObservationRow)))
    assert history.count == 2


V1 = {"ETag": '"v1"'}
NO_LINK = "<p>No link any more.</p>" * 20


async def test_a_server_that_says_unchanged_for_ever_is_believed_for_days_only(desk: Any, site: Any) -> None:
    site.publish(PAGE, headers=V1)
    await desk.promise()
    await desk.look()
    site.publish(PAGE, NO_LINK, headers=V1)
    days = 0
    while (await desk.placement()).state == "live":
        await desk.after(days=1)
        days += 1
    assert 1 <= days <= 5
    for _ in range(3):  # and no word counts as a miss: each of the three is a page that came
        await desk.after(days=1)
    placement = await desk.placement()
    assert (placement.state, placement.misses) == ("lost", 3)


async def test_an_old_copy_does_not_count_as_a_miss(desk: Any, site: Any) -> None:
    site.publish(PAGE, headers=V1)
    await desk.promise()
    await desk.look()
    site.publish(PAGE, NO_LINK, headers={"ETag": '"v2"'})
    await desk.after(days=1)
    assert (await desk.placement()).misses == 1
    site.publish(PAGE, headers={"ETag": '"v2"'})  # the link is back, under the tag of the page without it
    await desk.after(days=1)
    assert (await desk.placement()).state == "live"


async def test_a_promise_is_kept_under_the_old_pages_tag(desk: Any, site: Any) -> None:
    site.publish(PAGE, NO_LINK, headers=V1)
    await desk.promise()
    await desk.look()
    site.publish(PAGE, headers=V1)
    await desk.after(days=1)
    assert await desk.said() == ["live"]


async def test_robots_txt_is_heard_although_the_page_is_unchanged(desk: Any, site: Any) -> None:
    for number, headers in enumerate(({}, V1), 1):
        site.publish(f"techblog.com/{number}", headers=headers)
        await desk.promise(f"https://techblog.com/{number}", rel=RelAgreed.DOFOLLOW)
    await desk.look()
    site.robots("techblog.com", "User-agent: *\nDisallow: /\n")
    await desk.after(days=1, minutes=1)
    assert await desk.said() == ["live", "live", "in_thread", "in_thread"]
    assert (await desk.placement(2)).findings == ["robots_txt_blocked"]
    asked = site.visits("techblog.com/2")
    await desk.after(days=1, minutes=1)
    assert site.visits("techblog.com/2") == asked + 1
    site.robots("techblog.com", "User-agent: *\nDisallow:\n")
    await desk.after(days=1, minutes=1)
    assert [(await desk.placement(number)).findings for number in (1, 2)] == [[], []]


async def test_a_site_that_hides_itself_by_a_header_is_heard_at_once(desk: Any, site: Any) -> None:
    site.publish(PAGE, headers=V1)
    await desk.promise(rel=RelAgreed.DOFOLLOW)
    await desk.look()
    site.publish(PAGE, headers=V1 | {"X-Robots-Tag": "noindex"})
    await desk.after(days=1)
    assert (await desk.placement()).findings == ["header_noindex"]


@pytest.mark.parametrize("headers", [{}, V1])
async def test_a_page_that_leaves_the_index_on_a_day_is_heard_then(
    desk: Any, site: Any, headers: dict[str, str]
) -> None:
    soon = '<meta name="robots" content="unavailable_after: 2026-11-25T12:00:00Z">'
    site.publish(PAGE, f'{soon}<a href="https://acme.com/guide">the guide</a>', headers=headers)
    await desk.promise(rel=RelAgreed.DOFOLLOW)
    await desk.look()
    await desk.after(days=1)
    assert (await desk.placement()).findings == []
    await desk.after(days=2)
    assert (await desk.placement()).findings == ["meta_noindex"]


async def test_a_link_to_another_page_is_said_once_however_the_page_repeats_it(desk: Any, site: Any) -> None:
    other = '<a href="https://acme.com/other">the guide</a>'
    site.publish(PAGE, other)
    await desk.promise()
    await desk.look()
    await desk.after(days=1)
    assert (await desk.placement()).wrong_href == "https://acme.com/other"
    site.publish(PAGE, f"{other}<p>Newly written.")
    await desk.after(days=1)
    assert await desk.said() == ["in_thread"]


async def test_a_host_is_visited_by_one_connection_at_a_time(desk: Any, site: Any) -> None:
    for number in range(8):
        site.publish(f"techblog.com/{number}", wait=0.01)
        await desk.promise(f"https://techblog.com/{number}")
    site.publish("other.org/x", wait=0.01)
    await desk.promise("https://other.org/x", site="other.org")
    await desk.look()
    assert site.most_at_once["techblog.com"] == 1
    assert len(await desk.posts("live")) == 9


async def test_a_host_gets_its_rest_between_pages(desk: Any, site: Any) -> None:
    for number in range(3):
        site.publish(f"techblog.com/{number}")
        await desk.promise(f"https://techblog.com/{number}")
    desk.visits.limits = Limits(host_delay=0.15)
    began = asyncio.get_running_loop().time()
    await desk.look()
    assert asyncio.get_running_loop().time() - began >= 0.3


async def test_a_slow_host_keeps_nobody_waiting(desk: Any, site: Any) -> None:
    site.publish("slow.net/x", wait=30)
    site.publish(PAGE)
    await desk.promise("https://slow.net/x", site="slow.net")
    await desk.promise()
    assert await desk.visits.tick() == 2
    await desk.until_said("live")
    while desk.visits.in_hand > 1:  # noqa: ASYNC110 - the visit that said so is about to end
        await asyncio.sleep(0.01)
    assert desk.visits.in_hand == 1
    await desk.visits.drain(0)


async def test_a_host_that_asks_for_patience_is_left_alone(desk: Any, site: Any) -> None:
    site.publish(PAGE, status=429, headers={"Retry-After": "7200"})
    site.publish("techblog.com/2")
    await desk.promise()
    await desk.look()
    await desk.promise("https://techblog.com/2")
    await desk.after(hours=1)
    assert site.visits(PAGE) == 1
    assert site.visits("techblog.com/2") == 0
    await desk.after(hours=1)
    assert site.visits(PAGE) == 2
    assert (await desk.placement()).state == "promised"


async def test_a_site_is_searched_on_its_front_page(desk: Any, site: Any) -> None:
    site.publish("techblog.com/", "<p>Soon.</p>" * 20)
    await desk.promise(None)
    await desk.look()
    assert (await desk.placement()).verdict == "missing"
    site.publish("techblog.com/")
    await desk.after(days=1)
    placement = await desk.placement()
    assert (placement.state, placement.page) == ("live", "https://techblog.com/")


class NewPages:
    """A site watcher that knows what the test tells it."""

    def __init__(self, *pages: str) -> None:
        self.pages = pages
        self.asked: list[Any] = []

    async def listing(self, site: str, since: Any, **_: Any) -> Listing:
        self.asked.append((site, since))
        return Listing(tuple(ListedPage(page, None, Where.FEED) for page in self.pages))

    async def welcome(self, page: str) -> bool:
        return True


async def test_a_new_page_that_holds_the_link_becomes_the_placements_page(desk: Any, site: Any) -> None:
    site.publish("techblog.com/", '<a href="/new">new</a>')
    site.publish("techblog.com/old", "<p>Nothing here.</p>" * 20)
    site.publish("techblog.com/new")
    made = desk.clock.now()
    await desk.promise(None)
    watcher = NewPages("https://techblog.com/old", "https://techblog.com/new", "https://techblog.com/never")
    visits = Visits(desk.store, desk.checker, desk.clock, limits=desk.visits.limits, watcher=watcher)
    await visits.settle()
    placement = await desk.placement()
    assert (placement.state, placement.page) == ("live", "https://techblog.com/new")
    assert site.visits("techblog.com/never") == 0
    assert watcher.asked[0][0] == "techblog.com"
    assert abs(watcher.asked[0][1] - made) < timedelta(seconds=5)


async def test_more_than_fits_at_once_is_done_without_another_tick(desk: Any, site: Any) -> None:
    for number in range(12):
        site.publish(f"techblog.com/{number}")
        site.publish(f"other.org/{number}")
        await desk.promise(f"https://techblog.com/{number}")
        await desk.promise(f"https://other.org/{number}", site="other.org")
    desk.visits.limits = replace(desk.visits.limits, hosts_at_once=1, pages_a_visit=5)
    assert await desk.visits.tick() == 1
    await desk.until_said("live", times=24)


async def test_the_channel_is_told_at_once_not_at_the_next_tick(desk: Any, site: Any) -> None:
    told = asyncio.Event()
    desk.visits.on_posts = told.set
    site.publish(PAGE)
    await desk.promise()
    await desk.visits.tick()
    await asyncio.wait_for(told.wait(), 10)
    assert await desk.said() == ["live"]


async def test_a_long_visit_tells_what_it_saw_on_the_way_and_keeps_its_host(desk: Any, site: Any) -> None:
    for number in range(6):
        site.publish(f"techblog.com/{number}", wait=0.05)
        await desk.promise(f"https://techblog.com/{number}")
    desk.visits.limits = replace(desk.visits.limits, report_every=0.05)
    await desk.visits.tick()
    await desk.until_said("live")
    assert desk.visits.in_hand == 1
    assert await desk.visits.tick() == 0
    await desk.look()
    assert len(await desk.posts("live")) == 6


async def test_a_vouched_page_is_looked_at_once_more_and_then_the_word_counts(desk: Any, site: Any) -> None:
    site.publish(PAGE, status=403)
    await desk.promise()
    await desk.look()
    now = desk.clock.now()
    async with desk.store.writing("T1", now) as scope:
        await placements.vouch(scope, 1, now + timedelta(days=30), by="U0TOM", now=now)
    await desk.look()
    (post,) = await desk.posts("live")
    assert (post.body["by_word"], post.body["vouched_by"]) == (True, "U0TOM")
    for _ in range(5):
        await desk.after(days=1)
    assert await desk.said() == ["live"]


async def test_new_terms_are_held_against_a_page_that_has_not_changed(desk: Any, site: Any) -> None:
    site.publish(PAGE, NOFOLLOW, headers={"ETag": '"v1"'})
    await desk.promise()
    await desk.look()
    now = desk.clock.now()
    async with desk.store.writing("T1", now) as scope:
        terms = Promise("https://acme.com/guide", "https://techblog.com/post", rel_agreed=RelAgreed.DOFOLLOW)
        await placements.promise(scope, 1, terms, by="U0JANA", now=now)
    await desk.look()
    assert "rel_not_as_agreed" in (await desk.placement()).findings


# Things that go wrong


class Stumbling:
    """A looker that raises for some pages, as a bug would."""

    def __init__(self, checker: Any, *pages: str) -> None:
        self.checker = checker
        self.pages = pages

    async def look_for(self, page: str, wants: Sequence[Want]) -> Sequence[Observation]:
        if page in self.pages:
            raise ZeroDivisionError(page)
        return await self.checker.look_for(page, wants)


async def test_a_look_that_raises_stops_no_other_and_is_tried_again_after_the_lease(
    desk: Any, site: Any
) -> None:
    for number in range(3):
        site.publish(f"techblog.com/{number}")
        await desk.promise(f"https://techblog.com/{number}")
    stumbling = Stumbling(desk.checker, "https://techblog.com/1")
    visits = Visits(desk.store, stumbling, desk.clock, limits=desk.visits.limits)
    await visits.settle()
    assert [post.body["placement"] for post in await desk.posts("live")] == [1, 3]
    await desk.look()
    assert len(await desk.posts("live")) == 2
    await desk.after(seconds=61)
    assert len(await desk.posts("live")) == 3


async def test_a_worker_that_dies_in_the_middle_is_followed_by_another(desk: Any, site: Any) -> None:
    site.publish(PAGE, wait=20)
    await desk.promise()
    await desk.visits.tick()
    await site.until_asked()
    await desk.visits.drain(0)
    site.publish(PAGE)
    second = Visits(desk.store, desk.checker, desk.clock, limits=desk.visits.limits)
    await second.settle()
    assert await desk.said() == []
    desk.clock.advance(timedelta(seconds=61))
    await second.settle()
    assert await desk.said() == ["live"]


async def test_a_worker_that_was_frozen_past_its_lease_writes_nothing(desk: Any, site: Any) -> None:
    site.publish(PAGE, wait=0.3)
    await desk.promise()
    await desk.visits.tick()
    desk.clock.advance(timedelta(minutes=5))
    (taken,) = await checks.claim(
        desk.store, now=desk.clock.now(), token="second", lease=timedelta(minutes=1), hosts=1, pages=9
    )
    await desk.visits.settle()
    assert (await desk.placement()).verdict is None
    assert await desk.said() == []
    assert taken.host == "techblog.com"
    async with desk.store.read() as session:
        assert (await session.scalars(select(HostLease.token))).one() == "second"


async def test_two_processes_on_one_database_do_nothing_twice(desk: Any, site: Any) -> None:
    for number in range(10):
        host = ("techblog.com", "other.org")[number % 2]
        site.publish(f"{host}/{number}", wait=0.01)
        await desk.promise(f"https://{host}/{number}", site=host)
    second = Visits(desk.store, desk.checker, desk.clock, limits=desk.visits.limits)
    await asyncio.gather(desk.visits.settle(), second.settle())
    assert len(await desk.posts("live")) == 10
    assert all(site.visits(address) == 1 for address in site.pages)


async def test_draining_finishes_the_page_in_hand_and_writes_it_down(desk: Any, site: Any) -> None:
    for number in range(5):
        site.publish(f"techblog.com/{number}", wait=0.1)
        await desk.promise(f"https://techblog.com/{number}")
    await desk.visits.tick()
    await site.until_asked()
    await desk.visits.drain(5)
    done = len(await desk.posts("live"))
    assert 1 <= done < 5
    async with desk.store.read() as session:
        assert (await session.scalars(select(HostLease.token))).one() is None
    assert await desk.visits.tick() == 0


async def test_a_page_that_takes_longer_than_any_look_may_is_unseen(desk: Any, site: Any) -> None:
    site.publish(PAGE, wait=20)
    await desk.promise()
    desk.visits.limits = replace(desk.visits.limits, longest_look=0.2)
    await desk.look()
    placement = await desk.placement()
    assert (placement.state, placement.verdict, placement.findings) == ("promised", "unseen", ["timeout"])
    assert "took longer than" in placement.detail


async def test_what_a_wrong_clock_put_off_is_looked_at(desk: Any, site: Any) -> None:
    await desk.promise()
    desk.clock.advance(timedelta(days=365))
    await desk.look()
    desk.clock.advance(timedelta(days=-365))
    site.publish(PAGE)
    second = Visits(desk.store, desk.checker, desk.clock, limits=desk.visits.limits)
    await second.settle()
    assert await desk.said() == ["ask", "live"]


# Looks that somebody asked for


async def ask(desk: Any, page: str, **more: Any) -> None:
    now = desk.clock.now()
    async with desk.store.writing("T1", now) as scope:
        answer = {"response_url": "https://hooks.example/1"}
        await looks.ask(scope, page, "https://acme.com/guide", by="U0JANA", answer=answer, now=now, **more)


async def test_a_look_that_is_asked_for_is_answered(desk: Any, site: Any) -> None:
    site.publish(PAGE, NOFOLLOW)
    await ask(desk, "https://techblog.com/post")
    await desk.look()
    (post,) = await desk.posts("answer")
    assert post.body["response_url"] == "https://hooks.example/1"
    assert (post.body["look"]["verdict"], post.body["look"]["followed"]) == ("live", False)
    async with desk.store.read() as session:
        assert list(await session.scalars(select(Look))) == []
        assert list(await session.scalars(select(Placement))) == []


async def test_a_look_that_fails_on_our_side_is_answered_all_the_same(desk: Any, site: Any) -> None:
    await ask(desk, "https://techblog.com/post")
    stumbling = Stumbling(desk.checker, "https://techblog.com/post")
    await Visits(desk.store, stumbling, desk.clock, limits=desk.visits.limits).settle()
    (post,) = await desk.posts("answer")
    assert post.body["look"]["verdict"] == "unseen"
    assert "went wrong on our side" in post.body["look"]["detail"]


async def test_a_nonsense_address_is_answered(desk: Any, site: Any) -> None:
    await ask(desk, "http://")
    await desk.look()
    (post,) = await desk.posts("answer")
    assert post.body["look"]["findings"] == ["bad_url"]


def test_a_lease_that_a_look_could_outlast_is_refused() -> None:
    with pytest.raises(ValueError, match="outlast"):
        Limits(lease=30.0, longest_look=40.0)


async def test_a_week_of_ticks_on_a_flapping_site_loses_nothing_and_repeats_nothing(
    desk: Any, site: Any
) -> None:
    """Never two misses a day apart: what comes and goes is never lost, and live is said once."""
    flaps = random.Random(11)
    await desk.promise()
    site.publish(PAGE)
    await desk.look()
    for _ in range(60):
        site.publish(PAGE, status=flaps.choice([200, 200, 404, 503]))
        await desk.after(hours=flaps.choice([1, 3, 7]))
        site.publish(PAGE)
        await desk.after(hours=9)
    assert (await desk.said()).count("live") == 1
    assert "lost" not in await desk.said()
    assert (await desk.placement()).verdict in {Verdict.LIVE, Verdict.UNSEEN}
