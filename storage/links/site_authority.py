"""The authority of sites, as a source says that is asked by itself; kept for a month."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select, union, update

from storage.dialect import insert
from storage.models import Backlink, Prospect, SiteAuthority
from storage.store import Store

OPEN_PAGERANK = "open_pagerank"
"""Domcop's Open PageRank, 0 to 10."""
KEPT = timedelta(days=30)
#: When a site is asked about again that got no answer: others have their turn before.
AGAIN = timedelta(days=1)


async def wanted(store: Store, source: str, now: datetime, *, limit: int) -> list[str]:
    """Sites that were asked for links, or link to us, and that ``source`` was not asked about for a month."""
    async with store.read() as session:
        fresh = exists().where(SiteAuthority.source == source, SiteAuthority.asked_at > now - KEPT)
        prospects = (
            select(Prospect.site)
            .where(~fresh.where(SiteAuthority.site == Prospect.site))
            .distinct()
            .limit(limit)
        )
        linking = (
            select(Backlink.site)
            .where(~fresh.where(SiteAuthority.site == Backlink.site))
            .distinct()
            .limit(limit)
        )
        both = union(select(prospects.subquery().c.site), select(linking.subquery().c.site)).subquery()
        found = await session.scalars(select(both.c.site).order_by(both.c.site).limit(limit))
        return [site for site in found if site and "." in site]


async def keep(
    store: Store, source: str, scores: Mapping[str, float | None], *, at: datetime, now: datetime
) -> None:
    """Keep what it said: a score, or None for a site that it does not know.

    Backlinks of these sites carry the score where nobody reported one by a tool of their own.
    """
    async with store.write() as session:
        for site, score in sorted(scores.items()):
            said = {"score": score, "at": at, "asked_at": now}
            await session.execute(
                insert(session, SiteAuthority)
                .values(site=site, source=source, **said)
                .on_conflict_do_update(index_elements=[SiteAuthority.site, SiteAuthority.source], set_=said)
            )
            ours = or_(Backlink.authority_score.is_(None), Backlink.authority_source == source)
            if score is not None:
                await session.execute(
                    update(Backlink)
                    .where(Backlink.site == site, ours)
                    .values(authority_score=score, authority_source=source, authority_at=at)
                )


async def put_off(store: Store, source: str, sites: Sequence[str], *, now: datetime) -> None:
    """Ask about these sites again in a day; what is known of them stays."""
    asked_at = now - KEPT + AGAIN
    async with store.write() as session:
        for site in sorted(sites):
            await session.execute(
                insert(session, SiteAuthority)
                .values(site=site, source=source, score=None, at=now, asked_at=asked_at)
                .on_conflict_do_update(
                    index_elements=[SiteAuthority.site, SiteAuthority.source], set_={"asked_at": asked_at}
                )
            )
