"""What a Home shows, lists in their orders, searches, and many tasks at once: on every database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.posts import home_rows
from storage.posts.home_rows import Day
from storage.store import Scope, Store
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import Stage
from storage.work import bulk, campaigns, outreach, prospects, tasks
from storage.work.bulk import Chosen
from storage.work.changes import FollowUp
from storage.work.journal import NothingToUndo
from storage.work.outreach import Ask
from storage.work.tasks import ListKind, Sort, TaskFilter

#: A Monday morning in Berlin.
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TODAY = Day(
    date(2026, 11, 23), datetime(2026, 11, 22, 23, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC)
)


async def asked(scope: Scope, site: str, due: datetime | None = None, *, owner: str = "UANNA", **more) -> int:
    follow_up = FollowUp(due) if due else None
    ask = Ask(site=site, owner=owner, channel="C1", follow_up=follow_up, **more)
    return (await outreach.log(scope, ask, by=owner, now=NOW)).id


async def promised(scope: Scope, number: int, by: date | None) -> None:
    made = Promise(target="https://acme.com/", page="https://x.com/", promised_by=by)
    await placements.promise(scope, number, made, by="UANNA", now=NOW)


async def rows(scope: Scope, owner: str | None = "UANNA", campaign: int | None = None):
    return await home_rows.home_rows(
        scope, "UANNA", TODAY, NOW, owner=owner, campaign=campaign, rows=10, links=8
    )


async def test_a_task_stands_in_one_group_of_a_home_the_most_urgent(store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        await asked(scope, "late.com", NOW - 2 * DAY)
        await asked(scope, "today.com", NOW + timedelta(hours=3))
        await asked(scope, "tomorrow.com", NOW + DAY)
        broken = await asked(scope, "broken.com")
        await promised(scope, broken, date(2026, 11, 13))
        soon = await asked(scope, "soon.com")
        await promised(scope, soon, date(2026, 11, 27))
        whenever = await asked(scope, "whenever.com")
        await promised(scope, whenever, None)
        gone = await asked(scope, "gone.com", NOW - DAY)
        await outreach.drop(scope, gone, None, by="UANNA", now=NOW)
        await asked(scope, "toms.com", NOW - DAY, owner="UTOM")
    async with store.reading("T1") as scope:
        mine = await rows(scope)
        everybody = await rows(scope, owner=None)
    assert [one.site for one in mine.overdue.tasks] == ["broken.com", "late.com"]
    assert [one.site for one in mine.today.tasks] == ["today.com"]
    assert [one.site for one in mine.promised.tasks] == ["soon.com", "whenever.com"]
    assert (mine.overdue.count, mine.promised.count, mine.total, mine.ever) == (2, 2, 6, True)
    assert everybody.overdue.count == 3
    assert everybody.total == 7


async def test_a_home_is_of_one_campaign_and_of_one_workspace(store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        for name in ("Spring", "Autumn"):
            await campaigns.create(scope, name, ("acme.com",), client=None, channel=None, by="UANNA", now=NOW)
            await asked(scope, f"{name.lower()}.com", NOW - DAY, campaign=name)
    async with store.writing("T2", NOW) as scope:
        await asked(scope, "elsewhere.com", NOW - DAY)
        assert (await rows(scope)).first is not None
    async with store.reading("T1") as scope:
        spring = await rows(scope, campaign=(await campaigns.show(scope, "Spring")).id)
        assert [one.site for one in spring.overdue.tasks] == ["spring.com"]
        assert [one.site for one in (await rows(scope, owner=None)).overdue.tasks] == [
            "spring.com",
            "autumn.com",
        ]
    async with store.reading("T3") as scope:
        nobody = await rows(scope)
    assert (nobody.total, nobody.ever, nobody.first) == (0, False, None)


async def test_lists_stand_in_the_order_that_is_asked_for(store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        await asked(scope, "c.com", NOW + 3 * DAY)
        await asked(scope, "a.com")
        await asked(scope, "b.com", NOW + 5 * DAY)
        await promised(scope, 3, date(2026, 11, 24))
        await outreach.note(scope, 1, "word", by="UANNA", now=NOW + DAY)
    async with store.reading("T1") as scope:
        found = {
            sort: [one.site for one in (await tasks.listing(scope, TaskFilter(), sort=sort)).tasks]
            for sort in Sort
        }
        wanted = TaskFilter(ListKind.OVERDUE, now=NOW + 2 * DAY, today=date(2026, 11, 25))
        assert [one.site for one in (await tasks.listing(scope, wanted)).tasks] == ["b.com"]
    assert found[Sort.DUE] == ["b.com", "c.com", "a.com"]
    assert found[Sort.SITE] == ["a.com", "b.com", "c.com"]
    assert found[Sort.STAGE] == ["c.com", "a.com", "b.com"]
    assert found[Sort.CHANGED][0] == "c.com"


async def test_many_are_followed_up_together_and_taken_back_together(store: Store) -> None:
    then = FollowUp(NOW + 7 * DAY)

    async def next_one(_: int) -> FollowUp | None:
        return then

    async with store.writing("T1", NOW) as scope:
        for number in range(1, 5):
            await asked(scope, f"s{number}.com", NOW + DAY)
        await outreach.drop(scope, 3, None, by="UTOM", now=NOW)
        picked = [Chosen(number, 1) for number in (1, 2, 3, 99)]
        outcome = await bulk.done(scope, picked, next_one, by="UANNA", now=NOW)
        again = await bulk.done(scope, picked, next_one, by="UTOM", now=NOW)
    assert (outcome.changed, outcome.meanwhile) == ((1, 2), (3,))
    assert [number for number, _ in outcome.refused] == [99]
    assert again.changed == ()
    async with store.writing("T1", NOW) as scope:
        with pytest.raises(NothingToUndo):
            await bulk.undo(scope, outcome.batch, by="UTOM", now=NOW)
        await outreach.reply(scope, 2, None, by="UTOM", now=NOW)
        back, left = await bulk.undo(scope, outcome.batch, by="UANNA", now=NOW)
        assert [one.outreach_id for one in back] == [1]
        assert len(left) == 1
        assert (await tasks.task(scope, 1)).follow_up_at == NOW + DAY
        assert (await tasks.task(scope, 2)).stage is Stage.REPLIED
    async with store.writing("T2", NOW) as scope:
        with pytest.raises(NothingToUndo):
            await bulk.undo(scope, outcome.batch, by="UANNA", now=NOW)


async def test_a_search_takes_what_is_typed_word_for_word(store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        for site, name, email in (
            ("techblog.com", "Jane", "jane@techblog.com"),
            ("hightech.org", None, None),
            ("a_b.com", "100% Bob", None),
        ):
            prospect = await prospects.prospect_id(scope, site, NOW)
            await prospects.contact_id(scope, prospect, name, email, NOW)

        async def found(typed: str) -> list[str]:
            return [one.site for one in await prospects.search(scope, typed)]

        assert await found("TECH") == ["techblog.com", "hightech.org"]
        assert await found("jane@") == ["techblog.com"]
        assert await found("a_b") == ["a_b.com"]
        assert await found("%") == ["a_b.com"]
        assert await found("\\") == []
        assert await found("") == ["a_b.com", "hightech.org", "techblog.com"]
    async with store.reading("T2") as scope:
        assert await prospects.search(scope, "tech") == []
