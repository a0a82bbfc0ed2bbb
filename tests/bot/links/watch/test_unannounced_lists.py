"""Feeds and sitemaps that no standard would find, on a real site on loopback, and how often it is asked."""

import gzip
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from bot.links.watch.places import USUAL_FEEDS, USUAL_SITEMAPS

NEW = "https://techblog.com/a-new-post"
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><item><link>'
    f"{NEW}</link><pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)
SITEMAP = f'<?xml version="1.0"?><urlset><url><loc>{NEW}</loc></url></urlset>'
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": NEW, "title": "x"}]})
ANNOUNCED = '<link rel="alternate" type="application/rss+xml" href="/main.xml"><p>Hello</p>'
WARNING = "<br />\n<b>Warning</b>: Undefined &x; in <b>/var/www/a.php</b> on line <b>9</b><br />\n"


@pytest.mark.parametrize(
    "lead", ["\n\n \n", "\ufeff", "\ufeff\n\n", "\n\ufeff", WARNING, "<!-- cached & old -->\n"]
)
async def test_a_feed_and_a_sitemap_are_read_whatever_stands_before_them(
    watch: Any, site: Any, lead: str
) -> None:
    site.put("/", ANNOUNCED)
    site.put("/main.xml", lead + RSS)
    site.put("/sitemap.xml", lead + SITEMAP.replace("a-new-post", "another"))
    assert await watch.pages() == [NEW, "https://techblog.com/another"]


async def test_a_json_feed_with_line_breaks_in_its_strings_and_a_mark_is_read(watch: Any, site: Any) -> None:
    site.put("/", ANNOUNCED.replace("/main.xml", "/main.json"))
    site.put(
        "/main.json", "\ufeff" + JSON.replace('"x"', '"one\n\ttwo\x0b"'), Content_Type="application/json"
    )
    assert await watch.pages() == [NEW]


async def test_a_feed_that_is_only_linked_to_is_read(watch: Any, site: Any) -> None:
    site.put("/", '<p>Hello</p><a href="/stay/tuned">RSS</a>')
    site.put("/stay/tuned", RSS)
    assert NEW in await watch.pages()
    assert "/feed" not in site.asked


async def test_a_feed_in_a_room_may_only_be_linked_to(watch: Any, site: Any) -> None:
    site.put("/", '<a href="/blog/">Blog</a>')
    site.put("/blog/", '<a href="latest.php?feed=rss2">x</a>')
    site.put("/blog/latest.php?feed=rss2", RSS)
    assert NEW in await watch.pages()


async def test_announced_feeds_come_first_and_of_linked_ones_a_few(watch: Any, site: Any) -> None:
    links = "".join(f'<a href="/tag/{number}/feed/">RSS</a>' for number in range(50))
    site.put("/", ANNOUNCED + '<a href="/main.xml">RSS</a>' + links)
    site.put("/main.xml", RSS)
    assert NEW in await watch.pages()
    fed = [path for path in site.asked if "feed" in path or "main" in path]
    assert fed == ["/main.xml", "/tag/0/feed/", "/tag/1/feed/", "/tag/2/feed/"]


async def test_feeds_of_other_sites_are_not_fetched_for_a_link(watch: Any, site: Any) -> None:
    site.put("/", '<a href="https://feeds.example.net/feed.xml">RSS</a>')
    site.put("feeds.example.net/feed.xml", RSS)
    assert await watch.pages() == []
    assert not [path for path in site.asked if path.startswith("feeds.example.net")]


async def test_a_feed_may_be_announced_in_a_header(watch: Any, site: Any) -> None:
    site.put(
        "/", "<p>Hello</p>", Link='</x>; rel="hub", </main.xml>; rel="alternate"; type="application/rss+xml"'
    )
    site.put("/main.xml", RSS)
    assert await watch.pages() == [NEW]


@pytest.mark.parametrize("place", USUAL_SITEMAPS)
async def test_a_sitemap_is_found_at_its_usual_places(watch: Any, site: Any, place: str) -> None:
    site.put("/", "<p>Hello</p>")
    body: str | bytes = f"{NEW}\n" if place.endswith(".txt") else SITEMAP
    site.put(
        place, gzip.compress(SITEMAP.encode()) if place.endswith(".gz") else body, Content_Type="text/plain"
    )
    rounds = [await watch.pages(), await watch.pages()]
    assert [NEW] in rounds


@pytest.mark.parametrize("place", USUAL_FEEDS)
async def test_a_feed_is_found_at_its_usual_places(watch: Any, site: Any, place: str) -> None:
    site.put("/", "<p>Hello</p>")
    site.put(place, JSON if place.endswith(".json") else RSS, Content_Type="application/xml")
    rounds = [await watch.pages(), await watch.pages()]
    assert [NEW] in rounds


async def test_an_index_at_a_usual_place_is_followed(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    posts = "https://techblog.com/wp-sitemap-posts-post-1.xml"
    site.put("/wp-sitemap.xml", f"<sitemapindex><sitemap><loc>{posts}</loc></sitemap></sitemapindex>")
    site.put("/wp-sitemap-posts-post-1.xml", SITEMAP)
    assert await watch.pages() == [NEW]


@pytest.mark.parametrize("named", ["Sitemap: /gone.xml", "Sitemap: https://techblog.com/gone.xml"])
async def test_a_sitemap_that_robots_txt_names_in_vain_is_looked_for(
    watch: Any, site: Any, named: str
) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/robots.txt", named)
    site.put("/sitemap.xml", SITEMAP)
    assert await watch.pages() == [NEW]


async def test_a_sitemap_that_the_front_page_names_is_read(watch: Any, site: Any) -> None:
    site.put("/", '<link rel="sitemap" href="/maps/all.xml"><p>Hello</p>')
    site.put("/maps/all.xml", SITEMAP)
    assert await watch.pages() == [NEW]
    assert "/sitemap.xml" not in site.asked


async def test_places_without_a_list_are_left_alone_for_a_day(watch: Any, site: Any) -> None:
    site.put("/", '<p>Hello</p><a href="/newsletter">Subscribe</a>')
    site.put("/newsletter", "<!doctype html><title>Our newsletter</title><form></form>")
    rounds = []
    for _ in range(6):
        before = len(site.asked)
        await watch.listing()
        rounds.append(site.asked[before:])
    often = Counter(site.asked)
    once = {*USUAL_FEEDS, *USUAL_SITEMAPS, "/newsletter"}
    assert {path for path, times in often.items() if times == 1} == {*once, "/robots.txt"}
    assert max(len(each) for each in rounds) <= 16
    assert rounds[2:] == [["/", "/sitemap.xml"]] * 4
    watch.clock.advance(timedelta(days=1, minutes=1))
    await watch.listing()
    assert often["/feed"] + 1 == Counter(site.asked)["/feed"]


async def test_a_place_that_fails_for_now_is_asked_again(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/feed", "Come back", status=500)
    assert await watch.pages() == []
    site.put("/feed", RSS)
    assert await watch.pages() == [NEW]


async def test_where_a_place_holds_a_feed_the_empty_ones_are_not_asked_again(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/atom.xml", RSS)
    assert [await watch.pages(), await watch.pages()] == [[NEW], [NEW]]
    assert [site.asked.count(path) for path in USUAL_FEEDS[:4]] == [1, 1, 2, 0]


async def test_a_site_that_only_answers_with_www_is_watched(watch_www: Any, site: Any) -> None:
    site.put("/", ANNOUNCED)
    site.put("/main.xml", RSS.replace("techblog.com", "www.techblog.com"))
    assert await watch_www.pages() == ["https://www.techblog.com/a-new-post"]


async def test_a_site_without_a_name_is_watched(watch: Any, site: Any) -> None:
    site.put("/", '<a href="/a-new-post">x</a>')
    assert await watch.pages("192.0.2.7") == ["https://192.0.2.7/a-new-post"]
