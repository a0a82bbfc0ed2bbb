"""The report on a terminal; plain lines where it is piped."""

import io
from collections.abc import Mapping
from typing import IO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.reporting import words
from bot.terminal import visible
from storage.report.figures import Report, Work

MOST_LATE = 50
_WORK = ("Asks", "Follow-ups", "Replies", "Promises", "Declines")


def write_text(report: Report, names: Mapping[str, str], out: IO[bytes], *, client: bool) -> None:
    """Both ledgers, the bridge and the lists; with ``client`` nothing that a client may not read."""
    terminal = out.isatty()
    text = io.StringIO()
    console = Console(file=text, force_terminal=terminal, width=None if terminal else 120, highlight=False)
    _heading(console, report)
    _work(console, report, names, client=client)
    _undated(console, report, names, client=client)
    _results(console, report)
    _bridge(console, report)
    _tactics(console, report, client=client)
    if not client:
        _cost(console, report)
    _late(console, report, names, client=client)
    out.write(text.getvalue().encode("utf-8", "backslashreplace"))


def _heading(console: Console, report: Report) -> None:
    of = f"campaign {_safe(report.campaign)}" if report.campaign else "all campaigns"
    console.print(f"[bold]{words.period(report)}[/bold], {of} (days of {report.period.tz})\n")


def _table(console: Console, title: str, first: str, *columns: str) -> Table:
    console.print(f"[bold]{title}[/bold]")
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column(first, overflow="fold", max_width=44)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _work(console: Console, report: Report, names: Mapping[str, str], *, client: bool) -> None:
    if nothing := words.nothing(report):
        console.print(f"[bold]Work: what we did[/bold]\n{nothing}\n")
        return
    table = _table(console, "Work: what we did", "", *_WORK)
    table.add_row("[bold]All[/bold]", *_counts(report.work))
    if not client:
        for person, work in report.by_person.items():
            table.add_row(_safe(names.get(person, person)), *_counts(work))
    console.print(table, "")
    table = _table(console, "Work by tactic", "Tactic", *_WORK)
    for tactic, work in report.by_tactic.items():
        table.add_row(words.TACTICS[tactic], *_counts(work))
    console.print(table, "")
    if report.campaign is None and not client:
        table = _table(console, "Work by campaign", "Campaign", *_WORK)
        for campaign, work in report.by_campaign.items():
            table.add_row(_safe(campaign or words.NO_CAMPAIGN), *_counts(work))
        console.print(table, "")
    step, steps = words.steps(report)
    table = _table(console, f"Work by {step}", "Week from" if step == "week" else step.capitalize(), *_WORK)
    for begins, work in steps:
        table.add_row(words.step(step, begins), *_counts(work))
    console.print(table)
    if step != "week":
        console.print(
            f"A week counts in the {step} that it begins in; each week by itself is in the spreadsheet."
        )
    console.print("")


def _undated(console: Console, report: Report, names: Mapping[str, str], *, client: bool) -> None:
    """What nobody says the day of, as the work of the period is told."""
    of = report.undated
    if not of.work:
        return
    table = _table(console, "Work without a day, in no period", "", *_WORK)
    table.add_row("[bold]All[/bold]", *_counts(of.work))
    if not client:
        for person, work in of.by_person.items():
            table.add_row(_safe(names.get(person, person)), *_counts(work))
    for tactic, work in of.by_tactic.items():
        table.add_row(f"Tactic: {words.TACTICS[tactic]}", *_counts(work))
    if report.campaign is None and not client:
        for campaign, work in of.by_campaign.items():
            table.add_row(f"Campaign: {_safe(campaign or words.NO_CAMPAIGN)}", *_counts(work))
    console.print(table)
    console.print(f"{words.undated(report)}\n")


def _counts(work: Work) -> list[str]:
    counts = (work.asks, work.follow_ups, work.replies, work.promises, work.declines)
    return [f"{count:,}" for count in counts]


def _results(console: Console, report: Report) -> None:
    results = report.results
    table = _table(console, f"Results: what stands {words.stands(report)}", "Links", "")
    for name, count in (
        ("Live, at risk included", f"{results.live:,}"),
        ("  seen by us", f"{results.seen:,}"),
        ("  told, not seen by us yet", f"{results.told:,}"),
        ("  followed", words.followed(results)),
        ("  indexable", words.indexable(results)),
        ("  built by our work", f"{results.built:,}"),
        ("  passive: nobody asked", f"{results.passive:,}"),
        ("  uncertain", f"{results.uncertain:,}"),
        ("  at risk", f"{results.at_risk:,}"),
        ("Lost in the period", words.lost(results)),
    ):
        table.add_row(name, count)
    for band, links in results.by_authority.items():
        table.add_row(f"Authority {band}", f"{links:,}")
    console.print(table)
    if known := words.how_known(report):
        console.print(known)
    console.print("")


def _bridge(console: Console, report: Report) -> None:
    no_month = words.no_month(report)
    if not no_month and not any(cohort.asked for cohort in words.shown_months(report)):
        return
    title = "The bridge: what came of the asks of each month, up to now"
    table = _table(
        console, title, "Asked in", "Asked", "Replied", "Promised", "Live", "Stood 90 days", "Too young"
    )
    for cohort in words.shown_months(report):
        table.add_row(
            words.month(cohort.month),
            *(f"{count:,}" for count in (cohort.asked, cohort.replied, cohort.promised, cohort.live)),
            f"{cohort.standing_90_days:,}",
            f"{cohort.too_young:,}",
        )
    if no_month:
        table.add_row(words.NO_DAY, *(f"{count:,}" for count in no_month))
    console.print(table, "")


def _tactics(console: Console, report: Report, *, client: bool) -> None:
    rows = words.compared(report, client=client)
    if not rows:
        return
    columns = ["Asks", "Answered", "Promised", "Live", "Days to live"]
    if no_day := report.undated.asked.asked:
        columns.append("Asks without a day")
    if not client:
        columns.append("Per standing followed link")
    table = _table(console, "Tactics side by side: what was first asked in the period", "Tactic", *columns)
    for row in rows:
        cells = [
            f"{row.asks:,}",
            words.share(row.answer_rate),
            words.share(row.promise_rate),
            words.share(row.live_rate),
            words.took(row.median_days_to_live),
            *([f"{row.undated:,}"] if no_day else []),
        ]
        table.add_row(words.TACTICS[row.tactic], *cells, *([] if client else [words.tactic_cost(row)]))
    console.print(table, "")


def _cost(console: Console, report: Report) -> None:
    if not report.cost:
        return
    columns = ("Spent", "Links", "Standing, followed", "Per standing followed link")
    table = _table(console, "Cost of links that went live in the period", "Currency", *columns)
    for cost in report.cost:
        table.add_row(
            _safe(cost.currency),
            words.money(cost),
            f"{cost.links:,}",
            f"{cost.standing_followed:,}",
            words.per_link(cost),
        )
    console.print(table, "")


def _late(console: Console, report: Report, names: Mapping[str, str], *, client: bool) -> None:
    if not report.late_promises:
        return
    title = f"Late promises: {len(report.late_promises):,}"
    table = _table(console, title, "Site", "Promised by", "Days late", *([] if client else ["Task", "Owner"]))
    for late in report.late_promises[:MOST_LATE]:
        ours = [] if client else [f"#{late.outreach}", _safe(names.get(late.owner, late.owner))]
        table.add_row(_safe(late.site), words.day(late.promised_by), f"{late.days_late:,}", *ours)
    console.print(table)
    if len(report.late_promises) > MOST_LATE:
        console.print(f"and {len(report.late_promises) - MOST_LATE:,} more: they are all in the spreadsheet")


def _safe(text: str) -> str:
    return escape(visible(text))
