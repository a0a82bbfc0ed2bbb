"""What is asked of the bot: questions about the ledger, and requests that concern no outreach."""

import re
from dataclasses import replace

from handlers.understanding.days.days_away import from_when
from handlers.understanding.days.moments import with_dates
from handlers.understanding.facts import people
from handlers.understanding.facts.campaigns import campaign_named
from handlers.understanding.facts.names import FIRST_NAMES
from handlers.understanding.facts.roles import Roles, roles
from handlers.understanding.facts.tasks import task_of
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import SITE, Lexed
from handlers.understanding.phrasing import link_words, our_words
from handlers.understanding.phrasing.plain_words import plain_words
from handlers.understanding.phrasing.politeness import core
from handlers.understanding.phrasing.tactics import tactic
from handlers.understanding.questions import questions, requests
from handlers.understanding.questions.stand_in import stand_in
from handlers.understanding.speech import NO_TARGET, Speech, unclear

_FOR_WHOM = re.compile(
    r"\b(?:over-?due|due|late|open|left|planned|pending|outstanding|next|tasks|"
    r"follow[\s-]*ups?|to do)\b[^.;]{0,20}\bfor (?P<who>[^\W\d_]+)[\s?.!]*$"
)
"""Whose work is asked about: "what's overdue for Sarah?"."""


def about_the_bot(lowered: str, speech: Speech, lex: Lexed) -> Intent | None:
    """Requests that concern no outreach: help, undo, settings, files, being away."""
    lowered = core(plain_words(lowered))
    for kind, pattern in (
        (Act.HELP, requests.HELP),
        (Act.UNDO, requests.UNDO),
        (Act.EXPORT, requests.EXPORT),
        (Act.IMPORT, requests.IMPORT),
        (Act.SETTINGS, requests.SETTINGS),
    ):
        if pattern.search(lowered) and not (kind is Act.SETTINGS and lex.tasks()):
            about = requests.TOPIC.search(lowered) if kind is Act.HELP else None
            text = (about.group() if about else "") if kind is Act.HELP else speech.words
            return Intent(kind, text=text)
    if requests.BACK.search(lowered):
        return Intent(Act.AWAY, text="back")
    if requests.AWAY.search(lowered) and not re.search(SITE, lowered) and not _under_a_card(lowered, speech):
        covers = stand_in(lex, lex.bare)
        intent = with_dates(Intent(Act.AWAY, owner=covers, text=speech.words), lex, lex.bare, speech)
        intent = from_when(intent, lex, speech)
        return intent if intent.until or intent.unclear else unclear(intent, "until when?")
    return None


def _under_a_card(lowered: str, speech: Speech) -> bool:
    """In a task's thread "ooo until Monday" is about the contact, unless somebody says I."""
    return speech.known.thread_task is not None and not re.search(r"\b(?:i'm|i am|im|i'll|i)\b", lowered)


def asked(lex: Lexed, speech: Speech) -> Intent | None:
    lowered = core(plain_words(speech.read.lower()))
    bare = core(plain_words(_undated(lex).lower()))
    sites = [a for a in lex.addresses() if a.site not in speech.own]
    tasks = lex.tasks()
    thread = speech.known.thread_task
    known_site = None
    if not sites and not tasks and questions.asking(bare):
        elsewhere = replace(speech.known, thread_task=None)
        known_site = task_of(elsewhere, site=None, email=None, name=None, words=lowered).site
    if thread is not None and not (sites or tasks or known_site) and questions.about_this(bare):
        tasks = [thread]
    kind = questions.question(bare, sites=len(sites) or bool(known_site), tasks=len(tasks))
    if kind is None and link_words.CHECKED.search(bare) and (sites or tasks or thread is not None):
        kind = Act.CHECK
    if (
        kind is None
        and tasks
        and not our_words.DONE.search(lex.bare.lower())
        and re.fullmatch(r"[\s#]*\d{1,9}[\s.!?:]*", speech.read)
    ):
        kind = Act.SHOW
    if kind is None:
        return None
    named = roles(lex, lex.bare, speech.own)
    site = next((p.site for p in named.prospects), None)
    site = site or next((a.site for a in sites if a.site), known_site)
    intent = Intent(
        kind,
        task=tasks[0] if tasks else None,
        tactic=tactic(bare),
        campaign=campaign_named(lex.text, speech.known, None),
        text=speech.words,
    )
    if kind is Act.LIST:
        owner = people.owner(lex, lex.bare) or next((name for _, name in lex.users()), None)
        owner = owner or _as_written(_doer(bare), speech)
        return replace(intent, owner=owner, site=site, text=questions.filters(lowered))
    if kind is Act.REPORT:
        owner = next((name for _, name in lex.users()), None) or _doer(bare)
        return replace(intent, owner=owner, site=site, text=questions.report_words(lowered))
    if kind is Act.SITE:
        return replace(intent, site=site, tactic=None)
    if kind is Act.CHECK:
        return _check(replace(intent, tactic=None), lex, named, speech)
    return replace(intent, tactic=None)


def _as_written(name: str | None, speech: Speech) -> str | None:
    """``name``, found in lower case, as the text has it."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", speech.read, re.IGNORECASE) if name else None
    return found.group() if found else name


def _doer(bare: str) -> str | None:
    """Whose work is asked about: "what did bob do last week?", "show bob's tasks"."""
    match = re.search(
        r"\bwhat(?:'s| did| has| is) (?P<who>[\w-]+) (?:do|done|doing|working|get done|achieved?|"
        r"accomplish(?:ed)?)\b"
        r"|\bwhat (?P<has>[\w-]+) (?:has|have|still has) (?:open|due|overdue|left|to|on|promised|planned|"
        r"in)\b"
        r"|\b(?:show|list|see)(?: me)? (?P<of>[\w-]+)'s (?:\w+ )?(?:tasks|outreach|work|list|follow)",
        bare,
    )
    who = (match["who"] or match["has"] or match["of"]) if match else None
    if who is None and (named := _FOR_WHOM.search(bare)) and named["who"] in FIRST_NAMES:
        who = named["who"]
    return None if who in {"we", "i", "you", "they", "it", "everyone", "the", "today", "week"} else who


def _check(intent: Intent, lex: Lexed, named: Roles, speech: Speech) -> Intent:
    pages = [
        a.text for a in lex.addresses() if a.site and a.site not in speech.own and a.text != named.target
    ]
    page = pages[0] if pages else None
    intent = replace(
        intent, page=page, target=named.target, site=named.prospects[0].site if named.prospects else None
    )
    if intent.task is None and page and not named.target and not speech.own:
        intent = unclear(intent, NO_TARGET)
    if intent.task is None and page is None and speech.known.thread_task is not None:
        return replace(intent, task=speech.known.thread_task)
    if intent.task is None and intent.site:
        found = task_of(speech.known, site=intent.site, email=None, name=None, words=speech.read.lower())
        intent = replace(intent, task=found.task) if found.task and not intent.target else intent
    return intent


def _undated(lex: Lexed) -> str:
    """The bare text with its dates as written: questions are about "today" and "last month"."""
    text = lex.bare
    for mark, when in lex.whens():
        del when
        text = text.replace(mark, lex.full(mark))
    return text
