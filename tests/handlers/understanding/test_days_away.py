"""From which day on, and until when, somebody is away."""

from datetime import UTC, datetime

import pytest

from handlers.understanding import understand
from handlers.understanding.intent import Act

#: A Monday.
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("away from 3 Dec to 10 Dec", "2026-12-03T00:00", "2026-12-10T09:00"),
        ("away 3-10 Dec", "2026-12-03T00:00", "2026-12-10T09:00"),
        ("away 3 Dec - 10 Dec", "2026-12-03T00:00", "2026-12-10T09:00"),
        ("ooo 2026-12-03 to 2026-12-10", "2026-12-03T00:00", "2026-12-10T09:00"),
        ("away from 3 Dec 14:00 to 10 Dec", "2026-12-03T14:00", "2026-12-10T09:00"),
        (
            "I'm on vacation from 3 December to 10 December, @bob covers",
            "2026-12-03T00:00",
            "2026-12-10T09:00",
        ),
        ("away from Monday until Friday", "2026-11-30T00:00", "2026-12-04T09:00"),
        ("away from 1 Dec for 2 weeks", "2026-12-01T00:00", "2026-12-15T09:00"),
        ("away next week", "2026-11-30T00:00", "2026-12-07T09:00"),
        ("away tomorrow", "2026-11-24T00:00", "2026-11-25T09:00"),
        ("away on Friday", "2026-11-27T00:00", "2026-11-30T09:00"),
        ("away from today until Friday", None, "2026-11-27T09:00"),
        ("away until 10 Dec", None, "2026-12-10T09:00"),
        ("away for 3 days", None, "2026-11-26T09:00"),
    ],
)
def test_an_absence_begins_when_it_is_said_to(said: str, since: str | None, until: str) -> None:
    (intent,) = understand(said, now=NOW, tz="Europe/Berlin", locale="en-GB", command=True)
    assert intent.act is Act.AWAY
    assert intent.until is not None
    assert f"{intent.until:%Y-%m-%dT%H:%M}" == until
    assert (f"{intent.since:%Y-%m-%dT%H:%M}" if intent.since else None) == since


@pytest.mark.parametrize("said", ["away from 3 Dec", "away from tomorrow", "away from 10 Dec to 3 Dec"])
def test_a_beginning_without_an_end_is_asked_about(said: str) -> None:
    (intent,) = understand(said, now=NOW, tz="Europe/Berlin", locale="en-GB", command=True)
    assert (intent.act, intent.until, intent.unclear) == (Act.AWAY, None, ("until when?",))
