"""Channels that are listened to: what is logged there, and that nothing else leaves a trace."""

import logging
from pathlib import Path

import pytest

from storage.team import channels
from storage.words import Tactic
from storage.work import campaigns

LINKS = "link-building"
PLAIN = "emailed jane@techblog.com about a guest post"
SECRET = "has anyone emailed techblog.com? the password is xyzzy-4711"


@pytest.fixture
async def listening(slack, bot):
    """Somebody switched listening on."""
    channel = slack.channel(LINKS).id
    async with bot.store.writing(slack.team_id, bot.process.clock.now()) as scope:
        await channels.ensure(scope, channel, "Europe/Berlin", bot.process.clock.now())
        await channels.set_listening(scope, channel, True, by="UJANA", now=bot.process.clock.now())
    return channel


async def whispered(slack, user: str = "jana", count: int = 1):
    return await slack.wait_for(
        lambda: found if len(found := slack.ephemerals(LINKS, user)) >= count else None
    )


async def nothing(slack, bot) -> None:
    await slack.settled()
    await bot.process.tick()
    assert await bot.tasks() == []
    assert slack.ephemerals(LINKS, "jana") == []


async def test_a_plain_report_is_logged_with_a_reaction_and_a_line_with_undo(slack, bot, listening) -> None:
    said = await slack.say("jana", LINKS, PLAIN)
    (line,) = await whispered(slack)
    assert "Logged #1 techblog.com" in line.seen
    assert "Reminder" in line.seen
    await slack.wait_for(lambda: said.reactions.get("memo"))
    task = await bot.task(1)
    assert (task.owner, task.tactic, task.contact_email) == ("UJANA", Tactic.GUEST_POST, "jane@techblog.com")
    assert said.replies() == []
    await slack.press("jana", line, "Undo")
    await slack.wait_for(
        lambda: "never logged" in "".join(one.seen for one in slack.ephemerals(LINKS, "jana"))
    )
    assert await bot.tasks() == []


@pytest.mark.parametrize(
    "words",
    [
        "has anyone emailed techblog.com?",
        "I'll email jane@techblog.com about a guest post",
        "lunch?",
        "nice!",
    ],
)
async def test_chatter_is_left_alone(slack, bot, listening, words: str) -> None:
    await slack.say("jana", LINKS, words)
    await nothing(slack, bot)


async def test_nothing_of_chatter_is_stored_or_logged(
    slack, bot, listening, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys
) -> None:
    caplog.set_level(logging.DEBUG)
    message = await slack.say("jana", LINKS, SECRET)
    await slack.edit("jana", message, SECRET + " again")
    await slack.delete("jana", message)
    await nothing(slack, bot)
    assert not _kept(tmp_path, b"xyzzy")
    written = [one.getMessage() for one in caplog.records if not one.name.startswith(("slack", "aiosqlite"))]
    assert not any("xyzzy" in line for line in written)


def _kept(folder: Path, words: bytes) -> bool:
    """Whether the database's files hold ``words``."""
    return any(words in path.read_bytes() for path in folder.glob("outreach.db*"))


async def test_nothing_is_heard_where_nobody_switched_it_on(slack, bot) -> None:
    await slack.say("jana", LINKS, PLAIN)
    await nothing(slack, bot)


async def test_one_message_logs_once_by_whichever_doors_and_however_often_slack_tells(
    slack, bot, listening
) -> None:
    said = await slack.say("jana", LINKS, PLAIN)
    await whispered(slack)
    await slack.resend(slack.events[-1], retry=1)
    await slack.react("tom", said, "link")
    await slack.message_shortcut("tom", said, "log_outreach")
    await slack.settled()
    assert len(await bot.tasks()) == 1


async def test_a_message_that_was_logged_by_reaction_is_not_logged_again(slack, bot) -> None:
    said = await slack.say("jana", LINKS, PLAIN)
    await slack.react("tom", said, "link")
    await bot.answers(said)
    async with bot.store.writing(slack.team_id, bot.process.clock.now()) as scope:
        await channels.set_listening(
            scope, slack.channel(LINKS).id, True, by="UJANA", now=bot.process.clock.now()
        )
    await slack.resend(next(one for one in slack.events if one["event"]["type"] == "message"))
    assert len(await bot.tasks()) == 1


async def test_an_edit_changes_the_task_and_says_so_to_its_author(slack, bot, listening) -> None:
    said = await slack.say("jana", LINKS, PLAIN)
    await whispered(slack)
    await slack.edit("jana", said, "emailed jane@techblog.com about a broken link")
    await whispered(slack, count=2)
    assert (await bot.task(1)).tactic is Tactic.BROKEN_LINK
    assert "Changed #1" in slack.ephemerals(LINKS, "jana")[-1].seen


async def test_chatter_that_is_edited_into_a_report_is_logged(slack, bot, listening) -> None:
    said = await slack.say("jana", LINKS, "emailed jane")
    await slack.edit("jana", said, PLAIN)
    await whispered(slack)
    assert len(await bot.tasks()) == 1


async def test_a_deleted_report_is_asked_about(slack, bot, listening) -> None:
    said = await slack.say("jana", LINKS, PLAIN)
    await whispered(slack)
    await slack.delete("jana", said)
    (asked,) = await bot.answers(said)
    assert "was deleted" in asked.seen


async def test_a_reply_in_any_thread_is_heard_and_answered_there(slack, bot, listening) -> None:
    root = await slack.say("tom", LINKS, "who takes techblog.com?")
    await slack.say("jana", LINKS, PLAIN, thread_ts=root.ts)
    (line,) = await whispered(slack)
    assert line.thread_ts == root.ts
    assert (await bot.task(1)).owner == "UJANA"


async def test_bots_and_mentions_are_not_overheard(slack, bot, listening) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {PLAIN}")
    await bot.answers(said)
    assert len(await bot.tasks()) == 1
    assert slack.ephemerals(LINKS, "jana") == []
    event = dict(slack.events[-1])
    event["event_id"] = "EvBOT"
    event["event"] = {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "BOTHER",
        "text": "emailed bob@other-blog.com about a guest post",
        "channel": listening,
        "channel_type": "channel",
        "ts": "1790000000.000100",
    }
    await slack.resend(event)
    assert len(await bot.tasks()) == 1


async def test_a_colleague_from_another_company_is_not_overheard(slack, bot, listening) -> None:
    await slack.say("jana", LINKS, "hello")
    event = dict(slack.events[-1])
    event |= {"event_id": "EvEXT", "is_ext_shared_channel": True}
    event["event"] = event["event"] | {"text": PLAIN, "ts": "1790000000.000200", "team": "TOTHER"}
    await slack.resend(event)
    await nothing(slack, bot)


async def test_our_own_sites_are_nobody_to_ask(slack, bot, listening) -> None:
    async with bot.store.writing(slack.team_id, bot.process.clock.now()) as scope:
        await campaigns.create(
            scope,
            "Acme",
            ("techblog.com",),
            client=None,
            channel=None,
            by="UJANA",
            now=bot.process.clock.now(),
        )
    await slack.say("jana", LINKS, PLAIN)
    await nothing(slack, bot)


async def test_another_workspace_listens_for_itself(slack, bot, listening) -> None:
    async with bot.store.reading("TOTHER") as scope:
        assert await channels.show(scope, listening) is None
