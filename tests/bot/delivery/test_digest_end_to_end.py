"""From a sentence that was logged to the digest, the reminder and the edit that people see in Slack."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from delivery_scene import Scene

from bot import digests as tick
from bot.delivery import Delivery
from handlers.posts.composing import compose
from storage.daily import digests
from storage.team import channels
from storage.work import outreach
from storage.work.changes import FollowUp


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def monday(scene: Scene) -> Scene:
    """07:00 on a Monday in Berlin; the digest comes at nine."""
    scene.clock.offset += utc("2026-11-23T06:00") - scene.clock.now()
    return scene


async def log(scene: Scene, site: str, due: datetime, *, timed: bool = False) -> int:
    now = scene.clock.now()
    async with scene.store.writing("T1", now) as scope:
        await channels.ensure(scope, "C1", "Europe/Berlin", now)
        ask = outreach.Ask(site=site, owner="U1", channel="C1", follow_up=FollowUp(due, timed))
        return (await outreach.log(scope, ask, by="U1", now=now)).id


async def minute(scene: Scene, delivery: Delivery, **by: float) -> None:
    scene.pass_time(**by)
    await tick.tick(scene.store, scene.clock.now())
    await delivery.tick()


def seen(scene: Scene, channel: str) -> list[str]:
    """Everything that stands in a channel's messages, blocks included."""
    return [json.dumps([m["text"], m.get("blocks")]) for m in scene.slack.messages if m["channel"] == channel]


async def test_the_digest_is_seen_once_and_edits_itself_as_rows_are_acted_on(monday: Scene) -> None:
    first = await log(monday, "techblog.com", utc("2026-11-23T08:00"))
    await log(monday, "newsroom.org", utc("2026-11-20T08:00"))
    delivery = monday.delivery(compose=compose)
    await minute(monday, delivery, hours=1, minutes=59)
    assert monday.slack.messages == []
    for _ in range(3):
        await minute(monday, delivery, minutes=2)
    (digest,) = seen(monday, "C1")
    assert "techblog.com" in digest
    assert "newsroom.org" in digest
    now = monday.clock.now()
    async with monday.store.writing("T1", now) as scope:
        await outreach.decline(scope, first, None, by="U1", now=now)
        assert await digests.acted_on(scope, first, now)
    await minute(monday, delivery, minutes=1)
    assert [m.get("edits") for m in monday.slack.messages] == [1]


async def test_a_reminder_with_a_time_is_seen_by_its_owner_at_that_minute(monday: Scene) -> None:
    await log(monday, "techblog.com", utc("2026-11-23T14:00"), timed=True)
    delivery = monday.delivery(compose=compose)
    await minute(monday, delivery, hours=7, minutes=59)
    assert seen(monday, "D1") == []
    await minute(monday, delivery, minutes=1)
    await minute(monday, delivery, minutes=1)
    (reminder,) = seen(monday, "D1")
    assert "techblog.com" in reminder


async def test_a_restart_that_slept_through_nine_catches_up_on_the_day(monday: Scene) -> None:
    await log(monday, "techblog.com", utc("2026-11-23T08:00"))
    await minute(monday, monday.delivery(compose=compose), hours=9)
    await minute(monday, monday.delivery(compose=compose), minutes=1)
    assert len(seen(monday, "C1")) == 1


async def test_a_digest_whose_answer_was_lost_is_seen_once(monday: Scene) -> None:
    await log(monday, "techblog.com", utc("2026-11-23T08:00"))
    monday.slack.fault("chat.postMessage", "accepted_500")
    delivery = monday.delivery(compose=compose)
    await minute(monday, delivery, hours=3)
    monday.clock.advance(timedelta(seconds=5))
    await monday.settle(delivery)
    assert len(seen(monday, "C1")) == 1
