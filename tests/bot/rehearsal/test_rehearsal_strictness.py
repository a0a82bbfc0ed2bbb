"""What Slack refuses, the stand-in refuses."""

from datetime import timedelta

import aiohttp
import pytest
from echo_bot import form, plain
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack
from bot.rehearsal.block_rules import check_blocks, check_view


def section(text, **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


async def refused(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0]"),
        ({"type": "sektion"}, "unsupported type: sektion [json-pointer:/blocks/0/type]"),
        (section("x", colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
        (
            section("x", fields=[plain("y")] * 11),
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        (
            {"type": "header", "text": plain("x" * 151)},
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            {"type": "actions", "elements": [{"type": "button", "text": plain("x" * 76), "action_id": "a"}]},
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            {"type": "actions", "elements": [{"type": "button", "text": plain("x"), "value": "x" * 2001}]},
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            {"type": "actions", "elements": [{"type": "button", "text": plain("x"), "action_id": "a"}] * 2},
            '`action_id` "a" already exists for `block_id` [json-pointer:/blocks/0]',
        ),
        (
            {"type": "context", "elements": [plain("x")] * 11},
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            {"type": "actions", "elements": [{"type": "plain_text_input", "action_id": "a"}]},
            "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            section(
                "x",
                accessory={
                    "type": "static_select",
                    "action_id": "a",
                    "options": [{"text": plain("x" * 76), "value": "1"}],
                },
            ),
            "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]",
        ),
        ({"type": "alert", "text": plain("x")}, "unsupported type: alert [json-pointer:/blocks/0/type]"),
    ],
)
def test_a_block_that_slack_refuses_is_refused_with_a_pointer(block, says):
    assert check_blocks([block], "message") == [f"[ERROR] {says}"]


def test_counts_over_the_whole_message_are_held():
    assert check_blocks([{"type": "divider"}] * 50, "message") == []
    assert check_blocks([{"type": "divider"}] * 51, "message") == [
        "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"
    ]
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    assert check_blocks([table], "message") == []
    assert check_blocks([table, dict(table)], "message") == [
        "[ERROR] only 1 table block allowed [json-pointer:/blocks]"
    ]
    twice = [section("x", block_id="b"), section("y", block_id="b")]
    assert "`block_id` must be unique: b" in check_blocks(twice, "message")[0]


def test_a_form_has_its_own_limits():
    assert check_view(form()) == []
    assert "must be less than 25 characters" in check_view(form() | {"title": plain("x" * 25)})[0]
    assert "must be less than 3001 characters" in check_view(form() | {"private_metadata": "x" * 3001})[0]
    without = form()
    del without["submit"]
    assert "missing required field: submit" in check_view(without)[0]


async def test_messages_with_bad_blocks_are_refused_with_the_reasons(slack, client):
    answer = await refused(client.chat_postMessage(channel="CLINKS", text="x", blocks=[section("x" * 3001)]))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert slack.messages("link-building") == []


async def test_places_that_can_not_be_posted_to(slack, client):
    slack.team.channels["CACME"].archived = True
    hidden = slack.add_channel("secret", kind="private", with_app=False)
    for channel, error in (
        ("CNOWHERE", "channel_not_found"),
        ("CGENERAL", "not_in_channel"),
        ("CACME", "is_archived"),
        (hidden.id, "channel_not_found"),
    ):
        assert (await refused(client.chat_postMessage(channel=channel, text="x")))["error"] == error
    too_long = await refused(client.chat_postMessage(channel="CLINKS", text="x" * 40_001))
    assert too_long["error"] == "msg_too_long"
    assert (await refused(client.chat_postMessage(channel="CLINKS")))["error"] == "no_text"
    lost = await refused(client.chat_postMessage(channel="CLINKS", text="x", thread_ts="1.000001"))
    assert lost["error"] == "thread_not_found"


async def test_a_person_as_channel_opens_their_direct_messages(slack, client):
    answer = await client.chat_postMessage(channel="UTOM", text="hello")
    assert answer["channel"] == slack.direct("tom").id
    assert [one.seen for one in slack.messages(slack.direct("tom"))] == ["hello"]


async def test_tokens_and_methods_are_checked(slack, client):
    stranger = AsyncWebClient(token="xoxb-nobody", base_url=slack.api_url)
    assert (await refused(stranger.auth_test()))["error"] == "invalid_auth"
    assert (await refused(AsyncWebClient(base_url=slack.api_url).auth_test()))["error"] == "not_authed"
    assert (await refused(client.api_call("chat.shout")))["error"] == "unknown_method"
    assert (await refused(client.apps_connections_open(app_token=slack.bot_token)))[
        "error"
    ] == "not_allowed_token_type"
    await client.auth_revoke()
    assert (await refused(client.auth_test()))["error"] == "account_inactive"


async def test_a_trigger_opens_one_form_within_three_seconds(slack, client):
    clock = slack.clock
    used = slack.hub.trigger(slack.team, "UJANA")
    await client.views_open(trigger_id=used, view=form())
    assert (await refused(client.views_open(trigger_id=used, view=form())))["error"] == "exchanged_trigger_id"
    late = slack.hub.trigger(slack.team, "UJANA")
    clock.advance(timedelta(seconds=4))
    assert (await refused(client.views_open(trigger_id=late, view=form())))["error"] == "expired_trigger_id"


async def test_forms_stack_three_high_and_know_their_hash(slack, client):
    for number in range(3):
        trigger = slack.hub.trigger(slack.team, "UJANA")
        view = form() | {"external_id": f"e{number}"}
        opened = await (client.views_open if number == 0 else client.views_push)(
            trigger_id=trigger, view=view
        )
    trigger = slack.hub.trigger(slack.team, "UJANA")
    assert (await refused(client.views_push(trigger_id=trigger, view=form())))[
        "error"
    ] == "push_limit_reached"
    first = opened["view"]["hash"]
    await client.views_update(view_id=opened["view"]["id"], hash=first, view=form())
    stale = await refused(client.views_update(view_id=opened["view"]["id"], hash=first, view=form()))
    assert stale["error"] == "hash_conflict"
    assert len(slack.views("jana")) == 3


async def test_a_response_url_is_good_for_five_posts_in_thirty_minutes(slack):
    url = slack.hub.answer_address(slack.team, "UJANA", "CLINKS")
    async with aiohttp.ClientSession() as session:
        for number in range(6):
            async with session.post(url, json={"text": str(number)}) as answer:
                last = (answer.status, await answer.text())
        assert last == (404, '{"ok": false, "error": "used_url"}')
        slack.clock.advance(timedelta(hours=1))
        other = slack.hub.answer_address(slack.team, "UJANA", "CLINKS")
        slack.clock.advance(timedelta(minutes=31))
        async with session.post(other, json={"text": "late"}) as answer:
            assert (await answer.json(content_type=None))["error"] == "expired_url"
    assert [one.seen for one in slack.ephemerals("link-building", "jana")] == ["0", "1", "2", "3", "4"]


async def test_pace_is_held_where_it_is_asked_for(slack, client):
    slack.strict_pace = True
    await client.chat_postMessage(channel="CLINKS", text="1")
    await client.chat_postMessage(channel="CACME", text="1")
    answer = await refused(client.chat_postMessage(channel="CLINKS", text="2"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")


async def test_faults_refuse_lose_or_delay_as_arranged(slack, client):
    async def post(text):
        try:
            return (await client.chat_postMessage(channel="CLINKS", text=text))["ok"]
        except SlackApiError as error:
            return error.response.status_code, error.response.data and error.response.get("error")
        except aiohttp.ClientError:
            return "cut"

    slack.fault("chat.postMessage", "429", retry_after=7)
    slack.fault("chat.postMessage", "internal_error")
    slack.fault("chat.postMessage", "accept_then_500")
    slack.fault("chat.postMessage", "accept_then_drop")
    slack.fault("chat.postMessage", "drop")
    slack.fault("chat.postMessage", "slow", seconds=0.01)
    results = [await post(str(number)) for number in range(6)]
    assert results[0] == (429, "ratelimited")
    assert results[1] == (200, "internal_error")
    assert results[2][0] == 500
    assert results[3:5] == ["cut", "cut"]
    assert results[5] is True
    assert [one.seen for one in slack.messages("link-building")] == ["2", "3", "5"]
    assert [one.outcome for one in slack.calls("chat.postMessage")] == [
        "429",
        "internal_error",
        "accept_then_500",
        "accept_then_drop",
        "drop",
        "ok",
    ]


async def test_metadata_is_kept_and_shown_to_those_who_ask(slack, client):
    said = {"event_type": "outreach", "event_payload": {"row": 7}}
    await client.chat_postMessage(channel="CLINKS", text="x", metadata=said)
    assert "metadata" not in (await client.conversations_history(channel="CLINKS"))["messages"][0]
    shown = await client.conversations_history(channel="CLINKS", include_all_metadata=True)
    assert shown["messages"][0]["metadata"] == said
    bad = await refused(client.chat_postMessage(channel="CLINKS", text="x", metadata={"event_type": "x"}))
    assert bad["error"] == "invalid_metadata_format"


async def test_files_go_up_and_are_given_to_the_token_alone(slack, client):
    await client.files_upload_v2(
        channel="CLINKS", filename="report.csv", content="a,b\n", initial_comment="Here"
    )
    [message] = slack.messages("link-building")
    assert message.seen == "Here\nreport.csv"
    url = message.files[0]["url_private_download"]
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers={"Authorization": f"Bearer {slack.bot_token}"}) as answer:
            assert await answer.text() == "a,b\n"
        async with session.get(url) as answer:
            assert "Sign in" in await answer.text()


async def test_a_manifest_is_held_to():
    manifest = {
        "features": {"slash_commands": [{"command": "/outreach", "should_escape": True}]},
        "oauth_config": {"scopes": {"bot": ["chat:write"], "bot_optional": ["channels:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
    }
    slack = RehearsalSlack(Clock(), manifest=manifest)
    await slack.start()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    await client.chat_postMessage(channel="CLINKS", text="x")
    await client.conversations_history(channel="CLINKS")
    answer = await refused(client.users_info(user="UTOM"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    await slack.say("tom", "link-building", "@Outreach hello")
    assert [one["event"]["type"] for one in slack.events] == ["app_mention"]
    await slack.stop()


async def test_two_workspaces_see_nothing_of_each_other(slack, client):
    other = slack.add_team("TOTHER", "Other")
    theirs = AsyncWebClient(token=other.team.bot_token, base_url=slack.api_url)
    await theirs.chat_postMessage(channel=other.channel("link-building").id, text="ours")
    assert (await refused(client.chat_postMessage(channel=other.channel("link-building").id, text="x")))[
        "error"
    ] == "channel_not_found"
    assert slack.messages("link-building") == []
    assert [one.seen for one in other.messages("link-building")] == ["ours"]


async def test_an_installation_trades_its_code_for_the_token(slack):
    client = AsyncWebClient(base_url=slack.api_url)
    other = slack.add_team("TOTHER", "Other")
    code = slack.install_code(other.team)
    secret = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    answer = await client.oauth_v2_access(code=code, **secret)
    assert (answer["access_token"], answer["team"]["id"]) == (other.team.bot_token, "TOTHER")
    assert (await refused(client.oauth_v2_access(code=code, **secret)))["error"] == "invalid_code"
