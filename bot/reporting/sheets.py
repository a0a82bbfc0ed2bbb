"""The report as a spreadsheet: a sheet for each ledger, the bridge, the tactics, and the rows behind them."""

import re
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from bot.export_file import MAX_ROWS, fitting
from bot.reporting import words
from handlers.rendering.links.backlink import AUTHORITIES
from storage.report import lists, question
from storage.report.figures import Cost, Report, Undated, Work
from storage.store import Store

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: Characters that turn the direction of text, or that nobody sees.
_TURNS = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WORK = ("Asks", "Follow-ups", "Replies", "Promises", "Declines")
_COST = ("Currency", "Spent", "Links", "Standing, followed", "Per standing followed link")
#: How wide a column of words is, in letters; one that is not named here has numbers or days.
_WIDE = {
    **dict.fromkeys(("Name", "Figure", "Origin reason"), 36),
    **dict.fromkeys(("Page", "Target"), 46),
    **dict.fromkeys(("Site", "Anchor", "Campaign", "Tactic", "Known by"), 24),
    **dict.fromkeys(("By", "Owner", "Authority source", "Nothing in these days"), 20),
    **dict.fromkeys(("Week", "State", "Origin", "What", "Stage", "Followed", "Indexable", "Currency"), 13),
    **dict.fromkeys(("Authority band", "Price currency", "Price of"), 13),
}
#: Columns of days and of tasks' numbers: read like words, not compared like counts.
_NAMING = re.compile(r"Task|From|Asked in|Promised by|First seen told|(?:.+ )?at|At risk", re.IGNORECASE)
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,20})>")
_YES_OR_NO = {"at_risk", "first_seen_told", "answered", "promised", "stood_90_days", "too_young"}
#: What a client does not read: what it cost, who did it and for whom else, and words of ours.
_OURS = {"by", "owner", "task", "campaign", "price_amount", "price_currency", "origin_reason", "stage"}


async def write_sheets(
    store: Store, report: Report, names: Mapping[str, str], out: IO[bytes], *, client: bool
) -> None:
    """Write the spreadsheet; times are local to the report's zone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
            book.set_properties(
                {"title": f"Report {words.period(report)}", "comments": f"Days of {report.period.tz}"}
            )
            sheets = _Sheets(book, report.period.tz)
            _summaries(sheets, report, names, client=client)
            await _lists(sheets, store, report, names, client=client)
        with path.open("rb") as made:
            while block := made.read(1 << 20):
                out.write(block)


def _summaries(sheets: "_Sheets", report: Report, names: Mapping[str, str], *, client: bool) -> None:
    sheets.about(report)
    groups = [("All", "", report.work), *_groups(report, names, client=client)]
    if report.undated.work:
        groups.append(("No day: all", "", report.undated.work))
        groups += [
            (f"No day: {by.lower()}", name, work)
            for by, name, work in _groups(report.undated, names, client=client)
        ]
    sheets.write("Work", ["By", "Name", *_WORK], ([by, name, *_counts(work)] for by, name, work in groups))
    sheets.write(
        "Work by week",
        ["Week", "From", *_WORK],
        ([w.name, w.monday, *_counts(w.work)] for w in report.by_week),
    )
    results = report.results
    sheets.write(
        "Results",
        ["Figure", "Links"],
        [
            ["Live at the end, at risk included", results.live],
            ["of these seen by us", results.seen],
            ["of these told, not seen by us yet", results.told],
            ["of these followed", results.followed],
            ["of these not known whether followed", results.followed_unknown],
            ["of these indexable", results.indexable],
            ["of these not known whether indexable", results.indexable_unknown],
            ["of these built", results.built],
            ["of these passive", results.passive],
            ["of these uncertain", results.uncertain],
            ["of these at risk", results.at_risk],
            *([f"of these authority {band}", count] for band, count in results.by_authority.items()),
            ["Lost in the period", results.lost],
            ["of these told, never seen by us", results.lost_told],
        ],
    )
    sheets.write(
        "Bridge",
        ["Asked in", "Asked", "Replied", "Promised", "Live", "Stood 90 days", "Too young to say"],
        [
            [_Month(c.month), c.asked, c.replied, c.promised, c.live, c.standing_90_days, c.too_young]
            for c in words.shown_months(report)
        ]
        + ([[words.NO_DAY, *no_month]] if (no_month := words.no_month(report)) else []),
    )
    costs = (
        [] if client else ["Currency", "Spent", "Links", "Standing, followed", "Per standing followed link"]
    )
    sheets.write(
        "Tactics",
        [
            *("Tactic", "Asks", "Answer rate", "Promise rate", "Live rate", "Median days to live"),
            "Asks without a day",
            *costs,
        ],
        (
            [
                words.TACTICS[row.tactic],
                row.asks,
                _Share(row.answer_rate),
                _Share(row.promise_rate),
                _Share(row.live_rate),
                row.median_days_to_live,
                row.undated,
                *([] if client else _cost(cost)),
            ]
            for row in words.compared(report, client=client)
            for cost in (row.cost if row.cost and not client else (None,))
        ),
    )
    if not client:
        sheets.write("Cost", costs, (_cost(cost) for cost in report.cost))
    ours = [] if client else ["Task", "Owner", "Campaign"]
    sheets.write(
        "Late promises",
        ["Site", "Page", "Target", "Promised by", "Days late", *ours],
        (
            [
                late.site,
                late.page,
                late.target,
                late.promised_by,
                late.days_late,
                *([] if client else [late.outreach, names.get(late.owner, late.owner), late.campaign]),
            ]
            for late in report.late_promises
        ),
    )


def _groups(of: Report | Undated, names: Mapping[str, str], *, client: bool) -> list[tuple[str, str, Work]]:
    """Work by whom and for what: how it is grouped, the name, the counts."""
    tactics = [("Tactic", words.TACTICS[tactic], work) for tactic, work in of.by_tactic.items()]
    if client:
        return tactics
    people = [("Person", names.get(who, who), work) for who, work in of.by_person.items()]
    campaigns = [("Campaign", name or words.NO_CAMPAIGN, work) for name, work in of.by_campaign.items()]
    return [*people, *campaigns, *tactics]


def _counts(work: Work) -> list[int]:
    return [work.asks, work.follow_ups, work.replies, work.promises, work.declines]


def _cost(cost: Cost | None) -> list[Any]:
    if cost is None:
        return [None] * 5
    return [cost.currency, cost.spent, cost.links, cost.standing_followed, cost.per_standing_followed]


async def _lists(
    sheets: "_Sheets", store: Store, report: Report, names: Mapping[str, str], *, client: bool
) -> None:
    async with store.reading(report.workspace) as scope:
        asked, _ = await question_of(scope, report)
        behind: list[tuple[str, AsyncIterator[lists.Row]]] = [("Links", lists.links(scope.session, asked))]
        if not client:
            behind += [
                ("Touches", lists.touches(scope.session, asked)),
                ("Tasks asked", lists.tasks(scope.session, asked)),
                ("Money spent", lists.spent(scope.session, asked)),
            ]
            if report.undated.work:
                behind.append(("Touches without a day", lists.undated(scope.session, asked)))
        for name, rows in behind:
            await sheets.stream(name, rows, names, leave_out=_OURS if client else set())


async def question_of(scope: Any, report: Report) -> tuple[question.Question, str | None]:
    """The question that a report answers, to be asked again for its rows."""
    from storage.report.reading import question as ask

    return await ask(scope, report.period, report.campaign, report.as_of)


@dataclass(frozen=True, slots=True)
class _Month:
    """A month, by its first day."""

    first: date


class _Share(float):
    """A rate, shown as per cent."""

    def __new__(cls, rate: float | None) -> Any:
        return None if rate is None else super().__new__(cls, rate)


class _Sheets:
    """A workbook whose cells have their own types, with fixed headers and filters."""

    def __init__(self, book: Any, tz: str) -> None:
        self._book = book
        self._zone = ZoneInfo(tz)
        header = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": "#f1f3f5"}
        self._header = book.add_format(header)
        self._over_numbers = book.add_format(header | {"align": "right"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._label = book.add_format({"bold": True, "valign": "top"})
        self._count = book.add_format({"num_format": "#,##0"})
        self._number = book.add_format({"num_format": "0", "align": "left"})
        self._month = book.add_format({"num_format": "mmm yyyy", "align": "left"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._share = book.add_format({"num_format": "0%"})
        self._money = book.add_format({"num_format": "#,##0.00"})

    def about(self, report: Report) -> None:
        """What the book is about, for whoever opens it in a year's time."""
        sheet = self._sheet("About")
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 96)
        sheet.write_string(0, 0, "Report", self._header)
        sheet.write_string(0, 1, words.period(report), self._header)
        zone = str(self._zone)
        made = report.as_of.astimezone(self._zone)
        rows = [
            ("Campaign", fitting(_TURNS.sub("", report.campaign or "All campaigns"))),
            ("Made on", f"{words.day(made.date())}, {made:%H:%M}"),
            (
                "Time zone",
                f"{zone}: days begin at midnight there, and times are told as its clocks showed them.",
            ),
            ("Work", "What people did in these days: the sheets Work and Work by week."),
            (
                "Results",
                f"The links that stand {words.stands(report)}, whoever made them. Never added to the work.",
            ),
            ("Bridge", "What came, up to now, of the sites first asked in each month."),
            ("Tactics", "What came of the sites first asked in these days; rates are shares of the asks."),
            ("Not known", words.how_known(report)),
            ("No day", words.undated(report)),
        ]
        for place, (label, said) in enumerate((row for row in rows if row[1]), start=1):
            sheet.write_string(place, 0, label, self._label)
            sheet.write_string(place, 1, said, self._wrapped)

    def write(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """One sheet."""
        sheet = self._begin(name, header)
        count = 0
        for count, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._cell(sheet, count, column, value, named=header[column] == "Task")
        sheet.autofilter(0, 0, max(count, 1), len(header) - 1)

    async def stream(
        self, name: str, rows: AsyncIterator[lists.Row], names: Mapping[str, str], *, leave_out: set[str]
    ) -> None:
        """One sheet of a list; one that is longer than a sheet goes on in the next."""
        sheet, count, number, header = None, 0, 1, []
        async for row in rows:
            if sheet is None or count >= MAX_ROWS - 1:
                if sheet is not None:
                    sheet.autofilter(0, 0, count, len(header) - 1)
                    number += 1
                header = [key for key in row if key not in leave_out]
                sheet = self._begin(
                    name if number == 1 else f"{name} {number}", [_title(key) for key in header]
                )
                count = 0
            count += 1
            for column, key in enumerate(header):
                self._cell(sheet, count, column, _shown(key, row[key], names), named=key == "task")
        if sheet is None:
            self._begin(name, ["Nothing in these days"])
        else:
            sheet.autofilter(0, 0, count, len(header) - 1)

    def _begin(self, name: str, header: Sequence[str]) -> Any:
        sheet = self._sheet(name)
        if any(len(title) > 14 and title not in _WIDE for title in header):
            sheet.set_row(0, 45 if any(len(title) > 24 for title in header) else 30)
        for column, title in enumerate(header):
            sheet.set_column(column, column, _WIDE.get(title, 14))
            words_below = title in _WIDE or _NAMING.fullmatch(title)
            sheet.write_string(0, column, title, self._header if words_below else self._over_numbers)
        return sheet

    def _sheet(self, name: str) -> Any:
        """An empty sheet; its first row stays in sight, and on paper it is as wide as one page."""
        sheet = self._book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: Any, *, named: bool = False) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, _Share):
            sheet.write_number(row, column, float(value), self._share)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), self._money)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._number if named else self._count)
        elif isinstance(value, float):
            sheet.write_number(row, column, value)
        elif isinstance(value, _Month):
            sheet.write_datetime(row, column, value.first, self._month)
        elif isinstance(value, datetime):
            local = value.astimezone(UTC).astimezone(self._zone).replace(tzinfo=None)
            sheet.write_datetime(row, column, local, self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        else:
            sheet.write_string(row, column, fitting(_TURNS.sub("", str(value))))


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _shown(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key in {"by", "owner"}:
        return names.get(value, value)
    if key == "tactic":
        return words.TACTICS[value]
    if key == "origin_reason" and value is not None:
        return _MENTION.sub(lambda found: names.get(found[1], found[1]), value)
    if key in {"followed", "indexable"}:
        return "not known" if value is None else bool(value)
    if key == "authority_source" and value is not None:
        return AUTHORITIES.get(value, value)
    if key == "price_amount" and value is not None:
        return Decimal(value)
    return bool(value) if key in _YES_OR_NO else value
