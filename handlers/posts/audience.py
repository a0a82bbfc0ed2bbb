"""Who reads a post: a channel's people, or one person in a direct message."""

from datetime import datetime

from handlers.rendering.reader import Reader
from storage import campaigns, channels, people
from storage.campaigns import CampaignView
from storage.store import Scope


def is_person(conversation: str) -> bool:
    """Whether a post goes to one person: Slack's user ids begin with U or W, direct messages with D."""
    return conversation.startswith(("U", "W", "D"))


async def of_channel(scope: Scope, channel: str, now: datetime, campaign: str | None = None) -> Reader:
    """The people of a channel, in the channel's zone.

    A client reads along where a campaign in client mode lives, and, for a campaign that has no channel of its
    own, wherever one of its tasks is posted: ``campaign`` is the task's.
    """
    here = await channels.show(scope, channel)
    all_campaigns = await campaigns.listing(scope, archived=True)
    return Reader(
        now,
        here.tz if here else await _zone(scope, channel),
        await people.names(scope),
        client=not is_person(channel) and any(_reads(one, channel, campaign) for one in all_campaigns),
        lasting=True,
    )


async def of_person(scope: Scope, user: str, now: datetime) -> Reader:
    """One person, in their own zone; they are called "you"."""
    return Reader(now, await _zone(scope, user), await people.names(scope), you=user)


def _reads(campaign: CampaignView, channel: str, of_task: str | None) -> bool:
    here = campaign.channel == channel or (campaign.channel is None and campaign.name == of_task)
    return campaign.client_mode and here


async def _zone(scope: Scope, user: str) -> str:
    known = await people.person(scope, user)
    return known.tz if known and known.tz else "UTC"
