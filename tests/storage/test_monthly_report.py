"""Last month's report comes once, where it is wanted, when the channel's morning comes."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from storage.models import Post, PostKind, Upload
from storage.posts import monthly
from storage.store import Store
from storage.team import channels
from storage.work import campaigns

MADE = datetime(2026, 9, 10, tzinfo=UTC)
#: 1 October, 09:30 in Berlin.
MORNING = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)


async def reports(store: Store) -> list[tuple[str, dict[str, object]]]:
    async with store.read() as session:
        rows = await session.scalars(select(Post).where(Post.kind == PostKind.REPORT).order_by(Post.id))
        return [(row.channel, row.body) for row in rows]


async def wanted(store: Store) -> None:
    async with store.writing("T1", MADE) as scope:
        for channel in ("C1", "C2", "C3"):
            await channels.ensure(scope, channel, "Europe/Berlin", MADE)
        await monthly.of_channel(scope, "C1", True)
        await campaigns.create(scope, "Acme", ("acme.com",), client=None, channel="C2", by="U1", now=MADE)
        await campaigns.set_client_mode(scope, "Acme", True)


async def test_it_comes_on_the_first_at_the_digests_time_and_once(store: Store) -> None:
    await wanted(store)
    assert await monthly.call(store, MORNING - timedelta(hours=1)) == 0
    assert await monthly.call(store, MORNING) == 2
    assert await monthly.call(store, MORNING + timedelta(hours=3)) == 0
    sent = await reports(store)
    assert [channel for channel, _ in sent] == ["C1", "C2"]
    body = sent[1][1]
    assert (body["first"], body["last"], body["campaign"]) == ("2026-09-01", "2026-09-30", "Acme")
    async with store.read() as session:
        assert await session.scalar(select(func.count()).select_from(Upload)) == 2


async def test_after_a_week_of_downtime_it_is_not_posted_any_more(store: Store) -> None:
    await wanted(store)
    assert await monthly.call(store, MORNING + timedelta(days=7)) == 0


async def test_switched_off_it_does_not_come(store: Store) -> None:
    await wanted(store)
    async with store.writing("T1", MADE) as scope:
        await monthly.of_channel(scope, "C1", False)
        await monthly.of_campaign(scope, 1, False)
    assert await monthly.call(store, MORNING) == 0
