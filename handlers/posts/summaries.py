"""One summary instead of many posts about links, and its edits while it grows."""

from datetime import datetime

from handlers.posts.audience import of_channel
from handlers.rendering.links import summary as rendered
from handlers.rendering.links.event import Happened
from storage.models import Post, PostKind
from storage.posts import summaries
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope


async def summary(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """All that it stands for by now; None where nothing of it is true any more, or no message to edit."""
    found = await summaries.read(scope, post)
    edits = post.kind is PostKind.SUMMARY_EDIT
    if found is None or not found.posts or (edits and found.ts is None):
        return None
    reader = await of_channel(scope, post.channel, now)
    rows = [(one.kind, Happened.read(one.body)) for one in found.posts]
    message = rendered.summary(reader, found.why, rows)
    return Outgoing(
        Method.UPDATE if edits else Method.POST,
        found.channel if edits else post.channel,
        message.text,
        tuple(message.blocks),
        ts=found.ts if edits else None,
    )
