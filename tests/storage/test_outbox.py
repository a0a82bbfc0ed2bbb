"""Claims on the outbox: one sender a channel, oldest first, and nobody's post is lost with its sender."""

from datetime import datetime, timedelta

import pytest

from storage.models import Post, PostKind, PostState
from storage.posts import claims, outbox, sending
from storage.posts.outgoing import Method, Outgoing
from storage.store import Store

LEASE = timedelta(seconds=30)


async def put(
    store: Store, now: datetime, subject: str, channel: str = "C1", workspace: str = "T1", **more: object
) -> bool:
    async with store.writing(workspace, now) as scope:
        return await outbox.put(scope, PostKind.LIVE, subject, "1", channel, {}, now=now, **more)  # type: ignore[arg-type]


async def claim(store: Store, now: datetime, token: str = "a", **more: object) -> list[claims.Claimed]:
    return await claims.claim(store, now=now, token=token, lease=LEASE, limit=50, **more)  # type: ignore[arg-type]


def subjects(claimed: list[claims.Claimed]) -> list[str]:
    return [one.post.subject for one in claimed]


async def row(store: Store, claimed: claims.Claimed) -> Post:
    async with store.read() as session:
        found = await session.get(Post, claimed.post.id)
    assert found is not None
    return found


def said(channel: str = "C1") -> Outgoing:
    return Outgoing(Method.POST, channel)


async def test_what_was_put_once_is_not_put_again(store: Store, now: datetime) -> None:
    assert await put(store, now, "placement:1")
    assert not await put(store, now, "placement:1")
    assert await put(store, now, "placement:1", workspace="T2")


async def test_each_channel_gives_its_oldest_post(store: Store, now: datetime) -> None:
    for number in range(4):
        await put(store, now, f"placement:{number}", f"C{number % 2}")
    await put(store, now, "placement:1", "C0", workspace="T2")
    assert subjects(await claim(store, now)) == ["placement:0", "placement:1", "placement:1"]
    assert await claim(store, now, "b") == []


async def test_the_next_post_comes_when_the_first_has_arrived(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1")
    await put(store, now, "placement:2")
    (first,) = await claim(store, now)
    await sending.arrived(store, first, said(), channel="C1", ts="1.1", now=now)
    assert subjects(await claim(store, now)) == ["placement:2"]


async def test_a_post_that_is_tried_again_holds_its_channel(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1")
    await put(store, now, "placement:2")
    (first,) = await claim(store, now)
    await sending.later(store, first, at=now + timedelta(seconds=10), error="ratelimited")
    assert await claim(store, now) == []
    assert subjects(await claim(store, now + timedelta(seconds=10))) == ["placement:1"]


async def test_a_lease_that_ran_out_means_that_the_post_may_have_arrived(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1")
    (first,) = await claim(store, now)
    assert await claim(store, now + timedelta(seconds=29), "b") == []
    (second,) = await claim(store, now + timedelta(seconds=30), "b")
    assert (second.post.ambiguous, second.post.attempts) == (1, 2)
    await sending.dropped(store, first, error="too late to say so")
    assert (await row(store, first)).state is PostState.SENDING


async def test_a_sender_that_hears_back_after_its_lease_is_believed(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1")
    (first,) = await claim(store, now)
    (second,) = await claim(store, now + LEASE, "b")
    await sending.unsure(store, second, look_at=now + LEASE * 2, error="timeout")
    await sending.arrived(store, first, said(), channel="C1", ts="1.1", now=now + LEASE)
    assert ((await row(store, first)).state, (await row(store, first)).ts) == (PostState.SENT, "1.1")


async def test_busy_channels_and_paused_workspaces_are_left_alone(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1", "C1")
    await put(store, now, "placement:2", "C2")
    await put(store, now, "placement:3", "C3", workspace="T2")
    ones = await claim(store, now, busy=[(1, "C1")], paused=[2])
    assert subjects(ones) == ["placement:2"]
    assert await claim(store, now + LEASE, busy=[(1, "C1"), (1, "C2")], paused=[2]) == []


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=365)])
async def test_a_clock_set_back_strands_no_post_and_no_lease(
    store: Store, now: datetime, back: timedelta
) -> None:
    for number in range(3):
        await put(store, now, f"placement:{number}", f"C{number}")
    leased, tried, _ = await claim(store, now)
    await sending.later(store, tried, at=now + timedelta(minutes=5), error="ratelimited")
    await put(store, now, "placement:9", "C9")
    found = await claim(store, now - back, "b")
    assert {one.post.subject for one in found} == {
        "placement:0",
        "placement:1",
        "placement:2",
        "placement:9",
    }
    assert leased.post.id in {one.post.id for one in found if one.post.ambiguous}


async def test_a_post_for_a_later_hour_survives_a_clock_set_back(store: Store, now: datetime) -> None:
    await put(store, now, "placement:1", not_before=now + timedelta(hours=3))
    assert await claim(store, now - timedelta(hours=1)) == []
    assert len(await claim(store, now + timedelta(hours=3))) == 1


async def test_only_what_is_really_stuck_is_listed(store: Store, now: datetime) -> None:
    for number in range(5):
        await put(store, now, f"placement:{number}", f"C{number}")
    fine, gone, refused, unknown, _ = await claim(store, now)
    await sending.arrived(store, fine, said("C0"), channel="C0", ts="1.1", now=now)
    await sending.dropped(store, gone, error=outbox.NOTHING_TO_SAY)
    await sending.dropped(store, refused, error="msg_too_long")
    await sending.unknown(store, unknown, error="timeout")
    async with store.read() as session:
        found = await outbox.stuck(session, now=now + timedelta(seconds=20))
        later = await outbox.stuck(session, now=now + timedelta(minutes=11))
    assert [(one.subject, one.why) for one in found] == [
        ("placement:2", "refused: msg_too_long"),
        ("placement:3", "Slack may or may not have it (timeout)"),
    ]
    assert later[-1].why == "its sender stopped halfway, and nobody took over"
