"""App Home, the end of an install, and payloads that Slack would not send."""

import logging

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up today"


async def test_home_shows_how_to_begin_and_then_what_is_due(slack, bot) -> None:
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    assert "Begin here" in home.seen
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana")
    await slack.wait_for(lambda: "#1" in slack.home("jana").seen)


async def test_home_follows_what_its_owner_does_on_it(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    assert "Due today" in home.seen
    pressed = await slack.press("jana", home, "Done")
    assert pressed.problem is None
    await slack.wait_for(lambda: "Due today" not in slack.home("jana").seen)


async def test_home_follows_what_its_owner_says_elsewhere(slack, bot) -> None:
    await slack.open_home("jana")
    await slack.wait_for(lambda: slack.home("jana"))
    await slack.command("jana", LINKS, ASK)
    await slack.wait_for(lambda: "#1" in slack.home("jana").seen)
    said = await slack.say("jana", LINKS, "@Outreach emailed bob@otherblog.org about a link, follow up today")
    await bot.answers(said)
    await slack.wait_for(lambda: "#2" in slack.home("jana").seen)


async def test_a_form_opened_from_home_shows_its_answer_in_its_place(slack, bot) -> None:
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    await slack.press("jana", home, "Log in a form")
    sent = await slack.submit("jana", await bot.modal("jana"), {"Site": "techblog.com"})
    assert sent.outcome == "updated"
    assert sent.view is not None
    assert "#1" in sent.view.seen


async def test_an_app_that_is_removed_is_remembered_as_gone(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.uninstall()
    await slack.settled()
    (workspace,) = await bot.store.workspaces()
    assert workspace.revoked_at is not None
    assert len(await bot.tasks()) == 1


async def test_people_taking_back_their_own_tokens_change_nothing(slack, bot) -> None:
    await slack.emit({"type": "tokens_revoked", "tokens": {"oauth": ["UJANA"], "bot": []}})
    (workspace,) = await bot.store.workspaces()
    assert workspace.revoked_at is None


async def test_malformed_payloads_are_logged_once_and_never_retried(slack, bot, caplog) -> None:
    with caplog.at_level(logging.WARNING, logger="handlers"):
        ack = await slack.hub.delivery.once(
            "slash_commands", {"command": "/outreach", "team_id": slack.team_id, "text": ASK}
        )
        assert ack.ok
        assert "something went wrong" in ack.payload["text"]
        acks = [
            await slack.emit({"type": "app_mention", "channel": "CLINKS"}),
            await slack.emit({"type": "message", "channel_type": "im", "text": "x"}),
            await slack.emit({"type": "reaction_added", "reaction": "link"}),
            await slack.emit({"type": "message", "subtype": "message_changed", "channel": "CLINKS"}),
        ]
    assert all(ack is None or ack.ok for ack in acks)
    assert sum("malformed" in record.message for record in caplog.records) >= 3
    assert await bot.tasks() == []


async def test_slack_not_telling_who_speaks_costs_nobody_their_log(slack, bot) -> None:
    slack.fault("users.info", "user_not_found", 5)
    answer = await slack.command("jana", LINKS, "emailed jane@techblog.com about a guest post")
    assert "#1" in answer.seen
    assert "UTC" in answer.seen


async def test_a_ledger_that_fails_hands_back_what_was_typed(slack, bot, monkeypatch) -> None:
    await slack.command("jana", LINKS, "help")

    async def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("storage.outreach.log", broken)
    answer = await slack.command("jana", LINKS, ASK)
    assert "something went wrong on my side" in answer.seen
    assert "emailed jane@techblog.com about a guest post" in answer.seen
    said = await slack.say("jana", LINKS, f"@Outreach {ASK}")
    (told,) = await bot.answers(said)
    assert "something went wrong on my side" in told.seen


async def test_what_is_asked_for_on_home_opens_over_it(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    await slack.press("jana", home, "Help")
    window = await bot.modal("jana")
    assert "/outreach promise" in window.seen
    await slack.press("jana", window, "Log in a form")
    assert (await bot.modal("jana")).callback_id == "outreach_form"


async def test_an_old_button_of_a_form_is_answered(slack, bot) -> None:
    await slack.command("jana", LINKS, ASK)
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    control = next(one for one in home.controls if one.label == "Done")
    control.element["value"] = '{"a":"gone"}'
    await slack.press("jana", home, "Done")
    assert "don't know that button" in (await bot.modal("jana")).seen
