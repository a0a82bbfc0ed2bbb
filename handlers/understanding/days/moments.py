"""What each date of a sentence is for: the next touch, the promised day, days away, or when it happened."""

import re
from dataclasses import replace
from datetime import timedelta

from handlers.understanding.days import calendar
from handlers.understanding.days.dates import When, dates, other_languages
from handlers.understanding.intent import Act, Intent
from handlers.understanding.lexer import DATE, Lexed
from handlers.understanding.phrasing import our_words
from handlers.understanding.speech import NO_DATE, Speech, following_up, lasting, promised, unclear

_NEXT_TOUCH = re.compile(
    r"(?<![\w'])(?:follow[\s-]*(?:ing[\s-]*)?ups?|fus?|f/u|fup|chase|nudge|ping|bump|remind(?:er)?|"
    r"check(?:ing)? (?:back|in)|circl(?:e|ing) back|touch(?:ing)? base|get(?:ting)? back|"
    r"hear(?:ing)? back|re-?visit|"
    r"try(?:ing)?(?: \w+)? again|reach(?:ing)? out(?: \w+)? again|ask(?: \w+)? again|"
    r"e-?mail(?: \w+)? again|snooz(?:e|ed|ing)|next(?: (?:touch|step|follow[\s-]*up|email))?|put (?:it|"
    r"this|them) (?:down|in)|due|deadline|wait|"
    r"push(?:ed)?|mov(?:e|ed)|postpone[d]?|"
    r"re-?schedul(?:e|ed)|delay|defer|come back|call back|i'll (?:\w+ )?|will (?:chase|ping|follow)|"
    r"chasing|revisit|look again|prod|poke|again)\b(?:[^.;!\n]{0,60})$",
    re.IGNORECASE,
)
_WAS_SENT = re.compile(
    r"\b(?:sent|sending|(?:i|we|already|just) send|"
    r"did|made|got|after|the|last|first|second|third|my|our|a|was|were)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_PROMISED_WORDS = re.compile(
    r"\b(?:by|live|up|publish\w*|scheduled(?: for)?|posting|posted|before|no later than|"
    r"latest|eta|goes? (?:out|up)|going (?:out|up)|added|add it|link(?:ing)? (?:it|us)|running|slated for|"
    r"slot)\b[^.;!\n]{0,30}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:live|publish\w*|go(?:es|ing)? (?:out|up|online)|up|online|posted|runs?|running|"
    r"added)\b[^.;!,\n]{0,30}$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:mov|push|postpon|delay|re-?schedul|shift|slip|bump)\w*\b[^.;!,\n]{0,20}\b(?:to|until|till?)\s*$",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:draft|copy|bio|outline|payment|invoice|images?)\b[^.;!,\n]{0,20}$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:e-?mailed|mailed|pitched|contacted|messaged|wrote(?: to| back)?|reached out(?: to)?|sent|"
    r"submitted|asked|offered|called|spoke(?: to| with)?|talked(?: to| with)?|met(?: with)?|"
    r"followed up(?: with| on)?|chased|nudged|bumped|pinged|re-?launched|prodded|poked|bumped|paid|tried|"
    r"replied|answered|responded|declined|rejected|refused|agreed|promised|said|got|received|"
    r"heard(?: back)?|came back|got back|dm'?e?d|approached|applied|proposed|published|posted|linked|"
    r"added|went live|went out|sent out)\b(?P<rest>[^,.;!\n]*)$",
    re.IGNORECASE,
)
_DID = re.compile(_HAPPENED.pattern.partition(r"(?P<rest>")[0], re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:by|live|publish\w*|due|deadline|will|going to|goes?|next|(?:be|go|goes|going) up)\b|'ll\b",
    re.IGNORECASE,
)
_THE_SAME_DAY = re.compile(
    r"(?:later )?(?:today|tonight|this (?:morning|afternoon|evening|week|month|quarter))\b.*", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:will|todo|to-do|plan\w*|gonna|going to|must|should|need|want|have to|let's|due|deadline|later|"
    r"by|until)\b|'ll\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|later|again|next|plan\w*|due|deadline|by)\b|'ll\b", re.IGNORECASE)
_UNWANTED = re.compile(r"(?:\b(?:not|never)|n't)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ISSUE = re.compile(
    r"^\s*(?:issue|edition|trends?|roundup|round-up|newsletter|campaign(?!\s*[:\"]|\s+(?-i:[A-Z]))|edit|special|sale|report|deals?|"
    r"guide|gift)\b",
    re.IGNORECASE,
)
_A_NOUN = re.compile(
    r"\s+(?!(?:at|on|by|and|or|for|with|to|if|when|but|then|so|in|from|via|re|about|again|please|pls|"
    r"latest|first|"
    r"morning|afternoon|evening|night|deadline|follow|slot|date)\b)[a-z]{3,}",
    re.IGNORECASE,
)
_HABITUAL = re.compile(
    r"\b(?:usually|typically|normally|generally|tends? to|always|on average|(?:replied|answered|responded|"
    r"wrote back|"
    r"got back(?: to (?:me|us))?)(?: to me| to us)?(?=\s+(?:with)?in\s*$|\s*$))\b[^,.;\n]*$",
    re.IGNORECASE,
)
_MOST_OF_A_YEAR = timedelta(days=300)
_NEAR = 4  # characters between what was done and when
_LOOK_AROUND = 240  # characters around a date that can say what it is for
_NAMED_AFTER = re.compile(
    r"[\s-]*(?:follow[\s-]*up|fu|reminder|chase|chaser)\b", re.IGNORECASE
)  # "3-day follow-up"
_MOVED_TO = re.compile(rf"\bfrom {DATE} (?:over )?to (?:the )?$", re.IGNORECASE)
_UNTIL_THEN = re.compile(r"\b(?:until|till?)\s*$", re.IGNORECASE)
_TRY_AGAIN = re.compile(r"\b(?:again|then|back|retry|follow[\s-]*up|fu)\b", re.IGNORECASE)
_SPENT = re.compile(
    r"\b(?:for|took|takes|after|last|past|every|about|over|of|spent|the|than)\s*$", re.IGNORECASE
)
_TOPIC = re.compile(
    r"\b(?:embargo\w*|exclusive)(?:\s+\w+)?\s*$|\b(?:about|re|regarding|on our|titled|for (?:their|the|"
    r"our))\s*$",
    re.IGNORECASE,
)


def with_dates(intent: Intent, lex: Lexed, bare: str, speech: Speech) -> Intent:
    """``intent`` with the dates of ``bare`` in the places they are meant for."""
    said = [
        (mark, when) for mark, when in lex.whens(bare) if not _names_something(bare, bare.index(mark), when)
    ]
    if intent.act in {Act.LIST, Act.REPORT, Act.EARNED, Act.SHOW, Act.SITE, Act.CHECK, Act.UNDO, Act.HELP}:
        return intent
    if intent.act in {Act.AWAY, Act.VOUCH}:
        until = re.compile(r"\b(?:until|till?|to|through|thru)\s*$|-\s*$", re.IGNORECASE)
        fitting = next((w for mark, w in said if until.search(bare[: bare.index(mark)])), None)
        if intent.act is Act.VOUCH:  # "checked it today" says when, and not how long it holds
            said = [(mark, w) for mark, w in said if not _THE_SAME_DAY.fullmatch(w.text)]
        if fitting is None and intent.act is Act.AWAY:
            fitting = next((_over(w) for _, w in reversed(said)), None)
        fitting = fitting or next((w for _, w in reversed(said)), None)
        return lasting(intent, fitting, speech) if fitting else intent
    if intent.act in {Act.REPLY, Act.DECLINE, Act.PROMISE}:  # "replied after 6 weeks" says how long it took
        said = [
            (mark, w)
            for mark, w in said
            if not re.match(r"after\s+(?:\d|an?\b|\w+ (?:days|weeks|months))", w.text)
        ]
    follow = promise = None
    first = early = False
    sure = 0
    cued_touch = any(
        _next_touch(bare[max(0, bare.index(mark) - _LOOK_AROUND) : bare.index(mark)], intent.act)
        for mark, _ in said
    )
    for mark, when in said:
        at = bare.index(mark)
        before, after = bare[max(0, at - _LOOK_AROUND) : at], bare[at + 1 : at + _LOOK_AROUND]
        if follow and (_MOVED_TO.search(before) or _says_better(follow, when, bare, mark)):
            follow = when
        elif promise and intent.act is Act.PROMISE and _says_better(promise, when, bare, mark):
            promise, first, early = when, False, False
        elif intent.act is Act.DECLINE and _UNTIL_THEN.search(before) and _TRY_AGAIN.search(after):
            follow = follow or when
        elif follow is None and (_next_touch(before, intent.act) or _NAMED_AFTER.match(after)):
            follow = when
        elif intent.act is Act.PROMISE:
            if happened(before, when, speech) or (when.weak and not _expected(before, after)):
                continue
            said_before = _sentence(before)
            cued = _PROMISED_WORDS.search(said_before) is not None
            sureness = (
                cued
                + (2 if _PUBLISHED.search(said_before) else 0)
                + (4 if _NOW.search(said_before) else 0)
                - (2 if _DRAFT.search(said_before) else 0)
            )
            if promise is None or sureness > sure:
                promise, sure = when, sureness
                first = bool(re.search(r"\bby\s*$", before, re.IGNORECASE)) and _long(when)
                early = bool(re.search(r"\bbefore\s*$", before, re.IGNORECASE)) and _long(when)
        elif follow is None and not cued_touch and _unclaimed(intent.act, before, after, when, speech):
            follow = when
    if promise and sure < 0:  # "approved, draft due Friday": ours to do, and no date of theirs
        follow, promise = follow or promise, None
    if promise and early and promise.moment:
        promise = replace(promise, last=promise.moment.date() - timedelta(days=1))
    if promise:
        intent = promised(intent, promise, speech, first=first)
    if follow:
        intent = following_up(intent, follow, speech)
    if intent.act is Act.SNOOZE and intent.follow_up_at is None and not follow:
        intent = unclear(intent, NO_DATE)
    return intent


def _over(when: When) -> When:
    """ "I'm out next week": until the Monday after a period of days."""
    if not when.moment or not when.last or when.last <= when.moment.date():
        return when
    back = calendar.add_business_days(when.last, 1)
    return replace(when, moment=when.moment + (back - when.moment.date()))


def _says_better(first: When, second: When, bare: str, mark: str) -> bool:
    """Whether a date in digits says what the one in words before it means: "after Thanksgiving, on 11/30"."""
    at = bare.index(mark)
    between = re.search(r"[\uf000-\uf3ff](?P<gap>[^\uf000-\uf3ff]*)$", bare[:at])
    return bool(
        between
        and second.moment
        and not re.search(r"\d", first.text)
        and re.search(r"\d", second.text)
        and not second.timed
        and re.fullmatch(
            r"[\s,(-]*(?:weekend|week|day|holidays?)?[\s,(-]*(?:on|by|i\.?e\.?|so|that is|=)?\s*",
            between["gap"],
        )
    )


def _names_something(bare: str, at: int, when: When) -> bool:
    """Whether a date is part of a thing's name: "the January issue", "our Q4 consumer survey"."""
    if _ISSUE.match(bare[at + 1 :]):
        return True
    if _HABITUAL.search(bare[:at]):
        return True
    owned = re.search(r"\b(?:our|their|his|her|my|your|annual|yearly|new)\s+$", bare[:at], re.IGNORECASE)
    return bool(
        owned
        and not re.match(r"\d|next|last|this", when.text, re.IGNORECASE)
        and _A_NOUN.match(bare[at + 1 :])
    )


def _long(when: When) -> bool:
    """Whether a period is longer than a week: "by December" means before it begins."""
    return bool(when.moment and when.last and (when.last - when.moment.date()).days > 7)


def _next_touch(before: str, act: Act) -> bool:
    match = _NEXT_TOUCH.search(_sentence(before))
    if match is None:
        return False
    words = match.group().lower()
    if act is Act.PROMISE and re.match(
        r"due|deadline|i'll|mov|push|postpone|delay|re-?sched|bump|defer", words
    ):
        return False
    if (
        words.startswith("again")
        and re.search(r"\b\w+ed\s[^,;]*$", before[: -len(words)])
        and not re.search(r",[^,]*$", words)
    ):
        return False
    if re.search(r"\bsent\s*$", words) or re.search(
        r"\bafter\s+(?:\w+\s+){0,3}$", before[: len(before) - len(words)], re.IGNORECASE
    ):
        return False  # "follow-up sent Friday", "after 2 follow-ups they said yes, link by 5/30"
    unwanted = _UNWANTED.search(before[: len(before) - len(words)])
    if unwanted and re.search(r"\b(?:before|until|till)\s*$", words):
        return False  # "do not follow up before January, snooze it to 5 Jan"
    sent = re.match(r"follow|fu|chas|nudg|bump|ping|remind", words) and _WAS_SENT.search(
        before[: len(before) - len(words)]
    )
    return not sent or "," in words


def _sentence(before: str) -> str:
    return re.split(r"[.;!?\n]\s", before)[-1]


def happened(before: str, when: When, speech: Speech) -> bool:
    """Whether a date says when something was done: "emailed Jane on Monday", "… yesterday"."""
    if re.search(r"\bsince\s*$", before, re.IGNORECASE):
        return True
    if when.past:
        return not re.search(r"\b(?:by|until|till|deadline|due)\s*$", before, re.IGNORECASE)
    if _THE_SAME_DAY.fullmatch(when.text) and (did := _DID.search(before)):
        return not _AHEAD.search(before[did.end() :])
    match = _HAPPENED.search(before)
    if match is None:
        return False
    if when.moment and when.moment.date() == speech.clock.today and len(match["rest"].strip(" :-")) < _NEAR:
        return True  # "sent 23/11" on the 23rd
    if when.moment and when.moment - speech.clock.now > _MOST_OF_A_YEAR and len(match["rest"]) < _NEAR:
        return True  # "draft sent 20 Nov" on the 23rd
    if re.search(r"\b(?:gets?|be|is|are|will|to|being|getting)\s+$", before[: match.start()], re.IGNORECASE):
        return False  # "gets published on the 22nd"
    return bool(re.search(r"(?:\b(?:on|at)|@)\s*$", match["rest"])) and not re.search(
        r"\b(?:live|will|'ll|publish\w*|next|up)\b", match["rest"]
    )


def _expected(before: str, after: str) -> bool:
    """Whether a bare length ("3 days") stands where a date is expected: alone between commas, or last."""
    return bool(
        re.search(r"(?:^|[,;.(\n-]|\beta:?)\s*$", before, re.IGNORECASE)
        and re.match(r"\s*(?:$|[,;.!)\n])", after)
    )


def _unclaimed(act: Act, before: str, after: str, when: When, speech: Speech) -> bool:
    """Whether a date without any cue is the next touch after all."""
    if (
        act in {Act.NOTE, Act.DECLINE, Act.DROP, Act.DONE}
        or happened(before, when, speech)
        or _TOPIC.search(before)
    ):
        return False
    if (
        not re.sub(r"\bon\s*$", "", before).strip(" -*•\n")
        and our_words.ASK.search(after.lower())
        and not our_words.WILL_ASK.search(after.lower())
    ):
        return False  # "Monday: emailed Jane" says when it was
    if (
        act in {Act.LOG, Act.FOLLOW_UP}
        and _THE_SAME_DAY.fullmatch(when.text)
        and not when.timed
        and not (_PLANNED if act is Act.LOG else _COMING).search(before)
        and not (act is Act.LOG and our_words.WILL_ASK.search(before.lower()))
    ):
        return False  # "3 HARO pitches today: …" says when it was
    if when.weak and not _expected(before, after):
        return bool(re.match(r"[^\w\ue000-\uf7ff]*$", after)) and not _SPENT.search(before)
    if act is Act.LOG and re.search(
        r"\b(?:live|publish\w*|issue|slot)\b[^,;.]{0,30}$", before, re.IGNORECASE
    ):
        return False
    return when.problem is None or not when.past or act is Act.SNOOZE


def by_then(intent: Intent, phrase: str, speech: Speech) -> Intent:
    """``intent`` with the day that ``phrase`` ends with: "by March" is before March, "in March" its end."""
    when = when_of(phrase, speech)
    if when is None:
        return unclear(intent, NO_DATE)
    first = bool(re.match(r"(?:by|before)\b", phrase, re.IGNORECASE)) and _long(when)
    return promised(intent, when, speech, first=first)


def when_of(phrase: str, speech: Speech) -> When | None:
    """The date in a command's WHEN; other languages and rare forms through dateparser."""
    if found := dates(phrase, speech.clock):
        return replace(found[0], weak=False)
    elsewhere = dates(f"in {phrase}", speech.clock)  # "January"
    when = elsewhere[0] if elsewhere else _in_other_words(phrase, speech)
    return replace(when, start=0, end=len(phrase), text=phrase.strip(), weak=False) if when else None


def _in_other_words(phrase: str, speech: Speech) -> When | None:
    if speech.locale.lower().startswith("en") and not re.search(r"\d", phrase):
        return None  # our own rules know the English words
    phrase = re.sub(r"^[^\w]*(?:to|until|till|til|on|by|for|at|me)\s+", "", phrase)
    whole = other_languages(phrase, speech.clock, speech.locale)
    return whole or other_languages(phrase.partition(" ")[2], speech.clock, speech.locale)
