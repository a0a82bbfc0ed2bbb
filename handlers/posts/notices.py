"""What somebody should know about the bot itself, or about many links at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.posts.audience import of_channel
from handlers.rendering.links import incident
from handlers.rendering.parts import notice as rendered
from storage.models import Post
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.team.audience import reading_along
from storage.work import tasks


async def _shown(scope: Scope, channel: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The incident as those in the channel may read it: a client reads of their own links alone."""
    audience = await reading_along(scope, channel)
    if audience is None:
        return body
    links = [one for one in body.get("links") or [] if isinstance(one, Mapping)]
    numbers = [number for one in links if isinstance(number := one.get("outreach"), int)]
    known = {task.id for task in await tasks.tasks(scope.before(audience), numbers)}
    kept = [one for one in links if one.get("outreach") in known]
    return {**body, "links": kept, "count": len(kept) if len(kept) < len(links) else body.get("count")}


async def notice(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """An incident, a channel that can't be posted to, or ``{"text"}``; None where nothing is said."""
    body = post.body
    if body.get("event") == "incident":
        shown = await _shown(scope, post.channel, body)
        message = incident.opened(await of_channel(scope, post.channel, now), shown)
        return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks))
    if body.get("notice") == "channel_stopped":
        message = rendered.channel_stopped(str(body.get("channel") or ""), str(body.get("error") or ""))
        return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks))
    message = rendered.plain(str(body.get("text") or ""))
    if not message.text:
        return None
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks), thread_ts=post.thread_ts)
