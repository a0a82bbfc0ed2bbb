"""What may be read where a client reads along: the one place that says so.

Every query over tasks, campaigns or links that can end in a channel takes its conditions from here.
"""

from sqlalchemy import ColumnElement, and_, or_, select, update

from storage.models import Backlink, Campaign, Outreach
from storage.store import Audience, Scope


async def reading_along(scope: Scope, channel: str, of_task: str | None = None) -> Audience | None:
    """The client who reads along in ``channel``; None where none does, as with one person alone.

    A campaign in client mode that has no channel of its own lives wherever one of its tasks is posted:
    ``of_task`` is the name of the task's campaign. Archived campaigns count: their clients are still there.
    """
    if not channel.startswith(("C", "G")):
        return None
    rows = list(
        await scope.session.execute(
            select(Campaign.id, Campaign.name, Campaign.channel, Campaign.client_mode, Campaign.sites).where(
                Campaign.workspace_id == scope.workspace_id,
                or_(Campaign.channel == channel, and_(Campaign.channel.is_(None), Campaign.name == of_task)),
            )
        )
    )
    if not any(row.client_mode for row in rows):
        return None
    return Audience(
        channel,
        tuple(row.id for row in rows),
        tuple(dict.fromkeys(site for row in rows for site in row.sites)),
    )


async def keep_apart(scope: Scope, channel: str | None) -> None:
    """Where a client reads along, other campaigns' tasks don't live: their reminders go to their owners.

    Called whenever a campaign, or a task, comes to a channel.
    """
    audience = await reading_along(scope, channel) if channel else None
    if audience is None:
        return
    elsewhere = and_(
        Outreach.workspace_id == scope.workspace_id,
        Outreach.channel == audience.channel,
        Outreach.campaign_id.is_not(None),
        Outreach.campaign_id.not_in(audience.campaigns),
    )
    await scope.session.execute(update(Outreach).where(elsewhere).values(channel=Outreach.owner))


def tasks_shown(scope: Scope) -> list[ColumnElement[bool]]:
    """The tasks that may be read: those of the campaigns there, and those logged there that have none."""
    audience = scope.audience
    if audience is None:
        return []
    without = and_(Outreach.campaign_id.is_(None), Outreach.channel == audience.channel)
    return [or_(Outreach.campaign_id.in_(audience.campaigns), without)]


def campaigns_shown(scope: Scope) -> list[ColumnElement[bool]]:
    """The campaigns that may be read."""
    return [] if scope.audience is None else [Campaign.id.in_(scope.audience.campaigns)]


def shows_campaign(scope: Scope, row: Campaign) -> bool:
    """The same of a campaign that was read already."""
    return scope.audience is None or row.id in scope.audience.campaigns


def links_shown(scope: Scope) -> list[ColumnElement[bool]]:
    """The backlinks that may be read: those to the sites of the campaigns there."""
    return [] if scope.audience is None else [Backlink.target_site.in_(scope.audience.sites)]
