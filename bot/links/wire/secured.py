"""TLS between a socket and an ``Exchange``: one small layer over OpenSSL's memory, without asyncio's own.

asyncio's holds a quarter of a megabyte for each connection, parses the server's certificate once more for
whoever might ask, and sends what a handshake ends with apart from the request: half as much work again as the
handshake itself. The context decides what is trusted, and OpenSSL refuses within the handshake what is not.
"""

import asyncio
import ssl
from typing import cast

from bot.links.wire.exchange import Exchange


class Secured(asyncio.BufferedProtocol):
    """The protocol of the socket below, and the line that ``exchange`` writes to.

    ``arriving`` is where the socket's next bytes and then the deciphered ones are put: both are used up
    before any others come.
    """

    def __init__(
        self, context: ssl.SSLContext, host: str, exchange: Exchange, arriving: memoryview, opened: "Opened"
    ) -> None:
        self._exchange = exchange
        self._arriving = arriving
        self._opened = opened
        self._came = ssl.MemoryBIO()
        self._goes = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._came, self._goes, server_hostname=host)
        self._below: asyncio.Transport | None = None
        self._secure = False
        self._unsent: list[bytes] = []
        self._failure: Exception | None = None

    # The line that the exchange writes to

    def write(self, data: bytes) -> None:
        """Send ``data``, with whatever the handshake has left to say."""
        if self._below is None:
            return
        self._unsent.append(data)
        self._send()

    def abort(self) -> None:
        """Hang up at once."""
        if self._below is not None:
            self._below.abort()

    def is_closing(self) -> bool:
        """Whether nothing can be sent any more."""
        return self._below is None or self._below.is_closing()

    def pause_reading(self) -> None:
        """Take in no more, until ``resume_reading``."""
        if self._below is not None:
            self._below.pause_reading()

    def resume_reading(self) -> None:
        """Go on taking in."""
        if self._below is not None:
            self._below.resume_reading()

    # The protocol of the socket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._below = cast("asyncio.Transport", transport)
        self._shake_hands()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - as asyncio calls it
        return self._arriving

    def buffer_updated(self, nbytes: int) -> None:
        self._came.write(self._arriving[:nbytes])
        if not self._secure:
            self._shake_hands()
        if self._secure and (self._came.pending or self._tls.pending()):
            self._decipher()

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._below = None
        if self._secure:
            self._exchange.connection_lost(self._failure or exc)
        elif not self._opened.done():
            self._opened.set_exception(exc or ConnectionResetError("closed within the TLS handshake"))

    # In between

    def _shake_hands(self) -> None:
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            self._flush()
            return
        except (ssl.SSLError, ssl.CertificateError) as error:
            self._flush()  # an alert that says why
            if not self._opened.done():
                self._opened.set_exception(error)
            self.abort()
            return
        # What the handshake ends with goes out with the request, which follows at once.
        self._secure = True
        self._exchange.connection_made(cast("asyncio.BaseTransport", self))
        if not self._opened.done():
            self._opened.set_result(None)

    def _decipher(self) -> None:
        """Hand on what came, as much at a time as there is room for."""
        room = len(self._arriving)
        more = True
        while more and not self.is_closing():
            size, count = 0, 1
            try:
                while count and size < room:
                    count = self._deciphered(size)
                    size += count
            except ssl.SSLWantReadError:
                more = False
            except ssl.SSLError as error:
                self._failure, more = error, False
            if size:
                self._exchange.buffer_updated(size)
            if not count:
                more = False
                self._over()
        if self._failure is not None:
            self.abort()
        elif self._goes.pending or self._unsent:
            self._send()

    def _deciphered(self, start: int) -> int:
        """Put a record at ``start`` of the room; how many bytes, 0 where the server says that it is done."""
        room = self._arriving[start:]
        return cast("int", self._tls.read(len(room), room))

    def _send(self) -> None:
        """Encipher and send what waits; what a renegotiation holds up goes once its answer has come."""
        try:
            while self._unsent:
                self._tls.write(self._unsent[0])
                del self._unsent[0]
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError as error:
            self._failure = error
            self.abort()
            return
        self._flush()

    def _over(self) -> None:
        """The server has closed its end."""
        if self._below is not None:
            self._below.close()

    def _flush(self) -> None:
        if self._below is not None and self._goes.pending:
            self._below.write(self._goes.read())


Opened = asyncio.Future[None]


async def secured(
    context: ssl.SSLContext, host: str, exchange: Exchange, arriving: memoryview, ip: str, port: int
) -> None:
    """Connect ``exchange`` to ``host`` at ``ip``; raises ``OSError``, ``ssl.SSLError`` among them."""
    loop = asyncio.get_running_loop()
    opened: Opened = loop.create_future()
    below, _ = await loop.create_connection(
        lambda: Secured(context, host, exchange, arriving, opened), ip, port
    )
    try:
        await opened
    except BaseException:
        below.abort()
        raise
