"""Which pages a real site on loopback is found to list, and what that costs the site."""

import gzip
from typing import Any

FEED = (
    "<rss><channel><item><link>{0}</link>"
    "<pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


def urlset(*pages: str) -> str:
    return "<urlset>" + "".join(f"<url><loc>{page}</loc></url>" for page in pages) + "</urlset>"


def index(*sitemaps: str, lastmod: str = "") -> str:
    dated = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    inner = "".join(f"<sitemap><loc>{each}</loc>{dated}</sitemap>" for each in sitemaps)
    return f"<sitemapindex>{inner}</sitemapindex>"


async def test_pages_come_from_front_page_feed_and_sitemap_each_once(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("/feed.xml") + '<a href="/a-new-post">new</a><a href="/about">about</a>')
    site.put("/feed.xml", FEED.format("/a-new-post?utm_source=feed"), Content_Type="application/rss+xml")
    site.put("/robots.txt", "User-agent: *\rAllow: /\rSitemap: /map.xml # all\n")
    site.put("/map.xml", urlset("https://techblog.com/a-new-post/", "https://techblog.com/only-mapped"))
    listing = await watch.listing()
    assert {page.url: page.where.name for page in listing.pages} == {
        "https://techblog.com/a-new-post": "FEED",
        "https://techblog.com/about": "FRONT",
        "https://techblog.com/only-mapped": "SITEMAP",
    }
    assert sorted(site.asked) == ["/", "/feed.xml", "/map.xml", "/robots.txt"]


async def test_the_usual_places_are_tried_only_where_no_feed_is_announced(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/atom.xml", '<feed><entry><link href="/post"/></entry></feed>')
    assert await watch.pages() == ["https://techblog.com/post"]
    assert site.asked.count("/feed.xml") == 0


async def test_a_blog_beside_the_front_page_is_listed_too(watch: Any, site: Any) -> None:
    site.put("/", '<a href="https://blog.techblog.com/">Our blog</a>')
    site.put("blog.techblog.com/", LINK.format("/rss") + '<a href="/some-other-post">x</a>')
    site.put("blog.techblog.com/rss", FEED.format("https://blog.techblog.com/fresh"))
    assert "https://blog.techblog.com/fresh" in await watch.pages()


async def test_a_front_page_that_sends_visitors_on_is_read_where_it_sends_them(watch: Any, site: Any) -> None:
    site.put("/", "<meta http-equiv=Refresh content='0; url=/en/'>")
    site.put("/en/", LINK.format("feed") + '<a href="/en/about">x</a>')
    site.put("/en/feed", FEED.format("/en/post"))
    assert sorted(await watch.pages()) == ["https://techblog.com/en/about", "https://techblog.com/en/post"]


async def test_a_feed_elsewhere_lists_only_pages_of_the_site(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("http://feeds.example.net/techblog"))
    site.put(
        "feeds.example.net/techblog",
        "<rss><channel><item><link>https://techblog.com/mine</link></item>"
        "<item><link>http://feeds.example.net/other</link></item></channel></rss>",
    )
    assert await watch.pages() == ["https://techblog.com/mine"]


async def test_an_index_is_followed_to_its_newest_sitemaps(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    names = [f"https://techblog.com/{name}" for name in ("tag.xml", "post-1.xml", "post-2.xml", "image.xml")]
    site.put("/sitemap.xml", index(*names))
    site.put("/post-2.xml", gzip.compress(urlset("https://techblog.com/two").encode()))
    site.put("/post-1.xml", urlset("https://techblog.com/one"))
    assert await watch.pages(sitemaps=3) == ["https://techblog.com/two", "https://techblog.com/one"]
    assert site.asked[-3:] == ["/sitemap.xml", "/post-2.xml", "/post-1.xml"]


async def test_sitemaps_that_are_older_than_the_promise_are_not_fetched(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("/feed.xml"))
    site.put("/feed.xml", FEED.format("/fed"))
    site.put("/sitemap.xml", index("https://techblog.com/old.xml", lastmod="2026-10-01"))
    assert await watch.pages() == ["https://techblog.com/fed"]
    assert "/old.xml" not in site.asked


async def test_an_index_whose_dates_stand_still_is_followed_once_where_no_feed_tells(
    watch: Any, site: Any
) -> None:
    site.put("/", "<p>Hello</p>")
    names = [f"https://techblog.com/post-{number}.xml" for number in (1, 2, 3)]
    site.put("/sitemap.xml", index(*names, lastmod="2020-01-01"))
    site.put("/post-3.xml", urlset("https://techblog.com/new"))
    assert await watch.pages() == ["https://techblog.com/new"]
    assert site.asked[-2:] == ["/sitemap.xml", "/post-3.xml"]


async def test_of_thousands_of_sitemaps_the_newest_are_fetched(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/sitemap.xml", index(*(f"https://techblog.com/map-{number}.xml" for number in range(5_000))))
    site.put("/map-4999.xml", urlset("https://techblog.com/new"))
    assert await watch.pages() == ["https://techblog.com/new"]


async def test_indexes_that_name_each_other_come_to_an_end(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put("/sitemap.xml", index("https://techblog.com/b.xml", "https://techblog.com/sitemap.xml"))
    site.put("/b.xml", index("https://techblog.com/sitemap.xml", "https://techblog.com/b.xml"))
    endless = [f"https://techblog.com/{number}.xml" for number in range(100)]
    for number in range(100):
        site.put(f"/{number}.xml", index(*endless))
    assert await watch.pages() == []
    assert site.asked.count("/sitemap.xml") == site.asked.count("/b.xml") == 1
    site.put("/sitemap.xml", index(*endless))
    before = len(site.asked)
    assert await watch.pages() == []
    assert len(site.asked) - before <= 16


async def test_sitemaps_of_other_sites_are_not_fetched(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    site.put(
        "/robots.txt", "Sitemap: http://feeds.example.net/map.xml\nSitemap: http://169.254.169.254/x.xml\n"
    )
    site.put("feeds.example.net/map.xml", urlset("https://techblog.com/x"))
    assert await watch.pages() == []
    assert "feeds.example.net/map.xml" not in site.asked


async def test_addresses_that_are_not_public_are_never_asked(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("http://10.0.0.1/feed") + LINK.format("http://169.254.169.254/latest"))
    assert await watch.pages() == []


async def test_a_bomb_and_endless_entities_list_nothing_and_hurt_nobody(watch: Any, site: Any) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 200_000_000, 9)
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    site.put("/", LINK.format("/laughs.xml") + LINK.format("/bomb"))
    site.put(
        "/laughs.xml",
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]><rss><item><link>/&a11;</link></item></rss>',
    )
    site.put("/bomb", bomb, Content_Encoding="gzip")
    site.put("/sitemap.xml", urlset("https://techblog.com/fine"))
    assert await watch.pages() == ["https://techblog.com/fine"]


async def test_nested_markup_that_takes_a_parser_forever_is_given_up(watch: Any, site: Any) -> None:
    site.put("/", "<div>" * 200_000)
    site.put("/sitemap.xml", urlset("https://techblog.com/fine"))
    assert await watch.pages() == ["https://techblog.com/fine"]


async def test_a_large_sitemap_is_read(watch: Any, site: Any) -> None:
    site.put("/", "<p>Hello</p>")
    pages = "".join(
        f"<url><loc>https://techblog.com/an-article-with-a-long-name-{number}</loc>"
        f"<lastmod>20{10 + number % 16}-01-01T00:00:00+00:00</lastmod><priority>0.5</priority></url>"
        for number in range(49_999)
    )
    new = "<url><loc>https://techblog.com/new</loc><lastmod>2026-11-22</lastmod></url>"
    site.put(
        "/sitemap.xml", gzip.compress(f"<urlset>{pages}{new}</urlset>".encode()), Content_Encoding="gzip"
    )
    assert "https://techblog.com/new" in await watch.pages()


PADDING = "<!-- " + "words and words " * 350_000 + " -->"


async def test_of_lists_and_front_pages_over_five_megabytes_the_beginning_counts(
    watch: Any, site: Any
) -> None:
    first, last = FEED.format("/first"), FEED.format("/last").removeprefix("<rss><channel>")
    feed = first.removesuffix("</channel></rss>") + PADDING + last
    site.put(
        "/", LINK.format("/feed.xml") + '<a href="/an-early-post">x</a>' + PADDING + '<a href="/late">x</a>'
    )
    site.put("/feed.xml", feed, Content_Type="application/rss+xml")
    site.put("/robots.txt", f"Sitemap: /map.xml\n{'# words' * 900_000}\nSitemap: /late.xml\n")
    site.put("/map.xml", f"{urlset('https://techblog.com/mapped')[:-9]}{PADDING}{urlset('/late')[8:]}")
    assert sorted(await watch.pages()) == [
        "https://techblog.com/an-early-post",
        "https://techblog.com/first",
        "https://techblog.com/mapped",
    ]
    assert "/late.xml" not in site.asked


async def test_a_site_that_names_this_bot_is_left_alone(watch: Any, site: Any) -> None:
    site.put("/robots.txt", "User-agent: OutreachBot\nDisallow: /\n")
    site.put("/", '<a href="/post">x</a>')
    assert await watch.pages() == []
    assert site.asked == ["/robots.txt"]


async def test_pages_that_are_closed_to_crawlers_are_not_welcome(watch: Any, site: Any) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n")
    assert await watch.watcher.welcome("https://techblog.com/post")
    assert not await watch.watcher.welcome("https://techblog.com/private/post")
    assert not await watch.watcher.welcome("nonsense")


async def test_a_site_that_asks_for_patience_gets_it(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("/feed.xml") + '<a href="/a-new-post">x</a>')
    site.put("/feed.xml", "slow down", 429, Retry_After="600")
    listing = await watch.listing()
    assert listing.retry_after == 600
    assert [page.url for page in listing.pages] == ["https://techblog.com/a-new-post"]
    assert site.asked[-1] == "/feed.xml"


async def test_a_site_that_does_not_answer_lists_nothing(watch: Any, site: Any) -> None:
    assert await watch.pages("nowhere.invalid") == []
    assert await watch.pages("127.0.0.1") == []
    assert await watch.pages("not a site") == []


async def test_a_listing_ends_in_its_time_and_after_its_requests(watch: Any, site: Any) -> None:
    site.put("/", LINK.format("/feed.xml") + '<a href="/a-new-post">x</a>')
    site.put("/feed.xml", FEED.format("/fed"))
    assert await watch.pages(files=1) == ["https://techblog.com/a-new-post"]
    assert await watch.pages(seconds=0.0) == []
    assert await watch.pages(host_delay=50.0) == ["https://techblog.com/a-new-post"]
    assert site.most_at_once == 1
