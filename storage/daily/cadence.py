"""When things are due in somebody's local time: digests, follow-ups, and what day it is there."""

from collections.abc import Container, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DIGEST_AT = "09:00"
WEEKDAYS = "12345"
STEPS = (3, 7, 14)
"""Business days until the first, second and third follow-up; after the last one the owner is asked."""

ASKS_AFTER = 5
"""Business days after the last follow-up until the owner is asked: a working week to answer in."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=1000)
def zone(name: str) -> ZoneInfo:
    """The IANA zone ``name``; UTC where there is no such zone, so that a digest is never lost to a name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a plain name; the name of a folder
        return ZoneInfo("UTC")


def known_zone(name: str) -> bool:
    """Whether ``name`` is an IANA zone."""
    return zone(name).key == name


def local_date(now: datetime, tz: str) -> date:
    """The date on a wall calendar in ``tz``."""
    return now.astimezone(zone(tz)).date()


def local_time(day: date, at: str, tz: str) -> datetime:
    """``at`` (``HH:MM``) of ``day`` in ``tz``, in UTC.

    A time that the clocks skip moves to the first minute that exists, one that comes twice is the first.
    Source of the rule: PEP 495, "Temporal arithmetic and comparison operators" tells a skipped time by its
    way to UTC and back.
    """
    there = zone(tz)
    wall = datetime.combine(day, time.fromisoformat(at))
    while True:
        utc = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
        if utc.astimezone(there).replace(tzinfo=None) == wall:
            return utc
        wall += _MINUTE


def day_ends(now: datetime, tz: str) -> datetime:
    """When the local day that ``now`` lies in is over, in UTC."""
    return midnight(local_date(now, tz) + _DAY, tz)


def midnight(day: date, tz: str) -> datetime:
    """When a local day begins, in UTC."""
    return local_time(day, "00:00", tz)


def digest_on(
    day: date, tz: str, digest_at: str, weekdays: str, off: Container[date] = ()
) -> datetime | None:
    """When the digest of ``day`` comes, in UTC; None on days without one.

    ``weekdays`` are ISO numbers, "12345" is Monday to Friday; ``off`` are holidays. A day that a zone skipped
    altogether (Samoa, 30 December 2011) has none.
    """
    if str(day.isoweekday()) not in weekdays or day in off:
        return None
    due = local_time(day, digest_at, tz)
    return due if local_date(due, tz) == day else None


def next_digest(
    now: datetime, tz: str, digest_at: str, weekdays: str, off: Container[date] = ()
) -> datetime | None:
    """The first digest after ``now``, in UTC; None where there is none on any weekday."""
    today = local_date(now, tz)
    last = None
    for days in range(15):  # two weeks, because the only weekday of the first may have been skipped
        due = digest_on(today + timedelta(days=days), tz, digest_at, weekdays)
        if due is not None and due > now:
            if due.astimezone(zone(tz)).date() not in off:
                return due
            last = due
    return last  # only holidays: on the last of them it is looked for again


def business_days_after(day: date, count: int, off: Container[date] = ()) -> date:
    """The date ``count`` working days after ``day``: three after a Friday is a Wednesday.

    Working days are Monday to Friday, but for the holidays ``off``.
    """
    while count > 0:
        day += _DAY
        count -= day.isoweekday() <= 5 and day not in off
    return day


def next_follow_up(
    step: int,
    now: datetime,
    tz: str,
    digest_at: str = DIGEST_AT,
    steps: Sequence[int] = STEPS,
    off: Container[date] = (),
) -> datetime | None:
    """When to follow up next after ``step`` follow-ups, in UTC: at the digest's time of a business day.

    None once the sequence is over: then the owner decides whether to keep on or to close.
    """
    if step >= len(steps):
        return None
    return in_business_days(steps[step], now, tz, digest_at, off)


def in_business_days(
    count: int, now: datetime, tz: str, digest_at: str = DIGEST_AT, off: Container[date] = ()
) -> datetime:
    """The digest's time ``count`` business days after the local day of ``now``, in UTC."""
    return local_time(business_days_after(local_date(now, tz), count, off), digest_at, tz)
