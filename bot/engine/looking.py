"""What a visit needs of whoever looks at pages, and of whoever knows what is new on a site."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.links.checker import Want
from storage.observation import Observation


class Looker(Protocol):
    """Looks at pages; ``bot.links.checker.Checker`` does."""

    async def look_for(self, page: str, wants: Sequence[Want]) -> Sequence[Observation]:
        """One observation for each of ``wants``, in order, from one look at ``page``.

        What is wrong with a page is an answer, never an error. A page that is as its wants remember it may be
        answered with ``unchanged`` observations. A site without a scheme is tried with https, then http.
        """
        ...


class SiteWatcher(Protocol):
    """Knows the new pages of a site, from its feeds and sitemaps."""

    async def candidates(self, site: str, since: datetime) -> Sequence[str]:
        """Pages of ``site`` that are new since ``since``, the newest first; at most 50."""
        ...
