"""Searching a site for links whose page is not known: on what is new there, then on its front page."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog

from bot.clock import Clock
from bot.engine.looking import SiteWatcher
from bot.engine.site_plan import Ids, Step, plan
from bot.links.watch.watcher import Turn, WatchLimits
from storage.sites import registrable
from storage.watch.due import DuePlacement, Looked, Passed
from storage.watch.observation import Observation
from storage.watch.site_pages import Known
from storage.words import Finding, Verdict

log = structlog.get_logger(__name__)

Recall = Callable[[Sequence[DuePlacement]], Coroutine[Any, Any, Mapping[Ids, Known]]]

#: A search ends for now where so many pages in a row could not be seen.
MOST_UNSEEN = 5


class OpenVisit(Protocol):
    """The visit that a search is part of: it keeps the lease, the host's rest and what was seen."""

    async def may_begin(self) -> bool:
        """Whether another page may be begun; waits as long as the host deserves."""
        ...

    async def observe(self, page: str, due: Sequence[DuePlacement]) -> list[Looked]:
        """One look at ``page`` for all of ``due``; empty where it failed."""
        ...

    def saw(self, looked: Looked) -> None:
        """This is what becomes of a placement's look."""
        ...

    def passed(self, pages: Sequence[Passed]) -> None:
        """These pages hold no link."""
        ...

    def wait(self, seconds: float) -> None:
        """The site asks to be left alone so long."""
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """What searches need: who lists a site's pages, what was looked at before, a host's turn, and limits.

    ``longest`` bounds the listing, in seconds; ``host_delay`` is the pause between its requests.
    """

    watcher: SiteWatcher
    recall: Recall
    turn: Turn
    clock: Clock
    longest: float
    host_delay: float

    async def steps(self, due: Sequence[DuePlacement], visit: OpenVisit) -> Sequence[Step]:
        """Which pages of the site to look at, as it lists them now; none where that can't be known."""
        site = due[0].site
        try:
            async with asyncio.timeout(self.longest):
                listing = await self.watcher.listing(
                    site,
                    min(one.since for one in due),
                    turn=self.turn,
                    limits=WatchLimits(host_delay=self.host_delay),
                )
            known = await self.recall(due)
        except Exception:
            log.exception("a site's new pages could not be listed", site=site)
            return ()
        if listing.retry_after:
            visit.wait(listing.retry_after)
        now = self.clock.now()
        made = plan(listing.pages, due, known, now)
        visit.passed([Passed(one, key, now, looks=0) for one, keys in made.archive for key in keys])
        return made.steps


async def search_site(visit: OpenVisit, due: Sequence[DuePlacement], search: Search | None) -> None:
    """Look for the links of ``due``, all of one site; without ``search`` on its front page only.

    Each placement is seen once: where its link was found, or else on the front page.
    """
    found: set[Ids] = set()
    telling: dict[Ids, Looked] = {}
    if search is not None and await visit.may_begin():
        found, telling = await _search_pages(visit, due, search)
    waiting = [one for one in due if _ids(one) not in found]
    if waiting and await visit.may_begin():
        for one in await visit.observe(waiting[0].site, waiting):
            front = _on_site(_front(one))
            # A new page that links to the wrong one says more than that the front page has no link.
            said = telling.get(_ids(one.due)) if front.seen.verdict is not Verdict.LIVE else None
            visit.saw(said or front)


async def _search_pages(
    visit: OpenVisit, due: Sequence[DuePlacement], search: Search
) -> tuple[set[Ids], dict[Ids, Looked]]:
    """Which placements were found on the site's pages, and the wrong links that new pages have for others."""
    found: set[Ids] = set()
    telling: dict[Ids, Looked] = {}
    unseen = 0
    for step in await search.steps(due, visit):
        wanting = [one for one in step.due if _ids(one) not in found]
        if not wanting:
            continue
        if not await search.watcher.welcome(step.url):
            visit.passed([Passed(one, step.key, search.clock.now()) for one in wanting])
            continue
        if unseen >= MOST_UNSEEN or not await visit.may_begin():
            break
        looked = [_on_site(one) for one in await visit.observe(step.url, wanting)]
        unseen = unseen + 1 if all(one.seen.verdict is Verdict.UNSEEN for one in looked) else 0
        for one in looked:
            if one.seen.verdict is Verdict.LIVE:
                found.add(_ids(one.due))
                visit.saw(one)
                continue
            visit.passed([Passed(one.due, step.key, search.clock.now())])
            if step.new and one.seen.wrong_href:
                telling.setdefault(_ids(one.due), one)
    return found, telling


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
