"""News of promised links: posts in the channel, and what belongs in the card's thread."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from handlers.posts.audience import of_channel
from handlers.posts.placed import may_stand, number_in, placed
from handlers.rendering.links import incident
from handlers.rendering.links import news as rendered
from handlers.rendering.links.event import Happened
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.models import Post, PostKind
from storage.posts.event_posts import told_at_risk
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.team import channels
from storage.watch.placement_rules import ASK_AFTER
from storage.words import PlacementState, Verdict
from storage.work.views import PlacementView, Task

_NEWS: dict[PostKind, Callable[[Reader, Happened, int | None], Message]] = {
    PostKind.LIVE: rendered.live,
    PostKind.LIVE_BUT: rendered.live_but,
    PostKind.LOST: rendered.lost,
    PostKind.BACK: rendered.back,
}


_TOLD: dict[str, Callable[[Reader, Happened], Message]] = {
    "wrong_target": rendered.wrong_target,
    "at_risk": rendered.at_risk,
    "recovered": rendered.recovered,
}
_QUIETLY = {"at_risk", "recovered"}
"""What is said in the card's thread or not at all, and only while it is so."""


async def news(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Live, live but, lost, back: one new post in the channel, from the facts as they were.

    Where the channel does not want its kind, it is only said in the card's thread.
    """
    found = await _about(scope, post)
    if found is None:
        return None
    task, placement = found
    reader = await of_channel(scope, post.channel, now, task.campaign)
    message = _NEWS[post.kind](reader, Happened.read(post.body), task.version)
    if await _unwanted(scope, post):
        told = _under_card(post, task, placement, message)
        return told if told.thread_ts else None
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks), threads=(task.id,))


async def in_thread(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """What changed about a link, said under its card."""
    if post.body.get("event") == "incident_resolved":
        message = incident.resolved(await of_channel(scope, post.channel, now), post.body)
        if post.thread_ts is None:
            return None
        return Outgoing(
            Method.POST, post.channel, message.text, tuple(message.blocks), thread_ts=post.thread_ts
        )
    found = await _about(scope, post)
    if found is None:
        return None
    task, placement = found
    what = Happened.read(post.body)
    reader = await of_channel(scope, post.channel, now, task.campaign)
    if what.event == "word_taken_back":
        message = rendered.word_taken_back(reader, what, placement)
        told = _under_card(post, task, placement, message)
        return (
            told if post.thread_ts is None else replace(told, channel=post.channel, thread_ts=post.thread_ts)
        )
    told = _under_card(post, task, placement, _TOLD.get(what.event, rendered.changed)(reader, what))
    if what.event in _QUIETLY and not (told.thread_ts and await _still_so(scope, what, placement)):
        return None
    return told


async def _still_so(scope: Scope, what: Happened, placement: PlacementView) -> bool:
    """Whether a link is still at risk; or live, after somebody read that it was at risk."""
    if what.event == "at_risk":
        return placement.state is PlacementState.AT_RISK
    told = bool(what.missed_at) and await told_at_risk(scope, placement.id, what.missed_at[0])
    return told and placement.state is PlacementState.LIVE and not what.by_word


async def ask(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """The owner is asked to look, or whether to go on; None once that is settled."""
    found = await _about(scope, post)
    if found is None:
        return None
    task, placement = found
    what = Happened.read(post.body)
    if what.event == "expired":
        open_still = placement.state is PlacementState.PROMISED
    else:
        unread = placement.verdict is Verdict.UNSEEN and placement.unseen >= ASK_AFTER
        open_still = unread and placement.state is not PlacementState.WITHDRAWN
    if not open_still or await _unwanted(scope, post):
        return None
    reader = await of_channel(scope, post.channel, now, task.campaign)
    return _under_card(post, task, placement, rendered.ask(reader, what, task.version))


async def _unwanted(scope: Scope, post: Post) -> bool:
    """Whether somebody switched this kind of post off in the channel."""
    here = await channels.show(scope, post.channel)
    return here is not None and post.kind in here.quiet


def _under_card(post: Post, task: Task, placement: PlacementView, message: Message) -> Outgoing:
    """In the card's thread; in the channel itself where there is no card."""
    there = placement.card_channel is not None and placement.card_ts is not None
    return Outgoing(
        Method.POST,
        (placement.card_channel if there else None) or post.channel,
        message.text,
        tuple(message.blocks),
        thread_ts=placement.card_ts if there else post.thread_ts,
        threads=(task.id,),
    )


async def _about(scope: Scope, post: Post) -> tuple[Task, PlacementView] | None:
    """The placement that a row speaks of."""
    found = await placed(scope, post.body.get("placement") or number_in(post.subject))
    return found if found and await may_stand(scope, found[0], post.channel) else None
