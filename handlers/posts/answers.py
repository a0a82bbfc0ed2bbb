"""Answers to what people said and pressed, and to the looks that they asked for.

An ANSWER's body is a rendered message, ``{"text", "blocks"}``, or ``{"look": facts}`` (with ``watched``: what
became of a link that is watched), with where it goes: ``response_url``; or ``channel``, ``thread_ts`` and
``user`` (``ephemeral`` true: that user alone sees it); the row's own channel and thread where it says
nothing. ``tasks`` are what its thread is about from then on. With ``emoji`` and ``ts`` it is a reaction. An
EDIT's body has the ``ts`` of the message that is changed, or the number of the ANSWER that it changes, as
``answer``; with a ``list`` the message shows that list as it stands when the edit goes out, in a direct
message for its ``reader``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.acts.redrawn import redrawn
from handlers.posts.audience import is_person, of_channel, of_person
from handlers.posts.placed import placed
from handlers.rendering.links import looks
from handlers.rendering.links.looks import LookFacts, Turn
from handlers.rendering.lists.listed import Listed
from handlers.rendering.parts.message import Message
from storage.errors import Mendable
from storage.models import Post
from storage.posts import answers
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.team import audience


async def answer(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """The answer, on its way to where it was asked."""
    body = post.body
    look = body.get("look")
    if isinstance(look, Mapping):
        return await _look(scope, post, look, now)
    emoji, ts = _said(body, "emoji"), _said(body, "ts")
    if emoji and ts:
        return Outgoing(Method.REACT, post.channel, ts=ts, emoji=emoji)
    message = _message(body)
    return _to(post, message, _tasks(body)) if message else None


async def edit(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Something else in the place of a message that stands."""
    ts, channel = _said(post.body, "ts"), post.channel
    listed = Listed.parse(_said(post.body, "list"))
    message = await _list(scope, post, listed, now) if listed else _message(post.body)
    if isinstance(number := post.body.get("answer"), int):
        standing = await answers.standing(scope, number)
        if standing is None:
            return None
        ts, channel = standing.ts, standing.channel
    if message is None or ts is None:
        return None
    return Outgoing(
        Method.UPDATE,
        channel,
        message.text,
        tuple(message.blocks),
        ts=ts,
        or_to=_said(post.body, "user"),
        threads=_tasks(post.body),
    )


async def _list(scope: Scope, post: Post, listed: Listed, now: datetime) -> Message | None:
    """What is left of a list; None where its campaign is gone."""
    user, where = _said(post.body, "reader"), post.channel
    alone = user if user and is_person(where) else None
    reader = await of_person(scope, alone, now) if alone else await of_channel(scope, where, now)
    before = scope.before(await audience.reading_along(scope, alone or where))
    try:
        return await redrawn(replace(reader, lasting=False), before, listed)
    except Mendable:
        return None


async def _look(scope: Scope, post: Post, look: Mapping[str, Any], now: datetime) -> Outgoing:
    facts = LookFacts.read(look)
    found = await placed(scope, facts.placement) if facts.placement is not None else None
    where, user = _said(post.body, "channel") or post.channel, _said(post.body, "user")
    alone = bool(post.body.get("response_url")) or is_person(where)
    reader = await of_person(scope, user, now) if alone and user else await of_channel(scope, where, now)
    task = found[0].id if found else None
    if turn := Turn.read(post.body.get("watched")):
        return _to(post, looks.watched(reader, facts, turn))
    return _to(post, looks.seen(reader, facts, task), () if task is None else (task,))


def _to(post: Post, message: Message, tasks: tuple[int, ...] = ()) -> Outgoing:
    body = post.body
    user, url = _said(body, "user"), _said(body, "response_url")
    where = _said(body, "channel") or post.channel
    method = Method.POST
    if url:
        method = Method.RESPOND
    elif body.get("ephemeral") is True and user and not is_person(where):
        method = Method.EPHEMERAL
    return Outgoing(
        method,
        where,
        message.text,
        tuple(message.blocks),
        thread_ts=_said(body, "thread_ts") or post.thread_ts,
        user=user,
        response_url=url,
        or_to=user if method is Method.POST and user and not is_person(where) else None,
        threads=tasks,
        plainer=tuple(message.plainer or ()),
    )


def _message(body: Mapping[str, Any]) -> Message | None:
    text, kept = body.get("text"), _blocks(body, "blocks")
    said = text if isinstance(text, str) else ""
    return Message(said, kept, _blocks(body, "plainer") or None) if said.strip() or kept else None


def _blocks(body: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    blocks = body.get(key)
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []


def _said(body: Mapping[str, Any], key: str) -> str | None:
    value = body.get(key)
    return value if isinstance(value, str) and value else None


def _tasks(body: Mapping[str, Any]) -> tuple[int, ...]:
    numbers = body.get("tasks")
    found = numbers if isinstance(numbers, list) else []
    return tuple(one for one in found if isinstance(one, int) and not isinstance(one, bool))
