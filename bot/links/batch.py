"""Many pages at once: as fast as the machine allows, and gentle to each host."""

import asyncio
import csv
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot import garbage
from bot.clock import Clock
from bot.links.answers import as_json as json_line
from bot.links.answers import on_a_line
from bot.links.checker import Checker, Want
from bot.links.rendering.switch import wanted_renderer
from bot.links.urls import host_in
from bot.links.wire.addresses import Network
from storage.errors import Mendable
from storage.watch.observation import Observation
from storage.words import RelAgreed

WINDOW = 5000
_ROOM = 500
_MOST_AT_ONCE = 50
_RELS = {
    "": None,
    "dofollow": RelAgreed.DOFOLLOW,
    "follow": RelAgreed.DOFOLLOW,
    "nofollow": RelAgreed.NOFOLLOW,
    "sponsored": RelAgreed.SPONSORED,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the input: its number from 0, and what it asks."""

    number: int
    page: str
    target: str
    anchor: str | None = None
    rel: RelAgreed | None = None


def rows_in(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a CSV with a header, one by one; raises ``Mendable`` for what is none, naming the line."""
    source = iter(lines)
    header_line = next(source, "")
    delimiter = max(",;\t", key=header_line.count)
    names = [name.strip().strip('"').lower() for name in header_line.strip("\r\n").split(delimiter)]
    if "page" not in names or "target" not in names:
        raise Mendable(
            "The file has no header with page and target.",
            "Make its first line page,target,anchor,rel; anchor and rel may be left out.",
        )
    reader = csv.reader((line.replace("\x00", "") for line in source), delimiter=delimiter)
    number = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            given = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            rel = given.get("rel", "").lower()
            if rel not in _RELS:
                raise Mendable(
                    f"Line {reader.line_num + 1}: rel {rel[:40]!r} is none of dofollow, nofollow, sponsored.",
                    "Correct it or leave it empty.",
                )
            yield Row(number, given["page"], given.get("target", ""), given.get("anchor") or None, _RELS[rel])
            number += 1
    except csv.Error as error:
        raise Mendable(f"Line {reader.line_num + 1} is no CSV: {error}.") from None


Answers = Callable[[Sequence[tuple[str, str]]], None]
"""Takes the verdict of each row that is done and the line to print for it, several rows at a time."""


async def run_here(
    rows: Iterator[Row],
    networks: Sequence[Network],
    concurrency: int,
    host_delay: float,
    answer: Answers,
    *,
    as_json: bool,
) -> None:
    """Look at every row's page in this process; what one turn of the loop finishes is answered together."""
    garbage.collect_less()
    done: list[tuple[str, str]] = []
    some_done = asyncio.Event()

    def said(row: Row, seen: Observation) -> None:
        done.append((seen.verdict.value, json_line(row.number, seen) if as_json else on_a_line(seen)))
        some_done.set()

    def tell() -> None:
        some_done.clear()
        if done:
            answer(done)
            done.clear()

    async def keep_telling() -> None:
        while True:
            await some_done.wait()
            tell()

    async with Checker(clock=Clock(), allow_networks=networks, renderer=wanted_renderer()) as checker:
        telling = asyncio.create_task(keep_telling())
        looking = asyncio.create_task(Batch(checker, rows, concurrency, host_delay).run(said))
        try:
            await asyncio.wait((telling, looking), return_when=asyncio.FIRST_COMPLETED)
            if telling.done():
                telling.result()  # nobody listens any more: raises why
            tell()
            looking.result()
        finally:
            telling.cancel()
            looking.cancel()
            await asyncio.gather(telling, looking, return_exceptions=True)


class Batch:
    """Looks at every row's page: ``concurrency`` at once, one at a time of each host, ``host_delay`` apart.

    Rows that ask about one page while it waits share one look. At most ``WINDOW`` rows wait in memory.
    """

    def __init__(self, checker: Checker, rows: Iterator[Row], concurrency: int, host_delay: float) -> None:
        self._checker = checker
        self._intake = _Intake(rows, self._wake_up)
        self._concurrency = concurrency
        self._host_delay = host_delay
        self._pages: dict[str, dict[str, list[Row]]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._wake = asyncio.Event()

    def _wake_up(self) -> None:
        self._wake.set()

    async def run(self, answer: Callable[[Row, Observation], None]) -> None:
        """Call ``answer`` with each row as it finishes."""
        self._intake.start()
        visitors = [asyncio.create_task(self._visit(answer)) for _ in range(self._concurrency)]
        try:
            await asyncio.gather(*visitors)
        finally:
            self._intake.stop()
            for visitor in visitors:
                visitor.cancel()
            await asyncio.gather(*visitors, return_exceptions=True)
        if self._intake.failure is not None:
            raise self._intake.failure

    async def _visit(self, answer: Callable[[Row, Observation], None]) -> None:
        while (host := await self._next_host()) is not None:
            pages = self._pages[host]
            page, rows = next(iter(pages.items()))
            now, later = rows[:_MOST_AT_ONCE], rows[_MOST_AT_ONCE:]
            if later:
                pages[page] = later
            else:
                del pages[page]
            self._intake.let_in(len(now))
            wants = [Want(row.target, row.anchor, row.rel) for row in now]
            seen = await self._checker.look_for(page, wants)
            for row, observation in zip(now, seen, strict=True):
                answer(row, observation)
            self._release(host)

    async def _next_host(self) -> str | None:
        while True:
            self._wake.clear()
            self._sort_in()
            if self._ready:
                return self._ready.popleft()
            if self._intake.exhausted and not self._intake.arrived and not self._pages:
                self._wake.set()
                return None
            await self._wake.wait()

    def _release(self, host: str) -> None:
        last = self._intake.exhausted and not self._intake.arrived and not self._pages[host]
        if not self._host_delay or last:
            self._again(host)
        else:
            asyncio.get_running_loop().call_later(self._host_delay, self._again, host)

    def _again(self, host: str) -> None:
        """The host may be visited again."""
        self._busy.discard(host)
        if self._pages.get(host):
            self._busy.add(host)
            self._ready.append(host)
        else:
            self._pages.pop(host, None)
        self._wake.set()

    def _sort_in(self) -> None:
        """Take in what has arrived, by host and page."""
        arrived = self._intake.arrived
        while arrived:
            row = arrived.popleft()
            host = host_in(row.page) or row.page
            self._pages.setdefault(host, {}).setdefault(row.page, []).append(row)
            if host not in self._busy:
                self._busy.add(host)
                self._ready.append(host)
                self._wake.set()


class _Intake:
    """Reads rows in a thread of its own, so that slow input never holds up the looks in flight."""

    def __init__(self, rows: Iterator[Row], wake: Callable[[], None]) -> None:
        self._rows = rows
        self._wake = wake
        self._loop = asyncio.get_running_loop()
        self._stopped = False
        self._done = 0
        self._room = threading.Event()
        self._go_on_at = sys.maxsize
        self.arrived: deque[Row] = deque()
        self.exhausted = False
        self.failure: Exception | None = None

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, name="rows", daemon=True).start()

    def stop(self) -> None:
        """Read no further."""
        self._stopped = True
        self._room.set()

    def let_in(self, rows: int) -> None:
        """So many rows are done with; as many may come in."""
        self._done += rows
        if self._done >= self._go_on_at:
            self._room.set()

    def _read(self) -> None:
        try:
            for number, row in enumerate(self._rows):
                if number - self._done >= WINDOW:
                    self._wait_for_room(number)
                if self._stopped:
                    return
                self.arrived.append(row)
                if len(self.arrived) == 1:
                    self._notify()
        except Exception as error:
            self.failure = error
        self.exhausted = True
        self._notify()

    def _wait_for_room(self, number: int) -> None:
        # For many rows at once: each time this thread goes on, the event loop has to stop for it.
        self._go_on_at = number - WINDOW + _ROOM
        while self._done < self._go_on_at and not self._stopped:
            self._room.wait()
            self._room.clear()
        self._go_on_at = sys.maxsize

    def _notify(self) -> None:
        if not self._stopped:
            self._loop.call_soon_threadsafe(self._wake)
