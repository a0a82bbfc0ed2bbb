"""Many links gone at once: one incident instead of many posts."""

from collections.abc import Sequence
from datetime import datetime

from storage.event_posts import Happened
from storage.store import Scope


async def gather(scope: Scope, happened: Sequence[Happened], *, now: datetime) -> list[Happened]:
    """What is still to be said one by one."""
    return list(happened)
