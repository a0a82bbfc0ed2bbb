"""What report somebody wants, as it was said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.terminal import visible
from storage.daily.cadence import local_date
from storage.errors import Mendable
from storage.report import Period, everything
from storage.report.period import next_month
from storage.store import Scope

EXAMPLE = 'outreach report --period "last month"'


class NoPeriod(Mendable):
    """Words that no days were found in."""

    def __init__(self, said: str, why: str) -> None:
        super().__init__(
            why or f"I don't know the days “{said[:80]}”.",
            "Say a date, a month such as 2026-10, Q3, 2026, `last month` or `last 30 days`.",
            EXAMPLE,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report; ``first``, ``last`` and ``period`` are words, ``tz`` None means the workspace's zone."""

    workspace: str | None
    campaign: str | None
    first: str | None
    last: str | None
    period: str | None
    tz: str | None
    client: bool
    now: datetime

    async def days(self, scope: Scope, tz: str) -> Period:
        """Its days; raises NoPeriod, BackwardsPeriod, LongPeriod."""
        today = local_date(self.now, tz)
        if self.period is not None:
            first, last = _days(self.period, today)
        else:
            first = _days(self.first, today)[0] if self.first is not None else None
            last = _days(self.last, today)[1] if self.last is not None else None
        if first is None:
            all_time = await everything(scope, self.now, tz)
            first = min(all_time.first, last or today)
        return Period(first, last or max(today, first), tz)


def _days(said: str, today: date) -> tuple[date | None, date | None]:
    """First and last day; None from the first thing on record, or to today. Raises NoPeriod."""
    if written := _iso(said.strip()):
        return written
    # Reading words takes a third of a second to load: dates that scripts write do without.
    from handlers.understanding.days import periods

    found = periods.days(said, today)
    if found is None:
        raise NoPeriod(visible(said), visible(periods.why_not(said)))
    return found.first, found.last


def _iso(said: str) -> tuple[date, date] | None:
    """The days of "2026-10" or "2026-10-31"."""
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", said, re.ASCII):
        return None
    try:
        if len(said) > len("2026-10"):
            return date.fromisoformat(said), date.fromisoformat(said)
        first = date.fromisoformat(f"{said}-01")
        return first, next_month(first) - timedelta(days=1)
    except (ValueError, OverflowError):  # 2026-13, 9999-12
        return None
