"""How fast scheduled checks are, from what is due in the ledger to what was seen in it again.

Run: ``.venv/bin/python tests/benchmarks/whole.py [--pages 2000] [--hosts 250] [--rounds 3]``

The bot's own ``Visits`` and ``Checker`` on one core, SQLite (PostgreSQL too where OUTREACH_TEST_POSTGRES
names a server), plain HTTP from a process of its own: the pages of ``checker.py``, 60 KB in the median, gzip,
with robots.txt, no pause between the pages of a host; nine of ten have the link. ``first look`` writes
history, backlinks, won tasks and posts; ``again`` is the same pages a day later, with another word in them,
so that they are read whole; ``unchanged`` is another day later, and they answer 304.
"""

import argparse
import asyncio
import gzip
import ipaddress
import os
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from checker import page_html  # noqa: E402
from filling import analysed, fill, ledger  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from bot.clock import Clock  # noqa: E402
from bot.engine.visits import Limits, Visits  # noqa: E402
from bot.links.checker import Checker  # noqa: E402
from storage.models import Placement  # noqa: E402
from storage.watch import checks  # noqa: E402
from storage.words import PlacementState  # noqa: E402


async def serve(port: int, pages: int) -> None:
    """The web, on every address of 127.0.0.0/8; a line on stdout when it is ready."""
    html = [page_html(number) for number in range(pages)]
    bodies = [[gzip.compress(one + end, 6) for one in html] for end in (b"", b"<!-- another day -->")]
    asked = [0] * pages
    rules = b"User-agent: *\nDisallow: /admin\n"
    robots = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(rules) + rules

    class Server(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport: asyncio.Transport = transport  # type: ignore[assignment]
            self.buffer = b""

        def data_received(self, data: bytes) -> None:
            self.buffer += data
            while b"\r\n\r\n" in self.buffer:
                head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
                self.transport.write(self.answer(head))

        def answer(self, head: bytes) -> bytes:
            path = head.split(b" ", 2)[1]
            if path == b"/robots.txt":
                return robots
            number = int(path.rpartition(b"/")[2]) % pages
            day = asked[number] % 3
            asked[number] += 1
            if day == 2 and b"if-none-match" in head.lower():
                return b"HTTP/1.1 304 Not Modified\r\n\r\n"
            body = bodies[day % 2][number]
            return (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
                b'ETag: "%d-%d"\r\nContent-Length: %d\r\n\r\n' % (number, day, len(body))
            ) + body

    await asyncio.get_running_loop().create_server(Server, "0.0.0.0", port, backlog=4096)
    print("ready", flush=True)
    await asyncio.Event().wait()


@contextmanager
def _on_one_core() -> Iterator[None]:
    """The bot on one core, and whoever was started before on the others."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


async def rates(database: str, port: int, pages: int, hosts: int) -> tuple[float, ...]:
    """Pages a second and milliseconds of processor time a page: first looks, the same again, unchanged."""
    clock = Clock()
    allowed = [ipaddress.ip_network("127.0.0.0/8")]
    async with ledger(database) as store, Checker(clock=clock, allow_networks=allowed) as checker:
        names = [f"127.9.{n // 250}.{n % 250 + 1}" for n in range(hosts)]
        places = [(names[n % hosts], f"http://{names[n % hosts]}:{port}/p/{n}") for n in range(pages)]
        now = datetime.now(UTC)
        await fill(store, places, now=now, due_at=lambda _: now)
        found: list[float] = []
        for _ in range(3):
            await analysed(store)  # a server has within a minute
            visits = Visits(store, checker, clock, limits=Limits(host_delay=0.0))
            started, worked = time.perf_counter(), time.process_time()
            await visits.settle()
            found.append(pages / (time.perf_counter() - started))
            found.append((time.process_time() - worked) / pages * 1000)
            await visits.drain(5)
            clock.advance(timedelta(days=1))
            await checks.bring_forward(store, clock.now())
        async with store.read() as session:
            live = await session.scalar(
                select(func.count()).select_from(Placement).where(Placement.state == PlacementState.LIVE)
            )
        if live != pages - len(range(0, pages, 10)):
            raise SystemExit(f"{live} of {pages} links were found")
        return tuple(found)


async def main(pages: int, hosts: int, rounds: int) -> None:
    """Measure and print."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    web = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__)),
        "--web",
        str(port),
        "--pages",
        str(pages),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert web.stdout is not None
        await web.stdout.readline()
        for database in ["sqlite", *(["postgresql"] if os.environ.get("OUTREACH_TEST_POSTGRES") else [])]:
            with _on_one_core():
                found = [await rates(database, port, pages, hosts) for _ in range(rounds)]
            medians = [statistics.median(column) for column in zip(*found, strict=True)]
            said = "   ".join(
                f"{what} {medians[2 * n]:6,.0f} pages/s ({medians[2 * n + 1]:.2f} ms of processor time)"
                for n, what in enumerate(("first look", "again", "unchanged"))
            )
            print(
                f"{database:<12} {said}   "
                f"({pages:,} pages, {hosts} hosts, {rounds} rounds, load {os.getloadavg()[0]:.1f})"
            )
    finally:
        web.terminate()
        await web.wait()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--pages", type=int, default=2000)
    asked.add_argument("--hosts", type=int, default=250)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--web", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.web:
        asyncio.run(serve(given.web, given.pages))
    else:
        asyncio.run(main(given.pages, given.hosts, given.rounds))
