"""The chart: work and results apart, and the bridge between them. On its own light ground, so that it is
legible in light and dark surroundings alike, and with its main numbers large enough for a thumbnail.
"""

import io
import logging
import textwrap
import unicodedata
from datetime import date
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from bot.reporting import fonts, words
from handlers.rendering.parts.words import count as counted
from storage.report.figures import Report, Results

GROUND, INK, PALE = "#ffffff", "#1d1c1d", "#5f6368"
#: Told apart by people who see colours differently. Source: Okabe and Ito, "Color Universal Design".
BLUE, ORANGE, GREEN, PINK, GREY = "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#9aa0a6"
_GRID = "#e3e5e8"
#: How far apart two colours are at least, as red, green and blue from 0 to 255 weighed by the eye.
_APART = 130.0
# That a font for another script has no bold face is nothing to tell whoever asked for a report.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def chart(report: Report, *, accent: str = BLUE, height: float = 0.75, client: bool = False) -> bytes:
    """The chart as a PNG, 1,600 points wide and ``height`` times as high.

    With ``client`` it stands on a page that has the name, the days and the numbers already: it leaves them
    out, and says nothing in our own terms.
    """
    figure = Figure(figsize=(8, 8 * height), dpi=200, facecolor=GROUND)
    figure.set_layout_engine("constrained", w_pad=0.08, h_pad=0.08)
    FigureCanvasAgg(figure)
    accent = accent if _told_apart(accent) else BLUE
    heights = [1.0, 1.0] if client else [0.55, 1.0, 1.0]
    parts = figure.add_gridspec(len(heights), 1, height_ratios=heights)
    if not client:
        _head(figure.add_subfigure(parts[0]), report)
    above, below = figure.add_subfigure(parts[-2]), figure.add_subfigure(parts[-1])
    left, right = above.subplots(1, 2)
    _work(left, report, accent)
    _results(right, report, accent, client=client)
    _bridge(below.subplots(), report, accent, client=client)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", facecolor=GROUND, metadata={"Software": "Outreach"})
    return drawn.getvalue()


def alt_text(report: Report, *, client: bool = False) -> str:
    """What a screen reader says instead of the chart; without the campaign's own name for a ``client``."""
    of = "" if client else f", {fonts.printable(report.campaign, 60) or 'all campaigns'}"
    work, results = report.work, report.results
    months = "; ".join(
        f"{words.month(one.month)}: {one.asked} asked, {one.replied} replied, {one.promised} promised, "
        f"{one.live} live"
        for one in words.shown_months(report)[-words.MOST_MONTHS :]
    )
    return (
        f"Report for {words.period(report)}{of}. Work: {counted(work.asks, 'ask')}, "
        f"{counted(work.follow_ups, 'follow-up')}, {counted(work.replies, 'reply', 'replies')}, "
        f"{counted(work.promises, 'promise')}, {counted(work.declines, 'decline')}. "
        f"Results: {counted(results.live, 'link')} live, followed: {words.followed(results)}, "
        f"{results.built} built, {results.passive} passive, "
        f"{results.uncertain} uncertain, {results.lost} lost. By month of the ask: {months}."
        f"{f' {words.no_day(report)}.' if report.undated.work else ''}"
    )[:1000]


def _told_apart(accent: str) -> bool:
    """Whether a brand's colour is not taken for one that means something else here."""
    return all(_distance(accent, other) >= _APART for other in (ORANGE, GREEN, PINK, GREY))


def _distance(one: str, other: str) -> float:
    """How different two colours look. Source: Thiadmer Riemersma, "Colour metric" (the "redmean")."""
    (r1, g1, b1), (r2, g2, b2) = (
        [int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (one, other)
    )
    red = (r1 + r2) / 2
    return float(
        ((2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2)
        ** 0.5
    )


def _families(name: str) -> list[str]:
    """DejaVu, and after it what a name needs."""
    families = ["DejaVu Sans"]
    for file in fonts.needed(name):
        font_manager.fontManager.addfont(str(file))
        families.append(font_manager.fontManager.ttflist[-1].name)
    return families


def _head(figure: SubFigure, report: Report) -> None:
    """Whose report it is, and the numbers that are looked for first."""
    of = fonts.printable(report.campaign, 60) or "All campaigns"
    size = 17 if _broad(of) <= 36 else 13
    while _broad(of) > 50:
        of = f"{of[:-2].rstrip()}…"
    style: dict[str, Any] = {"va": "top", "parse_math": False}
    figure.text(0.02, 0.95, of, color=INK, fontsize=size, fontweight="bold", family=_families(of), **style)
    figure.text(0.98, 0.94, words.period(report), color=PALE, fontsize=12, ha="right", **style)
    work, results = report.work, report.results
    unknown = results.live > 0 and results.followed_unknown == results.live
    for begins, title, told in (
        (0.02, "Work", (("asks", work.asks), ("replies", work.replies), ("promises", work.promises))),
        (
            0.53,
            "Results",
            (
                ("live", results.live),
                ("followed", None if unknown else results.followed),
                ("lost", results.lost),
            ),
        ),
    ):
        figure.text(begins, 0.64, title.upper(), color=PALE, fontsize=9.5, fontweight="bold", **style)
        for place, (name, count) in enumerate(told):
            at = begins + place * 0.155
            number = "–" if count is None else _short(count)
            figure.text(at, 0.36, number, color=INK, fontsize=22, fontweight="bold", va="center")
            figure.text(at, 0.1, name, color=PALE, fontsize=11, va="center")


def _broad(name: str) -> int:
    """How wide a name is, in letters of ours; one of Chinese is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in name)


def _short(count: int) -> str:
    """ "9,999", "23.5k", "1.2M": as wide as there is room for."""
    for least, of, unit in ((999_950, 1_000_000, "M"), (10_000, 1_000, "k")):
        if count >= least:
            return f"{count / of:.1f}{unit}".replace(".0", "")
    return f"{count:,}"


def _plain(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", color=INK, fontsize=11, fontweight="bold")
    axes.set_facecolor(GROUND)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    axes.tick_params(colors=PALE, labelsize=9, length=0)


def _work(axes: Axes, report: Report, accent: str) -> None:
    step, steps = words.steps(report)
    _plain(axes, f"Work by {step}")
    places = list(range(len(steps)))
    axes.bar([p - 0.2 for p in places], [work.asks for _, work in steps], 0.4, color=accent, label="Asks")
    axes.bar(
        [p + 0.2 for p in places], [work.replies for _, work in steps], 0.4, color=ORANGE, label="Replies"
    )
    apart = max(1, -(-len(steps) // 5))
    axes.set_xticks(places[::apart], [_tick(step, begins) for begins, _ in steps[::apart]])
    if said := words.no_day(report):
        axes.set_xlabel(textwrap.fill(said, 42), color=PALE, fontsize=8.5)
    if words.nothing(report):
        _say(axes, "No work on record")
        return
    _from_zero(axes)
    _legend(axes)


def _tick(step: str, begins: date) -> str:
    return f"{begins.day} {begins:%b}" if step == "week" else words.step(step, begins)


def _results(axes: Axes, report: Report, accent: str, *, client: bool) -> None:
    _plain(axes, f"Results: links {words.stands(report)}")
    rows = _rows(report.results, accent, client=client)
    if not any(count for _, count, _ in rows):
        _say(axes, "No link stands yet" if words.stands(report) == "now" else "No link stood")
        return
    places = range(len(rows))
    axes.barh(places, [count for _, count, _ in rows], 0.62, color=[colour for _, _, colour in rows])
    axes.set_yticks(places, [name for name, _, _ in rows])
    axes.invert_yaxis()
    most = max(count for _, count, _ in rows)
    for place, (name, count, _) in enumerate(rows):
        said = words.followed(report.results) if name == "followed" else f"{count:,}"
        axes.text(count + most * 0.02, place, said, va="center", color=INK, fontsize=9.5)
    axes.set_xlim(0, most * (1.75 if report.results.followed_unknown else 1.25))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _rows(results: Results, accent: str, *, client: bool) -> list[tuple[str, int, str]]:
    """Each bar's name, length and colour."""
    built, passive, uncertain = (
        ("by our work", "earned", "not certain") if client else ("built", "passive", "uncertain")
    )
    risk = [] if client else [("at risk", results.at_risk, ORANGE)]
    return [
        ("Live", results.live, accent),
        ("followed", results.followed, GREEN),
        (built, results.built, GREEN),
        (passive, results.passive, GREEN),
        (uncertain, results.uncertain, GREY),
        *risk,
        ("Lost", results.lost, PINK),
    ]


def _bridge(axes: Axes, report: Report, accent: str, *, client: bool) -> None:
    _plain(axes, "What came of each month's asks")
    months = words.shown_months(report)[-words.MOST_MONTHS :]
    series: list[tuple[str, str, str]] = [
        ("Asked", "asked", accent),
        ("Replied", "replied", ORANGE),
        ("Promised", "promised", PINK),
        ("Live", "live", GREEN),
        ("Stood 90 days", "standing_90_days", GREY),
    ]
    tallest = max((month.asked for month in months), default=0)
    if not tallest:
        _say(axes, "Nobody was first asked in these months")
        return
    if left_out := words.left_out(report):
        rest = "" if client else "; all are in the spreadsheet"
        axes.set_xlabel(f"The {left_out}{rest}", color=PALE, fontsize=9)
    wide = 0.84 / len(series)
    for number, (name, field, colour) in enumerate(series):
        at = [place - 0.42 + wide * (number + 0.5) for place in range(len(months))]
        counts = [getattr(month, field) for month in months]
        bars: Any = axes.bar(at, counts, wide, color=colour, label=name)
        if len(months) <= 4:
            axes.bar_label(bars, [f"{count:,}" for count in counts], fontsize=8.5, color=INK, padding=1)
    axes.set_xticks(range(len(months)), _months([month.month for month in months]))
    # A month or two in the whole width would be bars as broad as hands.
    beside = max(0, 4 - len(months)) / 2
    axes.set_xlim(-0.6 - beside, len(months) - 0.4 + beside)
    _from_zero(axes)
    if len(months) <= 4:  # room for the numbers on the bars
        axes.set_ylim(top=axes.get_ylim()[1] * 1.08)
    _legend(axes, columns=5)


def _months(months: list[date]) -> list[str]:
    """Their names; the year where it begins, below."""
    return [
        f"{month:%b}\n{month.year}" if place == 0 or month.month == 1 else f"{month:%b}"
        for place, month in enumerate(months)
    ]


def _say(axes: Axes, said: str) -> None:
    """Words where there is nothing to draw."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(0.5, 0.5, said, transform=axes.transAxes, ha="center", va="center", color=PALE, fontsize=11)


def _from_zero(axes: Axes) -> None:
    """Whole numbers up from nothing, where there is nothing too."""
    axes.set_ylim(bottom=0, top=max(1, axes.get_ylim()[1]))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.grid(axis="y", color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def _legend(axes: Axes, columns: int = 2) -> None:
    axes.legend(
        frameon=False,
        fontsize=9,
        labelcolor=INK,
        ncols=columns,
        loc="lower right",
        bbox_to_anchor=(1.01, 0.98),
        columnspacing=1.0,
        handlelength=1.2,
        handletextpad=0.5,
        borderaxespad=0.3,
    )
