"""Visits to hosts in this process: claim what is due, look, write down what was seen."""

import asyncio
import random
import secrets
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.clock import Clock
from bot.engine.looking import Looker, SiteWatcher
from bot.engine.site_search import Search
from bot.engine.visit import Visit
from bot.engine.writer import Writer
from bot.links.checker import Want
from storage.sites import host_of
from storage.store import Store
from storage.watch import checks, site_pages
from storage.watch.due import HostVisit
from storage.watch.look_answers import WantedLook, answer_look, claim_looks
from storage.watch.observation import Observation
from storage.words import Finding, Verdict

#: How often what a wrong clock put off is looked for, in seconds.
SET_RIGHT_EVERY = 600.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is done at once, and how gently; times in seconds.

    A page is only begun while the lease still has ``longest_look`` to go, so no visit outlives its lease; a
    visit that goes on renews it with every report. After a kill, its hosts are due again within ``lease``.
    """

    hosts_at_once: int = 250
    pages_a_visit: int = 50
    looks_at_once: int = 20
    host_delay: float = 1.0
    lease: float = 60.0
    longest_look: float = 40.0
    report_every: float = 2.0

    def __post_init__(self) -> None:
        if self.lease <= self.longest_look + self.report_every + self.host_delay:
            raise ValueError("a lease must outlast the longest look")


class Visits:
    """Looks at whatever is due, many hosts at once, one page of a host at a time.

    ``tick`` may be called at any time, by any number of processes on one database. ``on_posts`` is called
    whenever something may have come to be said in Slack.
    """

    def __init__(
        self,
        store: Store,
        checker: Looker,
        clock: Clock,
        *,
        limits: Limits | None = None,
        watcher: SiteWatcher | None = None,
        jitter: random.Random | None = None,
    ) -> None:
        self.on_posts: Callable[[], None] = lambda: None
        self.store = store
        self.clock = clock
        self.limits = limits or Limits()
        self._checker = checker
        self._watcher = watcher
        self._jitter = jitter or random.Random()  # noqa: S311 - it spreads load, it keeps no secret
        self._writer = Writer(store, clock, self._jitter, lambda: self.on_posts())
        self._running: set[asyncio.Task[None]] = set()
        self._looking: set[asyncio.Task[None]] = set()
        self._claiming = asyncio.Lock()
        self._more = False
        self._stopping = False
        self._set_right_at: float | None = None
        # One page of a host at a time in this process, whether it was due or asked for.
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def in_hand(self) -> int:
        """How many hosts are visited and asked-for looks taken now."""
        return len(self._running) + len(self._looking)

    async def tick(self) -> int:
        """Start on what is due, without waiting for it; how many visits and looks were started."""
        async with self._claiming:
            await self._set_right()
            return await self._take_looks() + await self._take_hosts()

    async def drain(self, seconds: float) -> None:
        """Begin nothing more and wait for what is in hand; what is not done by then is due again later."""
        self._stopping = True
        async with self._claiming:
            tasks = {*self._running, *self._looking}
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._writer.close()

    async def settle(self) -> None:
        """Wait until nothing is in hand and nothing more is due now."""
        while await self.tick() or self.in_hand:
            if self.in_hand:
                await asyncio.wait({*self._running, *self._looking})

    async def _set_right(self) -> None:
        running = asyncio.get_running_loop().time()
        if self._set_right_at is None or running - self._set_right_at > SET_RIGHT_EVERY:
            self._set_right_at = running
            await checks.set_right(self.store, now=self.clock.now())

    async def _take_hosts(self) -> int:
        free = self.limits.hosts_at_once - len(self._running)
        if free <= 0 or self._stopping:
            self._more = self._more or free <= 0
            return 0
        claimed = await checks.claim(
            self.store,
            now=self.clock.now(),
            token=secrets.token_hex(16),
            lease=timedelta(seconds=self.limits.lease),
            hosts=free,
            pages=self.limits.pages_a_visit,
        )
        self._more = len(claimed) == free or any(
            len(visit.due) == self.limits.pages_a_visit for visit in claimed
        )
        for visit in claimed:
            self._start(self._running, self._visit(visit), host=visit.host)
        return len(claimed)

    async def _take_looks(self) -> int:
        free = self.limits.looks_at_once - len(self._looking)
        if free <= 0 or self._stopping:
            return 0
        claimed = await claim_looks(
            self.store,
            now=self.clock.now(),
            token=secrets.token_hex(16),
            lease=timedelta(seconds=self.limits.lease),
            limit=free,
        )
        for look in claimed:
            self._start(self._looking, self._answer(look), look=look.id)
        return len(claimed)

    def _start(
        self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None], **context: object
    ) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                log.error("a visit failed; it is tried again when its lease ends", exc_info=error, **context)
            if self._more and not self._stopping and len(self._running) <= self.limits.hosts_at_once // 2:
                self._more = False
                self._start(self._looking, self._refill())

        task.add_done_callback(ended)

    async def _refill(self) -> None:
        """More was due than could be begun: go on without waiting for the next tick."""
        async with self._claiming:
            await self._take_hosts()

    async def _visit(self, visit: HostVisit) -> None:
        await Visit(
            visit,
            limits=self.limits,
            clock=self.clock,
            look=self._look,
            report=self._writer.write,
            search=self._search(),
            stopping=lambda: self._stopping,
        ).run()

    def _search(self) -> Search | None:
        """What it takes to search sites; None where nobody lists their pages."""
        if self._watcher is None:
            return None
        return Search(
            watcher=self._watcher,
            recall=lambda due: site_pages.known(self.store, due),
            turn=self._turn,
            clock=self.clock,
            longest=self.limits.longest_look,
            host_delay=self.limits.host_delay,
        )

    def _turn(self, host: str) -> asyncio.Lock:
        """What whoever asks something of ``host`` holds meanwhile."""
        lock = self._hosts.get(host)
        if lock is None:
            lock = self._hosts[host] = asyncio.Lock()
        return lock

    async def _look(self, page: str, wants: Sequence[Want]) -> list[Observation]:
        """One look, alone on its host."""
        host = host_of(page)
        try:
            async with self._turn(host), asyncio.timeout(self.limits.longest_look):
                return list(await self._checker.look_for(page, wants))
        except TimeoutError:
            # Frames and redirects have their own time each; a page may chain them until the lease is over.
            detail = f"Looking at {host} took longer than {self.limits.longest_look:.0f} seconds."
            now, findings = self.clock.now(), (Finding.TIMEOUT,)
            return [Observation(page, want.target, Verdict.UNSEEN, now, detail, findings) for want in wants]

    async def _answer(self, look: WantedLook) -> None:
        want = Want(look.target, look.anchor, look.rel_agreed)
        try:
            seen = (await self._look(look.page, [want]))[0]
        except Exception:
            log.exception("a look failed", look=look.id, page=look.page)
            seen = Observation(
                page=look.page,
                target=look.target,
                verdict=Verdict.UNSEEN,
                checked_at=self.clock.now(),
                detail="Something went wrong on our side while looking at this page. It is in the log.",
            )
        await answer_look(self.store, look, seen, now=self.clock.now(), jitter=self._jitter)
        self.on_posts()
