"""One HTTP/1.1 connection: a request goes out, a response comes in whole, within every limit."""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from typing import Protocol, cast

import httptools

from bot.links.wire.bad_heads import HEAD_ENDS, with_one_length, without_bad_lines
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import REDIRECTS, Headers, Limits, Reply
from storage.words import Finding

_NO_BODY = frozenset({204, 205, 304})
_MOST_INTERIM = 8
_LARGE = 512 * 1024
_ARRIVING = 64 * 1024


class Line(Protocol):
    """What an ``Exchange`` writes to: a socket's transport, or what enciphers on the way there."""

    def write(self, data: bytes) -> None:
        """Send ``data``."""

    def abort(self) -> None:
        """Hang up at once."""

    def is_closing(self) -> bool:
        """Whether nothing can be sent any more."""
        ...

    def pause_reading(self) -> None:
        """Take in no more, until ``resume_reading``."""

    def resume_reading(self) -> None:
        """Go on taking in."""


class LargeBodies:
    """Room for a few large bodies at a time, so that many checks in flight can't fill the memory.

    A response beyond 512 KB stops being read until there is room. ``arriving`` is where each connection's
    next bytes are put: they are read before any others come, so that one place serves all of an event loop.
    """

    def __init__(self, room: int = 12) -> None:
        self.arriving = memoryview(bytearray(_ARRIVING))
        self._room = room
        self._waiting: deque[Exchange] = deque()

    def enter(self, exchange: "Exchange") -> bool:
        """Whether ``exchange`` may go on now; else it is resumed later."""
        if self._room > 0:
            self._room -= 1
            return True
        self._waiting.append(exchange)
        return False

    def leave(self, exchange: "Exchange") -> None:
        """Give the room back, or stop waiting for it."""
        if exchange.large != "reading":
            if exchange in self._waiting:
                self._waiting.remove(exchange)
            return
        if self._waiting:
            self._waiting.popleft().resume()
        else:
            self._room += 1


class Exchange(asyncio.BufferedProtocol):
    """The protocol behind one connection; it can carry several requests, one after another.

    Subject to the limits of ``Limits``; whatever a server does ends in a ``Reply`` or an ``Unseen``.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, host: str, limits: Limits, large: LargeBodies
    ) -> None:
        self._loop = loop
        self._host = host
        self._limits = limits
        self._large_bodies = large
        self._transport: Line | None = None
        self._answer: asyncio.Future[Reply] | None = None
        self._parser: httptools.HttpResponseParser | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.on_idle_loss: Callable[[Exchange], None] | None = None
        self.requests = 0
        self._parts: list[bytes] = []
        self.large = ""
        self.reusable = False
        self.started = False

    # What the connection's owner does

    async def request(
        self,
        head: bytes,
        deadline: float,
        *,
        body_wanted: bool = True,
        first_byte: float | None = None,
        cut: int | None = None,
    ) -> Reply:
        """Send ``head`` (and its body) and wait for the answer until ``deadline``, in the loop's time.

        Its first byte has to come within ``first_byte`` seconds, if given. With ``cut`` so many bytes of the
        body are enough: what is larger comes no further, and isn't whole.
        """
        transport = self._transport
        if transport is None or not self.open:
            raise Unseen(Finding.CONNECTION_ERROR, f"{self._host} closed the connection")
        self.requests += 1
        self._begin()
        self._deadline = deadline
        self._body_wanted = body_wanted
        self._cut = cut
        self._answer = self._loop.create_future()
        self._progress = self._loop.time()
        self._first_byte = first_byte
        patience = self._limits.stall if first_byte is None else first_byte
        self._timer = self._loop.call_at(min(self._progress + patience, deadline), self._watch)
        transport.write(head)
        try:
            return await self._answer
        finally:
            self._answer = None
            self._timer.cancel()
            self._parser = None
            self._parts = []
            if self.large:
                self._large_bodies.leave(self)
                self.large = ""
            if not self.reusable:
                self.close()

    @property
    def open(self) -> bool:
        """Whether another request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    async def quiet(self) -> bool:
        """Whether nothing came since the last answer: what did is nobody's, and closes the connection."""
        for _ in range(2):  # the loop looks at its sockets in the first, and hands on what came in the second
            await asyncio.sleep(0)
        return self.open

    def close(self) -> None:
        """Drop the connection at once, whatever is still unsent."""
        self.reusable = False
        if self._transport is not None:
            self._transport.abort()

    def resume(self) -> None:
        """There is room for a large body now."""
        self.large = "reading"
        self._progress = self._loop.time()
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        # What every browser puts up with: bare line feeds, odd bytes in values, a length beside chunks.
        self._parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_data_after_close=True,
            lenient_optional_lf_after_cr=True,
            lenient_optional_cr_before_lf=True,
            lenient_optional_crlf_after_chunk=True,
            lenient_spaces_after_chunk_size=True,
        )
        self._headers: Headers = []
        self._parts = []
        self._size = 0
        self._received = 0
        self._interim = 0
        self._status = 0
        self._headers_done = False
        self._head = b""
        self._mending = False
        self._mend: Callable[[bytes], bytes | None] = with_one_length
        self._complete = False
        self._until_close = False
        self.reusable = False
        self.started = False

    # asyncio.BufferedProtocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("Line", transport)

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - as asyncio calls it
        return self._large_bodies.arriving

    def buffer_updated(self, nbytes: int) -> None:
        if self._answer is None or self._answer.done() or self._parser is None:
            self.close()  # nobody asked
            return
        self._progress = self._loop.time()
        self.started = True
        self._received += nbytes
        arrived = self._large_bodies.arriving[:nbytes]
        try:
            self._feed(self._parser, arrived)
        except Unseen as error:
            self._fail(error)
            return
        except httptools.HttpParserCallbackError as error:
            cause = error.__context__
            self._fail(cause if isinstance(cause, Unseen) else self._broken())
            return
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            if not self._complete:
                self._fail(self._broken())
                return
            self.reusable = False
        if self._complete:
            self._finish()
        elif self._headers_done:
            if self._has_enough():
                self.reusable = False
                self._finish(whole=False)
            elif self._size > self._limits.body_bytes or self._received > self._most_received():
                self._fail(self._too_large())
            elif self._size > _LARGE and not self.large:
                self._ask_for_room()
        elif self._received > self._limits.header_bytes:
            self._fail(Unseen(Finding.TOO_LARGE, f"{self._host} sent endless headers"))

    def _feed(self, parser: httptools.HttpResponseParser, arrived: memoryview) -> None:
        """Hand on what came; a head with bad lines, or two lengths, goes in once more without."""
        if not self._mending:
            try:
                parser.feed_data(arrived)
            except httptools.HttpParserError as error:
                if self._headers_done:
                    raise
                if "Content-Length" in str(error):
                    self._mend = with_one_length
                elif "Invalid header token" in str(error):
                    self._mend = without_bad_lines
                else:
                    raise
                self._mending = True
        if not self._headers_done:
            self._head += bytes(arrived)
        if self._mending and HEAD_ENDS.search(self._head):
            mended, received = self._mend(self._head), self._received
            if mended is None:
                raise self._broken()
            self._begin()
            self._received, self.started = received, True
            if self._parser is not None:
                self._parser.feed_data(mended)

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self.reusable = False
        if self._answer is None:
            if self.on_idle_loss is not None:
                self.on_idle_loss(self)
        elif not self._answer.done():
            if exc is None and self._headers_done and self._until_close:
                self._finish()
            else:
                how = "broke off its answer" if self.started else "closed the connection without an answer"
                self._fail(Unseen(Finding.CONNECTION_ERROR, f"{self._host} {how}"))

    # httptools' callbacks

    def on_message_begin(self) -> None:
        if self._complete:
            self.reusable = False  # an answer to nothing we asked: neither this page's nor the next one's
        else:
            self._headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        if b"\0" in value:
            raise self._broken()  # as browsers do
        if not self._headers_done:
            self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        if self._parser is None or self._complete:
            return
        self._status = self._parser.get_status_code()
        if self._status < 200:
            self._interim += 1
            if self._status == 101 or self._interim > _MOST_INTERIM:
                raise self._broken()
            return
        if self._received > self._limits.header_bytes and self._header_size() > self._limits.header_bytes:
            raise Unseen(Finding.TOO_LARGE, f"{self._host} sent too many headers")
        self._headers_done = True
        chunked = b"chunked" in (self._last(b"transfer-encoding") or b"").lower()
        length = self._last(b"content-length")
        self._until_close = not chunked and length is None and self._status not in _NO_BODY
        if (
            self._body_wanted
            and self._cut is None
            and not chunked
            and length
            and re.fullmatch(rb"\d{7,}", length.strip())
            and int(length[:18]) > self._limits.body_bytes
        ):
            raise self._too_large()

    def on_body(self, body: bytes) -> None:
        if not self._complete:
            self._size += len(body)
            self._parts.append(body)

    def on_message_complete(self) -> None:
        if self._status >= 200 and self._headers_done and self._parser is not None and not self._complete:
            self._complete = True
            self.reusable = not self._until_close and self._parser.should_keep_alive()

    # How it ends

    def _finish(self, *, whole: bool = True) -> None:
        parts = self._parts
        body = parts[0] if len(parts) == 1 else b"".join(parts)
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(Reply(self._status, self._headers, body, whole, not self._until_close))

    def _fail(self, error: Unseen) -> None:
        self.reusable = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        self.close()

    def _watch(self) -> None:
        now = self._loop.time()
        if self.large == "waiting":
            self._progress = now
        patience = self._limits.stall if self.started or self._first_byte is None else self._first_byte
        stalled = self._progress + patience
        if now >= self._deadline:
            self._fail(Unseen(Finding.TIMEOUT, f"{self._host} took too long to send its answer"))
        elif now >= stalled:
            what = f"{self._host} sent nothing for {round(patience)} seconds"
            self._fail(Unseen(Finding.TIMEOUT, what))
        else:
            self._timer = self._loop.call_at(min(stalled, self._deadline), self._watch)

    def _has_enough(self) -> bool:
        """Whether the rest of the body isn't wanted."""
        if self._cut is not None and self._size >= self._cut:
            return True
        return not self._body_wanted or (self._status in REDIRECTS and self._has(b"location"))

    def _ask_for_room(self) -> None:
        self.large = "reading" if self._large_bodies.enter(self) else "waiting"
        if self.large == "waiting" and self._transport is not None:
            self._transport.pause_reading()

    def _most_received(self) -> int:
        return self._limits.header_bytes + 2 * self._limits.body_bytes

    def _header_size(self) -> int:
        return sum(len(name) + len(value) + 4 for name, value in self._headers)

    def _has(self, name: bytes) -> bool:
        return any(key == name for key, _ in self._headers)

    def _last(self, name: bytes) -> bytes | None:
        return next((value for key, value in reversed(self._headers) if key == name), None)

    def _too_large(self) -> Unseen:
        megabytes = self._limits.body_bytes // 1_000_000
        return Unseen(Finding.TOO_LARGE, f"the page at {self._host} is larger than {megabytes} MB")

    def _broken(self) -> Unseen:
        return Unseen(Finding.CONNECTION_ERROR, f"{self._host} sent an answer that is no valid HTTP")
