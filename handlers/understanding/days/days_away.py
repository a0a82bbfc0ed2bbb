"""From which day on somebody is away: "away from 3 Dec to 10 Dec", "off next week", "out tomorrow"."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from handlers.understanding.days import calendar
from handlers.understanding.days.dates import When
from handlers.understanding.intent import Intent
from handlers.understanding.lexer import Lexed
from handlers.understanding.speech import Speech, unclear

_FROM = re.compile(r"\b(?:from|starting|beginning|as of)\s*(?:on\s*)?$", re.IGNORECASE)
_BACK = re.compile(r"\bback(?:\s+(?:in the office|at work))?\s*(?:on|in|at|by)?\s*$", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:on|off|pto|ooo|sick|holiday|vacation|leave|not (?:working|in)|out of (?:the )?office)\s*$",
    re.IGNORECASE,
)
"""What stands before the one day that somebody is away; "away Friday" is until then, as for the command."""
_TOMORROW = re.compile(r"tomorrow", re.IGNORECASE)
_TO = r"\s*(?:-|–|to|until|till?|through|thru)\s*"
_UP_TO = re.compile(_TO + "$", re.IGNORECASE)
_BARE_DAY = re.compile(rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_TO}$", re.IGNORECASE)

UNTIL_WHEN = "until when?"


def from_when(intent: Intent, lex: Lexed, speech: Speech) -> Intent:
    """``intent`` of being away, with ``since`` where it begins on a later day than today.

    A day begins at its midnight, so that its digest is silent already.
    """
    bare = lex.bare
    said = [(bare[: bare.index(mark)], when) for mark, when in lex.whens(bare) if when.moment]
    if intent.until is None or not said:
        return intent
    begun = next((when for before, when in said if _FROM.search(before)), None)
    if begun is not None and len(said) == 1:
        # "From 3 Dec": a beginning, and no end.
        return unclear(replace(intent, until=None, when=""), UNTIL_WHEN)
    lasts = next((when for _, when in said if when.weak and when is not begun), None)
    if begun is None:
        begun = _first_of_two(said)
    if begun is None and len(said) == 1:
        return _one_day_or_period(intent, *said[0], speech)
    if begun is None or begun.moment is None:
        return intent
    if lasts is not None and lasts.moment is not None:
        later = begun.moment.date() - speech.clock.today
        intent = _until(intent, lasts.moment + later, speech)
    since = begun.moment if begun.timed else _midnight(begun.moment)
    ends = next((when for _, when in said if when.moment == intent.until), None)
    if intent.until and ends and intent.until <= since and not re.search(r"\d", ends.text):
        # "Monday to Friday" on a Wednesday: the Friday after that Monday.
        intent = _until(intent, intent.until + timedelta(days=7), speech)
    return _since(intent, since, speech)


def _first_of_two(said: list[tuple[str, When]]) -> When | None:
    """The first of two dates that nothing but "to" or a dash stands between."""
    for (before, when), (up_to, _) in pairwise(said):
        if _UP_TO.fullmatch(up_to[len(before) + 1 :]):
            return when
    return None


def _one_day_or_period(intent: Intent, before: str, when: When, speech: Speech) -> Intent:
    """ "3–10 Dec", "next week" and "tomorrow" say both ends at once."""
    if when.moment is None or intent.until is None:
        return intent
    if first := _BARE_DAY.search(before):
        day = int(first["day"])
        if 0 < day <= intent.until.day:
            return _since(intent, _midnight(intent.until.replace(day=day)), speech)
    if _UP_TO.search(before) or _BACK.search(before):
        return intent
    if when.last is not None and when.last > when.moment.date():
        return _since(intent, _midnight(when.moment), speech)
    later = when.moment.date() > speech.clock.today
    if later and not when.timed and (_TOMORROW.fullmatch(when.text) or _ON.search(before)):
        back = calendar.add_business_days(when.moment.date(), 1)
        ends = when.moment + timedelta(days=(back - when.moment.date()).days)
        return _since(_until(intent, ends, speech), _midnight(when.moment), speech)
    return intent


def _since(intent: Intent, begins: datetime, speech: Speech) -> Intent:
    if intent.until is not None and begins >= intent.until:
        return unclear(replace(intent, until=None, when=""), UNTIL_WHEN)
    return replace(intent, since=begins) if begins.date() > speech.clock.today else intent


def _until(intent: Intent, moment: datetime, speech: Speech) -> Intent:
    return replace(intent, until=moment, when=speech.moment(moment))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), moment.tzinfo)
