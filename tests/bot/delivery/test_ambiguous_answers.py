"""Nobody knows whether Slack took it: it is looked for, and said again only when it is not there."""

import asyncio

import pytest
from delivery_scene import CALM, QUICK, Scene

from storage.models import PostKind, PostState

LOST_ANSWERS = ["500", "accepted_500", "drop", "accepted_drop", "nothing", "slow"]


@pytest.mark.parametrize("fault", LOST_ANSWERS)
async def test_a_lost_answer_loses_nothing_and_doubles_nothing(scene: Scene, fault: str) -> None:
    scene.slack.fault("chat.postMessage", fault, seconds=2)
    await scene.put("outreach:1", text="link live")
    await scene.put("outreach:2", text="after it")
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.texts() == ["link live", "after it"]
    post = await scene.post("outreach:1")
    assert (post.state, post.ts) == (PostState.SENT, scene.slack.messages[0]["ts"])
    assert post.ambiguous


@pytest.mark.parametrize("fault", ["500", "accepted_500", "drop", "accepted_drop"])
async def test_a_reply_is_looked_for_in_its_thread(scene: Scene, fault: str) -> None:
    root = scene.slack.say("C1", "a card")
    scene.slack.fault("chat.postMessage", fault)
    await scene.put("outreach:1", text="noted", thread_ts=root["ts"])
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.texts() == ["a card", "noted"]
    assert "conversations.replies" in [method for method, _ in scene.slack.calls]


async def test_a_message_is_found_many_pages_back(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "accepted_500")
    await scene.put("outreach:1", text="link live")
    delivery = scene.delivery(QUICK)
    await delivery.tick()
    for number in range(180):
        scene.slack.say("C1", f"chatter {number}")
    await scene.settle(delivery)
    assert scene.slack.texts().count("link live") == 1


async def test_a_busy_history_is_asked_again_later(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "accepted_500")
    scene.slack.fault("conversations.history", "429", times=2, retry_after=0)
    scene.slack.fault("conversations.history", "500")
    await scene.put("outreach:1", text="link live")
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.texts() == ["link live"]


async def test_a_message_of_an_earlier_database_is_not_taken_for_ours(scene: Scene) -> None:
    old = {"event_type": "outreach_post", "event_payload": {"key": "notice:outreach:1:1", "at": "2020-01-01"}}
    scene.slack.say("C1", "said years ago", metadata=old)
    scene.slack.fault("chat.postMessage", "500")
    await scene.put("outreach:1", text="said now")
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.texts() == ["said years ago", "said now"]


@pytest.mark.parametrize("fault", ["500", "accepted_500", "nothing"])
async def test_where_history_is_closed_an_urgent_post_comes_again_and_says_so(
    scene: Scene, fault: str
) -> None:
    scene.slack.readable = False
    scene.slack.fault("chat.postMessage", fault)
    await scene.put("outreach:1", text="link live", urgent=True)
    await scene.settle(scene.delivery(QUICK if fault == "nothing" else CALM))
    assert scene.slack.texts()[-1].startswith("link live\nSlack did not confirm this the first time")
    assert len(scene.slack.messages) == (2 if fault.startswith("accepted") else 1)
    assert (await scene.post("outreach:1")).state is PostState.SENT


async def test_an_urgent_post_comes_again_once_not_for_ever(scene: Scene) -> None:
    scene.slack.readable = False
    scene.slack.fault("chat.postMessage", "accepted_500", times=99)
    await scene.put("outreach:1", text="link live", urgent=True)
    await scene.settle(scene.delivery())
    assert len(scene.slack.messages) == 2
    assert (await scene.post("outreach:1")).state is PostState.UNKNOWN


@pytest.mark.parametrize("fault", ["500", "accepted_500"])
async def test_where_history_is_closed_a_digest_stays_unknown(scene: Scene, fault: str) -> None:
    scene.slack.readable = False
    scene.slack.fault("chat.postMessage", fault)
    day = scene.clock.now().date().isoformat()
    await scene.put("C1", kind=PostKind.DIGEST, epoch=day, text="due today")
    await scene.put("outreach:2", text="after it")
    await scene.settle(scene.delivery())
    post = await scene.post("C1")
    assert (post.state, post.error) == (PostState.UNKNOWN, "http_500; can't look: missing_scope")
    assert scene.slack.texts()[-1] == "after it"


async def test_a_direct_message_is_looked_for_where_the_conversation_is_known(scene: Scene) -> None:
    delivery = scene.delivery(QUICK)
    await scene.put("outreach:1", "U7", text="first")
    await delivery.tick()
    scene.slack.fault("chat.postMessage", "accepted_500")
    await scene.put("outreach:2", "U7", text="second")
    await scene.settle(delivery)
    assert scene.slack.texts("D7") == ["first", "second"]


async def test_a_first_direct_message_can_not_be_looked_for(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "accepted_500")
    await scene.put("outreach:1", "U7", text="follow up", urgent=True)
    await scene.settle(scene.delivery())
    assert [text.splitlines()[0] for text in scene.slack.texts("D7")] == ["follow up", "follow up"]


@pytest.mark.parametrize("fault", LOST_ANSWERS)
async def test_an_update_is_repeated_freely(scene: Scene, fault: str) -> None:
    card = scene.slack.say("C1", "promised")
    scene.slack.fault("chat.update", fault, times=2, seconds=2)
    await scene.put("placement:1", kind=PostKind.CARD, method="update", ts=card["ts"], text="live")
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.texts() == ["live"]
    assert "conversations.history" not in [method for method, _ in scene.slack.calls]


async def test_a_reaction_is_repeated_freely(scene: Scene) -> None:
    said = scene.slack.say("C1", "emailed jane@techblog.com")
    scene.slack.fault("reactions.add", "accepted_500")
    await scene.put("outreach:1", method="react", ts=said["ts"], emoji="link")
    await scene.settle(scene.delivery(QUICK))
    assert scene.slack.reactions == [("C1", said["ts"], "link")]
    assert (await scene.post("outreach:1")).state is PostState.SENT


async def test_a_sender_killed_before_slack_answered_is_followed_by_one_that_looks(scene: Scene) -> None:
    for number, fault in enumerate(["slow", "nothing"]):
        scene.slack.fault("chat.postMessage", fault, seconds=5, channel=f"C{number}")
        await scene.put(f"outreach:{number}", f"C{number}", text=f"{number}")
    doomed = scene.delivery(QUICK)
    ticking = asyncio.create_task(doomed.tick())
    while len(scene.slack.calls) < 2:
        scene.slack.called.clear()
        await scene.slack.called.wait()
    await scene.kill(doomed)
    await ticking
    assert {post.state for post in await scene.posts()} == {PostState.SENDING}
    await scene.settle(scene.delivery(QUICK))
    assert sorted(scene.slack.texts()) == ["0", "1"]


async def test_a_second_process_leaves_a_post_alone_while_its_sender_lives(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "slow", seconds=0.3)
    await scene.put("outreach:1", text="link live")
    first, second = scene.delivery(CALM), scene.delivery(CALM)
    ticking = asyncio.create_task(first.tick())
    await scene.slack.called.wait()
    assert await second.tick() == 0
    await ticking
    assert scene.slack.texts() == ["link live"]


async def test_a_clock_set_forward_in_mid_send_does_not_double(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "slow", seconds=0.3)
    await scene.put("outreach:1", text="link live")
    delivery = scene.delivery()
    ticking = asyncio.create_task(delivery.tick())
    await scene.slack.called.wait()
    scene.pass_time(days=365)
    assert await scene.delivery().tick() in (0, 1)
    await ticking
    await scene.settle(delivery)
    assert scene.slack.texts() == ["link live"]
    assert (await scene.post("outreach:1")).ts == scene.slack.messages[0]["ts"]
