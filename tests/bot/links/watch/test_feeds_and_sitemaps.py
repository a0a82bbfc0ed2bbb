"""What is made of feeds, sitemaps and front pages as people publish them, and as people attack with them."""

import gzip
import json
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from bot.links.watch.dates import moment
from bot.links.watch.documents import Child, Document, newest_first, read_document
from bot.links.watch.front import FrontPage, read_front
from bot.links.watch.listing import Where, page_of

SITE = "techblog.com"


def read(
    body: str | bytes, content_type: str = "application/xml", encoding: str = "", **more: Any
) -> Document:
    raw = body.encode() if isinstance(body, str) else body
    return read_document(raw, encoding, content_type, "https://techblog.com/feed", SITE, **more)


def listed(document: Document) -> dict[str, str]:
    return {page.url: f"{page.at:%Y-%m-%d %H:%M}" if page.at else "" for page in document.pages}


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Blog</title><link>https://techblog.com/</link>
<atom:link href="https://techblog.com/feed" rel="self" type="application/rss+xml"/>
<item><title>A &amp; B</title><link>https://techblog.com/new?utm_source=rss&amp;p=7#top</link>
<pubDate>Mon, 23 Nov 2026 10:15:00 +0200</pubDate><guid isPermaLink="false">https://techblog.com/?p=7</guid>
<media:content><link>https://techblog.com/inner</link></media:content></item>
<item><link><![CDATA[ https://techblog.com/old?a=1&b=2 ]]></link>
<dc:date>2020-01-02T03:04:05Z</dc:date></item>
<item><guid>https://techblog.com/by-guid</guid></item>
<item><link>https://elsewhere.org/post</link></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""


def test_rss_gives_its_items_without_tracking_fragments_and_other_sites() -> None:
    assert listed(read(RSS)) == {
        "https://techblog.com/new?p=7": "2026-11-23 08:15",
        "https://techblog.com/old?a=1&b=2": "2020-01-02 03:04",
        "https://techblog.com/by-guid": "",
    }


def test_atom_gives_the_page_of_an_entry_and_its_last_change() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://techblog.com/"/>
    <entry><id>tag:techblog.com,2026:1</id><link rel="edit" href="/edit/1"/>
    <link rel="alternate" type="application/json" href="/post/1/data"/>
    <link rel="alternate" type="text/html" href="/post/1"/><link rel="replies" href="/post/1/comments"/>
    <published>2026-11-01T00:00:00Z</published><updated>2026-11-23T09:00:00+01:00</updated>
    <source><link href="https://techblog.com/planet"/><updated>2030-01-01T00:00:00Z</updated></source>
    <content type="xhtml"><div><link href="/inside"/><updated>2031-01-01T00:00:00Z</updated></div></content>
    </entry></feed>"""
    assert listed(read(atom)) == {"https://techblog.com/post/1": "2026-11-23 08:00"}


BASES = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://techblog.com/blog/">
<entry xml:base="2026/"><link href="one"/></entry>
<entry><link rel="http://www.iana.org/assignments/relation/alternate"
 xml:base="//news.techblog.com/" href="two"/></entry>
<entry><link rel="Alternate" href="three"/></entry><entry><link href="/four"/></entry></feed>"""


def test_an_address_starts_from_the_xml_base_around_it() -> None:
    assert list(listed(read(BASES))) == [
        "https://techblog.com/blog/2026/one",
        "https://news.techblog.com/two",
        "https://techblog.com/blog/three",
        "https://techblog.com/four",
    ]
    rss = '<rss xml:base="https://techblog.com/b/"><channel><item><link>../c</link></item></channel></rss>'
    assert list(listed(read(rss))) == ["https://techblog.com/c"]
    # One that leads nowhere is none, and broken markup is read once more.
    assert list(listed(read(rss.replace("<item>", "<item xml:base='javascript:1'> & ")))) == [
        "https://techblog.com/c"
    ]


def test_rss_1_and_json_feed_are_read_too() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/>
    <item rdf:about="https://techblog.com/a"><link>https://techblog.com/a</link></item></rdf:RDF>"""
    assert listed(read(rdf)) == {"https://techblog.com/a": ""}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://blog.techblog.com/x", "date_published": "2026-11-23T08:00:00Z"},
            {"id": "https://techblog.com/y", "date_modified": "nonsense"},
            {"id": 3},
            {"id": "3"},
            {"id": "4", "external_url": "https://techblog.com/z"},
            {"id": "5", "url": "/w", "external_url": "https://elsewhere.org/"},
            "no item",
        ],
    }
    assert listed(read(json.dumps(feed), "application/feed+json")) == {
        "https://blog.techblog.com/x": "2026-11-23 08:00",
        "https://techblog.com/y": "",
        "https://techblog.com/z": "",
        "https://techblog.com/w": "",
    }


def test_an_address_of_the_site_may_lack_its_scheme() -> None:
    feed = "<rss><item><link>www.techblog.com/a</link></item><item><link>TechBlog.com/b</link></item></rss>"
    assert list(listed(read(feed))) == ["https://www.techblog.com/a", "https://techblog.com/b"]


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://techblog.com/a</loc><lastmod>2026-11-23</lastmod>
<image:image><image:loc>https://techblog.com/a.png</image:loc></image:image></url>
<url><loc> https://www.techblog.com/b </loc></url>
<url><loc>https://techblog.com/c</loc><n:news><n:publication_date>2026-11-23T01:00Z</n:publication_date></n:news></url>
</urlset>"""


def test_a_sitemap_gives_pages_and_a_news_sitemap_their_dates() -> None:
    read_pages = read(SITEMAP)
    assert listed(read_pages) == {
        "https://techblog.com/a": "2026-11-24 12:00",
        "https://www.techblog.com/b": "",
        "https://techblog.com/c": "2026-11-23 01:00",
    }
    assert {page.url: page.where for page in read_pages.pages}["https://techblog.com/c"] is Where.FEED
    # The date of an old film on a new page is not the page's.
    film = SITEMAP.replace("n:news", "video:video").replace("2026-11-23T01:00Z", "2019-01-01")
    assert listed(read(film))["https://techblog.com/c"] == ""


def test_a_sitemap_may_be_gzipped_as_a_file_and_again_on_the_way() -> None:
    packed = gzip.compress(SITEMAP.encode())
    assert read(packed, "application/x-gzip") == read(SITEMAP)
    assert read(gzip.compress(packed), "application/x-gzip", "gzip") == read(SITEMAP)


def test_an_index_names_its_sitemaps() -> None:
    index = """<sitemapindex><sitemap><loc>https://techblog.com/posts-1.xml</loc><lastmod>2026-11-22T00:00:00Z</lastmod>
    </sitemap><sitemap><loc>/posts-2.xml.gz</loc></sitemap></sitemapindex>"""
    children = read(index).children
    assert [child.url for child in children] == [
        "https://techblog.com/posts-1.xml",
        "https://techblog.com/posts-2.xml.gz",
    ]
    assert children[0].at == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_list_of_addresses_is_a_sitemap() -> None:
    text = "\ufeffhttps://techblog.com/a\r\nhttps://techblog.com/b\nnonsense\n"
    assert listed(read(text, "text/plain")) == {"https://techblog.com/a": "", "https://techblog.com/b": ""}


def test_dates_that_a_whole_file_shares_are_the_files_own() -> None:
    urls = "".join(
        f"<url><loc>https://techblog.com/{number}</loc>"
        f"<lastmod>2026-11-23T08:00:{number % 60:02}Z</lastmod></url>"
        for number in range(60)
    )
    assert set(listed(read(f"<urlset>{urls}</urlset>")).values()) == {""}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            RSS.replace("Blog</title>", "A&nbsp;blog & more\x0b</title>"),
            "HTML's entities, bare ampersands, controls",
        ),
        (RSS.replace("</channel></rss>", "<item><link>https://techblog.com/cut"), "cut short"),
        (RSS.encode("utf-16"), "UTF-16"),
        (RSS.replace("UTF-8", "windows-1251").replace("A &amp; B", "Привет").encode("cp1251"), "Cyrillic"),
        ("\ufeff\n  " + RSS.partition("?>")[2], "space before it"),
        (
            RSS.replace(
                "<rss", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd"><rss'
            ),
            "a DTD",
        ),
        (
            f"<br />\n<b>Warning</b>: a() & b() in <b>/var/www/x.php</b> on line <b>3</b><br />\n{RSS}",
            "a warning",
        ),
        (f"Deprecated: x is < y && z in /var/www/x.php on line 3\n\n{RSS}", "a notice"),
        (f"<!-- cached -- by us -->\n{RSS}", "a comment before it"),
        (f"\ufeff\r\n\ufeff{RSS}", "two byte-order marks"),
        (
            f"PHP Warning: x\n{RSS}".replace("UTF-8", "windows-1251")
            .replace("A &amp; B", "Я")
            .encode("cp1251"),
            "a warning before Cyrillic",
        ),
        (RSS.replace("A &amp; B", "if a < b && b > c <b>bold"), "a bare <"),
        (RSS.replace("A &amp; B", "one<p>two<br>three"), "tags that are never closed"),
        (
            RSS.replace("</item>\n<item><link><![CDATA[", "<item><link><![CDATA["),
            "an item that is never closed",
        ),
        (RSS.replace("A &amp; B", "]]> &#11; \x00"), "what XML forbids"),
        (RSS.replace('<?xml version="1.0"', "<?xml version=1.0"), "a broken declaration"),
        (f"<rss><channel></channel></rss>\n{RSS}", "two documents"),
        (RSS + "</body><script>x<y</script>", "something after it"),
        (RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss'), "HTML's entities in a DTD"),
    ],
)
def test_a_feed_is_read_although(body: str | bytes, why: str) -> None:
    assert "https://techblog.com/new?p=7" in listed(read(body)), why


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><link>https://techblog.com/x&c;</link></item></channel></rss>"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><item><link>https://techblog.com/&x;</link></item></channel></rss>"""
PARAMETER = """<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://169.254.169.254/x.dtd"> %p;]>
<rss><channel><item><link>https://techblog.com/x</link></item></channel></rss>"""


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, BOMB.partition("?>")[2], f"Notice: x\n{OUTSIDE}"])
def test_entities_that_a_document_declares_are_never_used(body: str) -> None:
    assert read(body).pages == ()


def test_what_stands_beside_declared_entities_is_read() -> None:
    assert list(listed(read(PARAMETER))) == ["https://techblog.com/x"]
    beside = BOMB.replace("</channel>", "<item><link>https://techblog.com/beside</link></item></channel>")
    assert list(listed(read(beside))) == ["https://techblog.com/beside"]


def test_a_feed_that_says_to_be_packed_and_is_not_is_read() -> None:
    assert "https://techblog.com/new?p=7" in listed(read(RSS, encoding="gzip"))


def test_an_html_page_that_shows_a_feed_is_none() -> None:
    page = f"<!doctype html><html><body><br>{RSS}</body></html>"
    assert read(page, "text/html") == Document()


def test_what_breaks_a_parser_takes_time_that_grows_with_its_length() -> None:
    storms = ("<", "<a", '<a b="', "</a>", "<!--", "<![CDATA[", "<!DOCTYPE [", "<b><item>", "<?", "<p></q>")
    began = process_time()
    for storm in storms:
        assert read("<rss>&x;<channel><item><link>" + storm * (400_000 // len(storm))).pages == ()
    assert process_time() - began < 8


@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\n\n", "\n \n"])
def test_a_json_feed_may_have_line_breaks_in_its_strings_and_a_mark_before_it(mark: str) -> None:
    items = '[{"id": 1, "url": "/new", "content_html": "one\r\n\ttwo\x07"}, {"url": "/old"}]'
    found = read(mark + '{"version": "https://jsonfeed.org/version/1.1", "items": ' + items + "}")
    assert list(listed(found)) == ["https://techblog.com/new", "https://techblog.com/old"]


def test_a_json_feed_and_a_list_may_be_in_utf_16() -> None:
    feed = json.dumps({"items": [{"url": "https://techblog.com/new"}]}).encode("utf-16")
    assert list(listed(read(feed, "application/json"))) == ["https://techblog.com/new"]
    assert list(listed(read("https://techblog.com/new\r\n".encode("utf-16"), "text/plain"))) == [
        "https://techblog.com/new"
    ]


def test_a_list_may_begin_with_a_comment() -> None:
    assert list(listed(read("# Our pages\n\nhttps://techblog.com/new\n", "text/plain"))) == [
        "https://techblog.com/new"
    ]


def test_an_entry_without_a_link_stands_where_it_says_that_it_is() -> None:
    rdf = '<rdf:RDF xmlns:rdf="x"><item rdf:about="https://techblog.com/about"><title>x</title></item></rdf:RDF>'
    atom = '<feed><entry><id>urn:1</id><content src="https://techblog.com/content"/></entry></feed>'
    assert [*listed(read(rdf)), *listed(read(atom))] == [
        "https://techblog.com/about",
        "https://techblog.com/content",
    ]


def test_of_a_long_feed_the_newest_are_found_wherever_they_stand() -> None:
    day = "<pubDate>{} Nov 2026</pubDate>"
    dated = [f"<item><link>/{number}</link>{day.format(1)}</item>" for number in range(2_000)]
    dated.append(f"<item><link>/last</link>{day.format(23)}</item>")
    found = read(f"<rss><channel>{''.join(dated)}</channel></rss>")
    assert len(found.pages) == 300
    assert found.pages[0].url == "https://techblog.com/last"


def test_of_a_long_feed_without_dates_the_first_are_news_and_the_rest_an_archive() -> None:
    found = read(
        "<rss>" + "".join(f"<item><link>/{number}</link></item>" for number in range(2_000)) + "</rss>"
    )
    assert [page.where for page in found.pages] == [Where.FEED] * 50 + [Where.SITEMAP] * 1_950


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f\x8b broken",
        b"\x00" * 1000,
        b"<",
        b"{",
        b"[" * 100_000,
        b'{"items":' * 5_000,
        b'{"items": 7}',
        b"<rss>" * 100_000,
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b'<?xml version="1.0" encoding="idna"?><rss/>',
        b"<rss><channel><item><link>https://techblog.com/"
        + b"x" * 100_000
        + b"</link></item></channel></rss>",
    ],
)
def test_nonsense_lists_nothing(body: bytes) -> None:
    assert read(body).pages == ()


def test_what_unpacks_to_more_than_the_limit_lists_what_stands_before_it() -> None:
    first = "<urlset><url><loc>https://techblog.com/first</loc></url>"
    bomb = gzip.compress(f"{first}{' ' * 5_000_000}{first[8:].replace('first', 'last')}".encode())
    found = [read(bomb, most_bytes=1_000_000), read(gzip.compress(bomb), "", "gzip", most_bytes=1_000_000)]
    assert [list(listed(one)) for one in found] == [["https://techblog.com/first"]] * 2


ITEMS = [{"id": str(number), "url": f"https://techblog.com/{number}"} for number in range(9)]
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": ITEMS})
PLAIN = "".join(f"https://techblog.com/{number}\n" for number in range(9))
MAPPED = "".join(f"<url><loc>https://techblog.com/{number}</loc></url>\n" for number in range(9))
FED = "".join(f"<item><link>https://techblog.com/{number}</link></item>\n" for number in range(9))


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        (JSON, "application/feed+json"),
        (PLAIN, "text/plain"),
        (f"<urlset>{MAPPED}", "application/xml"),
        (f"<rss><channel>{FED}", "application/rss+xml"),
        (f"<?xml version='1.0' encoding='windows-1251'?><rss><channel>{FED}", "application/rss+xml"),
    ],
    ids=["json", "plain", "sitemap", "rss", "rss in cyrillic"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["", "packed"])
def test_of_a_list_that_is_cut_the_entries_that_stand_whole_count(
    text: str, content_type: str, packed: bool
) -> None:
    cut = text[: text.index("https://techblog.com/4") + len("https://techblog.com/4")].encode()
    if packed:  # cut so that a little of what is packed is missing
        cut = gzip.compress(cut, 0)[:-9]
    assert list(listed(read(cut, content_type, whole=False))) == [
        f"https://techblog.com/{number}" for number in range(4)
    ]


def test_of_an_index_the_newest_sitemaps_come_first() -> None:
    def order(*names: str) -> list[str]:
        named = [Child(f"https://techblog.com/{name}", None) for name in names]
        return [one.url.rpartition("/")[2] for one in newest_first(named)]

    assert order("post.xml", "post-2.xml", "post-10.xml") == ["post-10.xml", "post-2.xml", "post.xml"]
    months = ["2025-12", "2026-01", "2026-11", "2026-2"]
    assert order(*(f"sitemap-post-{month}.xml" for month in months))[0] == "sitemap-post-2026-11.xml"
    assert order("sitemap-12-2025.xml", "sitemap-11-2026.xml")[0] == "sitemap-11-2026.xml"
    days = [datetime(2026, 1, 1 + number % 28, tzinfo=UTC) for number in range(300)]
    dated = [Child(f"https://techblog.com/posts-{number}.xml", day) for number, day in enumerate(days)]
    assert newest_first(dated)[0] == Child("https://techblog.com/posts-279.xml", days[27])


def test_the_newest_of_a_huge_sitemap_are_kept() -> None:
    urls = "".join(
        f"<url><loc>https://techblog.com/{number}</loc><lastmod>{2000 + number % 27}-01-01</lastmod></url>"
        for number in range(20_000)
    )
    pages = read(f"<urlset>{urls}</urlset>").pages
    assert len(pages) == 500
    assert {page.at.year for page in pages if page.at} == {2026}


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("/a/../b", "https://techblog.com/b"),
        ("HTTPS://TechBlog.com:443/A?utm_campaign=x&gclid=1", "https://techblog.com/A"),
        ("//news.techblog.com/x", "https://news.techblog.com/x"),
        ("https://techblog.com.evil.org/x", None),
        ("https://techblog.com@evil.org/x", None),
        ("https://user:secret@techblog.com/x", None),
        ("ftp://techblog.com/x", None),
        ("file:///etc/passwd", None),
        ("mailto:jane@techblog.com", None),
        ("/picture.JPG", None),
        ("/wp-login.php?action=logout", None),
        ("/cart/?add=5", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_only_pages_of_the_site_count(written: str, page: str | None) -> None:
    assert page_of(written, "https://techblog.com/feed", SITE) == page


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Mon, 23 Nov 2026 08:30:00 GMT", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("23 Nov 2026 08:30 EST", datetime(2026, 11, 23, 13, 30, tzinfo=UTC)),
        ("2026-11-23T08:30:00.123-05:00", datetime(2026, 11, 23, 13, 30, 0, 123000, tzinfo=UTC)),
        ("2026-11-23 08:30:00", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("Mon, 23 Nov, 2026 08:30:00 UTC", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("Mon, 23 Nov 2026", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        ("23 November, 2026", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        ("2026-11", datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("2026-13", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31", None),
        ("2026-13-45", None),
        ("tomorrow", None),
        ("٢٠٢٦-١١-٢٣", None),
        ("9" * 10_000, None),
    ],
)
def test_dates_as_feeds_write_them(written: str, at: datetime | None) -> None:
    assert moment(written) == at


FRONT = """<!doctype html><head><base href="https://techblog.com/en/">
<link rel="alternate" type="application/rss+xml" title="Techblog" href="feed.xml">
<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">
<link rel="alternate" type="application/json" href="/feed.json">
<link rel="alternate" hreflang="de" href="/de/">
<body><a href="/about">About</a><a href="/blog/">Blog</a><a href="/2019/05/an-old-post">Old</a>
<a href="a-post-with-words">Post</a><a href="https://elsewhere.org/x">x</a>
<!-- <a href="/hidden-in-comment">c</a> -->
<a href="javascript:void(0)">js</a>"""


def front(html: str) -> FrontPage:
    return read_front(html.encode(), "", "text/html; charset=utf-8", "https://techblog.com/", SITE)


def test_a_front_page_announces_feeds_and_links_to_posts() -> None:
    found = front(FRONT)
    assert found.feeds == ("https://techblog.com/en/feed.xml", "https://techblog.com/feed.json")
    assert found.rooms == ("https://techblog.com/blog/",)
    assert [page.url for page in found.pages] == [
        "https://techblog.com/2019/05/an-old-post",
        "https://techblog.com/en/a-post-with-words",
        "https://techblog.com/about",
        "https://techblog.com/blog/",
    ]
    assert found.pages[0].at == datetime(2019, 6, 1, 12, tzinfo=UTC)
    assert found.pages[1].at is None


def test_a_front_page_of_many_links_gives_a_few_hundred() -> None:
    found = front("".join(f'<a href="/{number}-a-b">x</a>' for number in range(5_000)))
    assert len(found.pages) == 300


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x/all">RSS</a>',
        '<a href="/x/all">Subscribe</a>',
        '<a href="/x/all">RSS-Feed abonnieren</a>',
        '<a href="/x/all" title="RSS feed"><i></i></a>',
        '<a href="/x/all" aria-label="RSS"><svg></svg></a>',
        '<a href="/x/all"><img src="/i.png" alt="RSS"></a>',
        '<a href="/x/all"><i class="fas fa-rss"></i></a>',
        '<a href="/x/all" class="icon-rss"></a>',
        '<a href="/x/all" type="application/atom+xml">News</a>',
        '<a href="feed:https://techblog.com/x/all">RSS</a>',
        '<a href="feed://techblog.com/x/all">RSS</a>',
    ],
)
def test_a_link_that_offers_a_feed_is_one(link: str) -> None:
    assert front(f'<p><a href="/about">About</a>{link}<a href="/login?rss">RSS</a>').linked == (
        "https://techblog.com/x/all",
    )


@pytest.mark.parametrize(
    "address",
    [
        *("/x/feed", "/x/feed/", "/x/rss", "/x/rss.xml", "/x/atom.xml", "/x/index.xml", "/x/feed.json"),
        *("/?feed=rss2", "/x?format=feed&type=rss", "/x/news.rss", "/x/blog-feed.php"),
    ],
)
def test_a_link_to_an_address_such_as_feeds_have_is_one(address: str) -> None:
    assert front(f'<a href="{address}">x</a>').linked == (f"https://techblog.com{address}",)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/feedback">Feedback</a>',
        '<a href="/posts/why-rss-is-not-dead">Why RSS is not dead and what became of it all</a>',
        '<a href="/atomic-habits">Atomic habits</a>',
        '<a href="https://elsewhere.org/feed.xml">RSS</a>',
        '<a href="/checkout/">Subscribe</a>',
        '<a href="#feed">Feed</a>',
        '<a href="javascript:rss()">RSS</a>',
        '<a href="/index.html">Home</a>',
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert front(link).linked == ()


def test_the_feed_of_everything_comes_before_those_of_sections_and_comments() -> None:
    sections = "".join(f'<a href="/tag/{number}/feed/">RSS</a>' for number in range(20))
    assert front(f'<a href="/comments/feed/">x</a>{sections}<a href="/all/feed">x</a>').linked[0] == (
        "https://techblog.com/all/feed"
    )
    alternate = '<link rel="alternate" type="application/rss+xml" href="{}">'
    heads = "".join(alternate.format(f"/category/{number}/feed/") for number in range(9))
    found = front(heads + alternate.format("/main.xml"))
    assert (found.feeds[0], len(found.feeds)) == ("https://techblog.com/main.xml", 4)


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="text/xml" href="/f">',
        '<link rel="alternate" type="application/xml" href="/f">',
        '<link rel="alternate" title="RSS" href="/f">',
        '<link rel="alternate" type="application/rss+xml" href="feed:https://techblog.com/f">',
    ],
)
def test_a_feed_may_be_announced_in_other_words(link: str) -> None:
    assert front(link).feeds == ("https://techblog.com/f",)


def test_a_translation_is_no_feed() -> None:
    assert front('<link rel="alternate" hreflang="de" title="RSS" href="/de/">').feeds == ()


def test_a_front_page_may_announce_a_sitemap() -> None:
    assert front('<link rel="sitemap" href="/sitemap-index.xml">').sitemaps == (
        "https://techblog.com/sitemap-index.xml",
    )


def test_an_area_of_a_picture_links_to_a_page_too() -> None:
    assert [page.url for page in front('<map><area href="/a-new-post">').pages] == [
        "https://techblog.com/a-new-post"
    ]
