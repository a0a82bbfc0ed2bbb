"""kill -9 at any point, and a restart: the same tables and the same posts, nothing lost, nothing doubled."""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from stage import RealBot

LINK = '<title>Tools</title><p>We like <a href="https://acme.com/guide">the Acme guide</a> a lot.</p>'
NO_LINK = "<title>Tools</title><p>Nothing about them yet, but plenty of words about tools of all kinds.</p>"

#: What no two runs share: when it happened, and addresses that hold a free port.
PASSING = {
    "at",
    "created_at",
    "updated_at",
    "next_check_at",
    "first_live_at",
    "last_seen_at",
    "first_seen_at",
}


#: Seconds that a kill may cost before what was abandoned is due again: a visit's lease, then a sender's.
A_LEASE_LATER = 150


#: Seconds between the tries of an event. Slack gives up after the fourth; what it gave up was never acked,
#: and could only be lost by Slack.
UNTIL_ACKED = (0.2, 1.0, 3.0, 9.0, *(15.0,) * 60)


async def insist(slack: Any, text: str) -> None:
    """A person types a command until it is answered; a second try carries the first one's trigger id."""
    trigger = None
    for _ in range(40):
        try:
            await slack.connected(20)
            answer = await slack.command("jana", "link-building", text, trigger_id=trigger)
        except TimeoutError:
            continue
        trigger = answer.trigger_id
        if answer.problem is None:
            return
    raise AssertionError(f"nobody ever answered {text!r}")


async def story(slack: Any, pages: Any) -> None:
    """A day of work: two asks, an answer, a promise, the link goes live."""
    page = pages.put("/tools", NO_LINK)
    await insist(slack, "emailed jane@techblog.com about a guest post for https://acme.com/guide, fu in 3d")
    await slack.say("tom", "link-building", "@Outreach pitched sam@saasweekly.io a broken link fix, fu in 5d")
    await slack.settled(A_LEASE_LATER)
    await insist(slack, "replied 2 wants to see a draft")
    await insist(slack, f"promise 1 {page} dofollow")
    await slack.wait_for(lambda: len(said(slack, "promised")) > 0, A_LEASE_LATER)
    pages.put("/tools", LINK)
    await insist(slack, "check 1")
    await slack.wait_for(lambda: said(slack, "link live"), A_LEASE_LATER)
    await insist(slack, "note 1 thanked her")


def said(slack: Any, words: str) -> list[str]:
    return [one.seen for one in slack.messages("link-building") if words in one.seen.lower()]


def tables(rows: list[dict[str, Any]], base: str) -> Counter[str]:
    """The stored rows without what differs between any two runs."""
    return Counter(
        repr({key: value for key, value in row.items() if key not in PASSING and key != "source"}).replace(
            base, "http://page"
        )
        for row in rows
        if row["kind"] != "member"
    )


async def told(slack: Any, real_bot: RealBot) -> Counter[str]:
    """How often each kind of post stands in the channel, once nothing is left to say."""
    await real_bot.silent(A_LEASE_LATER)
    heads = ("link live", "promised")
    counted = Counter({head: len(said(slack, head)) for head in heads})
    counted["answers"] = sum(
        len(slack.messages("link-building", thread_ts=one.ts))
        for one in slack.messages("link-building")
        if one.user == "UTOM"
    )
    return counted


@pytest.mark.parametrize(("seed", "most"), [(1, 4), pytest.param(2, 12, marks=pytest.mark.long)])
@pytest.mark.timeout(600)
async def test_a_killed_bot_ends_in_the_same_tables_and_posts(
    slack, real_bot, pages, seed: int, most: int
) -> None:
    rolled = random.Random(seed)
    await real_bot.start()
    working = asyncio.create_task(story(slack, pages))
    kills = 0
    while not working.done():
        await asyncio.wait({working}, timeout=rolled.uniform(0.01, 0.3))
        if working.done() or kills >= most:
            break
        await real_bot.kill()
        kills += 1
        await real_bot.start()
    await working
    await slack.settled(A_LEASE_LATER)
    counted = await told(slack, real_bot)
    assert kills >= 3, "the story was over before it was disturbed"
    assert counted == {"link live": 1, "promised": counted["promised"], "answers": 1}
    rows = await real_bot.export()
    assert [row["stage"] for row in rows if row["kind"] == "outreach"] == ["won", "replied"]
    assert [(row["outreach"], row["what"]) for row in rows if row["kind"] == "touch"] == [
        (1, "asked"),
        (1, "promised"),
        (1, "noted"),
        (2, "asked"),
        (2, "replied"),
    ]
    assert [row["state"] for row in rows if row["kind"] == "placement"] == ["live"]
    assert [row["origin"] for row in rows if row["kind"] == "backlink"] == ["built"]
    assert await real_bot.stop() == 0


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.long)])
@pytest.mark.timeout(3600)
async def test_whatever_is_killed_each_mention_is_logged_once_and_answered_once(
    slack, database: str, tmp_path: Path, kills: int
) -> None:
    """The process is killed at any moment: while it starts, stores, composes, posts and writes down."""
    slack.retry_delays = UNTIL_ACKED
    rolled = random.Random(kills)
    channels = [slack.add_channel(f"team-{number}").name for number in range(6)]
    bot = RealBot(slack, database, tmp_path)
    said = []
    try:
        for number in range(kills):
            await bot.start()
            for more in range(rolled.randint(1, 2)):
                site = f"site{number}-{more}.com"
                where = rolled.choice(channels)
                said.append(
                    await slack.say("jana", where, f"@Outreach emailed ann@{site} about a guest post")
                )
            await asyncio.sleep(rolled.choice([0.0, 0.05, 0.1, 0.2, 0.4, 0.8]) * rolled.uniform(0.5, 1.5))
            await bot.kill()
        await bot.start()
        await slack.settled(A_LEASE_LATER)

        def answers() -> Counter[int]:
            return Counter(
                len([one for one in slack.messages(here.channel, thread_ts=here.ts) if one.by_app])
                for here in said
            )

        await slack.wait_for(lambda: not answers()[0], A_LEASE_LATER)
        await bot.silent(A_LEASE_LATER)
        assert answers() == {1: len(said)}
        sites = Counter(row["site"] for row in await bot.export() if row["kind"] == "outreach")
        assert sites == dict.fromkeys(sites, 1)
        assert len(sites) == len(said)
    finally:
        await bot.kill()
