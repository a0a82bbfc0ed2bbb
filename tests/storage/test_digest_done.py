"""What was done since a digest was posted, for the digest to show."""

from datetime import datetime, timedelta

import pytest
from digest_scene import Days

from storage.daily import digest_done, digests
from storage.daily.digest_done import DoneSince
from storage.store import Store
from storage.work import journal, outreach
from storage.work.changes import FollowUp

HOUR = timedelta(hours=1)


@pytest.fixture
async def days(store: Store, now: datetime) -> Days:
    """Two tasks are due; the digest that says so was posted."""
    made = Days(store, now - 2 * HOUR)
    await made.channel()
    await made.ask("one.com", due=now - HOUR)
    await made.ask("two.com", due=now - HOUR, owner="U2")
    await made.tick(now)
    await made.posted()
    made.now += HOUR
    return made


async def done(days: Days, channel: str = "C1") -> list[DoneSince]:
    (post,) = await days.posts()
    async with days.store.reading("T1") as scope:
        return await digest_done.done_since(scope, channel, post.id)


async def test_the_last_thing_done_about_each_task_is_told_in_order(days: Days) -> None:
    async with days.store.writing("T1", days.now) as scope:
        await outreach.remind(scope, 1, FollowUp(days.now + 24 * HOUR), by="U1", now=days.now)
        await outreach.decline(scope, 2, None, by="U1", now=days.now)
        await outreach.reply(scope, 1, None, by="U2", now=days.now)
    assert await done(days) == [
        DoneSince(2, "two.com", "decline", "U1", days.now),
        DoneSince(1, "one.com", "reply", "U2", days.now),
    ]


async def test_what_was_undone_noted_or_logged_later_is_not_told(days: Days) -> None:
    new = await days.ask("new.com")
    async with days.store.writing("T1", days.now) as scope:
        await outreach.drop(scope, new, None, by="U1", now=days.now)
        await outreach.note(scope, 1, "prefers calls", by="U1", now=days.now)
        await outreach.drop(scope, 2, None, by="U1", now=days.now)
    async with days.store.writing("T1", days.now) as scope:
        await journal.undo(scope, "U1", days.now, outreach_id=2)
    assert await done(days) == []


async def test_another_channels_digest_tells_nothing_of_it(days: Days) -> None:
    async with days.store.writing("T1", days.now) as scope:
        await outreach.drop(scope, 1, None, by="U1", now=days.now)
    assert await done(days, "C2") == []


async def test_a_digest_that_never_arrived_tells_nothing(days: Days) -> None:
    async with days.store.reading("T1") as scope:
        assert await digest_done.done_since(scope, "C1", 999) == []
        assert (await digests.due(scope, "C1", days.now)).count == 2
