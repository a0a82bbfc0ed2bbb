"""One part of a transaction that may fail by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.store import Scope


@asynccontextmanager
async def step(scope: Scope) -> AsyncIterator[None]:
    """What happens inside is taken back when it raises; the rest of the transaction stands."""
    async with scope.session.begin_nested():
        yield
