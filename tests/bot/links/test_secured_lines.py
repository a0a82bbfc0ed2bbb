"""Over TLS: whatever way the enciphered bytes come, the page is what the server sent, or it is unseen."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import trustme
from small_web import FAST, LOOPBACK, TARGET, said

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.wire.reply import Limits

LINK = b'<a href="https://acme.com/guide">x</a>'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(LINK) + LINK
UNTIL_CLOSE = HEAD + b"\r\n" + LINK
LONG = b"<p>%b</p>" % (b"word " * 600_000)
LARGE = HEAD + b"Content-Length: %d\r\n\r\n" % (len(LONG) + len(LINK)) + LONG + LINK


class Server:
    """A TLS server whose records can be held, split, damaged and cut; ``answer`` sends on its own."""

    def __init__(
        self, context: ssl.SSLContext, answer: Callable[["Server"], None], tickets_late: bool = False
    ) -> None:
        self.context = context
        self.answer = answer
        self.tickets_late = tickets_late
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writer = writer
        self.came, self.goes = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = self.context.wrap_bio(self.came, self.goes, server_side=True)
        shaken = False
        while data := await reader.read(65536):
            self.came.write(data)
            try:
                if not shaken:
                    self.tls.do_handshake()
                    shaken = True
                    if not self.tickets_late:  # else they come with the answer, in one segment
                        writer.write(self.goes.read())
                while b"\r\n\r\n" in self.tls.read():
                    self.answer(self)
            except ssl.SSLWantReadError:
                if not shaken:
                    writer.write(self.goes.read())
        writer.close()

    def enciphered(self, data: bytes, *, done: bool = False) -> bytes:
        """``data`` in records, followed by the notice that it is all where ``done``."""
        self.tls.write(data)
        if done:
            with pytest.raises(ssl.SSLWantReadError):
                self.tls.unwrap()
        return self.goes.read()


def whole(server: Server) -> None:
    server.writer.write(server.enciphered(WHOLE))


def byte_by_byte(server: Server) -> None:
    for byte in server.enciphered(WHOLE):
        server.writer.write(bytes((byte,)))


def in_many_records(server: Server) -> None:
    for byte in WHOLE:
        server.writer.write(server.enciphered(bytes((byte,))))


def large(server: Server) -> None:
    server.writer.write(server.enciphered(LARGE))


def until_it_is_done(server: Server) -> None:
    server.writer.write(server.enciphered(UNTIL_CLOSE, done=True))


def until_it_hangs_up(server: Server) -> None:
    server.writer.write(server.enciphered(UNTIL_CLOSE))
    server.writer.close()


def damaged(server: Server) -> None:
    records = bytearray(server.enciphered(UNTIL_CLOSE))
    records[-1] ^= 1
    server.writer.write(records)
    server.writer.close()


def cut(server: Server) -> None:
    server.writer.write(server.enciphered(WHOLE)[:-20])
    server.writer.close()


def done_without_an_answer(server: Server) -> None:
    server.writer.write(server.enciphered(HEAD, done=True))


def in_the_clear(server: Server) -> None:
    server.writer.write(WHOLE)
    server.writer.close()


@asynccontextmanager
async def checking(server: Server, authority: trustme.CA) -> AsyncIterator[Callable[[str], Awaitable[str]]]:
    authority.issue_cert("127.0.0.1").configure_cert(server.context)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    context = ssl.create_default_context()
    authority.configure_trust(context)
    limits = Limits(stall=FAST.stall, overall=10.0)

    async def look(path: str) -> str:
        return said(await checker.look(f"https://127.0.0.1:{port}{path}", TARGET))

    async with Checker(clock=Clock(), limits=limits, ssl_context=context, allow_networks=LOOPBACK) as checker:
        yield look
    listening.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("tickets_late", [False, True])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (whole, "live"),
        (byte_by_byte, "live"),
        (in_many_records, "live"),
        (large, "live"),
        (until_it_is_done, "live"),
        (until_it_hangs_up, "live"),
        (damaged, "unseen connection_error"),
        (cut, "unseen connection_error"),
        (done_without_an_answer, "unseen connection_error"),
        (in_the_clear, "unseen connection_error"),
    ],
)
async def test_a_page_is_read_however_its_records_come(
    authority: trustme.CA,
    answer: Callable[[Server], None],
    expected: str,
    tickets_late: bool,
    version: ssl.TLSVersion,
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = version
    server = Server(context, answer, tickets_late and version is ssl.TLSVersion.TLSv1_3)
    async with checking(server, authority) as look:
        assert await look("/page") == expected


async def test_a_kept_connection_carries_the_next_page_too(authority: trustme.CA) -> None:
    server = Server(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), whole)
    async with checking(server, authority) as look:
        assert [await look("/one"), await look("/two")] == ["live", "live"]
    assert server.connections == 1


async def test_a_server_that_wants_a_certificate_of_its_visitor_is_unseen(authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)

    async with checking(Server(context, whole), authority) as look:
        assert (await look("/page")).startswith("unseen ")
