"""Many pages at once: as fast as the machine allows, and gentle to each host."""

import asyncio
import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.links.checker import Checker, Want
from storage.errors import Mendable
from storage.observation import Observation
from storage.sites import host_of
from storage.words import RelAgreed

WINDOW = 5000
_MOST_AT_ONCE = 50
_RELS = {
    "": None,
    "dofollow": RelAgreed.DOFOLLOW,
    "follow": RelAgreed.DOFOLLOW,
    "nofollow": RelAgreed.NOFOLLOW,
    "sponsored": RelAgreed.SPONSORED,
}
_EXAMPLE = "page,target,anchor,rel"


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
        raise Mendable("The file has no header with page and target.", "Make its first line:", _EXAMPLE)
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


class Batch:
    """Looks at every row's page: ``concurrency`` at once, one at a time of each host, ``host_delay`` apart.

    Rows that ask about one page while it waits share one look. At most ``WINDOW`` rows wait in memory.
    """

    def __init__(self, checker: Checker, rows: Iterator[Row], concurrency: int, host_delay: float) -> None:
        self._checker = checker
        self._rows = rows
        self._concurrency = concurrency
        self._host_delay = host_delay
        self._waiting = 0
        self._exhausted = False
        self._pages: dict[str, dict[str, list[Row]]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._wake = asyncio.Event()

    async def run(self, answer: Callable[[Row, Observation], None]) -> None:
        """Call ``answer`` with each row as it finishes."""
        visitors = [asyncio.create_task(self._visit(answer)) for _ in range(self._concurrency)]
        try:
            await asyncio.gather(*visitors)
        finally:
            for visitor in visitors:
                visitor.cancel()
            await asyncio.gather(*visitors, return_exceptions=True)

    async def _visit(self, answer: Callable[[Row, Observation], None]) -> None:
        while (host := await self._next_host()) is not None:
            pages = self._pages[host]
            page, rows = next(iter(pages.items()))
            now, later = rows[:_MOST_AT_ONCE], rows[_MOST_AT_ONCE:]
            if later:
                pages[page] = later
            else:
                del pages[page]
            self._waiting -= len(now)
            wants = [Want(row.target, row.anchor, row.rel) for row in now]
            seen = await self._checker.look_for(page, wants)
            for row, observation in zip(now, seen, strict=True):
                answer(row, observation)
            self._release(host)

    async def _next_host(self) -> str | None:
        while True:
            self._fill()
            if self._ready:
                return self._ready.popleft()
            if self._exhausted and not self._pages:
                self._wake.set()
                return None
            self._wake.clear()
            await self._wake.wait()

    def _release(self, host: str) -> None:
        if not self._host_delay:
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

    def _fill(self) -> None:
        while not self._exhausted and self._waiting < WINDOW and len(self._ready) < 2 * self._concurrency:
            row = next(self._rows, None)
            if row is None:
                self._exhausted = True
                return
            host = host_of(row.page) or row.page
            self._pages.setdefault(host, {}).setdefault(row.page, []).append(row)
            self._waiting += 1
            if host not in self._busy:
                self._busy.add(host)
                self._ready.append(host)
