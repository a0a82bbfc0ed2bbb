"""The loop that takes posts from the outbox and brings them to Slack."""

import asyncio
import contextlib
import secrets
from datetime import timedelta

import structlog

from bot.delivery.attempt import Attempts, Clients, Clock, Compose
from bot.delivery.pace import Pace
from bot.delivery.people_first import After, nobody_waits
from bot.delivery.timing import Timing
from storage.posts import claims
from storage.store import Store

WRITE_GRACE = 2.0
"""Seconds that what was said has to be written down in when the process stops."""

GATHER = 0.02
"""Seconds in which free places gather while many posts are on their way: one look fills them all."""

LONGEST_POLL = 30.0
"""Seconds between two looks while the database does not answer."""

log = structlog.get_logger(__name__)


class Delivery:
    """Delivers what is in the outbox: a channel's posts one after another, channels side by side.

    ``at_once`` bounds how many posts are on their way; ``after`` waits, for some seconds at most, while
    somebody waits for an answer: that goes before what nobody waits for. Any number of processes may deliver
    from one database. Slack's clients must not retry by themselves.
    """

    def __init__(
        self,
        store: Store,
        clients: Clients,
        compose: Compose,
        clock: Clock,
        *,
        timing: Timing | None = None,
        at_once: int = 20,
        after: After | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._timing = timing or Timing()
        self._at_once = at_once
        self._wake = asyncio.Event()
        self._stopping = False
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._pace = Pace(self._timing.pace, self._wake.set)
        self._attempts = Attempts(
            store, clients, compose, clock, self._timing, self._pace, after or nobody_waits
        )

    def poke(self) -> None:
        """Look at once: something was just written."""
        self._wake.set()

    async def tick(self) -> int:
        """Deliver until nothing is due any more, at Slack's pace, and say how many tries it took.

        A channel that is slow keeps no other waiting: what becomes due meanwhile is taken up too.
        """
        tries = 0
        while not self._stopping:
            self._wake.clear()
            tries += (started := await self._start())
            if not started and not self._pace.busy and not self._wake.is_set():
                break
            await self._woken(self._timing.poll)
        return tries

    async def run(self) -> None:
        """Deliver until :meth:`drain` is called or the task is cancelled."""
        wait = self._timing.poll
        while not self._stopping:
            self._wake.clear()
            try:
                await self._start()
                wait = self._timing.poll
            except Exception:  # the database is away: posts wait, the loop stays
                log.exception("could not look into the outbox")
                wait = min(wait * 2, LONGEST_POLL)
            await self._woken(wait)

    async def drain(self, seconds: float) -> None:
        """Take nothing new and give what is on its way ``seconds``; what is left over is looked for later."""
        self._stopping = True
        self._wake.set()
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=seconds)
        for task in self._on_their_way:
            task.cancel()
        await asyncio.gather(*self._on_their_way, return_exceptions=True)
        if self._attempts.writing:
            await asyncio.wait(self._attempts.writing, timeout=max(seconds, WRITE_GRACE))

    async def _start(self) -> int:
        """Claim as much as may be on its way at once, and set it off; how much that was."""
        room = self._at_once - len(self._on_their_way)
        if room <= 0 or self._stopping:
            return 0
        claimed = await claims.claim(
            self._store,
            now=self._clock.now(),
            token=secrets.token_hex(16),
            lease=timedelta(seconds=self._timing.lease),
            limit=room,
            busy=tuple(self._pace.busy),
            paused=tuple(self._pace.paused),
        )
        for one in claimed:
            self._pace.take(one.lane)
            task = asyncio.create_task(self._attempts.deliver(one), name=f"deliver {one.key}")
            self._on_their_way.add(task)
            task.add_done_callback(self._arrived)
        return len(claimed)

    async def _woken(self, seconds: float) -> None:
        """Wait until something changed, or until it is time to look for what others wrote."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        if len(self._on_their_way) * 2 > self._at_once and not self._stopping:
            await asyncio.sleep(GATHER)

    def _arrived(self, task: asyncio.Task[None]) -> None:
        self._on_their_way.discard(task)
        self._wake.set()
