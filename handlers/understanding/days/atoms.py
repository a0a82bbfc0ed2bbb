"""A piece of a date in a sentence, and the words that all rules for such pieces are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.understanding.days.calendar import MONTHS, NUMBERS, WEEKDAYS, Day
from handlers.understanding.days.daytimes import Clock, Times


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece: a day, a time of day, a length of time, or an instant."""

    start: int
    end: int
    day: Day | None = None
    at: Times | None = None
    length: tuple[int, str] | None = None
    instant: datetime | None = None
    weak: bool = False
    weekday: int | None = None
    fixed: bool = False
    problem: str | None = None


MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
COUNT = (
    r"(?P<count>\d{1,4}(?=\s*(?:-|to|or)?\s*\d{0,3}[\sa-z])|"
    r"(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few|"
    + "|".join(w for w in NUMBERS if w not in {"couple", "few"})
    + r")(?:(?<=\d)|(?=[\s-]))"
)
UNIT = (
    r"(?P<unit>(?:business|biz|working|work|bus)\.?[\s-]?days?|weekdays?|bds?|minutes?|mins?|m|hours?|"
    r"hrs?|hr|h|days?|d|"
    r"fortnights?|weeks?|wks?|w|months?|mths?|mos?|quarters?|qtrs?|years?|yrs?|y)"
)
# "2nd follow-up", "the 3rd attempt": counted, no date.
NOT_COUNTED = (
    r"(?!\s+(?:on\s+(?:mon|tue|wed|thu|fri|sat|sun)|follow|fu\b|e-?mail|nudge|attempt|time|one|reminder|"
    r"touch|ping|chaser|pitch|draft|link|"
    r"post|article|place|"
    r"round|message|party|edition|version|mail|try|contact|largest|most|biggest))"
)
PART = r"(?P<part>early|mid|middle|late|end|start|beginning|later)"
OF = r"(?:\s+(?:of|in))?(?:\s+the)?[\s-]*"
YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d{2})|\s+'(?P<short>\d{2}))?"


def pattern(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#$€£/]){body}(?![\w@]|-\w)", re.IGNORECASE)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Clock], Atom | None]]
"""What finds a piece, and what says which day it means; ValueError where there is no such day."""
