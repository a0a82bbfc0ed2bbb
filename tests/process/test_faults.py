"""What goes wrong around a real bot: lines cut, events twice and out of order, a locked ledger, a full disk.

Slack's own record is what counts: each thing that was said is logged once and answered once.
"""

import asyncio
import os
import random
import resource
import sqlite3
from collections import Counter
from typing import Any

import pytest
from stage import RealBot

LINKS = "link-building"


def mention(number: int) -> str:
    return f"@Outreach emailed ann@site{number}.com about a guest post"


async def logged(real_bot: Any) -> list[str]:
    """The sites of everything that is stored, oldest first."""
    return [row["site"] for row in await real_bot.export() if row["kind"] == "outreach"]


async def answered(slack: Any, real_bot: RealBot, said: list[Any]) -> Counter[int]:
    """How often each of the messages was answered in its thread, once nothing is left to say."""

    def counted() -> Counter[int]:
        return Counter(
            len([one for one in slack.messages(LINKS, thread_ts=here.ts) if one.by_app]) for here in said
        )

    await slack.wait_for(lambda: 0 not in counted(), 60)
    await real_bot.silent()
    return counted()


async def test_lines_cut_and_renewed_in_the_middle_lose_and_double_nothing(slack, real_bot) -> None:
    slack.retry_delays = (0.1, 0.5, 1.0)
    luck = random.Random(5)
    await real_bot.start()
    said = []
    for number in range(8):
        match number % 4:
            case 1:
                slack.hub.delivery.drop_next = 1
            case 2:
                await slack.drop_sockets()
            case 3:
                await slack.refresh_sockets()
        said.append(await slack.say("jana", LINKS, mention(number)))
        await asyncio.sleep(luck.uniform(0, 0.3))
    await slack.settled(60)
    assert await answered(slack, real_bot, said) == {1: 8}
    assert sorted(await logged(real_bot)) == sorted(f"site{number}.com" for number in range(8))


async def test_events_that_come_twice_late_and_out_of_order_count_once(slack, real_bot) -> None:
    await real_bot.start()
    said = [await slack.say("jana", LINKS, mention(number)) for number in range(6)]
    await slack.settled(60)
    again = [event for event in slack.events for _ in range(2)]
    random.Random(3).shuffle(again)
    assert all(ack.ok for ack in [await slack.resend(event, retry=1) for event in again])
    await real_bot.kill()
    await real_bot.start()
    assert all(ack.ok for ack in [await slack.resend(event, retry=2) for event in reversed(slack.events)])
    assert await answered(slack, real_bot, said) == {1: 6}
    assert len(await logged(real_bot)) == 6


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.long)])
@pytest.mark.timeout(300)
async def test_a_ledger_that_somebody_locks_for_a_while_loses_and_doubles_nothing(
    slack, real_bot, seconds: int
) -> None:
    slack.ack_timeout = 1.0
    slack.retry_delays = (0.3, 1.0, float(seconds))
    await real_bot.start()
    said = [await slack.say("jana", LINKS, mention(number)) for number in range(3)]
    await answered(slack, real_bot, said)
    other = sqlite3.connect(real_bot.database.partition("///")[2], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said += [await slack.say("jana", LINKS, mention(number)) for number in range(3, 6)]
    await asyncio.sleep(seconds)
    other.execute("COMMIT")
    other.close()
    await slack.settled(seconds + 60)
    assert await answered(slack, real_bot, said) == {1: 6}
    assert len(await logged(real_bot)) == 6


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process's files")
async def test_a_disk_that_is_full_for_a_while_loses_and_doubles_nothing(slack, real_bot) -> None:
    slack.ack_timeout = 1.0
    slack.retry_delays = (0.3, 1.0, 3.0)
    await real_bot.start()
    said = [await slack.say("jana", LINKS, mention(number)) for number in range(3)]
    await answered(slack, real_bot, said)
    assert real_bot.process is not None
    _, most = resource.prlimit(real_bot.process.pid, resource.RLIMIT_FSIZE)
    slack.fault("chat.postMessage", "slow", 1, seconds=1.0)
    said.append(await slack.say("jana", LINKS, mention(3)))  # on its way when the disk fills up
    await asyncio.sleep(0.7)
    resource.prlimit(real_bot.process.pid, resource.RLIMIT_FSIZE, (os.stat(__file__).st_size, most))
    said += [await slack.say("jana", LINKS, mention(number)) for number in range(4, 7)]
    typed = await slack.command("jana", LINKS, "emailed bob@full-disk.com about a guest post")
    assert "#" not in typed.seen, "nothing can be stored, and the person was told so"
    await asyncio.sleep(1.5)
    resource.prlimit(real_bot.process.pid, resource.RLIMIT_FSIZE, (most, most))
    await slack.settled(60)
    assert await answered(slack, real_bot, said) == {1: 7}
    assert sorted(await logged(real_bot)) == sorted(f"site{number}.com" for number in range(7))
    assert await real_bot.stop() == 0
