"""The stand-in against a real Bolt app over real sockets."""

from collections.abc import AsyncIterator

import pytest_asyncio
from echo_bot import EchoBot

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[RehearsalSlack]:
    made = RehearsalSlack(Clock())
    await made.start()
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def bot(slack: RehearsalSlack) -> AsyncIterator[EchoBot]:
    made = EchoBot(slack)
    await made.start()
    await slack.connected()
    yield made
    await made.stop()


async def test_a_command_is_acked_and_its_answer_is_seen_by_its_author_alone(slack, bot):
    answer = await slack.command("jana", "link-building", "hello @tom see acme.com & more")
    await slack.wait_for(lambda: len(answer.messages) == 2)
    assert answer.problem is None
    assert answer.seen.splitlines() == [
        "You said hello @tom see acme.com & more",
        "[Undo]",
        "and later this",
    ]
    assert [one.ephemeral_for for one in answer.messages] == ["UJANA", "UJANA"]
    assert slack.ephemerals("#link-building", "tom") == []
    assert bot.heard[-1]["text"] == "hello <@UTOM|tom> see <http://acme.com|acme.com> &amp; more"


async def test_a_mention_is_answered_in_its_thread(slack, bot):
    said = await slack.say("tom", "link-building", "@Outreach emailed jane@x.com")
    await slack.wait_for(lambda: slack.messages("link-building", thread_ts=said.ts))
    [reply] = slack.messages("link-building", thread_ts=said.ts)
    assert reply.seen == "Heard: @Outreach emailed jane@x.com"
    assert [one["event"]["type"] for one in slack.events][:2] == ["app_mention", "message"]


async def test_a_press_replaces_the_message(slack, bot):
    answer = await slack.command("jana", "link-building", "x")
    await slack.press("jana", answer.messages[0], "Undo")
    await slack.wait_for(lambda: answer.messages[0].seen == "undone 7")
    body = next(one for one in bot.heard if one.get("type") == "block_actions")
    assert "message" not in body
    assert body["container"]["is_ephemeral"] is True


async def test_a_form_opens_refuses_a_field_and_is_sent(slack, bot):
    await slack.command("mia", "link-building", "form")
    view = slack.modal("mia")
    assert [one["value"] for one in await slack.suggestions("mia", view, "pick", "ac")] == ["acme"]
    assert (await slack.submit("mia", view, {})).errors == {"site": "Please complete this required field."}
    refused = await slack.submit("mia", view, {"Site": "nonsense"})
    assert refused.errors == {"site": "nonsense is no site"}
    sent = await slack.submit("mia", view, {"Site": "x.com", "pick": "acme"})
    assert sent.outcome == "closed"
    assert slack.modal("mia") is None
    body = (
        bot.heard[-1]
        if bot.heard[-1].get("type") == "view_submission"
        else next(one for one in reversed(bot.heard) if one.get("type") == "view_submission")
    )
    assert body["view"]["state"]["values"]["when"]["d"] == {
        "type": "datepicker",
        "selected_date": "2026-12-01",
    }
    [told] = slack.messages(slack.direct("mia"))
    assert told.seen == "Logged x.com"


async def test_shortcuts_reactions_and_the_home_tab(slack, bot):
    said = await slack.say("tom", "link-building", "we got a link")
    pressed = await slack.message_shortcut("jana", said, "log_outreach")
    await slack.wait_for(lambda: pressed.messages)
    assert pressed.messages[0].seen == "logged we got a link"
    await slack.global_shortcut("jana", "new_outreach")
    await slack.wait_for(lambda: slack.modal("jana"))
    await slack.close_view("jana")
    assert bot.heard[-1]["type"] == "view_closed"
    await slack.react("mia", said, "link")
    await slack.wait_for(lambda: said.replies())
    await slack.open_home("mia")
    home = await slack.wait_for(lambda: slack.home("mia"))
    assert home.seen == "Your work"


async def test_direct_messages_are_answered(slack, bot):
    await slack.say("tom", "Outreach", "hello")
    await slack.wait_for(lambda: len(slack.messages(slack.direct("tom"))) == 2)
    assert slack.messages(slack.direct("tom"))[1].seen == "Privately: hello"
