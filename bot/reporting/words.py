"""What a report's parts are called, in files and on terminals."""

from handlers.rendering import report_words
from handlers.rendering.report_words import (
    MOST_MONTHS,
    compared,
    day,
    followed,
    how_known,
    indexable,
    left_out,
    lost,
    money,
    month,
    no_day,
    no_month,
    nothing,
    partly,
    per_link,
    share,
    shown_months,
    stands,
    step,
    steps,
    took,
    undated,
)
from storage.report.figures import Report, TacticRow
from storage.words import Tactic

__all__ = [
    "MOST_MONTHS",
    "TACTICS",
    "compared",
    "day",
    "followed",
    "how_known",
    "indexable",
    "left_out",
    "lost",
    "money",
    "month",
    "no_day",
    "no_month",
    "nothing",
    "partly",
    "per_link",
    "period",
    "share",
    "shown_months",
    "stands",
    "step",
    "steps",
    "tactic_cost",
    "took",
    "undated",
]

TACTICS: dict[Tactic | None, str] = {
    tactic: name[0].upper() + name[1:] for tactic, name in report_words.TACTICS.items()
}
NO_CAMPAIGN, NO_DAY = "No campaign", "No day"


def period(report: Report) -> str:
    """ "1–31 Oct 2026"."""
    return report_words.days(report.period)


def tactic_cost(row: TacticRow) -> str:
    """Per standing followed link, each currency by itself."""
    return ", ".join(per_link(cost) for cost in row.cost) or "–"
