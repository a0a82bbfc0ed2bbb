"""Going to an address and along its redirects, with the same care at every step."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from bot.links.page.charset import declared
from bot.links.page.evidence import plain
from bot.links.page.signals import refresh_target
from bot.links.urls import BadUrl, WebAddress, location, match_key, parse, resolve
from bot.links.wire.decoding import ACCEPTED, TooLarge, decoded
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import REDIRECTS, Headers, Limits, Reply
from storage.words import Finding

_LONGEST_WAIT = 7 * 86_400.0
_LONGEST_MOMENT = 100
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\s*(?:;|$)", re.IGNORECASE)
_UNKNOWN_TYPE = re.compile(r"\s*(?:$|[^/;]*$|unknown/unknown|application/unknown|\*/\*)", re.IGNORECASE)
_BETWEEN_TYPES = re.compile(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*\Z)")
_TYPE = re.compile(r"[\t\n\r ]*([!#$%&'*+.^_`|~\w-]+/[!#$%&'*+.^_`|~\w-]+)[\t\n\r ]*(?:;|\Z)", re.ASCII)
_CHARSET = re.compile(r";[\t\n\r ]*charset=(?:\"[^\"]*\"|[^;\s]+)", re.IGNORECASE)
# MIME Sniffing Standard, 7.1: what makes an untyped body HTML.
_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table"
    rb"|a|style|title|b|body|br|p)[ >])",
    re.IGNORECASE,
)
# MIME Sniffing Standard, 6: what no page begins with, whatever its type says.
_FILE = re.compile(
    rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|PK\x03\x04|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|BZh[1-9]1AY&SY"
    rb"|%PDF-|%!PS-Adobe-|\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....(?:WEBP|WAVE|AVI )"
    rb"|....ftyp|OggS\0|\x1aE\xdf\xa3|wOF[F2]",
    re.DOTALL,
)
# MIME Sniffing Standard, 3: the bytes that no text has, in whichever encoding but UTF-16.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"<[a-z!/]", re.IGNORECASE)
_SNIFFED = 4096
_LONGEST_TYPE = 1000
_MOST_STRAY = 0.03


class Wire(Protocol):
    """What sends one request and brings its answer: our own connections, or any httpx transport."""

    async def request(
        self, address: WebAddress, headers: Headers, deadline: float, *, body_wanted: bool = True
    ) -> Reply:
        """One answer, redirects not followed; raises ``Unseen``."""
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
    ) -> Visit:
        """GET ``url`` and follow its redirects until ``deadline`` (the loop's time); raises ``Unseen``.

        ``gate`` is asked before each address and may raise; ``redirects`` are those already behind us, which
        count towards the limit; those that follow are added to it.
        """
        passed = redirects if redirects is not None else []
        address = address_of(url)
        headers = [*self._headers, *extra] if extra else self._headers
        while True:
            if gate is not None:
                await gate(address)
            reply = await self._wire.request(address, headers, deadline)
            if reply.status not in REDIRECTS or reply.raw(b"location") is None:
                return Visit(address, reply, passed)
            address = self.onward(address, reply.raw(b"location") or b"", passed)
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
        """The status and the first ``limit`` decoded bytes of a small file, redirects followed."""
        deadline = asyncio.get_running_loop().time() + self._limits.overall
        visit = await self.visit(url, deadline=deadline)
        return visit.reply.status, body_of(visit.reply, self._limits.body_bytes, visit.address.host)[:limit]

    async def aclose(self) -> None:
        """Close the wire."""
        await self._wire.aclose()


def address_of(url: str) -> WebAddress:
    """``url`` parsed; raises ``Unseen`` for what is no web address."""
    try:
        return parse(url)
    except BadUrl:
        raise Unseen(Finding.BAD_URL, "its address is not a web address") from None


def body_of(reply: Reply, limit: int, host: str) -> bytes:
    """A reply's body, decompressed; raises ``Unseen`` where that can't be done within ``limit`` bytes."""
    encoding = reply.header(b"content-encoding")
    try:
        return decoded(reply.body, encoding, limit) if encoding else reply.body
    except TooLarge:
        what = f"the page at {host} is larger than {limit // 1_000_000} MB"
        raise Unseen(Finding.TOO_LARGE, what, status=reply.status) from None


def page_of(reply: Reply, limit: int, host: str) -> tuple[bytes, str]:
    """A reply's web page, decompressed, with its content type; raises ``Unseen`` where it brings none."""
    body = body_of(reply, limit, host)
    content_type = mime_type(reply)
    if "attachment" in reply.header(b"content-disposition").lower().split(";")[0]:
        raise Unseen(Finding.NOT_HTML, f"{host} sent a file to download", status=reply.status)
    if not body or body.isspace():
        raise Unseen(Finding.SCRIPT_SHELL, f"{host} sent an empty page", status=reply.status)
    if is_file(body, content_type):
        what = f"{host} sent a file or packed bytes in place of a web page"
        raise Unseen(Finding.NOT_HTML, what, status=reply.status)
    if _HTML.match(content_type) or (_UNKNOWN_TYPE.match(content_type) and _LOOKS_HTML.match(body)):
        return body, content_type
    named = plain(content_type.partition(";")[0], 60) or "something untyped"
    raise Unseen(Finding.NOT_HTML, f"{host} sent {named}, not a web page", status=reply.status)


def mime_type(reply: Reply) -> str:
    """The content type of a reply: of several the last that is one (Fetch, "extract a MIME type")."""
    whole = reply.header(b"content-type")[:_LONGEST_TYPE]
    if "," not in whole:
        return whole
    found, charset = "", ""
    for part in _BETWEEN_TYPES.split(whole):
        named = _TYPE.match(part)
        if named is None or named[1] == "*/*":
            continue
        own = _CHARSET.search(part)
        if own is not None:
            charset = own[0]
        elif named[1].lower() != found:
            charset = ""
        found = named[1].lower()
    return f"{found}{charset}" if found else whole


def is_file(body: bytes, content_type: str) -> bool:
    """Whether ``body`` is a picture, a document or compressed bytes, though it may be called a page.

    Brotli has no mark of its own: it is known by bytes that no text has.
    """
    if _FILE.match(body):
        return True
    head = body[:_SNIFFED]
    stray = len(_NO_TEXT.findall(head))
    if not stray or (declared(body, content_type) or "").startswith("utf-16"):
        return False
    return stray > len(head) * _MOST_STRAY or _MARKUP.search(body) is None


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
