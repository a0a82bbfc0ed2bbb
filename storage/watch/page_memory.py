"""What is remembered of a watched link's page, whose looks have no history of their own. Pure.

Kept as JSON: ``{"live": {"links", "framed", "title"}, "stood": {"verdict", "title", "since", "looks"}}``, the
page when it last showed the link, and what stood there at the last looks, as long as they saw the same.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from storage.watch.another_page import Stood, in_its_place
from storage.watch.door_doubts import settled
from storage.watch.history import LastLive, seen_links, storable
from storage.watch.observation import Observation
from storage.words import Finding, Verdict


@dataclass(frozen=True, slots=True)
class PageMemory:
    """``live`` is None while the link was never seen, ``stood`` while nothing was."""

    live: LastLive | None = None
    stood: Stood | None = None

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Self:
        """From what :meth:`kept` made; None is a page that was never looked at."""
        live, stood = (kept or {}).get("live"), (kept or {}).get("stood")
        return cls(
            LastLive(seen_links(live["links"]), live["framed"], live["title"]) if live else None,
            Stood(
                Verdict(stood["verdict"]),
                stood["title"],
                datetime.fromisoformat(stood["since"]),
                stood["looks"],
            )
            if stood
            else None,
        )

    def weighed(self, seen: Observation) -> Observation:
        """A look as it is to be taken by who knows what the page showed before."""
        live = self.live or LastLive()
        seen = settled(seen, live.links, live.framed)
        return in_its_place(seen, live.title, self.stood) if self.live else seen

    def kept(self, seen: Observation) -> dict[str, Any]:
        """What is remembered after a look that was weighed."""
        seen = storable(seen)
        live, stood = self.live, self.stood
        if seen.verdict is Verdict.LIVE:
            live = LastLive(seen.links, Finding.IFRAME_ONLY in seen.findings, seen.title)
        same = stood is not None and (stood.verdict, stood.title) == (seen.verdict, seen.title)
        since, looks = (stood.since, stood.looks + 1) if stood and same else (seen.checked_at, 1)
        return {
            "live": asdict(live) if live else None,
            "stood": {
                "verdict": seen.verdict.value,
                "title": seen.title,
                "since": since.isoformat(),
                "looks": looks,
            },
        }
