"""kill -9 at any point, and a restart: the same tables and the same posts, nothing lost, nothing doubled."""

import asyncio
import random
from collections import Counter
from typing import Any

import pytest

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


async def told(slack: Any) -> Counter[str]:
    """How often each kind of post stands in the channel."""
    await asyncio.sleep(3)
    heads = ("link live", "promised")
    counted = Counter({head: len(said(slack, head)) for head in heads})
    counted["answers"] = sum(
        len(slack.messages("link-building", thread_ts=one.ts))
        for one in slack.messages("link-building")
        if one.user == "UTOM"
    )
    return counted


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.timeout(600)
async def test_a_killed_bot_ends_in_the_same_tables_and_posts(slack, real_bot, pages, seed: int) -> None:
    rolled = random.Random(seed)
    await real_bot.start()
    working = asyncio.create_task(story(slack, pages))
    kills = 0
    while not working.done():
        await asyncio.wait({working}, timeout=rolled.uniform(0.01, 0.3))
        if working.done() or kills >= 10:
            break
        await real_bot.kill()
        kills += 1
        await real_bot.start()
    await working
    await slack.settled(A_LEASE_LATER)
    counted = await told(slack)
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
