"""What is in the outbox is said in Slack: once, in order, and remembered."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from delivery_scene import CALM, Scene, plain
from sqlalchemy import select, text

from bot.delivery import Timing
from storage.models import Member, PostKind, PostState, Thread
from storage.posts.outgoing import Outgoing
from storage.team import channels
from storage.work import outreach


async def test_a_post_is_said_once_and_its_place_is_remembered(scene: Scene) -> None:
    await scene.put("outreach:1", text="link live", threads=[])
    delivery = scene.delivery()
    assert await delivery.tick() == 1
    assert await delivery.tick() == 0
    assert scene.slack.texts("C1") == ["link live"]
    post = await scene.post("outreach:1")
    assert (post.state, post.posted_in, post.ts) == (PostState.SENT, "C1", "1700000000.000001")


async def test_nothing_is_unfurled_and_bare_names_stay_bare(scene: Scene) -> None:
    await scene.put("outreach:1")
    await scene.delivery().tick()
    (_, given), *_ = scene.slack.calls
    assert (given["unfurl_links"], given["unfurl_media"], given["parse"]) == (False, False, "none")


async def test_posts_of_a_channel_arrive_oldest_first(scene: Scene) -> None:
    for number in range(10):
        await scene.put(f"outreach:{number}", text=str(number))
    await scene.delivery().tick()
    assert scene.slack.texts() == [str(number) for number in range(10)]


async def test_a_post_for_later_waits_and_holds_nothing_up(scene: Scene) -> None:
    await scene.put("outreach:1", text="later", not_before=scene.clock.now() + timedelta(minutes=5))
    await scene.put("outreach:2", text="now")
    delivery = scene.delivery()
    await delivery.tick()
    assert scene.slack.texts() == ["now"]
    scene.pass_time(minutes=6)
    await delivery.tick()
    assert scene.slack.texts() == ["now", "later"]


async def test_what_is_no_longer_true_is_not_said(scene: Scene) -> None:
    await scene.put("outreach:1", gone=True)
    await scene.delivery().tick()
    post = await scene.post("outreach:1")
    assert (post.state, post.error, scene.slack.messages) == (PostState.DROPPED, "nothing to say", [])


async def test_a_channel_gets_at_most_one_post_in_a_pace_and_others_do_not_wait(scene: Scene) -> None:
    for number in range(3):
        await scene.put(f"outreach:{number}", "C1")
        await scene.put(f"outreach:1{number}", "C2")
    said_at: list[tuple[str, float]] = []

    async def compose(scope: object, post: object, now: datetime) -> Outgoing:
        said_at.append((post.channel, asyncio.get_running_loop().time()))  # type: ignore[attr-defined]
        made = await plain(scope, post, now)  # type: ignore[arg-type]
        assert made is not None
        return made

    paced = replace(CALM, pace=0.25)
    await scene.delivery(paced, compose).tick()
    ones = [at for channel, at in said_at if channel == "C1"]
    assert len(ones) == 3
    assert all(later - earlier >= 0.25 for earlier, later in pairwise(ones))
    assert {channel for channel, _ in said_at[:2]} == {"C1", "C2"}


async def test_of_several_cards_of_a_placement_that_wait_one_goes_out_before_its_news(scene: Scene) -> None:
    await scene.put("placement:1", kind=PostKind.CARD, epoch="v1", text="card")
    await scene.put("placement:2", kind=PostKind.CARD, epoch="v1", text="other card")
    await scene.put("placement:1", kind=PostKind.LIVE, text="live")
    for version in ("v2", "v3"):
        await scene.put("placement:1", kind=PostKind.CARD, epoch=version, text=version)
    await scene.delivery().tick()
    assert scene.slack.texts() == ["card", "live", "other card"]
    states = [(post.state, post.error) for post in await scene.posts()][3:]
    assert states == [(PostState.DROPPED, "superseded")] * 2


async def test_a_card_that_changed_while_nobody_knew_whether_it_arrived_is_updated(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "accepted_500")
    await scene.put("placement:1", kind=PostKind.CARD, epoch="v1", text="promised")
    delivery = scene.delivery()
    await delivery.tick()
    ts = scene.slack.messages[0]["ts"]
    await scene.put("placement:1", kind=PostKind.CARD, epoch="v2", method="update", ts=ts, text="live")
    await scene.settle(delivery)
    assert scene.slack.texts() == ["live"]


async def test_after_an_outage_of_days_one_digest_a_channel_is_left(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "503", times=999)
    delivery = scene.delivery()
    for _ in range(3):
        day = scene.clock.now().date().isoformat()
        await scene.put("C1", kind=PostKind.DIGEST, epoch=day, text=f"due on {day}")
        await delivery.tick()
        scene.pass_time(days=1)
    scene.pass_time(days=-1)
    scene.slack.faults.clear()
    await scene.settle(delivery)
    assert scene.slack.texts() == [f"due on {day}"]


async def test_a_digest_that_is_late_by_a_day_is_not_posted_and_the_next_one_says_so(scene: Scene) -> None:
    now = scene.clock.now()
    async with scene.store.writing("T1", now) as scope:
        await channels.ensure(scope, "C1", "Europe/Berlin", now)
    yesterday = (now - timedelta(days=1)).date()
    await scene.put("C1", kind=PostKind.DIGEST, epoch=yesterday.isoformat(), text="due yesterday")
    await scene.delivery().tick()
    assert scene.slack.messages == []
    async with scene.store.reading("T1") as scope:
        channel = await channels.show(scope, "C1")
    assert channel is not None
    assert channel.missed_on == yesterday


async def test_a_thread_is_remembered_for_the_tasks_it_is_about(scene: Scene) -> None:
    now = scene.clock.now()
    async with scene.store.writing("T1", now) as scope:
        ask = outreach.Ask(site="techblog.com", owner="U1", channel="C1")
        number = (await outreach.log(scope, ask, by="U1", now=now)).id
    await scene.put("outreach:1", threads=[number])
    await scene.delivery().tick()
    async with scene.store.reading("T1") as scope:
        thread = (await scope.session.scalars(select(Thread))).one()
    assert (thread.channel, thread.ts, thread.outreach_id) == ("C1", "1700000000.000001", number)


async def test_a_post_about_a_task_that_is_gone_is_still_said_once(scene: Scene) -> None:
    await scene.put("outreach:77", text="hello", threads=[77])
    await scene.delivery().tick()
    assert scene.slack.texts() == ["hello"]
    assert (await scene.post("outreach:77")).state is PostState.SENT


async def test_a_direct_message_tells_us_its_conversation(scene: Scene) -> None:
    await scene.put("outreach:1", "U7", text="follow up")
    await scene.delivery().tick()
    assert scene.slack.texts("D7") == ["follow up"]
    async with scene.store.read() as session:
        assert await session.scalar(select(Member.dm).where(Member.slack_id == "U7")) == "D7"


async def test_the_loop_wakes_when_it_is_poked_and_stops_when_it_is_drained(scene: Scene) -> None:
    delivery = scene.delivery(Timing(request=5, lease=10, pace=0, poll=30))
    running = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.05)
    await scene.put("outreach:1", text="hello")
    delivery.poke()
    await scene.slack.heard.wait()
    await delivery.drain(5)
    await running
    await scene.put("outreach:2", text="too late")
    assert await delivery.tick() == 0
    assert scene.slack.texts() == ["hello"]


async def test_the_loop_outlives_a_database_that_is_away_for_a_while(scene: Scene) -> None:
    await scene.put("outreach:1", text="hello")
    async with scene.store.write() as session:
        await session.execute(text("ALTER TABLE post RENAME TO away"))
    delivery = scene.delivery()
    running = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.1)
    async with scene.store.write() as session:
        await session.execute(text("ALTER TABLE away RENAME TO post"))
    await scene.slack.heard.wait()
    await delivery.drain(5)
    await running
    assert scene.slack.texts() == ["hello"]


async def test_what_is_on_its_way_is_finished_when_the_process_stops(scene: Scene) -> None:
    scene.slack.fault("chat.postMessage", "slow", seconds=0.3)
    delivery = scene.delivery(Timing(request=5, lease=10, pace=0, poll=30))
    running = asyncio.create_task(delivery.run())
    await scene.put("outreach:1")
    delivery.poke()
    await scene.slack.called.wait()
    await delivery.drain(5)
    await running
    assert (await scene.post("outreach:1")).state is PostState.SENT


async def test_two_processes_share_an_outbox_without_doubling_or_disorder(scene: Scene) -> None:
    for number in range(30):
        await scene.put(f"outreach:{number}", f"C{number % 3}", text=f"{number:02d}")
    await asyncio.gather(scene.delivery().tick(), scene.delivery().tick())
    await scene.delivery().tick()
    assert not scene.slack.doubled()
    for channel in ("C0", "C1", "C2"):
        texts = scene.slack.texts(channel)
        assert len(texts) == 10
        assert texts == sorted(texts)


async def test_a_clock_set_back_by_a_year_does_not_hold_posts_for_a_year(scene: Scene) -> None:
    scene.pass_time(days=365)
    await scene.put("outreach:1", text="written in the future")
    scene.pass_time(days=-365)
    await scene.delivery().tick()
    assert scene.slack.texts() == ["written in the future"]


async def test_a_post_that_the_composer_chokes_on_is_given_up_and_listed(scene: Scene) -> None:
    async def chokes(scope: object, post: object, now: datetime) -> Outgoing | None:
        raise RuntimeError("no such column")

    await scene.put("outreach:1")
    delivery = scene.delivery(compose=chokes)
    while (post := await scene.post("outreach:1")).state is not PostState.DROPPED:
        await delivery.tick()
        await asyncio.sleep(0.02)
    assert post.error == "RuntimeError: no such column"
    assert datetime.now(UTC) - post.created_at < timedelta(minutes=1)
