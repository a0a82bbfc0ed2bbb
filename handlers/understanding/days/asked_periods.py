"""The time that a question is about: "last week", "in October", "since Monday", "the last 30 days".

Dates of tasks lie ahead and are read elsewhere; questions look back, and only those about what is due ahead.
Weeks begin on Monday (ISO 8601).
"""

import re
from datetime import date, timedelta

from handlers.understanding.questions.question import Period

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3}
_LONGEST = 3_660
"""Days that a question looks back at most: ten years hold the ledger."""

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?:'s)?\b"
_DAY = r"(?P<weekday>" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\b"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_ISO = r"(?P<iso>20\d\d-\d\d-\d\d)"
_ONE_DAY = re.compile(
    rf"(?:{_ISO}|{_NUMBER}\s+(?:of\s+)?{_MONTH}{_YEAR}|"
    + _MONTH.replace("month", "month2")
    + rf"\s+{_NUMBER.replace('day', 'day2')}(?!\d){_YEAR.replace('year', 'year2')}|"
    rf"{_DAY}|(?P<near>yesterday|today|tomorrow|last week|last month|last year))"
)
_LAST_DAYS = re.compile(
    r"\b(?:in |over |within |for |during )?(?:the )?(?:last|past|previous) (?P<count>\d{1,4}|"
    r"(?:a )?couple of|"
    r"(?:a )?few|" + "|".join(_COUNTS) + r") (?P<unit>hour|day|week|month|quarter|year)s?\b"
)
_NEXT_DAYS = re.compile(
    r"\b(?:in |over |within )?(?:the )?(?:next|coming) (?P<count>\d{1,3}|(?:a )?couple of|(?:a )?few|"
    + "|".join(_COUNTS)
    + r") (?P<unit>day|week|month)s?\b"
)
_NAMED = re.compile(
    r"\b(?P<which>this|current|the current|last|past|previous|next|coming) (?P<unit>week(?:end)?|month|"
    r"quarter|"
    r"year)\b|\b(?P<bare>weekend)\b"
)
_RANGE = re.compile(
    r"\b(?:from|between)\s+(?P<a>.{1,25}?)(?:\s*-\s*|\s+(?:to|and|until|till)\s+)(?P<b>.{3,25}?)(?=[?.,!]|$|"
    r"\s\b(?:for|by|in|on|at|did|do|were)\b)"
)
_DASHED = re.compile(
    rf"\b(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|to)\s*(?P<to>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}{_YEAR}"
)
_IN_MONTH = re.compile(
    rf"(?:\b(?P<lead>in|of|for|during|since|from|this|last|over|throughout)\s+)?(?<![\w-]){_MONTH}{_YEAR}"
)
_QUARTER = re.compile(
    r"\b(?:(?P<since>since)\s+)?(?:q(?P<number>[1-4])|(?:the )?(?P<word>first|second|third|fourth|"
    r"last) quarter)"
    r"(?:\s+(?:of\s+)?(?P<year>20\d\d))?\b(?! of the)"
)
_HALF = re.compile(r"\bh(?P<half>[12])(?:\s+(?P<year>20\d\d))?\b")
_YEARLY = re.compile(r"\b(?P<lead>in|of|for|during|since|from|throughout)\s+(?P<year>20\d\d)\b")
_AGO = re.compile(r"\b(?P<count>\d{1,3}|" + "|".join(_COUNTS) + r") (?P<unit>day|week|month|year)s? ago\b")


def period_of(text: str, today: date, *, ahead: bool = False) -> Period | None:
    """The period that ``text`` (lower case) speaks of; None where it names none.

    A month or weekday without a year is the last one that began, or with ``ahead`` the next one. What has not
    come yet is cut off: "this month" ends today. Never raises.
    """
    try:
        found = _period(text, today, ahead)
    except (ValueError, OverflowError):  # the 31st of February
        return None
    if found is None or ahead:
        return found
    last = min(found.last, today) if found.last else today
    first = min(found.first, last) if found.first else None
    return Period(first, last)


def _period(text: str, today: date, ahead: bool) -> Period | None:
    if re.search(
        r"\b(?:all[\s-]time|ever since|in total|overall|altogether|since the (?:start|beginning))\b", text
    ):
        return Period(None, today)
    if m := _RANGE.search(text):
        first, last = _day_of(m["a"], today, ahead=False), _day_of(m["b"], today, ahead=ahead)
        if first is None and last and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", m["a"].strip()):
            first = last.replace(day=int(re.match(r"\d+", m["a"].strip())[0]))  # type: ignore[index]
        if first is None and (month := re.fullmatch(_MONTH + _YEAR, m["a"].strip())):
            first = _month(month, today).first
        if last is None and (month := re.fullmatch(_MONTH + _YEAR, m["b"].strip())):
            last = _month(month, today).last
        if first and last:
            return Period(min(first, last), max(first, last))
    if m := _DASHED.search(text):
        whole = _month(m, today)
        if whole.first:
            return Period(whole.first.replace(day=int(m["from"])), whole.first.replace(day=int(m["to"])))
    if m := re.search(rf"\bsince\s+(?:the\s+|last\s+)?{_ONE_DAY.pattern}", text):
        return Period(_one_day(m, today, ahead=False), today)
    if m := _LAST_DAYS.search(text):
        return Period(today - timedelta(days=_days(m) - 1), today)
    if m := _NEXT_DAYS.search(text):
        return Period(today, today + timedelta(days=_days(m)))
    if re.search(r"\b(?:ytd|year to date|so far this year)\b", text):
        return Period(today.replace(month=1, day=1), today)
    if m := _QUARTER.search(text):
        return _quarter(m, today)
    if m := _NAMED.search(text):
        return _named(m["which"] or "last", m["unit"] or m["bare"], today)
    if m := _HALF.search(text):
        year = int(m["year"] or today.year)
        return (
            Period(date(year, 1, 1), date(year, 6, 30))
            if m["half"] == "1"
            else Period(date(year, 7, 1), date(year, 12, 31))
        )
    if m := _AGO.search(text):
        day = today - timedelta(days=_days(m))
        return Period(day, day)
    if m := re.search(r"\b(?:the )?day before yesterday\b", text):
        return Period(today - timedelta(days=2), today - timedelta(days=2))
    if m := re.search(rf"\b(?:on\s+|last\s+|this\s+)?(?:{_ONE_DAY.pattern})", text):
        day = _one_day(m, today, ahead=ahead)
        return Period(day, day)
    if re.search(r"\b(?:this morning|this afternoon|so far today|tonight)\b", text):
        return Period(today, today)
    for m in _IN_MONTH.finditer(text):
        if m["month"] in {"may", "march", "mar"} and not (m["lead"] or m["year"]):
            continue  # "what may I do", "march on"
        whole = _month(m, today, ahead=ahead)
        return Period(whole.first, today) if m["lead"] == "since" else whole
    if m := _YEARLY.search(text):
        year = int(m["year"])
        last = today if m["lead"] == "since" else date(year, 12, 31)
        return Period(date(year, 1, 1), last)
    if re.search(r"\b(?:recent(?:ly)?|lately|these days)\b", text):
        return Period(today - timedelta(days=29), today)
    return None


def _day_of(text: str, today: date, *, ahead: bool) -> date | None:
    found = _ONE_DAY.fullmatch(text.strip())
    return _one_day(found, today, ahead=ahead) if found else None


def _one_day(found: re.Match[str], today: date, *, ahead: bool) -> date:
    said = found.groupdict()
    if said["iso"]:
        return date.fromisoformat(said["iso"])
    if said["near"]:
        near = {"yesterday": -1, "today": 0, "tomorrow": 1}
        if said["near"] in near:
            return today + timedelta(days=near[said["near"]])
        first = _named("last", said["near"].split()[1], today).first
        return first or today
    if said["weekday"]:
        away = (_DAYS[said["weekday"]] - today.weekday()) % 7
        return today + timedelta(days=away if ahead else away - 7 if away else 0)
    month, day = _MONTHS[said["month"] or said["month2"]], int(said["day"] or said["day2"])
    if year := said["year"] or said["year2"]:
        return date(int(year), month, day)
    this = date(today.year, month, day)
    if ahead:
        return this if this >= today else date(today.year + 1, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def _month(found: re.Match[str], today: date, *, ahead: bool = False) -> Period:
    month = _MONTHS[found["month"]]
    year = int(found["year"]) if found["year"] else today.year
    if not found["year"]:
        year += (month < today.month) if ahead else -(month > today.month)
    first = date(year, month, 1)
    return Period(first, _month_end(first))


def _quarter(found: re.Match[str], today: date) -> Period:
    if found["word"] == "last":
        return _named("last", "quarter", today)
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    number = int(found["number"]) if found["number"] else words[found["word"]]
    year = int(found["year"]) if found["year"] else today.year
    first = date(year, 3 * number - 2, 1)
    if first > today and not found["year"]:
        first = date(year - 1, 3 * number - 2, 1)
    end = _month_end(first.replace(month=first.month + 2))
    return Period(first, today if found["since"] else end)


def _named(which: str, unit: str, today: date) -> Period:
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Period(monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
        if step < 0 and saturday > today - timedelta(days=1):
            saturday -= timedelta(weeks=1)
        return Period(saturday, saturday + timedelta(days=1))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    begun = (today.month - 1) // months * months
    index = today.year * 12 + begun + step * months
    first = date(index // 12, index % 12 + 1, 1)
    last = index + months - 1
    return Period(first, _month_end(date(last // 12, last % 12 + 1, 1)))


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _days(found: re.Match[str]) -> int:
    said = found["count"]
    count = int(said) if said.isdigit() else _COUNTS[said]
    each = {"hour": 0, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[found["unit"]]
    return max(1, min(count * each if each else -(-count // 24) + 1, _LONGEST))
