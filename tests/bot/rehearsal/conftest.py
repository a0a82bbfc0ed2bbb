"""A rehearsal workspace, and a small app on real Bolt that plays in it."""

from collections.abc import AsyncIterator

import pytest_asyncio
from echo_bot import EchoBot
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[RehearsalSlack]:
    made = RehearsalSlack(Clock())
    await made.start()
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def bot(slack: RehearsalSlack) -> AsyncIterator[EchoBot]:
    made = EchoBot(slack)
    await made.start()
    await slack.connected()
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def client(slack: RehearsalSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
