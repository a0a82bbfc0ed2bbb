"""Shortcuts and reactions: other people's messages, logged."""

from storage.team import settings

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


async def test_the_message_shortcut_logs_the_message(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    pressed = await slack.message_shortcut("jana", said, "log_outreach")
    assert pressed.problem is None
    (answer,) = await slack.wait_for(lambda: pressed.messages)
    assert "#1" in answer.seen
    task = await bot.task(1)
    assert (task.owner, task.text) == ("UTOM", ASK)  # tom wrote it
    assert task.source_permalink


async def test_a_message_that_is_no_sentence_opens_the_form_with_what_was_understood(slack, bot) -> None:
    said = await slack.say("tom", LINKS, "Jane would take a guest post, $150")
    await slack.message_shortcut("jana", said, "log_outreach")
    form = await bot.modal("jana")
    assert "Jane would take a guest post" in form.seen
    await slack.submit("jana", form, {"Site": "techblog.com"})
    task = await bot.task(1)
    assert task.source_permalink
    assert task.channel == "CLINKS"
    again = await slack.message_shortcut("jana", said, "log_outreach")
    (answer,) = await slack.wait_for(lambda: again.messages)
    assert "#1" in answer.seen
    assert len(await bot.tasks()) == 1


async def test_the_shortcut_works_where_the_bot_is_no_member(slack, bot) -> None:
    said = await slack.say("tom", "general", ASK)
    pressed = await slack.message_shortcut("jana", said, "log_outreach")
    (answer,) = await slack.wait_for(lambda: pressed.messages)
    assert "#1" in answer.seen


async def test_the_global_shortcut_opens_a_form_and_shows_what_was_logged(slack, bot) -> None:
    await slack.global_shortcut("jana", "new_outreach")
    form = await bot.modal("jana")
    sent = await slack.submit("jana", form, {"Site": "techblog.com"})
    assert sent.outcome == "updated"
    assert sent.view is not None
    assert "#1" in sent.view.seen
    assert (await bot.task(1)).channel == "UJANA"


async def test_a_link_reaction_logs_the_message_in_its_thread(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    await slack.react("jana", said, "link")
    (answer,) = await bot.answers(said)
    assert "#1" in answer.seen
    assert (await bot.task(1)).owner == "UTOM"
    await slack.react("mia", said, "link")
    await slack.settled()
    assert len(await bot.tasks()) == 1


async def test_other_reactions_mean_nothing(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    await slack.react("jana", said, "tada")
    await slack.settled()
    assert await bot.tasks() == []


async def test_a_workspace_may_choose_another_reaction(slack, bot, clock) -> None:
    async with bot.store.writing(slack.team_id, clock.now()) as scope:
        await settings.set_setting(scope, "reaction", {"name": "chains"})
    said = await slack.say("tom", LINKS, ASK)
    await slack.react("jana", said, "link")
    await slack.settled()
    assert await bot.tasks() == []
    await slack.react("jana", said, "chains")
    await bot.answers(said)


async def test_a_message_that_the_bot_may_not_read_says_what_to_do_instead(slack, bot) -> None:
    said = await slack.say("tom", LINKS, ASK)
    slack.fault("reactions.get", "missing_scope")
    await slack.react("jana", said, "link")
    (answer,) = await bot.answers(said)
    assert "Log as outreach" in answer.seen


async def test_a_reaction_makes_nobodys_message_an_order(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.say("tom", LINKS, "drop 1")
    await slack.react("jana", said, "link")
    (answer,) = await bot.answers(said)
    assert "nothing is stored" in answer.seen
    assert (await bot.task(1)).stage.open


async def test_a_shortcut_takes_a_promise_that_somebody_wrote_down(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    said = await slack.say("tom", LINKS, "techblog.com agreed to link to https://acme.com/guide by Friday")
    pressed = await slack.message_shortcut("jana", said, "log_outreach")
    (answer,) = await slack.wait_for(lambda: pressed.messages)
    assert "Promised" in answer.seen
    assert len(await bot.tasks()) == 1
