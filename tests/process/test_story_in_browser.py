"""The product's story, by hand in a real browser: what a newcomer does after ``make run``.

With ``OUTREACH_TEST_PICTURES`` set (``make pictures``) it leaves the pictures of the README and the guides.
"""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from on_screen import IN_CHROMIUM
from playwright.async_api import Page, async_playwright, expect

from bot.clock import Clock

pytestmark = IN_CHROMIUM

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture
def clock() -> Clock:
    """A Tuesday morning in Berlin, whenever the test runs."""
    return Clock(datetime(2026, 11, 24, 8, 12, tzinfo=UTC) - datetime.now(UTC))


@pytest.fixture
async def page(slack: Any, bot: Any, chromium_at: str) -> AsyncIterator[Page]:
    """The rehearsal page, with the real bot behind it."""
    slack.on_change = bot.process.look_around
    async with async_playwright() as driver:
        browser = await driver.chromium.connect_over_cdp(chromium_at)
        context = await browser.new_context(
            viewport={"width": 1280, "height": 800}, device_scale_factor=1.5, color_scheme="light"
        )
        made = await context.new_page()
        problems: list[str] = []
        made.on("pageerror", lambda error: problems.append(str(error)))
        made.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        await made.goto(slack.url)
        await expect(made.get_by_role("heading", name="link-building", level=1)).to_be_visible()
        yield made
        await context.close()
        assert problems == []


async def picture(page: Page, name: str) -> None:
    """Keep what is on the screen, where pictures are wanted."""
    if os.environ.get("OUTREACH_TEST_PICTURES"):
        await page.wait_for_timeout(400)
        await page.screenshot(path=PICTURES / f"{name}.png")


async def say(page: Page, words: str) -> None:
    box = page.get_by_label("Message #link-building")
    await box.fill(words)
    await box.press("Enter")


async def test_log_promise_publish_link_live_and_a_digest(page: Page, slack: Any, bot: Any) -> None:
    seen = page.get_by_label("Messages")
    await say(
        page,
        "/outreach emailed jane@techblog.example about a guest post for https://acme.example/guide, "
        "follow up in 3 days",
    )
    await expect(seen.get_by_text("#1 techblog.example").first).to_be_visible()
    await expect(seen.get_by_text("Fri 27 Nov, 09:00 Berlin time").first).to_be_visible()
    await say(page, "/outreach promise 1 https://techblog.example/tools by Friday dofollow")
    await expect(seen.get_by_text("has no link to").first).to_be_visible()
    await picture(page, "rehearsal")

    await page.get_by_role("button", name="The editor publishes the link").click()
    await expect(seen.get_by_text("Link live").first).to_be_visible()
    await expect(seen.get_by_text("Followed, indexable").first).to_be_visible()
    # The card has caught up too: nothing on the screen still waits for the link.
    await expect(seen.get_by_text("live", exact=True)).to_be_visible()
    await expect(seen.get_by_text("promised", exact=True)).to_have_count(0)
    await picture(page, "link-live")

    await page.get_by_label("Add nofollow").check()
    await expect(seen.get_by_text("nofollow").first).to_be_visible()

    await say(page, "/outreach pitched sam@saasweekly.example a broken link fix, chase tomorrow")
    await expect(seen.get_by_text("#2 saasweekly.example").first).to_be_visible()
    await slack.advance(timedelta(hours=24))
    await bot.tick()
    await expect(seen.get_by_text("due today").first).to_be_visible()
    await picture(page, "digest")
    await page.get_by_role("navigation", name="Channels and apps").get_by_text("Outreach", exact=True).click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.get_by_text("#2 saasweekly.example").first).to_be_visible()
    await picture(page, "home")
    await page.get_by_role("button", name="link-building").click()
    await seen.get_by_role("button", name="Done").last.click()
    await expect(seen.get_by_text("followed up").first).to_be_visible()


async def test_the_form_logs_and_home_shows_it(page: Page) -> None:
    await page.get_by_role("button", name="New outreach").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Site").fill("news.example")
    await expect(form.get_by_text("nobody was asked there yet")).to_be_visible()
    await picture(page, "form")
    await form.get_by_role("option", name="news.example").click()
    await form.get_by_role("button", name="Log").click()
    await expect(form.get_by_text("#1 news.example")).to_be_visible()
    await form.get_by_role("button", name="Close").first.click()
    await page.get_by_role("navigation", name="Channels and apps").get_by_text("Outreach", exact=True).click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.get_by_role("button", name="All 1 open")).to_be_visible()
