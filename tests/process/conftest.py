"""The real bot against the rehearsal's Slack and a small web."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from stage import MANIFEST, Bot, PageWeb, RealBot, running

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack


@pytest.fixture
async def pages() -> AsyncIterator[PageWeb]:
    made = PageWeb()
    served = web.Application()
    served.router.add_get("/{path:.*}", made.answer)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[RehearsalSlack]:
    """A Slack that holds the app to its manifest."""
    made = RehearsalSlack(clock, manifest=MANIFEST)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def bot(slack: RehearsalSlack, clock: Clock, tmp_path: Path) -> AsyncIterator[Bot]:
    async with running(slack, f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}", clock) as made:
        yield made


@pytest.fixture
async def real_bot(slack: RehearsalSlack, tmp_path: Path) -> AsyncIterator[RealBot]:
    made = RealBot(slack, f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}", tmp_path)
    yield made
    await made.kill()
