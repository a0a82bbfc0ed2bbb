"""The reminder that a person set for a time of day."""

from datetime import datetime

from handlers.posts.audience import of_person
from handlers.posts.placed import number_in
from handlers.rendering import reminder as rendered
from storage import tasks
from storage.errors import UnknownTask
from storage.models import Post
from storage.outgoing import Method, Outgoing
from storage.store import Scope


async def reminder(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Tell the owner; None when the task is closed, was taken back, or its reminder was moved."""
    try:
        task = await tasks.task(scope, post.body.get("outreach") or number_in(post.subject))
    except UnknownTask:
        return None
    at = datetime.fromisoformat(str(post.body.get("at") or post.epoch))
    if not task.stage.open or task.follow_up_at != at:
        return None
    late = post.body.get("late")
    reader = await of_person(scope, task.owner, now)
    message = rendered.reminder(reader, task, at, late if isinstance(late, str) else None)
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks), threads=(task.id,))
