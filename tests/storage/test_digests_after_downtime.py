"""Whenever the process happens to run: one digest for each local date on which it ran late enough."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from digest_scene import Days

from storage.daily import cadence
from storage.store import Store

#: Places and Sundays on which their clocks change, with digests in the hour that comes twice or never.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), "02:30"),
    ("Europe/Berlin", date(2026, 10, 25), "02:30"),
    ("America/New_York", date(2026, 3, 8), "02:30"),
    ("America/New_York", date(2026, 11, 1), "01:30"),
]


@pytest.mark.parametrize(("tz", "sunday", "at"), CHANGES, ids=lambda one: str(one).replace("/", "-"))
@pytest.mark.parametrize("seed", [1, 2])
async def test_every_day_on_which_it_ran_late_enough_has_one_digest(
    store: Store, tz: str, sunday: date, at: str, seed: int
) -> None:
    luck = random.Random(f"{tz}{sunday}{seed}")
    start = datetime.combine(sunday - timedelta(days=2), datetime.min.time(), ZoneInfo(tz)).astimezone(UTC)
    days = Days(store, start)
    await days.channel("C1", tz, digest_at=at, weekdays="1234567")
    await days.ask(due=start - timedelta(days=3))
    expected = set()
    now = start
    while now < start + timedelta(days=5):
        # Ticks close together, hours apart, or a day of downtime; sometimes two processes in one instant.
        now += luck.choice(
            [timedelta(0), timedelta(minutes=luck.randint(1, 50)), timedelta(hours=luck.randint(1, 26))]
        )
        today = cadence.local_date(now, tz)
        if now >= cadence.local_time(today, at, tz):
            expected.add(today.isoformat())
        await days.tick(now)
    assert await days.called() == sorted(expected)
