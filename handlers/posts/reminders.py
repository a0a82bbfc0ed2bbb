"""The reminder that a person set for a time of day."""

from datetime import datetime

from handlers.posts.audience import is_person, of_person
from handlers.posts.placed import number_in
from handlers.rendering import reminder as rendered
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.errors import UnknownTask
from storage.models import Post
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.words import Stage
from storage.work import tasks
from storage.work.views import Task


async def reminder(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Tell the owner, or who stands in; None when it is settled, was taken back or moved meanwhile."""
    try:
        task = await tasks.task(scope, post.body.get("outreach") or number_in(post.subject))
    except UnknownTask:
        return None
    at = datetime.fromisoformat(str(post.body.get("at") or post.epoch))
    absent = post.body.get("absent")
    told = post.channel if absent and is_person(post.channel) else task.owner
    reader = await of_person(scope, told, now)
    message = _message(reader, task, post, at)
    if message is None:
        return None
    if isinstance(absent, str):
        message = rendered.for_absent(reader, absent, message)
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks), threads=(task.id,))


def _message(reader: Reader, task: Task, post: Post, at: datetime) -> Message | None:
    if post.body.get("asks"):
        still = task.stage in {Stage.PLANNED, Stage.CONTACTED} and task.follow_up_at is None
        return rendered.keep_on(reader, task) if still else None
    late = post.body.get("late")
    if not task.stage.open or task.follow_up_at != at:
        return None
    return rendered.reminder(reader, task, at, late if isinstance(late, str) else None)
