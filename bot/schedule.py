"""Short ticks: what is due is always a row, so a tick that comes late, twice or never alone loses nothing."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Awaitable[object]]

#: A wall clock that runs away from the monotonic one by more than this was set by somebody.
CLOCK_JUMP_SECONDS = 2.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Running:
    """One job: never twice at a time; a call during a run makes it run once more."""

    job: Job
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    again: bool = False

    def __post_init__(self) -> None:
        self.idle.set()


@dataclass(slots=True)
class Ticker:
    """Calls each job every ``seconds``, and at once when poked.

    APScheduler fires the ticks (memory store, coalesced, one instance, no grace time). It sleeps towards a
    wall-clock time, so a clock set back by an hour would silence it for that hour: a watch moves its jobs
    when that happens. Errors are logged once and end only that tick.
    """

    jobs: Mapping[str, Job]
    seconds: float
    _scheduler: AsyncIOScheduler = field(init=False)
    _running: dict[str, _Running] = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(init=False, default_factory=set)
    _watch: asyncio.Task[None] | None = field(init=False, default=None)
    _stopped: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._running = {name: _Running(job) for name, job in self.jobs.items()}
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin; the first tick comes at once."""
        now = datetime.now(UTC)
        for name in self.jobs:
            self._scheduler.add_job(
                self._tick, "interval", args=[name], id=name, seconds=self.seconds, next_run_time=now
            )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._follow_the_clock())

    def poke(self, name: str) -> None:
        """Run a job as soon as may be: its rows have just been written."""
        if self._stopped:
            return
        if not self._running[name].idle.is_set():
            self._running[name].again = True
            return
        task = asyncio.create_task(self.run(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """No more ticks; waits for those that run, whose work is bounded."""
        self._stopped = True
        if self._watch is not None:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.gather(*(running.idle.wait() for running in self._running.values()))
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def run(self, name: str) -> None:
        """Run a job; when it runs already, once more after that. Returns once it has."""
        running = self._running[name]
        if self._stopped:
            return
        if not running.idle.is_set():
            running.again = True
            await running.idle.wait()
            return
        running.idle.clear()
        try:
            while True:
                running.again = False
                try:
                    await running.job()
                except Exception:
                    log.exception("a tick failed", job=name)
                if not running.again or self._stopped:
                    return
        finally:
            running.idle.set()

    async def _tick(self, name: str) -> None:
        """Return at once: APScheduler complains of jobs that outlast their interval, and ours may."""
        self.poke(name)

    async def _follow_the_clock(self) -> None:
        apart = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(min(self.seconds, 5.0))
            now_apart = time.time() - time.monotonic()
            if abs(now_apart - apart) > CLOCK_JUMP_SECONDS:
                log.warning("the clock was set", by_seconds=round(now_apart - apart))
                for name in self.jobs:
                    self._scheduler.modify_job(name, next_run_time=datetime.now(UTC))
            apart = now_apart
