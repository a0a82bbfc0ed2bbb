"""The product's main job, end to end: a sentence, a reminder, a promise, the link goes live."""

from datetime import timedelta

import aiohttp

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack

LINK = '<p>We like <a href="https://acme.com/guide">the Acme guide</a> a lot.</p>'


def posts(slack: RehearsalSlack, words: str, channel: str = "link-building") -> list[str]:
    """What everybody sees in a channel that has ``words`` in it."""
    return [one.seen for one in slack.messages(channel) if words.lower() in one.seen.lower()]


async def test_a_sentence_becomes_a_task_a_promise_and_a_link_live_post(slack, bot, pages) -> None:
    page = pages.put("/tools", "<title>Tools</title><p>Nothing here yet, but a lot of words about tools.</p>")
    logged = await slack.command(
        "jana",
        "link-building",
        "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days",
    )
    assert "#1" in logged.seen
    assert "techblog.com" in logged.seen
    assert "guest post" in logged.seen.lower()

    promised = await slack.command("jana", "link-building", f"promise 1 {page} by Friday")
    assert "tools" in promised.seen
    await slack.wait_for(lambda: posts(slack, "promised"))
    assert not posts(slack, "link live")

    pages.put("/tools", f"<title>Tools</title>{LINK}")
    await slack.command("jana", "link-building", "check 1")
    (live,) = await slack.wait_for(lambda: posts(slack, "link live"))
    assert "https://acme.com/guide" in live or "acme.com/guide" in live
    assert "the Acme guide" in live
    assert "followed" in live.lower()
    shown = await slack.command("jana", "link-building", "show 1")
    assert "won" in shown.seen.lower()


async def test_a_follow_up_comes_in_the_digest_of_its_day(slack: RehearsalSlack, bot, clock: Clock) -> None:
    await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post, fu in 3d")
    slack.on_change = bot.tick
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}rehearsal/advance", json={"user": "jana", "hours": 6 * 24}) as answer,
    ):
        assert answer.status == 200
    digests = await slack.wait_for(lambda: posts(slack, "techblog.com"))
    assert digests


async def test_days_that_the_clock_leaps_over_have_had_their_digests(
    slack: RehearsalSlack, bot, clock: Clock
) -> None:
    await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post, fu in 1d")
    slack.on_hour = bot.process.keep_up
    # In Tokyo it is 9:00 when it is night in the channel's Berlin.
    async with aiohttp.ClientSession() as session:
        for _ in range(4):
            asked = {"user": "mia", "hours": 24}
            async with session.post(f"{slack.url}rehearsal/advance", json=asked) as answer:
                assert answer.status == 200
    digests = await slack.wait_for(lambda: posts(slack, "1 overdue"))
    assert not posts(slack, "I was not running")
    assert len(digests) > 1 or posts(slack, "due today")


async def test_nothing_is_posted_when_nothing_is_due(slack: RehearsalSlack, bot) -> None:
    await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post, fu in 3 weeks")
    await slack.advance(timedelta(days=2))
    await bot.tick()
    assert slack.messages("link-building") == []


async def test_a_mention_is_answered_in_its_thread(slack: RehearsalSlack, bot) -> None:
    said = await slack.say(
        "tom", "link-building", "@Outreach pitched sam@saasweekly.io a broken link fix, chase next Tuesday"
    )
    (answer,) = await slack.wait_for(lambda: slack.messages("link-building", thread_ts=said.ts))
    assert "saasweekly.io" in answer.seen
    await slack.say("tom", "link-building", "she replied, wants to know more", thread_ts=said.ts)
