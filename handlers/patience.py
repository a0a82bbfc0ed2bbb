"""How long one request may wait for Slack: its calls share the three seconds in which it must be acked.

Source: Slack, "Acknowledge within three seconds" of the Events API and of interactivity.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from slack_bolt.async_app import AsyncApp

#: Seconds that a single call may take: one for what helps, two for what the answer is about.
SHORT, LONG = 1.0, 2.2
#: Seconds of all calls that one ack waits for; what is left is the ledger's.
ALL = 2.4
#: What a call gets whose turn comes late: an answer that is quick anyway may still come.
LEAST = 0.1

_until: ContextVar[float | None] = ContextVar("until", default=None)


def register(app: AsyncApp) -> None:
    """Begin to count when a request comes in."""

    async def begin(next: Callable[[], Awaitable[object]]) -> None:  # noqa: A002 - Bolt's own name
        _until.set(asyncio.get_running_loop().time() + ALL)
        await next()

    app.use(begin)


def unhurried() -> None:
    """Nobody waits for what is done here: every call has its own time again."""
    _until.set(None)


def within(seconds: float) -> asyncio.Timeout:
    """As ``asyncio.timeout``: at most so long, and no longer than the request in hand may still wait."""
    until = _until.get()
    if until is None:
        return asyncio.timeout(seconds)
    left = until - asyncio.get_running_loop().time()
    return asyncio.timeout(max(LEAST, min(seconds, left)))
