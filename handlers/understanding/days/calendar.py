"""Which day words mean: "next Tue", "in 3 business days", "mid December", "end of Q1".

Pure arithmetic on local dates; finding the words in a sentence is ``dates.py``'s work.
"""

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january jan janurary janaury, february feb febuary feburary, march mar, april apr, may, june jun, "
    "july jul, august aug, "
    "september sept sep, october oct, november nov novemeber, december dec decemeber decmber"
)
_WEEKDAYS = (
    "monday mon mondy, tuesday tues tue teusday tuesay tusday, wednesday weds wed wensday wednsday wendesday "
    "wednesay, thursday thurs thur thu thrusday thurday thusday, friday fri firday frday fridy, "
    "saturday sat saterday, sunday sun"
)
# People who write English among themselves still name days in their own language.
_ELSEWHERE = (
    "montag lundi lunes maandag lunedì mandag måndag poniedziałek, dienstag mardi martes dinsdag "
    "martedì tirsdag tisdag wtorek, mittwoch mercredi miércoles miercoles woensdag mercoledì onsdag "
    "środa środę, donnerstag jeudi jueves donderdag giovedì torsdag czwartek, freitag vendredi "
    "viernes vrijdag venerdì fredag piątek, samstag samedi sábado zaterdag sabato lørdag lördag, "
    "sonntag dimanche domingo zondag domenica søndag söndag"
)
_MONTHS_ELSEWHERE = (
    "januar janvier enero januari gennaio, februar février febrero februari febbraio, märz maerz "
    "marzo maart, avril abril aprile, mai maggio, juni juin junio giugno, juli juillet julio luglio, "
    "août agosto augustus, septembre septiembre settembre, oktober octobre octubre ottobre, novembre "
    "noviembre, dezember décembre diciembre dicembre"
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
MONTHS = {
    name: at
    for written in (_MONTHS, _MONTHS_ELSEWHERE)
    for at, names in enumerate(written.split(","), start=1)
    for name in names.split()
}
"""January is 1."""
WEEKDAYS = {
    name: at
    for written in (_WEEKDAYS, _ELSEWHERE)
    for at, names in enumerate(written.split(","))
    for name in names.split()
}
"""Monday is 0."""
NUMBERS = {name: at for at, name in enumerate(_NUMBERS.split(), start=1)}
NUMBERS |= {"a": 1, "an": 1, "the": 1, "couple": 2, "few": 3, "fifteen": 15, "twenty": 20, "thirty": 30}
"""Numbers in words; a few are three."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said. ``last`` is the end of a period ("next week": Monday … Friday).

    ``rolls`` is what is added when the day turns out to be over: 7 for a weekday, 0 for a day that is what
    it is. ``past`` says that the words themselves look back.
    """

    first: date
    last: date
    past: bool = False
    rolls: int = 0


def one(day: date, *, past: bool = False, rolls: int = 0) -> Day:
    """A single day."""
    return Day(day, day, past, rolls)


def weekday(today: date, number: int, word: str) -> Day:
    """``number`` is 0 for Monday; ``word`` is "next", "this", "last" or "".

    "next Tuesday" is the one of next week (weeks start on Monday); without a word it is the first to come.
    """
    monday = today - timedelta(days=today.weekday())
    if word == "next":
        return one(monday + timedelta(days=7 + number))
    ahead = (number - today.weekday()) % 7
    if word in {"last", "previous", "past"}:
        return one(today - timedelta(days=(today.weekday() - number) % 7 or 7), past=True)
    if word == "this" and ahead == 0:
        return one(today)
    return one(today + timedelta(days=ahead), rolls=7)


def week(today: date, ahead: int) -> Day:
    """Monday to Friday of the week ``ahead`` weeks from now."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    return Day(monday, monday + timedelta(days=4), past=ahead < 0)


def end_of_week(today: date) -> Day:
    """This week's Friday; next week's when it is over."""
    friday = today - timedelta(days=today.weekday()) + timedelta(days=4)
    return one(friday if friday >= today else friday + timedelta(days=7))


def month(year: int, number: int) -> Day:
    """All of one month."""
    return Day(date(year, number, 1), date(year, number, month_lengths.monthrange(year, number)[1]))


def month_ahead(today: date, ahead: int) -> Day:
    """All of the month ``ahead`` months from now."""
    years, zero_based = divmod(today.month - 1 + ahead, 12)
    whole = month(today.year + years, zero_based + 1)
    return Day(whole.first, whole.last, past=ahead < 0)


def coming_month(today: date, number: int) -> Day:
    """The month called so that is not over yet."""
    return month(today.year if number >= today.month else today.year + 1, number)


def quarter(year: int, number: int) -> Day:
    """All of one quarter, 1 to 4."""
    return Day(month(year, number * 3 - 2).first, month(year, number * 3).last)


def quarter_ahead(today: date, ahead: int) -> Day:
    """The quarter ``ahead`` quarters from now."""
    years, zero_based = divmod((today.month - 1) // 3 + ahead, 4)
    whole = quarter(today.year + years, zero_based + 1)
    return Day(whole.first, whole.last, past=ahead < 0)


def coming_quarter(today: date, number: int) -> Day:
    """The quarter called so that is not over yet."""
    this = quarter(today.year, number)
    return this if this.last >= today else quarter(today.year + 1, number)


def nth_of(whole: Day, nth: int, number: int | None) -> Day:
    """The ``nth`` weekday ``number`` (0 is Monday) of a month, or its nth week; 0 is the last."""
    if number is None:
        first = whole.first + timedelta(days=7 * (nth - 1)) if nth else whole.last - timedelta(days=6)
        return Day(first, min(first + timedelta(days=6), whole.last))
    first = whole.first + timedelta(days=(number - whole.first.weekday()) % 7)
    if nth:
        return one(first + timedelta(days=7 * (nth - 1)))
    return one(whole.last - timedelta(days=(whole.last.weekday() - number) % 7))


def year(number: int) -> Day:
    """All of one year."""
    return Day(date(number, 1, 1), date(number, 12, 31))


def part(whole: Day, word: str) -> Day:
    """The early, middle or late part of a period: "mid December" is the 15th, "end of Q1" 31 March."""
    length = (whole.last - whole.first).days
    if word in {"end", "eo", "last"}:
        return one(whole.last, past=whole.past)
    if word in {"start", "beginning", "first"}:
        return one(whole.first, past=whole.past)
    if length < 7:
        return one(
            whole.first + timedelta(days={"early": 0, "mid": 2, "late": length}[word]), past=whole.past
        )
    share = {"early": 4 / 30, "mid": 14 / 30, "late": 24 / 30}[word]
    if length < 31:
        return one(whole.first + timedelta(days=round(share * 30)), past=whole.past)
    days = round(share * length)
    middle = whole.first + timedelta(days=days)
    return one(middle.replace(day=15) if word == "mid" else middle, past=whole.past)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    whole = month_ahead(day, months)
    return whole.first + timedelta(days=min(day.day - 1, (whole.last - whole.first).days))


def add_business_days(day: date, days: int) -> date:
    """Weekdays counted from ``day``, Saturdays and Sundays skipped."""
    step = 1 if days >= 0 else -1
    whole_weeks, rest = divmod(abs(days), 5)
    day += timedelta(weeks=whole_weeks * step)
    while rest or day.weekday() > 4:
        day += timedelta(days=step)
        if day.weekday() < 5 and rest:
            rest -= 1
    return day


def shifted(day: date, amount: int, unit: str) -> date:
    """``day`` and ``amount`` units; ``unit`` starts with b(usiness day), d, w, f(ortnight), mo, q or y."""
    if unit == "b":
        return add_business_days(day, amount)
    if unit in {"mo", "q", "y"}:
        return add_months(day, amount * {"mo": 1, "q": 3, "y": 12}[unit])
    return day + timedelta(days=amount * {"d": 1, "w": 7, "f": 14}[unit])


def holiday(today: date, word: str) -> Day:
    """The days that link builders plan around; the next one to come."""
    this = _holiday(today.year, word)
    return one(this if this >= today else _holiday(today.year + 1, word))


def _holiday(in_year: int, word: str) -> date:
    if word in {"christmas", "xmas"}:
        return date(in_year, 12, 25)
    if word == "halloween":
        return date(in_year, 10, 31)
    if word == "valentine":
        return date(in_year, 2, 14)
    if word in {"thanksgiving", "black friday", "cyber monday"}:
        first = date(in_year, 11, 1)
        thanksgiving = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        return thanksgiving + timedelta(days={"thanksgiving": 0, "black friday": 1, "cyber monday": 4}[word])
    if word == "easter":
        return _easter(in_year)
    return date(in_year, 1, 1)


def _easter(in_year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)."""
    a, (b, c) = in_year % 19, divmod(in_year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    moved = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moved) // 451
    number, day = divmod(h + moved - 7 * m + 114, 31)
    return date(in_year, number, day + 1)
