"""Whatever a server does, the look ends in time and within bounds, and says what happened."""

import asyncio
import gzip
import socket
import ssl
import time
import tracemalloc
import zlib
from contextlib import ExitStack, suppress
from datetime import UTC, datetime

import brotli
import httpx
import pytest
import trustme
import zstandard
from small_web import FAST, LOOPBACK, TARGET, Answer, Raw, Web, look, looking, said

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.wire.dialling import in_turn
from bot.links.wire.network import Wires
from bot.links.wire.reply import Limits
from bot.links.wire.transport import GuardedTransport

LINK = b'<a href="https://acme.com/guide">x</a>'
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(LINK)


COMPRESS = {
    "gzip": lambda body: gzip.compress(body, 1),
    "deflate": lambda body: zlib.compress(body, 1),
    "br": lambda body: brotli.compress(body, quality=1),
    "zstd": zstandard.compress,
}


def raw(*parts: bytes, pause: float = 0.0, hold: float = 0.0, abort: bool = False) -> Raw:
    """A server that writes ``parts`` as they are."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)
        if hold:
            await asyncio.sleep(hold)
        if abort:
            writer.transport.abort()

    return serve


def endless(part: bytes, head: bytes = b"", pause: float = 0.0) -> Raw:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return serve


@pytest.mark.parametrize(
    ("serve", "expected"),
    [
        (raw(OK + b"Content-Length: %d\r\n\r\n" % len(LINK), LINK), "live"),
        (raw(OK + b"\r\n", LINK), "live"),
        (raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", LINK), "live"),
        (raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n", LINK), "live"),
        (raw(b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"\r\n", LINK), "live"),
        (raw(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", OK + b"\r\n", LINK, pause=0.01), "live"),
        (
            raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n" % len(LINK), LINK, b"\r\n0\r\n\r\n"),
            "live",
        ),
        (
            raw(
                OK + b"Transfer-Encoding: chunked\r\n\r\n",
                b"%x;a=b\r\n" % len(LINK),
                LINK,
                b"\r\n0\r\nA: b\r\n\r\n",
            ),
            "live",
        ),
        (raw(OK + b"Content-Length: %d\r\n\r\n" % len(LINK), LINK + b"and more than was announced"), "live"),
        (raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n", LINK), "live"),
        (raw(OK + "X-Odd: caf\u00e9 \x01\r\n\r\n".encode("latin-1"), LINK), "live"),
        (raw(*[bytes([byte]) for byte in OK + b"Content-Length: %d\r\n\r\n" % len(LINK) + LINK]), "live"),
        (raw(OK + LENGTH * 2 + b"\r\n", LINK), "live"),
        (raw(OK + LENGTH, LENGTH, b"\r\n", LINK, pause=0.05), "live"),
        (raw(OK + LENGTH[:-2] + b", %d\r\n\r\n" % len(LINK), LINK), "live"),
        (raw(OK + LENGTH * 2, b"X: y\r\n\r", b"\n" + LINK[:9], LINK[9:], pause=0.05), "live"),
        (raw(OK + LENGTH + b"Content-Length: 7\r\n\r\n", LINK), "unseen connection_error"),
        *(
            (raw(OK + line + b"\r\n" + LENGTH + b"\r\n", LINK), "live")
            for line in (b"no colon", b"X Bad: y", b": y", b"\xc3\x9cn: y", b"no colon\r\n folded")
        ),
        (raw(OK + b"no colon\r\n", LENGTH, b"\r\n", LINK, pause=0.05), "live"),
        (raw(OK + b"Content Length: 3\r\n\r\n", LINK), "unseen connection_error"),
        (raw(OK + LENGTH * 2, hold=5.0), "unseen timeout"),
        (raw(OK + b"Content-Length: 5000\r\n\r\n", LINK), "unseen connection_error"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"ff\r\n", LINK), "unseen connection_error"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\n", LINK), "unseen connection_error"),
        *(
            (raw(OK + b"Content-Length: " + odd + b"\r\n\r\n", LINK), "live")
            for odd in (b"", b"many", b"-5", b"+9")
        ),
        (raw(OK + b"Content-Length: many\r\n\r\n", LINK, hold=5.0), "unseen timeout"),
        (raw(OK + b"Content-Length: many, 5\r\n\r\n", LINK), "unseen connection_error"),
        (raw(OK + b"X: a\x00b\r\n" + LENGTH + b"\r\n", LINK), "unseen connection_error"),
        (raw(OK + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n", LINK), "unseen connection_error"),
        (raw(), "unseen connection_error"),
        (raw(b"<html>" + LINK), "unseen connection_error"),
        (raw(b"SSH-2.0-OpenSSH_9.0\r\n"), "unseen connection_error"),
        (raw(b"\x00\x01\x02\xff" * 100), "unseen connection_error"),
        (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), "unseen connection_error"),
        (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50), "unseen connection_error"),
        (raw(OK, abort=True), "unseen connection_error"),
        (raw(OK + b"Content-Length: 500\r\n\r\n", LINK, abort=True), "unseen connection_error"),
        (raw(hold=5.0), "unseen timeout"),
        (raw(OK, hold=5.0), "unseen timeout"),
        (raw(OK + b"Content-Length: 500\r\n\r\n" + LINK, hold=5.0), "unseen timeout"),
        (endless(b"x", OK + b"\r\n", 0.05), "unseen timeout"),
        (endless(b"X: y\r\n", OK, 0.05), "unseen timeout"),
        (endless(b"X-Header: value\r\n" * 100, OK), "unseen too_large"),
        (raw(OK + b"X: " + b"y" * 70_000 + b"\r\n\r\n", LINK), "unseen too_large"),
        (raw(OK + b"X: " + b"y" * 60_000 + b"\r\n\r\n", LINK), "live"),
        (endless(b"x" * 65536, OK + b"\r\n"), "unseen too_large"),
        (raw(OK + b"Content-Length: 99999999999999999999999\r\n\r\n", LINK), "unseen connection_error"),
        (raw(OK + b"Content-Length: 6000000\r\n\r\n", LINK, hold=5.0), "unseen too_large"),
        (endless(b"1\r\nx\r\n" * 5000, OK + b"Transfer-Encoding: chunked\r\n\r\n"), "unseen too_large"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"x" * 12_000_000), "unseen too_large"),
        (
            raw(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(LINK * 50)[:-9]),
            "unseen connection_error",
        ),
        (
            raw(OK + b"Content-Encoding: gzip\r\n\r\n", b"\x1f\x8b" + b"garbage" * 9),
            "unseen connection_error",
        ),
        (raw(OK + b"Content-Encoding: br\r\n\r\n", b"garbage" * 9), "unseen connection_error"),
        (raw(OK + b"Content-Encoding: gzip\r\n\r\n", LINK), "unseen connection_error"),
        (
            raw(b"HTTP/1.1 205 X\r\nContent-Type: text/html\r\n" + LENGTH + b"\r\n", LINK),
            "unseen script_shell",
        ),
        (raw(OK + b"Content-Encoding: zstd\r\n\r\n", b"garbage" * 9), "unseen connection_error"),
        (raw(OK + b"Content-Encoding: rot13\r\n\r\n", b"\x1f\x9d\x90" + b"garbage" * 9), "unseen not_html"),
        (raw(OK + b"Content-Encoding: gzip, gzip, gzip, gzip\r\n\r\n", LINK), "unseen connection_error"),
    ],
)
async def test_a_servers_manners_decide_what_was_seen(web: Web, serve: Raw, expected: str) -> None:
    web.answers["/page"] = serve
    started = time.monotonic()
    assert said(await look(web)) == expected
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
async def test_a_bomb_is_cut_while_it_unfolds(web: Web, coding: str) -> None:
    zeros = bytes(60_000_000)
    bomb = zeros
    for applied in coding.split(", "):
        bomb = COMPRESS[applied](bomb)
    del zeros
    web.answers["/page"] = Answer(bomb, headers=[("Content-Encoding", coding)])
    tracemalloc.start()
    assert said(await look(web)) == "unseen too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


PAGE = b"<!doctype html><title>Tools</title><p>" + b"Words that an editor wrote about it. " * 20
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


FILES = {
    **{coding: COMPRESS[coding](PAGE) for coding in ("gzip", "br", "zstd")},
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj",
    "png": PNG + PAGE,
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + PAGE,
    "gif": b"GIF89a\x01\0\x01\0" + PAGE,
    "zip": b"PK\x03\x04\x14\0" + PAGE,
    "zeros": b"\0" * 400 + PAGE,
}


# Named, as gzip writes the second into its file: two workers would collect two different tests.
@pytest.mark.parametrize("body", FILES.values(), ids=FILES)
async def test_a_file_that_is_called_a_page_is_not_read_as_one(web: Web, body: bytes) -> None:
    web.answers["/page"] = Answer(body)
    assert said(await look(web)) == "unseen not_html"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xef\xbb\xbf \n" + PAGE + LINK, "text/html"),
        (b"\n\n" + PAGE + b"a stray \x01 and \x00" + LINK, "text/html"),
        ((PAGE + LINK).decode().encode("utf-16"), "text/html"),
        ((PAGE + LINK).decode().encode("utf-16-le"), "text/html; charset=utf-16le"),
        ("<p>\u9053\u5177\u306e\u672c".encode("iso2022_jp") + LINK, "text/html; charset=iso-2022-jp"),
    ],
)
async def test_a_page_of_odd_bytes_is_still_a_page(web: Web, body: bytes, content_type: str) -> None:
    web.answers["/page"] = Answer(body, content_type=content_type)
    assert said(await look(web)) == "live"


async def test_a_page_of_just_under_five_megabytes_is_read(web: Web) -> None:
    web.answers["/page"] = Answer(b"<p>" + b"word " * 990_000 + LINK)
    assert said(await look(web, limits=Limits())) == "live"


@pytest.mark.parametrize(
    "html",
    [
        b"<div>" * 200_000,
        b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">",
        b"<font color=1>" * 50_000 + b"</p>" * 50_000,
    ],
)
async def test_a_page_made_to_take_forever_is_given_up_and_the_loop_goes_on(web: Web, html: bytes) -> None:
    web.answers["/page"] = Answer(html + LINK)
    longest = 0.0

    async def heartbeat() -> None:
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.005)
            longest = max(longest, time.monotonic() - before)

    beating = asyncio.create_task(heartbeat())
    async with looking(web, Limits()) as checker:
        seen = await checker.look("http://techblog.example/page", TARGET)
        web.answers["/page"] = Answer(LINK)
        after = await checker.look("http://techblog.example/page", TARGET)
    beating.cancel()
    assert seen.verdict.value in ("unseen", "live")
    if seen.verdict.value == "unseen":
        assert said(seen) == "unseen timeout"
        assert "took too long to read" in seen.detail
    assert said(after) == "live"
    assert longest < 1.0


async def test_large_pages_many_at_once_stay_within_memory(web: Web) -> None:
    web.answers["/page"] = Answer(b"<p>" + b"word " * 900_000 + LINK)
    async with looking(web, Limits()) as checker:
        seen = await asyncio.gather(
            *(checker.look("http://techblog.example/page", TARGET) for _ in range(20))
        )
    assert {said(one) for one in seen} == {"live"}


def answer(body: bytes, *lines: bytes) -> bytes:
    head = OK + b"".join(line + b"\r\n" for line in lines) + b"Content-Length: %d\r\n\r\n" % len(body)
    return head + body


@pytest.mark.parametrize("pause", [0.0, 0.02], ids=["in one piece", "in two"])
async def test_an_answer_that_nobody_asked_for_is_no_pages(web: Web, pause: float) -> None:
    sent: list[bytes] = []

    async def twice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent.append(b"")
        while True:
            writer.write(answer(PAGE, b"X-Robots-Tag: noindex"))
            if pause:
                await writer.drain()
                await asyncio.sleep(pause)
            writer.write(answer(LINK))
            await reader.readuntil(b"\r\n\r\n")

    web.answers["/page"] = twice
    async with looking(web) as checker:
        for _ in range(3):
            seen = await checker.look("http://techblog.example/page", TARGET)
            assert said(seen) == "missing header_noindex"
            await asyncio.sleep(2 * pause)
    assert len(sent) == 3


async def test_what_is_left_of_an_answer_is_not_taken_for_the_next(web: Web) -> None:
    async def body_where_none_is_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 204 No\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(LINK * 20 + answer(PAGE))

    web.answers["/page"] = body_where_none_is_read
    web.answers["/next"] = Answer(PAGE)
    async with looking(web) as checker:
        assert said(await checker.look("http://techblog.example/page", TARGET)) == "unseen script_shell"
        assert said(await checker.look("http://techblog.example/next", TARGET)) == "missing"


async def test_odd_words_in_a_head_cost_no_time_and_no_answer(web: Web) -> None:
    odd = b"1" * 50_000
    web.answers["/page"] = raw(answer(LINK, b"Refresh: " + odd + b"x"))
    assert said(await look(web)) == "live"
    web.answers["/page"] = raw(answer(LINK).replace(b"text/html", b"x/" + b" " * 50_000 + b";"))
    assert said(await look(web)) == "unseen not_html"
    for when in (b"\xb2", b"1.5", b"-1", b"Mon, 23 Nov 2026 10:00:00 +99999999999999999999", odd):
        web.answers["/page"] = raw(b"HTTP/1.1 503 Busy\r\nRetry-After: " + when + b"\r\n\r\n")
        assert said(await look(web)) == "unseen http_error"


async def test_a_server_that_does_not_notice_a_second_request_is_asked_anew(web: Web) -> None:
    served = 0

    async def one_answer_a_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        writer.write(OK + b"Content-Length: %d\r\n\r\n" % len(LINK) + LINK)
        await asyncio.sleep(20)

    web.answers["/page"] = one_answer_a_connection
    async with looking(web, Limits(stall=3.0, overall=10.0)) as checker:
        for _ in range(2):
            assert said(await checker.look("http://techblog.example/page", TARGET)) == "live"
    assert served == 2


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def tls(
    web: Web, authority: trustme.CA, name: str, *, trusted: bool = True, ends: datetime | None = None
) -> str:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=ends).configure_cert(server_side)
    server = await asyncio.start_server(web.serve, "127.0.0.1", 0, ssl=server_side)
    port = server.sockets[0].getsockname()[1]
    context = ssl.create_default_context()
    if trusted:
        authority.configure_trust(context)
    web.page("/page", LINK.decode())
    async with Checker(
        clock=Clock(),
        limits=FAST,
        ssl_context=context,
        allow_networks=LOOPBACK,
        resolve=lambda host: ["127.0.0.1"],
    ) as checker:
        seen = await checker.look(f"https://techblog.example:{port}/page", TARGET)
    server.close()
    return f"{said(seen)} {seen.detail}"


async def test_a_trusted_certificate_for_the_name_is_accepted(web: Web, authority: trustme.CA) -> None:
    assert (await tls(web, authority, "techblog.example")).startswith("live Live")


async def test_a_certificate_that_is_refused_is_said_to_be_and_why(web: Web, authority: trustme.CA) -> None:
    expired = datetime(2020, 1, 1, tzinfo=UTC)
    for seen, why in (
        (await tls(web, authority, "other.example"), "its certificate is for another name."),
        (await tls(web, authority, "techblog.example", trusted=False), "leads to no known authority"),
        (await tls(web, authority, "techblog.example", ends=expired), "its certificate has expired."),
    ):
        assert seen.startswith("unseen tls_error Could not see the page: techblog.example: its certificate")
        assert why in seen


@pytest.mark.parametrize(
    ("serve", "why"),
    [
        (raw(b"HTTP/1.1 400 Bad Request\r\n\r\n", hold=2.0), "it doesn't answer in TLS there"),
        (
            raw(b"\x15\x03\x01\x00\x02\x02\x46", hold=2.0),
            "it only offers versions of TLS that are out of date",
        ),
        (raw(b"\x15\x03\x03\x00\x02\x02\x70", hold=2.0), "it says that it has no site of that name"),
        (raw(abort=True), "it broke off the TLS handshake"),
    ],
)
async def test_a_handshake_that_fails_is_said_to_be_and_why(serve: Raw, why: str) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(5)
        with suppress(ConnectionError):
            await serve(reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Checker(clock=Clock(), limits=FAST, allow_networks=LOOPBACK) as checker:
        seen = await checker.look(f"https://127.0.0.1:{port}/", TARGET)
    server.close()
    assert (said(seen), why in seen.detail) == ("unseen tls_error", True)


async def test_a_tls_handshake_that_never_ends_is_a_timeout() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Checker(clock=Clock(), limits=FAST, allow_networks=LOOPBACK) as checker:
        seen = await checker.look(f"https://127.0.0.1:{port}/", TARGET)
    server.close()
    assert said(seen) == "unseen timeout"


def test_the_addresses_of_both_families_are_tried_in_turn() -> None:
    assert in_turn(["2600::1", "2600::2", "2600::3", "8.8.8.8", "8.8.4.4"]) == [
        "2600::1",
        "8.8.8.8",
        "2600::2",
        "8.8.4.4",
        "2600::3",
    ]


async def test_an_address_that_does_not_answer_does_not_keep_the_next_from_answering(web: Web) -> None:
    web.page("/page", LINK.decode())
    with ExitStack() as sockets:
        dead = sockets.enter_context(socket.socket())  # takes no connection once its queue is full
        dead.bind(("127.0.0.2", web.port))
        dead.listen(0)
        for _ in range(3):
            waiting = sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.2", web.port))
        for addresses, expected in (
            (["127.0.0.2", "10.0.0.1", "127.0.0.1"], "live"),
            ([*(f"127.0.0.{number}" for number in (3, 4, 5, 6)), "127.0.0.1"], "live"),
            (["127.0.0.2", "127.0.0.3"], "unseen timeout"),
            (["10.0.0.1", "169.254.169.254"], "unseen forbidden_address"),
        ):
            async with Checker(
                clock=Clock(), limits=FAST, allow_networks=LOOPBACK, resolve=lambda host, ips=addresses: ips
            ) as checker:
                seen = await checker.look(f"http://several.example:{web.port}/page", TARGET)
            assert said(seen) == expected


async def test_nobody_at_the_door_is_a_connection_error(web: Web) -> None:
    server = await asyncio.start_server(web.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    seen = await look(web, page=f"http://127.0.0.1:{port}/")
    assert said(seen) == "unseen connection_error"
    assert "refused" in seen.detail


# The same connections behind httpx, and httpx's transports behind the checker


async def test_httpx_goes_out_through_the_same_guard(web: Web) -> None:
    web.page("/page", LINK.decode())
    web.redirect("/inside", "http://169.254.169.254/")
    web.answers["/gz"] = Answer(gzip.compress(LINK), headers=[("Content-Encoding", "gzip")])
    wires = Wires(allow_networks=LOOPBACK, limits=FAST)
    async with httpx.AsyncClient(transport=GuardedTransport(wires, FAST), follow_redirects=True) as client:
        base = f"http://127.0.0.1:{web.port}"
        answer = await client.get(f"{base}/page")
        assert (answer.status_code, answer.content) == (200, LINK)
        assert (await client.get(f"{base}/gz")).content == LINK
        with pytest.raises(httpx.ConnectError, match="not a public web address"):
            await client.get(f"{base}/inside")
        web.answers["/page"] = raw(hold=5)
        with pytest.raises(httpx.ReadTimeout):
            await client.get(f"{base}/page")


async def test_any_httpx_transport_can_stand_in_for_the_network() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        if request.url.path == "/down":
            raise httpx.ConnectError("down")
        return httpx.Response(200, html=LINK.decode())

    async with Checker(clock=Clock(), transport=httpx.MockTransport(answer)) as checker:
        assert said(await checker.look("https://techblog.com/page", TARGET)) == "live"
        assert said(await checker.look("https://techblog.com/down", TARGET)) == "unseen connection_error"
