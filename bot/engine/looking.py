"""What a visit needs of whoever looks at pages, and of whoever knows what is new on a site."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.links.checker import Want
from bot.links.watch.listing import Listing
from bot.links.watch.watcher import Turn, WatchLimits
from storage.watch.observation import Observation


class Looker(Protocol):
    """Looks at pages; ``bot.links.checker.Checker`` does."""

    async def look_for(self, page: str, wants: Sequence[Want]) -> Sequence[Observation]:
        """One observation for each of ``wants``, in order, from one look at ``page``.

        What is wrong with a page is an answer, never an error. A page that is as its wants remember it may be
        answered with ``unchanged`` observations. A site without a scheme is tried with https, then http.
        """
        ...


class SiteWatcher(Protocol):
    """Knows the pages of a site, from its feeds, sitemaps and front page; ``bot.links.watch`` does."""

    async def listing(
        self, site: str, since: datetime, *, turn: Turn, limits: WatchLimits | None = None
    ) -> Listing:
        """What ``site`` lists now; pages that plainly are older than ``since`` may be left out.

        ``turn`` is taken, by host, for each request. What goes wrong is left out, never an error.
        """
        ...

    async def welcome(self, page: str) -> bool:
        """Whether the site lets crawlers see ``page``, which nobody named."""
        ...
