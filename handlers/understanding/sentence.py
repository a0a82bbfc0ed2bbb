"""A free sentence, as link builders write: what it says happened, of which tasks, with every fact in its place."""

import re
from dataclasses import replace

from handlers.understanding import acts, people, questions
from handlers.understanding.acts import Said, act
from handlers.understanding.campaigns import campaign_named
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import SITE, Lexed
from handlers.understanding.moments import with_dates
from handlers.understanding.pieces import pieces
from handlers.understanding.roles import Prospect, Roles, roles
from handlers.understanding.speech import NO_PAGE, NO_SITE, Speech, not_understood, unclear
from handlers.understanding.tactics import tactic
from handlers.understanding.tasks import task_of
from handlers.understanding.terms import rel
from storage.words import Tactic

EXAMPLE = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"

MOST_TASKS = 50
"""How many tasks one text may speak of."""

_ABOUT_TASKS = frozenset(
    {Act.FOLLOW_UP, Act.REPLY, Act.PROMISE, Act.DECLINE, Act.DROP, Act.SNOOZE, Act.DONE, Act.NOTE, Act.VOUCH}
)
_SAYS_OUTREACH = frozenset(
    {Tactic.GUEST_POST, Tactic.BROKEN_LINK, Tactic.JOURNALIST_REQUEST, Tactic.LINK_INSERTION}
)
_UNIT = r"(?!\s*(?:%|business|working|days?|d\b|weeks?|w\b|wks?|months?|hours?|hrs?|h\b|mins?|links?|sites?|e?-?mails?|follow|people|prospects?|posts?|times?|more|others?|of|new|usd|eur|gbp|bucks|[ap]m\b|[:.,]\d|/|st\b|nd\b|rd\b|th\b))"
_BARE_NUMBER = re.compile(
    r"(?:\b(?:follow(?:ed|ing)?[\s-]*up|chas(?:ed?|ing)|bump(?:ed|ing)?|nudg(?:ed?|ing)|ping(?:ed|ing)?|"
    r"snooz(?:ed?|ing)|drop(?:ped|ping)?|clos(?:ed?|ing)|done|finished|push(?:ed)?|mov(?:ed?|ing)|"
    r"postpon(?:ed?|ing)|remind me|giv(?:e|ing) up|update|note|fyi|vouch(?: for)?|check(?:ed)?|mark|undo|"
    r"re)(?:\s+(?:with|on|about|for|of|task))?\s+|^[^\w\ue000-\uf7ff]*)"
    rf"(?P<n>\d{{1,7}})\b{_UNIT}(?=\s*(?:$|[,.;:!?)]|again\b|to\b|until\b|till\b|on\b|in\b|for\b|by\b|"
    rf"at\b|and\b|as\b|is\b|was\b|has\b|said\b|says\b|repl|declin|agreed|accepted|promised|went\b|live\b|"
    rf"answered|never|didn't|[\uf000-\uf3ff\ue000-\ue3ff]))",
)


def sentence(speech: Speech) -> list[Intent]:
    """The tasks that a free text speaks of; one ``unclear`` Intent where there is none."""
    lex = speech.lex()
    bare = lex.bare.strip()
    lowered = bare.lower()
    if not speech.read:
        what = "there is only quoted text here" if speech.words else "there is nothing here"
        return [not_understood(speech, what, EXAMPLE)]
    if plain := _about_the_bot(lowered, speech, lex):
        return [plain]
    if asked := _asked(lex, speech):
        return [asked]
    found: list[Intent] = []
    for piece in pieces(lex, speech.own):
        found += _piece(lex, piece, speech)
    understood = [intent for intent in found if intent.act is not Act.UNCLEAR]
    if len(understood) > MOST_TASKS:
        rest = len(understood) - MOST_TASKS
        more = f"{rest} more: I take {MOST_TASKS} at a time, send the rest again"
        understood = [*understood[: MOST_TASKS - 1], unclear(understood[MOST_TASKS - 1], more)]
    return understood or found[:1] or [not_understood(speech, "I can't tell what happened", EXAMPLE)]


def _about_the_bot(lowered: str, speech: Speech, lex: Lexed) -> Intent | None:
    """Requests that concern no outreach: help, undo, settings, files, being away."""
    for kind, pattern in (
        (Act.HELP, acts.HELP),
        (Act.UNDO, acts.UNDO),
        (Act.EXPORT, acts.EXPORT),
        (Act.IMPORT, acts.IMPORT),
        (Act.SETTINGS, acts.SETTINGS),
    ):
        if pattern.search(lowered) and not (kind is Act.SETTINGS and lex.tasks()):
            return Intent(kind, text=speech.words)
    if acts.BACK.search(lowered):
        return Intent(Act.AWAY, text="back")
    if acts.AWAY.search(lowered) and not re.search(SITE, lowered) and not _under_a_card(lowered, speech):
        intent = with_dates(Intent(Act.AWAY, text=speech.words), lex, lex.bare, speech)
        return intent if intent.until or intent.unclear else unclear(intent, "until when?")
    return None


def _under_a_card(lowered: str, speech: Speech) -> bool:
    """In a task's thread "ooo until Monday" is about the contact, unless somebody says I."""
    return speech.known.thread_task is not None and not re.search(r"\b(?:i'm|i am|im|i'll|i)\b", lowered)


def _asked(lex: Lexed, speech: Speech) -> Intent | None:
    lowered = speech.read.lower()
    bare = _undated(lex).lower()
    sites = [a for a in lex.addresses() if a.site not in speech.own]
    tasks = _numbers(lex, lex.bare)
    named_task = None
    if not sites and not tasks and questions.asking(bare):
        elsewhere = replace(speech.known, thread_task=None)
        named_task = task_of(elsewhere, site=None, email=None, name=None, words=lowered)
    known_site = named_task.site if named_task else None
    kind = questions.question(bare, sites=len(sites) or bool(known_site), tasks=len(tasks))
    if (
        kind is None
        and acts.CHECKED.search(bare)
        and (sites or tasks or speech.known.thread_task is not None)
    ):
        kind = Act.CHECK
    if (
        kind is None
        and re.fullmatch(r"[^\w\ue000-\uf7ff]*#?\d{1,9}[^\w\ue000-\uf7ff]*", speech.read)
        and tasks
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
        owner = people.owner(lex, lex.bare) or next((name for _, name in lex.users()), None) or _doer(bare)
        return replace(intent, owner=owner, site=site, text=questions.filters(lowered))
    if kind is Act.REPORT:
        owner = next((name for _, name in lex.users()), None) or _doer(bare)
        return replace(intent, owner=owner, site=site, text=questions.report_words(lowered))
    if kind is Act.SITE:
        return replace(intent, site=site, tactic=None)
    if kind is Act.CHECK:
        return _check(replace(intent, tactic=None), lex, named, speech)
    return replace(intent, tactic=None)


def _doer(bare: str) -> str | None:
    """Whose work is asked about: "what did bob do last week?", "show bob's tasks"."""
    match = re.search(
        r"\bwhat(?:'s| did| has| is) (?P<who>[\w-]+) (?:do|done|doing|working|get done|achieved?|accomplish(?:ed)?)\b"
        r"|\b(?:show|list|see)(?: me)? (?P<of>[\w-]+)'s (?:\w+ )?(?:tasks|outreach|work|list|follow)",
        bare,
    )
    who = (match["who"] or match["of"]) if match else None
    return None if who in {"we", "i", "you", "they", "it", "everyone", "the", "today", "week"} else who


def _check(intent: Intent, lex: Lexed, named: Roles, speech: Speech) -> Intent:
    pages = [
        a.text for a in lex.addresses() if a.site and a.site not in speech.own and a.text != named.target
    ]
    page = pages[0] if pages else None
    intent = replace(
        intent, page=page, target=named.target, site=named.prospects[0].site if named.prospects else None
    )
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


def _numbers(lex: Lexed, bare: str) -> list[int]:
    """Task numbers written in ``bare``: #42, task 42, or 42 where only a task can stand."""
    written = lex.tasks(bare)
    return written or [int(m["n"]) for m in _BARE_NUMBER.finditer(bare.lower())] or _last_number(bare.lower())


def _last_number(bare: str) -> list[int]:
    """ "remind me in 3 days about 42"."""
    match = re.search(
        r"\b(?:remind|snooze|follow[\s-]*up|chase|ping|note)\b.*\b(?:about|on|with|re|for)\s+(\d{1,7})[.!?\s]*$",
        bare,
    )
    return [int(match[1])] if match else []


def _piece(lex: Lexed, bare: str, speech: Speech) -> list[Intent]:
    """The Intents of one piece: one for each task number or site that its act is about."""
    lowered = bare.lower()
    named = roles(lex, bare, speech.own)
    said = act(lowered) or _implied(lex, bare, named, speech)
    if said is None:
        return [_nothing(lex, bare, named, speech)]
    intent = _shared(said, lex, bare, named, speech)
    numbers = _numbers(lex, bare)
    if said.act is Act.EARNED:
        return [_earned(intent, lex, bare, named, speech)]
    if numbers and (said.act is not Act.LOG):
        return [_of_task(replace(intent, task=number), named, lex, bare) for number in numbers]
    if numbers and not named.prospects:
        return [replace(intent, act=Act.NOTE, task=number) for number in numbers]
    prospects = named.prospects or (None,)
    names = people.contacts(bare)
    only = people.contact(bare) or people.handle(lex, bare)
    only = None if only == intent.owner else only
    return [
        _of_prospect(intent, prospect, names, only if len(prospects) == 1 else None, lex, bare, speech)
        for prospect in prospects
    ]


def _implied(lex: Lexed, bare: str, named: Roles, speech: Speech) -> Said | None:
    """What a text without a verb means: notes like "techblog.com guest post, fu 3d" are logs."""
    lowered = bare.lower()
    if lex.tasks(bare) or (speech.known.thread_task is not None and not named.prospects):
        if re.search(r"[\ue800-\uebff]", bare) and re.search(r"\bwants?|asks?|for\b", lowered):
            return Said(Act.REPLY)
        if re.search(r"[\uf000-\uf3ff]", bare) and not re.search(r"\w{3,}\s+\w{3,}\s+\w{3,}", lowered):
            return Said(Act.SNOOZE)
        return (
            Said(Act.NOTE)
            if lex.tasks(bare) and re.search(r"\w{2,}", re.sub(r"[^\w\s]", "", lowered))
            else None
        )
    if named.prospects and re.search(r"[\ue800-\uebff]", bare) and rel(lowered) and not tactic(lowered):
        return Said(Act.PROMISE)
    if named.prospects:
        return Said(Act.SITE if speech.read.rstrip().endswith("?") else Act.LOG)
    strong = tactic(lowered) in _SAYS_OUTREACH and not speech.read.rstrip().endswith("?")
    return Said(Act.LOG) if strong else None


def _nothing(lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """What could be read of a piece that says nothing about outreach: kept, and asked about."""
    intent = _shared(Said(Act.UNCLEAR), lex, bare, named, speech)
    numbers = _numbers(lex, bare)
    task = numbers[0] if numbers else None
    example = (
        f"note {task or speech.known.thread_task or 42} {speech.words[:80]}"
        if (task or speech.known.thread_task)
        else EXAMPLE
    )
    if not named.prospects and task is None:
        intent = replace(intent, follow_up_at=None, follow_up_timed=False, when="")
    return replace(unclear(intent, "I can't tell what happened"), task=task, suggestion=example)


def _shared(said: Said, lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """What a piece says of all its tasks."""
    lowered = bare.lower()
    prices = list(dict.fromkeys(lex.prices(bare)))
    intent = Intent(
        said.act,
        owner=people.owner(lex, bare),
        tactic=tactic(lowered),
        target=named.target,
        anchor=lex.anchor(bare),
        rel_agreed=rel(lowered),
        price=prices[0] if prices else None,
        campaign=campaign_named(lex.full(bare), speech.known, named.target),
        text=speech.words,
        unclear=named.unclear,
    )
    if len(prices) > 1:
        settled = re.search(
            r"\b(?:agreed (?:on|at|to)|settled (?:on|at|for)|down to|from [\ue800-\uebff] to|for|now|"
            r"final(?:ly)?)\s*:?\s*(?P<m>[\ue800-\uebff])",
            lowered,
        )
        chosen = lex.prices(settled["m"]) if settled else []
        intent = (
            replace(intent, price=chosen[0])
            if chosen
            else unclear(
                intent, "which price: " + " or ".join(f"{p.amount} {p.currency}" for p in prices) + "?"
            )
        )
    return with_dates(intent, lex, bare, speech)


def _of_task(intent: Intent, named: Roles, lex: Lexed, bare: str) -> Intent:
    """The Intent about one written number, with the site and page that were said along with it."""
    first = named.prospects[0] if len(named.prospects) == 1 else None
    name = people.contact(bare) or (people.contacts(bare).get(first.mark) if first else None)
    return replace(
        intent,
        site=first.site if first else None,
        page=first.page if first else None,
        contact_email=first.email if first else None,
        contact_name=name,
    )


def _earned(intent: Intent, lex: Lexed, bare: str, named: Roles, speech: Speech) -> Intent:
    """A link nobody asked for; where a task of ours explains it, it is that task's link."""
    pages = [a.text for a in lex.addresses(bare) if a.text != named.target and a.site not in speech.own]
    site = named.prospects[0].site if named.prospects else None
    intent = replace(intent, page=pages[0] if pages else None, site=site, follow_up_at=None, when="")
    unasked = re.search(
        r"without|unasked|unprompted|nobody asked|never asked|didn't ask|passive|organic|natural|earned|"
        r"unsolicited",
        bare.lower(),
    )
    if site and not unasked:
        found = task_of(speech.known, site=site, email=None, name=None, words=bare.lower())
        if found.task is not None or found.unclear:
            return unclear(replace(intent, act=Act.PROMISE, task=found.task), *found.unclear)
    return intent if pages else unclear(intent, NO_PAGE)


def _of_prospect(
    intent: Intent,
    prospect: Prospect | None,
    names: dict[str, str],
    only: str | None,
    lex: Lexed,
    bare: str,
    speech: Speech,
) -> Intent:
    """The Intent about one site or person of the piece."""
    if prospect:
        name = next((names[mark] for mark in prospect.marks if mark in names), only)
        intent = replace(
            intent,
            site=prospect.site,
            contact_email=prospect.email,
            contact_name=name,
            page=prospect.page,
        )
        if prospect.second_email:
            intent = unclear(intent, f"{prospect.second_email} too? I took {prospect.email} as the contact")
    else:
        intent = replace(intent, contact_name=only)
    if intent.act is Act.LOG:
        return intent if intent.site else unclear(intent, NO_SITE)
    if intent.act not in _ABOUT_TASKS:
        return intent
    words = re.sub(r"\s+", " ", lex.full(bare).lower())
    found = task_of(
        speech.known, site=intent.site, email=intent.contact_email, name=intent.contact_name, words=words
    )
    return unclear(replace(intent, task=found.task, site=intent.site or found.site), *found.unclear)
