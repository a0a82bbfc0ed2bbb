"""Going to an address and along its redirects, with the same care at every step."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from bot.links.page.signals import refresh_target
from bot.links.urls import BadUrl, WebAddress, location, match_key, parse, resolve
from bot.links.wire.decoding import ACCEPTED, beginning
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import REDIRECTS, Headers, Limits, Reply
from storage.words import Finding

_LONGEST_WAIT = 7 * 86_400.0
_LONGEST_MOMENT = 100


class Wire(Protocol):
    """What sends one request and brings its answer: our own connections, or any httpx transport."""

    async def request(
        self,
        address: WebAddress,
        headers: Headers,
        deadline: float,
        *,
        body_wanted: bool = True,
        cut: int | None = None,
    ) -> Reply:
        """One answer, redirects not followed; of a body larger than ``cut`` its beginning.

        Raises ``Unseen``.
        """
        ...

    async def aclose(self) -> None:
        """Let go of what is open."""
        ...


@dataclass(slots=True)
class Visit:
    """Where a visit ended: the last address, its answer, and the addresses it was sent to on the way."""

    address: WebAddress
    reply: Reply
    redirects: list[str] = field(default_factory=list)


Gate = Callable[[WebAddress], Awaitable[None]]


class Visitor:
    """Visits addresses over a ``Wire``; ``user_agent`` is what it calls itself."""

    def __init__(self, wire: Wire, limits: Limits, user_agent: str) -> None:
        self._wire = wire
        self._limits = limits
        self._headers: Headers = [
            (b"User-Agent", user_agent.encode("latin-1", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            (b"Accept-Language", b"en,*;q=0.5"),
            (b"Accept-Encoding", ACCEPTED),
            (b"Connection", b"keep-alive"),
        ]

    async def visit(
        self,
        url: str,
        *,
        deadline: float,
        gate: Gate | None = None,
        extra: Headers | None = None,
        redirects: list[str] | None = None,
        cut: int | None = None,
    ) -> Visit:
        """GET ``url`` and follow its redirects until ``deadline`` (the loop's time); raises ``Unseen``.

        ``gate`` is asked before each address and may raise; ``redirects`` are those already behind us, which
        count towards the limit; those that follow are added to it. With ``cut`` the first so many bytes of a
        larger body are enough.
        """
        passed = redirects if redirects is not None else []
        address = address_of(url)
        headers = [*self._headers, *extra] if extra else self._headers
        cookies = False
        while True:
            if gate is not None:
                await gate(address)
            reply = await self._wire.request(address, headers, deadline, cut=cut)
            where = redirect_of(reply, address)
            if where is None:
                return Visit(address, reply, passed)
            cookies = cookies or reply.raw(b"set-cookie") is not None
            if cookies and len(passed) == self._limits.redirects and _in_a_circle(url, passed):
                what = f"{address.host} sends visitors round in a circle until they bring back its cookie"
                raise Unseen(Finding.BLOCKED, what)
            address = self.onward(address, where, passed)
            headers = self._headers  # validators are the first address's alone

    def onward(self, address: WebAddress, where: bytes, passed: list[str]) -> WebAddress:
        """Where a redirect leads, noted in ``passed``; raises ``Unseen`` where that is nowhere."""
        target = location(where, address.href)
        if target is None:
            raise Unseen(Finding.HTTP_ERROR, f"{address.host} redirects to an address that can't be read")
        passed.append(target)
        if len(passed) > self._limits.redirects:
            raise Unseen(Finding.HTTP_ERROR, f"{address.host} redirects too many times")
        try:
            return parse(target)
        except BadUrl:
            scheme = target.partition(":")[0][:20]
            raise Unseen(Finding.HTTP_ERROR, f"{address.host} redirects to a {scheme}: address") from None

    async def ask(self, address: WebAddress, deadline: float) -> Reply:
        """One answer from ``address``, redirects not followed; raises ``Unseen``."""
        return await self._wire.request(address, self._headers, deadline)

    async def fetch(self, url: str, limit: int) -> tuple[int, bytes]:
        """The status and the first ``limit`` decoded bytes of a file, redirects followed."""
        deadline = asyncio.get_running_loop().time() + self._limits.overall
        reply = (await self.visit(url, deadline=deadline, cut=limit)).reply
        return reply.status, beginning(reply.body, reply.header(b"content-encoding"), limit)

    async def aclose(self) -> None:
        """Close the wire."""
        await self._wire.aclose()


def address_of(url: str) -> WebAddress:
    """``url`` parsed; raises ``Unseen`` for what is no web address."""
    try:
        return parse(url)
    except BadUrl:
        raise Unseen(Finding.BAD_URL, "its address is not a web address") from None


def redirect_of(reply: Reply, address: WebAddress) -> bytes | None:
    """Where a redirect says that it leads, as written; None for an answer that is none.

    An empty ``Location`` says nothing, and several that differ are refused, both as browsers do.
    """
    if reply.status not in REDIRECTS:
        return None
    written = {value for raw in reply.raws(b"location") if (value := raw.strip())}
    if len(written) > 1:
        raise Unseen(Finding.HTTP_ERROR, f"{address.host} redirects to several addresses at once")
    return next(iter(written), None)


def _in_a_circle(url: str, passed: Sequence[str]) -> bool:
    places = [place.partition("#")[0] for place in (url, *passed)]
    return len(set(places)) < len(places)


def refresh_of(reply: Reply, address: WebAddress) -> str | None:
    """Where the header ``Refresh`` leads; None where that is the same page, or nowhere."""
    written = refresh_target(reply.header(b"refresh"))
    target = resolve(written, address.href) if written else None
    return None if target is None or match_key(target) == match_key(address.href) else target


def retry_after(reply: Reply, now: datetime) -> float | None:
    """The seconds that a server asks to be left alone, a week at most; None where it asks for nothing."""
    value = reply.header(b"retry-after").strip()[:_LONGEST_MOMENT]
    if not value.isascii():
        return None
    if value.isdigit():
        return min(float(value[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, min((moment - now).total_seconds(), _LONGEST_WAIT))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
