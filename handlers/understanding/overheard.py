"""What people say to each other and not to the bot: whether it plainly tells that somebody was asked.

A channel that is listened to logs only what leaves no doubt: one of us says that they asked somebody outside,
at a site, for something that link builders ask for. Questions, plans, reports about others, quotations and
all other mail that people write to somebody are chatter.
"""

import re
from datetime import datetime, time

from handlers.understanding import understand
from handlers.understanding.escapes import unescape
from handlers.understanding.facts.sites import Kind, addresses
from handlers.understanding.intent import Act, Intent, Known
from storage.sites import registrable

#: Longer messages tell more than one thing: nobody writes "emailed Jane" on a page.
LONGEST = 1_000

_THEIRS, _OURS, _NOWHERE = "\ue000", "\ue001", "\ue002"
"""What an address is read as: somebody else's site, our own, and a mailbox that belongs to no site."""
_ADDRESS = f"[{_THEIRS}{_OURS}{_NOWHERE}]"

_SENTENCE = re.compile(r"[.!;]+(?=\s|$)|\n+|\s[-–—]\s")
_QUOTATION = re.compile(r"^\s*(?:>|&gt;)|`|^\s*[\"“'‘«]", re.MULTILINE)


def _words(block: str) -> re.Pattern[str]:
    """Any of the alternatives in ``block``, which may go on from line to line, at the start of a word."""
    return re.compile(r"\b(?:" + "|".join(line.strip() for line in block.strip().splitlines()) + ")")


_LEAD = (
    r"(?:ok(?:ay)?|so|hey|hi|hello|(?:good )?morning|all|team|folks|everyone|everybody|guys|fyi|"
    r"(?:quick )?update|"
    r"done|today|yesterday|this (?:morning|afternoon)|earlier(?: today)?|last night|tonight|just now|"
    r"also|and|"
    r"then|btw|ps|yep|yes|yay|finally|log|logged|outreach|(?:on )?(?:mon|tues|wednes|thurs|fri)day|"
    r"[-•*✅📧✉\ufe0f]|"
    r":[a-z0-9_+-]+:|@\w+(?=[,:]))"
)
_ASKED = (
    r"(?:cold[ -])?e-?mailed|mailed|(?:re-?)?pitched|contacted|messaged|dm'?e?d|inmailed|reached out to|"
    r"got in touch with|wrote(?: to)?|sent(?: off| out| over)?|submitted|fired off|offered|asked|"
    r"proposed|approached"
)
_TOLD = re.compile(
    rf"^[\W_]*(?:{_LEAD}[\s,:!.]+)*(?:(?:i|we)(?:'ve| have|ve)?\s+)?"
    rf"(?:(?:just|already|also|finally|now|quickly|today|yesterday|then|"
    rf"have)\s+)*(?P<verb>{_ASKED})\b(?P<rest>.*)$",
    re.DOTALL,
)
_LEADING = re.compile(
    r"^[\W_]*(?:(?:fyi|update|quick update|btw|ps|log|logged|done)[\s,:!.]+)+", re.IGNORECASE
)
# Verbs that say by themselves that somebody was written to; the others need to say what for.
_WROTE = re.compile(
    r"e-?mailed|mailed|pitched|contacted|messaged|dm|inmailed|reached|got in touch|wrote|approached"
)
_PITCHED = re.compile(r"pitched")

_INSIDE = re.compile(
    r"^\s*(?:@|(?:you|u|us|me|them|him|her|everyone|everybody|all|back|by|from)\b|(?:the|our|"
    r"my)\s+(?:\w+\s+)?"
    r"(?:team|boss|manager|client|legal|lawyers?|devs?|developers?|finance|accountants?|colleagues?|"
    r"designers?|"
    r"writers?|hosts?|hosting|agency|landlord|bank|vendor|supplier)\b)"
)
_TOPIC_WORD = re.compile(
    r"\b(?:about|re|regarding|concerning|because|that|whether|if|why|how|when|asking|using|via|through)\b"
)
_HANDED_TO = re.compile(r"\bto\s+(?:[\w'.]+\s+){0,4}(?:(?:at|from|of)\s+|\(\s*)?$")
_TO_THEM = re.compile(r"(?:^|\b(?:to|at|from|of|with)(?:\s+the)?|[(,:@<]|[\w'.)])\s*$")
_BESIDE = re.compile(
    r"\b(?:for|on|in|like|than|against|and|or|vs|instead of|our|into|behind|under)\s*(?:the\s+)?$"
)

_TOPIC = _words(r"""
    guest[\s-]?(?:post|blog|article|piece|author)\w*
    (?:broken|dead)[\s-]links?\b|404\b
    link[\s-](?:insertion|exchange|swap|building|request|placement|fix|reclamation|update|pitch)s?\b
    back-?links?\b|niche[\s-]edits?\b|resources? (?:page|list)\b|round-?up\b|skyscraper\b|infographic
    haro\b|qwoted\b|journalist|journo|press release|digital pr\b|pitch(?:es)?\b|outreach\b
    (?:unlinked|brand) mention|sponsored (?:post|article|content|link)|paid (?:post|placement)
    contribut(?:ed?|ing|or)\b|write[\s-]for[\s-]us\b|byline\b|collab|placement\b|anchor\b|do-?follow\b
    linkable asset|listicle\b
    (?:add|includ|featur|link|mention|cit)(?:e|ed|ing)? (?:to )?(?:us|our|my)\b
    our (?:new |latest |own )?(?:guide|study|tool|article|post|piece|report|data|research|page)\b
    our (?:new |latest |own )?(?:calculator|template|survey|stats|statistics)\b
    (?:about|for|re|regarding|getting|swapping|adding) (?:(?:a|the|our|their|that) )?(?:\w+ )?links?\b
""")
_OTHER_BUSINESS = _words(r"""
    invoic|billing\b|payment|refund|receipt|contract\b|nda\b|ticket\b|bugs?\b|outage|downtime|salary\b
    tax(?:es)?\b
    passwords?\b|log-?in\b|subscription|renew|zoom\b|calend|meeting\b|demo\b|interview\b|resume\b|cv\b|job\b
    payroll\b|hr\b|lunch\b.*\ue000|birthday|dns\b|hosting\b|ssl\b|server\b|api\b|vat\b|gdpr\b|disavow
    take-?down\b
    dmca\b|complain|unsubscrib|thank(?:s|ed|ing)?\b|congrat|apolog|sorry\b|condolence|happy (?:new|holi|birth)
    remov(?:e|ing|al)\b|spam
""")
_TAKEN_BACK = _words(r"""
    bounc|undeliver|kidding\b|jk\b|j/k\b|never ?mind\b|nvm\b|scratch that\b|oops\b|by (?:mistake|accident)\b
    test(?:ing)?\b(?! (?:of|our))|(?:would|should|could)(?:'ve| have)\b|almost\b|nearly\b|wait,? no\b
    not really\b
    last (?:year|quarter|summer|winter|spring|autumn|fall)\b|(?:years?|months?|ages) ago\b|back in\b
    in 20\d\d\b
    long ago\b|used to\b|in my (?:head|mind|dreams)\b|example\b|e\.g\.|drafts?\b|lol\b|pretend|wish(?:ed)?\b
    undo\b|don't (?:log|count)\b|wrong (?:address|person|e-?mail)\b
""")
_ROLES = re.compile(
    r"(?:support|billing|invoices?|accounts?|accounting|no-?reply|donotreply|legal|abuse|privacy|hr|"
    r"jobs|careers|"
    r"security|postmaster|dmca)@",
    re.IGNORECASE,
)
# What may stand behind the address where nothing is said about what it was for.
_BARE_TAIL = re.compile(
    r"(?:[\s,()]|today|yesterday|just now|this (?:morning|afternoon)|now|too|as well|for (?:the )?\ue001|"
    r"and|fingers crossed|:[a-z0-9_+-]+:|[^\w\s\ue000-\ue002])*"
)
_THEN = re.compile(
    r"^[^\w]*(?:[\s,;.(-])*(?:will |i'll |we'll |to )?(?:follow|fu\b|f/u|chas|remind|nudge|check back|ping)"
)


def overheard(
    text: str,
    *,
    now: datetime,
    tz: str,
    locale: str = "en-GB",
    known: Known | None = None,
    digest_time: time = time(9),
) -> list[Intent]:
    """The asks that ``text`` plainly tells of, one Intent each; empty where it is chatter. Never raises.

    ``known.own_sites`` should hold our own mail domains, too. Other arguments are those of ``understand``.
    """
    known = known or Known()
    own = {registrable(site) for site in known.own_sites}
    own |= {registrable(site) for one in known.campaigns for site in one.sites}
    told = plainly_told(text, frozenset(own))
    if told is None:
        return []
    intents = understand(told, now=now, tz=tz, locale=locale, known=known, digest_time=digest_time)
    return intents if all(_sure(one, own) for one in intents) else []


def _sure(intent: Intent, own: set[str]) -> bool:
    ask = intent.act is Act.LOG and intent.task is None and not intent.unclear
    return ask and bool(intent.site) and intent.site not in own


def plainly_told(text: str, own: frozenset[str]) -> str | None:
    """The sentences that tell of an ask, by the words alone; None where they tell of none.

    ``own`` are registrable domains of ours: mail there is no outreach.
    """
    if not text.strip() or len(text) > LONGEST or _QUOTATION.search(text):
        return None
    plain = unescape(text).text
    if _ROLES.search(plain) and not _TOPIC.search(plain.lower()):
        return None
    lifted, written = _lifted(plain, own)
    said = _plain(lifted)
    if _THEIRS not in said or "?" in said or _OTHER_BUSINESS.search(said) or _TAKEN_BACK.search(said):
        return None
    sentences = [one for one in _SENTENCE.split(lifted) if one and re.search(_ADDRESS, one)]
    theirs = [one for one in sentences if _THEIRS in one]
    if not all(_tells(_plain(one)) for one in theirs):
        return None
    addressed = iter(written)
    whole = [re.sub(_ADDRESS, lambda _: next(addressed), one) for one in sentences]
    kept = [one for one, bare in zip(whole, sentences, strict=True) if _THEIRS in bare]
    return ". ".join(_LEADING.sub("", one).strip() for one in kept)


def _plain(lifted: str) -> str:
    return lifted.lower().replace("’", "'")


def _lifted(plain: str, own: frozenset[str]) -> tuple[str, list[str]]:
    """``plain`` with each address as one character, and the addresses in order."""
    made: list[str] = []
    written: list[str] = []
    at = 0
    for one in addresses(plain):
        nowhere = one.kind is Kind.EMAIL and not one.site
        if one.start < at or not (one.site or nowhere):
            continue
        mark = _NOWHERE if nowhere else _OURS if one.site in own else _THEIRS
        made += [plain[at : one.start], mark]
        written.append(plain[one.start : one.end])
        at = one.end
    return "".join(made) + plain[at:], written


def _tells(sentence: str) -> bool:
    """Whether a sentence says that one of us asked a site for something that link builders ask for."""
    found = _TOLD.match(sentence)
    if found is None:
        return False
    verb, rest = found["verb"], found["rest"]
    before, _, after = rest.partition(_THEIRS)
    if not _is_asked(verb, before):
        return False
    if _TOPIC.search(rest) or _PITCHED.search(verb):
        return True
    if not _WROTE.search(verb):
        return False
    named = re.sub(rf"[{_THEIRS}]", " ", after)
    if _THEN.match(named):
        return True
    return bool(_BARE_TAIL.fullmatch(named)) and len(before.split()) <= 6


def _is_asked(verb: str, before: str) -> bool:
    """Whether the site behind ``before`` is who was written to, and not what was written about."""
    if _INSIDE.match(before):
        return False
    if _TOPIC_WORD.search(before):
        return bool(re.match(r"sent|submitted|fired|offered|pitched", verb) and _HANDED_TO.search(before))
    return bool(_TO_THEM.search(before)) and not _BESIDE.search(before)
