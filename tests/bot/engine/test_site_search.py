"""A promise without a page: the site is watched over a real web until the link appears somewhere on it."""

import random
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.engine.visits import Visits
from storage.models import SitePage

NO_LINK = "<p>A long read about something else.</p>" * 20
ANNOUNCED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


@pytest.fixture
async def desk(desk: Any) -> AsyncIterator[Any]:
    desk.visits = Visits(
        desk.store,
        desk.checker,
        desk.clock,
        limits=desk.visits.limits,
        watcher=desk.checker.watcher(),
        jitter=random.Random(7),
    )
    yield desk
    await desk.visits.drain(5)


class Blog:
    """A blog with a feed, on the tests' web."""

    def __init__(self, site: Any, desk: Any, host: str = "techblog.com") -> None:
        self.site, self.desk, self.host = site, desk, host
        self.posts: list[tuple[str, datetime | None]] = []
        self.front = "<p>Welcome to the blog.</p>" * 20
        self.write()

    def write(self) -> None:
        items = "".join(
            f"<item><link>https://{self.host}{path}</link>"
            + (f"<pubDate>{format_datetime(at)}</pubDate>" if at else "")
            + "</item>"
            for path, at in reversed(self.posts)
        )
        self.site.publish(f"{self.host}/", ANNOUNCED + self.front)
        self.site.publish(f"{self.host}/feed.xml", "")
        self.site.pages[f"{self.host}/feed.xml"].body = f"<rss><channel>{items}</channel></rss>"

    def post(self, path: str, *body: str, status: int = 200, **ago: float) -> None:
        self.site.publish(f"{self.host}{path}", *body, status=status)
        self.posts.append((path, self.desk.clock.now() - timedelta(**ago)))
        self.write()


@pytest.fixture
def blog(site: Any, desk: Any) -> Blog:
    return Blog(site, desk)


async def test_a_post_that_the_feed_announces_makes_the_promise_live(
    desk: Any, site: Any, blog: Blog
) -> None:
    blog.post("/an-older-post", days=30)
    await desk.promise(None)
    await desk.look()
    assert (await desk.placement()).state == "promised"
    assert site.visits("techblog.com/an-older-post") == 0
    await desk.after(hours=20)
    blog.post("/a-new-post")
    await desk.after(days=1)
    placement = await desk.placement()
    assert (placement.state, placement.page) == ("live", "https://techblog.com/a-new-post")
    (post,) = await desk.posts("live")
    assert post.body["page"] == "https://techblog.com/a-new-post"
    assert post.body["anchor"] == "the guide"
    assert await desk.said() == ["live"]


async def test_the_page_that_was_found_is_watched_from_then_on(desk: Any, site: Any, blog: Blog) -> None:
    blog.post("/a-new-post")
    await desk.promise(None)
    await desk.look()
    front = site.visits("techblog.com/")
    await desk.after(days=1)
    assert site.visits("techblog.com/a-new-post") == 2
    assert site.visits("techblog.com/") == front
    async with desk.store.read() as session:
        assert await session.scalar(select(func.count()).select_from(SitePage)) == 0


async def test_a_page_without_the_link_is_not_looked_at_every_time(desk: Any, site: Any, blog: Blog) -> None:
    blog.post("/another-post", NO_LINK)
    await desk.promise(None)
    await desk.look()
    assert site.visits("techblog.com/another-post") == 1
    for _ in range(20):
        await desk.after(days=1)
    assert 2 <= site.visits("techblog.com/another-post") <= 4


async def test_a_link_that_is_added_after_publication_is_found_too(desk: Any, site: Any, blog: Blog) -> None:
    blog.post("/a-new-post", NO_LINK)
    await desk.promise(None)
    await desk.look()
    assert (await desk.placement()).state == "promised"
    site.publish("techblog.com/a-new-post")
    await desk.after(days=1, hours=1)
    assert (await desk.placement()).page == "https://techblog.com/a-new-post"


async def test_a_page_that_the_site_says_was_changed_is_looked_at_again(
    desk: Any, site: Any, blog: Blog
) -> None:
    blog.post("/a-new-post", NO_LINK)
    await desk.promise(None)
    for _ in range(12):
        await desk.after(days=1)
    await desk.after(hours=2)
    blog.post("/a-new-post")
    await desk.after(days=1)
    assert (await desk.placement()).page == "https://techblog.com/a-new-post"


async def test_the_newest_come_first_and_fifty_a_round(desk: Any, site: Any, blog: Blog) -> None:
    for number in range(60):
        blog.post(f"/post-{number}", NO_LINK, hours=20 - number / 4)
    await desk.promise(None)
    await desk.look()
    looked = [path for path in site.asked if "/post-" in path]
    assert looked == [f"techblog.com/post-{number}" for number in range(59, 9, -1)]
    await desk.after(days=1)
    assert [path for path in site.asked if "/post-" in path][50:60] == [
        f"techblog.com/post-{number}" for number in range(9, -1, -1)
    ]


async def test_a_page_that_only_leads_to_the_target_is_no_link(desk: Any, site: Any, blog: Blog) -> None:
    site.publish("other.org/landing")
    site.publish("techblog.com/go", "", status=302, headers={"Location": "https://other.org/landing"})
    blog.front = '<a href="/go">Our partner</a>' + NO_LINK
    blog.write()
    await desk.promise(None)
    await desk.look()
    assert site.visits("other.org/landing") == 1
    placement = await desk.placement()
    assert (placement.state, placement.page) == ("promised", None)


async def test_a_new_page_with_the_wrong_link_is_told_once_in_the_thread(
    desk: Any, site: Any, blog: Blog
) -> None:
    wrong = '<a href="https://acme.com/pricing">the guide</a>' + NO_LINK
    blog.front += '<a href="https://acme.com/">A sponsor</a>'
    blog.post("/a-new-post", wrong)
    await desk.promise(None)
    await desk.look()
    for _ in range(5):
        await desk.after(days=1)
    (post,) = await desk.posts("in_thread")
    assert post.body["wrong_href"] == "https://acme.com/pricing"
    assert (await desk.placement()).state == "promised"


async def test_several_promises_of_one_site_share_its_pages(desk: Any, site: Any, blog: Blog) -> None:
    blog.post("/a-new-post")
    await desk.promise(None)
    await desk.promise(None, team="T2")
    await desk.look()
    assert site.visits("techblog.com/a-new-post") == 1
    assert site.visits("techblog.com/feed.xml") == 1
    assert await desk.said() == ["live", "live"]


async def test_pages_that_robots_txt_closes_to_crawlers_are_left_alone(
    desk: Any, site: Any, blog: Blog
) -> None:
    site.pages["techblog.com/robots.txt"] = type(site.pages["techblog.com/"])(
        "User-agent: *\nDisallow: /drafts/\n"
    )
    blog.post("/drafts/a-new-post")
    await desk.promise(None)
    await desk.look()
    assert site.visits("techblog.com/drafts/a-new-post") == 0


async def test_a_site_that_asks_for_patience_is_not_searched_until_then(
    desk: Any, site: Any, blog: Blog
) -> None:
    blog.post("/a-new-post")
    site.pages["techblog.com/feed.xml"].status = 429
    site.pages["techblog.com/feed.xml"].headers = {"Retry-After": "7200"}
    await desk.promise(None)
    await desk.look()
    asked = len(site.asked)
    await desk.after(hours=1)
    assert len(site.asked) == asked
    blog.write()
    await desk.after(hours=2)
    assert (await desk.placement()).state == "live"


async def test_an_archive_without_dates_is_not_crawled_but_what_joins_it_is_looked_at(
    desk: Any, site: Any, blog: Blog
) -> None:
    def write(*more: str) -> None:
        pages = [f"/archive/{number}" for number in range(300)]
        urls = "".join(f"<url><loc>https://techblog.com{path}</loc></url>" for path in (*pages, *more))
        site.publish("techblog.com/sitemap.xml")
        site.pages["techblog.com/sitemap.xml"].body = f"<urlset>{urls}</urlset>"

    write()
    await desk.promise(None)
    await desk.look()
    assert not [path for path in site.asked if "/archive/" in path]
    site.publish("techblog.com/archive/new")
    write("/archive/new")
    await desk.after(days=1)
    assert [path for path in site.asked if "/archive/" in path] == ["techblog.com/archive/new"]
    assert (await desk.placement()).page == "https://techblog.com/archive/new"


@pytest.mark.parametrize("older", [1, 3])
async def test_a_post_that_joins_under_an_old_date_is_new_all_the_same(
    desk: Any, site: Any, blog: Blog, older: int
) -> None:
    for number in range(older):
        blog.post(f"/older-{number}", NO_LINK, days=30 + number)
    await desk.promise(None)
    await desk.look()
    blog.post("/a-draft-of-last-month", days=31)
    await desk.after(days=1)
    assert (await desk.placement()).page == "https://techblog.com/a-draft-of-last-month"
    assert [site.visits(f"techblog.com/older-{number}") for number in range(older)] == [0] * older


async def test_an_archive_with_old_dates_that_joins_later_is_not_crawled(
    desk: Any, site: Any, blog: Blog
) -> None:
    await desk.promise(None)
    await desk.look()
    for number in range(30):
        blog.post(f"/moved-here-{number}", NO_LINK, days=100 + number)
    await desk.after(days=1)
    blog.post("/a-new-post")
    await desk.after(days=1)
    assert (await desk.placement()).state == "live"
    assert not [path for path in site.asked if "/moved-here-" in path]


async def test_a_search_gives_up_for_now_where_nothing_can_be_seen(desk: Any, site: Any, blog: Blog) -> None:
    for number in range(20):
        blog.post(f"/post-{number}", NO_LINK, status=503, hours=number)
    await desk.promise(None)
    await desk.look()
    assert len([path for path in site.asked if "/post-" in path]) == 5
    assert (await desk.placement()).verdict == "missing"
