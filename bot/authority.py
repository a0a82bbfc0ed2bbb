"""Open PageRank: asked by key for the sites that matter, a hundred at a time, once a month each.

Source: Domcop's "Open PageRank API": ``GET /api/v1.0/getPageRank?domains[]=…`` with the key in the header
``API-OPR``; each of ``response`` has ``domain``, ``status_code`` (404 for a domain that it does not know) and
``page_rank_decimal`` from 0 to 10. A domain that it leaves out, or answers otherwise, keeps what is known
of it, and is asked about again the next day. Nothing depends on it: an error is logged, and it is asked again
later.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import structlog

from bot.clock import Clock
from storage.links import site_authority
from storage.links.site_authority import OPEN_PAGERANK
from storage.store import Store

#: What the API takes at once.
BATCH = 100
#: Between two requests, and after one that failed or when nothing was left to ask.
SOON, LATER = timedelta(seconds=10), timedelta(hours=1)
SECONDS = 20.0
#: More than a hundred domains' answer ever is.
MOST_BYTES = 1_000_000

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class OpenPageRank:
    """One tick asks for at most one batch; ``base`` is the API's address, without a path."""

    store: Store
    clock: Clock
    key: str
    base: str
    not_before: datetime | None = None

    async def __call__(self) -> int:
        """How many sites were asked about."""
        now = self.clock.now()
        if self.not_before is not None and now < self.not_before <= now + LATER:
            return 0
        sites = await site_authority.wanted(self.store, OPEN_PAGERANK, now, limit=BATCH)
        if not sites:
            self.not_before = now + LATER
            return 0
        said = await self._ask(sites)
        if said is None:
            self.not_before = now + LATER
            return 0
        scores, at = said
        unanswered = [site for site in sites if site not in scores]
        await site_authority.keep(self.store, OPEN_PAGERANK, scores, at=at or now, now=now)
        await site_authority.put_off(self.store, OPEN_PAGERANK, unanswered, now=now)
        self.not_before = now + SOON
        return len(scores)

    async def _ask(self, sites: Sequence[str]) -> tuple[dict[str, float | None], datetime | None] | None:
        """Scores by site, and the day that they are of; None where it did not answer as it should."""
        try:
            body = json.loads(await self._fetch(sites))
        except (httpx.HTTPError, ValueError, RecursionError) as error:
            # Not the error's text: it may hold the address with all that was asked.
            log.warning("Open PageRank did not answer", error=type(error).__name__)
            return None
        rows = body.get("response") if isinstance(body, Mapping) else None
        scores = _scores(sites, rows) if isinstance(rows, list) else {}
        if not scores:
            log.warning("Open PageRank did not answer", error="nothing that was asked for is in it")
            return None
        at = day(body.get("last_updated"))
        return scores, at if at is None or at <= self.clock.now() else None

    async def _fetch(self, sites: Sequence[str]) -> bytes:
        held = bytearray()
        async with (
            httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as client,
            client.stream(
                "GET",
                f"{self.base.rstrip('/')}/api/v1.0/getPageRank",
                params=[("domains[]", site) for site in sites],
                headers={"API-OPR": self.key},
            ) as answer,
        ):
            answer.raise_for_status()
            async for block in answer.aiter_bytes():
                held += block
                if len(held) > MOST_BYTES:
                    raise ValueError("the answer is too large")
        return bytes(held)


def _scores(sites: Sequence[str], rows: Sequence[Any]) -> dict[str, float | None]:
    """What was asked for and answered: its score, or None where the API does not know the domain (404)."""
    found: dict[str, float | None] = {}
    for row in rows:
        site = row.get("domain") if isinstance(row, Mapping) else None
        if not isinstance(site, str) or site not in sites:
            continue
        score = row.get("page_rank_decimal")
        if row.get("status_code") == 404:
            found[site] = None
        elif row.get("status_code") == 200 and type(score) in {int, float} and 0 <= score <= 10:
            found[site] = float(score)
    return found


def day(written: object) -> datetime | None:
    """The API's "24th Jul 2026" as midnight UTC; None for anything else."""
    if not isinstance(written, str):
        return None
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", written.strip())
    for form in ("%d %b %Y", "%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(plain, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
