"""What a site lists of its pages, and which of them may be the one that was promised. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from heapq import nlargest
from urllib.parse import unquote_to_bytes

from ada_url import URL

from bot.links.urls import match_key
from storage.links.link_key import TRACKING
from storage.sites import registrable

#: How many pages one document gives: the newest dated ones, and undated ones from its top.
MOST_DATED, MOST_UNDATED = 500, 5_000
LONGEST_ADDRESS = 2_000

# What is listed beside pages and can't hold a hyperlink, or is no page a reader would be sent to.
_NO_PAGE = re.compile(
    r"\.(?:avif|bmp|css|csv|docx?|eot|epub|exe|gif|gz|ico|jpe?g|js|json|m4a|map|mov|mp[34]|mpe?g|ogg|pdf|png"
    r"|pptx?|rar|rss|svg|tar|tiff?|ttf|txt|wav|web[mp]|woff2?|xlsx?|xml|zip)$",
    re.IGNORECASE,
)
# A door, a basket or a machine's address: to ask for it may do something, and no editor writes there.
_DOORS = (
    r"wp-(?:admin|login|json|content|includes)|xmlrpc|log-?(?:in|out)|sign-?(?:in|out|up)|register|cart"
    r"|basket|checkout|my-?account|cdn-cgi"
)
DOOR = re.compile(rf"(?:^|/)(?:{_DOORS})(?:[/.]|$)", re.IGNORECASE)
_NO_POST = re.compile(rf"(?:^|/)(?:{_DOORS}|feed|comments|amp)(?:[/.]|$)", re.IGNORECASE)


class Where(IntEnum):
    """Where a page is listed; what stands first is the likeliest to be new."""

    FEED = 0
    SITEMAP = 1
    FRONT = 2


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One page of a site; ``at`` is when it was published or changed last (aware UTC), if it says so."""

    url: str
    at: datetime | None
    where: Where


@dataclass(frozen=True, slots=True)
class Listing:
    """What a site lists, each page once. ``retry_after`` is what it asked for, in seconds."""

    pages: tuple[ListedPage, ...] = ()
    retry_after: float | None = None


def page_of(written: str, base: str, site: str) -> str | None:
    """The address of a page of ``site`` (a registrable domain) as a visitor would share it, or None.

    Absolute against ``base``, without fragment and tracking parameters; None for other sites, other schemes,
    credentials, files that are no pages, and doors such as a log-in.
    """
    text = written.strip().replace("&amp;", "&")
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    try:
        url = URL(text, base)
        if url.protocol not in ("http:", "https:") or url.username or url.password:
            return None
        path, host = url.pathname, url.hostname
        if _NO_PAGE.search(path) or _NO_POST.search(path) or registrable(host) != site:
            return None
        url.hash = ""
        if "?" in url.href:
            url.search = _without_tracking(url.search)
    except (ValueError, UnicodeError):
        return None
    return url.href if len(url.href) <= LONGEST_ADDRESS else None


def _without_tracking(search: str) -> str:
    parts = [part for part in search[1:].split("&") if part]
    return "&".join(
        part
        for part in parts
        if not TRACKING.fullmatch(unquote_to_bytes(part.partition("=")[0]).decode("latin-1"))
    )


def merged(pages: Iterable[ListedPage], front: str) -> tuple[ListedPage, ...]:
    """Each page once, with the latest date and the best place anybody gave it; the front page left out."""
    found: dict[object, ListedPage] = {}
    home = match_key(front)
    for page in pages:
        key = match_key(page.url)
        if key == home:
            continue
        known = found.get(key)
        if known is None:
            found[key] = page
        else:
            ats = [at for at in (known.at, page.at) if at is not None]
            found[key] = replace(known, at=max(ats, default=None), where=min(known.where, page.where))
    return tuple(found.values())


def bounded(pages: Iterable[ListedPage]) -> tuple[ListedPage, ...]:
    """The newest dated pages and the first undated ones, as many as one document may give."""
    pages = list(pages)
    dated = [page for page in pages if page.at is not None]
    undated = [page for page in pages if page.at is None]
    newest = nlargest(MOST_DATED, dated, key=lambda page: page.at or _LONG_AGO)
    return (*newest, *undated[: MOST_UNDATED + 1])


_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
#: A file that says the same of so many pages, or more, speaks of itself.
_MANY, _SHARE, _SPAN = 50, 0.9, timedelta(hours=1)


def with_honest_dates(pages: list[ListedPage]) -> list[ListedPage]:
    """``pages`` of one sitemap; without dates where nearly all have one date: that of the file's making."""
    # A news sitemap's dates of publication are its articles'.
    dates = [page.at for page in pages if page.at is not None and page.where is Where.SITEMAP]
    if len(dates) < _MANY:
        return pages
    newest = max(dates)
    if sum(newest - at < _SPAN for at in dates) < _SHARE * len(dates):
        return pages
    return [replace(page, at=None) if page.where is Where.SITEMAP else page for page in pages]
