"""How much waits to be done, for whoever watches the process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.models import Post, PostState, Schedule
from storage.store import Store

WATCHED = (PostState.PENDING, PostState.SENDING, PostState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Looks that are due, posts by state, and since when the oldest pending post could have gone out."""

    looks_due: int
    posts: Mapping[str, int]
    oldest_post_at: datetime | None


async def read(store: Store, now: datetime) -> Waiting:
    """Count over all workspaces, by indexes of what is due and what is waiting."""
    async with store.read() as session:
        due = await session.scalar(select(func.count()).where(Schedule.due_at <= now))
        states = await session.execute(
            select(Post.state, func.count()).where(Post.state.in_(WATCHED)).group_by(Post.state)
        )
        counted = {state.value: count for state, count in states}
        oldest = await session.scalar(
            select(func.min(Post.not_before)).where(Post.state == PostState.PENDING, Post.not_before <= now)
        )
    return Waiting(int(due or 0), {state.value: counted.get(state.value, 0) for state in WATCHED}, oldest)
