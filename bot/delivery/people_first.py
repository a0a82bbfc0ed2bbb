"""Composing steps back while somebody waits for an answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.util import await_only

After = Callable[[float], Awaitable[None]]
"""Waits until nobody waits for an answer, so many seconds at most."""

PEOPLE_SECONDS = 0.5
"""So long a post is held back for people's requests; a crowd that never ends holds none back for good."""


async def nobody_waits(seconds: float) -> None:
    """Where there are no people's requests."""


def let_people_first(session: AsyncSession, after: After) -> None:
    """Have each statement of ``session`` wait for people's requests, ``PEOPLE_SECONDS`` in all at most.

    A digest takes two dozen statements, each of which makes a request that arrives meanwhile wait a little:
    begun is no reason to go on.
    """
    loop = asyncio.get_running_loop()
    left = PEOPLE_SECONDS

    def step_back(_asked: Any) -> None:
        nonlocal left
        if left > 0:
            began = loop.time()
            await_only(after(left))
            left -= loop.time() - began

    event.listen(session.sync_session, "do_orm_execute", step_back)
