"""What is still to do once Slack has its ack: only what may be lost without harm."""

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context

from handlers import patience

_under_way: set[asyncio.Task[None]] = set()


def later(work: Coroutine[object, object, None]) -> None:
    """Do ``work`` without anybody waiting for it; it answers for its own errors."""
    apart = copy_context()
    apart.run(patience.unhurried)
    task = asyncio.create_task(work, context=apart)
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


async def finished(seconds: float = 2.0) -> None:
    """Wait for what is under way, but no longer than this; what is not done by then is given up.

    To be called when no more requests come in, before the ledger is closed.
    """
    waiting = [task for task in _under_way if task.get_loop() is asyncio.get_running_loop()]
    if not waiting:
        return
    _, late = await asyncio.wait(waiting, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
