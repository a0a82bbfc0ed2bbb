"""The small web that the tests of the checker write their pages for."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from small_web import Web


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    small = Web()
    server = await asyncio.start_server(small.serve, "127.0.0.1", 0)
    small.port = server.sockets[0].getsockname()[1]
    yield small
    server.close()
