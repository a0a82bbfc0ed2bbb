"""A rehearsal workspace, and a small app on real Bolt that plays in it."""

from collections.abc import AsyncIterator

import pytest_asyncio
from echo_bot import EchoBot
from playwright.async_api import Page, async_playwright, expect
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


@pytest_asyncio.fixture
async def page(slack: RehearsalSlack, bot: EchoBot, chromium_at: str) -> AsyncIterator[Page]:
    async with async_playwright() as driver:
        browser = await driver.chromium.connect_over_cdp(chromium_at)
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        made = await context.new_page()
        problems: list[str] = []
        made.on("pageerror", lambda error: problems.append(str(error)))
        made.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        made.on("dialog", lambda dialog: problems.append(f"a dialog: {dialog.message}"))
        await made.goto(slack.url)
        await expect(made.get_by_role("heading", name="link-building", level=1)).to_be_visible()
        made.problems = problems
        yield made
        await context.close()
        assert problems == []
