"""What became of a workflow's step: told to Slack until it has it, so that the workflow goes on."""

from datetime import datetime

from storage.models import Post
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope


async def outcome(scope: Scope, post: Post, now: datetime) -> Outgoing | None:  # noqa: ARG001 - a composer
    """The step's outputs, or the sentence that says why it failed."""
    body = post.body
    execution, outputs, error = body.get("execution"), body.get("outputs"), body.get("error")
    if not isinstance(execution, str):
        return None
    if isinstance(error, str):
        return Outgoing(Method.FAIL, post.channel, error, execution=execution)
    given = outputs if isinstance(outputs, dict) else {}
    return Outgoing(Method.COMPLETE, post.channel, execution=execution, outputs=given)
