"""Dates and times of day in a sentence: in the speaker's zone, never past where a future reading exists."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.understanding.days import calendar
from handlers.understanding.days.atoms import Atom
from handlers.understanding.days.calendar import Day
from handlers.understanding.days.day_words import MAYBE, days
from handlers.understanding.days.daytimes import Clock, Times, times_of_day

FARTHEST = timedelta(days=3653)
"""Ten years: a date beyond it is a slip."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment as said at ``start:end``. ``moment`` is None when it can't be meant, and ``problem`` says why.

    ``last`` is the end of the period that was said ("next month"), for promises. ``past`` marks words that
    look back ("yesterday", "10 Nov 2020"), ``weak`` a bare length ("3 days") that is a date only where one is
    expected. A ``problem`` beside a moment is a doubt about it. ``on`` is the day that words look back to.
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
    on: date | None = None


_TOGETHER = re.compile(
    r"[\s,(]*(?:(?:at|on|by|@|around|about|the|in|of|for|say|before|after|first thing)\s+)?(?:the\s+)?"
)
_LEAD = re.compile(
    r"^(?:on|by|to|until|till|til|for|from|since|before(?=\s+[a-z]+$)|at|@|around|about)\s*\b", re.IGNORECASE
)
_COUNTED_FROM = re.compile(r"\s+(from|after|on|before)\s+(?:the\s+)?")


def dates(text: str, clock: Clock) -> list[When]:
    """Every date or time of day in ``text``, in order, none overlapping another."""
    if not MAYBE.search(text):
        return []
    atoms = _apart([*days(text, clock), *(Atom(t.start, t.end, at=t.times) for t in times_of_day(text))])
    groups = _grouped(atoms, text)
    found = [(group, when) for group in groups if (when := _resolved(group, text, clock))]
    return _timed_together(found, text, clock)


_SAME_BREATH = re.compile(r"[^.;:!?\n]{1,50}")


def _timed_together(found: list[tuple[list[Atom], When]], text: str, clock: Clock) -> list[When]:
    """The dates, where the one day and the one time of day of a sentence tell one moment: "tomorrow, make it
    9am"."""
    days = [(g, w) for g, w in found if any(a.day for a in g) and not w.timed and not w.past and w.moment]
    times = [(g, w) for g, w in found if w.timed and not any(a.day or a.instant for a in g)]
    if len(found) != 2 or len(days) != 1 or len(times) != 1 or days[0][1].start > times[0][1].start:
        return [when for _, when in found]
    (group, day), (spoken, when) = days[0], times[0]
    if (
        not _SAME_BREATH.fullmatch(text[day.end : when.start])
        or day.weak
        or day.last != (day.moment or clock.now).date()
    ):
        return [when for _, when in found]
    both = _resolved([*group, *spoken], text, clock)
    if both is None or both.moment is None:
        return [when for _, when in found]
    return [replace(one, moment=both.moment, last=both.last, timed=True, problem=None) for one in (day, when)]


def _apart(atoms: list[Atom]) -> list[Atom]:
    """The longest of those that overlap, in order."""
    chosen: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: (a.start - a.end, a.start, a.day is None, a.at is None)):
        if all(atom.end <= other.start or other.end <= atom.start for other in chosen):
            chosen.append(atom)
    return sorted(chosen, key=lambda a: a.start)


def _grouped(atoms: list[Atom], text: str) -> list[list[Atom]]:
    """Pieces that stand together and make one moment: "Tue", "8 Dec" and "10am"."""
    groups: list[list[Atom]] = []
    for atom in atoms:
        if groups and _belongs(groups[-1], atom, text[groups[-1][-1].end : atom.start]):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


def _belongs(group: list[Atom], atom: Atom, between: str) -> bool:
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


def _same_day_said_twice(one: Atom, other: Atom) -> bool:
    """ "Tue" beside "8 Dec", or beside "next week", speaks of one day."""
    if (one.weekday is None) == (other.weekday is None):
        return False
    plain = other if one.weekday is not None else one
    return plain.day is not None and not plain.weak


def _resolved(group: list[Atom], text: str, clock: Clock) -> When | None:
    end = group[-1].end
    said = _LEAD.sub("", text[group[0].start : end])
    start = end - len(said)  # the cue before a date ("by", "until") is no part of it
    said = said.strip()
    if problem := next((a.problem for a in group if a.problem), None):
        return When(start, end, said, None, problem=problem)
    at = next((a.at for a in group if a.at), None)
    if at and at.impossible and not (at.needs_day and len(group) == 1):
        return When(start, end, said, None, problem=f"there is no {at.impossible}")
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


def _the_day(group: list[Atom], text: str) -> Day | None:
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


def _doubt(group: list[Atom], day: Day) -> str | None:
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
        day = found.moment.date()
        on = day if found.last in {None, day} else None
        return replace(found, moment=None, past=True, problem=f"{found.text} is in the past", on=on)
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
