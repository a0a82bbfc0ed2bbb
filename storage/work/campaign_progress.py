"""How far a campaign is on the way to its goal: followed links that stand."""

from sqlalchemy import and_, func, or_, select

from storage.models import Backlink, Outreach, Placement
from storage.store import Scope
from storage.work.campaigns import CampaignView
from storage.work.joins import placement_of_task


async def followed_links(scope: Scope, campaign: CampaignView) -> int:
    """Its backlinks that stand and are followed: those of its tasks, and those to its sites of no campaign's.

    The report counts by the same rule which links are a campaign's.
    """
    of_campaigns = (
        select(Placement.id)
        .join(Outreach, placement_of_task())
        .where(
            Placement.workspace_id == scope.workspace_id,
            Outreach.workspace_id == scope.workspace_id,
            Outreach.removed_at.is_(None),
            Placement.removed_at.is_(None),
        )
    )
    of_tasks = of_campaigns.where(Outreach.campaign_id == campaign.id)
    of_any = of_campaigns.where(
        Outreach.campaign_id.is_not(None), Placement.id == Backlink.placement_id
    ).correlate(Backlink)
    # Most links to a site are of no placement: nothing is looked up for them.
    of_none = or_(Backlink.placement_id.is_(None), ~of_any.exists())
    to_its_sites = and_(Backlink.target_site.in_(campaign.sites), of_none)
    found = await scope.session.scalar(
        select(func.count()).where(
            Backlink.workspace_id == scope.workspace_id,
            Backlink.followed.is_(True),
            Backlink.lost_at.is_(None),
            or_(Backlink.placement_id.in_(of_tasks), to_its_sites),
        )
    )
    return int(found or 0)
