"""Tasks by the month of their first ask, and what came of them."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from storage.report.figures import Cohort
from storage.report.question import Question
from storage.words import Tactic


@dataclass(slots=True)
class Asks:
    """The tasks of one tactic, first asked within one span, and what came of them.

    ``days`` counts those that went live by the whole days that it took.
    """

    asked: int = 0
    replied: int = 0
    promised: int = 0
    live: int = 0
    standing: int = 0
    too_young: int = 0
    days: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, other: "Asks") -> None:
        """Put ``other`` to it."""
        for name in ("asked", "replied", "promised", "live", "standing", "too_young"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for days, count in other.days.items():
            self.days[days] += count


Cohorts = dict[tuple[Tactic | None, int], Asks]
"""By tactic and the number of the span of the first ask."""


def bridge(
    asked: Question, cohorts: dict[tuple[Tactic | None, int], Asks], *, year: bool
) -> tuple[Cohort, ...]:
    """The months of the period, or of the year up to its end, with what came of their asks."""
    months = asked.period.year_before() if year else asked.period.months
    found = {month: Cohort(month, 0, 0, 0, 0, 0, 0) for month in months}
    for number, span in enumerate(asked.cohorts, start=1):
        if span.month not in found or not (year or span.in_period):
            continue
        for (_, cohort), asks in cohorts.items():
            if cohort == number:
                found[span.month] = _with(found[span.month], asks)
    return tuple(found[month] for month in months)


def of_period(asked: Question, cohorts: Cohorts) -> dict[Tactic | None, Asks]:
    """The tasks first asked in the period, by tactic."""
    wanted = {number for number, span in enumerate(asked.cohorts, start=1) if span.in_period}
    found: dict[Tactic | None, Asks] = defaultdict(Asks)
    for (tactic, cohort), asks in cohorts.items():
        if cohort in wanted:
            found[tactic].add(asks)
    return found


def _with(cohort: Cohort, asks: Asks) -> Cohort:
    return replace(
        cohort,
        asked=cohort.asked + asks.asked,
        replied=cohort.replied + asks.replied,
        promised=cohort.promised + asks.promised,
        live=cohort.live + asks.live,
        standing_90_days=cohort.standing_90_days + asks.standing,
        too_young=cohort.too_young + asks.too_young,
    )


def median(days: dict[int, int]) -> float | None:
    """The median of days that came so often."""
    total = sum(days.values())
    if not total:
        return None
    middle = []
    for place in ((total - 1) // 2, total // 2):
        passed = 0
        for day in sorted(days):
            passed += days[day]
            if passed > place:
                middle.append(day)
                break
    return sum(middle) / 2
