"""One visit to one host: its due pages, one after another."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.clock import Clock
from bot.engine.looking import SiteWatcher
from bot.engine.site_plan import Ids, Step, plan
from bot.links.checker import Want
from bot.links.watch.watcher import Turn, WatchLimits
from storage.due import DuePlacement, HostVisit, Looked, Passed, Visited
from storage.observation import Observation
from storage.site_pages import Known
from storage.sites import registrable
from storage.words import Finding, Verdict

if TYPE_CHECKING:
    from bot.engine.visits import Limits

log = structlog.get_logger(__name__)

Look = Callable[[str, Sequence[Want]], Coroutine[Any, Any, list[Observation]]]
Recall = Callable[[Sequence[DuePlacement]], Coroutine[Any, Any, Mapping[Ids, Known]]]

#: A search ends for now where so many pages in a row could not be seen.
MOST_UNSEEN = 5


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
        turn: Turn,
        recall: Recall,
        stopping: Callable[[], bool],
    ) -> None:
        self._visit = visit
        self._limits = limits
        self._clock = clock
        self._look = look
        self._report = report
        self._watcher = watcher
        self._turn = turn
        self._recall = recall
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
        said = Visited(
            self._visit,
            tuple(self._looked),
            retry_after=self._retry_after,
            passed=tuple(self._passed),
            **more,
        )
        self._looked, self._passed = [], []
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
        found: set[Ids] = set()
        telling: dict[Ids, Looked] = {}
        unseen = 0
        for step in await self._steps(due):
            wanting = [one for one in step.due if _ids(one) not in found]
            if not wanting or not await self._welcome(step.url):
                self._passed += [Passed(one, step.key, self._clock.now()) for one in wanting]
                continue
            if unseen >= MOST_UNSEEN or not await self._may_begin():
                break
            looked = [_on_site(one) for one in await self._observe(step.url, wanting)]
            unseen = unseen + 1 if all(one.seen.verdict is Verdict.UNSEEN for one in looked) else 0
            for one in looked:
                if one.seen.verdict is Verdict.LIVE:
                    found.add(_ids(one.due))
                    self._looked.append(one)
                    continue
                self._passed.append(Passed(one.due, step.key, self._clock.now()))
                if step.new and one.seen.wrong_href:
                    telling.setdefault(_ids(one.due), one)
        waiting = [one for one in due if _ids(one) not in found]
        if waiting and await self._may_begin():
            site = waiting[0].site
            for one in await self._observe(site, waiting):
                front = _on_site(_front(one))
                # A new page that links to the wrong one says more than that the front page has no link.
                said = telling.get(_ids(one.due)) if front.seen.verdict is not Verdict.LIVE else None
                self._looked.append(said or front)

    async def _steps(self, due: Sequence[DuePlacement]) -> Sequence[Step]:
        """Which pages of the site to look at, as it lists them now; none where that can't be known."""
        if self._watcher is None or not await self._may_begin():
            return ()
        site = due[0].site
        try:
            async with asyncio.timeout(self._limits.longest_look):
                listing = await self._watcher.listing(
                    site,
                    min(one.since for one in due),
                    turn=self._turn,
                    limits=WatchLimits(host_delay=self._limits.host_delay),
                )
            known = await self._recall(due)
        except Exception:
            log.exception("a site's new pages could not be listed", site=site)
            return ()
        self._retry_after = listing.retry_after or self._retry_after
        now = self._clock.now()
        made = plan(listing.pages, due, known, now)
        self._passed += [Passed(one, key, now, looks=0) for one, keys in made.archive for key in keys]
        return made.steps

    async def _welcome(self, page: str) -> bool:
        return self._watcher is not None and await self._watcher.welcome(page)


def _ids(due: DuePlacement) -> Ids:
    return due.workspace_id, due.placement_id


def _front(looked: Looked) -> Looked:
    """A look at the front page: that it links to another page of the target's site means nothing, as nobody
    said that the link would stand there."""
    seen = looked.seen
    findings = tuple(finding for finding in seen.findings if finding is not Finding.WRONG_TARGET)
    page = seen.final_url or f"https://{looked.due.site}/"
    return replace(looked, seen=replace(seen, page=page, findings=findings, wrong_href=None))


def _on_site(looked: Looked) -> Looked:
    """What was seen where the page's address was not known, as the page it stands on.

    A link counts on the site that promised it: where one of its pages only leads to another site, such as the
    target itself, nothing was found.
    """
    seen, due = looked.seen, looked.due
    if not seen.final_url or seen.verdict is Verdict.UNSEEN:
        return looked
    if registrable(seen.final_url) == due.site:
        return replace(looked, seen=replace(seen, page=seen.final_url))
    if seen.verdict is not Verdict.LIVE:
        return replace(looked, seen=replace(seen, wrong_href=None))
    gone = Observation(
        page=seen.page,
        target=seen.target,
        verdict=Verdict.MISSING,
        checked_at=seen.checked_at,
        detail=f"The page leads to {registrable(seen.final_url)}, another site.",
        findings=(Finding.PAGE_REDIRECTED,),
        status=seen.status,
        final_url=seen.final_url,
        redirects=seen.redirects,
    )
    return replace(looked, seen=gone)


def _want(due: DuePlacement) -> Want:
    known = due.validators
    if known is None:
        return Want(due.target, due.anchor, due.rel_agreed)
    return Want(due.target, due.anchor, due.rel_agreed, known.etag, known.last_modified, known.body_hash)
