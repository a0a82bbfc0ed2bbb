"""What a report's parts are called in Slack."""

from collections.abc import Callable
from datetime import date

from handlers.rendering.parts import words
from handlers.rendering.parts.words import count
from storage.daily.cadence import local_date
from storage.report.figures import Cohort, Cost, Report, Results, TacticRow, Work
from storage.report.period import Period
from storage.words import Tactic

TACTICS: dict[Tactic | None, str] = words.TACTICS | {None: "not named"}
#: Currencies without a smaller coin. Source: ISO 4217, "minor unit" 0.
_WHOLE = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF"})
#: The most weeks, or months, that are shown one by one: more of them are told in longer steps.
MOST_STEPS = 26
#: The most months of the bridge that a chart shows.
MOST_MONTHS = 12


def day(when: date) -> str:
    """ "5 Oct 2026"."""
    return f"{when.day} {when:%b} {when.year}"


def month(when: date) -> str:
    """ "Oct 2026"."""
    return f"{when:%b} {when.year}"


def days(period: Period) -> str:
    """ "1–31 Oct 2026", "28 Sep – 4 Oct 2026"."""
    first, last = period.first, period.last
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begins = f"{first.day} {first:%b}" if first.year == last.year else day(first)
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
    if each is None:
        return f"none stands ({money(cost)} spent)"
    return f"{each:,.0f} {cost.currency}" if cost.currency in _WHOLE else f"{each:,.2f} {cost.currency}"


def spent(cost: Cost) -> str:
    """ "300 USD spent, 150.00 USD a link"."""
    if cost.per_standing_followed is None:
        return f"{money(cost)} spent, no such link stands"
    return f"{money(cost)} spent, {per_link(cost)} a link"


def shown_months(report: Report) -> tuple[Cohort, ...]:
    """The months of the bridge that people look at: a year's, or the period's where it is longer.

    None that is still to come.
    """
    today = local_date(report.as_of, report.period.tz)
    every = report.bridge if len(report.bridge) > 12 else report.bridge_year
    months = tuple(cohort for cohort in every if cohort.month <= today) or every[-1:]
    first = next((place for place, cohort in enumerate(months) if cohort.asked), max(0, len(months) - 1))
    return months[first:]


def left_out(report: Report) -> str:
    """Which months a chart of the bridge shows, where it can't show all; else ""."""
    months = len(shown_months(report))
    return "" if months <= MOST_MONTHS else f"last {MOST_MONTHS} of {months} months"


def steps(report: Report) -> tuple[str, list[tuple[date, Work]]]:
    """The work in steps of time that have begun, none left out.

    Before them how long each is: "week", "month", "quarter" or "year". A week counts in the one that it
    begins in, the first week in that of the period.
    """
    today = local_date(report.as_of, report.period.tz)
    begun = [week for week in report.by_week if week.monday <= today or week.work] or report.by_week
    weeks = [(max(week.monday, report.period.first), week) for week in begun]
    if len(weeks) <= MOST_STEPS:
        return "week", [(week.monday, week.work) for _, week in weeks]
    found: dict[date, Work] = {}
    for name, begins in _LONGER:
        found = {}
        for first, week in weeks:
            found[begins(first)] = found.get(begins(first), Work()) + week.work
        if len(found) <= MOST_STEPS:
            return name, list(found.items())
    return "year", list(found.items())


_LONGER: tuple[tuple[str, Callable[[date], date]], ...] = (
    ("month", lambda day: day.replace(day=1)),
    ("quarter", lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1)),
    ("year", lambda day: date(day.year, 1, 1)),
)


def step(name: str, begins: date) -> str:
    """ "5 Oct 2026", "Oct 2026", "Q4 2026", "2026"."""
    if name == "week":
        return day(begins)
    if name == "month":
        return month(begins)
    return f"Q{(begins.month + 2) // 3} {begins.year}" if name == "quarter" else str(begins.year)


def stands(report: Report) -> str:
    """When the links that are counted stand: "now", "on 31 Oct 2026"."""
    last = report.period.last
    return "now" if last >= local_date(report.as_of, report.period.tz) else f"on {day(last)}"


def partly(count: int, unknown: int, of: int) -> str:
    """How many of ``of`` are known to be so: "20", "20 (70 not known)", "not known" where nobody looked.

    A number that nobody told is no nought.
    """
    if unknown and unknown == of:
        return f"not known ({of:,})"
    return f"{count:,} ({unknown:,} not known)" if unknown else f"{count:,}"


def followed(results: Results) -> str:
    """How many standing links are followed, and of how many nobody knows."""
    return partly(results.followed, results.followed_unknown, results.live)


def indexable(results: Results) -> str:
    """How many standing links search engines may index, and of how many nobody knows."""
    return partly(results.indexable, results.indexable_unknown, results.live)


def how_known(report: Report, *, client: bool = False) -> str:
    """Why the live links and those that went live in the bridge may differ; "" where we saw them all."""
    results = report.results
    if not results.told:
        return ""
    source = "a list" if client else "a file or a person"
    so = f"Of {count(results.live, 'live link')} we have seen {results.seen:,} ourselves; {results.told:,}"
    are = "is" if results.told == 1 else "are"
    gone = "The chart and the tactics count" if client else "The bridge and the tactics count"
    return f"{so} {are} told by {source} and not seen by us yet. {gone} a link as live once we have seen it."


def lost(results: Results) -> str:
    """ "3", "3 (1 told, never seen)": a page that does not have what somebody told of."""
    return (
        f"{results.lost:,} ({results.lost_told:,} told, never seen)"
        if results.lost_told
        else f"{results.lost:,}"
    )


def undated(report: Report, *, client: bool = False) -> str:
    """What is in no number of the work, as nobody says when it was, and where it counts; "" without any.

    A ``client`` reads of the chart, and of sites that were asked.
    """
    work, tasks = report.undated.work, report.undated.asked.asked
    if not work:
        return ""
    has, is_ = ("has", "is") if work.touches == 1 else ("have", "are")
    sentences = [f"{_what_was_done(work)} {has} no day and {is_} in no period."]
    if tasks:
        they, were, them = ("it", "was", "it") if tasks == 1 else ("they", "were", "them")
        sentences.append(
            f"Of {count(tasks, 'site' if client else 'task')} nobody says when {they} {were} asked, so the "
            f"{'chart' if client else 'bridge'} has {them} in no month, and the tactics in no rate."
        )
    if work.replies or work.promises:
        sentences.append("An answer without a day counts there with its task's ask.")
    return " ".join(sentences)


def no_day(report: Report) -> str:
    """ "Not shown, as nobody says the day: 12 asks"; "" where all is shown."""
    work = report.undated.work
    return f"Not shown, as nobody says the day: {_what_was_done(work)}" if work else ""


def _what_was_done(work: Work) -> str:
    """ "12 asks", "12 asks and 3 replies", "12 asks, 1 follow-up and 3 replies"."""
    parts = [
        count(many, one, several)
        for many, one, several in (
            (work.asks, "ask", "asks"),
            (work.follow_ups, "follow-up", "follow-ups"),
            (work.replies, "reply", "replies"),
            (work.promises, "promise", "promises"),
        )
        if many
    ]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def no_month(report: Report) -> tuple[int, ...]:
    """What came of the tasks that are in no month of the bridge, as its months have it; () without any."""
    of = report.undated.asked
    if not of.asked:
        return ()
    return of.asked, of.replied, of.promised, of.live, of.standing_90_days, of.too_young


def compared(report: Report, *, client: bool) -> tuple[TacticRow, ...]:
    """The tactics side by side; a client sees none that stands there for its cost alone."""
    return tuple(row for row in report.tactics if row.asks or row.undated or not client)


def nothing(report: Report) -> str:
    """Said where the work of the period is no number yet, or none: "" where there was some."""
    if report.period.first > local_date(report.as_of, report.period.tz):
        return "These days are still to come: there is no work to report yet."
    if report.work:
        return ""
    so_far = " so far" if stands(report) == "now" else ""
    return f"No work is on record for these days{so_far}: nobody asked, followed up or was answered."
