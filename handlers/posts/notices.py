"""What somebody should know about the bot itself, or about many links at once."""

from datetime import datetime

from handlers.posts.audience import of_channel
from handlers.rendering import incident
from handlers.rendering import notice as rendered
from storage.models import Post
from storage.outgoing import Method, Outgoing
from storage.store import Scope


async def notice(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """An incident, a channel that can't be posted to, or ``{"text"}``; None where nothing is said."""
    body = post.body
    if body.get("event") == "incident":
        message = incident.opened(await of_channel(scope, post.channel, now), body)
        return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks))
    if body.get("notice") == "channel_stopped":
        message = rendered.channel_stopped(str(body.get("channel") or ""), str(body.get("error") or ""))
        return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks))
    message = rendered.plain(str(body.get("text") or ""))
    if not message.text:
        return None
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks), thread_ts=post.thread_ts)
