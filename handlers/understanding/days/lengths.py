"""Lengths of time, from now on or ago: "in 3 days", "a fortnight", "an hour and a half"."""

import re
from datetime import date, timedelta

from handlers.understanding.days import calendar
from handlers.understanding.days.atoms import Atom
from handlers.understanding.days.calendar import NUMBERS
from handlers.understanding.days.daytimes import Clock

# "in -3 days"; the dash of "2-3 days" and of " - 3 days" is no minus sign.
_MINUS = re.compile(r"(?<!\S)(?:(?:in|within|after|for)\s+)?-$", re.IGNORECASE)
_BROKEN = re.compile(r"(?<![\w.,$€£])\d{1,3}[.,]$")  # "1.5 hours"
#: Half of a unit in whole days or months, and rather a day late than early.
_HALVES = {"d": (1, "d"), "w": (4, "d"), "f": (7, "d"), "mo": (15, "d"), "y": (6, "mo")}
_AND_A_HALF = re.compile(r"\s+and\s+(?:a\s+)?half\b", re.IGNORECASE)


def amount(written: str) -> int:
    """How many: 3 of "3", 2 of "two" and "a couple of"."""
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits.group())
    words = re.findall(r"[a-z]+", written.lower())
    return NUMBERS[next((word for word in words if word in {"couple", "few"}), words[0])]


def unit_of(written: str) -> str:
    """The unit that a word names: b (working days), d, w, mo, q, y, h or min."""
    word = written.lower()
    if word.startswith(("b", "work", "weekday")):
        return "b"
    if word.startswith(("mo", "mth")):
        return "mo"
    if word.startswith("m"):
        return "min"
    return "q" if word.startswith("q") else word[0]


def length(m: re.Match[str], clock: Clock) -> Atom | None:
    """The day or instant that a length of time leads to; None where it is only a number beside a letter."""
    count, unit = amount(m["count"]), unit_of(m["unit"])
    if minus := _MINUS.search(m.string[: m.start()]):
        return Atom(minus.start(), m.end(), problem=f"there is no -{m.group().strip()}")
    if part := _BROKEN.search(m.string[: m.start()]):
        said = m.string[part.start() : m.end()].strip()
        return Atom(part.start(), m.end(), problem=f"I count in whole ones, not in {said}")
    lead = (m["in"] or "").lower()
    ago, strong = bool(m["ago"]), bool((lead and not lead.startswith("for")) or m["later"])
    bare_word = not m["count"][0].isdigit()
    if m["unit"].lower() in {"m", "y"} and not strong:
        return None
    if m["count"].lower() == "the" and not (m["in"] and m["in"].lower().startswith("in")):
        return None
    if (m["in"] or "").lower().startswith("in the") or m["count"].lower() == "the":
        return None
    if unit in {"min", "h"}:
        delta = timedelta(minutes=count) if unit == "min" else timedelta(hours=count)
        weak = not strong and not ago
        if ago:
            return Atom(*m.span(), day=calendar.one(clock.today, past=True))
        half = _AND_A_HALF.match(m.string, m.end()) if unit == "h" else None
        end = half.end() if half else m.end()
        return Atom(
            m.start(), end, instant=clock.now + delta + timedelta(minutes=30 if half else 0), weak=weak
        )
    if ago:
        return Atom(*m.span(), day=calendar.one(_ago(clock.today, count, unit), past=True))
    day = calendar.shifted(clock.today, count, unit)
    weak = not strong
    if half := _AND_A_HALF.match(m.string, m.end()) if unit in _HALVES else None:
        more, of = _HALVES[unit]
        day = calendar.shifted(day, more, of)
        return Atom(m.start(), half.end(), day=calendar.one(day), weak=weak)
    if weak and bare_word and m["count"].lower() == "one":
        return None
    return Atom(*m.span(), day=calendar.one(day), length=(count, unit), weak=weak)


def _ago(today: date, count: int, unit: str) -> date:
    """So long before today; for what no calendar has the first day of all."""
    try:
        return calendar.shifted(today, -count, unit)
    except (ValueError, OverflowError):
        return date.min + timedelta(days=1)
