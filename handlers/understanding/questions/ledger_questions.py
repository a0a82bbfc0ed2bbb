"""Questions about the ledger: what is asked for, said in one small value. No model is asked."""

import re
from dataclasses import replace

from handlers.understanding.days.asked_periods import period_of
from handlers.understanding.facts.campaigns import campaign_named
from handlers.understanding.facts.sites import Address
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import SITE, Lexed
from handlers.understanding.phrasing.tactics import tactic
from handlers.understanding.questions import question_names as names
from handlers.understanding.questions.question import HAPPENED, OF_A_SITE, Question, Topic
from handlers.understanding.questions.question_topics import ASKS, FARED, REPORTED, STANDS, topics_of
from handlers.understanding.speech import NO_TASK, Speech

#: Readings of a sentence that a question may have been taken for; every other act stands.
_TAKEN_FOR = frozenset({Act.LIST, Act.REPORT, Act.SITE, Act.UNCLEAR})
#: What lies ahead is asked for by these.
_AHEAD = frozenset({Topic.DUE, Topic.OWED, Topic.LATE_LINKS, Topic.TODAY})
#: A question that begins so wants an answer, whatever it is about.
_WANTS = re.compile(
    r"^\W*(?:(?:please|pls|hey|hi|ok|so|and|but|can you|could you|would you)[ ,]+)*"
    r"(?:what|who|whose|whom|which|how|where|when|why|did|do|does|"
    r"has|have|is|are|was|were|will|can|could|should|shall|any|tell me|show me|explain)\b"
)
#: What no list of tasks can show.
_NO_LIST = frozenset({Topic.LOST, Topic.AT_RISK, Topic.EARNED, Topic.LATE_LINKS})
_PRESENT = re.compile(r"\b(?:today|now|right now|yet|still)\b")
"""Words that name no time but the present."""
_LONGEST = 300
"""Characters of a question; what is longer tells a story."""


def with_questions(intents: list[Intent], speech: Speech) -> list[Intent]:
    """``intents`` of a sentence, with the question that it asks of the ledger where it asks one.

    What the sentence is otherwise taken for stays as it is: an act is never overridden by a question.
    """
    if len(intents) != 1 or len(speech.read) > _LONGEST or not _open_to_question(intents[0], speech):
        return intents
    asked = question(intents[0], speech)
    return [replace(intents[0], question=asked)] if asked else intents


def listed(intents: list[Intent], speech: Speech) -> list[Intent]:
    """The same for the command ``list``: "list links lost this quarter" is no list of tasks.

    The words that lists know stay the list's.
    """
    if len(intents) != 1 or intents[0].act is not Act.LIST or len(speech.read.split()) < 3:
        return intents
    asked = question(replace(intents[0], campaign=None, owner=None), speech)
    if asked is None or not (asked.topic in _NO_LIST or (asked.period and asked.topic in HAPPENED)):
        return intents
    return [replace(intents[0], question=asked, unclear=())]


def _open_to_question(intent: Intent, speech: Speech) -> bool:
    """Whether a reading may be a question instead: nothing that would change a task."""
    asks = speech.read.rstrip().endswith("?")
    nothing_done = intent.unclear == (NO_TASK,) and speech.known.thread_task is None
    return intent.act in _TAKEN_FOR or nothing_done or (intent.act is Act.LOG and asks and _begins(speech))


def _begins(speech: Speech) -> bool:
    """Whether the first word asks: what is only asked at the end follows something that happened."""
    return bool(ASKS.search(speech.read.lower()))


def question(intent: Intent, speech: Speech) -> Question | None:
    """What a sentence asks of the ledger; None where it asks for a plain list, a report, or nothing."""
    lex = speech.lex()
    text = _spoken(lex).lower().strip()
    if not (ASKS.search(text) or text.endswith("?")):
        return None
    sites = [found.site for found in lex.addresses() if found.site and found.site not in speech.own]
    if intent.site and intent.site not in sites:
        sites.append(intent.site)
    about = _of_a_site(intent, text, sites, speech)
    if about is not None:
        return _narrowed(about, intent, lex, text, speech)
    topic = _topic(intent, text, speech) if intent.act is not Act.LOG else None
    if topic is not None:
        site = sites[0] if sites else None
        return _narrowed(Question(topic, site=site), intent, lex, text, speech)
    if intent.act is Act.UNCLEAR and intent.task is None and _WANTS.match(text):
        return Question(Topic.BEYOND, site=sites[0] if sites else None)
    return None


def _spoken(lex: Lexed) -> str:
    """The text with its sites and people as marks, everything else as it was written."""
    text = lex.bare
    for mark, start, end, value in lex.facts:
        if not isinstance(value, Address) and not (isinstance(value, tuple) and value[0] == "user"):
            text = text.replace(mark, lex.text[start:end])
    return text


def _as_written(name: str, speech: Speech) -> str:
    """A name with the capitals that it was written with."""
    found = re.search(re.escape(name), speech.read, re.IGNORECASE)
    return found.group() if found else name


def _of_a_site(intent: Intent, text: str, sites: list[str], speech: Speech) -> Question | None:
    """What is asked about one site or contact."""
    site = sites[0] if sites else None
    for topic, read in ((Topic.OWNER, names.owner_of), (Topic.ASKED_BEFORE, names.asked_before)):
        asked, name = read(text)
        if asked and (site or name):
            return Question(topic, site=site, name=None if site or not name else _as_written(name, speech))
    if intent.act is Act.LOG:
        return None  # "would techblog.com take a guest post?" may be a pitch that somebody pastes
    if intent.act is Act.SITE and site:
        return Question(Topic.SITE, site=site)
    if site is None and (name := names.site_name(text)):
        return Question(Topic.SITE, name=_as_written(name, speech))
    if site and not topics_of(re.sub(SITE, " ", text)):
        return Question(Topic.SITE, site=site) if intent.act is not Act.LIST else None
    return None


def _topic(intent: Intent, text: str, speech: Speech) -> Topic | None:
    """What is asked of the whole ledger; None for what only a list or a report can answer."""
    found = topics_of(text)
    now = period_of(_PRESENT.sub(" ", text), speech.clock.today) is None
    if REPORTED.search(text) and Topic.OUTCOME not in found and Topic.TACTICS not in found:
        return None
    if intent.act is Act.REPORT and tactic(text) and FARED.search(text) and not _counts(text):
        return Topic.OUTCOME
    if not found:
        return None
    topic = found[0]
    if topic is Topic.LIVE and STANDS.search(text) and now:
        return Topic.STANDING
    if topic is Topic.PROMISED and now:
        return Topic.OWED
    if topic is Topic.DUE and re.search(r"\b(?:today|now|right now|tonight)\b", text):
        return Topic.TODAY
    if topic is Topic.DUE and Topic.TODAY in found and now:
        return Topic.TODAY
    if (
        topic is Topic.LATE_LINKS
        and intent.act is Act.LIST
        and not re.search(r"promis|links?\b|live|site|publish", text)
    ):
        return Topic.LATE
    if (
        topic is Topic.ASKED
        and intent.act is Act.UNCLEAR
        and not re.search(r"\b(?:we|i|us|our|team|how many|which|who|show|list|last|this)\b", text)
    ):
        return None
    return topic


def _counts(text: str) -> bool:
    return bool(re.search(r"\bhow many\b|\bcount\b|\bnumber of\b", text))


def _narrowed(asked: Question, intent: Intent, lex: Lexed, text: str, speech: Speech) -> Question:
    """``asked`` with the time, the person, the tactic and the campaign that the sentence names."""
    if asked.topic in OF_A_SITE:
        return asked
    users = lex.users()
    period = period_of(text, speech.clock.today, ahead=asked.topic in _AHEAD)
    return replace(
        asked,
        period=None if asked.topic is Topic.TODAY else period,
        who=users[0][1] if users else names.whose(text),
        tactic=tactic(text),
        campaign=intent.campaign or campaign_named(lex.text, speech.known, None),
    )
