"""The day on which an ask was made, where somebody writes it down later: "emailed Jane last Tuesday".

Only what stands beside the ask counts: "emailed Jane about her post of last Tuesday" names another day.
"""

import re
from datetime import date, timedelta

from handlers.understanding.days.atoms import WEEKDAY
from handlers.understanding.days.dates import When
from handlers.understanding.days.moments import happened
from handlers.understanding.lexer import Lexed
from handlers.understanding.speech import Speech

#: People write down what they did within a year, or never.
LONGEST = timedelta(days=366)

_VERBS = (
    r"(?:e-?mailed|mailed|pitched|contacted|messaged|wrote|reached out|sent|submitted|asked|offered|dm'?e?d|"
    r"approached|applied|proposed|spoke|talked|called|met|pinged)\b"
)
_ASKED = re.compile(rf"(?<!be )(?<!being )(?<!get )(?<!not )\b{_VERBS}(?P<rest>[^.;!?\n]*)$", re.IGNORECASE)
#: "Monday: emailed Jane", "yesterday I wrote to".
_ASK_FIRST = re.compile(rf"[\s:,-]*(?:(?:i|we|i've|we've|also|just)\s+)*{_VERBS}", re.IGNORECASE)
_PLANNED = re.compile(
    r"(?<!they )(?<!she )(?<!he )(?<!it )(?<!who )(?<!you )\b(?:will|going to|gonna|plan(?:ning)? (?:on|to)|"
    r"want to|need to|should|must|have to|let's|to-?do:?|i'll|we'll)\s+(?:(?:also|soon|then|finally|now)\s+)?"
    r"(?:e-?mail|mail|pitch|contact|message|write|dm|reach out|send|submit|ask|offer|propose|call|approach|"
    r"apply)(?:ing)?\b(?!\s+(?:me|us)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(rf"\b{_VERBS}", re.IGNORECASE)
#: A day behind one of these is the day of something else.
_ANOTHERS = re.compile(
    r"\b(?:of|since|until|till|by|that|which|who|whose|when|where|because|after|before|published|posted|"
    r"updated|written|ran|live|dated|went|said|replied|answered|agreed|promised|declined|mentioned|moved|"
    r"changed|removed|died|broke|launched|released|next|from)\b|'s\s*$|\uf000",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:$|[.,;:!?)\n]|-\s|(?:about|re|regarding|for|with|to|and|via|but|asking|offering|because|"
    r"at|in|from)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?:on\s+)?(?:last\s+|this\s+|past\s+)?(?:{WEEKDAY})\b\.?", re.IGNORECASE)


def planned(bare: str) -> bool:
    """Whether an ask is only meant to be made: "will email jane tomorrow". Nobody was asked yet."""
    return _PLANNED.search(bare) is not None and _DONE.search(bare) is None


def asked_on(lex: Lexed, bare: str, speech: Speech) -> date | None:
    """The day of the ask that a piece tells of; None where that is today, or nobody says."""
    for mark, when in lex.whens(bare):
        at = bare.index(mark)
        if not _of_the_ask(bare[:at], bare[at + 1 :], when, speech):
            continue
        day = _back(when, speech.clock.today)
        if day is not None and speech.clock.today - LONGEST <= day < speech.clock.today:
            return day
    return None


def _of_the_ask(before: str, after: str, when: When, speech: Speech) -> bool:
    """Whether a day says when somebody was asked: right behind the ask, or in front of all."""
    if not re.sub(r"\bon\s*$", "", before, flags=re.IGNORECASE).strip(" -*•\n(,"):
        return _ASK_FIRST.match(after) is not None
    asked = _ASKED.search(before)
    return (
        asked is not None
        and not _ANOTHERS.search(asked["rest"])
        and _ENDS.match(after) is not None
        and happened(before, when, speech)
    )


def _back(when: When, today: date) -> date | None:
    """The last such day: what people say of the past without its week or year."""
    if when.past:
        return when.on
    if when.moment is None or when.weak or when.last != when.moment.date():
        return None
    day = when.moment.date()
    if day <= today:
        return day
    if _NAMED.fullmatch(when.text.strip()):
        return day - timedelta(days=7)
    if not re.search(r"\d", when.text) or re.search(r"20\d\d", when.text):
        return None
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return None
