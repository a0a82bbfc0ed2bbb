"""The chart: work and results apart, and the bridge between them. On its own light ground, so that it is
legible in light and dark surroundings alike.
"""

import io
from datetime import date
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.reporting import fonts, words
from storage.report.figures import Report

GROUND, INK, PALE = "#ffffff", "#1d1c1d", "#5f6368"
#: Told apart by people who see colours differently. Source: Okabe and Ito, "Color Universal Design".
BLUE, ORANGE, GREEN, PINK, GREY = "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#9aa0a6"


def chart(report: Report, *, accent: str = BLUE, height: float = 0.625) -> bytes:
    """The chart as a PNG, 1,600 points wide and ``height`` times as high."""
    figure = Figure(figsize=(10, 10 * height), dpi=160, facecolor=GROUND, layout="constrained")
    figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.1)
    FigureCanvasAgg(figure)
    families = ["DejaVu Sans"]
    for file in fonts.others():
        font_manager.fontManager.addfont(str(file))
        families.append(font_manager.fontManager.ttflist[-1].name)
    parts = figure.add_gridspec(2, 1, height_ratios=[1, 1.05])
    above, below = figure.add_subfigure(parts[0]), figure.add_subfigure(parts[1])
    left, right = above.subplots(1, 2)
    of = fonts.printable(report.campaign, 60) if report.campaign else "all campaigns"
    figure.suptitle(
        f"{words.period(report)} · {of}",
        color=INK,
        fontsize=14,
        fontweight="bold",
        family=families,
        parse_math=False,
    )
    _work(left, report, accent)
    _results(right, report, accent)
    _bridge(below.subplots(), report, accent)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", facecolor=GROUND, metadata={"Software": "Outreach"})
    return drawn.getvalue()


def alt_text(report: Report) -> str:
    """What a screen reader says instead of the chart."""
    of = report.campaign or "all campaigns"
    work, results = report.work, report.results
    months = "; ".join(
        f"{words.month(one.month)}: {one.asked} asked, {one.replied} replied, {one.promised} promised, "
        f"{one.live} live"
        for one in words.shown_months(report)[-words.MOST_MONTHS :]
    )
    return (
        f"Report for {words.period(report)}, {of}. Work: {work.asks} asks, {work.follow_ups} follow-ups, "
        f"{work.replies} replies, {work.promises} promises, {work.declines} declines. "
        f"Results: {results.live} links live, followed: {words.followed(results)}, {results.built} built, "
        f"{results.passive} passive, "
        f"{results.uncertain} uncertain, {results.lost} lost. By month of the ask: {months}."
    )[:1000]


def _plain(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", color=INK, fontsize=11, fontweight="bold")
    axes.set_facecolor(GROUND)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    axes.tick_params(colors=PALE, labelsize=8.5, length=0)


def _work(axes: Axes, report: Report, accent: str) -> None:
    step, steps = words.steps(report)
    _plain(axes, f"Work, {step} by {step}")
    places = list(range(len(steps)))
    axes.bar([p - 0.2 for p in places], [work.asks for _, work in steps], 0.4, color=accent, label="Asks")
    axes.bar(
        [p + 0.2 for p in places], [work.replies for _, work in steps], 0.4, color=ORANGE, label="Replies"
    )
    apart = max(1, -(-len(steps) // 6))
    axes.set_xticks(places[::apart], [_tick(step, begins) for begins, _ in steps[::apart]])
    if words.nothing(report):
        _say(axes, "No work on record")
    _from_zero(axes)
    axes.grid(axis="y", color="#e3e5e8", linewidth=0.8)
    axes.set_axisbelow(True)
    _legend(axes)


def _tick(step: str, begins: date) -> str:
    return f"{begins.day} {begins:%b}" if step == "week" else words.step(step, begins)


def _results(axes: Axes, report: Report, accent: str) -> None:
    _plain(axes, f"Results: links {words.stands(report)}")
    results = report.results
    rows = [
        ("Live", results.live, accent),
        ("followed", results.followed, GREEN),
        ("built", results.built, GREEN),
        ("passive", results.passive, GREEN),
        ("uncertain", results.uncertain, GREY),
        ("at risk", results.at_risk, ORANGE),
        ("Lost in the period", results.lost, PINK),
    ]
    places = range(len(rows))
    axes.barh(places, [count for _, count, _ in rows], 0.62, color=[colour for _, _, colour in rows])
    axes.set_yticks(places, [name for name, _, _ in rows])
    axes.invert_yaxis()
    most = max((count for _, count, _ in rows), default=0) or 1
    for place, (name, count, _) in enumerate(rows):
        said = words.followed(results) if name == "followed" else f"{count:,}"
        axes.text(count + most * 0.015, place, said, va="center", color=INK, fontsize=9)
    axes.set_xlim(0, most * (1.55 if results.followed_unknown else 1.18))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _bridge(axes: Axes, report: Report, accent: str) -> None:
    _plain(axes, "The bridge: what came of each month's asks")
    if left_out := words.left_out(report):
        axes.set_xlabel(f"The {left_out}; all are in the spreadsheet", color=PALE, fontsize=8.5)
    months = words.shown_months(report)[-words.MOST_MONTHS :]
    series: list[tuple[str, str, str]] = [
        ("Asked", "asked", accent),
        ("Replied", "replied", ORANGE),
        ("Promised", "promised", PINK),
        ("Live", "live", GREEN),
        ("Stood 90 days", "standing_90_days", GREY),
    ]
    wide = 0.84 / len(series)
    tallest = max((month.asked for month in months), default=0)
    for number, (name, field, colour) in enumerate(series):
        at = [place - 0.42 + wide * (number + 0.5) for place in range(len(months))]
        counts = [getattr(month, field) for month in months]
        bars: Any = axes.bar(at, counts, wide, color=colour, label=name)
        if len(months) <= 6 and tallest:
            axes.bar_label(bars, [f"{count:,}" for count in counts], fontsize=7.5, color=INK, padding=1)
    axes.set_xticks(range(len(months)), [words.month(month.month) for month in months])
    if not tallest:
        _say(axes, "Nobody was first asked in these months")
    _from_zero(axes)
    axes.grid(axis="y", color="#e3e5e8", linewidth=0.8)
    axes.set_axisbelow(True)
    _legend(axes, columns=5)


def _say(axes: Axes, said: str) -> None:
    """Words where there is nothing to draw."""
    axes.text(0.5, 0.5, said, transform=axes.transAxes, ha="center", va="center", color=PALE, fontsize=10)


def _from_zero(axes: Axes) -> None:
    """Whole numbers up from nothing, where there is nothing too."""
    axes.set_ylim(bottom=0, top=max(1, axes.get_ylim()[1]))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))


def _legend(axes: Axes, columns: int = 2) -> None:
    axes.legend(
        frameon=False,
        fontsize=8.5,
        labelcolor=INK,
        ncols=columns,
        loc="lower right",
        bbox_to_anchor=(1, 0.99),
    )
