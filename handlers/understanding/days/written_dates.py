"""Days written with their number: "2026-12-24", "6.12.", "5/6", "the 3rd of May", "Dec 24"."""

import re
from datetime import date, datetime, time

from handlers.understanding.days import calendar
from handlers.understanding.days.atoms import MONTH, NOT_COUNTED, YEAR, Atom, Rule, pattern
from handlers.understanding.days.calendar import MONTHS
from handlers.understanding.days.daytimes import Clock, Times

_AN_AMOUNT = re.compile(r"\s?(?:[$€£%k]|usd|eur|gbp|euros?|dollars?|bucks|pm\b|am\b|uhr|h\b)", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(?:on|by|am|bis|ab|until|till?|before|after|from|due|fu|f/u|live|chase|ping|nudge|bump|remind|"
    r"reminder|"
    r"follow[\s-]*up|snooze|again|back|next|to|der|den|zum|vom)\s+(?:on\s+|the\s+|at\s+)*$",
    re.IGNORECASE,
)
# What stands where a year does and is none that anybody plans for: "1 Jan 99999".
_NO_YEAR = re.compile(r",?\s+(?:\d{5,}(?![\w%]|[.,:]\d)|\d{3,4}(?=\s*(?:$|[,;!?)\n]|\.(?!\d))))")


def _iso(m: re.Match[str], clock: Clock) -> Atom:
    del clock
    day = date(int(m[1]), int(m[2]), int(m[3]))
    at = Times(time(int(m[4]), int(m[5]))) if m[4] else None
    if at and m[6]:
        offset = m[6].upper().replace("Z", "+00:00")
        return Atom(*m.span(), instant=datetime.fromisoformat(f"{day}T{m[4]}:{m[5]}{offset}"), fixed=True)
    return Atom(*m.span(), day=calendar.one(day), at=at, fixed=True)


def _numeric(m: re.Match[str], clock: Clock) -> Atom | None:
    first, mark, second, year = int(m[1]), m[2], int(m[3]), m[4]
    if (mark == "-" and not year) or (first, second) == (24, 7):
        return None
    if mark == "." and not year and not _dotted(m, clock):
        return None
    number_day, number_month = (first, second) if clock.day_first or mark == "." else (second, first)
    if number_month > 12 >= number_day:
        number_day, number_month = number_month, number_day
    elif number_month > 12:
        return None
    if year and len(year) == 2 and number_day <= 12 and number_month <= 12 and mark != ".":
        # "12/05/26" on 23 November 2026: the other order has a future reading.
        said, other = (
            date(2000 + int(year), *pair) for pair in ((number_month, number_day), (number_day, number_month))
        )
        if said < clock.today <= other:
            number_day, number_month = number_month, number_day
    return _dated(m, clock, number_day, number_month, year)


def _dotted(m: re.Match[str], clock: Clock) -> bool:
    """Whether "6.12." is a date: where the language writes so, or a word before it says so ("by 15.12")."""
    if m[5] and clock.dotted:
        return True
    said = _DATE_WORDS.search(m.string, 0, m.start()) and int(m[1]) <= 31 and 1 <= int(m[3]) <= 12
    return bool(said) and bool(m[5] or (len(m[3]) == 2 and not _AN_AMOUNT.match(m.string, m.end())))


def _named(m: re.Match[str], clock: Clock) -> Atom:
    year = m["year"] or m["short"] or m.groupdict().get("dashed")
    return _dated(m, clock, int(m["day"]), MONTHS[m["month"].lower()], year)


_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINALS = {
    name: at
    for at, name in enumerate(
        [
            *_ONES,
            *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth".split(),
            *"eighteenth nineteenth twentieth".split(),
            *(f"twenty {one}" for one in _ONES),
            *"thirtieth thirty-first".replace("-", " ").split(" ", 1),
        ],
        start=1,
    )
}
_ORDINAL = "|".join(name.replace(" ", r"[\s-]") for name in sorted(_ORDINALS, key=len, reverse=True))


def _spelled(m: re.Match[str], clock: Clock) -> Atom:
    """ "December second", "the twenty-first of January"."""
    day = _ORDINALS[re.sub(r"[\s-]+", " ", m["day"].lower())]
    return _dated(m, clock, day, MONTHS[m["month"].lower()], m["year"] or m["short"])


def _dated(m: re.Match[str], clock: Clock, number_day: int, number_month: int, year: str | None) -> Atom:
    """A day of a month; without a year the next one, with one just that."""
    if not year and (beyond := _NO_YEAR.match(m.string, m.end())):
        return Atom(m.start(), beyond.end(), problem=f"there is no {m.group()}{beyond.group()}")
    if year:
        written = int(year) + (2000 if len(year) == 2 else 0)
        return Atom(*m.span(), day=calendar.one(date(written, number_month, number_day)), fixed=True)
    for in_year in range(clock.today.year, clock.today.year + 9):
        try:
            found = date(in_year, number_month, number_day)
        except ValueError:  # 29 February
            continue
        if found >= clock.today:
            return Atom(*m.span(), day=calendar.one(found))
    raise ValueError("no such day")


WRITTEN: tuple[Rule, ...] = (
    (
        pattern(
            r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?"
        ),
        _iso,
    ),
    (pattern(r"(\d{4})/(\d{1,2})/(\d{1,2})()()()"), _iso),
    (
        re.compile(r"(?<![\w/.$€£#-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(\.)?(?![\w/%-]|\.\d)"),
        _numeric,
    ),
    (
        pattern(
            rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:of\s+)?|"
            rf"-)(?P<month>{MONTH})\.?(?:-(?P<dashed>(?:20)?\d\d)(?!\d))?{YEAR}"
        ),
        _named,
    ),
    (
        pattern(
            rf"(?P<month>{MONTH})\.?\s*(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\s?[ap]\.?m|:\d|"
            rf"\d){YEAR}"
        ),
        _named,
    ),
    (pattern(rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{_ORDINAL}){YEAR}{NOT_COUNTED}"), _spelled),
    (pattern(rf"(?:the\s+)?(?P<day>{_ORDINAL})\s+of\s+(?P<month>{MONTH}){YEAR}"), _spelled),
)
