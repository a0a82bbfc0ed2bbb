"""The stand-in against a real Bolt app over real sockets."""

import aiohttp
from aiohttp import web
from echo_bot import EchoBot, button, form
from slack_bolt.app.async_server import AsyncSlackAppServer


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
    [told] = await slack.wait_for(lambda: slack.messages(slack.direct("mia")))
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


async def test_a_command_without_the_app_says_that_it_failed(slack):
    answer = await slack.command("jana", "link-building", "hello")
    assert answer.problem == "connection_failed"
    assert answer.seen == "/outreach failed with the error “dispatch_failed”"


async def test_an_edit_and_a_deletion_are_told(slack, bot):
    said = await slack.say("tom", "link-building", "first")
    await slack.edit("tom", said, "second")
    await slack.delete("tom", said)
    await slack.settled()
    kinds = [one["event"].get("subtype") for one in slack.events]
    assert kinds == [None, "message_changed", "message_deleted"]
    assert slack.events[1]["event"]["previous_message"]["text"] == "first"
    assert slack.messages("link-building") == []


async def test_an_app_that_is_not_in_the_channel_hears_nothing(slack, bot):
    await slack.say("tom", "general", "@Outreach hello")
    await slack.settled()
    assert slack.events == []
    assert [one.seen for one in slack.ephemerals("general", "tom")] == [
        "Outreach isn’t in this channel, so it didn’t hear you."
    ]


async def test_an_unacked_event_comes_again_with_its_id_and_reason(slack, bot):
    slack.retry_delays = (0.05, 0.05, 0.05)
    slack.hub.delivery.drop_next = 1
    await slack.say("tom", "Outreach", "hello")
    await slack.wait_for(lambda: any(one.attempt for one in slack.deliveries))
    await slack.settled()
    hello = slack.events[0]["event_id"]
    first, second = [one for one in slack.deliveries if one.payload["event_id"] == hello]
    assert first.ack.problem == "connection_failed"
    assert second.ack.ok
    assert second.attempt == 1
    assert "1" in bot.retries


async def test_an_app_that_comes_later_still_gets_what_was_said(slack):
    await slack.say("tom", "Outreach", "hello")
    bot = EchoBot(slack)
    await bot.start()
    await slack.wait_for(lambda: len(slack.messages(slack.direct("tom"))) == 2)
    await bot.stop()


async def test_sockets_are_refreshed_and_dropped_without_losing_anything(slack, bot):
    await slack.refresh_sockets()
    await slack.wait_for(lambda: slack.hub.delivery.ready)
    await slack.say("tom", "Outreach", "one")
    await slack.wait_for(lambda: len(slack.messages(slack.direct("tom"))) == 2)
    await slack.drop_sockets()
    await slack.say("tom", "Outreach", "two")
    await slack.wait_for(lambda: len(slack.messages(slack.direct("tom"))) == 4, timeout=20)


async def test_the_same_delivery_can_come_twice(slack, bot):
    answer = await slack.command("jana", "link-building", "x")
    again = await slack.command("jana", "link-building", "x", trigger_id=answer.trigger_id)
    assert again.trigger_id == answer.trigger_id
    await slack.say("tom", "Outreach", "hello")
    await slack.settled()
    await slack.resend(slack.events[0], retry=1)
    heard = [one["event_id"] for one in bot.heard if one.get("type") == "event_callback"]
    assert heard == [slack.events[0]["event_id"]] * 2


async def test_over_http_requests_are_signed_as_slack_signs_them(slack):
    bot = EchoBot(slack, http=True)
    server = AsyncSlackAppServer(port=0, path="/slack/events", app=bot.app, host="127.0.0.1")
    runner = web.AppRunner(server.web_app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    slack.delivery = ("http", url)
    assert await slack.hub.delivery.verify(url)
    answer = await slack.command("jana", "link-building", "hello")
    assert answer.seen.startswith("You said hello")
    await slack.command("jana", "link-building", "form")
    refused = await slack.submit("jana", slack.modal("jana"), {"Site": "nonsense"})
    assert refused.errors == {"site": "nonsense is no site"}
    body = b"{}"
    async with aiohttp.ClientSession() as session:
        for headers in (
            slack.hub.delivery.signed(body, secret="wrong"),
            slack.hub.delivery.signed(body, at=1),
        ):
            async with session.post(url, data=body, headers=headers) as refused_:
                assert refused_.status == 401
    await runner.cleanup()


async def test_a_workflow_step_runs_and_ends(slack, bot):
    done = []

    @bot.app.function("log_outreach_step")
    async def step(inputs, complete, ack):
        await ack()
        done.append(inputs["text"])
        await complete(outputs={"task": "1"})

    execution = await slack.run_function("log_outreach_step", {"text": "emailed"})
    call = await slack.wait_for(lambda: slack.calls("functions.completeSuccess"))
    assert done == ["emailed"]
    assert call[0].args["function_execution_id"] == execution


async def test_a_press_in_a_form_tells_what_stands_in_its_fields(slack, bot, client):
    view = form()
    view["blocks"].append({"type": "actions", "elements": [button("Look up", "look_up")]})
    await client.views_open(trigger_id=slack.hub.trigger(slack.team, "UJANA"), view=view)
    await slack.press("jana", slack.modal("jana"), "Look up", values={"Site": "x.com"})
    body = await slack.wait_for(lambda: [one for one in bot.heard if one.get("type") == "block_actions"])
    values = body[0]["view"]["state"]["values"]
    assert values["site"]["v"]["value"] == "x.com"
    assert values["when"]["d"]["selected_date"] == "2026-12-01"
    assert "response_url" not in body[0]
