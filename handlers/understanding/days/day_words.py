"""The words for days, lengths of time and instants: each rule finds one kind and says which day it means."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from handlers.understanding.days import calendar
from handlers.understanding.days.atoms import (
    COUNT,
    MONTH,
    NOT_COUNTED,
    OF,
    PART,
    UNIT,
    WEEKDAY,
    YEAR,
    Atom,
    Rule,
    pattern,
)
from handlers.understanding.days.calendar import MONTHS, WEEKDAYS, Day
from handlers.understanding.days.daytimes import Clock, Times
from handlers.understanding.days.lengths import amount, length, unit_of
from handlers.understanding.days.written_dates import WRITTEN


def _month_alone(m: re.Match[str], clock: Clock) -> Atom:
    number, year = MONTHS[m["month"].lower()], m["year"] or m["short"]
    if year:
        whole = calendar.month(int(year) + (2000 if len(year) == 2 else 0), number)
    else:
        whole = calendar.coming_month(clock.today, number)
    return _parted(m, clock, whole)


def _quarter(m: re.Match[str], clock: Clock) -> Atom:
    number, year = int(m["quarter"]), m["year"] or m["short"]
    if year:
        whole = calendar.quarter(int(year) + (2000 if len(year) == 2 else 0), number)
    else:
        whole = calendar.coming_quarter(clock.today, number)
    return _parted(m, clock, whole)


def _period(m: re.Match[str], clock: Clock) -> Atom | None:
    which, unit = (m["which"] or "").lower(), m["period"].lower()
    ahead = {"next": 1, "last": -1, "previous": -1, "past": -1}.get(which, 0)
    if which == "following":
        ahead = 1
    today = clock.today
    if not which and not m["part"] and unit != "weekend":
        return None
    if unit in {"week", "wk"}:
        whole = calendar.week(today, ahead)
        if not ahead and today.weekday() > 4 and m["part"]:
            whole = calendar.week(today, 1)
    elif unit == "weekend":
        saturday = calendar.week(today, ahead).first + timedelta(days=5)
        if (m["part"] or "") and not ahead and saturday < today:
            saturday += timedelta(days=7)
        if re.search(r"\bbefore\s+$", m.string[: m.start()], re.IGNORECASE):
            return Atom(*m.span(), day=calendar.one(saturday - timedelta(days=1)))
        whole = Day(saturday, saturday + timedelta(days=1), past=ahead < 0)
    elif unit == "month":
        whole = calendar.month_ahead(today, ahead)
    elif unit in {"quarter", "qtr"}:
        whole = calendar.quarter_ahead(today, ahead)
    else:
        whole = calendar.year(today.year + ahead)
        whole = replace(whole, past=ahead < 0)
    return _parted(m, clock, whole)


def _parted(m: re.Match[str], clock: Clock, whole: Day) -> Atom:
    word = (m["part"] or "").lower()
    if word == "later":
        return Atom(*m.span(), day=calendar.part(whole, "end"))
    if word:
        return Atom(*m.span(), day=calendar.part(whole, "mid" if word == "middle" else word))
    if whole.first <= clock.today and not whole.past:  # the period is running: what is left of it
        whole = Day(max(whole.last, clock.today), max(whole.last, clock.today))
    return Atom(*m.span(), day=whole)


def _weekday(m: re.Match[str], clock: Clock) -> Atom | None:
    word, name = (m["which"] or "").lower(), m["weekday"].lower()
    expected = re.search(
        r"\b(?:on|by|until|till|til|for|from|before|after)\s+$", m.string[: m.start()], re.IGNORECASE
    )
    if name in {"sat", "sun"} and not word and not expected and not _followed_by_time(m):
        return None
    number = WEEKDAYS[name]
    which = {"coming": "", "this coming": "", "following": "next"}.get(word, word)
    day = calendar.weekday(clock.today, number, which)
    if m["week"]:
        day = calendar.one(calendar.weekday(clock.today, number, "").first + timedelta(days=7))
        if day.first == clock.today + timedelta(days=7):
            day = calendar.one(day.first)
    return Atom(*m.span(), day=day, weekday=number)


def _followed_by_time(m: re.Match[str]) -> bool:
    return bool(re.match(r"\s*(?:at\s+)?\d{1,2}(?::\d\d|\s?[ap]m)|\s*$", m.string[m.end() : m.end() + 12]))


def _near(m: re.Match[str], clock: Clock) -> Atom:
    word = re.sub(r"\s+", " ", m.group().lower())
    today = clock.today
    if "after" in word and "tom" in word:
        return Atom(*m.span(), day=calendar.one(today + timedelta(days=2)))
    if "before" in word or word == "yesterday":
        return Atom(
            *m.span(), day=calendar.one(today - timedelta(days=2 if "before" in word else 1), past=True)
        )
    if word in {"today", "later today"}:
        return Atom(*m.span(), day=calendar.one(today))
    if word == "tonight":
        return Atom(*m.span(), day=calendar.one(today), at=Times(time(20), daypart=True))
    return Atom(*m.span(), day=calendar.one(today + timedelta(days=1)))


def _short_end(m: re.Match[str], clock: Clock) -> Atom:
    unit = (m["eo"] or "w").lower()
    if unit == "w":
        return Atom(*m.span(), day=calendar.end_of_week(clock.today))
    whole = {"m": calendar.month_ahead(clock.today, 0), "q": calendar.quarter_ahead(clock.today, 0)}
    return Atom(*m.span(), day=calendar.part(whole.get(unit, calendar.year(clock.today.year)), "end"))


def _ordinal(m: re.Match[str], clock: Clock) -> Atom:
    number = int(m[1])
    for ahead in range(13):
        whole = calendar.month_ahead(clock.today, ahead)
        if number <= whole.last.day and whole.first.replace(day=number) >= clock.today:
            sure = m.group().lower().startswith("the") or re.search(
                r"\b(?:on|by|til|till|until)\s+$", m.string[: m.start()]
            )
            return Atom(*m.span(), day=calendar.one(whole.first.replace(day=number)), weak=not sure)
    raise ValueError("no such day")


def _holiday(m: re.Match[str], clock: Clock) -> Atom:
    word = m["holiday"].lower().replace("'s", "")
    word = "new year" if word.startswith("new") else "valentine" if word.startswith("val") else word
    day = calendar.holiday(clock.today, word)
    if m["eve"]:
        day = calendar.one(day.first - timedelta(days=1))
        if day.first < clock.today:
            day = calendar.one(
                calendar.holiday(clock.today + timedelta(days=7), word).first - timedelta(days=1)
            )
    if m["after"]:
        day = calendar.one(calendar.add_business_days(day.first, 1))
    elif re.search(r"\bbefore\s+$", m.string[: m.start()], re.IGNORECASE):
        day = calendar.one(day.first - timedelta(days=1))
    return Atom(*m.span(), day=day)


def _next_business_day(m: re.Match[str], clock: Clock) -> Atom:
    return Atom(*m.span(), day=calendar.one(calendar.add_business_days(clock.today, 1)))


_FEAST = (
    r"christmas|xmas|new\s+year(?:'s)?|easter|halloween|thanksgiving|black\s+friday|cyber\s+monday|"
    r"valentine(?:'s)?"
)
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}


def _nth(m: re.Match[str], clock: Clock) -> Atom:
    """ "The second Monday of December", "the first week of January"; the last of either is counted back."""
    nth, unit = _NTH[m["nth"].lower()], m["unit"].lower()
    if m["this"]:  # "the last Friday of the month", and of the next one when that is over
        ahead = 1 if m["this"].lower() == "next" else 0
        months = [calendar.month_ahead(clock.today, ahead + more) for more in range(2)]
        return Atom(
            *m.span(),
            day=next(d for d in (_nth_of(one, nth, unit) for one in months) if d.last >= clock.today),
        )
    number = MONTHS[m["month"].lower()]
    for whole in (calendar.coming_month(clock.today, number), calendar.month(clock.today.year + 1, number)):
        day = _nth_of(whole, nth, unit)
        if day.last >= clock.today:
            return Atom(*m.span(), day=day)
    raise ValueError("no such day")


def _nth_of(whole: Day, nth: int, unit: str) -> Day:
    if unit != "day":
        return calendar.nth_of(whole, nth, WEEKDAYS.get(unit))
    return calendar.one(whole.first + timedelta(days=nth - 1) if nth else whole.last)


def _weekday_after(m: re.Match[str], clock: Clock) -> Atom:
    """ "The Monday after Thanksgiving", "the Friday before Christmas"."""
    number, back = WEEKDAYS[m["weekday"].lower()], m["side"].lower() == "before"
    feast = _feast(m["holiday"], clock)
    gap = (feast.weekday() - number) % 7 if back else (number - feast.weekday()) % 7
    return Atom(*m.span(), day=calendar.one(feast + timedelta(days=-(gap or 7) if back else gap or 7)))


def _weeks_after(m: re.Match[str], clock: Clock) -> Atom:
    """ "The week after Christmas": that week's Monday."""
    feast, back = _feast(m["holiday"], clock), m["side"].lower() == "before"
    return Atom(*m.span(), day=calendar.week(feast, -1 if back else 1))


def _feast(word: str, clock: Clock) -> date:
    word = re.sub(r"\s+", " ", word.lower().replace("'s", ""))
    word = "new year" if word.startswith("new") else "valentine" if word.startswith("val") else word
    return calendar.holiday(clock.today, word).first


def _weekdays_on(m: re.Match[str], clock: Clock) -> Atom:
    """ "Two Fridays from now": the second to come."""
    first = calendar.weekday(clock.today, WEEKDAYS[m["weekday"].lower()], "").first
    first += timedelta(days=7 if first == clock.today else 0)
    return Atom(*m.span(), day=calendar.one(first + timedelta(weeks=amount(m["count"]) - 1)))


def _from_now(m: re.Match[str], clock: Clock) -> Atom:
    """ "Week from now", "month from today", without its count."""
    return Atom(*m.span(), day=calendar.one(calendar.shifted(clock.today, 1, unit_of(m["unit"]))))


def _within(m: re.Match[str], clock: Clock) -> Atom:
    """ "Within the week", "before the month is out": its end."""
    unit = m["unit"].lower()
    if unit == "week":
        return Atom(*m.span(), day=calendar.end_of_week(clock.today))
    whole = {"month": calendar.month_ahead(clock.today, 0), "quarter": calendar.quarter_ahead(clock.today, 0)}
    return Atom(*m.span(), day=calendar.part(whole.get(unit, calendar.year(clock.today.year)), "end"))


def _week_after_next(m: re.Match[str], clock: Clock) -> Atom:
    return Atom(*m.span(), day=calendar.week(clock.today, 2))


def _after_holidays(m: re.Match[str], clock: Clock) -> Atom:
    new_year = calendar.holiday(clock.today, "new year").first
    return Atom(*m.span(), day=calendar.one(calendar.add_business_days(new_year, 1)))


def _after_weekend(m: re.Match[str], clock: Clock) -> Atom:
    return Atom(*m.span(), day=calendar.one(calendar.week(clock.today, 1).first))


_RULES: tuple[Rule, ...] = (
    *WRITTEN,
    (pattern(rf"(?:the\s+)?{PART}{OF}(?P<month>{MONTH}){YEAR}"), _month_alone),
    (
        pattern(
            rf"(?:by|to|until|till|til|for|since|before|"
            rf"in)(?P<part>)\s+(?P<month>{MONTH})(?!\.?\s*\d{{1,2}}(?!\d)){YEAR}"
        ),
        _month_alone,
    ),
    (
        pattern(rf"(?P<part>)(?P<month>{MONTH}),?\s+(?:(?P<year>20\d{{2}})|'(?P<short>\d{{2}}))"),
        _month_alone,
    ),
    (pattern(rf"(?:the\s+)?(?:{PART}{OF})?q(?P<quarter>[1-4]){YEAR}"), _quarter),
    (
        pattern(
            rf"(?:the\s+)?(?:{PART}{OF})?(?:(?P<which>next|this|coming|following|last|previous|past)\s+)?"
            r"(?P<period>weekend|week|wk|month|quarter|qtr|year)"
        ),
        _period,
    ),
    (
        pattern(
            rf"(?:the\s+)?(?P<nth>{'|'.join(_NTH)})\s+(?P<unit>{WEEKDAY}|week|day)\s+(?:of|in)\s+"
            rf"(?:(?:the\s+)?(?P<month>{MONTH})|(?P<this>the|this|next)\s+month)"
        ),
        _nth,
    ),
    (
        pattern(rf"(?:the\s+)?(?P<weekday>{WEEKDAY})\s+(?P<side>after|before)\s+(?P<holiday>{_FEAST})"),
        _weekday_after,
    ),
    (
        pattern(rf"(?:the\s+)?week\s+(?P<side>after|before)\s+(?P<holiday>{_FEAST})"),
        _weeks_after,
    ),
    (
        pattern(
            rf"(?P<count>two|three|four|2|3|4)\s+(?P<weekday>{WEEKDAY})s\s+(?:from\s+(?:now|today)|on|out|"
            rf"hence)"
        ),
        _weekdays_on,
    ),
    (pattern(r"(?P<unit>week|month|fortnight|quarter|year)\s+from\s+(?:now|today)"), _from_now),
    (
        pattern(r"(?:within|before)\s+the\s+(?P<unit>week|month|quarter|year)(?:\s+is\s+(?:out|over|up))?"),
        _within,
    ),
    (pattern(r"after\s+the\s+(?:christmas\s+|xmas\s+|winter\s+)?holidays"), _after_holidays),
    (pattern(r"(?:the\s+)?week\s+after\s+next"), _week_after_next),
    (pattern(r"after\s+the\s+weekend"), _after_weekend),
    (
        pattern(
            r"(?:(?P<which>next|this\s+coming|this|coming|last|previous|past|following)\s+)?"
            rf"(?P<weekday>{WEEKDAY})\b\.?(?P<week>\s+week\b)?"
        ),
        _weekday,
    ),
    (
        pattern(
            rf"(?P<in>(?:in|within|after|for)\s+(?:about\s+|another\s+)?)?{COUNT}(?:\s*(?:-|to|"
            rf"or)\s*\d{{1,3}})?[\s-]*"
            rf"{UNIT}(?P<later>(?:'s?)?(?:\s+time)?\s+(?:from\s+(?:now|today)|later|hence|out)|'\s*time)?"
            r"(?P<ago>\s+ago)?"
        ),
        length,
    ),
    (
        pattern(
            r"(?:(?:the\s+)?day\s+after\s+(?:tomorrow|tmrw|tmr)|(?:the\s+)?day\s+before\s+yesterday|"
            r"tomorrow|tommorow|"
            r"tomorow|tommorrow|morgen|demain|mañana|tmrw|tmr|tomo|2moro|2morrow|later\s+today|today|"
            r"tonight|yesterday)"
        ),
        _near,
    ),
    (pattern(r"eo(?P<eo>[wmqy])"), _short_end),
    (pattern(rf"the\s+(\d{{1,2}})(?:st|nd|rd|th){NOT_COUNTED}"), _ordinal),
    (pattern(rf"(\d{{1,2}})(?:st|nd|rd|th){NOT_COUNTED}"), _ordinal),
    (pattern(r"the\s+(\d{1,2})(?=\s*(?:$|[;!?)\n]|[.,](?!\d)))"), _ordinal),
    (
        pattern(
            r"(?P<after>after\s+)?(?:the\s+)?(?P<holiday>christmas|xmas|new\s+year(?:'s)?|easter|"
            r"halloween|thanksgiving|black\s+friday|cyber\s+monday|"
            r"valentine(?:'s)?)(?:\s+day)?(?P<eve>\s+eve)?"
        ),
        _holiday,
    ),
    (pattern(r"(?:the\s+)?next\s+(?:business|working)\s+day"), _next_business_day),
)
MAYBE = re.compile(
    rf"\d|day|wk|week|tom|2mo|tmr|ton|month|quarter|year|fort|eo|{MONTH}|{WEEKDAY}|"
    r"noon|night|hour|holiday|clock|half|quarter|easter|xmas|christ|hallow|thanks|valent|close|cob|morning|"
    r"evening|minute",
    re.IGNORECASE,
)


def days(text: str, clock: Clock) -> Iterator[Atom]:
    """Every day, length or instant that a rule finds in ``text``; they may overlap."""
    for rule, build in _RULES:
        for match in rule.finditer(text):
            try:
                atom = build(match, clock)
            except (ValueError, OverflowError):
                atom = Atom(*match.span(), problem=f"there is no {match.group().strip()}")
            if atom:
                yield atom
