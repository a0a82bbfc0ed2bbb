"""How a robots.txt is come by and in which bytes: what Google makes of the same file, and nothing worse."""

import asyncio
import gzip
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from small_web import FAST, LOOPBACK, Answer, Web, look, looking, said

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.watch.watcher import WatchLimits
from bot.links.wire.reply import Limits

LINK = '<p>A page of some words <a href="https://acme.com/guide">the guide</a>'
SHUT = "live robots_txt_blocked"
#: What Google reads of a file, in bytes.
KIB_500 = 500 * 1024
WORDS = b"# words that fill a line of a large file\n"
SINCE = datetime(2026, 11, 20, tzinfo=UTC)
ALL = b"User-agent: *\nDisallow: /\n"


async def answer(web: Web, robots: Answer, path: str = "/page") -> str:
    web.answers["/robots.txt"] = robots
    web.page(path, LINK)
    return said(await look(web, path))


@pytest.mark.parametrize(
    ("robots", "path", "expected"),
    [
        # Byte order marks: one, whole or begun, at the beginning alone.
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/page", SHUT),
        (b"\xef\xbbUser-agent: *\nDisallow: /", "/page", SHUT),
        (b"\xefUser-agent: *\nDisallow: /", "/page", SHUT),
        (b"\xef\xbb\xbf\xef\xbb\xbfUser-agent: *\nDisallow: /", "/page", "live"),
        (b"User-agent: *\n\xef\xbb\xbfDisallow: /", "/page", "live"),
        # Line ends: carriage returns too, but no other character that is one elsewhere.
        (b"User-agent: *\rDisallow: /", "/page", SHUT),
        (b"User-agent: *\r\n\r\nDisallow: /page\r\n", "/page", SHUT),
        ("User-agent: *\nAllow: /\u2028Disallow: /page".encode(), "/page", "live"),
        (b"User-agent: *\nAllow: /\x0cDisallow: /page\n", "/page", "live"),
        # Bytes that are no UTF-8 are what addresses escape them to.
        (b"User-agent: *\nDisallow: /caf\xe9", "/caf%E9", SHUT),
        (b"User-agent: *\nDisallow: /caf\xe9", "/caf%EF%BF%BD", "live"),
        (b"User-agent: *\nDisallow: /caf\xc3\xa9", "/caf%C3%A9", SHUT),
        (b"User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9", SHUT),
        # White space is ASCII's: others belong to the rule, and so to an address that nobody has.
        (b"User-agent: *\nDisallow: /\xc2\xa0", "/page", "live"),
        (b"User-agent: *\nDisallow: /page\xc2\x85", "/page", "live"),
        (b"User-agent: *\nDisallow: \x0b/page\x0c", "/page", SHUT),
        # A key is known by its beginning.
        (b"User-agents: *\nDisallows: /page", "/page", SHUT),
        (b"User-agent: *\nDisallow: /\nAllowed: /page", "/page", "live"),
        (b"User-agent: *\nDisallow-for-all: /page", "/page", SHUT),
        (b"User-agent: *\nx-Disallow: /page", "/page", "live"),
        (b"User-agent: *\n" + b"Disallow".ljust(60, b"x") + b": /page", "/page", SHUT),
        # Of a line with a zero byte what comes before it counts.
        (b"User-agent: *\nDisallow: /pa\x00ther", "/page", SHUT),
        (b"User-agent: *\n\x00Disallow: /page", "/page", "live"),
        # A colon alone is nothing.
        (b"User-agent: *\nDisallow: /\n: Googlebot\nAllow: /page", "/page", "live"),
    ],
)
async def test_google_reads_the_same_bytes_so(web: Web, robots: bytes, path: str, expected: str) -> None:
    assert await answer(web, Answer(robots, content_type="text/plain"), path) == expected


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("before", "expected"), [(KIB_500 - len(ALL), SHUT), (KIB_500, "live"), (2 * KIB_500, "live")]
)
async def test_the_first_500_kib_count(web: Web, before: int, expected: str, packed: bool) -> None:
    filled = (WORDS * (before // len(WORDS) + 1))[: before - 1] + b"\n"
    body, headers = filled + ALL, [("Content-Encoding", "gzip")] if packed else []
    robots = Answer(gzip.compress(body) if packed else body, headers=headers, content_type="text/plain")
    assert await answer(web, robots) == expected


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "image/png", "", None])
async def test_its_content_type_does_not_matter(web: Web, kind: str | None) -> None:
    assert await answer(web, Answer(ALL, content_type=kind)) == SHUT


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((status, SHUT) for status in (200, 203, 429, 500, 503, 599)),
        *((status, "live") for status in (204, 304, 400, 410, 418, 451)),
    ],
)
async def test_its_status_speaks_as_google_says(web: Web, status: int, expected: str) -> None:
    assert await answer(web, Answer(b"" if status in (204, 304) else ALL, status)) == expected


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(("hops", "expected"), [(1, SHUT), (5, SHUT), (6, "live")])
async def test_five_redirects_of_it_are_followed(web: Web, status: int, hops: int, expected: str) -> None:
    for hop in range(1, hops):
        web.redirect(f"/r{hop}", f"/r{hop + 1}", status)
    web.answers[f"/r{hops}"] = Answer(ALL)
    assert await answer(web, Answer(b"", status, [("Location", "/r1")])) == expected


async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ALL)
    await asyncio.sleep(30)


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ALL)


@pytest.mark.parametrize(
    "where",
    [
        *("/robots.txt", "/", "ftp://other.example/", "http://:/", "http://nobody:pw@techblog.example/r"),
        *("http://techblog.example:22/r", "http://10.0.0.1/r", "http://[::ffff:169.254.169.254]/r"),
    ],
)
async def test_one_that_leads_nowhere_says_nothing(web: Web, where: str) -> None:
    web.page("/", "<p>Home")
    assert await answer(web, Answer(b"", 302, [("Location", where)])) == "live"


@pytest.mark.parametrize("broken", [stall, hang_up])
async def test_one_that_never_comes_says_nothing(web: Web, broken: object) -> None:
    web.answers["/robots.txt"] = broken  # type: ignore[assignment]
    web.page("/page", LINK)
    seen = await look(web, limits=Limits(connect=1.0, stall=0.3, overall=0.6, whole=8.0))
    assert said(seen) == "live"


async def test_one_that_lies_inside_is_not_fetched(web: Web) -> None:
    """A page may be where a network is opened; its robots.txt can't lead to the address next door."""
    asked: list[str] = []

    async def next_door(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append("connected")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n" + ALL)

    server = await asyncio.start_server(next_door, "127.0.0.2", web.port)
    web.page("/page", LINK)
    web.redirect("/robots.txt", f"http://127.0.0.2:{web.port}/robots.txt")
    page = f"http://127.0.0.1:{web.port}/page"
    for allowed, expected in (([ip_network("127.0.0.1/32")], "live"), (LOOPBACK, SHUT)):
        async with Checker(clock=Clock(), limits=FAST, allow_networks=allowed) as checker:
            assert said(await checker.look(page, "https://acme.com/guide")) == expected
        assert bool(asked) == (allowed is LOOPBACK)
    server.close()


async def test_naming_everyone_over_and_over_multiplies_no_rules(web: Web) -> None:
    robots = b"User-agent: *\n" * 17_000 + b"Disallow: /x\n" * 19_000 + b"Disallow: /page\n"
    assert len(robots) < KIB_500
    assert await answer(web, Answer(robots, content_type="text/plain")) == SHUT


async def test_sitemaps_in_odd_spellings_are_found(web: Web) -> None:
    web.answers["/robots.txt"] = Answer(b"Site-map: /caf\xe9.xml\nUser-agent: *\nDisallow:\n")
    web.page("/", "<p>Hello")
    async with looking(web) as checker:
        await checker.watcher().listing("techblog.example", SINCE, limits=WatchLimits(host_delay=0.0))
    assert "/caf%E9.xml" in web.asked
