"""One digest a local date: on both days of a clock change, after a move to another zone, on holidays."""

from datetime import UTC, datetime, timedelta

import pytest
from digest_scene import Days

from storage.daily import digest_calls
from storage.daily.days_off import DaysOff
from storage.models import PostKind
from storage.store import Store
from storage.team import channels, people, settings
from storage.team.habits import DigestTo, Quiet


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def days(store: Store) -> Days:
    return Days(store, utc("2026-10-20T06:00"))


async def walk(days: Days, start: datetime, hours: int, *, minutes: int = 30) -> list[datetime]:
    """Tick through a stretch of time as the process does; when a digest was called."""
    found: list[datetime] = []
    for step in range(hours * 60 // minutes):
        before = len(await days.posts())
        await days.tick(start + timedelta(minutes=minutes * step))
        found += [days.now] * (len(await days.posts()) - before)
    return found


async def test_a_time_that_comes_twice_gives_one_digest(days: Days) -> None:
    days.now = utc("2026-10-31T22:00")
    await days.channel("C1", "America/New_York", digest_at="01:30", weekdays="1234567")
    await days.ask(due=utc("2026-10-20T08:00"))
    called = await walk(days, days.now, 34)  # New York sets its clocks back on 1 November
    assert await days.called() == ["2026-11-01", "2026-11-02"]
    assert utc("2026-11-01T05:30") in called  # the first of them, in daylight time


async def test_a_time_that_never_comes_gives_its_digest_when_the_clocks_moved_on(days: Days) -> None:
    days.now = utc("2027-03-27T12:00")
    await days.channel(digest_at="02:30", weekdays="1234567")
    await days.ask(due=utc("2026-10-20T08:00"))
    await walk(days, days.now, 40)  # Berlin: 28 March 2027 has no 02:30
    assert await days.called() == ["2027-03-28", "2027-03-29"]
    assert (await days.posts())[0].created_at == utc("2027-03-28T01:00")  # 03:00 summer time


async def test_a_restart_between_two_half_past_ones_calls_no_second_digest(days: Days, store: Store) -> None:
    days.now = utc("2026-10-31T22:00")
    await days.channel("C1", "America/New_York", digest_at="01:30", weekdays="1234567")
    await days.ask(due=utc("2026-10-20T08:00"))
    await days.tick(utc("2026-11-01T05:31"))
    async with store.writing("T1", days.now) as scope:  # somebody saves the same time once more
        await channels.set_digest(scope, "C1", now=days.now, digest_at="01:30")
    await days.tick(utc("2026-11-01T06:31"))
    assert await days.called() == ["2026-11-01"]


@pytest.mark.parametrize("tz", ["Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata"])
async def test_another_zone_in_the_middle_of_the_day_gives_a_date_one_digest(
    days: Days, store: Store, tz: str
) -> None:
    await days.channel()
    await days.ask(due=utc("2026-10-20T08:00"))
    await walk(days, utc("2026-10-20T06:30"), 4)
    async with store.writing("T1", days.now) as scope:
        await channels.set_digest(scope, "C1", now=days.now, tz=tz)
    await walk(days, days.now, 60)
    dates = await days.called()
    assert len(dates) == len(set(dates)) >= 3
    assert dates == sorted(dates)


async def test_somebody_who_travels_is_told_in_their_new_zone_once_a_date(days: Days, store: Store) -> None:
    async with store.writing("T1", days.now) as scope:
        await people.remember(scope, "U1", name="Anna", tz="Europe/Berlin", locale=None, now=days.now)
        await channels.ensure(scope, "U1", "Europe/Berlin", days.now)
    await days.channel()
    await people_read(days, DigestTo.BOTH)
    await days.ask(due=utc("2026-10-20T08:00"))
    await walk(days, utc("2026-10-20T06:30"), 3)
    async with store.writing("T1", days.now) as scope:  # they say something in New York
        assert (await channels.ensure(scope, "U1", "America/New_York", days.now)).tz == "America/New_York"
    called = await walk(days, days.now, 29)
    assert await days.called("U1") == ["2026-10-20", "2026-10-21"]
    assert utc("2026-10-21T13:00") in called  # nine in New York


async def people_read(days: Days, to: DigestTo, quiet: Quiet | None = None) -> None:
    async with days.store.writing("T1", days.now) as scope:
        await people.set_habits(scope, "U1", digest_to=to, mentions=True, quiet=quiet)


async def test_ones_own_digest_holds_what_is_due_everywhere_and_the_channels_nothing_of_it(
    days: Days, store: Store
) -> None:
    await days.channel("U1")
    await days.channel()
    await people_read(days, DigestTo.DIRECT)
    mine = await days.ask(due=utc("2026-10-20T07:00"))
    theirs = await days.ask("theirs.com", due=utc("2026-10-20T07:00"), owner="U2")
    await days.tick(utc("2026-10-20T07:00"))
    assert [row.task.id for owner in (await days.due("U1")).owners for row in owner.today] == [mine]
    assert [row.task.id for owner in (await days.due("C1")).owners for row in owner.today] == [theirs]
    assert (await days.called("U1"), await days.called("C1")) == (["2026-10-20"], ["2026-10-20"])


async def test_ones_own_digest_waits_for_the_end_of_quiet_hours(days: Days) -> None:
    await days.channel("U1")
    await people_read(days, DigestTo.DIRECT, Quiet("20:00", "10:30"))
    await days.ask(due=utc("2026-10-20T07:00"), channel="U1")
    called = await walk(days, utc("2026-10-20T06:30"), 48)
    assert await days.called("U1") == ["2026-10-20", "2026-10-21"]
    assert called[0] == utc("2026-10-20T08:30")


async def test_who_stands_in_is_told_and_nobody_while_both_are_away(days: Days, store: Store) -> None:
    await days.channel()
    await days.ask(due=utc("2026-10-20T07:00"))
    timed = await days.ask("timed.com", due=utc("2026-10-20T09:00"), timed=True)
    async with store.writing("T1", days.now) as scope:
        await people.set_away(scope, "U1", utc("2026-10-26T07:00"), stand_in="U2")
    await days.tick(utc("2026-10-20T07:00"))
    (owner,) = (await days.due()).owners
    assert (owner.owner, owner.count) == ("U2", 2)
    await days.away("U2", utc("2026-10-22T07:00"))
    assert ((await days.due()).owners, (await days.due()).away[0].count) == ((), 2)
    await days.tick(utc("2026-10-20T09:00"))
    assert await days.posts(PostKind.REMINDER) == []
    await days.away("U2", None)
    await days.tick(utc("2026-10-20T09:05"))
    (post,) = await days.posts(PostKind.REMINDER)
    assert (post.channel, post.body["absent"], post.body["outreach"]) == ("U2", "U1", timed)


async def test_no_digest_on_a_holiday_and_the_next_working_day_tells(days: Days, store: Store) -> None:
    await days.channel()
    async with store.writing("T1", days.now) as scope:
        await settings.set_holidays(scope, DaysOff("DE"))
    await days.ask(due=utc("2026-12-25T08:00"))
    await walk(days, utc("2026-12-24T20:00"), 24 * 5, minutes=60)
    assert await days.called() == ["2026-12-28", "2026-12-29"]
    assert [post.body["missed_on"] for post in await days.posts()] == [None, None]


async def test_everybody_who_keeps_no_holidays_has_a_digest_on_them(days: Days) -> None:
    await days.channel()
    await days.ask(due=utc("2026-12-25T08:00"))
    await days.tick(utc("2026-12-25T08:00"))
    assert await digest_calls.call(days.store, days.now) == 0
    assert await days.called() == ["2026-12-25"]
