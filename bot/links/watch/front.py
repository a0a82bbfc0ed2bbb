"""What a site's front page says of its feeds and pages. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from bot.links.page.charset import text_of
from bot.links.page.signals import refresh_target
from bot.links.urls import resolve
from bot.links.watch.feed_links import feed_address, feed_links, named_as_feed
from bot.links.watch.listing import ListedPage, Where, page_of
from bot.links.wire.decoding import beginning
from bot.links.wire.failures import Unseen

MOST_BYTES = 5_000_000
MOST_LINKS = 2_000
MOST_FEEDS = 4
MOST_SITEMAPS = 2
MOST_ROOMS = 2
MOST_PAGES = 300

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/x-rss+xml",
        "text/rss+xml",
    }
)
#: They say that a feed may be meant where nothing else says so.
_XML_TYPES = frozenset({"text/xml", "application/xml"})
_COMMENTS = re.compile(r"(?<![a-z])comments?(?![a-z])|oembed|wp-json", re.IGNORECASE)
_SECTION = re.compile(r"(?<![a-z])(?:cat(?:egor(?:y|ies))?|tags?|topics?|authors?)(?![a-z])", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]*)")
_LONGEST_HEADER = 10_000
# Where a site keeps what it writes, when that is not its front page.
_ROOM = re.compile(
    r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:blog|news|articles?|magazine|stories|insights|posts|journal)/?",
    re.IGNORECASE,
)
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
_SLUG = re.compile(r"[^/]*-[^/]*-[^/]*/?$|\d{4,}|\.html?$")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The feeds that a page announces, the rooms where the site writes, and the pages it links to.

    ``linked`` are what its visitors are offered as feeds, ``sitemaps`` what it announces as such; ``onward``
    is where it sends its visitors within seconds, if it does.
    """

    feeds: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    pages: tuple[ListedPage, ...] = ()
    onward: str | None = None


def read_front(body: bytes, encoding: str, content_type: str, url: str, site: str) -> FrontPage:
    """What the page at ``url`` says of ``site``; the likeliest posts first. Never an error.

    Feeds by their links: HTML Standard, 4.6.7.1 "alternate"; ``application/json`` only under a feed's name.
    """
    try:
        body = beginning(body, encoding, MOST_BYTES)
    except Unseen:
        return FrontPage()
    tree = LexborHTMLParser(text_of(body, content_type))
    base = _base(tree, url)
    pages, rooms = _links(tree, base, site, url)
    linked = feed_links(tree, base, site)
    return FrontPage(_feeds(tree, base), linked, _sitemaps(tree, base), rooms, pages, _onward(tree, base))


def _base(tree: LexborHTMLParser, url: str) -> str:
    for node in tree.tags("base"):
        if "href" in node.attributes:
            return resolve((node.attributes["href"] or "").strip(), url) or url
    return url


def _onward(tree: LexborHTMLParser, base: str) -> str | None:
    for node in tree.css("meta[http-equiv=refresh i]"):
        written = refresh_target(node.attributes.get("content"))
        return resolve(written, base) if written else None
    return None


def _feeds(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for node in tree.tags("link")[:MOST_LINKS]:
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        href, title = (attributes.get("href") or "").strip(), attributes.get("title") or ""
        if not href or _COMMENTS.search(href) or _COMMENTS.search(title):
            continue
        if "feed" not in rel and ("alternate" not in rel or not _is_feed(attributes, href, title)):
            continue
        target = feed_address(href, base)
        if target:
            found.setdefault(target, f"{href} {title}")
    # A site with a feed for each of its sections has one for all of them, too.
    whole_first = sorted(found, key=lambda target: _SECTION.search(found[target]) is not None)
    return tuple(whole_first)[:MOST_FEEDS]


def _is_feed(attributes: Mapping[str, str | None], href: str, title: str) -> bool:
    """Whether an alternate is a feed, by its type, or by its name where the type says little."""
    kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return "feed" in href.lower()
    if kind in _FEED_TYPES:
        return True
    if "hreflang" in attributes or "media" in attributes:
        return False
    return kind in _XML_TYPES or (not kind and named_as_feed(href, title))


def _sitemaps(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    nodes = [node for node in tree.tags("link")[:MOST_LINKS] if node.attributes.get("rel") == "sitemap"]
    found = (resolve((node.attributes.get("href") or "").strip(), base) for node in nodes)
    return tuple(dict.fromkeys(target for target in found if target and target != base))[:MOST_SITEMAPS]


def feeds_of_header(values: Iterable[str], url: str) -> tuple[str, ...]:
    """The feeds that the answer for ``url`` announces in its ``Link`` headers (RFC 8288)."""
    found: dict[str, None] = {}
    for href, said in (pair for value in values for pair in _LINK.findall(value[:_LONGEST_HEADER])):
        parameters = said.lower()
        if "alternate" in parameters and any(
            kind in parameters for kind in _FEED_TYPES - {"application/json"}
        ):
            target = None if _COMMENTS.search(href) else resolve(href.strip(), url)
            if target:
                found[target] = None
    return tuple(found)[:MOST_FEEDS]


def _links(
    tree: LexborHTMLParser, base: str, site: str, url: str
) -> tuple[tuple[ListedPage, ...], tuple[str, ...]]:
    found: dict[str, ListedPage] = {}
    rooms: dict[str, None] = {}
    for node in (*tree.tags("a")[:MOST_LINKS], *tree.tags("area")[:MOST_LINKS]):
        href = node.attributes.get("href")
        page = page_of(href, base, site) if href else None
        if page is None or page == url:
            continue
        path = f"/{page.split('/', 3)[3]}"
        if _ROOM.fullmatch(path) or (page.split("/", 3)[2].startswith(("blog.", "news.")) and path == "/"):
            rooms[page] = None
        found.setdefault(page, ListedPage(page, _dated(path), Where.FRONT))
    likeliest = sorted(found.values(), key=lambda page: not _SLUG.search(page.url.partition("?")[0]))
    return tuple(likeliest[:MOST_PAGES]), tuple(rooms)[:MOST_ROOMS]


def _dated(path: str) -> datetime | None:
    """The date in an address such as ``/2026/11/23/a-post``: its day's end, or its month's."""
    found = _DATED.search(path)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        if found[3]:
            return datetime(year, month, int(found[3]), tzinfo=UTC) + timedelta(hours=36)
    except ValueError:
        return None
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return after + timedelta(hours=12)
