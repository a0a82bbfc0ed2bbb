"""Doors: links that may lead to the target by way of a redirect, and where they do lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser

from bot.links.page.charset import text_of
from bot.links.page.page_facts import About, Found, PageFacts, Sought
from bot.links.page.searching import carries, on_agreed_anchor
from bot.links.page.signals import refresh_target
from bot.links.urls import WebAddress, match_key, resolve
from bot.links.walls import walls
from bot.links.wire.failures import Unseen
from bot.links.wire.visiting import Visitor, address_of, redirect_of
from bot.links.wire.web_page import page_of
from storage.links.link_key import bare_host
from storage.sites import host_of, registrable
from storage.words import Finding

# What a door that only its script opens holds; a page of this size costs nothing to read twice.
_SMALL = 16_000
# These say where a door leads: to what is no public address, or to what is no page.
_ANSWERS = frozenset({Finding.FORBIDDEN_ADDRESS, Finding.BAD_URL})


class PageReader(Protocol):
    """Reads pages without holding up the event loop."""

    async def read(
        self,
        body: bytes,
        content_type: str,
        url: str,
        sought: Sequence[Sought],
        now: datetime,
        redirected: bool = False,
    ) -> PageFacts:
        """What one page says; raises ``Unseen``."""
        ...


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a page's doors.

    ``link`` is the first that leads to the target. Failing that, ``elsewhere`` are those that lead to other
    pages of its site, and ``doubt`` says why one could not be looked behind: the link may be there. Those are
    ``shut``, and ``likely`` says that one of them is on the agreed anchor or names the target's host.
    """

    link: Found | None = None
    elsewhere: tuple[Found, ...] = ()
    doubt: Unseen | None = None
    shut: tuple[Found, ...] = ()
    likely: bool = False


class Doors:
    """Tries the doors of one page; ``limit`` bounds each one's body, in bytes."""

    def __init__(self, visitor: Visitor, reader: PageReader, limit: int, now: datetime) -> None:
        self._visitor = visitor
        self._reader = reader
        self._limit = limit
        self._now = now

    async def tried(self, about: About, sought: Sought, host: str, deadline: float) -> Tried:
        """What the candidates of a page on ``host`` lead to, until ``deadline`` (the loop's time)."""
        elsewhere: list[Found] = []
        shut: list[Found] = []
        doubt: Unseen | None = None
        for link in about.candidates:
            try:
                end = await self._end(link.href, sought, deadline)
            except Unseen as error:
                # A link to the target's own site says what it is, whether or not it can be followed.
                if error.finding not in _ANSWERS and registrable(host_of(link.href)) != sought.site:
                    shut.append(link)
                    doubt = Unseen(error.finding, f"where a link leads could not be seen ({error.what})")
                continue
            if end is None:
                continue
            if match_key(end) == sought.key:
                return Tried(link)
            if end != link.href and bare_host(host_of(end)) != bare_host(host):
                elsewhere.append(replace(link, href=end))
        likely = any(carries(link.href, sought) or on_agreed_anchor(link, sought) for link in shut)
        return Tried(None, tuple(elsewhere), doubt, tuple(shut), likely)

    async def _end(self, url: str, sought: Sought, deadline: float) -> str | None:
        """The address on the target's site that ``url`` leads to, None where it leads to none of them.

        The target itself is not fetched: that a redirect names it is enough.
        """
        passed: list[str] = []
        address = address_of(url)
        at_site: str | None = None
        while True:
            try:
                where = await self._onward(address, sought, deadline)
                if where is None:
                    return at_site
                address = self._visitor.onward(address, where, passed)
            except Unseen:
                if at_site is not None:
                    return at_site
                if passed and _front(address):
                    return None  # front pages send nobody on to a single page
                raise
            at_site = address.href if registrable(host_of(address.href)) == sought.site else None
            if match_key(address.href) == sought.key:
                return at_site or address.href

    async def _onward(self, address: WebAddress, sought: Sought, deadline: float) -> bytes | None:
        """Where the page at ``address`` sends visitors on to within seconds; raises ``Unseen``."""
        reply = await self._visitor.ask(address, deadline)
        status, host = reply.status, address.host
        where = redirect_of(reply, address)
        if where is not None:
            return where
        if status in (404, 410):
            return None
        if not 200 <= status < 300:
            raise Unseen(Finding.HTTP_ERROR, f"{host} answered {status}", status=status)
        if walls.header_challenge(reply.header):
            raise Unseen(Finding.CHALLENGE, f"{host} answered with a bot challenge")
        written = refresh_target(reply.header(b"refresh"))
        onward = resolve(written, address.href) if written else None
        if onward is None:
            try:
                body, content_type = page_of(reply, self._limit, host)
            except Unseen as error:
                if error.finding is Finding.NOT_HTML:
                    return None
                raise
            facts = await self._reader.read(body, content_type, address.href, [sought], self._now)
            onward = facts.refresh
            wall = facts.wall
            if wall is not None and wall.finding is Finding.SCRIPT_SHELL and onward is None:
                onward = _without_scripts(body, content_type, address.href)
            if wall is not None and (onward is None or wall.finding is Finding.CHALLENGE):
                raise Unseen(wall.finding, f"{host}: {wall.what}")
        return onward.encode("ascii", "replace") if onward else None


def _without_scripts(body: bytes, content_type: str, url: str) -> str | None:
    """Where a door that a script opens sends visitors who run none."""
    if len(body) > _SMALL:
        return None
    tree = LexborHTMLParser(text_of(body, content_type))
    refresh = tree.css_first('noscript meta[http-equiv="refresh" i]')
    written = refresh_target(refresh.attributes.get("content")) if refresh is not None else None
    return resolve(written, url) if written else None


def _front(address: WebAddress) -> bool:
    return address.href.partition("#")[0].count("/") == 3 and address.href.partition("#")[0].endswith("/")
