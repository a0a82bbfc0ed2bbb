"""Which days a report is about: "2026-10", "last month", "Q3", "from 1 Oct to 15 Oct", "year to date"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.understanding.days import calendar

_MONTH = "|".join(sorted(calendar.MONTHS, key=len, reverse=True))
_UNITS = {"day": "d", "week": "w", "month": "mo", "quarter": "q", "year": "y"}
_COUNT = "|".join(sorted((*calendar.NUMBERS, r"\d{1,3}"), key=len, reverse=True))
_RANGE = re.compile(
    r"(?:from |between )?(?P<first>.+?)\s*(?: to | until | till | and |\s-\s|…|\.\.|–)\s*(?P<last>.+)"
)
_SINCE = re.compile(r"(?:since|from|after)\s+(?P<first>.+)")
_UNTIL = re.compile(r"(?:until|till|up to|to)\s+(?P<last>.+)")
_ALL = {"all", "all time", "everything", "ever", "so far", "total", "overall"}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included; None: from the first thing on record, or to today."""

    first: date | None
    last: date | None


def days(text: str, today: date) -> Days | None:
    """The days that a period's words mean, None where they mean none. Periods look back, never ahead.

    A month without a year is the last one of that name that has begun. "last 30 days" ends today; "last
    month" is the calendar's. 5/10/2026 is not read: nobody knows which is the month.
    """
    said = _plain(text)
    if said in _ALL:
        return Days(None, None)
    if whole := _period(said, today):
        return Days(whole.first, whole.last)
    if match := _RANGE.fullmatch(said):
        return _range(match["first"], match["last"], today)
    if (match := _SINCE.fullmatch(said)) and (first := _period(match["first"], today)):
        return Days(first.first, None)
    if (match := _UNTIL.fullmatch(said)) and (last := _period(match["last"], today)):
        return Days(None, last.last)
    return None


def why_not(text: str) -> str:
    """Why words are no days, where that is plain, as a sentence; else ""."""
    said = _plain(text)
    if match := re.search(r"\b((?:19|20)\d\d)-(\d\d?)(-\d\d?)?\b", said):
        month = int(match[2])
        if not 1 <= month <= 12:
            return f"There is no month {month} in “{match[0]}”: they go from 01 to 12."
        if match[3] and not _period(match[0], date(2000, 1, 1)):
            return f"There is no day {match[0]} in the calendar."
    if re.search(r"\bq(?!uarter)(?:[05-9]|\d\d)\b", said):
        return "A year has four quarters: Q1 to Q4."
    if match := re.search(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:\d\d){1,2})?\b", said):
        return f"In “{match[0]}” I can't tell the day from the month."
    if re.search(r"\b(?:next|coming|following|tomorrow)\b", said):
        return "A report looks back, and those days are still to come."
    if re.fullmatch(r"(?:from|since|to|until|till|between|after)", said):
        return f"No day comes after “{said}”."
    return ""


def _plain(text: str) -> str:
    said = " ".join(re.sub(r"[,?!]", " ", text.lower()).split()).strip(" .:")
    return re.sub(r"^(?:for|in|of|during|over|the)\s+(?:the\s+)?", "", said)


def _range(begins: str, ends: str, today: date) -> Days | None:
    last = _period(ends, today)
    if last is None:
        return None
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\.?", begins):  # "1 to 15 October"
        begins = f"{last.last:%Y-%m}-{int(match[1]):02}"
    first = _period(begins, today)
    if first and first.first > last.last and not re.search(r"\d{4}", begins):
        first = _period(begins, last.last)  # "October to March" began in the year before
    return Days(first.first, last.last) if first else None


def _period(said: str, today: date) -> calendar.Day | None:
    try:
        return _by_number(said, today) or _by_name(said, today) or _by_distance(said, today)
    except (ValueError, OverflowError):  # 2026-13, 0000-01
        return None


def _by_number(said: str, today: date) -> calendar.Day | None:
    if match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", said, re.ASCII):
        return calendar.one(date(int(match[1]), int(match[2]), int(match[3])))
    if match := re.fullmatch(r"((?:19|20)\d\d)[-/.](\d{1,2})", said) or None:
        return calendar.month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,2})[-/.]((?:19|20)\d\d)", said):
        return calendar.month(int(match[2]), int(match[1]))
    if re.fullmatch(r"(?:19|20)\d\d", said):
        return calendar.year(int(said))
    if match := re.fullmatch(r"((?:19|20)\d\d)-?w(\d{1,2})", said):
        return _week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(?:week|kw|w) ?(\d{1,2})(?: (?:of )?((?:19|20)\d\d))?", said):
        return _week(date.fromisocalendar(int(match[2] or today.isocalendar().year), int(match[1]), 1))
    if match := re.fullmatch(r"q([1-4])(?:[ -]?((?:19|20)\d\d))?", said):
        return _quarter(match[2], int(match[1]), today)
    if match := re.fullmatch(r"((?:19|20)\d\d)[ -]?q([1-4])", said):
        return _quarter(match[1], int(match[2]), today)
    return None


def _by_name(said: str, today: date) -> calendar.Day | None:
    if match := re.fullmatch(rf"({_MONTH})\.?(?: ((?:19|20)\d\d))?", said):
        number = calendar.MONTHS[match[1]]
        return calendar.month(int(match[2]) if match[2] else today.year - (number > today.month), number)
    written = re.fullmatch(
        rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<m>{_MONTH})|"
        rf"(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
        r"\.?(?: (?P<y>(?:19|20)\d\d))?",
        said,
    )
    if written is None:
        return None
    month, day = calendar.MONTHS[written["m"] or written["m2"]], int(written["d"] or written["d2"])
    year = int(written["y"]) if written["y"] else today.year - ((month, day) > (today.month, today.day))
    return calendar.one(date(year, month, day))


def _by_distance(said: str, today: date) -> calendar.Day | None:
    if said in {"today", "yesterday"}:
        return calendar.one(today - timedelta(days=said == "yesterday"))
    if said in {"ytd", "year to date", "this year so far"}:
        return calendar.Day(date(today.year, 1, 1), today)
    if said in {"monthly", "weekly", "quarterly", "yearly", "annual"}:
        said = {"annual": "last year", "yearly": "last year"}.get(said, f"last {said.removesuffix('ly')}")
    said = re.sub(r"^((?:the )?(?:last|past|previous|this)) fortnight$", r"\1 two weeks", said)
    said = said.replace("this two weeks", "last two weeks")
    if match := re.fullmatch(
        rf"(?:the )?(?:last|past|previous) ({_COUNT}) (day|week|month|quarter|year)s?", said
    ):
        count = int(match[1]) if match[1].isdigit() else calendar.NUMBERS[match[1]]
        begins = calendar.shifted(today, -count, _UNITS[match[2]]) + timedelta(days=1)
        return calendar.Day(begins, today) if count else None
    match = re.fullmatch(
        r"(?:the )?(this|current|last|past|previous) (week|month|quarter|year)(?: so far)?", said
    )
    if match is None:
        return None
    ago = 0 if match[1] in {"this", "current"} else -1
    return {
        "week": _week(today - timedelta(days=today.weekday()) + timedelta(weeks=ago)),
        "month": calendar.month_ahead(today, ago),
        "quarter": calendar.quarter_ahead(today, ago),
        "year": calendar.year(today.year + ago),
    }[match[2]]


def _week(monday: date) -> calendar.Day:
    return calendar.Day(monday, monday + timedelta(days=6))


def _quarter(year: str | None, number: int, today: date) -> calendar.Day:
    begun = (number - 1) * 3 < today.month
    return calendar.quarter(int(year) if year else today.year - (not begun), number)
