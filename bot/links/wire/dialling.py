"""Which of a host's addresses answers: the next is tried before the one before it has failed.

Source: RFC 8305, "Happy Eyeballs", 4 and 5: both families in turn, and another attempt while one waits.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from bot.links.wire.failures import Unseen
from storage.words import Finding

#: Seconds after which the next address is tried, though the one before may still answer.
STAGGER = 0.4


class _Line(Protocol):
    def close(self) -> None:
        """Hang up."""


Line = TypeVar("Line", bound=_Line)
Attempt = Callable[[], Coroutine[Any, Any, Line]]


def in_turn(ips: Iterable[str]) -> list[str]:
    """``ips`` with the two families alternating, beginning with the first's, each in its own order."""
    families: dict[bool, deque[str]] = {}
    for ip in ips:
        families.setdefault(":" in ip, deque()).append(ip)
    ordered: list[str] = []
    while any(families.values()):
        ordered += [family.popleft() for family in families.values() if family]
    return ordered


async def first_open(attempts: Sequence[Attempt[Line]]) -> Line:
    """The first line that opens; one that opens after it is closed again.

    A certificate that is refused is the host's own, wherever it answers, and ends it. Raises ``Unseen``.
    """
    if len(attempts) == 1:
        return await attempts[0]()
    waiting = deque(attempts)
    trying: set[asyncio.Task[Line]] = set()
    failure = Unseen(Finding.CONNECTION_ERROR, "it can't be reached")
    try:
        while waiting or trying:
            if waiting:
                trying.add(asyncio.create_task(waiting.popleft()()))
            patience = STAGGER if waiting else None
            done, trying = await asyncio.wait(trying, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            opened = [task.result() for task in done if task.exception() is None]
            for late in opened[1:]:
                late.close()
            if opened:
                return opened[0]
            for task in done:
                error = task.exception()
                if not isinstance(error, Unseen) or isinstance(error.__cause__, ssl.SSLError):
                    raise error or failure
                failure = error
        raise failure
    finally:
        for task in trying:
            task.add_done_callback(_hang_up)
            task.cancel()


def _hang_up(task: asyncio.Task[Line]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()
