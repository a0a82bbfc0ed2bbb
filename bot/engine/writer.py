"""Writes what visits saw, many visits in one transaction: whatever came in while the last one was written."""

import asyncio
import random
from collections.abc import Callable, Sequence

import structlog

from bot.clock import Clock
from storage.dialect import is_locked
from storage.store import Store
from storage.watch import checks
from storage.watch.due import Visited

#: How many looks go into one transaction; people's changes wait for it on SQLite.
MOST_AT_ONCE = 200
#: How often a busy database is tried again, and how long apart, in seconds.
TRIES, PAUSE = 5, 0.2

log = structlog.get_logger(__name__)

Report = tuple[Visited, "asyncio.Future[bool]"]


class Writer:
    """Takes reports and commits them, several at once; ``written`` is called after every commit."""

    def __init__(
        self, store: Store, clock: Clock, jitter: random.Random, written: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._jitter = jitter
        self._written = written
        self._waiting: list[Report] = []
        self._task: asyncio.Task[None] | None = None

    async def write(self, visited: Visited) -> bool:
        """Write one report, with whatever else waits; False where its lease was lost: nothing is written."""
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((visited, answer))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await answer

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._task is not None:
            await self._task

    async def _drain(self) -> None:
        while self._waiting:
            batch = self._next()
            try:
                await self._write(batch)
            except Exception:
                # One report that can't be written must not take the others with it.
                for report in batch:
                    await self._write_alone(report)
            self._written()

    def _next(self) -> list[Report]:
        """The oldest reports, a host once: what a host's visit says next waits for what it said before."""
        taken: list[Report] = []
        size = 0
        for report in self._waiting:
            size += len(report[0].looked)
            if taken and size > MOST_AT_ONCE:
                break
            taken.append(report)
        self._waiting = self._waiting[len(taken) :]
        return taken

    async def _write_alone(self, report: Report) -> None:
        try:
            await self._write([report])
        except Exception as error:
            if not report[1].done():
                report[1].set_exception(error)

    async def _write(self, batch: Sequence[Report]) -> None:
        visits = [visited for visited, _ in batch]
        for attempt in range(1, TRIES + 1):
            try:
                held = await checks.record_all(
                    self._store, visits, now=self._clock.now(), jitter=self._jitter
                )
                break
            except Exception as error:
                if attempt == TRIES or not is_locked(error):
                    raise
                await asyncio.sleep(PAUSE * attempt)
        for visited, answer in batch:
            if not answer.done():
                answer.set_result(visited.visit.host in held)
