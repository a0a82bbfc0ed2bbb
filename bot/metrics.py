"""What the process counts for Prometheus: looks by their answer, and how much is waiting."""

from collections.abc import Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, PlatformCollector, ProcessCollector

from bot.engine.looking import Looker
from bot.links.checker import Want
from storage import waiting
from storage.store import Store
from storage.watch.observation import Observation


class Metrics:
    """The figures on ``/metrics``; gauges are read from the ledger when somebody asks."""

    def __init__(self, registry: CollectorRegistry) -> None:
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.looks = Counter("outreach_looks", "Looks at pages, by answer.", ["verdict"], registry=registry)
        self.in_hand = Gauge("outreach_looks_in_hand", "Visits and looks under way.", registry=registry)
        self.due = Gauge("outreach_looks_due", "Placements whose next look is due.", registry=registry)
        self.posts = Gauge(
            "outreach_posts", "Posts not yet in Slack, by state.", ["state"], registry=registry
        )
        self.oldest = Gauge(
            "outreach_posts_oldest_seconds", "Age of the oldest post that is waiting.", registry=registry
        )

    async def refresh(self, store: Store, in_hand: int, now: datetime) -> None:
        """Read the gauges; each query walks only what is due or waiting."""
        now_waiting = await waiting.read(store, now)
        self.in_hand.set(in_hand)
        self.due.set(now_waiting.looks_due)
        for state, count in now_waiting.posts.items():
            self.posts.labels(state).set(count)
        oldest = now_waiting.oldest_post_at
        self.oldest.set((now - oldest).total_seconds() if oldest else 0)


class Counted:
    """A looker whose answers are counted."""

    def __init__(self, looker: Looker, metrics: Metrics) -> None:
        self._looker = looker
        self._metrics = metrics

    async def look_for(self, page: str, wants: Sequence[Want]) -> Sequence[Observation]:
        """Look, and count what was seen."""
        seen = await self._looker.look_for(page, wants)
        for one in seen:
            self._metrics.looks.labels(one.verdict.value).inc()
        return seen
