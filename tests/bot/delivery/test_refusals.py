"""Slack says no: it waits, stops a channel or a workspace, or finds another way."""

import asyncio
from datetime import timedelta

import pytest
from delivery_scene import QUICK, Scene

from storage.models import PostKind, PostState
from storage.posts import outbox
from storage.team import channels
from storage.work import outreach

CHANNEL_ERRORS = ["channel_not_found", "is_archived", "not_in_channel", "restricted_action"]
TOKEN_ERRORS = ["invalid_auth", "account_inactive", "token_revoked", "token_expired", "missing_scope"]


async def logged(scene: Scene, owner: str = "U1", channel: str = "C1") -> int:
    now = scene.clock.now()
    async with scene.store.writing("T1", now) as scope:
        ask = outreach.Ask(site="techblog.com", owner=owner, channel=channel)
        return (await outreach.log(scope, ask, by=owner, now=now)).id


async def used_again(scene: Scene, channel: str = "C1") -> None:
    async with scene.store.writing("T1", scene.clock.now()) as scope:
        await channels.ensure(scope, channel, "Europe/Berlin", scene.clock.now())


async def heard_from(scene: Scene, channel: str = "C1") -> None:
    async with scene.store.writing("T1", scene.clock.now()) as scope:
        await channels.resume(scope, channel)


@pytest.mark.parametrize("fault", ["429", "503", "ratelimited", "service_unavailable"])
async def test_what_slack_did_not_take_is_tried_again_without_looking(scene: Scene, fault: str) -> None:
    scene.slack.fault("chat.postMessage", fault, times=3, retry_after=0)
    await scene.put("outreach:1", text="link live")
    await scene.settle(scene.delivery())
    assert scene.slack.texts() == ["link live"]
    assert {method for method, _ in scene.slack.calls} == {"chat.postMessage"}
    assert (await scene.post("outreach:1")).attempts == 4


async def test_retry_after_is_obeyed_and_holds_the_channel(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "429", retry_after=120, channel="C1")
    await scene.put("outreach:1", "C1", text="first")
    await scene.put("outreach:2", "C1", text="second")
    await scene.put("outreach:3", "C2", text="elsewhere")
    delivery = scene.delivery()
    await delivery.tick()
    scene.pass_time(seconds=110)
    await delivery.tick()
    assert scene.slack.texts() == ["elsewhere"]
    scene.pass_time(seconds=11)
    await delivery.tick()
    assert scene.slack.texts("C1") == ["first", "second"]


async def test_slack_out_of_reach_is_waited_for(scene: Scene) -> None:
    await scene.put("outreach:1", text="link live")
    delivery = scene.delivery()
    await scene.slack.stop()
    await delivery.tick()
    post = await scene.post("outreach:1")
    assert (post.state, post.error, post.ambiguous) == (PostState.PENDING, "no_connection", 0)
    await scene.slack.start()
    await scene.settle(delivery)
    assert scene.slack.texts() == ["link live"]


async def test_what_slack_does_not_take_for_a_day_is_given_up_and_listed(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "503", times=999)
    await scene.put("outreach:1")
    delivery = scene.delivery()
    for _ in range(30):
        await delivery.tick()
        scene.pass_time(hours=1)
    async with scene.store.read() as session:
        (found,) = await outbox.stuck(session, now=scene.clock.now())
    assert found.why == "refused: not taken for a day: service_unavailable"


@pytest.mark.parametrize("error", CHANNEL_ERRORS)
async def test_a_closed_channel_is_stopped_and_the_owner_told_once(scene: Scene, error: str) -> None:
    number = await logged(scene, owner="U5")
    scene.slack.fault("chat.postMessage", error, times=99, channel="C1")
    await scene.put(f"outreach:{number}", text="first")
    await scene.put(f"outreach:{number}", epoch="2", text="second")
    await scene.put("outreach:9", "C2", text="elsewhere")
    delivery = scene.delivery()
    await delivery.tick()
    await delivery.tick()
    assert scene.slack.texts("C2") == ["elsewhere"]
    assert scene.slack.texts("D5") == ["channel:C1"]
    told = [post for post in await scene.posts() if post.subject == "channel:C1"]
    assert told[0].body == {"notice": "channel_stopped", "channel": "C1", "error": error}
    assert [method for method, _ in scene.slack.calls].count("chat.postMessage") == 3


async def test_a_stopped_channel_goes_on_when_the_bot_is_used_there_again(scene: Scene) -> None:
    number = await logged(scene)
    scene.slack.fault("chat.postMessage", "not_in_channel", channel="C1")
    for text in ("first", "second"):
        await scene.put(f"outreach:{number}", epoch=text, text=text)
    delivery = scene.delivery()
    await delivery.tick()
    assert scene.slack.texts("C1") == []
    async with scene.store.reading("T1") as scope:
        stopped = await channels.show(scope, "C1")
    assert stopped is not None
    assert stopped.stopped == "not_in_channel"
    await used_again(scene)  # a command works where we are no member
    await delivery.tick()
    assert scene.slack.texts("C1") == []
    await heard_from(scene)
    await delivery.tick()
    assert scene.slack.texts("C1") == ["first", "second"]


async def test_a_stopped_channel_is_tried_when_it_is_used_an_hour_later(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "not_in_channel", channel="C1")
    await scene.put("outreach:1", text="first")
    delivery = scene.delivery()
    await delivery.tick()
    scene.pass_time(minutes=61)
    await used_again(scene)
    await delivery.tick()
    assert scene.slack.texts("C1") == ["first"]


async def test_of_a_channel_that_stays_closed_nobody_is_told_twice_a_day(scene: Scene) -> None:
    number = await logged(scene, owner="U5")
    scene.slack.fault("chat.postMessage", "not_in_channel", times=99, channel="C1")
    await scene.put(f"outreach:{number}", text="first")
    delivery = scene.delivery()
    for _ in range(3):
        await delivery.tick()
        await heard_from(scene)
    assert scene.slack.texts("D5") == ["channel:C1"]
    scene.pass_time(hours=25)
    await heard_from(scene)
    await delivery.tick()
    assert scene.slack.texts("D5") == ["channel:C1", "channel:C1"]


@pytest.mark.parametrize("error", TOKEN_ERRORS)
async def test_a_refused_token_stops_its_workspace_and_no_other(scene: Scene, error: str) -> None:
    await scene.put("outreach:1", "C1", text="one")
    scene.slack.fault("chat.postMessage", error, channel="C1")
    await scene.put("outreach:2", "C9", workspace="T2", text="other workspace")
    delivery = scene.delivery()
    await delivery.tick()
    await scene.put("outreach:3", "C3", text="three")
    await delivery.tick()
    assert scene.slack.texts() == ["other workspace"]
    async with scene.store.read() as session:
        found = await outbox.stuck(session, now=scene.clock.now() + timedelta(minutes=11))
    assert {one.why for one in found} == {f"Slack refuses our token there ({error})"}
    scene.pass_time(minutes=61)
    await scene.settle(delivery)
    assert sorted(scene.slack.texts()) == ["one", "other workspace", "three"]


async def test_a_workspace_without_a_token_waits_for_one(scene: Scene) -> None:
    scene.token = None
    await scene.put("outreach:1", text="link live")
    delivery = scene.delivery()
    await delivery.tick()
    assert (await scene.post("outreach:1")).error == "no_token"
    scene.token = "xoxb-2"
    await used_again(scene)
    await scene.settle(delivery)
    assert scene.slack.texts() == ["link live"]


async def test_blocks_that_slack_refuses_leave_the_words(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "invalid_blocks")
    await scene.put("outreach:1", text="link live", blocks=[{"type": "sectoin"}])
    await scene.delivery().tick()
    assert [(m["text"], m["blocks"]) for m in scene.slack.messages] == [("link live", None)]


async def test_an_answer_goes_to_its_response_url(scene: Scene) -> None:
    url = scene.slack.url.replace("/api/", "/response/R1")
    await scene.put("answer:1", method="respond", response_url=url, user="U1", text="it is live")
    await scene.delivery().tick()
    assert [(a["response"], a["text"]) for a in scene.slack.answers] == [("R1", "it is live")]


async def test_an_answer_that_comes_after_its_response_url_ran_out_is_shown_to_its_reader(
    scene: Scene,
) -> None:
    url = scene.slack.url.replace("/api/", "/response/expired")
    await scene.put("answer:1", method="respond", response_url=url, user="U1", text="it is live")
    await scene.delivery().tick()
    assert [(a["ephemeral"], a["user"], a["text"]) for a in scene.slack.answers] == [
        ("C1", "U1", "it is live")
    ]


async def test_an_answer_in_a_channel_without_the_bot_comes_as_a_direct_message(scene: Scene) -> None:
    url = scene.slack.url.replace("/api/", "/response/expired")
    scene.slack.fault("chat.postEphemeral", "not_in_channel")
    await scene.put("answer:1", method="respond", response_url=url, user="U1", text="it is live")
    await scene.delivery().tick()
    assert scene.slack.texts("D1") == ["it is live"]
    async with scene.store.reading("T1") as scope:
        assert await channels.show(scope, "C1") is None


async def test_a_card_that_somebody_deleted_is_posted_anew_at_its_next_change(scene: Scene) -> None:
    await scene.put(
        "placement:1", kind=PostKind.CARD, method="update", ts="1700000000.999999", card=1, text="live"
    )
    await scene.delivery().tick()
    post = await scene.post("placement:1")
    assert (post.state, post.error) == (PostState.DROPPED, "message_not_found")


async def test_the_doctor_lists_retries_and_drops_what_is_stuck(scene: Scene) -> None:
    scene.slack.readable = False
    scene.slack.fault("chat.postMessage", "500", times=2)
    await scene.put("outreach:1", "C1", text="again")
    await scene.put("outreach:2", "C2", text="forget it")
    delivery = scene.delivery()
    await scene.settle(delivery)
    async with scene.store.read() as session:
        found = await outbox.stuck(session, now=scene.clock.now())
    assert [one.state for one in found] == [PostState.UNKNOWN] * 2
    async with scene.store.write() as session:
        assert await outbox.retry(session, [found[0].id], now=scene.clock.now()) == 1
        assert await outbox.drop(session, [found[1].id]) == 1
    await scene.settle(delivery)
    assert len(scene.slack.messages) == 1
    async with scene.store.read() as session:
        assert await outbox.stuck(session, now=scene.clock.now()) == []


async def test_a_locked_database_after_slack_took_it_is_waited_for(scene: Scene) -> None:
    if scene.store.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    scene.slack.fault("chat.postMessage", "slow", seconds=0.1)
    await scene.put("outreach:1", text="link live")
    delivery = scene.delivery(QUICK)
    ticking = asyncio.create_task(delivery.tick())
    await scene.slack.heard.wait()
    async with scene.store.write():
        await asyncio.sleep(1.0)  # longer than the lease
    await ticking
    await scene.settle(delivery)
    assert scene.slack.texts() == ["link live"]
    assert (await scene.post("outreach:1")).ambiguous == 0


@pytest.mark.parametrize("refusal", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_who_acted_on_a_message_that_is_gone_is_told_alone(scene: Scene, refusal: str) -> None:
    scene.slack.fault("chat.update", refusal)
    ts = "1700000000.999999"
    await scene.put("answer:1", kind=PostKind.EDIT, method="update", ts=ts, or_to="U1", text="it is live")
    await scene.delivery().tick()
    assert [(a["ephemeral"], a["user"], a["text"]) for a in scene.slack.answers] == [
        ("C1", "U1", "it is live")
    ]
