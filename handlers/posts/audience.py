"""Who reads a post: a channel's people, or one person in a direct message."""

from datetime import datetime

from handlers.rendering.parts.reader import Reader
from storage.store import Scope
from storage.team import audience, channels, people


def is_person(conversation: str) -> bool:
    """Whether a post goes to one person: Slack's user ids begin with U or W, direct messages with D."""
    return conversation.startswith(("U", "W", "D"))


async def of_channel(scope: Scope, channel: str, now: datetime, campaign: str | None = None) -> Reader:
    """The people of a channel, in the channel's zone.

    A client reads along where a campaign in client mode lives, and, for a campaign that has no channel of its
    own, wherever one of its tasks is posted: ``campaign`` is the task's.
    """
    here = await channels.show(scope, channel)
    return Reader(
        now,
        here.tz if here else await _zone(scope, channel),
        await people.names(scope),
        client=await audience.reading_along(scope, channel, campaign) is not None,
        lasting=True,
    )


async def of_person(scope: Scope, user: str, now: datetime) -> Reader:
    """One person, in their own zone; they are called "you"."""
    return Reader(now, await _zone(scope, user), await people.names(scope), you=user)


async def _zone(scope: Scope, user: str) -> str:
    known = await people.person(scope, user)
    return known.tz if known and known.tz else "UTC"
