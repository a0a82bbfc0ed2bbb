"""The report: its card, counted when it goes out, and the details under it.

The body of both is {"first", "last", "tz", "campaign", "user"}; ``user`` asked for it, nobody for a monthly
one.
"""

from datetime import date, datetime

from handlers.posts.audience import is_person, of_channel, of_person
from handlers.rendering import report as rendered
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.incoming import uploads
from storage.models import Post, PostKind
from storage.posts import outbox
from storage.posts.outgoing import Method, Outgoing
from storage.report import Period, Report
from storage.report import report as read
from storage.store import Scope
from storage.team import audience
from storage.work import campaigns
from storage.work.campaigns import CampaignView


async def report(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """The card; None where its campaign is gone, or a client would read about another's."""
    known = await _known(scope, post)
    made = await _report(scope, post, now, known)
    if made is None:
        return None
    reader = await _reader(scope, post, now)
    message = rendered.card(reader, made, [one for one in known if not one.archived])
    return _outgoing(message, post.channel, post.thread_ts, _asker(post))


async def detail(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Tactics, people and late promises, under the card; None where the card does not stand."""
    place = uploads.spot(await outbox.post_of(scope, PostKind.REPORT, post.subject, post.epoch))
    made = await _report(scope, post, now, await _known(scope, post)) if place else None
    if place is None or made is None:
        return None
    message = rendered.detail(await _reader(scope, post, now), made)
    return _outgoing(message, place.channel, place.thread_ts)


def _outgoing(message: Message, channel: str, thread_ts: str | None, or_to: str | None = None) -> Outgoing:
    return Outgoing(
        Method.POST,
        channel,
        message.text,
        tuple(message.blocks),
        thread_ts=thread_ts,
        plainer=tuple(message.plainer or ()),
        or_to=or_to,
    )


async def _known(scope: Scope, post: Post) -> list[CampaignView]:
    """The campaigns that may be reported of there, archived ones too."""
    client = await audience.reading_along(scope, post.channel, post.body.get("campaign"))
    return await campaigns.listing(scope.before(client), archived=True)


async def _report(scope: Scope, post: Post, now: datetime, known: list[CampaignView]) -> Report | None:
    body = post.body
    name = body.get("campaign")
    mine = next((one for one in known if one.channel == post.channel and one.client_mode), None)
    if mine is not None and name is None and not is_person(post.channel):
        name = mine.name
    if name is not None and all(one.name != name for one in known):
        return None
    if not {"first", "last", "tz"} <= body.keys():
        return None
    period = Period(date.fromisoformat(body["first"]), date.fromisoformat(body["last"]), str(body["tz"]))
    return await read(scope, period, name, now)


async def _reader(scope: Scope, post: Post, now: datetime) -> Reader:
    if is_person(post.channel):
        return await of_person(scope, post.channel, now)
    campaign = post.body.get("campaign")
    return await of_channel(scope, post.channel, now, campaign)


def _asker(post: Post) -> str | None:
    user = post.body.get("user")
    return user if isinstance(user, str) and user else None
