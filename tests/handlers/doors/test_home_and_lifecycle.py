"""App Home, the end of an install, and payloads that Slack would not send."""

import logging
from datetime import timedelta

LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up today"


async def test_home_shows_how_to_begin_and_then_what_is_due(slack, bot) -> None:
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    assert "Your first log" in home.seen
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

    monkeypatch.setattr("storage.work.outreach.log", broken)
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


async def test_home_shows_everybodys_work_or_one_campaigns_at_a_choice(slack, bot) -> None:
    await slack.command("jana", LINKS, "campaign new Spring site acme.com")
    await slack.command("jana", LINKS, "emailed spring.com about a link, campaign Spring, follow up today")
    await slack.command("jana", LINKS, "emailed other.com about a link, follow up today")
    await slack.command("tom", LINKS, "emailed toms.com about a link, follow up today")
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    assert "other.com" in home.seen
    assert "toms.com" not in home.seen
    await slack.press("jana", home, "home_whose", selected="Everybody's")
    await slack.wait_for(lambda: "toms.com" in slack.home("jana").seen)
    found = await slack.suggestions("jana", slack.home("jana"), "home_campaign", "spr")
    assert [one["text"]["text"] for one in found] == ["Spring"]
    await slack.press("jana", slack.home("jana"), "home_campaign", selected=found[0])
    await slack.wait_for(lambda: "toms.com" not in slack.home("jana").seen)
    assert "spring.com" in slack.home("jana").seen
    assert "other.com" not in slack.home("jana").seen
    # It is remembered, and taken back the same way.
    await slack.open_home("jana")
    await slack.settled()
    assert "other.com" not in slack.home("jana").seen
    everything = (await slack.suggestions("jana", slack.home("jana"), "home_campaign", ""))[0]
    await slack.press("jana", slack.home("jana"), "home_campaign", selected=everything)
    await slack.wait_for(lambda: "toms.com" in slack.home("jana").seen)
    assert slack.home("tom") is None


async def test_home_tells_what_is_overdue_and_how_many_days_a_promise_has_left(slack, bot) -> None:
    await slack.command("jana", LINKS, "emailed late.com about a link, follow up tomorrow")
    await slack.command("jana", LINKS, "emailed soon.com about a link")
    await slack.command("jana", LINKS, "promise 2 https://soon.com/a for https://acme.com/x by Friday")
    await slack.open_home("jana")
    await slack.wait_for(lambda: slack.home("jana"))
    await slack.advance(timedelta(days=2))
    await slack.open_home("jana")
    await slack.wait_for(lambda: "Overdue (1)" in slack.home("jana").seen)
    seen = slack.home("jana").seen
    assert "Promised (1)" in seen
    assert "(in 2 days)" in seen
    assert seen.index("late.com") < seen.index("soon.com")


async def test_the_guide_ends_with_the_first_log(slack, bot) -> None:
    await slack.open_home("jana")
    home = await slack.wait_for(lambda: slack.home("jana"))
    await slack.press("jana", home, "New campaign")
    await slack.submit("jana", await bot.modal("jana"), {"Name": "Spring", "Your sites": "acme.com"})
    await slack.wait_for(lambda: "1 campaign to log to" in slack.home("jana").seen)
    await slack.press("jana", slack.home("jana"), "Log in a form")
    form = await slack.wait_for(
        lambda: next((one for one in slack.views("jana") if one.title == "Log outreach"), None)
    )
    await slack.submit("jana", form, {"Site": "techblog.com"})
    await slack.wait_for(lambda: "Your first outreach is logged" in slack.home("jana").seen)
    assert "Begin here" not in slack.home("jana").seen
    await slack.command("jana", LINKS, ASK)
    await slack.wait_for(lambda: "Your first outreach" not in slack.home("jana").seen)
