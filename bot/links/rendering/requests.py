"""What a rendered page asks for: answered over the checker's connections, by its rules, or not at all."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from bot.links.urls import BadUrl, WebAddress, location, parse
from bot.links.wire.decoding import ACCEPTED, TooLarge, decoded
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import REDIRECTS, Headers, Reply

if TYPE_CHECKING:
    from playwright.async_api import Request, Route

MOST_REQUESTS = 150
MOST_BYTES = 30_000_000
MOST_EACH = 5_000_000
MOST_SENT = 64_000
MOST_REDIRECTS = 5

#: What a page is made of; pictures, fonts, sounds and beacons change no link.
_MADE_OF = frozenset({"document", "stylesheet", "script", "xhr", "fetch"})
#: Without these the page may lack what they would have brought.
_NEEDED = frozenset({"script", "xhr", "fetch", "document"})
_METHODS = frozenset({"GET", "HEAD", "POST"})
#: Set by us, or by nobody: no cookies, no credentials, nothing that speaks for a hop.
_NOT_SENT = frozenset(
    {
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "cookie",
        "host",
        "proxy-authorization",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)
_NOT_PASSED_ON = frozenset(
    {
        "alt-svc",
        "connection",
        "content-encoding",
        "content-length",
        "keep-alive",
        "link",
        "nel",
        "refresh",
        "report-to",
        "reporting-endpoints",
        "set-cookie",
        "strict-transport-security",
        "transfer-encoding",
    }
)

Gate = Callable[[WebAddress], Awaitable[None]]


class Sender(Protocol):
    """Sends one request by the address rules and brings its answer; ``bot.links.wire.network.Wires`` does."""

    async def request(
        self,
        address: WebAddress,
        headers: Headers,
        deadline: float,
        *,
        method: bytes = b"GET",
        content: bytes = b"",
        body_wanted: bool = True,
    ) -> Reply:
        """One answer, redirects not followed; raises ``Unseen``."""
        ...


class Requests:
    """Answers the requests of one page until ``deadline`` (the loop's time).

    ``page`` is given as it was read before, without asking the site again. ``lacking`` says that something
    the page may need was refused or could not be had, so that what it shows may not be all of it.
    """

    def __init__(
        self, sender: Sender, gate: Gate, user_agent: str, page: str, body: Reply, deadline: float
    ) -> None:
        self._sender = sender
        self._gate = gate
        self._user_agent = user_agent.encode("latin-1", "replace")
        self._page = page
        self._reply = body
        self._deadline = deadline
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._count = 0
        self._bytes = 0
        self._begun = False
        self.lacking = False

    async def answer(self, route: "Route", request: "Request") -> None:
        """Fulfil or abort one request; never lets the browser go by itself."""
        from playwright.async_api import Error

        # The browser may be gone by the time there is an answer.
        with suppress(Error):
            reply = await self._reply_or_nothing(request)
            if reply is None:
                # Any other reason than "aborted" would put an error page in the page's place.
                await route.abort("aborted" if request.is_navigation_request() else "failed")
                return
            headers = {
                name.decode("latin-1"): value.decode("latin-1")
                for name, value in reply.headers
                if name.decode("latin-1") not in _NOT_PASSED_ON
            }
            await route.fulfill(status=reply.status, headers=headers, body=reply.body)

    async def _reply_or_nothing(self, request: "Request") -> Reply | None:
        kind = request.resource_type
        try:
            return await self._reply_to(request) if kind in _MADE_OF else None
        except (Unseen, BadUrl, TooLarge):
            self.lacking = self.lacking or kind in _NEEDED
            return None

    async def _reply_to(self, request: "Request") -> Reply | None:
        """The answer with its body unpacked; None for what is refused without loss."""
        if request.is_navigation_request() and _is_top(request):
            # Where scripts send visitors next is another page; only the one that was asked about counts.
            if self._begun or request.url.partition("#")[0] != self._page.partition("#")[0]:
                return None
            self._begun = True
            return self._reply
        self._count += 1
        method = request.method.upper()
        if self._count > MOST_REQUESTS or method not in _METHODS:
            self.lacking = True
            return None
        content = (request.post_data_buffer or b"") if method == "POST" else b""
        if len(content) > MOST_SENT:
            self.lacking = True
            return None
        return await self._send(parse(request.url), request, method, content)

    async def _send(self, address: WebAddress, request: "Request", method: str, content: bytes) -> Reply:
        headers = self._headers(request)
        for _ in range(MOST_REDIRECTS + 1):
            if request.resource_type == "document":
                await self._gate(address)
            async with self._hosts[address.host]:
                reply = await self._sender.request(
                    address, headers, self._deadline, method=method.encode("ascii"), content=content
                )
            where = reply.raw(b"location")
            if reply.status not in REDIRECTS or where is None:
                return self._unpacked(reply)
            # Followed here: a browser that followed it would not ask us again.
            address = parse(location(where, address.href) or "")
            if reply.status in (301, 302, 303) and method == "POST":
                method, content = "GET", b""
        raise BadUrl(request.url)

    def _headers(self, request: "Request") -> Headers:
        sent = [
            (name.encode("latin-1", "ignore"), value.encode("latin-1", "ignore"))
            for name, value in request.headers.items()
            if name.lower() not in _NOT_SENT and not name.startswith(":") and _plain(name + value)
        ]
        return [*sent, (b"User-Agent", self._user_agent), (b"Accept-Encoding", ACCEPTED)]

    def _unpacked(self, reply: Reply) -> Reply:
        body = decoded(reply.body, reply.header(b"content-encoding"), MOST_EACH)
        self._bytes += len(body)
        if self._bytes > MOST_BYTES:
            raise TooLarge
        return Reply(reply.status, reply.headers, body)


def _is_top(request: "Request") -> bool:
    """Whether a navigation is of a window, not of a frame in one; a new window has no frame yet."""
    from playwright.async_api import Error

    try:
        return request.frame.parent_frame is None
    except Error:
        return True


def _plain(text: str) -> bool:
    return not any(letter in text for letter in "\r\n\0")
