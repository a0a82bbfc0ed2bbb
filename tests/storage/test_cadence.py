"""Local time: digests and follow-ups in every zone, on every day of the year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.daily import cadence

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Beirut",
    "Antarctica/Troll",
]

moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES)
times = st.times().map(lambda time: f"{time:%H:%M}")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_digest_comes_at_nine_on_the_wall_in_summer_and_in_winter() -> None:
    winter = cadence.next_digest(utc("2026-01-12T06:00"), "Europe/Berlin", "09:00", "12345")
    summer = cadence.next_digest(utc("2026-07-13T06:00"), "Europe/Berlin", "09:00", "12345")
    assert (winter, summer) == (utc("2026-01-12T08:00"), utc("2026-07-13T07:00"))


def test_a_digest_time_that_the_clocks_skip_moves_to_the_first_minute_that_exists() -> None:
    # Berlin, 29 March 2026: 02:00 becomes 03:00.
    assert cadence.local_time(date(2026, 3, 29), "02:30", "Europe/Berlin") == utc("2026-03-29T01:00")
    # Lord Howe moves by half an hour: 02:00 becomes 02:30.
    assert cadence.local_time(date(2026, 10, 4), "02:10", "Australia/Lord_Howe") == utc("2026-10-03T15:30")


def test_a_digest_time_that_comes_twice_is_the_first() -> None:
    first = utc("2026-11-01T05:30")  # New York, still on summer time
    assert cadence.next_digest(utc("2026-11-01T00:00"), "America/New_York", "01:30", "1234567") == first
    after = cadence.next_digest(first, "America/New_York", "01:30", "1234567")
    assert after == utc("2026-11-02T06:30")


def test_midnight_that_does_not_exist_still_ends_a_day() -> None:
    # Cairo, 24 April 2026: 00:00 becomes 01:00.
    assert cadence.day_ends(utc("2026-04-23T12:00"), "Africa/Cairo") == utc("2026-04-23T22:00")


def test_a_date_that_a_zone_skipped_has_no_digest() -> None:
    assert cadence.digest_on(date(2011, 12, 30), "Pacific/Apia", "09:00", "1234567") is None
    after = cadence.next_digest(utc("2011-12-29T22:00"), "Pacific/Apia", "09:00", "1234567")
    assert after is not None
    assert cadence.local_date(after, "Pacific/Apia") == date(2011, 12, 31)


def test_no_weekday_is_no_digest() -> None:
    assert cadence.next_digest(utc("2026-01-12T06:00"), "UTC", "09:00", "") is None


def test_a_zone_that_nobody_knows_counts_as_utc() -> None:
    for name in ("Mars/Olympus", "../../etc/passwd", "", "Europe", "\0"):
        assert cadence.zone(name) == ZoneInfo("UTC")
        assert not cadence.known_zone(name)


@pytest.mark.parametrize(
    ("asked", "step", "due"),
    [
        ("2026-11-23T15:00", 0, "2026-11-26T08:00"),  # Monday, three business days: Thursday
        ("2026-11-27T15:00", 0, "2026-12-02T08:00"),  # Friday: Wednesday
        ("2026-11-28T15:00", 0, "2026-12-02T08:00"),  # Saturday: Wednesday too
        ("2026-11-23T15:00", 1, "2026-12-02T08:00"),
        ("2026-11-23T15:00", 2, "2026-12-11T08:00"),
        ("2026-03-26T15:00", 0, "2026-03-31T07:00"),  # across the change to summer time
    ],
)
def test_follow_ups_come_after_three_seven_and_fourteen_business_days(
    asked: str, step: int, due: str
) -> None:
    assert cadence.next_follow_up(step, utc(asked), "Europe/Berlin") == utc(due)


def test_after_the_last_follow_up_there_is_none() -> None:
    assert cadence.next_follow_up(3, utc("2026-11-23T15:00"), "Europe/Berlin") is None


@given(moments, zones, times)
def test_every_local_date_has_its_digest_within_that_date(now: datetime, tz: str, at: str) -> None:
    due = cadence.next_digest(now, tz, at, "1234567")
    assert due is not None
    assert timedelta(0) < due - now <= timedelta(hours=26)
    local = due.astimezone(ZoneInfo(tz))
    wanted = datetime.combine(local.date(), datetime.strptime(at, "%H:%M").time())  # noqa: DTZ007
    moved = local.replace(tzinfo=None) - wanted
    assert timedelta(0) <= moved <= timedelta(hours=2)


@given(moments, zones, times)
def test_a_year_of_digests_has_each_local_date_once(now: datetime, tz: str, at: str) -> None:
    dates = []
    for _ in range(60):
        due = cadence.next_digest(now, tz, at, "1234567")
        assert due is not None
        dates.append(cadence.local_date(due, tz))
        now = due
    assert dates == [dates[0] + timedelta(days=n) for n in range(60)]


@given(moments, zones, st.sets(st.sampled_from("1234567"), min_size=1))
def test_digests_come_on_their_weekdays_and_never_more_than_a_week_away(
    now: datetime, tz: str, weekdays: set[str]
) -> None:
    due = cadence.next_digest(now, tz, "09:00", "".join(weekdays))
    assert due is not None
    assert str(cadence.local_date(due, tz).isoweekday()) in weekdays
    assert due - now <= timedelta(days=7, hours=2)


@given(moments, zones, st.integers(0, 2))
def test_follow_ups_are_on_business_days_in_the_future(now: datetime, tz: str, step: int) -> None:
    due = cadence.next_follow_up(step, now, tz)
    assert due is not None
    assert due > now
    assert cadence.local_date(due, tz).isoweekday() <= 5
    days = [cadence.local_date(now, tz) + timedelta(days=n) for n in range(1, 40)]
    between = [d for d in days if d <= cadence.local_date(due, tz) and d.isoweekday() <= 5]
    assert len(between) == cadence.STEPS[step]
