"""What a report's parts are called in Slack."""

from datetime import date

from storage.report.figures import Cohort, Cost, Report
from storage.report.period import Period
from storage.words import Tactic

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TACTICS: dict[Tactic | None, str] = {
    Tactic.GUEST_POST: "guest post",
    Tactic.DIGITAL_PR: "digital PR",
    Tactic.BROKEN_LINK: "broken link",
    Tactic.JOURNALIST_REQUEST: "journalist request",
    Tactic.LINKABLE_ASSET: "linkable asset",
    Tactic.LINK_INSERTION: "link insertion",
    Tactic.OTHER: "other",
    None: "not named",
}


def day(when: date) -> str:
    """ "5 Oct 2026"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """ "Oct 2026"."""
    return f"{_MONTHS[when.month - 1]} {when.year}"


def days(period: Period) -> str:
    """ "1–31 Oct 2026", "28 Sep – 4 Oct 2026"."""
    first, last = period.first, period.last
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begins = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{begins} – {day(last)}"


def share(rate: float | None) -> str:
    """ "42%"; a dash where there is nothing to share."""
    return "–" if rate is None else f"{rate:.0%}"


def took(median: float | None) -> str:
    """ "12", "3.5"; a dash where nothing went live."""
    return "–" if median is None else f"{median:g}"


def money(cost: Cost) -> str:
    """ "1,200.50 USD"."""
    whole = cost.spent == cost.spent.to_integral_value()
    return f"{cost.spent:,.0f} {cost.currency}" if whole else f"{cost.spent:,.2f} {cost.currency}"


def per_link(cost: Cost) -> str:
    """What a standing followed link cost."""
    each = cost.per_standing_followed
    return f"none stands ({money(cost)} spent)" if each is None else f"{each:,.2f} {cost.currency}"


def shown_months(report: Report) -> tuple[Cohort, ...]:
    """The months of the bridge that people look at: a year's, or the period's where it is longer."""
    months = report.bridge if len(report.bridge) > 12 else report.bridge_year
    first = next((place for place, cohort in enumerate(months) if cohort.asked), max(0, len(months) - 1))
    return months[first:]
