"""Requests that somebody waits for: what the process does by itself lets them go first."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class InHand:
    """Counts the requests that are being answered."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A request is being answered."""
        self._count += 1
        self._none.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._none.set()

    async def over(self, seconds: float) -> None:
        """Wait until nobody waits, for ``seconds`` at most: work goes on where requests never end."""
        if self._count:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._none.wait()
