"""The command words of ``/outreach``, exactly as the help lists them.

``new`` is a ``log`` without fields whose ``unclear`` says that a form was asked for; ``back`` is ``away``
with no end and text "back"; ``backlink N …`` is ``show`` with that text and no task: N is no task's number.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers.understanding import people
from handlers.understanding.campaigns import campaign_ask, campaign_named
from handlers.understanding.dates import When
from handlers.understanding.escapes import to_read
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import Lexed
from handlers.understanding.moments import when_of, with_dates
from handlers.understanding.roles import roles
from handlers.understanding.sentence import EXAMPLE, sentence
from handlers.understanding.speech import (
    NO_DATE,
    NO_PAGE,
    NO_SITE,
    NO_TARGET,
    NO_TASK,
    Speech,
    following_up,
    lasting,
    promised,
    unclear,
)
from handlers.understanding.tactics import tactic
from handlers.understanding.tasks import task_of
from handlers.understanding.terms import rel
from storage.sites import registrable
from storage.words import Stage

FORM = "a form is what you asked for"

_NUMBERED = {
    "follow-up": Act.FOLLOW_UP, "followup": Act.FOLLOW_UP, "follow up": Act.FOLLOW_UP, "fu": Act.FOLLOW_UP,
    "remind": Act.SNOOZE, "snooze": Act.SNOOZE, "replied": Act.REPLY, "reply": Act.REPLY, "note": Act.NOTE,
    "decline": Act.DECLINE, "declined": Act.DECLINE, "drop": Act.DROP, "promise": Act.PROMISE,
    "promised": Act.PROMISE, "vouch": Act.VOUCH, "show": Act.SHOW, "check": Act.CHECK, "done": Act.DONE,
}  # fmt: skip
_NUMBERED_PATTERN = re.compile(
    rf"\s*(?P<word>{'|'.join(sorted(map(re.escape, _NUMBERED), key=len, reverse=True))})\b:?\s*(?:tasks?\s*)?"
    r"(?P<numbers>#?\d{1,9}(?![\w%/:$€£-]|\.\d)(?:\s*(?:,|and\b|&)\s*(?:and\s+)?#?\d{1,9}(?![\w%/:$€£-]|"
    r"\.\d))*|(?:#\d{1,9}\s*)+)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LENGTH_UNIT = re.compile(
    r"\s*(?:business|working|work)?\s*(?:days?|d|weeks?|wks?|w|months?|mo|hours?|hrs?|h|minutes?|mins?|"
    r"min|fortnights?|"
    r"years?)\b(?!\s+after\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_FREE_AFTER = re.compile(
    r"\s*(?:me|us|to|from|with|on|in|that|about|by|up|for|at|a|an|the|all|my|our|any|by|if|whether|whats?|"
    r"who|everyone|everything|is|are|list|and|link|links|site|page)\b",
    re.IGNORECASE,
)
_SPOKEN_CAMPAIGN = re.compile(
    r"(?:please |pls |can you |let's )*(?P<do>create|start|add|set up|make|open|new|archive|close|end|"
    r"list|show|show me)(?:\s+(?:a|the|my|our|all|new))*"
    r"\s+campaigns?\b\s*[:,]?",
    re.IGNORECASE,
)
_DO_CAMPAIGN = {
    "create": "new", "start": "new", "add": "new", "set": "new", "make": "new", "open": "new", "new": "new",
    "archive": "archive", "close": "archive", "end": "archive", "list": "list", "show": "show",
}  # fmt: skip
_LIST_FILTER = re.compile(
    r"(?:all|mine|my|me|overdue|today|due|open|late|campaign\b.*|site\b.*|@.*|"
    + "|".join(stage.value.replace("_", r"[\s_-]?") for stage in Stage)
    + r"|won|live|lost|promises|everyone)(?:\s.*)?",
    re.IGNORECASE | re.DOTALL,
)


def command(speech: Speech) -> list[Intent] | None:
    """What a command word asks for; None when the text does not start with one."""
    text = speech.plain.text.strip()
    if not text:
        return [Intent(Act.LIST)]
    text = (
        re.sub(r"^/?outreach\b[:,]?\s*(?=\S)", "", text, flags=re.IGNORECASE)
        if text.startswith("/")
        else text
    )
    if numbered := _numbered(text, speech):
        return numbered
    if (campaign := _SPOKEN_CAMPAIGN.match(text)) and not text[:14].lower().startswith("list campaign "):
        return _campaigned(
            f"{_DO_CAMPAIGN[campaign['do'].split()[0].lower()]} {text[campaign.end() :].strip()}", speech
        )
    word, _, rest = (*re.split(r"(\s+|(?<=\w)[:,]\s*)", text, maxsplit=1), "", "")[:3]
    reader = _WORDS.get(word.lower().strip(":!.,"))
    return reader(rest.strip(), speech) if reader else None


def _numbered(text: str, speech: Speech) -> list[Intent] | None:
    match = _NUMBERED_PATTERN.fullmatch(text)
    if match is None:
        return None
    kind, rest = _NUMBERED[match["word"].lower()], match["rest"] or ""
    written = match["numbers"] or ""
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    thread = speech.known.thread_task
    day_of_month = thread is not None and len(numbers) == 1 and numbers[0] < 32 and _MONTH.match(rest)
    if written and "#" not in written and (_LENGTH_UNIT.match(rest) or day_of_month):
        rest, numbers = written + rest, []  # "snooze 3 days" speaks of days
    if kind in {Act.DROP, Act.DONE, Act.SHOW} and (more := re.fullmatch(r"((?:\s+#?\d{1,9})+)\s*", rest)):
        numbers += [int(n) for n in re.findall(r"\d+", more[1])]
        rest = ""
    if not numbers:
        free = _FREE_AFTER.match(rest) or match["word"].lower() in {"fu", "follow up"}
        if thread is None or free or (kind in {Act.SHOW, Act.CHECK} and rest.strip()):
            return _unnumbered(kind, match["word"], rest, speech)
        numbers = [thread]
    elif rest and not re.match(r"[\s:,.;!?()\"'-]", rest):
        return None
    rest = re.sub(r"^\s*[:,;-]\s+|^\s*:\s*", "", rest).strip()
    return [
        _READERS[kind](replace(Intent(kind), task=number), rest, speech) for number in dict.fromkeys(numbers)
    ]


def _unnumbered(kind: Act, word: str, rest: str, speech: Speech) -> list[Intent] | None:
    """A numbered command without its number: the site or the person may say which task."""
    if kind is Act.CHECK:
        return _check_pages(rest.strip(), speech)
    if not rest.strip():
        intent = _READERS[kind](Intent(kind), "", speech)
        return [
            replace(unclear(intent, NO_TASK), unclear=(NO_TASK, *(u for u in intent.unclear if u != NO_TASK)))
        ]
    if kind is Act.NOTE and not _FREE_AFTER.match(rest):
        return [_noted_of(rest.strip(), speech)]
    if kind in {Act.SNOOZE, Act.VOUCH} and word.lower() in {"snooze", "vouch"}:
        lex = speech.lex()
        if lex.addresses() or lex.tasks() or speech.known.thread_task is not None:
            return None
        intent = _READERS[kind](Intent(kind), rest.strip(), speech)
        words = speech.read.lower()
        found = task_of(speech.known, site=None, email=None, name=people.contact(lex.bare), words=words)
        return [unclear(replace(intent, task=found.task, site=found.site), *found.unclear)]
    return None


def _noted_of(rest: str, speech: Speech) -> Intent:
    """``note techblog.com prefers e-mail``: the site, or a name that is known, says which task."""
    lex = speech.lex(to_read(rest))
    first = roles(lex, lex.bare, speech.own).prospects[:1]
    site, email = (first[0].site, first[0].email) if first else (None, None)
    found = task_of(speech.known, site=site, email=email, name=None, words=rest.lower())
    intent = Intent(Act.NOTE, task=found.task, site=site or found.site, contact_email=email)
    return unclear(replace(intent, text=speech.plain.readable(rest)), *found.unclear)


# What follows the number of each command.


def _with_text(intent: Intent, rest: str, speech: Speech) -> Intent:
    intent = replace(intent, text=speech.plain.readable(rest))
    return intent if rest else unclear(intent, "what should the note say?")


def _showing(intent: Intent, rest: str, speech: Speech) -> Intent:
    return replace(intent, text=speech.plain.readable(rest))


def _next_touch(intent: Intent, lex: Lexed, speech: Speech) -> Intent:
    return with_dates(intent, lex, lex.bare, speech)


def _answered(intent: Intent, rest: str, speech: Speech) -> Intent:
    """``replied N [TEXT]`` and the like: the price that is named, and the next touch if one is."""
    lex = speech.lex(to_read(rest))
    prices = lex.prices()
    intent = replace(intent, text=speech.plain.readable(rest), price=prices[0] if prices else None)
    return _next_touch(intent, lex, speech)


def _followed_up(intent: Intent, rest: str, speech: Speech) -> Intent:
    when = when_of(rest, speech) if rest else None
    intent = replace(intent, text=speech.plain.readable(rest))
    if when:
        return following_up(replace(intent, text=_without(rest, when)), when, speech)
    return intent


def _snoozed(intent: Intent, rest: str, speech: Speech) -> Intent:
    if not rest:
        return unclear(intent, NO_DATE)
    when = when_of(rest, speech)
    if when is None:
        return unclear(
            replace(intent, text=speech.plain.readable(rest)), f"{NO_DATE} I read no date in “{rest[:60]}”"
        )
    return following_up(replace(intent, text=_without(rest, when)), when, speech)


def _without(rest: str, when: When) -> str:
    """What a WHEN leaves of its line: "friday, call her" → "call her"."""
    left = f"{rest[: when.start]} {rest[when.end :]}" if when.text in rest else ""
    left = re.sub(
        r"^(?:\s*(?:to|until|till|til|on|by|for|at|me|again)\b)*[\s,;:.!-]*|[\s,;:-]+$",
        "",
        left,
        flags=re.IGNORECASE,
    )
    return " ".join(left.split())


def _vouched(intent: Intent, rest: str, speech: Speech) -> Intent:
    when = when_of(rest, speech) if rest else None
    intent = replace(intent, text=speech.plain.readable(rest))
    return lasting(intent, when, speech) if when else intent


def _promised(intent: Intent, rest: str, speech: Speech) -> Intent:
    """``promise N [PAGE] [by WHEN] [anchor "…"] [dofollow|nofollow|sponsored] [for PRICE]``."""
    lex = speech.lex(to_read(rest))
    named = roles(lex, lex.bare, speech.own)
    pages = [
        a
        for a in lex.addresses()
        if a.site and a.site not in speech.own and a.text != named.target and "@" not in a.text
    ]
    mails = [a.text for a in lex.addresses() if "@" in a.text and "/" not in a.text]
    target = named.target
    if not pages and target and registrable(target) not in speech.own:
        pages, target = [a for a in lex.addresses() if a.text == target], None
    others = [a.text for a in pages[1:] if a.text != pages[0].text]
    if others and target is None:
        target, others = others[0], others[1:]
    page = pages[0] if pages else None
    prices = lex.prices()
    intent = replace(
        intent,
        page=page.text if page else None,
        site=page.site if page else None,
        contact_email=mails[0] if mails else None,
        contact_name=people.contact(lex.bare),
        target=target,
        anchor=lex.anchor(),
        rel_agreed=rel(lex.bare),
        price=prices[0] if prices else None,
        campaign=campaign_named(lex.text, speech.known, target),
        text=speech.plain.readable(rest),
    )
    dates = lex.whens()
    if not dates:
        return intent
    mark, when = dates[0]
    by = bool(re.search(r"\bby\s*$", lex.bare[: lex.bare.index(mark)], re.IGNORECASE))
    long = bool(when.moment and when.last and when.last - when.moment.date() > timedelta(days=7))
    return promised(intent, when, speech, first=by and long)


def _checked(intent: Intent, rest: str, speech: Speech) -> Intent:
    return replace(intent, text=speech.plain.readable(rest))


_READERS: dict[Act, Callable[[Intent, str, Speech], Intent]] = {
    Act.FOLLOW_UP: _followed_up, Act.SNOOZE: _snoozed, Act.REPLY: _answered, Act.NOTE: _with_text,
    Act.DECLINE: _answered, Act.DROP: _answered, Act.PROMISE: _promised, Act.VOUCH: _vouched,
    Act.SHOW: _showing, Act.CHECK: _checked, Act.DONE: _answered,
}  # fmt: skip


# Commands without a number.


def _check_pages(rest: str, speech: Speech) -> list[Intent] | None:
    """``check PAGE TARGET``."""
    lex = speech.lex(to_read(rest))
    found = [a for a in lex.addresses() if a.site and "@" not in a.text]
    left = re.sub(
        r"[\ue000-\uf7ff]|\b(?:for|to|links?|against|target|page|the|a|our|on|has|and|if|whether|that|"
        r"please|linking|pointing|→)\b|[^\w]",
        "",
        lex.bare.lower(),
    )
    if not found or left:
        if not rest:
            return [Intent(Act.CHECK, unclear=(NO_PAGE,))]
        return None
    if len(found) > 1 and found[0].site in speech.own and found[1].site not in speech.own:
        found[0], found[1] = found[1], found[0]
    intent = Intent(Act.CHECK, page=found[0].text, site=found[0].site, text=rest)
    if len(found) > 1:
        return [replace(intent, target=found[1].text)]
    task = task_of(speech.known, site=found[0].site, email=None, name=None, words="")
    if task.task is not None:
        return [replace(intent, task=task.task)]
    return [intent if speech.own else unclear(intent, NO_TARGET)]


def _listed(rest: str, speech: Speech) -> list[Intent] | None:
    rest = rest.strip(" ?.!")
    if rest and not _LIST_FILTER.fullmatch(rest):
        return None
    lex = speech.lex(to_read(rest))
    users = lex.users()
    campaign = re.search(
        r"\bcampaign\s+[\"“]?(.+?)[\"”]?\s*(?=$|\b(?:site|mine|overdue|today|all)\b)",
        rest,
        re.IGNORECASE | re.DOTALL,
    )
    site = re.search(r"\bsite\s+(\S+)", rest, re.IGNORECASE)
    addresses = lex.addresses(lex.bare)
    return [
        Intent(
            Act.LIST,
            owner=users[0][1] if users else None,
            campaign=campaign[1].strip() if campaign else None,
            site=(addresses[0].site if addresses else registrable(site[1])) or None if site else None,
            text=speech.plain.readable(rest),
        )
    ]


def _earned(rest: str, speech: Speech) -> list[Intent] | None:
    lex = speech.lex(to_read(rest))
    found = [a for a in lex.addresses() if a.site and "@" not in a.text]
    if not found:
        return [Intent(Act.EARNED, text=rest, unclear=(NO_PAGE,))]
    ours = [a for a in found if a.site in speech.own]
    others = [a for a in found if a.site not in speech.own] or found
    target = (
        ours[0].text if ours and others[0] is not ours[0] else others[1].text if len(others) > 1 else None
    )
    page = others[0]
    return [
        Intent(
            Act.EARNED,
            page=page.text,
            site=page.site,
            target=target,
            anchor=lex.anchor(),
            rel_agreed=rel(lex.bare),
            text=rest,
        )
    ]


def _sited(rest: str, speech: Speech) -> list[Intent] | None:
    found = [a for a in speech.lex(to_read(rest)).addresses() if a.site]
    if found and (len(found) > 1 or len(rest.split()) > 3):
        return None  # "Site: techblog.com, contact: Jane": a filled-in form
    if found:
        return [Intent(Act.SITE, site=found[0].site, text=rest)]
    if not rest:
        return [Intent(Act.SITE, unclear=(NO_SITE,))]
    named = [
        task.site for task in speech.known.tasks if task.site.partition(".")[0] == rest.strip(" ?.").lower()
    ]
    if len(set(named)) == 1:
        return [Intent(Act.SITE, site=named[0], text=rest)]
    return [Intent(Act.SITE, text=rest, unclear=(NO_SITE,))] if len(rest.split()) == 1 else None


def _campaigned(rest: str, speech: Speech) -> list[Intent] | None:
    del speech
    ask = campaign_ask(rest)
    site = next((registrable(s) for s in ask.sites), None)
    intent = Intent(Act.CAMPAIGN, campaign=ask.name or None, site=site or None, text=rest)
    if ask.do in {"new", "set", "archive", "show"} and not ask.name:
        intent = unclear(intent, "which campaign?" if ask.do != "new" else "what is the campaign called?")
    if ask.do == "new" and not ask.sites:
        intent = unclear(intent, NO_SITE)
    return [intent]


def _reported(rest: str, speech: Speech) -> list[Intent] | None:
    lex = speech.lex(to_read(rest))
    campaign = re.search(
        r"\bcampaign\s+[\"“]?(.+?)[\"”]?\s*(?=$|\b(?:xlsx|pdf|excel|from|last|this|for|in)\b)",
        rest,
        re.IGNORECASE,
    )
    users = lex.users()
    return [
        Intent(
            Act.REPORT,
            owner=users[0][1] if users else None,
            campaign=campaign[1].strip() if campaign else campaign_named(rest, speech.known, None),
            tactic=tactic(rest),
            text=speech.plain.readable(rest),
        )
    ]


def _away(rest: str, speech: Speech) -> list[Intent] | None:
    intent = Intent(Act.AWAY, text=rest)
    lex = speech.lex(to_read(rest))
    if lex.whens():
        return [with_dates(intent, lex, lex.bare, speech)]
    when = when_of(rest, speech) if rest else None
    return [lasting(intent, when, speech) if when else unclear(intent, "until when?")]


def _backlink(rest: str, speech: Speech) -> list[Intent] | None:
    del speech
    if not re.match(r"#?\d+\b", rest):
        return (
            [Intent(Act.SHOW, text=f"backlink {rest}".strip(), unclear=("which backlink?",))]
            if not rest
            else None
        )
    return [Intent(Act.SHOW, text=f"backlink {rest}")]


def _new(rest: str, speech: Speech) -> list[Intent] | None:
    if re.match(r"campaign\b", rest, re.IGNORECASE):
        return _campaigned(f"new {rest[8:].strip()}", speech)
    if rest and not re.fullmatch(r"(?:outreach|task|log|one|entry|form|ask)\W*", rest, re.IGNORECASE):
        return None
    return [Intent(Act.LOG, unclear=(FORM,))]


def _logged(rest: str, speech: Speech) -> list[Intent] | None:
    """``log TEXT``: TEXT is understood like any sentence; what says nothing else is an ask."""
    if not rest:
        return [Intent(Act.LOG, unclear=(NO_SITE,), suggestion=f"log {EXAMPLE}")]
    inner = replace(speech, plain=replace(speech.plain, text=rest), read=to_read(rest))
    return [
        unclear(replace(i, act=Act.LOG, unclear=(), suggestion=f"log {EXAMPLE}"), NO_SITE)
        if i.act is Act.UNCLEAR
        else i
        for i in sentence(inner)
    ]


def _alone(kind: Act, *, more: str = "") -> Callable[[str, Speech], list[Intent] | None]:
    """A command that stands alone; followed by a sentence it is just that sentence's first word."""

    def read(rest: str, speech: Speech) -> list[Intent] | None:
        del speech
        if rest and not re.fullmatch(rf"(?:{more or 'please'})\W*", rest, re.IGNORECASE):
            return None
        return [Intent(kind, text=rest)]

    return read


def _back(rest: str, speech: Speech) -> list[Intent] | None:
    del speech
    return None if rest.strip(" .!") else [Intent(Act.AWAY, text="back")]


def _helped(rest: str, speech: Speech) -> list[Intent] | None:
    del speech
    return [Intent(Act.HELP, text=rest)] if len(rest.split()) <= 3 else None


_WORDS: dict[str, Callable[[str, Speech], list[Intent] | None]] = {
    "log": _logged,
    "new": _new,
    "list": _listed,
    "ls": _listed,
    "earned": _earned,
    "site": _sited,
    "campaign": _campaigned,
    "campaigns": _campaigned,
    "backlink": _backlink,
    "report": _reported,
    "import": _alone(Act.IMPORT, more=r"\S+(?:\s+\S+){0,3}"),
    "export": _alone(Act.EXPORT, more=r"(?:jsonl|json|csv|xlsx|excel|everything|all|please)(?:\s+\w+)?"),
    "away": _away,
    "back": _back,
    "settings": _alone(Act.SETTINGS, more=r"\S+(?:\s+\S+){0,3}"),
    "undo": _alone(Act.UNDO, more=r"that|it|this|last|please|#?\d+"),
    "help": _helped,
    "?": _helped,
}
COMMAND_WORDS = tuple(
    sorted(
        {
            *(w for w in _NUMBERED if " " not in w and w not in {"fu", "reply", "declined", "promised"}),
            *_WORDS,
        }
        - {"?", "ls"}
    )
)
"""Every word that a command can start with, for suggestions."""
