"""The command words of ``/outreach``, exactly as the help lists them.

``new`` is a ``log`` without fields whose ``unclear`` says that a form was asked for; ``back`` is ``away``
with no end and text "back"; ``backlink N …`` is ``show`` with that text and no task: N is no task's number.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.understanding.days.days_away import from_when
from handlers.understanding.days.moments import by_then, when_of, with_dates
from handlers.understanding.escapes import to_read
from handlers.understanding.facts.campaigns import campaign_ask, campaign_named
from handlers.understanding.facts.sites import HIDDEN, HOST, Kind, without_addresses
from handlers.understanding.facts.tasks import task_of
from handlers.understanding.facts.terms import rel
from handlers.understanding.intent import Act, Intent
from handlers.understanding.phrasing.tactics import tactic
from handlers.understanding.phrasing.unread import bad_addresses, no_address
from handlers.understanding.questions import questions
from handlers.understanding.questions.stand_in import stand_in
from handlers.understanding.sentence import EXAMPLE, sentence
from handlers.understanding.speech import (
    NO_PAGE,
    NO_SITE,
    Speech,
    lasting,
    unclear,
)
from handlers.understanding.task_commands import NUMBERED, numbered
from storage.sites import registrable
from storage.words import Stage

FORM = "a form is what you asked for"

_SPOKEN_CAMPAIGN = re.compile(
    r"(?:please |pls |can you |let's )*(?P<do>create|start|add|set up|make|open|new|archive|close|end|"
    r"unarchive|un-archive|reopen|re-open|restore|rename|"
    r"list|show|show me)(?:\s+(?:a|the|my|our|all|new))*"
    r"\s+campaigns?\b\s*[:,]?",
    re.IGNORECASE,
)
_NAMED_CAMPAIGN = re.compile(
    r"(?:please |pls |can you |let's )*(?P<do>archive|close|end|unarchive|reopen|restore)\s+(?:(?:the|our|"
    r"my)\s+)?(?P<name>[\w][\w &'-]{0,60}?)"
    r"\s+campaign(?:\s+(?:please|pls|now))?\W*",
    re.IGNORECASE,
)
_DO_CAMPAIGN = {
    "create": "new", "start": "new", "add": "new", "set": "new", "make": "new", "open": "new", "new": "new",
    "archive": "archive", "close": "archive", "end": "archive", "list": "list", "show": "show",
    "unarchive": "reopen", "un-archive": "reopen", "reopen": "reopen", "re-open": "reopen",
    "restore": "reopen", "rename": "set",
}  # fmt: skip
_FEW_WORDS = 4  # in more, whoever knows no filter speaks in sentences
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
    if without_addresses(text[:HOST]).startswith(HIDDEN):
        return None  # "note.com promised a link" begins with a site
    if found := _no_such_task(text) or numbered(text, speech):
        return found
    if (campaign := _SPOKEN_CAMPAIGN.match(text)) and not text[:14].lower().startswith("list campaign "):
        return _campaigned(
            f"{_DO_CAMPAIGN[campaign['do'].split()[0].lower()]} {text[campaign.end() :].strip()}", speech
        )
    if campaign := _NAMED_CAMPAIGN.fullmatch(text):
        return _campaigned(f"{_DO_CAMPAIGN[campaign['do'].lower()]} {campaign['name']}", speech)
    word, _, rest = (*re.split(r"(\s+|(?<=\w)[:,]\s*)", text, maxsplit=1), "", "")[:3]
    reader = _WORDS.get(word.lower().strip(":!.,"))
    if word.lower() == "show" and re.fullmatch(r"[\w#.-]+", rest) and sentence(speech)[0].act is Act.UNCLEAR:
        return [_there_is_no(Act.SHOW, rest)]
    return reader(rest.strip(), speech) if reader else None


# What stands where a task's number does and is none: too long, below zero, broken.
_NO_NUMBER = re.compile(
    rf"(?:(?P<word>{'|'.join(sorted(map(re.escape, NUMBERED), key=len, reverse=True))})\s+)?"
    r"(?P<number>#?(?:\d{10,}|-\d+(?:[.,]\d+)?|\d+[.,]\d+))(?![\w%/:.,-])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def _no_such_task(text: str) -> list[Intent] | None:
    """ "show 99999999999999999999", "drop -1", "1.5": no task has such a number."""
    match = _NO_NUMBER.fullmatch(text)
    if match is None or (not match["word"] and match["rest"].strip()):
        return None
    act = NUMBERED[match["word"].lower()] if match["word"] else Act.SHOW
    if act in {Act.SNOOZE, Act.FOLLOW_UP} and (match["rest"].strip() or "." in match["number"]):
        return None  # "snooze 1.5 hours", "remind 10.12."
    if act is Act.CHECK and match["rest"].strip():
        return None
    return [_there_is_no(act, match["number"])]


def _there_is_no(act: Act, number: str) -> Intent:
    shown = number if len(number) <= 40 else f"{number[:39]}…"
    return Intent(act, unclear=(f"there is no task {shown}",))


def _listed(rest: str, speech: Speech) -> list[Intent] | None:
    rest = rest.strip(" ?.!")
    lex = speech.lex(to_read(rest))
    if rest and not _LIST_FILTER.fullmatch(rest):
        named = lex.addresses() or lex.users() or lex.whens() or questions.filters(rest.lower())
        if len(rest.split()) > _FEW_WORDS or named or _listable(rest, speech):
            return None  # "list everything that is late": a sentence like any other
        return [Intent(Act.LIST, text=rest, unclear=(f"I can't list by “{rest[:60]}”",))]
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


def _listable(rest: str, speech: Speech) -> bool:
    """Whether words after ``list`` hold one that a list is about, or a site, person or campaign we know."""
    lowered = rest.lower()
    words = (
        r"\b(?:tasks?|outreach|work|prospects?|pipeline|asks?|campaigns?|sites?|links?|open|done|everything|"
        r"what)\b"
    )
    named = task_of(speech.known, site=None, email=None, name=None, words=lowered).site
    return bool(re.search(words, lowered) or named or campaign_named(rest, speech.known, None))


_LIKE_A_HOST = re.compile(
    r"(?:https?://)?(?:localhost|\[[\da-f:.%]*\]|[\w-]+)(?::\d+)?(?:/\S*)?", re.IGNORECASE
)
"""What stands where an address does, and is none of a public site: "localhost", "[::1]", "techblog"."""


def _earned(rest: str, speech: Speech) -> list[Intent] | None:
    lex = speech.lex(to_read(rest))
    if bad := bad_addresses(lex):
        return [Intent(Act.EARNED, text=rest, unclear=bad)]
    found = [a for a in lex.addresses() if a.site and a.kind is not Kind.EMAIL]
    if not found:
        why = no_address(rest) if _LIKE_A_HOST.fullmatch(rest) else NO_PAGE
        return [Intent(Act.EARNED, text=rest, unclear=(why,))]
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
    ask = campaign_ask(rest)
    site = next((registrable(s) for s in ask.sites), None)
    intent = Intent(Act.CAMPAIGN, campaign=ask.name or None, site=site or None, text=rest)
    if ask.do in {"new", "set", "archive", "show"} and not ask.name:
        intent = unclear(intent, "which campaign?" if ask.do != "new" else "what is the campaign called?")
    if ask.do == "new" and not ask.sites:
        intent = unclear(intent, NO_SITE)
    return [by_then(intent, ask.goal_by, speech) if ask.goal_by else intent]


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
    lex = speech.lex(to_read(rest))
    intent = Intent(Act.AWAY, owner=stand_in(lex, lex.bare), text=rest)
    if lex.whens():
        return [from_when(with_dates(intent, lex, lex.bare, speech), lex, speech)]
    when = when_of(rest, speech) if rest else None
    return [lasting(intent, when, speech) if when else unclear(intent, "until when?")]


def _backlink(rest: str, speech: Speech) -> list[Intent] | None:
    if not re.match(r"#?\d+\b", rest):
        found = [a for a in speech.lex(to_read(rest)).addresses() if a.site]
        if len(found) == 1 and len(rest.split()) == 1:
            return [Intent(Act.SHOW, site=found[0].site, text=f"backlink {found[0].site}")]
        if not found and _LIKE_A_HOST.fullmatch(rest):
            return [Intent(Act.SHOW, text=f"backlink {rest}", unclear=(no_address(rest),))]
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
    topic = "" if re.fullmatch(r"(?:me|us|please|pls)\W*", rest, re.IGNORECASE) else rest
    return [Intent(Act.HELP, text=topic)] if len(rest.split()) <= 3 else None


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
    "backlinks": _backlink,
    "report": _reported,
    "import": _alone(Act.IMPORT, more=r"\S+(?:\s+\S+){0,3}"),
    "export": _alone(Act.EXPORT, more=r"(?:jsonl|json|csv|xlsx|excel|everything|all|please)(?:\s+\w+)?"),
    "away": _away,
    "back": _back,
    "settings": _alone(Act.SETTINGS, more=r"\S+(?:\s+\S+){0,3}"),
    "undo": _alone(Act.UNDO, more=r"that|it|this|last|please|#?\d+"),
    "revert": _alone(Act.UNDO, more=r"that|it|this|last|please|#?\d+"),
    "help": _helped,
    "?": _helped,
}
COMMAND_WORDS = tuple(
    sorted(
        {
            *(
                w
                for w in NUMBERED
                if " " not in w and w not in {"fu", "reply", "declined", "promised", "reminder"}
            ),
            *_WORDS,
        }
        - {"?", "ls", "revert"}
    )
)
"""Every word that a command can start with, for suggestions."""
