"""Where sites keep their feeds and sitemaps when nothing says where, and which of it was tried in vain."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.clock import Clock

USUAL_FEEDS = (
    "/feed",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feed/",
    "/rss",
    "/rss/",
    "/feed.json",
)
#: Beside ``/sitemap.xml``: WordPress with and without its plugins first.
USUAL_SITEMAPS = (
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/sitemap-index.xml",
    "/sitemap.xml.gz",
    "/news-sitemap.xml",
    "/sitemap.txt",
)
FRUITLESS_FOR = timedelta(days=1)
_MOST_KNOWN = 100_000


class Fruitless:
    """Addresses that answered with nothing of use, so that nobody is asked for them all day long.

    Kept in this process alone: what is forgotten only costs requests.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tried: OrderedDict[str, datetime] = OrderedDict()

    def worth_trying(self, urls: Iterable[str]) -> list[str]:
        """Those of ``urls`` that were not tried within a day: the never tried first, then by age."""
        now = self._clock.now()
        since = {url: self._tried.get(url) for url in urls}
        worth = [url for url, at in since.items() if at is None or now >= at + FRUITLESS_FOR]
        return sorted(worth, key=lambda url: at.timestamp() if (at := since[url]) else 0.0)

    def note(self, url: str) -> None:
        """There is nothing at ``url`` now."""
        self._tried[url] = self._clock.now()
        self._tried.move_to_end(url)
        if len(self._tried) > _MOST_KNOWN:
            self._tried.popitem(last=False)
