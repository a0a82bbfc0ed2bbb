"""Old words go when a workspace wants that, and everything goes some time after the app was removed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from storage.errors import Mendable
from storage.keeping import retention
from storage.models import Base, PostKind, Workspace
from storage.posts import outbox
from storage.store import Scope, Store
from storage.team import workspaces
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import Stage
from storage.work import outreach, tasks
from storage.work.outreach import Ask

DAY = timedelta(days=1)
ASK = Ask(
    "techblog.com", "U1", "C1", contact_name="Ann", contact_email="ann@techblog.com", text="emailed Ann"
)


async def fill(scope: Scope, now: datetime) -> tuple[int, int, int]:
    """A task refused two years ago, an open one as old, and one refused lately: the last of other people."""
    long_ago = now - 730 * DAY
    old = (await outreach.log(scope, ASK, by="U1", now=long_ago)).id
    await outreach.decline(scope, old, "Ann said no", by="U1", now=long_ago)
    still = (await outreach.log(scope, replace(ASK, text="still open"), by="U1", now=long_ago)).id
    ben = replace(ASK, contact_name="Ben", contact_email="ben@techblog.com")
    late = (await outreach.log(scope, ben, by="U1", now=now - DAY)).id
    await outreach.decline(scope, late, "Ben said no", by="U1", now=now - DAY)
    return old, still, late


async def test_nothing_is_emptied_unless_it_is_set(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        old, _, _ = await fill(scope, now)
        assert await retention.months(scope) == 0
    assert await retention.empty_old(store, now) == 0
    async with store.reading("T1") as scope:
        assert (await tasks.task(scope, old)).text == "emailed Ann"


async def test_old_closed_tasks_lose_their_words_and_keep_their_counts(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            old, still, late = await fill(scope, now)
    async with store.writing("T1", now) as scope:
        await retention.set_months(scope, 12)
    assert await retention.empty_old(store, now) == 1
    assert await retention.empty_old(store, now) == 0
    async with store.reading("T1") as scope:
        emptied, kept, lately = await tasks.tasks(scope, [old, still, late])
        notes = [one.note for one in await tasks.touches(scope, old)]
    assert (emptied.text, emptied.contact_name, emptied.contact_email) == ("", None, None)
    assert (emptied.stage, notes) == (Stage.DECLINED, [None, None])
    assert (kept.text, kept.contact_name) == ("still open", "Ann")
    assert (lately.text, lately.contact_email) == ("emailed Ann", "ben@techblog.com")
    async with store.reading("T2") as scope:
        assert (await tasks.task(scope, old)).contact_name == "Ann"


@pytest.mark.parametrize("months", [-1, 121])
async def test_odd_months_are_refused(store: Store, now: datetime, months: int) -> None:
    async with store.writing("T1", now) as scope:
        with pytest.raises(Mendable):
            await retention.set_months(scope, months)


def test_a_month_ago_is_the_last_day_of_a_shorter_month() -> None:
    assert retention.before(datetime(2026, 3, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert retention.before(datetime(2026, 1, 15, tzinfo=UTC), 13) == datetime(2024, 12, 15, tzinfo=UTC)


async def test_a_workspace_that_left_is_deleted_when_its_time_is_over(store: Store, now: datetime) -> None:
    for team in ("T1", "T2"):
        async with store.writing(team, now) as scope:
            old, *_ = await fill(scope, now)
            await placements.promise(scope, old, Promise("https://acme.com/"), by="U1", now=now)
            await outbox.put(scope, PostKind.NOTICE, "s", "e", "C1", {"text": "x"}, now=now)
    async with store.writing("T1", now) as scope:
        await workspaces.left(scope, now)
        gone = scope.workspace_id
    assert await retention.delete_left(store, now + 29 * DAY, after=30 * DAY) == 0
    assert await retention.delete_left(store, now + 31 * DAY, after=30 * DAY) > 10
    assert await retention.delete_left(store, now + 31 * DAY, after=30 * DAY) == 0
    async with store.read() as session:
        assert list(await session.scalars(select(Workspace.slack_id))) == ["T2"]
        for table in Base.metadata.sorted_tables:
            if "workspace_id" in table.c:
                left = select(func.count()).select_from(table).where(table.c.workspace_id == gone)
                assert await session.scalar(left) == 0, table.name
    async with store.reading("T2") as scope:
        assert (await tasks.task(scope, old)).contact_name == "Ann"
