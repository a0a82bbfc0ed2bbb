"""A feed or a sitemap, in whichever of its forms, as the pages and further lists that it names. Pure.

RSS 0.9 to 2.0, Atom, JSON Feed; sitemaps, their indexes, news sitemaps, lists of addresses as plain text, all
of them gzipped or not. Sources: sitemaps.org, jsonfeed.org 1.1, RFC 4287, the RSS Advisory Board's RSS 2.0.
"""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import nlargest
from typing import Any

from bot.links.urls import resolve
from bot.links.watch.dates import latest, moment
from bot.links.watch.listing import (
    LONGEST_ADDRESS,
    ListedPage,
    Where,
    bounded,
    page_of,
    with_honest_dates,
)
from bot.links.watch.records import Record, Refused, records
from bot.links.wire.decoding import beginning
from bot.links.wire.failures import Unseen

#: The sitemaps protocol's own limits; an index may be as long.
MOST_BYTES, MOST_RECORDS = 50 * 1024 * 1024, 50_000
MOST_CHILDREN = 1_000

_POSTS = re.compile(r"news|post|article|blog|stor(?:y|ies)|entr(?:y|ies)|recent|latest", re.IGNORECASE)
_NO_POSTS = re.compile(
    r"image|video|author|user|tag|categor|taxonom|product|attachment|local|store", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEMS = re.compile(r'"items"\s*+:\s*+\[\s*+')
_BETWEEN_ITEMS = re.compile(r"\s*+,\s*+")
_JSON = re.compile(r"\s*+application/(?:[\w.-]++\+)?json\b", re.IGNORECASE)
_PLAIN_TEXT = re.compile(r"\s*+text/plain\b", re.IGNORECASE)
_ADDRESS_LINE = re.compile(rb"^[ \t]*+https?://[^\s<>]++[ \t]*+\r?$", re.MULTILINE)
#: Where a document begins, after what a server may have put before it.
_LEAD = 64 * 1024
_SPACE_AND_MARKS = b" \t\r\n\xef\xbb\xbf"
#: A feed is newest first; of one that isn't, the newest of so many are found, and of those without a date so
#: many at its top are taken for news, while the rest are known by joining it.
MOST_FEED_ENTRIES, MOST_READ, MOST_NEWS = 300, 5_000, 50


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names, and when it was changed last."""

    url: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Document:
    """What one document lists; ``known`` is False where it is no list of any kind that is known.

    ``failed`` where it could not be fetched, so that nobody knows.
    """

    pages: tuple[ListedPage, ...] = ()
    children: tuple[Child, ...] = ()
    known: bool = False
    failed: bool = False


NOTHING = Document()
FAILED = Document(failed=True)


def read_document(
    body: bytes,
    encoding: str,
    content_type: str,
    url: str,
    site: str,
    whole: bool = True,
    most_bytes: int = MOST_BYTES,
) -> Document:
    """The pages of ``site`` that the document at ``url`` lists, and the sitemaps that it names.

    ``encoding`` is the answer's Content-Encoding, ``whole`` whether all of it came. What is no list lists
    nothing; of one that is cut, is broken, or unpacks to more than ``most_bytes`` the entries count that
    stand whole before that. Never an error.
    """
    text = _unpacked(body, encoding, most_bytes)
    start = text[:_LEAD].lstrip(_SPACE_AND_MARKS)[:1]
    if start in (b"{", b"[") or (start != b"<" and _JSON.match(content_type)):
        return _json_feed(text, url, site)
    if text.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _wide(text, content_type, url, site)
    if (start == b"h" and not content_type.lower().startswith("text/html")) or _lists(text, content_type):
        return _plain(text, url, site, whole=whole and len(text) < most_bytes)
    return _xml(text, content_type, url, site) if b"<" in text[:_LEAD] else NOTHING


def _unpacked(body: bytes, encoding: str, most_bytes: int) -> bytes:
    try:
        text = beginning(body, encoding, most_bytes)
    except Unseen:
        return b""
    if not text and body.lstrip(_SPACE_AND_MARKS).startswith(b"<"):
        return body[:most_bytes]  # some servers say that they packed what they didn't
    return beginning(text, "gzip", most_bytes) if text.startswith(b"\x1f\x8b") else text


def _lists(text: bytes, content_type: str) -> bool:
    """Whether it says to be plain text and has an address on a line of its own."""
    return _PLAIN_TEXT.match(content_type) is not None and _ADDRESS_LINE.search(text, 0, _LEAD) is not None


def _wide(text: bytes, content_type: str, url: str, site: str) -> Document:
    """What is written in UTF-16."""
    written = text.decode("utf-16", "replace").lstrip("\ufeff \t\r\n")
    if written.startswith("<"):
        return _xml(text, content_type, url, site)
    as_utf8 = written.encode("utf-8", "replace")
    if written.startswith(("{", "[")):
        return _json_feed(as_utf8, url, site)
    return _plain(as_utf8, url, site, whole=True) if written.startswith("h") else NOTHING


class _Taken:
    """Sorts a document's records as they come."""

    def __init__(self, url: str, site: str) -> None:
        self._url = url
        self._site = site
        self.entries: dict[str, ListedPage] = {}
        self.mapped: dict[str, ListedPage] = {}
        self.children: dict[str, Child] = {}
        self._count = 0

    def __call__(self, record: Record) -> bool:
        self._count += 1
        match record.name:
            case "url":
                self._map(record)
            case "sitemap":
                target = resolve(record.first("loc").strip(), self._url)
                if target:
                    self.children[target] = Child(target, moment(record.first("lastmod")))
            case _:
                self._entry(record)
        # What is broken is read twice.
        mapped = max(len(self.mapped), len(self.children))
        most = max(self._count // 2, mapped)
        return most < MOST_RECORDS and len(self.entries) < MOST_READ

    def _map(self, record: Record) -> None:
        written = record.first("loc")
        if not written or len(written) > LONGEST_ADDRESS:
            return
        published = latest(record.every("publication_date"))
        where = Where.FEED if published else Where.SITEMAP
        ats = [at for at in (published, moment(record.first("lastmod"))) if at is not None]
        self.mapped[written] = ListedPage(written, max(ats, default=None), where)

    def pages(self) -> tuple[ListedPage, ...]:
        """What was listed: entries of feeds, and of a sitemap those that are kept."""
        mapped = bounded(with_honest_dates(list(self.mapped.values())[:MOST_RECORDS]))
        kept = ((page_of(page.url, self._url, self._site), page) for page in mapped)
        return (*_news(self.entries), *(replace(page, url=url) for url, page in kept if url))

    def _entry(self, record: Record) -> None:
        at = latest(record.every("pubdate", "published", "updated", "date", "modified", "created", "issued"))
        for written in _addresses(record):
            page = page_of(_schemed(written, self._site), self._url, self._site)
            if page is not None:
                self.entries.setdefault(page, ListedPage(page, at, Where.FEED))
                return


def _news(entries: dict[str, ListedPage]) -> tuple[ListedPage, ...]:
    """A feed's entries: all of one of the usual length, the newest and all that tell no date of a longer."""
    pages = list(entries.values())
    if len(pages) <= MOST_FEED_ENTRIES:
        return tuple(pages)
    dated = [page for page in pages if page.at is not None]
    undated = [page for page in pages if page.at is None]
    newest = nlargest(MOST_FEED_ENTRIES, dated, key=lambda page: page.at.timestamp() if page.at else 0.0)
    rest = (replace(page, where=Where.SITEMAP) for page in undated[MOST_NEWS:])
    return (*newest, *undated[:MOST_NEWS], *rest)


def _schemed(written: str, site: str) -> str:
    """An address of the site itself whose scheme was left out, as in ``www.techblog.com/post``, with one."""
    bare = written.strip()
    return f"https://{bare}" if bare.lower().startswith((f"{site}/", f"www.{site}/")) else written


#: RFC 4287, 4.2.7.2: a relation may be written out as IANA's address of it; none is "alternate".
_ALTERNATE = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})


def _addresses(record: Record) -> list[str]:
    """Where an entry may stand, the likeliest first."""
    alternates = [link for link in record.links if link.get("rel", "").strip().lower() in _ALTERNATE]
    alternates.sort(key=lambda link: link.get("type", "text/html").strip() not in ("text/html", ""))
    return [
        *record.every("origlink"),
        *(link["href"] for link in alternates),
        *record.every("link"),
        *(
            text
            for text in record.every("guid", "id", "about", "src")
            if text.startswith(("http://", "https://"))
        ),
    ]


def _xml(text: bytes, content_type: str, url: str, site: str) -> Document:
    taken = _Taken(url, site)
    try:
        root = records(text, content_type, taken, url)
    except Refused:
        return NOTHING
    known = root in ("rss", "rdf", "feed", "urlset", "sitemapindex")
    if not known:
        return NOTHING
    children = list(taken.children.values())
    if len(children) > MOST_CHILDREN:
        children = newest_first(children)[:MOST_CHILDREN]
    return Document(taken.pages(), tuple(children), known)


def _json_feed(text: bytes, url: str, site: str) -> Document:
    written = text.lstrip(_SPACE_AND_MARKS)
    try:
        # Editors leave line breaks and tabs within strings, which JSON forbids.
        feed: Any = json.loads(written, strict=False)
    except RecursionError:
        return NOTHING
    except ValueError:
        items = _whole_items(written)
    else:
        items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return NOTHING
    found: dict[str, ListedPage] = {}
    for item in items[:MOST_READ]:
        if not isinstance(item, dict):
            continue
        page = None
        # An id may be any text; an address of its own is the best one (JSON Feed 1.1, "Items").
        named = item.get("id")
        ids = (named,) if isinstance(named, str) and named.startswith(("http://", "https://")) else ()
        for written in (item.get("url"), *ids, item.get("external_url")):
            if page is None and isinstance(written, str) and written:
                page = page_of(_schemed(written, site), url, site)
        dates = [item.get("date_published"), item.get("date_modified")]
        if page is not None:
            at = latest([date for date in dates if isinstance(date, str)])
            found.setdefault(page, ListedPage(page, at, Where.FEED))
    return Document(_news(found), known=True)


def _whole_items(text: bytes) -> list[Any] | None:
    """The items of a JSON Feed that stand before it is cut, or broken; None where there are none."""
    written = text.decode("utf-8", "replace")
    begins = _ITEMS.search(written)
    if begins is None:
        return None
    reader, place = json.JSONDecoder(strict=False), begins.end()
    items: list[Any] = []
    while len(items) < MOST_READ:
        try:
            item, place = reader.raw_decode(written, place)
        except (ValueError, RecursionError):
            break
        items.append(item)
        between = _BETWEEN_ITEMS.match(written, place)
        if between is None:
            break
        place = between.end()
    return items or None


def _plain(text: bytes, url: str, site: str, *, whole: bool) -> Document:
    found: dict[str, ListedPage] = {}
    if not whole:
        text = text[: text.rfind(b"\n") + 1]
    for line in text.removeprefix(b"\xef\xbb\xbf").split(b"\n", MOST_RECORDS)[:MOST_RECORDS]:
        written = line.decode("utf-8", "replace").strip()
        if written.startswith(("http://", "https://")) and (page := page_of(written, url, site)):
            found[page] = ListedPage(page, None, Where.SITEMAP)
    return Document(bounded(found.values()), known=bool(found))


def newest_first(children: Iterable[Child]) -> list[Child]:
    """The sitemaps of an index in which a new post would stand soonest, first."""

    def rank(child: Child) -> tuple[bool, bool, float, tuple[int, ...]]:
        name = child.url.partition("://")[2].partition("/")[2]
        numbers = _NUMBER.findall(name)
        numbers.sort(key=lambda number: _YEAR.fullmatch(number) is None)  # 11-2026 is before 2025-12
        age = -child.at.timestamp() if child.at else 0.0
        # Parts are numbered as they fill up, so that the newest posts stand in the last one.
        return (
            _NO_POSTS.search(name) is not None,
            _POSTS.search(name) is None,
            age,
            (*(-int(number[:12]) for number in numbers), 0),
        )

    return sorted(children, key=rank)
