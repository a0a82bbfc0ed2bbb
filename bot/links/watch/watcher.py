"""Lists what is on a site: its front page is read, then its feeds and its newest sitemaps."""

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.links.processes.workers import TookTooLong, Workers
from bot.links.robots.files import RobotsFiles
from bot.links.urls import BadUrl, WebAddress, candidates, match_key, parse, resolve
from bot.links.watch.documents import FAILED, NOTHING, Child, Document, newest_first, read_document
from bot.links.watch.front import FrontPage, feeds_of_header
from bot.links.watch.listing import ListedPage, Listing, Where, merged
from bot.links.watch.places import USUAL_FEEDS, USUAL_SITEMAPS, Fruitless
from bot.links.wire.decoding import TooLarge, decoded
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import Limits, Reply
from bot.links.wire.visiting import Visit, Visitor, retry_after
from storage.sites import host_of, registrable
from storage.words import Finding

#: Exclusive use of a host: one page of it at a time.
Turn = Callable[[str], AbstractAsyncContextManager[None]]

#: A document of this size (unpacked) is read here and now; everything else where it can be stopped.
_SMALL = 64_000
_DEEPEST_INDEX = 4
#: How many usual places, and how many links that may lead to feeds, one listing tries.
_MOST_USUAL_FEEDS, _MOST_USUAL_SITEMAPS, _MOST_LINKED = 5, 4, 3
#: What a name without "www." may answer with while the one with it works.
_NOBODY_THERE = (Finding.DNS_ERROR, Finding.CONNECTION_ERROR, Finding.TLS_ERROR)

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """What one listing of a site may cost: requests for files, of which sitemaps, and seconds in all.

    ``host_delay`` is the pause between two requests to a host, in seconds.
    """

    files: int = 16
    sitemaps: int = 6
    seconds: float = 30.0
    host_delay: float = 1.0


class Watcher:
    """Lists the pages of sites; part of a ``Checker``, whose connections, limits and manners it shares.

    What it remembers (which usual places of feeds and sitemaps are empty, for a day) only spares requests.
    """

    def __init__(
        self, visitor: Visitor, robots: RobotsFiles, workers: Workers, clock: Clock, limits: Limits
    ) -> None:
        self._visitor = visitor
        self._robots = robots
        self._workers = workers
        self._clock = clock
        self._limits = limits
        self._fruitless = Fruitless(clock)

    async def listing(
        self,
        site: str,
        since: datetime,
        *,
        turn: Turn = lambda _: nullcontext(),
        limits: WatchLimits | None = None,
    ) -> Listing:
        """What ``site`` (a registrable domain) lists now; of its sitemaps those changed after ``since``.

        ``turn`` is taken for each request. What can't be fetched or read is left out, never an error; a
        site that asks for patience ends it.
        """
        round_ = _Round(self, site, since, turn, limits or WatchLimits())
        return await round_.take()

    async def welcome(self, page: str) -> bool:
        """Whether robots.txt lets crawlers see ``page``: nobody named it, so we are one here."""
        try:
            return await self._robots.open_to_crawlers(parse(page))
        except BadUrl:
            return False


class _NoMore(Exception):  # noqa: N818 - it names what happened
    """This listing has cost what it may, or the site asked for patience."""


class _Round:
    """One listing of one site."""

    def __init__(self, watcher: Watcher, site: str, since: datetime, turn: Turn, limits: WatchLimits) -> None:
        self._watcher = watcher
        self._site = site
        # A day may be written without a time, and a list's own date may lag behind its pages'.
        self._since = since - timedelta(days=2)
        self._turn = turn
        self._limits = limits
        self._files = 0
        self._maps = 0
        self._ends = 0.0
        self._last: dict[str, float] = {}
        self._pages: list[ListedPage] = []
        self._retry_after: float | None = None
        self._seen: set[str] = set()

    async def take(self) -> Listing:
        """Fetch and read until the site is listed or the limits are reached."""
        self._ends = asyncio.get_running_loop().time() + self._limits.seconds
        home = f"https://{self._site}/"
        try:
            home, front = await self._front()
            await self._feeds(home, front)
            await self._sitemaps(home, front)
        except _NoMore:
            pass
        return Listing(merged(self._pages, home), self._retry_after)

    # The front page

    async def _front(self) -> tuple[str, FrontPage]:
        absent: set[str] = set()
        for address in self._addresses():
            if host_of(address) in absent:
                continue
            try:
                visit = await self._visit(address)
            except Unseen as error:
                if error.finding is Finding.BLOCKED:
                    raise _NoMore from None
                if error.finding is Finding.DNS_ERROR:
                    absent.add(host_of(address))
                elif error.finding not in _NOBODY_THERE:
                    absent.add(f"www.{self._site}")
                continue
            home = visit.address.href
            front = await self._read_front(visit)
            if front.onward and front.onward != home and self._own(front.onward):
                front = await self._room(front.onward)
            self._pages += front.pages
            return home, front
        raise _NoMore

    def _addresses(self) -> Sequence[str]:
        found: list[str] = []
        with suppress(BadUrl):  # an IP has no name with "www."
            found += candidates(self._site)
            found += candidates(f"www.{self._site}")
        return found

    async def _read_front(self, visit: Visit) -> FrontPage:
        reply = visit.reply
        if reply.status != 200 or not _HTML.match(reply.header(b"content-type")):
            return FrontPage()
        given = (*_content(reply), visit.address.href, self._site)
        front = await self._elsewhere("front", *given) or FrontPage()
        said = feeds_of_header(reply.every(b"link"), visit.address.href)
        return replace(front, feeds=tuple(dict.fromkeys((*front.feeds, *said)))) if said else front

    # Feeds

    async def _feeds(self, home: str, front: FrontPage) -> None:
        feeds = dict.fromkeys(front.feeds)
        linked = dict.fromkeys(front.linked)
        for room in front.rooms:
            inner = await self._room(room)
            feeds |= dict.fromkeys(inner.feeds)
            linked |= dict.fromkeys(inner.linked)
            self._pages += inner.pages
        announced = [await self._document(feed) for feed in feeds]
        asked = {match_key(feed) for feed in feeds}
        more = [feed for feed in linked if match_key(feed) not in asked]
        offered = [await self._tried(feed) for feed in self._worth(more, _MOST_LINKED)]
        if any(each.known or each.failed for each in (*announced, *offered)):
            return
        await self._first_known(home, USUAL_FEEDS, _MOST_USUAL_FEEDS)

    async def _first_known(self, home: str, usual: Sequence[str], most: int) -> Document:
        """Tries usual places beside ``home`` until one holds a list."""
        for url in self._worth([_beside(home, path) for path in usual], most):
            found = await self._tried(url)
            if found.known:
                return found
        return NOTHING

    def _worth(self, urls: Sequence[str], most: int) -> list[str]:
        return self._watcher._fruitless.worth_trying(url for url in urls if url not in self._seen)[:most]

    async def _tried(self, url: str) -> Document:
        """What is found where nobody said that there is a list; no list is remembered."""
        found = await self._document(url)
        if not found.known and not found.failed:
            self._watcher._fruitless.note(url)
        return found

    async def _room(self, room: str) -> FrontPage:
        try:
            return await self._read_front(await self._visit(room))
        except Unseen:
            return FrontPage()

    # Sitemaps

    async def _sitemaps(self, home: str, front: FrontPage) -> None:
        written = [resolve(each, home) for each in await self._watcher._robots.sitemaps(parse(home))]
        named = dict.fromkeys(url for url in (*written, *front.sitemaps) if url and self._own(url))
        if named and await self._follow([(1, Child(url, None)) for url in named]):
            return
        if await self._follow([(1, Child(_beside(home, "/sitemap.xml"), None))]):
            return
        found = await self._first_known(home, USUAL_SITEMAPS, _MOST_USUAL_SITEMAPS)
        await self._follow([(2, one) for one in self._newer(found)])

    async def _follow(self, waiting: list[tuple[int, Child]]) -> bool:
        """Reads sitemaps and the newest that they name; whether there is, or may be, anything."""
        known = False
        while waiting and self._maps < self._limits.sitemaps:
            depth, child = waiting.pop(0)
            self._maps += 1
            document = await self._document(child.url)
            known = known or document.known or document.failed
            if depth < _DEEPEST_INDEX:
                waiting = [(depth + 1, one) for one in self._newer(document)] + waiting
        return known

    def _newer(self, index: Document) -> list[Child]:
        """The sitemaps of an index that may list what is new, the likeliest first."""
        own = [one for one in index.children if self._own(one.url)]
        newer = [one for one in own if self._may_be_new(one)]
        if not newer and not self._fed():
            newer = newest_first(own)[:1]  # some indexes keep the date of their making for ever
        return newest_first(newer)

    def _own(self, url: str) -> bool:
        return registrable(host_of(url)) == self._site

    def _fed(self) -> bool:
        """Whether a feed has told what is new."""
        return any(page.where is Where.FEED for page in self._pages)

    def _may_be_new(self, child: Child) -> bool:
        return child.at is None or child.at >= self._since

    # Fetching

    async def _document(self, url: str) -> Document:
        """One feed or sitemap, read; it lists nothing where that can't be done, or was done before."""
        if url in self._seen:
            return NOTHING
        self._seen.add(url)
        try:
            visit = await self._visit(url)
        except Unseen:
            return FAILED
        reply = visit.reply
        if reply.status != 200 or not reply.body:
            return FAILED if reply.status == 429 or reply.status >= 500 else NOTHING
        body, encoding, content_type = _content(reply)
        given = (body, encoding, content_type, visit.address.href, self._site, reply.whole)
        if _is_small(body, encoding):
            found = read_document(*given, most_bytes=_SMALL)
        else:
            found = await self._elsewhere("document", *given) or NOTHING
        self._pages += found.pages
        return found

    async def _visit(self, url: str) -> Visit:
        """GET ``url`` when it is its host's turn; raises ``Unseen``, or ``_NoMore`` where it was enough."""
        loop = asyncio.get_running_loop()
        host = host_of(url)
        wait = self._last.get(host, -self._limits.host_delay) + self._limits.host_delay - loop.time()
        if self._files >= self._limits.files or loop.time() + max(wait, 0.0) >= self._ends:
            raise _NoMore
        self._files += 1
        if wait > 0 and self._last.get(host) is not None:
            await asyncio.sleep(wait)
        deadline = min(loop.time() + self._watcher._limits.overall, self._ends)
        try:
            async with asyncio.timeout_at(self._ends + 1), self._turn(host):
                visit = await self._watcher._visitor.visit(
                    url, deadline=deadline, gate=self._gate, cut=self._watcher._limits.body_bytes
                )
        except TimeoutError:
            raise _NoMore from None
        finally:
            self._last[host] = loop.time()
        self._heed(visit.reply)
        return visit

    async def _gate(self, address: WebAddress) -> None:
        ruling = await self._watcher._robots.ruling(address)
        if ruling.us:
            raise Unseen(Finding.BLOCKED, f"{address.host} asks this bot, in its robots.txt, to stay away")

    def _heed(self, reply: Reply) -> None:
        if reply.status not in (429, 503):
            return
        patience = retry_after(reply, self._watcher._clock.now())
        if patience:
            self._retry_after = patience
            raise _NoMore

    async def _elsewhere(self, task: str, *arguments: Any) -> Any:
        try:
            return await self._watcher._workers.run(task, *arguments)
        except TookTooLong:
            return None


def _content(reply: Reply) -> tuple[bytes, str, str]:
    return reply.body, reply.header(b"content-encoding"), reply.header(b"content-type")


def _is_small(body: bytes, encoding: str) -> bool:
    if len(body) > _SMALL:
        return False
    try:
        text = decoded(body, encoding, _SMALL)
        return not text.startswith(b"\x1f\x8b") or len(decoded(text, "gzip", _SMALL)) <= _SMALL
    except (TooLarge, Unseen):
        return False


def _beside(home: str, path: str) -> str:
    """``path`` on the host of ``home``."""
    return home[: home.index("/", home.index("//") + 2)] + path
