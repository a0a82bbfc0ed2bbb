"""The whole way from a text to its Intents: command words, misspelt ones, questions, sentences."""

import re
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.understanding.commands import command as _command
from handlers.understanding.corrections import corrected, speaks_of_a_slip
from handlers.understanding.days.daytimes import clock
from handlers.understanding.dressing import news_of, undressed
from handlers.understanding.escapes import to_read, unescape
from handlers.understanding.intent import Act, Intent, Known
from handlers.understanding.phrasing.politeness import core
from handlers.understanding.phrasing.typos import suggestion
from handlers.understanding.questions.ledger_questions import listed, with_questions
from handlers.understanding.sentence import sentence
from handlers.understanding.speech import Speech

DIGEST = time(9)
_NOBODY = Known()
_NEWS = frozenset(
    {Act.REPLY, Act.PROMISE, Act.DECLINE, Act.DONE, Act.CHECK, Act.DROP, Act.FOLLOW_UP, Act.NOTE}
)
_FOLLOWS_UP = re.compile(r"fu\b|follow[\s-]?up", re.IGNORECASE)  # asked for, it has not been sent yet


def understand(
    text: str,
    *,
    now: datetime,
    tz: str,
    locale: str = "en-GB",
    known: Known = _NOBODY,
    command: bool = False,
    digest_time: time = DIGEST,
) -> list[Intent]:
    """What ``text`` means: one Intent for each task it speaks of, never none.

    ``text`` may hold Slack's escapes. ``now`` is aware, ``tz`` the speaker's IANA zone and ``locale`` theirs
    ("en-US" writes the month first). ``command`` says that it was typed after ``/outreach``. A date without a
    time of day means ``digest_time``. Command words come first, then misspelt ones (suggested, not assumed),
    then sentences. A text that means nothing here is one ``unclear`` Intent that says so. Never raises.
    """
    plain = unescape(text)
    here = clock(now if now.tzinfo else now.replace(tzinfo=ZoneInfo("UTC")), tz, locale, digest_time)
    speech = Speech(plain, to_read(plain.text), here, locale, known, command)
    said, read_as = _undressed(speech)
    whole = speech.words  # what was typed is kept whole
    return [replace(one, text=whole) if one.text and one.text == read_as else one for one in said]


def _undressed(speech: Speech) -> tuple[list[Intent], str]:
    """What a text means without what only stands around it, and the words that were read for it."""
    bare = undressed(speech.plain.text)
    whole = speech.words
    if bare != speech.plain.text.strip():
        speech = _saying(speech, bare)
    if speaks_of_a_slip(speech.read) and (meant := corrected(lex := speech.lex())) != lex.text:
        said = _read(_saying(speech, meant))
        return [replace(intent, text=whole) if intent.text else intent for intent in said], whole
    news = news_of(bare)
    if news != bare:
        shorter = _saying(speech, news)
        said = _read(shorter)
        if all(intent.act in _NEWS and not intent.unclear for intent in said):
            return said, shorter.words
    return _read(speech), speech.words


def _saying(speech: Speech, text: str) -> Speech:
    return replace(speech, plain=replace(speech.plain, text=text), read=to_read(text))


def _read(speech: Speech) -> list[Intent]:
    if said := _command(speech):
        return listed(said, speech)
    if said := _asked_politely(speech):
        return listed(said, speech)
    return suggestion(speech) or with_questions(sentence(speech), speech)


def _asked_politely(speech: Speech) -> list[Intent] | None:
    """ "Kindly show task 99", "undo pls": a command in a request; "follow up" is a sentence."""
    text = core(speech.plain.text.strip())
    if text == speech.plain.text.strip() or _FOLLOWS_UP.match(text):
        return None
    said = _command(replace(speech, plain=replace(speech.plain, text=text), read=to_read(text)))
    return said if said and all(intent.act is not Act.LOG for intent in said) else None
