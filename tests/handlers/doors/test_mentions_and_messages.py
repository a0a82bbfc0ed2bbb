"""What is said in channels, threads and direct messages."""

from datetime import timedelta

from storage.words import Stage, TouchKind

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_a_mention_is_logged_and_answered_in_its_thread_where_everybody_sees_it(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (answer,) = await bot.answers(said)
    assert "#1" in answer.seen
    assert "techblog.com" in answer.seen
    assert "jana" in answer.seen
    assert answer.pings == []
    assert answer.ephemeral_for is None
    task = await bot.task(1)
    assert task.source_permalink is not None
    assert task.text == ASK


async def test_a_reply_under_the_card_needs_no_number(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.say("tom", LINKS, "@Outreach she replied, wants two topics", thread_ts=said.ts)
    _, answer = await bot.answers(said, 2)
    assert "What is next?" in answer.seen
    assert (await bot.task(1)).stage is Stage.REPLIED
    await slack.say("tom", LINKS, "snooze until Friday", thread_ts=said.ts)
    *_, answer = await bot.answers(said, 3)
    assert "Fri 27 Nov" in answer.seen


async def test_people_may_talk_to_each_other_under_a_card(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.say("tom", LINKS, "nice one!", thread_ts=said.ts)
    await slack.say("jana", LINKS, "thanks, she is lovely", thread_ts=said.ts)
    await slack.settled()
    await slack.say("tom", LINKS, "note prefers short posts", thread_ts=said.ts)
    await bot.answers(said, 2)
    assert [one.what for one in await bot.touches(1)] == [TouchKind.ASKED, TouchKind.NOTED]


async def test_other_messages_of_a_channel_are_left_alone(slack, bot) -> None:
    await slack.say("jana", LINKS, ASK)
    await slack.settled()
    assert await bot.tasks() == []
    assert len(slack.messages(LINKS)) == 1


async def test_a_reply_to_a_promises_card_is_about_its_task(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.command("jana", LINKS, "promise 1 https://techblog.com/tools by Friday")
    (card,) = await slack.wait_for(lambda: slack.messages(LINKS))

    async def known() -> bool:
        async with bot.store.reading(slack.team_id) as scope:
            from storage.work import tasks

            return await tasks.in_thread(scope, card.channel, card.ts) == [1]

    while not await known():
        await slack.hub.next_change(slack.hub.revision, 0.1)
    await slack.say("jana", LINKS, "note they moved it to Monday", thread_ts=card.ts)
    answers = await bot.answers(card)
    assert "Noted on" in answers[-1].seen


async def test_a_direct_message_is_answered_there(slack, bot) -> None:
    said = await slack.say("jana", "dm", ASK)
    place = said.channel
    (answer,) = await slack.wait_for(lambda: [one for one in slack.team.standing(place) if one.by_app])
    assert "#1" in answer.seen
    assert not answer.in_thread
    assert (await bot.task(1)).channel == "UJANA"
    assert "you" in answer.seen


async def test_a_task_logged_in_a_direct_message_is_reminded_of_there(slack, bot) -> None:
    said = await slack.say("jana", "dm", "emailed jane@techblog.com about a guest post, remind me at 3pm")
    await slack.wait_for(lambda: [one for one in slack.team.standing(said.channel) if one.by_app])
    await slack.advance(timedelta(hours=6))
    told = await slack.wait_for(
        lambda: [one for one in slack.team.standing(said.channel) if one.by_app and "Done" in one.seen]
    )
    assert "techblog.com" in told[-1].seen


async def test_every_direct_message_gets_an_answer(slack, bot) -> None:
    for count, words in enumerate(("hello", "help", "list", "🎉"), start=1):
        said = await slack.say("jana", "dm", words)
        answers = await slack.wait_for(
            lambda said=said, count=count: [one for one in slack.team.standing(said.channel) if one.by_app][
                count - 1 :
            ]
        )
        assert answers[0].seen


async def test_a_mention_without_words_says_how_to_begin(slack, bot) -> None:
    said = await slack.say("jana", LINKS, "@Outreach")
    (answer,) = await bot.answers(said)
    assert "/outreach" in answer.seen


async def test_a_mention_that_is_not_understood_is_answered_and_can_be_finished(slack, bot) -> None:
    said = await slack.say("jana", LINKS, "@Outreach emailed jane about a guest post")
    (answer,) = await bot.answers(said)
    assert "nothing is stored yet" in answer.seen
    await slack.press("jana", answer, "Finish in a form")
    await slack.submit("jana", await bot.modal("jana"), {"Site": "techblog.com"})
    assert (await bot.task(1)).channel == "CLINKS"
    await slack.wait_for(lambda: "Logged" in answer.seen)


async def test_a_log_follows_the_edits_of_its_message_until_somebody_acts(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (answer,) = await bot.answers(said)
    await slack.edit("jana", said, "@Outreach emailed jim@techblog.com about a broken link")
    await slack.wait_for(lambda: "jim@techblog.com" in answer.seen)
    task = await bot.task(1)
    assert task.contact_email == "jim@techblog.com"
    assert task.follow_up_at is not None
    assert (task.follow_up_at.day, len(await bot.tasks())) == (26, 1)
    await slack.command("tom", LINKS, "note 1 good")
    await slack.edit("jana", said, "@Outreach emailed joe@otherblog.org about a broken link")
    await slack.settled()
    assert (await bot.task(1)).site == "techblog.com"
    assert len(await bot.answers(said)) == 1


async def test_an_edit_that_makes_a_sentence_clear_logs_it(slack, bot) -> None:
    said = await slack.say("jana", LINKS, "@Outreach emailed jane about a guest post")
    (answer,) = await bot.answers(said)
    await slack.edit("jana", said, "@Outreach emailed jane@techblog.com about a guest post")
    await slack.wait_for(lambda: "#1" in answer.seen)
    assert (await bot.task(1)).site == "techblog.com"


async def test_deleting_a_logged_message_asks_what_shall_become_of_the_task(slack, bot) -> None:
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    await bot.answers(said)
    await slack.delete("jana", said)
    asked = await slack.wait_for(
        lambda: [one for one in slack.team.standing("CLINKS") if "was deleted" in one.seen]
    )
    assert "#1" in asked[0].seen
    assert (await bot.task(1)).stage is Stage.CONTACTED


async def test_messages_of_other_bots_are_not_taken(slack, bot) -> None:
    event = {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "BOTHER",
        "channel": "CLINKS",
        "channel_type": "im",
        "ts": "1764000000.000100",
        "text": ASK,
    }
    await slack.emit(event)
    assert await bot.tasks() == []


async def test_a_mention_at_night_in_new_york_means_new_yorks_days(slack, bot) -> None:
    said = await slack.say(
        "tom", LINKS, "@Outreach emailed jane@techblog.com about a link, follow up tomorrow"
    )
    (answer,) = await bot.answers(said)
    assert "Tue 24 Nov, 09:00 New York time" in answer.seen
