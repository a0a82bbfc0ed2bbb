"""The daily digest: at its local time, once a date, of what is due; reminders at their minute."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from digest_scene import Days

from storage.daily import digests
from storage.errors import Mendable
from storage.models import PostKind
from storage.store import Store
from storage.team import channels
from storage.work import campaigns, outreach


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MONDAY = utc("2026-11-23T06:00")  # 07:00 in Berlin; the digest comes at 08:00 UTC


@pytest.fixture
def days(store: Store) -> Days:
    return Days(store, MONDAY)


async def test_the_digest_comes_at_nine_when_something_is_due(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T07:59"))
    assert await days.called() == []
    await days.tick(utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T08:01"))
    assert await days.called() == ["2026-11-23"]


async def test_nothing_due_means_nothing_posted(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-24T08:00"))
    await days.ask("later.com")
    await days.tick(utc("2026-11-23T08:00"))
    assert await days.posts() == []
    await days.tick(utc("2026-11-24T08:00"))
    assert await days.called() == ["2026-11-24"]


async def test_what_is_due_stays_in_every_digest_until_somebody_acts(days: Days) -> None:
    await days.channel()
    number = await days.ask(due=utc("2026-11-23T08:00"))
    for day in (23, 24, 25):
        await days.tick(utc(f"2026-11-{day}T08:00"))
    assert (await days.due()).owners[0].overdue[0].days_late == 2
    async with days.store.writing("T1", days.now) as scope:
        await outreach.decline(scope, number, None, by="U1", now=days.now)
    await days.tick(utc("2026-11-26T08:00"))
    assert await days.called() == ["2026-11-23", "2026-11-24", "2026-11-25"]


async def test_no_digest_on_a_weekend(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-27T08:00"))
    for day in range(27, 31):
        await days.tick(utc(f"2026-11-{day}T08:00"))
    assert await days.called() == ["2026-11-27", "2026-11-30"]


async def test_after_downtime_the_digest_is_caught_up_within_the_day(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T21:30"))
    assert await days.called() == ["2026-11-23"]


async def test_a_digest_that_downtime_swallowed_is_skipped_and_the_next_one_says_so(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-25T05:00"))  # two digests missed, today's not yet due
    assert await days.called() == []
    await days.tick(utc("2026-11-25T08:00"))
    await days.tick(utc("2026-11-26T08:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()] == [
        ("2026-11-25", "2026-11-23"),
        ("2026-11-26", None),
    ]


async def test_downtime_over_the_digest_of_yesterday_and_of_today_posts_todays(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-24T10:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()] == [
        ("2026-11-24", "2026-11-23")
    ]


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(days=365)])
async def test_a_clock_set_back_or_forward_neither_doubles_nor_loses_a_digest(
    days: Days, by: timedelta
) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    for day in (23, 24, 25):
        right = utc(f"2026-11-{day}T08:00")
        for at in (right - by, right, right - by, right + timedelta(minutes=1)):
            await days.tick(at)
    dates = await days.called()
    assert len(dates) == len(set(dates))
    assert {"2026-11-23", "2026-11-24", "2026-11-25"} <= set(dates)


async def test_a_clock_that_was_a_year_ahead_for_a_while_loses_no_digest(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2027-11-23T09:00"))
    await days.tick(utc("2026-11-23T08:30"))
    await days.tick(utc("2026-11-24T08:00"))
    assert (await days.called())[-1] == "2026-11-24"
    assert "2026-11-23" in await days.called() or (await days.posts())[-1].body["missed_on"] is None


async def test_both_half_past_ones_and_the_missing_half_past_two_give_one_digest_a_date(
    days: Days,
) -> None:
    await days.channel("C1", "America/New_York", digest_at="01:30", weekdays="1234567")
    await days.channel("C2", "Europe/Berlin", digest_at="02:30", weekdays="1234567")
    await days.ask(due=utc("2026-01-01T08:00"), channel="C1")
    await days.ask(due=utc("2026-01-01T08:00"), channel="C2")
    for start in (utc("2026-10-31T00:00"), utc("2027-03-27T00:00")):
        for half in range(2 * 72):
            await days.tick(start + timedelta(minutes=30 * half))
    for channel in ("C1", "C2"):
        dates = await days.called(channel)
        assert len(dates) == len(set(dates))
    assert {"2026-10-31", "2026-11-01", "2026-11-02"} <= set(await days.called("C1"))
    assert {"2027-03-27", "2027-03-28", "2027-03-29"} <= set(await days.called("C2"))


async def test_setting_another_time_or_zone_still_gives_one_digest_a_date(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T08:00"))
    await days.channel(digest_at="15:00")
    await days.tick(utc("2026-11-23T14:00"))
    await days.channel(tz="America/New_York", digest_at="12:00")
    await days.tick(utc("2026-11-23T17:00"))
    await days.tick(utc("2026-11-24T17:00"))
    assert await days.called() == ["2026-11-23", "2026-11-24"]


async def test_two_processes_call_each_digest_once(days: Days) -> None:
    for number in range(30):
        await days.channel(f"C{number}")
        await days.ask(due=utc("2026-11-23T08:00"), channel=f"C{number}")
    at = utc("2026-11-23T08:00")
    await asyncio.gather(days.tick(at), days.tick(at), days.tick(at))
    assert sorted(post.channel for post in await days.posts()) == sorted(f"C{n}" for n in range(30))


async def test_a_stopped_channel_gets_none_and_hears_of_it_later(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    async with days.store.writing("T1", days.now) as scope:
        assert await channels.stop(scope, "C1", "is_archived", days.now)
        assert not await channels.stop(scope, "C1", "is_archived", days.now)
    await days.tick(utc("2026-11-23T08:00"))
    assert await days.called() == []
    await days.channel()
    await days.tick(utc("2026-11-24T08:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()] == [
        ("2026-11-24", "2026-11-23")
    ]


async def test_a_digest_that_slack_did_not_take_on_its_day_is_noted_as_missed(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T08:00"))
    (post,) = await days.posts()
    async with days.store.writing("T1", days.now) as scope:
        assert not await digests.is_past(scope, post, utc("2026-11-23T22:59"))
        assert await digests.is_past(scope, post, utc("2026-11-23T23:00"))
        await digests.missed(scope, post)
    await days.tick(utc("2026-11-24T08:00"))
    assert (await days.posts())[-1].body["missed_on"] == "2026-11-23"


async def test_rows_are_grouped_by_owner_with_the_most_urgent_first(days: Days) -> None:
    await days.channel()
    today = await days.ask("today.com", due=utc("2026-11-23T22:30"))  # 23:30 in Berlin
    late = await days.ask("late.com", due=utc("2026-11-20T08:00"))
    await days.ask("tomorrow.com", due=utc("2026-11-23T23:30"))  # 00:30 tomorrow
    theirs = await days.ask("theirs.com", owner="U2")
    promised = await days.promise(theirs, date(2026, 11, 13))
    await days.promise(await days.ask("ontime.com", owner="U2"), date(2026, 11, 23))
    due = await days.due()
    assert [owner.owner for owner in due.owners] == ["U2", "U1"]
    hers, his = due.owners
    assert [(row.task.id, row.placement.id, row.days_late) for row in hers.promises] == [
        (theirs, promised, 10)
    ]
    assert [(row.task.id, row.days_late) for row in his.overdue] == [(late, 3)]
    assert [(row.task.id, row.days_late) for row in his.today] == [(today, 0)]
    assert (due.count, due.coming, due.shown, due.day) == (3, 1, 4, date(2026, 11, 23))
    assert [(row.task.site, row.days_late) for row in hers.soon] == [("ontime.com", 0)]


async def test_a_task_is_in_the_digest_of_its_campaigns_channel(days: Days) -> None:
    await days.channel("C1")
    await days.channel("C2")
    async with days.store.writing("T1", days.now) as scope:
        await campaigns.create(
            scope, "Spring", ("acme.com",), client=None, channel="C2", by="U1", now=days.now
        )
    await days.ask(due=utc("2026-11-23T08:00"), channel="C1", campaign="Spring")
    await days.tick(utc("2026-11-23T08:00"))
    assert [post.channel for post in await days.posts()] == ["C2"]
    assert ((await days.due("C1")).count, (await days.due("C2")).count) == (0, 1)


async def test_what_belongs_to_people_who_are_away_waits_and_is_counted(days: Days) -> None:
    await days.channel()
    await days.ask("one.com", due=utc("2026-11-23T08:00"), owner="U2")
    await days.ask("two.com", due=utc("2026-11-20T08:00"), owner="U2")
    until = utc("2026-11-25T08:00")
    await days.away("U2", until)
    await days.tick(utc("2026-11-23T08:00"))
    assert await days.called() == []
    await days.ask("mine.com", due=utc("2026-11-24T08:00"))
    await days.tick(utc("2026-11-24T08:00"))
    assert await days.called() == ["2026-11-24"]
    due = await days.due()
    assert [(away.owner, away.until, away.count) for away in due.away] == [("U2", until, 2)]
    assert (due.count, [owner.owner for owner in due.owners]) == (1, ["U1"])
    await days.tick(utc("2026-11-25T08:00"))
    assert (await days.due()).count == 3


async def test_a_thousand_rows_are_counted_and_a_hundred_carried(days: Days) -> None:
    await days.channel()
    for number in range(120):
        await days.ask(f"site{number}.com", due=utc("2026-11-20T08:00") - timedelta(days=number))
    due = await days.due()
    assert (due.count, due.shown, due.owners[0].count) == (120, digests.SHOWN, 120)
    assert due.owners[0].overdue[0].days_late == 122


async def test_another_workspaces_tasks_are_nobodys_business(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    async with days.store.writing("T2", days.now) as scope:
        await channels.ensure(scope, "C1", "Europe/Berlin", days.now)
    await days.tick(utc("2026-11-23T08:00"))
    async with days.store.reading("T2") as scope:
        assert (await digests.due(scope, "C1", days.now)).count == 0
    assert len(await days.posts()) == 1


async def test_todays_digest_is_edited_when_somebody_acts(days: Days) -> None:
    await days.channel()
    number = await days.ask(due=utc("2026-11-23T08:00"))
    async with days.store.writing("T1", days.now) as scope:
        assert not await digests.acted_on(scope, number, days.now)
    await days.tick(utc("2026-11-23T08:00"))
    async with days.store.writing("T1", days.now) as scope:
        assert await digests.acted_on(scope, number, days.now)
    (edit,) = await days.posts(PostKind.DIGEST_EDIT)
    async with days.store.reading("T1") as scope:
        assert await digests.edited(scope, edit) is None  # Slack has no digest yet
    await days.posted()
    async with days.store.reading("T1") as scope:
        found = await digests.edited(scope, edit)
        assert found is not None
        assert (found.channel, found.ts, found.day) == ("C1", "1700000000.000001", date(2026, 11, 23))
        assert await digests.posted(scope, number, days.now) == [found]
        assert await digests.posted(scope, number, days.now + timedelta(days=1)) == []


async def test_a_reminder_comes_at_its_minute_to_its_owner(days: Days) -> None:
    at = utc("2026-11-23T14:00")
    number = await days.ask(due=at, timed=True)
    await days.tick(utc("2026-11-23T13:59"))
    assert await days.posts(PostKind.REMINDER) == []
    await days.tick(at)
    await days.tick(at + timedelta(seconds=15))
    (post,) = await days.posts(PostKind.REMINDER)
    assert (post.channel, post.subject, post.urgent) == ("U1", f"outreach:{number}", True)
    assert post.body == {"outreach": number, "at": at.isoformat(), "late": None}
    assert (await days.row(number)).remind_at is None


async def test_a_reminder_of_a_task_logged_in_a_direct_message_comes_there(days: Days) -> None:
    await days.ask("own.com", due=utc("2026-11-23T14:00"), timed=True, channel="D1")
    await days.ask("given.com", due=utc("2026-11-23T14:00"), timed=True, channel="D1", owner="U2", by="U1")
    await days.tick(utc("2026-11-23T14:00"))
    assert {post.channel for post in await days.posts(PostKind.REMINDER)} == {"D1", "U2"}


async def test_a_reminder_that_downtime_held_up_comes_late_and_says_so(days: Days) -> None:
    await days.ask(due=utc("2026-11-23T14:00"), timed=True)
    await days.tick(utc("2026-11-24T02:00"))
    (post,) = await days.posts(PostKind.REMINDER)
    assert post.body["late"] == "downtime"


async def test_a_reminder_of_somebody_who_is_away_waits_until_they_are_back(days: Days) -> None:
    await days.ask(due=utc("2026-11-23T14:00"), timed=True)
    await days.away("U1", utc("2026-11-26T08:00"))
    await days.tick(utc("2026-11-25T08:00"))
    assert await days.posts(PostKind.REMINDER) == []
    await days.tick(utc("2026-11-26T08:00"))
    (post,) = await days.posts(PostKind.REMINDER)
    assert post.body["late"] == "away"


async def test_who_is_away_from_a_later_day_is_told_until_that_day_begins(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.ask("before.com", due=utc("2026-11-24T14:00"), timed=True)
    await days.ask("within.com", due=utc("2026-11-25T14:00"), timed=True)
    await days.away("U1", utc("2026-11-27T08:00"), since=utc("2026-11-24T23:00"))
    for hour in range(8, 24 * 4, 2):
        await days.tick(utc("2026-11-23T00:00") + timedelta(hours=hour))
    assert await days.called() == ["2026-11-23", "2026-11-24"]
    assert [post.body["outreach"] for post in await days.posts(PostKind.REMINDER)] == [2]
    await days.tick(utc("2026-11-27T08:00"))
    assert await days.called() == ["2026-11-23", "2026-11-24", "2026-11-27"]
    reminders = await days.posts(PostKind.REMINDER)
    assert [(post.body["outreach"], post.body["late"]) for post in reminders] == [(2, None), (3, "away")]


async def test_a_closed_task_reminds_nobody(days: Days) -> None:
    number = await days.ask(due=utc("2026-11-23T14:00"), timed=True)
    async with days.store.writing("T1", days.now) as scope:
        await outreach.drop(scope, number, None, by="U1", now=days.now)
    await days.tick(utc("2026-11-23T14:00"))
    assert await days.posts(PostKind.REMINDER) == []


async def test_two_processes_remind_once(days: Days) -> None:
    for number in range(20):
        await days.ask(f"s{number}.com", due=utc("2026-11-23T14:00"), timed=True)
    at = utc("2026-11-23T14:00")
    await asyncio.gather(days.tick(at), days.tick(at))
    assert len(await days.posts(PostKind.REMINDER)) == 20


async def test_a_channel_starts_in_the_zone_of_whoever_first_used_the_bot(days: Days) -> None:
    await days.channel("C1", "Asia/Tokyo")
    await days.channel("C1", "Europe/Berlin")
    await days.channel("C2", "Nowhere/Land")
    async with days.store.reading("T1") as scope:
        first, second = await channels.show(scope, "C1"), await channels.show(scope, "C2")
        assert await channels.show(scope, "C9") is None
    assert first is not None
    assert second is not None
    assert (first.tz, first.next_digest_at) == ("Asia/Tokyo", utc("2026-11-24T00:00"))
    assert second.tz == "UTC"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"tz": "Mars/Olympus"}, "is no time zone"),
        ({"digest_at": "25:00"}, "is no time of day"),
        ({"digest_at": "9"}, "is no time of day"),
        ({"weekdays": "8"}, "are no weekdays"),
    ],
)
async def test_a_wrong_setting_is_answered_with_one_that_works(
    days: Days, wrong: dict[str, str], says: str
) -> None:
    async with days.store.writing("T1", days.now) as scope:
        with pytest.raises(Mendable, match=says) as caught:
            await channels.set_digest(scope, "C1", now=days.now, **wrong)
    assert caught.value.example


async def test_a_digest_that_is_switched_off_does_not_come(days: Days) -> None:
    await days.channel(weekdays="")
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T08:00"))
    assert await days.called() == []


async def test_no_digest_was_missed_on_a_day_that_had_nothing_to_say(days: Days) -> None:
    await days.channel()  # first used today
    await days.ask(due=utc("2026-11-25T08:00"))
    await days.tick(utc("2026-11-25T08:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()] == [("2026-11-25", None)]


async def test_the_first_day_that_had_something_to_say_is_the_one_that_was_missed(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-11-24T08:00"))
    await days.tick(utc("2026-11-26T05:00"))
    await days.tick(utc("2026-11-26T08:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()] == [
        ("2026-11-26", "2026-11-24")
    ]


async def test_a_digest_is_called_late_on_its_day_and_said_to_be_missed_after_it(days: Days) -> None:
    await days.channel("U1", digest_at="22:00")
    await days.ask(due=utc("2026-11-27T21:00"), channel="U1")
    await days.tick(utc("2026-11-27T22:30"))  # 23:30 on the same Friday
    assert await days.called("U1") == ["2026-11-27"]
    await days.tick(utc("2026-12-01T01:30"))  # Monday's came due 4.5 hours ago, yesterday
    await days.tick(utc("2026-12-01T21:00"))
    assert [(post.epoch, post.body["missed_on"]) for post in await days.posts()][1:] == [
        ("2026-12-01", "2026-11-30")
    ]


async def test_a_zone_that_nobody_knew_is_learnt_from_the_first_who_has_one(days: Days) -> None:
    async with days.store.writing("T1", days.now) as scope:
        await channels.ensure(scope, "C1", None, days.now)
        await channels.ensure(scope, "C1", None, days.now)
        there = await channels.ensure(scope, "C1", "America/New_York", days.now)
        assert (there.tz, there.next_digest_at) == ("America/New_York", utc("2026-11-23T14:00"))
        there = await channels.ensure(scope, "C1", "Asia/Tokyo", days.now)
        assert there.tz == "America/New_York"
        await channels.ensure(scope, "C2", None, days.now)
        await channels.set_digest(scope, "C2", now=days.now, tz="UTC")
        there = await channels.ensure(scope, "C2", "Asia/Tokyo", days.now)
        assert there.tz == "UTC"
        await channels.stop(scope, "C3", "not_in_channel", days.now)
        there = await channels.ensure(scope, "C3", "Asia/Tokyo", days.now)
        assert there.tz == "Asia/Tokyo"


async def test_learning_a_zone_after_todays_digest_gives_no_second_one(days: Days) -> None:
    async with days.store.writing("T1", days.now) as scope:
        await channels.ensure(scope, "C1", None, days.now)
    await days.ask(due=utc("2026-11-23T08:00"))
    await days.tick(utc("2026-11-23T09:00"))
    await days.channel("C1", "America/New_York")
    await days.tick(utc("2026-11-23T14:00"))
    await days.tick(utc("2026-11-24T14:00"))
    assert await days.called() == ["2026-11-23", "2026-11-24"]
