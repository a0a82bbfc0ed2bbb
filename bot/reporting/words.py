"""What a report's parts are called, for every form that people read."""

from datetime import date

from storage.report.figures import Cost, Report, TacticRow
from storage.words import Tactic

TACTICS: dict[Tactic | None, str] = {
    Tactic.GUEST_POST: "Guest post",
    Tactic.DIGITAL_PR: "Digital PR",
    Tactic.BROKEN_LINK: "Broken link",
    Tactic.JOURNALIST_REQUEST: "Journalist request",
    Tactic.LINKABLE_ASSET: "Linkable asset",
    Tactic.LINK_INSERTION: "Link insertion",
    Tactic.OTHER: "Other",
    None: "Not named",
}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
NO_CAMPAIGN = "No campaign"


def day(when: date) -> str:
    """ "5 Oct 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(report: Report) -> str:
    """ "1–31 Oct 2026", "28 Sep – 4 Oct 2026"."""
    first, last = report.period.first, report.period.last
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begins = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{begins} – {day(last)}"


def month(when: date) -> str:
    """ "Oct 2026"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def share(rate: float | None) -> str:
    """ "42%"; a dash where there is nothing to share."""
    return "–" if rate is None else f"{rate:.0%}"


def days(median: float | None) -> str:
    """ "12", "3.5"; a dash where nothing went live."""
    return "–" if median is None else f"{median:g}"


def money(cost: Cost) -> str:
    """ "1,200.50 USD"."""
    spent = cost.spent
    return (
        f"{spent:,.0f} {cost.currency}"
        if spent == spent.to_integral_value()
        else f"{spent:,.2f} {cost.currency}"
    )


def per_link(cost: Cost) -> str:
    """What a standing followed link cost."""
    each = cost.per_standing_followed
    return f"none stands ({money(cost)} spent)" if each is None else f"{each:,.2f} {cost.currency}"


def tactic_cost(row: TacticRow) -> str:
    """Per standing followed link, each currency by itself."""
    return ", ".join(per_link(cost) for cost in row.cost) or "–"
