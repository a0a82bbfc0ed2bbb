"""Commands about one task: the number, and what follows it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers.understanding.days.dates import When
from handlers.understanding.days.moments import when_of, with_dates
from handlers.understanding.escapes import to_read
from handlers.understanding.facts import people
from handlers.understanding.facts.campaigns import campaign_named
from handlers.understanding.facts.roles import roles
from handlers.understanding.facts.sites import Kind, without_addresses
from handlers.understanding.facts.tasks import task_of
from handlers.understanding.facts.terms import rel
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import Lexed
from handlers.understanding.phrasing.unread import bad_addresses, unread_parts
from handlers.understanding.speech import (
    NO_DATE,
    NO_PAGE,
    NO_TARGET,
    NO_TASK,
    Speech,
    following_up,
    lasting,
    promised,
    unclear,
)
from storage.sites import registrable

NUMBERED = {
    "follow-up": Act.FOLLOW_UP, "followup": Act.FOLLOW_UP, "follow up": Act.FOLLOW_UP, "fu": Act.FOLLOW_UP,
    "remind": Act.SNOOZE, "reminder": Act.SNOOZE, "snooze": Act.SNOOZE,
    "replied": Act.REPLY, "reply": Act.REPLY, "note": Act.NOTE,
    "decline": Act.DECLINE, "declined": Act.DECLINE, "drop": Act.DROP, "promise": Act.PROMISE,
    "promised": Act.PROMISE, "vouch": Act.VOUCH, "show": Act.SHOW, "check": Act.CHECK, "done": Act.DONE,
}  # fmt: skip
_NUMBERED_PATTERN = re.compile(
    rf"\s*(?P<word>{'|'.join(sorted(map(re.escape, NUMBERED), key=len, reverse=True))})\b:?\s*"
    r"(?:tasks?(?:\s+|(?=#?\d+(?!\.?\w))))?"
    r"(?P<numbers>#?\d{1,9}(?![\w%/$€£-]|[:.]\d)(?:\s*(?:,|and\b|&)\s*(?:and\s+)?#?\d{1,9}(?![\w%/:$€£-]|"
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


_DOTTED_DAY = re.compile(r"(?:[12]?\d|3[01])\.(?:0?[1-9]|1[0-2])\b(?![.:]?\d)")
_ACTS = frozenset({Act.SNOOZE, Act.FOLLOW_UP, Act.DROP, Act.DECLINE, Act.DONE, Act.PROMISE})
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun|tom|next\s)\w*"
_ANOTHER_TASK = re.compile(
    rf"(?:[,;&\n]|\band\b|\bbut\b|\.\s)\s*(?:(?:and|then|also|please|pls)\s+)*"
    rf"(?:(?:{'|'.join(map(re.escape, NUMBERED))})\s+#?|"
    rf"(?:(?:remind me|remind us|chase|ping|nudge|bump|close|"
    rf"snooze|push|move|check)\s+(?:about\s+|on\s+|of\s+)?)?#|(?=\d+\s+(?:till?|until|to|on|{_DAY_NAME})\b))\d",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:of\b|(?:more |other |new |old )?(?:sites?|links?|people|prospects?|e-?mails?|pages?|times?|"
    r"posts?|"
    r"others?|placements?|backlinks?|domains?|blogs?|percent)\b)",
    re.IGNORECASE,
)
_COUNTABLE = frozenset({Act.FOLLOW_UP, Act.SNOOZE})
_MARKED_LATER = re.compile(
    r"^\s*(?:(?:was |is )?sent )?(?:to|for|on|with|about)\s+(?:task\s*)?#\d", re.IGNORECASE
)
_SENT_TO = re.compile(
    r"\s*(?:(?:is |was |just )*(?:sent|out|gone|done|went out)\s+)?(?:to|with|for|at)\s+\S*[\w-]\.\w",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(r"\s*,?\s*(?:if|unless|in case|should|when|once|as soon as)\b", re.IGNORECASE)


def numbered(text: str, speech: Speech) -> list[Intent] | None:
    match = _NUMBERED_PATTERN.fullmatch(text)
    if match is None:
        return None
    kind, rest = NUMBERED[match["word"].lower()], match["rest"] or ""
    written = match["numbers"] or ""
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    thread = speech.known.thread_task
    day_of_month = thread is not None and len(numbers) == 1 and numbers[0] < 32 and _MONTH.match(rest)
    if written and "#" not in written and (_LENGTH_UNIT.match(rest) or day_of_month):
        rest, numbers = written + rest, []  # "snooze 3 days" speaks of days
    if kind in {Act.DROP, Act.DONE, Act.SHOW} and (more := re.fullmatch(r"((?:\s+#?\d{1,9})+)[\s.!]*", rest)):
        numbers += [int(n) for n in re.findall(r"\d+", more[1])]
        rest = ""
    if not numbers:
        free = _goes_on(rest) or match["word"].lower() in {"fu", "follow up"}
        if thread is None or free or (kind in {Act.SHOW, Act.CHECK} and rest.strip()):
            return _unnumbered(kind, match["word"], rest, speech)
        numbers = [thread]
    elif "#" not in written and _MARKED_LATER.search(rest) and kind in _COUNTABLE:
        return None  # "follow up 2 for #20 sent", "reminder 2 on #20"
    elif "#" not in written and (_COUNTED.match(rest) or (kind is Act.FOLLOW_UP and _SENT_TO.match(rest))):
        return None  # "drop 2 of them", "check 200 sites", "follow up 3 sent to a.com"
    elif kind in _ACTS and (_ANOTHER_TASK.search(rest) or _ONLY_IF.match(rest)):
        return None  # "snooze #7 to Friday and #9 to Monday", "drop #7 if they don't answer"
    elif rest and not re.match(r"[\s:,.;!?()\"'-]", rest):
        return None
    rest = re.sub(r"^\s*[:,;-]\s+|^\s*:\s*", "", rest).strip()
    rest = rest if re.search(r"\w", rest) else rest.strip(" .!,;-")
    return [
        _READERS[kind](replace(Intent(kind), task=number), rest, speech) for number in dict.fromkeys(numbers)
    ]


def _goes_on(rest: str) -> bool:
    """Whether what follows the word makes it a sentence's first word: "note to us" but not "note to.com"."""
    return _FREE_AFTER.match(without_addresses(rest)) is not None


def _unnumbered(kind: Act, word: str, rest: str, speech: Speech) -> list[Intent] | None:
    """A numbered command without its number: the site or the person may say which task."""
    if kind is Act.CHECK:
        return _check_pages(rest.strip(), speech)
    if not rest.strip():
        intent = _READERS[kind](Intent(kind), "", speech)
        return [
            replace(unclear(intent, NO_TASK), unclear=(NO_TASK, *(u for u in intent.unclear if u != NO_TASK)))
        ]
    if kind is Act.NOTE and not _goes_on(rest):
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
    rest = _with_its_day(rest)
    when = when_of(rest, speech) if rest else None
    intent = replace(intent, text=speech.plain.readable(rest))
    if when:
        return following_up(replace(intent, text=_without(rest, when)), when, speech)
    return intent


def _snoozed(intent: Intent, rest: str, speech: Speech) -> Intent:
    if not rest:
        return unclear(intent, NO_DATE)
    rest = _with_its_day(rest)
    when = when_of(rest, speech)
    if when is None:
        return unclear(
            replace(intent, text=speech.plain.readable(rest)), f"{NO_DATE} I read no date in “{rest[:60]}”"
        )
    return following_up(replace(intent, text=_without(rest, when)), when, speech)


def _with_its_day(rest: str) -> str:
    """``rest`` with a day that stands right behind the number told as one: "remind 33 10.12. 14:00"."""
    return f"on {rest}" if _DOTTED_DAY.match(rest) else rest


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
    if when is None and re.search(r"\b(?:until|till?)\b", rest, re.IGNORECASE):
        return unclear(intent, f"until when? I read no date in “{rest[:60]}”")
    return lasting(intent, when, speech) if when else intent


def _promised(intent: Intent, rest: str, speech: Speech) -> Intent:
    """``promise N [PAGE] [by WHEN] [anchor "…"] [dofollow|nofollow|sponsored] [for PRICE]``."""
    lex = speech.lex(to_read(rest))
    named = roles(lex, lex.bare, speech.own)
    pages = [
        a
        for a in lex.addresses()
        if a.site and a.site not in speech.own and a.text != named.target and a.kind is not Kind.EMAIL
    ]
    mails = [a.text for a in lex.addresses() if a.kind is Kind.EMAIL]
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
    intent = unclear(intent, *unread_parts(lex), *(price.unclear for price in lex.bad_prices()))
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


def _check_pages(rest: str, speech: Speech) -> list[Intent] | None:
    """``check PAGE TARGET``."""
    lex = speech.lex(to_read(rest))
    if bad := bad_addresses(lex):
        return [Intent(Act.CHECK, text=rest, unclear=bad)]
    found = [a for a in lex.addresses() if a.site and a.kind is not Kind.EMAIL]
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
