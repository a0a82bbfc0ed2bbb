"""One visit to one host: its due pages, one after another."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.clock import Clock
from bot.engine.looking import SiteWatcher
from bot.links.checker import Want
from storage.due import DuePlacement, HostVisit, Looked, Visited
from storage.observation import Observation
from storage.words import Verdict

if TYPE_CHECKING:
    from bot.engine.visits import Limits

log = structlog.get_logger(__name__)

Look = Callable[[str, Sequence[Want]], Coroutine[Any, Any, list[Observation]]]


class Visit:
    """Looks at what is due on a host while its lease lasts, and reports every few seconds.

    A page that several placements wait for is fetched once. Where the host asks for patience, the visit ends.
    A look that raises is logged and skipped: its placement is tried again when the lease has run out.
    """

    def __init__(
        self,
        visit: HostVisit,
        *,
        limits: "Limits",
        clock: Clock,
        look: Look,
        report: Callable[[Visited], Coroutine[Any, Any, bool]],
        watcher: SiteWatcher | None,
        stopping: Callable[[], bool],
    ) -> None:
        self._visit = visit
        self._limits = limits
        self._clock = clock
        self._look = look
        self._report = report
        self._watcher = watcher
        self._stopping = stopping
        self._looked: list[Looked] = []
        self._failed = False
        self._retry_after: float | None = None
        self._first = True
        self._now = asyncio.get_running_loop().time
        self._lease_ends = self._now() + limits.lease
        self._reported = self._now()

    async def run(self) -> None:
        """Visit, and give the host back."""
        for page, due in self._pages():
            if not await self._may_begin():
                break
            self._looked += await self._observe(page, due)
        unknown = [one for one in self._visit.due if one.page is None]
        if unknown:
            await self._search_site(unknown)
        # A lease that is not given back runs out by itself: that is how long a failed look waits.
        await self._report(self._said(ended=not self._failed))

    def _pages(self) -> list[tuple[str, list[DuePlacement]]]:
        pages: dict[str, list[DuePlacement]] = {}
        for one in self._visit.due:
            if one.page is not None:
                pages.setdefault(one.page, []).append(one)
        return list(pages.items())

    async def _may_begin(self) -> bool:
        """Whether another page may be begun; waits as long as the host deserves."""
        if self._stopping() or self._retry_after is not None:
            return False
        if self._now() - self._reported >= self._limits.report_every and not await self._go_on():
            return False
        if not self._first and self._limits.host_delay > 0:
            await asyncio.sleep(self._limits.host_delay)
        self._first = False
        return not self._stopping() and self._now() + self._limits.longest_look < self._lease_ends

    async def _go_on(self) -> bool:
        """Report what was seen and renew the lease; False where it was lost."""
        lease = timedelta(seconds=self._limits.lease)
        asked = self._now()
        kept = await self._report(self._said(ended=False, until=self._clock.now() + lease))
        if not kept:
            log.info("a host was taken over by another visit", host=self._visit.host)
            self._lease_ends = asked
            return False
        self._lease_ends = asked + self._limits.lease
        self._reported = self._now()
        return True

    def _said(self, **more: Any) -> Visited:
        said = Visited(self._visit, tuple(self._looked), retry_after=self._retry_after, **more)
        self._looked = []
        return said

    async def _observe(self, page: str, due: Sequence[DuePlacement]) -> list[Looked]:
        """One look at ``page`` for all of ``due``, stamped with the process's time; empty where it failed."""
        try:
            observations = await self._look(page, [_want(one) for one in due])
        except Exception:
            self._failed = True
            log.exception("a look failed", page=page, placements=[one.placement_id for one in due])
            return []
        for seen in observations:
            if seen.verdict is Verdict.UNSEEN and seen.retry_after:
                self._retry_after = max(self._retry_after or 0.0, seen.retry_after)
        now = self._clock.now()
        return [
            Looked(one, replace(seen, checked_at=now)) for one, seen in zip(due, observations, strict=True)
        ]

    async def _search_site(self, due: Sequence[DuePlacement]) -> None:
        """Look for links whose page is not known: on what is new there, then on the front page."""
        waiting = list(due)
        for page in await self._candidates(due):
            if not waiting or not await self._may_begin():
                break
            looked = await self._observe(page, waiting)
            found = [one for one in looked if one.seen.verdict is Verdict.LIVE]
            self._looked += found
            there = {one.due.placement_id for one in found}
            waiting = [one for one in waiting if one.placement_id not in there]
        if waiting and await self._may_begin():
            site = waiting[0].site
            for one in await self._observe(site, waiting):
                seen = replace(one.seen, page=one.seen.final_url or f"https://{site}/")
                self._looked.append(replace(one, seen=seen))

    async def _candidates(self, due: Sequence[DuePlacement]) -> Sequence[str]:
        if self._watcher is None:
            return ()
        try:
            return await self._watcher.candidates(due[0].site, min(one.since for one in due))
        except Exception:
            log.exception("a site's new pages could not be listed", site=due[0].site)
            return ()


def _want(due: DuePlacement) -> Want:
    known = due.validators
    if known is None:
        return Want(due.target, due.anchor, due.rel_agreed)
    return Want(due.target, due.anchor, due.rel_agreed, known.etag, known.last_modified, known.body_hash)
