"""The report in Slack: a compact card, and its details in the thread. Work and results are never added up."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from slack_sdk.models.blocks import Option, PlainTextObject, StaticSelectElement

from handlers.rendering import report_words as say
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.report.figures import UNKNOWN_BAND, Report, Work
from storage.report.period import Period
from storage.work.campaigns import CampaignView

_PEOPLE, _LATE, _CAMPAIGNS = 15, 10, 15
Name = TypeVar("Name", bound=str | None)
_FORMS = {"xlsx": "spreadsheet", "pdf": "PDF", "png": "chart"}


def coming(period: Period, campaign: str | None, form: str | None, *, here: bool) -> Message:
    """What is read at once: the report itself is a message of its own."""
    of = f" of {escape.mrkdwn(campaign, 80)}" if campaign else ""
    file = f", with a {_FORMS[form]}" if form in _FORMS and form != "png" else ""
    where = "here" if here else "below"
    line = f"The report{of} for {say.days(period)} comes {where} in a moment{file}."
    return Message(line, [blocks.section(f":bar_chart: {line}")])


def file_coming(form: str) -> Message:
    """A file of a report that stands already."""
    line = f"The {_FORMS.get(form, form)} comes in the report's thread in a moment."
    return Message(line, [blocks.section(f":page_facing_up: {line}")])


def monthly(on: bool, channel: str | None, campaign: str | None) -> Message:
    """The monthly report was switched."""
    of = f" of {escape.mrkdwn(campaign, 80)}" if campaign else ""
    where = escape.channel(channel) if channel else "the campaign's channel, once it has one"
    line = f"Last month's report{of} comes to {where} on the first of each month."
    if not on:
        line = f"Last month's report{of} comes to {where} no more by itself."
    return Message(line, [blocks.section(f":calendar: {line}")])


def card(reader: Reader, report: Report, campaigns: Sequence[CampaignView]) -> Message:
    """Both ledgers side by side, the bridge, and buttons for other days, campaigns and files."""
    title = f"Report {say.days(report.period)}"
    of = escape.mrkdwn(report.campaign, 120) if report.campaign else "All campaigns"
    built: list[Block] = [
        blocks.header(title),
        blocks.context(f"{of} · {escape.mrkdwn(report.period.tz, 60)} time"),
        blocks.columns(_what_we_did(report), _what_stands(report)),
        *([blocks.context(undated)] if (undated := say.undated(report)) else []),
        *([blocks.context(known)] if (known := say.how_known(report, client=reader.client)) else []),
        blocks.section(f"*The bridge between them*\n{_bridge_line(report)}"),
    ]
    built += _money_and_promises(report, client=reader.client)
    chart = _chart(report)
    controls = _controls(reader, report, campaigns)
    plain = [*built, *controls]
    shown = [*built, chart, *controls] if chart else plain
    return Message(_spoken(report), shown, plain if chart else None)


def _what_we_did(report: Report) -> str:
    told = say.nothing(report) or "\n".join(f"{name}: *{count:,}*" for name, count in _work(report.work))
    return f"*Work: what we did*\n{told}"


def _work(work: Work) -> list[tuple[str, int]]:
    return [
        ("Asks", work.asks),
        ("Follow-ups", work.follow_ups),
        ("Replies", work.replies),
        ("Promises", work.promises),
        ("Declines", work.declines),
    ]


def _what_stands(report: Report) -> str:
    """The links; what they are by kind only where there are some."""
    results = report.results
    parts = [
        ("followed", say.followed(results)),
        ("indexable", say.indexable(results)),
        ("built by our work", f"{results.built:,}"),
        ("passive: nobody asked", f"{results.passive:,}"),
        ("uncertain", f"{results.uncertain:,}"),
        ("at risk", f"{results.at_risk:,}"),
    ]
    lines = [f"Links live: *{results.live:,}*"]
    lines += [f"• {name}: *{count}*" for name, count in parts if results.live]
    lines.append(f"Lost in these days: *{say.lost(results)}*")
    return "\n".join([f"*Results: what stands {say.stands(report)}*", *lines])


def _bridge_line(report: Report) -> str:
    if not any(cohort.asked for cohort in report.bridge):
        return f"Nobody was first asked in these days.{_no_month(report)}"
    asked, replied, promised, live, stood, young = (
        sum(getattr(cohort, name) for cohort in report.bridge)
        for name in ("asked", "replied", "promised", "live", "standing_90_days", "too_young")
    )
    task = "task" if asked == 1 else "tasks"
    line = (
        f"Of *{asked:,}* {task} first asked in these days, *{replied:,}* answered, *{promised:,}* promised, "
        f"*{live:,}* went live, *{stood:,}* stood for 90 days"
    )
    line = f"{line} ({young:,} too young to say)." if young else f"{line}."
    return f"{line}{_no_month(report)}"


def _no_month(report: Report) -> str:
    """What came of the tasks that nobody says the day of."""
    counts = say.no_month(report)
    if not counts:
        return ""
    asked, replied, promised, live, stood, _ = (f"{count:,}" for count in counts)
    return (
        f"\nOf {asked} more, asked on no known day: {replied} answered, {promised} promised, "
        f"{live} went live, {stood} stood for 90 days."
    )


def _money_and_promises(report: Report, *, client: bool) -> list[Block]:
    lines = []
    if report.cost and not client:
        cost = "; ".join(say.spent(one) for one in report.cost[:5])
        lines.append(f":coin: Followed links still standing cost: {escape.mrkdwn(cost, 600)}")
    if report.late_promises:
        lines.append(f":hourglass: {words.count(len(report.late_promises), 'promise')} late")
    return [blocks.context(*lines)] if lines else []


def _chart(report: Report) -> Block | None:
    """Slack's own chart; where it takes none the picture in the thread does."""
    months = say.shown_months(report)[-say.MOST_MONTHS :]
    if not any(cohort.asked for cohort in months):
        return None
    series = (("Asked", "asked"), ("Replied", "replied"), ("Promised", "promised"), ("Live", "live"))
    labels = [say.month(cohort.month) for cohort in months]
    return {
        "type": "data_visualization",
        "title": _chart_title(report),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": getattr(cohort, field)}
                        for label, cohort in zip(labels, months, strict=True)
                    ],
                }
                for name, field in series
            ],
            "axis_config": {"categories": labels, "x_label": "Month of the first ask", "y_label": "Tasks"},
        },
    }


def _chart_title(report: Report) -> str:
    left_out = say.left_out(report)
    # Slack takes 50 characters.
    return f"Each month's asks ({left_out})" if left_out else "What came of each month's asks"


def _controls(reader: Reader, report: Report, campaigns: Sequence[CampaignView]) -> list[Block]:
    number = next((one.id for one in campaigns if one.name == report.campaign), None)
    period = report.period
    choices = [
        (label, days) for label, days in _other_days(reader.today) if days != (period.first, period.last)
    ]
    made = [buttons.button(label, _press(*days, number)) for label, days in choices]
    made += [
        buttons.button("PDF for a client", _press(period.first, period.last, number, "pdf")),
        buttons.button("Spreadsheet", _press(period.first, period.last, number, "xlsx")),
    ]
    if reader.client:
        return blocks.actions(*made[:-1])
    return blocks.actions(*made, _campaigns(period, campaigns) if campaigns else None)


def _other_days(today: date) -> list[tuple[str, tuple[date, date]]]:
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return [
        ("This month", (this, _month_ends(this))),
        ("Last month", (last, _month_ends(last))),
        ("This quarter", (quarter, _month_ends(_month_ends(_month_ends(quarter) + _DAY) + _DAY))),
    ]


_DAY = timedelta(days=1)


def _month_ends(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def _press(first: date, last: date, campaign: int | None, form: str | None = None) -> Press:
    kept = {"f": first.isoformat(), "l": last.isoformat(), "c": campaign, "x": form}
    said = json.dumps({key: value for key, value in kept.items() if value is not None}, separators=(",", ":"))
    return Press(Action.REPORT, extra=said)


def _campaigns(period: Period, campaigns: Sequence[CampaignView]) -> dict[str, Any]:
    chosen = [("All campaigns", None), *((view.name, view.id) for view in campaigns[:99])]
    return StaticSelectElement(
        action_id=f"{Action.REPORT.value}.9",
        placeholder=PlainTextObject(text="Campaign"),
        options=[
            Option(
                text=PlainTextObject(text=escape.clean(name, 75) or "?"),
                value=_press(period.first, period.last, number).value(buttons.MOST_OPTION),
            )
            for name, number in chosen
        ],
    ).to_dict()


def _spoken(report: Report) -> str:
    """Both ledgers in words, for notifications and screen readers."""
    of = f" of {escape.mrkdwn(report.campaign, 120)}" if report.campaign else ""
    counts = ", ".join(_counted(name, count) for name, count in _work(report.work))
    work = " ".join(part for part in (say.nothing(report) or f"Work: {counts}.", say.undated(report)) if part)
    results = report.results
    return (
        f"Report{of} for {say.days(report.period)}. {work} Results: {results.live:,} live, "
        f"of them followed: {say.followed(results)}, {results.lost:,} lost, {results.at_risk:,} at risk."
    )


def detail(reader: Reader, report: Report) -> Message:
    """The tactics as a table, and who did what, for the thread."""
    built = [blocks.section("*Tactics side by side*: what came of the tasks first asked in these days")]
    table = _table(report, client=reader.client)
    rest: list[Block] = []
    if not reader.client:
        rest.append(blocks.section(f"*Work by person*\n{_people(reader, report)}"))
        if report.campaign is None and (report.by_campaign or report.undated.by_campaign):
            rest.append(blocks.section(f"*Work by campaign*\n{_by_campaign(report)}"))
    bands = [(name, count) for name, count in report.results.by_authority.items() if count]
    if any(name != UNKNOWN_BAND for name, _ in bands):
        told = " · ".join(f"{name}: {count:,}" for name, count in bands)
        rest.append(blocks.section(f"*Live links by authority*\n{told}"))
    if report.late_promises:
        rest.append(blocks.section(f"*Late promises*\n{_late(reader, report)}"))
    plain = [*built, blocks.section(_tactic_lines(report, client=reader.client)), *rest]
    return Message("Tactics, people and late promises in detail.", [*built, table, *rest], plain)


def _columns(report: Report, *, client: bool) -> list[list[str]]:
    no_day = report.undated.asked.asked
    head = ["Tactic", "Asks", "Answered", "Promised", "Live", "Days to live"]
    if no_day:
        head.append("Asks without a day")
    rows = [
        [
            say.TACTICS[row.tactic],
            f"{row.asks:,}",
            say.share(row.answer_rate),
            say.share(row.promise_rate),
            say.share(row.live_rate),
            say.took(row.median_days_to_live),
            *([f"{row.undated:,}"] if no_day else []),
            *([] if client else [", ".join(say.per_link(cost) for cost in row.cost) or "–"]),
        ]
        for row in say.compared(report, client=client)
    ]
    return [head if client else [*head, "Cost per followed link"], *rows]


def _table(report: Report, *, client: bool) -> Block:
    rows = _columns(report, client=client)
    return {
        "type": "table",
        "rows": [[_cell(cell) for cell in row] for row in rows],
        "column_settings": [{"align": "left"}, *([{"align": "right"}] * (len(rows[0]) - 1))],
    }


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": escape.clean(text, 100) or "–"}


def _tactic_lines(report: Report, *, client: bool) -> str:
    head, *rows = _columns(report, client=client)
    lines = [
        f"• *{escape.mrkdwn(row[0])}*: "
        + ", ".join(
            f"{name.lower()} {escape.mrkdwn(cell)}" for name, cell in zip(head[1:], row[1:], strict=True)
        )
        for row in rows
    ]
    return "\n".join(lines) or "Nothing was asked in these days."


def _counts(work: Work) -> str:
    return ", ".join(_counted(name, count) for name, count in _work(work) if count)


def _counted(name: str, count: int) -> str:
    """ "1 ask", "2 replies"."""
    many = name.lower()
    one = "reply" if many == "replies" else many.removesuffix("s")
    return words.count(count, one, many)


def _busiest(dated: Mapping[Name, Work], undated: Mapping[Name, Work]) -> list[tuple[Name, str]]:
    """Who asked most first, and what they did; what has no day stands behind it."""
    names = sorted({*dated, *undated}, key=lambda name: (-dated.get(name, Work()).asks, name or ""))
    return [
        (
            name,
            "; ".join(
                part
                for part in (
                    _counts(dated.get(name, Work())),
                    f"without a day {_counts(undated[name])}" if name in undated else "",
                )
                if part
            ),
        )
        for name in names
    ]


def _people(reader: Reader, report: Report) -> str:
    busiest = _busiest(report.by_person, report.undated.by_person)
    lines = [f"• {reader.who(person)}: {said}" for person, said in busiest[:_PEOPLE]]
    if len(busiest) > _PEOPLE:
        lines.append(f"and {len(busiest) - _PEOPLE} more")
    return "\n".join(lines) or "Nobody did anything in these days."


def _by_campaign(report: Report) -> str:
    busiest = _busiest(report.by_campaign, report.undated.by_campaign)
    lines = [
        f"• {escape.mrkdwn(name, 80) if name else '_no campaign_'}: {said}"
        for name, said in busiest[:_CAMPAIGNS]
    ]
    if len(busiest) > _CAMPAIGNS:
        lines.append(f"and {len(busiest) - _CAMPAIGNS} more")
    return "\n".join(lines)


def _late(reader: Reader, report: Report) -> str:
    lines = []
    for late in report.late_promises[:_LATE]:
        owner = "" if reader.client else f", {reader.who(late.owner)}"
        number = "" if reader.client else f"#{late.outreach} "
        lines.append(
            f"• {number}{escape.site(late.site)}: promised by {say.day(late.promised_by)}, "
            f"{words.span(late.days_late)} late{owner}"
        )
    if len(report.late_promises) > _LATE:
        lines.append(f"and {len(report.late_promises) - _LATE:,} more: they are all in the spreadsheet")
    return "\n".join(lines)
