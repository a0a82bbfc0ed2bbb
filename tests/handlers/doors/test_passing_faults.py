"""Lines are cut and ledgers are away for a moment: nothing that was said is lost by it."""

import asyncio

import pytest
from sqlalchemy import text

from storage.team import channels
from storage.words import TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_line_cut_while_slack_is_asked_who_speaks_costs_nobody_their_log(slack, bot) -> None:
    slack.fault("users.info", "drop", 20)
    answer = await slack.command("jana", LINKS, ASK)
    assert "#1" in answer.seen
    said = await slack.say("tom", LINKS, "@Outreach emailed joe@saasweekly.io about a guest post")
    (card,) = await bot.answers(said)
    assert "#2" in card.seen


@pytest.mark.parametrize("door", ["mention", "direct message", "reaction", "thread"])
async def test_an_event_that_could_not_be_stored_comes_again_and_is_done_once(slack, bot, door: str) -> None:
    first = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(first)
    await slack.settled()
    events = len(slack.events)
    await _rename(bot, "request", "request_away")
    if door == "mention":
        said = await slack.say("jana", LINKS, "@Outreach emailed joe@saasweekly.io about a guest post")
    elif door == "direct message":
        said = await slack.say(
            "jana", slack.direct("jana").id, "emailed joe@saasweekly.io about a guest post"
        )
    elif door == "thread":
        said = await slack.say("jana", LINKS, "replied, she wants an outline", thread_ts=first.ts)
    else:
        said = await slack.say("jana", LINKS, "emailed joe@saasweekly.io about a guest post")
        await slack.react("jana", said, "link")
    await slack.settled()
    await _rename(bot, "request_away", "request")
    assert [one for one in slack.messages(said.channel, thread_ts=said.ts) if one.by_app] == []
    acks = [await slack.resend(event, retry=1) for event in list(slack.events)[events:] for _ in range(2)]
    assert acks and all(ack.ok for ack in acks)
    await slack.settled()
    if door == "thread":
        assert [one.what for one in await bot.touches(1)].count(TouchKind.REPLIED) == 1
    else:
        assert [one.site for one in await bot.tasks()] == ["techblog.com", "saasweekly.io"]


async def test_an_event_that_nobody_could_take_is_not_acked(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await _rename(bot, "request", "request_away")
    (mention,) = [one for one in slack.events if one["event"]["type"] == "app_mention"]
    ack = await slack.resend({**mention, "event_id": "EvANOTHER"}, retry=1)
    assert not ack.ok


async def _rename(bot, table: str, name: str) -> None:
    """Take a table away for a while: what every statement on it says is that the ledger can't be used."""
    async with bot.store.write() as session:
        await session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
    await asyncio.sleep(0)


async def test_a_zone_that_slack_did_not_tell_at_first_is_learnt_later(slack, bot) -> None:
    slack.fault("users.info", "slow", 1, seconds=2.0)
    await slack.command("jana", LINKS, "emailed joe@saasweekly.io about a guest post")
    assert await _zone(bot, slack) == "UTC"
    await slack.command("jana", LINKS, "list")
    assert await _zone(bot, slack) == "Europe/Berlin"


async def _zone(bot, slack) -> str:
    async with bot.store.reading(slack.team_id) as scope:
        there = await channels.show(scope, "CLINKS")
        return there.tz


async def test_a_slow_slack_costs_no_ack_however_often_it_is_asked(slack, bot) -> None:
    for method in ("users.info", "chat.getPermalink", "views.open", "views.publish"):
        slack.fault(method, "slow", 20, seconds=4.0)
    asked = await slack.command("jana", LINKS, "new")
    assert "could not be opened in time" in asked.seen
    said = await slack.say("tom", LINKS, "emailed joe@saasweekly.io about a guest post")
    shortcut = await slack.message_shortcut("mia", said, "log_outreach")
    await slack.wait_for(lambda: shortcut.messages)
    assert (await bot.task(1)).site == "saasweekly.io"


async def test_a_reaction_on_what_slack_can_not_tell_now_is_told_again(slack, bot) -> None:
    said = await slack.say("tom", LINKS, "emailed joe@saasweekly.io about a guest post")
    slack.fault("reactions.get", "503", 1)
    await slack.react("jana", said, "link")
    (event,) = [one for one in slack.events if one["event"]["type"] == "reaction_added"]
    await slack.settled()
    if not await bot.tasks():  # where the rehearsal does not send it again by itself
        assert (await slack.resend(event, retry=1)).ok
    (answer,) = await bot.answers(said)
    assert "#1 saasweekly.io" in answer.seen
