"""What report somebody wants, as it was said."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.understanding import periods
from storage.cadence import local_date
from storage.errors import Mendable
from storage.report import Period, everything
from storage.store import Scope

EXAMPLE = 'outreach report --period "last month"'


class NoPeriod(Mendable):
    """Words that no days were found in."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"I don't know the days “{said[:80]}”.",
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
        """Its days; raises NoPeriod, BackwardsPeriod."""
        today = local_date(self.now, tz)
        if self.period is not None:
            said = _days(self.period, today)
            first, last = said.first, said.last
        else:
            first = _days(self.first, today).first if self.first is not None else None
            last = _days(self.last, today).last if self.last is not None else None
        if first is None:
            all_time = await everything(scope, self.now, tz)
            first = min(all_time.first, last or today)
        return Period(first, last or max(today, first), tz)


def _days(said: str, today: date) -> periods.Days:
    found = periods.days(said, today)
    if found is None:
        raise NoPeriod(said)
    return found
