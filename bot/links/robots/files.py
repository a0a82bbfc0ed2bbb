"""What robots.txt says of a page: to Googlebot, and to us by name."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.links.processes.workers import TookTooLong, Workers
from bot.links.robots.groups import Rules
from bot.links.urls import WebAddress
from bot.links.wire.failures import Unseen

SECONDS = 5.0
MAX_BYTES = 512_000  # Google reads the first 500 KiB

_KEPT_FOR = timedelta(days=1)
_FAILED_FOR = timedelta(minutes=10)
_MOST_HOSTS = 2000
# A file of more rules is read elsewhere.
_SMALL = 32_000
_SITEMAP = re.compile(r"(?:^|\r)[ \t\ufeff]*site-?map[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_MOST_SITEMAPS = 10
_NO_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class RobotsRuling:
    """Whether robots.txt shuts ``googlebot`` out of an address, or ``us``, naming us."""

    googlebot: bool = False
    us: bool = False


_OPEN = RobotsRuling()


@dataclass(slots=True)
class _Kept:
    until: datetime
    rules: Rules | None = None
    text: str = ""
    sitemaps: tuple[str, ...] = ()
    shut: bool = False


RobotsReader = Callable[[str], Awaitable[tuple[int, bytes]]]


class RobotsFiles:
    """The robots.txt of each host, kept in memory for a day (a failed look-up for ten minutes).

    ``fetch`` gets a robots.txt's status and body within the time that robots.txt has of its own. 4xx opens
    the site, 5xx and 429 shut it to search engines, no answer says nothing. Source: Google Search Central,
    "How Google interprets the robots.txt specification".
    """

    def __init__(self, fetch: RobotsReader, clock: Clock, workers: Workers) -> None:
        self._fetch = fetch
        self._clock = clock
        self._workers = workers
        self._kept: OrderedDict[tuple[str, str, int], _Kept] = OrderedDict()
        self._asking: dict[tuple[str, str, int], asyncio.Task[_Kept]] = {}

    async def ruling(self, address: WebAddress) -> RobotsRuling:
        """What robots.txt says of ``address``; never fails."""
        kept = await self._known(address)
        if kept.shut:
            return RobotsRuling(googlebot=True)
        if kept.rules is not None:
            return _rule(kept.rules, address.href)
        if kept.text:
            try:
                async with asyncio.timeout(SECONDS):
                    ruling: RobotsRuling = await self._workers.run("judge", kept.text, address.href)
            except (TookTooLong, TimeoutError):
                kept.text = ""  # nobody else should wait for it
                return _OPEN
            return ruling
        return _OPEN

    async def open_to_crawlers(self, address: WebAddress) -> bool:
        """Whether crawlers may see ``address``: by the group that names us, else by the one for all."""
        kept = await self._known(address)
        if kept.shut:
            return False
        if kept.rules is not None:
            return kept.rules.crawler.allow(address.href)
        if kept.text:
            try:
                return bool(await self._workers.run("welcomes", kept.text, address.href))
            except TookTooLong:
                return False
        return True

    async def sitemaps(self, address: WebAddress) -> tuple[str, ...]:
        """The sitemaps that robots.txt names, as written and in its order; a few at most."""
        return (await self._known(address)).sitemaps

    async def _known(self, address: WebAddress) -> _Kept:
        kept = self._kept.get(address.origin)
        return kept if kept is not None and kept.until > self._clock.now() else await self._ask(address)

    async def _ask(self, address: WebAddress) -> _Kept:
        asking = self._asking.get(address.origin)
        if asking is None:
            asking = asyncio.create_task(self._read(address))
            self._asking[address.origin] = asking
            asking.add_done_callback(lambda _: self._asking.pop(address.origin, None))
        return await asyncio.shield(asking)

    async def _read(self, address: WebAddress) -> _Kept:
        now = self._clock.now()
        root = address.href[: address.href.index("/", address.href.index("//") + 2)]
        try:
            async with asyncio.timeout(SECONDS):
                status, body = await self._fetch(f"{root}/robots.txt")
        except (Unseen, TimeoutError):
            kept = _Kept(now + _FAILED_FOR)
        else:
            kept = _kept(status, body, now)
        self._kept[address.origin] = kept
        self._kept.move_to_end(address.origin)
        if len(self._kept) > _MOST_HOSTS:
            self._kept.popitem(last=False)
        return kept


def judge(text: str, url: str) -> RobotsRuling:
    """What the robots.txt in ``text`` says of ``url``."""
    return _rule(Rules.of(text), url)


def welcomes(text: str, url: str) -> bool:
    """Whether the robots.txt in ``text`` lets us see ``url``."""
    return Rules.of(text).crawler.allow(url)


def _kept(status: int, body: bytes, now: datetime) -> _Kept:
    if status >= 500 or status == 429:
        return _Kept(now + _FAILED_FOR, shut=True)
    if not 200 <= status < 300:
        return _Kept(now + _KEPT_FOR)
    # What is no UTF-8 is matched byte by byte, as Google does.
    text = body[:MAX_BYTES].decode("utf-8", "surrogateescape")
    sitemaps = tuple(_NO_UTF8.sub(_escaped, name) for name in _SITEMAP.findall(text)[:_MOST_SITEMAPS])
    if len(text) > _SMALL:
        return _Kept(now + _KEPT_FOR, text=text, sitemaps=sitemaps)
    if not text.strip():
        return _Kept(now + _KEPT_FOR)
    return _Kept(now + _KEPT_FOR, rules=Rules.of(text), sitemaps=sitemaps)


def _escaped(byte: re.Match[str]) -> str:
    return f"%{ord(byte[0]) - 0xDC00:02X}"


def _rule(rules: Rules, url: str) -> RobotsRuling:
    return RobotsRuling(
        googlebot=not rules.googlebot.allow(url),
        us=rules.us is not None and not rules.us.allow(url),
    )
