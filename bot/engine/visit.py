"""One visit to one host: its due pages, one after another."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.clock import Clock
from bot.engine.site_search import Search, search_site
from bot.links.checker import Want
from storage.watch.due import DuePlacement, HostVisit, Looked, Passed, Visited
from storage.watch.observation import Observation
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
        search: Search | None,
        stopping: Callable[[], bool],
    ) -> None:
        self._visit = visit
        self._limits = limits
        self._clock = clock
        self._look = look
        self._report = report
        self._search = search
        self._stopping = stopping
        self._looked: list[Looked] = []
        self._passed: list[Passed] = []
        self._failed = False
        self._retry_after: float | None = None
        self._first = True
        self._now = asyncio.get_running_loop().time
        self._lease_ends = self._now() + limits.lease
        self._reported = self._now()

    async def run(self) -> None:
        """Visit, and give the host back."""
        for page, due in self._pages():
            if not await self.may_begin():
                break
            self._looked += await self.observe(page, due)
        unknown = [one for one in self._visit.due if one.page is None]
        if unknown:
            await search_site(self, unknown, self._search)
        # A lease that is not given back runs out by itself: that is how long a failed look waits.
        await self._report(self._said(ended=not self._failed))

    def _pages(self) -> list[tuple[str, list[DuePlacement]]]:
        pages: dict[str, list[DuePlacement]] = {}
        for one in self._visit.due:
            if one.page is not None:
                pages.setdefault(one.page, []).append(one)
        return list(pages.items())

    async def may_begin(self) -> bool:
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
        said = Visited(
            self._visit,
            tuple(self._looked),
            retry_after=self._retry_after,
            passed=tuple(self._passed),
            **more,
        )
        self._looked, self._passed = [], []
        return said

    def saw(self, looked: Looked) -> None:
        """This is what becomes of a placement's look."""
        self._looked.append(looked)

    def passed(self, pages: Sequence[Passed]) -> None:
        """These pages of the site hold no link for a placement whose page is unknown."""
        self._passed += pages

    def wait(self, seconds: float) -> None:
        """The host asks to be left alone so long."""
        self._retry_after = max(self._retry_after or 0.0, seconds)

    async def observe(self, page: str, due: Sequence[DuePlacement]) -> list[Looked]:
        """One look at ``page`` for all of ``due``, stamped with the process's time; empty where it failed."""
        try:
            observations = await self._look(page, [_want(one) for one in due])
        except Exception:
            self._failed = True
            log.exception("a look failed", page=page, placements=[one.placement_id for one in due])
            return []
        for seen in observations:
            if seen.verdict is Verdict.UNSEEN and seen.retry_after:
                self.wait(seen.retry_after)
        now = self._clock.now()
        return [
            Looked(one, replace(seen, checked_at=now)) for one, seen in zip(due, observations, strict=True)
        ]


def _want(due: DuePlacement) -> Want:
    known = due.validators
    if known is None:
        return Want(due.target, due.anchor, due.rel_agreed)
    return Want(due.target, due.anchor, due.rel_agreed, known.etag, known.last_modified, known.body_hash)
