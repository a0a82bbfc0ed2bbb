"""How far a campaign is: followed links that stand, by the rule of the report."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from random_ledger import fill
from sqlalchemy import update

from storage.links import backlinks
from storage.links.backlinks import Sighting
from storage.models import Backlink
from storage.report import Period, report
from storage.store import Store
from storage.words import Origin
from storage.work import campaign_progress, campaigns, outreach
from storage.work.campaigns import ArchivedCampaign, Terms
from storage.work.outreach import Ask


async def test_only_links_that_stand_and_are_followed_count(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        spring = await campaigns.start(scope, Terms("Spring", ("acme.com",)), by="U1", now=now)
        seen = [
            Sighting(
                f"https://techblog.com/{page}", f"https://{site}/", "techblog.com", now, "x", Origin.PASSIVE
            )
            for page, site in (("a", "acme.com"), ("b", "acme.com"), ("c", "acme.com"), ("d", "other.com"))
        ]
        await backlinks.seen(scope, seen)
        its = Backlink.workspace_id == scope.workspace_id
        await scope.session.execute(update(Backlink).where(its).values(followed=True))
        lost = Backlink.page == "https://techblog.com/b"
        await scope.session.execute(update(Backlink).where(its, lost).values(lost_at=now))
        unread = Backlink.page == "https://techblog.com/c"
        await scope.session.execute(update(Backlink).where(its, unread).values(followed=None))
        assert await campaign_progress.followed_links(scope, spring) == 1


@pytest.mark.parametrize("seed", [1, 4])
async def test_the_goal_counts_what_the_report_counts(store: Store, seed: int, now: datetime) -> None:
    """Links whose task has no campaign, or was undone, among them."""
    await fill(store, seed, now)
    ever = Period(date(2026, 1, 1), date(2027, 12, 31), "UTC")
    async with store.reading("T1") as scope:
        for campaign in await campaigns.listing(scope):
            told = await report(scope, ever, campaign.name, now)
            assert await campaign_progress.followed_links(scope, campaign) == told.results.followed


async def test_a_task_moves_between_campaigns_but_into_no_archived_one(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        for name in ("Spring", "Autumn", "Old"):
            await campaigns.start(scope, Terms(name, ("acme.com",)), by="U1", now=now)
        ask = Ask("techblog.com", "U1", "C1", campaign="Spring")
        number = (await outreach.log(scope, ask, by="U1", now=now)).id
        await outreach.edit(scope, number, replace(ask, campaign="Autumn"), by="U1", now=now)
        await campaigns.archive(scope, "Old", now)
        try:
            await outreach.edit(scope, number, replace(ask, campaign="Old"), by="U1", now=now)
        except ArchivedCampaign as refused:
            assert "takes no new tasks" in refused.line()
        else:
            raise AssertionError("an archived campaign took a task")
        await campaigns.archive(scope, "Autumn", now)
        await outreach.edit(scope, number, replace(ask, campaign="Autumn", owner="U2"), by="U1", now=now)
