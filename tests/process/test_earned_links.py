"""Links that nobody asked for, through the whole bot: kept, looked at, watched, and told of when they go."""

import asyncio
import re
from datetime import timedelta
from typing import Any

PAGE = '<title>A story</title><p>We liked <a href="{target}">their guide</a> a lot.</p>'
TARGET = "https://acme.example/guide"


def _told(slack: Any, words: str) -> list[Any]:
    seen = [*slack.messages("link-building"), *slack.ephemerals("link-building", "jana")]
    return [one for one in seen if words.lower() in one.seen.lower()]


async def test_an_earned_link_is_kept_with_its_reason_and_looked_at(slack: Any, bot: Any, pages: Any) -> None:
    page = pages.put("/story", PAGE.format(target=TARGET))
    answer = await slack.command("jana", "link-building", f"earned {page} {TARGET}")
    assert "Kept. I'm looking at the page now" in answer.seen
    assert "passive: nobody asked for it" in answer.seen
    assert "Reported as earned; nobody asked 127.0.0.1" in answer.seen
    await slack.wait_for(lambda: _told(slack, "their guide"), 30)
    shown = await slack.command("jana", "link-building", "backlink 1")
    assert "followed, indexable" in shown.seen
    assert "reported by you" in shown.seen
    assert "watched, for you" in shown.seen


async def test_a_watched_link_that_goes_is_told_of_once_it_is_lost(
    slack: Any, bot: Any, pages: Any, clock: Any
) -> None:
    page = pages.put("/story", PAGE.format(target=TARGET))
    await slack.command("jana", "link-building", f"earned {page} {TARGET}")
    await slack.wait_for(lambda: _told(slack, "their guide"), 30)
    pages.put(
        "/story", "<title>A story</title><p>We changed our mind about guides, and say so at length.</p>"
    )
    looked = len(pages.asked)
    for wait in (timedelta(hours=25), timedelta(hours=2), timedelta(hours=7), timedelta(hours=25)):
        await slack.advance(wait)
        await slack.settled()
        before = len(pages.asked)
        for _ in range(50):
            await bot.tick()
            if len(pages.asked) > before:
                break
            await asyncio.sleep(0.05)
    assert len(pages.asked) > looked
    for _ in range(50):
        shown = await slack.command("jana", "link-building", "backlink 1")
        if "lost" in shown.seen:
            break
        await asyncio.sleep(0.1)
    assert "lost" in shown.seen
    await bot.tick()
    news = await slack.wait_for(lambda: [one for one in slack.messages("link-building") if one.by_app])
    assert len(news) == 1
    assert "Link lost" in news[0].seen and "/story" in news[0].seen
    assert re.search(r"[34] looks read the page and did not find it \(.+ to .+\)\. Last seen", news[0].seen)
    assert "/outreach backlink 1" in news[0].seen


async def test_a_press_settles_where_a_link_came_from(slack: Any, bot: Any, pages: Any) -> None:
    await slack.command("jana", "link-building", f"emailed jane@news.example about a guest post for {TARGET}")
    answer = await slack.command("jana", "link-building", f"earned https://news.example/story {TARGET}")
    assert "uncertain" in answer.seen
    assert "it was reported as a link that nobody asked for" in answer.seen
    await slack.press("jana", slack.ephemerals("link-building", "jana")[-1], "It's built")
    await slack.wait_for(lambda: _told(slack, "Backlink 1 is built now; it was uncertain"), 10)
    again = await slack.command("jana", "link-building", "backlink 1")
    assert "Said by you on" in again.seen and "That stays, whatever is reported later." in again.seen


async def test_what_is_no_backlink_or_no_origin_is_answered_with_what_to_say(slack: Any, bot: Any) -> None:
    assert "There is no backlink 7 here" in (await slack.command("jana", "link-building", "backlink 7")).seen
    page = "https://news.example/story"
    await slack.command("jana", "link-building", f"earned {page} {TARGET}")
    wrong = await slack.command("jana", "link-building", "backlink 1 bought")
    assert "Say built, passive or uncertain" in wrong.seen
    listed = await slack.command("jana", "link-building", "backlink news.example")
    assert "1 link on news.example" in listed.seen
