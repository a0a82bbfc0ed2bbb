"""The living card of a placement: posted once, edited from then on."""

from datetime import datetime

from handlers.posts.audience import of_channel
from handlers.posts.placed import may_stand, number_in, placed
from handlers.rendering.links import card as rendered
from storage.models import Post
from storage.posts import living_cards
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.words import PlacementState
from storage.work import tasks


async def card(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """The card as the placement stands; the card of a promise that was taken back says so."""
    number = number_in(post.subject)
    found = await placed(scope, number)
    if found is None:
        return await _taken_back(scope, number)
    task, placement = found
    where = placement.card_channel if placement.card_channel and placement.card_ts else post.channel
    if placement.card_ts is None and placement.state is PlacementState.WITHDRAWN:
        return None
    if not await may_stand(scope, task, where):
        return None
    seen = await tasks.evidence(scope, placement.id, limit=1)
    reader = await of_channel(scope, where, now, task.campaign)
    message = rendered.card(reader, task, placement, seen[0] if seen else None)
    return Outgoing(
        Method.UPDATE if placement.card_ts else Method.POST,
        where,
        message.text,
        tuple(message.blocks),
        ts=placement.card_ts,
        card=placement.id,
        threads=(task.id,),
    )


async def _taken_back(scope: Scope, placement_id: int) -> Outgoing | None:
    stands = await living_cards.address(scope, placement_id)
    if stands is None:
        return None
    message = rendered.undone(stands.outreach)
    return Outgoing(Method.UPDATE, stands.channel, message.text, tuple(message.blocks), ts=stands.ts)
