"""Dates and times of day in a sentence: in the speaker's zone, never past where a future reading exists."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.understanding import calendar
from handlers.understanding.calendar import MONTHS, NUMBERS, WEEKDAYS, Day
from handlers.understanding.daytimes import END_OF_DAY, Clock, Times, times_of_day

FARTHEST = timedelta(days=3653)
"""Ten years: a date beyond it is a slip."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment as said at ``start:end``. ``moment`` is None when it can't be meant, and ``problem`` says why.

    ``last`` is the end of the period that was said ("next month"), for promises. ``past`` marks words that
    look back ("yesterday", "10 Nov 2020"), ``weak`` a bare length ("3 days") that is a date only where one is
    expected. A ``problem`` beside a moment is a doubt about it.
    """

    start: int
    end: int
    text: str
    moment: datetime | None
    last: date | None = None
    timed: bool = False
    past: bool = False
    weak: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
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


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_COUNT = (
    r"(?P<count>\d{1,4}(?=\s*(?:-|to|or)?\s*\d{0,3}[\sa-z])|"
    r"(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few|"
    + "|".join(w for w in NUMBERS if w not in {"couple", "few"})
    + r")(?:(?<=\d)|(?=[\s-]))"
)
_UNIT = (
    r"(?P<unit>(?:business|working|work)[\s-]?days?|weekdays?|bds?|minutes?|mins?|m|hours?|hrs?|hr|h|days?|d|"
    r"fortnights?|weeks?|wks?|w|months?|mths?|mos?|quarters?|qtrs?|years?|yrs?|y)"
)
# "2nd follow-up", "the 3rd attempt": counted, no date.
_NOT_COUNTED = (
    r"(?!\s+(?:follow|fu\b|e-?mail|nudge|attempt|time|one|reminder|touch|ping|chaser|pitch|draft|link|"
    r"post|article|place|"
    r"round|message|party|edition|version|mail|try|contact|largest|most|biggest))"
)
_PART = r"(?P<part>early|mid|middle|late|end|start|beginning|later)"
_OF = r"(?:\s+(?:of|in))?(?:\s+the)?[\s-]*"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d{2})|\s+'(?P<short>\d{2}))?"


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#$€£/]){body}(?![\w@]|-\w)", re.IGNORECASE)


def _iso(m: re.Match[str], clock: Clock) -> _Atom:
    del clock
    day = date(int(m[1]), int(m[2]), int(m[3]))
    at = Times(time(int(m[4]), int(m[5]))) if m[4] else None
    if at and m[6]:
        offset = m[6].upper().replace("Z", "+00:00")
        return _Atom(*m.span(), instant=datetime.fromisoformat(f"{day}T{m[4]}:{m[5]}{offset}"), fixed=True)
    return _Atom(*m.span(), day=calendar.one(day), at=at, fixed=True)


def _numeric(m: re.Match[str], clock: Clock) -> _Atom | None:
    first, mark, second, year = int(m[1]), m[2], int(m[3]), m[4]
    if (mark == "-" and not year) or (first, second) == (24, 7):
        return None
    if mark == "." and not year and not (clock.dotted and m[5]):
        return None
    number_day, number_month = (first, second) if clock.day_first or mark == "." else (second, first)
    if number_month > 12 >= number_day:
        number_day, number_month = number_month, number_day
    elif number_month > 12:
        return None
    return _dated(m, clock, number_day, number_month, year)


def _named(m: re.Match[str], clock: Clock) -> _Atom:
    year = m["year"] or m["short"]
    return _dated(m, clock, int(m["day"]), MONTHS[m["month"].lower()], year)


def _dated(m: re.Match[str], clock: Clock, number_day: int, number_month: int, year: str | None) -> _Atom:
    """A day of a month; without a year the next one, with one just that."""
    if year:
        written = int(year) + (2000 if len(year) == 2 else 0)
        return _Atom(*m.span(), day=calendar.one(date(written, number_month, number_day)), fixed=True)
    for in_year in range(clock.today.year, clock.today.year + 9):
        try:
            found = date(in_year, number_month, number_day)
        except ValueError:  # 29 February
            continue
        if found >= clock.today:
            return _Atom(*m.span(), day=calendar.one(found))
    raise ValueError("no such day")


def _month_alone(m: re.Match[str], clock: Clock) -> _Atom:
    number, year = MONTHS[m["month"].lower()], m["year"] or m["short"]
    if year:
        whole = calendar.month(int(year) + (2000 if len(year) == 2 else 0), number)
    else:
        whole = calendar.coming_month(clock.today, number)
    return _parted(m, clock, whole)


def _quarter(m: re.Match[str], clock: Clock) -> _Atom:
    number, year = int(m["quarter"]), m["year"] or m["short"]
    if year:
        whole = calendar.quarter(int(year) + (2000 if len(year) == 2 else 0), number)
    else:
        whole = calendar.coming_quarter(clock.today, number)
    return _parted(m, clock, whole)


def _period(m: re.Match[str], clock: Clock) -> _Atom | None:
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
        whole = Day(saturday, saturday + timedelta(days=1), past=ahead < 0)
    elif unit == "month":
        whole = calendar.month_ahead(today, ahead)
    elif unit in {"quarter", "qtr"}:
        whole = calendar.quarter_ahead(today, ahead)
    else:
        whole = calendar.year(today.year + ahead)
        whole = replace(whole, past=ahead < 0)
    return _parted(m, clock, whole)


def _parted(m: re.Match[str], clock: Clock, whole: Day) -> _Atom:
    word = (m["part"] or "").lower()
    if word == "later":
        return _Atom(*m.span(), day=calendar.part(whole, "end"))
    if word:
        return _Atom(*m.span(), day=calendar.part(whole, "mid" if word == "middle" else word))
    if whole.first <= clock.today and not whole.past:  # the period is running: what is left of it
        whole = Day(max(whole.last, clock.today), max(whole.last, clock.today))
    return _Atom(*m.span(), day=whole)


def _weekday(m: re.Match[str], clock: Clock) -> _Atom | None:
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
    return _Atom(*m.span(), day=day, weekday=number)


def _followed_by_time(m: re.Match[str]) -> bool:
    return bool(re.match(r"\s*(?:at\s+)?\d{1,2}(?::\d\d|\s?[ap]m)|\s*$", m.string[m.end() : m.end() + 12]))


def _amount(written: str) -> int:
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits.group())
    words = re.findall(r"[a-z]+", written.lower())
    return NUMBERS[next((word for word in words if word in {"couple", "few"}), words[0])]


def _unit(written: str) -> str:
    word = written.lower()
    if word.startswith(("b", "work", "weekday")):
        return "b"
    if word.startswith(("mo", "mth")):
        return "mo"
    if word.startswith("m"):
        return "min"
    return "q" if word.startswith("q") else word[0]


def _length(m: re.Match[str], clock: Clock) -> _Atom | None:
    count, unit = _amount(m["count"]), _unit(m["unit"])
    ago, strong = bool(m["ago"]), bool(m["in"] or m["later"])
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
            return _Atom(*m.span(), day=calendar.one(clock.today, past=True))
        return _Atom(*m.span(), instant=clock.now + delta, weak=weak)
    if ago:
        return _Atom(*m.span(), day=calendar.one(clock.today - timedelta(days=1), past=True))
    day = calendar.shifted(clock.today, count, unit)
    weak = not strong
    if weak and bare_word and m["count"].lower() == "one":
        return None
    return _Atom(*m.span(), day=calendar.one(day), length=(count, unit), weak=weak)


def _near(m: re.Match[str], clock: Clock) -> _Atom:
    word = re.sub(r"\s+", " ", m.group().lower())
    today = clock.today
    if "after" in word and "tom" in word:
        return _Atom(*m.span(), day=calendar.one(today + timedelta(days=2)))
    if "before" in word or word == "yesterday":
        return _Atom(*m.span(), day=calendar.one(today - timedelta(days=1), past=True))
    if word in {"today", "later today"}:
        return _Atom(*m.span(), day=calendar.one(today))
    if word == "tonight":
        return _Atom(*m.span(), day=calendar.one(today), at=Times(time(20), daypart=True))
    return _Atom(*m.span(), day=calendar.one(today + timedelta(days=1)))


def _short_end(m: re.Match[str], clock: Clock) -> _Atom:
    unit = (m["eo"] or "w").lower()
    if unit == "w":
        return _Atom(*m.span(), day=calendar.end_of_week(clock.today))
    whole = {"m": calendar.month_ahead(clock.today, 0), "q": calendar.quarter_ahead(clock.today, 0)}
    return _Atom(*m.span(), day=calendar.part(whole.get(unit, calendar.year(clock.today.year)), "end"))


def _ordinal(m: re.Match[str], clock: Clock) -> _Atom:
    number = int(m[1])
    for ahead in range(13):
        whole = calendar.month_ahead(clock.today, ahead)
        if number <= whole.last.day and whole.first.replace(day=number) >= clock.today:
            sure = m.group().lower().startswith("the") or re.search(
                r"\b(?:on|by|til|till|until)\s+$", m.string[: m.start()]
            )
            return _Atom(*m.span(), day=calendar.one(whole.first.replace(day=number)), weak=not sure)
    raise ValueError("no such day")


def _holiday(m: re.Match[str], clock: Clock) -> _Atom:
    word = m["holiday"].lower().replace("'s", "")
    word = "new year" if word.startswith("new") else "valentine" if word.startswith("val") else word
    day = calendar.holiday(clock.today, word)
    if m["after"]:
        day = calendar.one(calendar.add_business_days(day.first, 1))
    elif re.search(r"\bbefore\s+$", m.string[: m.start()], re.IGNORECASE):
        day = calendar.one(day.first - timedelta(days=1))
    return _Atom(*m.span(), day=day)


def _next_business_day(m: re.Match[str], clock: Clock) -> _Atom:
    return _Atom(*m.span(), day=calendar.one(calendar.add_business_days(clock.today, 1)))


def _week_after_next(m: re.Match[str], clock: Clock) -> _Atom:
    return _Atom(*m.span(), day=calendar.week(clock.today, 2))


def _after_weekend(m: re.Match[str], clock: Clock) -> _Atom:
    return _Atom(*m.span(), day=calendar.one(calendar.week(clock.today, 1).first))


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Clock], _Atom | None]], ...] = (
    (
        _pattern(
            r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?"
        ),
        _iso,
    ),
    (_pattern(r"(\d{4})/(\d{1,2})/(\d{1,2})()()()"), _iso),
    (
        re.compile(r"(?<![\w/.$€£#-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(\.)?(?![\w/%-]|\.\d)"),
        _numeric,
    ),
    (
        _pattern(rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{_MONTH})\.?{_YEAR}"),
        _named,
    ),
    (
        _pattern(
            rf"(?P<month>{_MONTH})\.?\s*(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\s?[ap]\.?m|:\d|"
            rf"\d){_YEAR}"
        ),
        _named,
    ),
    (_pattern(rf"(?:the\s+)?{_PART}{_OF}(?P<month>{_MONTH}){_YEAR}"), _month_alone),
    (
        _pattern(
            rf"(?:by|until|till|til|for|since|"
            rf"in)(?P<part>)\s+(?P<month>{_MONTH})(?!\.?\s*\d{{1,2}}(?!\d)){_YEAR}"
        ),
        _month_alone,
    ),
    (
        _pattern(rf"(?P<part>)(?P<month>{_MONTH}),?\s+(?:(?P<year>20\d{{2}})|'(?P<short>\d{{2}}))"),
        _month_alone,
    ),
    (_pattern(rf"(?:the\s+)?(?:{_PART}{_OF})?q(?P<quarter>[1-4]){_YEAR}"), _quarter),
    (
        _pattern(
            rf"(?:the\s+)?(?:{_PART}{_OF})?(?:(?P<which>next|this|coming|following|last|previous|past)\s+)?"
            r"(?P<period>weekend|week|wk|month|quarter|qtr|year)"
        ),
        _period,
    ),
    (_pattern(r"(?:the\s+)?week\s+after\s+next"), _week_after_next),
    (_pattern(r"after\s+the\s+weekend"), _after_weekend),
    (
        _pattern(
            r"(?:(?P<which>next|this\s+coming|this|coming|last|previous|past|following)\s+)?"
            rf"(?P<weekday>{_WEEKDAY})\b\.?(?P<week>\s+week\b)?"
        ),
        _weekday,
    ),
    (
        _pattern(
            rf"(?P<in>(?:in|within|after|for)\s+(?:about\s+|another\s+)?)?{_COUNT}(?:\s*(?:-|to|"
            rf"or)\s*\d{{1,3}})?[\s-]*"
            rf"{_UNIT}(?P<later>(?:'s?)?(?:\s+time)?\s+(?:from\s+(?:now|today)|later|hence|out)|'\s*time)?"
            r"(?P<ago>\s+ago)?"
        ),
        _length,
    ),
    (
        _pattern(
            r"(?:(?:the\s+)?day\s+after\s+(?:tomorrow|tmrw|tmr)|(?:the\s+)?day\s+before\s+yesterday|"
            r"tomorrow|tommorow|"
            r"tomorow|tommorrow|tmrw|tmr|tomo|2moro|2morrow|later\s+today|today|tonight|yesterday)"
        ),
        _near,
    ),
    (_pattern(r"eo(?P<eo>[wmqy])"), _short_end),
    (_pattern(rf"the\s+(\d{{1,2}})(?:st|nd|rd|th){_NOT_COUNTED}"), _ordinal),
    (_pattern(rf"(\d{{1,2}})(?:st|nd|rd|th){_NOT_COUNTED}"), _ordinal),
    (
        _pattern(
            r"(?P<after>after\s+)?(?:the\s+)?(?P<holiday>christmas|xmas|new\s+year(?:'s)?(?!\s+eve)|easter|"
            r"halloween|thanksgiving|black\s+friday|cyber\s+monday|valentine(?:'s)?)(?:\s+day)?"
        ),
        _holiday,
    ),
    (_pattern(r"(?:the\s+)?next\s+(?:business|working)\s+day"), _next_business_day),
)
_MAYBE = re.compile(
    rf"\d|day|wk|week|tom|2mo|tmr|ton|month|quarter|year|fort|eo|{_MONTH}|{_WEEKDAY}|"
    r"noon|night|hour|easter|xmas|christ|hallow|close|cob|morning|evening|minute",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"[\s,(]*(?:(?:at|on|by|@|around|about|the|in|of|for|say|before|after|first thing)\s+)?(?:the\s+)?"
)
_LEAD = re.compile(r"^(?:on|by|until|till|til|for|from|since|at|@|around|about)\s*\b", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\s+(from|after|on|before)\s+(?:the\s+)?")


def dates(text: str, clock: Clock) -> list[When]:
    """Every date or time of day in ``text``, in order, none overlapping another."""
    if not _MAYBE.search(text):
        return []
    atoms = _apart([*_days(text, clock), *(_Atom(t.start, t.end, at=t.times) for t in times_of_day(text))])
    return [found for group in _grouped(atoms, text) if (found := _resolved(group, text, clock))]


def _days(text: str, clock: Clock) -> Iterator[_Atom]:
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            try:
                atom = build(match, clock)
            except (ValueError, OverflowError):
                atom = _Atom(*match.span(), problem=f"there is no {match.group().strip()}")
            if atom:
                yield atom


def _apart(atoms: list[_Atom]) -> list[_Atom]:
    """The longest of those that overlap, in order."""
    chosen: list[_Atom] = []
    for atom in sorted(atoms, key=lambda a: (a.start - a.end, a.start, a.day is None)):
        if all(atom.end <= other.start or other.end <= atom.start for other in chosen):
            chosen.append(atom)
    return sorted(chosen, key=lambda a: a.start)


def _grouped(atoms: list[_Atom], text: str) -> list[list[_Atom]]:
    """Pieces that stand together and make one moment: "Tue", "8 Dec" and "10am"."""
    groups: list[list[_Atom]] = []
    for atom in atoms:
        if groups and _belongs(groups[-1], atom, text[groups[-1][-1].end : atom.start]):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


def _belongs(group: list[_Atom], atom: _Atom, between: str) -> bool:
    if any(a.problem or a.instant for a in (*group, atom)) and not atom.at:
        return False
    if group[-1].length and atom.day and not atom.length and _COUNTED_FROM.fullmatch(between):
        return True
    if not _TOGETHER.fullmatch(between):
        return False
    timed = any(a.at for a in group)
    if atom.at:
        return not timed and not any(a.instant for a in group)
    days = [a for a in group if a.day]
    if not days:
        return atom.day is not None
    return len(days) == 1 and _same_day_said_twice(days[0], atom)


def _same_day_said_twice(one: _Atom, other: _Atom) -> bool:
    """ "Tue" beside "8 Dec", or beside "next week", speaks of one day."""
    if (one.weekday is None) == (other.weekday is None):
        return False
    plain = other if one.weekday is not None else one
    return plain.day is not None and not plain.weak


def _resolved(group: list[_Atom], text: str, clock: Clock) -> When | None:
    end = group[-1].end
    said = _LEAD.sub("", text[group[0].start : end])
    start = end - len(said)  # the cue before a date ("by", "until") is no part of it
    said = said.strip()
    if problem := next((a.problem for a in group if a.problem), None):
        return When(start, end, said, None, problem=problem)
    at = next((a.at for a in group if a.at), None)
    instant = next((a.instant for a in group if a.instant), None)
    weak = all(a.weak for a in group)
    if instant:
        local = instant.astimezone(clock.zone)
        return _checked(When(start, end, said, local, local.date(), timed=True, weak=weak), clock)
    day = _the_day(group, text)
    if day is None:
        if at is None or at.needs_day:
            return None
        return _time_alone(When(start, end, said, None, timed=True), at, clock)
    try:
        found = _placed(When(start, end, said, None, past=day.past, weak=weak), day, at, clock)
        return replace(found, problem=found.problem or _doubt(group, day))
    except (ValueError, OverflowError):
        return When(start, end, said, None, problem=f"{said} is too far away")


def _the_day(group: list[_Atom], text: str) -> Day | None:
    days = [a for a in group if a.day]
    if len(days) < 2:
        return days[0].day if days else None
    first, second = days[0], days[1]
    between = _COUNTED_FROM.fullmatch(text[first.end : second.start])
    if first.length and second.day and between:
        count, unit = first.length
        count = -count if between[1].lower() == "before" else count
        return calendar.one(calendar.shifted(second.day.first, count, unit))
    named, other = (first, second) if first.weekday is not None else (second, first)
    if other.day and named.weekday is not None and (other.length or other.day.first != other.day.last):
        monday = other.day.first - timedelta(days=other.day.first.weekday())
        return calendar.one(monday + timedelta(days=named.weekday))
    return other.day


def _doubt(group: list[_Atom], day: Day) -> str | None:
    """ "Friday 24 December" in a year when that is a Thursday."""
    named = next((a for a in group if a.weekday is not None), None)
    dated = next((a for a in group if a.day and a.weekday is None and not a.length), None)
    if named is None or dated is None or dated.day is None or dated.day.first != dated.day.last:
        return None
    if day.first.weekday() == named.weekday:
        return None
    return f"{day_in_words(day.first)} is not the weekday you wrote"


def _time_alone(found: When, at: Times, clock: Clock) -> When:
    moment = clock.at(clock.today, at)
    if moment <= clock.now:
        moment = clock.at(clock.today + timedelta(days=1), at)
    return replace(found, moment=moment, last=moment.date())


def _placed(found: When, day: Day, at: Times | None, clock: Clock) -> When:
    """The moment of a day: at the time said, or at the digest's."""
    moment = clock.at(day.first, at)
    if (moment <= clock.now and day.rolls and not (at is None and day.first > clock.today)) or (
        day.rolls and day.first == clock.today and at is None
    ):
        day = calendar.one(day.first + timedelta(days=day.rolls))
        moment = clock.at(day.first, at)
    elif moment <= clock.now and day.first == clock.today and at is None and not day.past:
        moment = clock.rest_of_today()
    last = day.last if at is None else day.first
    return _checked(replace(found, moment=moment, last=last, timed=at is not None), clock)


def _checked(found: When, clock: Clock) -> When:
    assert found.moment is not None  # noqa: S101 - for the type checker
    if found.past or found.moment <= clock.now:
        return replace(found, moment=None, past=True, problem=f"{found.text} is in the past")
    if found.moment - clock.now > FARTHEST:
        return replace(found, moment=None, problem=f"{found.text} is more than ten years away")
    return found


def in_words(moment: datetime, clock: Clock) -> str:
    """ "Tue 8 Dec, 10:00 Berlin time"; with the year unless it is this one."""
    local = moment.astimezone(clock.zone)
    year = "" if local.year == clock.today.year else f" {local.year}"
    return f"{day_in_words(local.date())}{year}, {local:%H:%M} {clock.place}"


def day_in_words(day: date) -> str:
    """ "Tue 8 Dec", whatever the process's language."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[
        day.month - 1
    ]
    return f"{weekday} {day.day} {month}"


def other_languages(phrase: str, clock: Clock, locale: str) -> When | None:
    """A whole phrase that is nothing but a date, read by dateparser: other languages and rarer forms."""
    phrase = phrase.strip()
    if not 2 < len(phrase) < 60 or not re.search(r"[^\W\d_]{2}", phrase):
        return None
    # 0.3 s to import and warm: only where our own rules know nothing.
    import dateparser  # type: ignore[import-untyped]

    language = locale.split("-")[0].lower()
    settings = {
        "RELATIVE_BASE": clock.now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "DATE_ORDER": "DMY" if clock.day_first else "MDY",
    }
    try:
        found = dateparser.parse(phrase, languages=sorted({"en", language}), settings=settings)
    except Exception:  # a language it lacks, or one of its own slips: then it is no date to us either
        return None
    if found is None:
        return None
    timed = bool(re.search(r"\d\s*[:h]\s*\d|[ap]m\b|uhr", phrase, re.IGNORECASE))
    at = Times(found.time()) if timed else None
    try:
        return _placed(When(0, len(phrase), phrase, None), calendar.one(found.date()), at, clock)
    except (ValueError, OverflowError):
        return None


__all__ = [
    "END_OF_DAY",
    "UTC",
    "Clock",
    "When",
    "ZoneInfo",
    "dates",
    "day_in_words",
    "in_words",
    "other_languages",
]
