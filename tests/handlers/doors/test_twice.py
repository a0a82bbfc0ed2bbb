"""The same thing twice, late, or out of order: it counts once."""

import asyncio
from datetime import timedelta

from storage.incoming import inbox
from storage.words import Stage, Tactic, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_command_that_comes_again_is_answered_word_for_word(slack, bot) -> None:
    first = await slack.command("jana", LINKS, ASK)
    again = await slack.command("jana", LINKS, ASK, trigger_id=first.trigger_id)
    assert again.payload["text"] == first.payload["text"]
    assert again.seen == first.messages[0].seen
    assert len(await bot.tasks()) == 1


async def test_a_command_that_comes_twice_at_once_counts_once(slack, bot) -> None:
    first = await slack.command("jana", LINKS, "help")
    answers = await asyncio.gather(
        *(slack.command("jana", LINKS, ASK, trigger_id=f"{first.trigger_id}x") for _ in range(5))
    )
    assert len(await bot.tasks()) == 1
    assert len({one.payload["text"] for one in answers}) == 1


async def test_an_event_that_comes_again_changes_nothing(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    for event in list(slack.events):
        ack = await slack.resend(event, retry=1)
        assert ack.ok
    await slack.settled()
    assert len(await bot.tasks()) == 1
    assert len(await bot.answers(said)) == 1


async def test_one_message_is_logged_once_by_whichever_doors(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.react("tom", said, "link")
    shortcut = await slack.message_shortcut("mia", said, "log_outreach")
    await slack.wait_for(lambda: shortcut.messages)
    await slack.settled()
    assert len(await bot.tasks()) == 1
    assert "#1" in shortcut.messages[0].seen
    assert len(await bot.answers(said)) == 1


async def test_two_people_press_one_button_in_the_same_second(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    await slack.say("jana", LINKS, "@Outreach show", thread_ts=said.ts)
    *_, shown = await bot.answers(said, 2)
    assert card.seen
    await asyncio.gather(slack.press("jana", shown, "Done"), slack.press("tom", shown, "Done"))
    whispers = await slack.wait_for(
        lambda: [*slack.ephemerals(LINKS, "tom"), *slack.ephemerals(LINKS, "jana")]
    )
    assert "was faster" in whispers[0].seen
    touches = [one.what for one in await bot.touches(1)]
    assert touches == [TouchKind.ASKED, TouchKind.FOLLOWED_UP]
    await slack.wait_for(lambda: "Followed up with" in shown.seen)


async def test_a_stale_button_of_another_action_still_works(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    shown = (await slack.command("jana", LINKS, "show 1")).messages[0]
    await slack.command("jana", LINKS, "note 1 a word")
    pressed = await slack.press("jana", shown, "Replied")
    assert pressed.problem is None
    assert (await bot.task(1)).stage is Stage.REPLIED
    await slack.press("jana", shown, "Replied")
    await slack.wait_for(
        lambda: [one for one in slack.ephemerals(LINKS, "jana") if "changed nothing" in one.seen]
    )
    kinds = [one.what for one in await bot.touches(1)]
    assert kinds.count(TouchKind.REPLIED) == 1


async def test_a_form_sent_twice_counts_once(slack, bot) -> None:
    await slack.command("jana", LINKS, "new")
    form = await bot.modal("jana")
    await slack.submit("jana", form, {"Site": "techblog.com"})
    sent = slack.deliveries[-1]
    await slack.resend_delivery(sent)
    assert len(await bot.tasks()) == 1


async def test_a_press_that_slack_tells_of_twice_counts_once(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    shown = (await slack.command("jana", LINKS, "show 1")).messages[0]
    await slack.press("jana", shown, "Done")
    await slack.resend_delivery(slack.deliveries[-1])
    assert len(await bot.touches(1)) == 2


async def test_an_edit_that_comes_before_its_message_logs_nothing_twice(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    mention = next(one for one in slack.events if one["event"]["type"] == "app_mention")
    late = {
        **mention,
        "event_id": "EvLATE",
        "event": {**mention["event"], "edited": {"user": "UJANA", "ts": "1"}},
    }
    await slack.resend(late)
    assert len(await bot.tasks()) == 1


async def test_an_edit_that_overtakes_its_message_is_heard_itself_and_once(slack, bot) -> None:
    said = await slack.say("jana", LINKS, ASK)
    await slack.edit("jana", said, "@Outreach emailed jane@techblog.com about a broken link")
    (answer,) = await bot.answers(said)
    assert "broken link" in answer.seen
    mention = {
        "type": "app_mention",
        "user": "UJANA",
        "channel": "CLINKS",
        "ts": said.ts,
        "text": f"<@{slack.bot_user_id}> {ASK}",
    }
    await slack.emit(mention)
    assert len(await bot.tasks()) == 1


async def test_a_message_is_logged_once_even_after_its_requests_are_forgotten(slack, bot, clock) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    async with bot.store.write() as session:
        await inbox.forget(session, now=clock.now() + timedelta(days=30))
    await slack.react("tom", said, "link")
    await slack.edit("jana", said, f"@Outreach {ASK}!")
    await slack.settled()
    assert len(await bot.tasks()) == 1


async def test_a_reply_that_was_left_alone_can_still_be_logged(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    reply = await slack.say("tom", LINKS, "emailed bob@otherblog.org about the same", thread_ts=said.ts)
    await slack.settled()
    assert len(await bot.tasks()) == 1
    await slack.react("mia", reply, "link")
    await bot.answers(said, 2)
    assert (await bot.task(2)).site == "otherblog.org"
    await slack.edit("tom", reply, "emailed bob@otherblog.org about a broken link")
    await slack.settled()
    task = await bot.task(2)
    assert (task.owner, task.tactic) == ("UTOM", Tactic.BROKEN_LINK)


async def test_two_people_take_one_log_back_in_the_same_second(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (card,) = await bot.answers(said)
    await asyncio.gather(slack.press("jana", card, "Undo"), slack.press("tom", card, "Undo"))
    whispers = await slack.wait_for(
        lambda: [*slack.ephemerals(LINKS, "tom"), *slack.ephemerals(LINKS, "jana")]
    )
    assert "was faster: #1 was taken back" in whispers[0].seen or "There is nothing" in whispers[0].seen
    await slack.settled()


async def test_a_message_that_is_deleted_before_it_is_heard_of_is_not_logged(slack, bot) -> None:
    said = await slack.say("jana", "dm", "hello")
    (event,) = [one for one in slack.events if one["event"]["type"] == "message"]
    inner = {**event["event"], "text": ASK, "ts": "1795400000.000200", "event_ts": "1795400000.000200"}
    gone = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": inner["channel"],
        "channel_type": "im",
        "ts": "1795400001.000100",
        "deleted_ts": inner["ts"],
        "previous_message": inner,
    }
    assert (await slack.resend({**event, "event_id": "EvGONE", "event": gone})).ok
    assert (await slack.resend({**event, "event_id": "EvLATE", "event": inner})).ok
    await slack.settled()
    assert said.text == "hello"
    assert await bot.tasks() == []


async def test_what_slack_would_not_send_leaves_no_trace_in_the_log(slack, bot, caplog) -> None:
    await slack.say("jana", "dm", "hello")
    (event,) = [one for one in slack.events if one["event"]["type"] == "message"]
    assert (await slack.resend({**event, "event_id": "EvODD", "event": {"type": "file_shared"}})).ok
    assert not (await slack.resend({**event, "event_id": "EvNONE", "event": None})).ok
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
