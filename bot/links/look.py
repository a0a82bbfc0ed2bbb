"""One look at one page: from its address to an answer for each who wants to know."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from bot.links import verdict
from bot.links.look_frames import Frames
from bot.links.page.broken_off import CUT, broken_off
from bot.links.page.page_facts import Found, PageFacts, Sought
from bot.links.page.signals import header_canonicals, header_directives
from bot.links.robots.files import RobotsFiles, RobotsRuling
from bot.links.urls import WebAddress, match_key, resolve
from bot.links.verdict import Page, Way
from bot.links.walls import walls
from bot.links.wire.doors import Doors, PageReader
from bot.links.wire.failures import BLOCKED, Unseen
from bot.links.wire.reply import Headers, Limits, Reply
from bot.links.wire.visiting import Visit, Visitor, refresh_of, retry_after
from bot.links.wire.web_page import body_of, is_part, page_of
from storage.watch.observation import Observation
from storage.words import Finding, RelAgreed

# Of 204 and 205 browsers show nothing, whatever comes with them.
_PAGES = frozenset({200, 201, 202, 203, *range(206, 300)})
_GIVING_MEANING = (b"x-robots-tag", b"link", b"content-type", b"content-encoding")
# What ends the mark of a page that robots.txt shuts to search engines.
_SHUT = "-shut"
_RETRIED_AS_HTTP = frozenset(
    {Finding.CONNECTION_ERROR, Finding.TLS_ERROR, Finding.TIMEOUT, Finding.FORBIDDEN_ADDRESS}
)


@dataclass(frozen=True, slots=True)
class Want:
    """One placement that wants to know whether ``target`` is linked, and what was agreed about the link.

    ``etag``, ``last_modified`` and ``body_hash`` are the last look's; with ``last``, that look itself, an
    unchanged page gives its facts again.
    """

    target: str
    anchor: str | None = None
    rel: RelAgreed | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    last: Observation | None = None


class Reader(PageReader, Protocol):
    """Reads pages without holding up the event loop; ``bot.links.checker.Checker`` does."""

    async def challenge_of(self, body: bytes, content_type: str) -> str | None:
        """The vendor of the challenge that a refusal's body is; raises ``Unseen``."""
        ...


class Look:
    """One look at one page, for all who want to know about it."""

    def __init__(
        self,
        reader: Reader,
        visitor: Visitor,
        robots: RobotsFiles,
        limits: Limits,
        page: str,
        now: datetime,
        wants: Sequence[Want],
        sought: Mapping[int, Sought],
    ) -> None:
        self._reader = reader
        self._visitor = visitor
        self._robots = robots
        self._limits = limits
        self._page = Page(page, now)
        self._now = now
        self._wants = wants
        self._sought = sought
        self._redirects: list[str] = []
        self._ends = 0.0
        self._asked = ""
        self._ruling = RobotsRuling()
        self._frames = Frames(reader, visitor, self._gate, limits.body_bytes, now)
        self._doors = Doors(visitor, reader, limits.body_bytes, now)

    async def take(self, addresses: Sequence[str]) -> dict[int, Observation]:
        """The answers, by each want's place; the first of ``addresses`` that answers is the page."""
        self._ends = asyncio.get_running_loop().time() + self._limits.whole
        for number, url in enumerate(addresses, 1):
            try:
                return await self._in_time(url)
            except Unseen as error:
                if number < len(addresses) and error.status is None and error.finding in _RETRIED_AS_HTTP:
                    continue
                page = replace(
                    self._page,
                    status=error.status if error.status is not None else self._page.status,
                    redirects=tuple(self._redirects),
                )
                return {
                    place: verdict.unseen(
                        page, self._wants[place].target, error.finding, error.what, error.retry_after
                    )
                    for place in self._sought
                }
        return {}

    async def _in_time(self, url: str) -> dict[int, Observation]:
        try:
            async with asyncio.timeout_at(self._ends):
                return await self._at(url)
        except TimeoutError:
            raise Unseen(Finding.TIMEOUT, "looking at it took too long") from None

    async def _at(self, url: str) -> dict[int, Observation]:
        loop = asyncio.get_running_loop()
        redirects: list[str] = []
        self._asked = url
        extra = self._validators()
        while True:
            self._redirects = redirects
            visit = await self._visitor.visit(
                url,
                deadline=loop.time() + self._limits.overall,
                gate=self._gate,
                extra=extra,
                redirects=redirects,
            )
            self._note(visit)
            reply = visit.reply
            if reply.status == 304 and extra and not visit.redirects:
                if self._says_all(reply):
                    return self._unchanged()
                extra = None
                continue
            onward = refresh_of(reply, visit.address)
            if reply.status != 200 and not (reply.status in _PAGES and (reply.body or onward)):
                return await self._refused(visit)
            vendor = walls.header_challenge(reply.header)
            if vendor:
                raise Unseen(
                    Finding.CHALLENGE, f"{visit.address.host} answered with a bot challenge by {vendor}"
                )
            try:
                body, content_type = page_of(reply, self._limits.body_bytes, visit.address.host)
            except Unseen as error:
                if onward is None or error.finding is not Finding.SCRIPT_SHELL:
                    raise
            if onward is None:
                body_hash = self._hash(visit)
                if self._same_body(body_hash):
                    return self._unchanged()
                facts = await self._reader.read(
                    body,
                    content_type,
                    visit.address.href,
                    list(self._sought.values()),
                    self._now,
                    bool(visit.redirects) and not walls.asks_first(self._asked),
                )
                onward = facts.refresh
                challenged = facts.wall is not None and facts.wall.finding is Finding.CHALLENGE
                if onward is None or challenged:
                    return await self._judge(visit, facts, body, body_hash)
            redirects = visit.redirects
            self._visitor.onward(visit.address, onward.encode("ascii", "replace"), redirects)
            url, extra = onward, None

    # Before reading

    async def _gate(self, address: WebAddress) -> None:
        self._ruling = await self._robots.ruling(address)
        if self._ruling.us:
            raise Unseen(
                Finding.BLOCKED, f"{address.host} asks this bot by name, in its robots.txt, to stay away"
            )

    def _validators(self) -> Headers | None:
        """Conditional headers, where all who want to know remember the same version of the page."""
        wants = [self._wants[place] for place in self._sought]
        etags = {want.etag for want in wants}
        dates = {want.last_modified for want in wants}
        headers: Headers = []
        if len(etags) == 1 and (etag := etags.pop()):
            headers.append((b"If-None-Match", _one_line(etag)))
        if len(dates) == 1 and (date := dates.pop()):
            headers.append((b"If-Modified-Since", _one_line(date)))
        return headers or None

    def _note(self, visit: Visit) -> None:
        """Keep what is known of the page from its answer alone."""
        page, reply = self._page, visit.reply
        page.final_url = visit.address.href
        page.status = reply.status
        page.redirects = tuple(visit.redirects)
        page.header = header_directives(reply.every(b"x-robots-tag"), self._now)

    async def _refused(self, visit: Visit) -> dict[int, Observation]:
        """The answer to a status that brings no page."""
        reply, host = visit.reply, visit.address.host
        status = reply.status
        vendor = walls.header_challenge(reply.header) or await self._challenge(reply, host)
        if vendor:
            by = "" if vendor == "a bot check" else f" by {vendor}"
            raise self._failure(
                reply, Finding.CHALLENGE, f"{host} answered {status} with a bot challenge{by}"
            )
        if status in (404, 410):
            return {place: verdict.gone(self._page, self._wants[place].target) for place in self._sought}
        if status in BLOCKED:
            raise self._failure(reply, Finding.BLOCKED, f"{host} answered {status} (blocked)")
        if 200 <= status < 300:
            raise self._failure(reply, Finding.SCRIPT_SHELL, f"{host} answered {status} with an empty page")
        raise self._failure(reply, Finding.HTTP_ERROR, f"{host} answered {status}")

    def _failure(self, reply: Reply, finding: Finding, what: str) -> Unseen:
        return Unseen(finding, what, status=reply.status, retry_after=retry_after(reply, self._now))

    async def _challenge(self, reply: Reply, host: str) -> str | None:
        try:
            body = body_of(reply, self._limits.body_bytes, host)
            return await self._reader.challenge_of(body, reply.header(b"content-type"))
        except Unseen:
            return None

    # Unchanged

    def _hash(self, visit: Visit) -> str:
        """What the facts depend on, in short: the body, the headers and address that give it meaning, and how
        it is read.

        The body as it came, compressed, which is a fifth of the work; a page packed anew is read once more.
        """
        reply = visit.reply
        parts = (reply.header(name) for name in _GIVING_MEANING)
        digest = hashlib.sha256(f"{visit.address.href}\n{'|'.join(parts)}\n".encode())
        digest.update(reply.body)
        return digest.hexdigest()[:32] + self._how_read()

    def _how_read(self) -> str:
        """What the facts depend on besides the page: who reads it, and what robots.txt says."""
        return f"-{edition()}{_SHUT if self._ruling.googlebot else ''}"

    def _says_all(self, reply: Reply) -> bool:
        """Whether a 304 leaves nothing open: not where robots.txt rules otherwise now or pages are read
        otherwise, nor where the answer speaks of robots itself, as whole sites do from one day to the next
        without touching a page."""
        how = self._how_read()
        known = [self._wants[place].body_hash for place in self._sought]
        return reply.raw(b"x-robots-tag") is None and all(not mark or mark.endswith(how) for mark in known)

    def _same_body(self, body_hash: str) -> bool:
        return all(self._wants[place].body_hash == body_hash for place in self._sought)

    def _unchanged(self) -> dict[int, Observation]:
        answers: dict[int, Observation] = {}
        for place in self._sought:
            want = self._wants[place]
            if want.last is not None:
                answers[place] = replace(want.last, checked_at=self._now, unchanged=True)
                continue
            answers[place] = replace(
                verdict.unseen(self._page, want.target, Finding.HTTP_ERROR, "it has not changed"),
                detail="Nothing on the page has changed since the last look.",
                findings=(),
                etag=want.etag,
                last_modified=want.last_modified,
                body_hash=want.body_hash,
                unchanged=True,
            )
        return answers

    # After reading

    async def _judge(
        self, visit: Visit, facts: PageFacts, body: bytes, body_hash: str
    ) -> dict[int, Observation]:
        reply = visit.reply
        page = self._page
        page.title = facts.title
        page.meta = facts.robots
        page.canonical_elsewhere = self._canonical_elsewhere(visit, facts)
        page.robots_txt_blocked = self._ruling.googlebot
        if not (page.meta.dated or page.header.dated):
            page.etag = reply.header(b"etag") or None
            page.last_modified = reply.header(b"last-modified") or None
            page.body_hash = body_hash
        answers: dict[int, Observation] = {}
        lacking: list[int] = []
        for place, sought in self._sought.items():
            about = facts.about[sought.target]
            if about.links:
                answers[place] = self._live(place, page, about.links, Way(), about.total)
            else:
                lacking.append(place)
        if lacking:
            broke = broken_off(body, measured=reply.measured)
            answers |= await self._further(lacking, visit, facts, broke)
        return answers

    async def _further(
        self, lacking: Sequence[int], visit: Visit, facts: PageFacts, broke: str | None
    ) -> dict[int, Observation]:
        """The answers for targets without a link on the page: frames, redirects, walls, then missing."""
        loop = asyncio.get_running_loop()
        deadline = min(loop.time() + self._limits.overall / 2, self._ends - 1)
        answers: dict[int, Observation] = {}
        sought_here = {place: self._sought[place] for place in lacking}
        frames, framed, broken = await self._frames.links(sought_here, facts, deadline)
        # What depends on other addresses can change while this page doesn't.
        page = self._page
        if facts.frames:
            page = verdict.forgetful(page)
        for place in lacking:
            sought = self._sought[place]
            about = facts.about[sought.target]
            if about.candidates:
                page = verdict.forgetful(page)
            if place in frames:
                links, way = frames[place]
                answers[place] = self._live(place, page, links, way)
                continue
            tried = await self._doors.tried(about, sought, visit.address.host, deadline)
            if tried.link is not None:
                answers[place] = self._live(place, page, [tried.link], Way(redirect=True))
                continue
            target = self._wants[place].target
            elsewhere = (*about.elsewhere, *tried.elsewhere, *framed.get(place, ()))
            anchor = self._wants[place].anchor
            if facts.wall is not None:
                what = f"{visit.address.host}: {facts.wall.what}"
                answers[place] = verdict.unseen(page, target, facts.wall.finding, what)
            elif is_part(visit.reply):
                what = f"{visit.address.host} sent only a part of the page (206)"
                answers[place] = verdict.unseen(page, target, Finding.HTTP_ERROR, what)
            elif broke is not None:
                what = f"{visit.address.host} {broke}" if broke is CUT else f"{visit.address.host}: {broke}"
                answers[place] = verdict.unseen(page, target, Finding.HTTP_ERROR, what)
            elif facts.too_many:
                what = "the page holds more than can be looked through"
                answers[place] = verdict.unseen(page, target, Finding.TOO_LARGE, what)
            elif broken is not None:
                answers[place] = verdict.unread_frame(page, target, broken, elsewhere, anchor, tried.doubt)
            elif tried.doubt is not None:
                doors = () if tried.likely else tried.shut
                answers[place] = verdict.doubtful(page, target, tried.doubt, elsewhere, anchor, doors)
            else:
                answers[place] = verdict.missing(page, target, elsewhere, anchor)
        return answers

    def _live(self, place: int, page: Page, links: Sequence[Found], way: Way, total: int = 0) -> Observation:
        want = self._wants[place]
        return verdict.live(page, want.target, links, way, anchor=want.anchor, rel=want.rel, total=total)

    def _canonical_elsewhere(self, visit: Visit, facts: PageFacts) -> str | None:
        """A canonical address that is neither where the page was asked for nor where it was found."""
        named = [*facts.canonicals]
        for written in header_canonicals(visit.reply.every(b"link")):
            target = resolve(written, visit.address.href)
            if target:
                named.append(target)
        own = {match_key(visit.address.href), match_key(self._asked)}
        return next((canonical for canonical in named if match_key(canonical) not in own), None)


@cache
def edition() -> str:
    """The edition of what reads pages, in short: after an upgrade each is read once more, changed or not.

    By the sizes of its modules, which are the same on every machine that it is installed on.
    """
    here = Path(__file__).parent
    modules = sorted((str(path.relative_to(here)), path.stat().st_size) for path in here.rglob("*.py"))
    return hashlib.sha256(repr(modules).encode()).hexdigest()[:8]


def _one_line(value: str) -> bytes:
    return re.sub(r"[^\x20-\x7e\x80-\xff]", "", value).encode("latin-1", "replace")
