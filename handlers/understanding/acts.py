"""What somebody did or wants done, decided from ``our_words``, ``their_words`` and ``link_words``."""

import re

from handlers.understanding.clauses import dropped, starts_with_ask, without_ask
from handlers.understanding.intent import Act
from handlers.understanding.lexer import DATE, FACT, MONEY, SITE, TASK
from handlers.understanding.phrasing import link_words, our_words, their_words
from handlers.understanding.phrasing.phrases import START
from handlers.understanding.phrasing.plain_words import plain_words
from handlers.understanding.phrasing.politeness import requested
from handlers.understanding.phrasing.tactics import tactic

_NOT = (
    r"(?:did(?:n't| not)|has(?:n't| not)|have(?:n't| not)|had(?:n't| not)|is(?:n't| not)|was(?:n't| not)|"
    r"should have|supposed to|meant to|not|never|neither|nor|none|"
    r"no|nobody|without|won't|will not|does(?:n't| not)|do(?:n't| not)|could(?:n't| not)|can't|cannot|yet to|"
    r"failed to|waiting (?:for|on)|awaiting|if|unless|until|till|before|once|when|whether|hoping|hope)"
)
_NEGATED = re.compile(rf"\b{_NOT}(?:\s+(?:\w+|{FACT})){{0,3}}\s*$")
_CHARGES = re.compile(
    r"[,;(-]\s*(?P<what>(?:(?:they|she|he)(?:'d| would| do)? (?:charges?|takes?|costs?|asks?(?: for)?)|"
    r"(?:wants|charges|takes|costs|asks(?: for)?)) "
    rf"(?:(?:about|around|like) )?{MONEY})"
)
_IF_WE = re.compile(
    rf"\b(?:if (?:we|i|you)|unless|provided|as long as|in (?:exchange|return) for(?! {MONEY}))(?!\w)"
)
_TALK = re.compile(r"\b(?:call|meeting|chat|interview|demo|zoom)\b")
_GUESSED = re.compile(
    r"\b(?:think|guess|probably|likely|expect\w*|fear|(?<!i'm )(?<!i am )(?<!we're )afraid|will|would|"
    r"might|may|could|going to|bet)(?: "
    r"\S+){0,3}\s*$"
)
# "Pinged ola@b.io re link insertion to a.com" says what is asked for: a first ask.
# "… re the link" was asked before.
_FIRST_PING = re.compile(
    rf"ping(?:ed|ing) (?:[a-z]+ (?:at |from |of |\()?)?{SITE}\)? (?:re|re:|about|for|with|"
    rf"regarding) (?!the\b|our\b|my\b|that\b|"
    r"this\b|it\b|his\b|her\b|their\b)(?![^.;]*\bagain\b)"
)
_TIME_WENT = re.compile(
    r"\b(?:deadline|date|time|window|slot|weeks?|days?|months?|year|embargo|holidays?)(?:'s| has| have|"
    r" had| is)?"
    r"(?: already| now| just| long)*\s*$"
)
_CLAUSE_END = re.compile(
    r"[.;!?\n]|, (?:but|and)|\bbut\b|\b(?:so|hence|therefore) (?=(?:i|we|followed|chased|"
    r"e-?mailed|sent|pinged|nudged|bumped)\b)"
)
_SMALL_CLAUSE_END = re.compile(r"[.;!?\n,]|\bbut\b|\band (?=she|he|they)")
_DENIABLE = (
    their_words.PROMISED,
    their_words.DECLINED,
    their_words.REPLIED,
    their_words.LIVE,
    link_words.VOUCHED,
    our_words.ASK,
    our_words.FOLLOWED_UP,
)


_RATHER_THAN = re.compile(
    rf"(?:rather than|instead of)\s+\w+ing\s+(?:on\s+|up\s+|with\s+)*(?:{FACT}|it|them),?\s*"
)
# A title says nothing of what happened: "a post titled "10 signs you declined too early"".
_TITLED = re.compile(
    r"\b(titled|entitled|called|headlined?|title|subject(?: line)?|topic):?\s*\"[^\"\n]{1,200}\""
)


def act(bare: str) -> Act | None:
    """What ``bare`` (a piece of text, lifted, lower case) says: the strongest act first; None if nothing.

    What they did wins over what we did before ("emailed Jane, she said yes" is a promise), a refusal over an
    answer, and anything over a plain ask. What stands inside an ask ("emailed Jane to drop the price",
    "asked them why they declined") is what was asked, whatever its verbs.
    """
    bare = _TITLED.sub(r"\1", _RATHER_THAN.sub("", requested(plain_words(bare))))
    told = without_ask(bare)
    if our_words.CONDITION.search(told):  # "if they don't answer by Friday, drop it": nothing happened yet
        return Act.SNOOZE if re.search(DATE, bare) else Act.NOTE
    return _said_outright(bare, told) or _answered(bare, told) or _done_by_us(bare) or _nothing_happened(bare)


def _said_outright(bare: str, told: str) -> Act | None:
    """Words that leave no doubt wherever they stand."""
    if link_words.EARNED.search(bare) and not starts_with_ask(bare):
        if not link_words.NO_LINK.search(bare):
            return Act.EARNED
        return Act.LOG if _affirmed(our_words.ASK, bare) else Act.NOTE
    if _affirmed(our_words.DONE, told):
        return Act.DONE
    if link_words.ASKS_TO_LOOK.search(bare):
        return Act.CHECK
    if our_words.HABIT.search(bare) and not _promised(told) and not starts_with_ask(bare):
        return Act.NOTE
    if our_words.ASSIGNED.search(bare) or (our_words.MONEY_MOVED.search(bare) and not _promised(told)):
        return Act.NOTE
    if (note := our_words.NOTED.search(bare)) and note.start() == 0:
        heard = our_words.HEARD.match(bare)
        news = act(bare[heard.end() :]) if heard else None
        return (
            Act.NOTE
            if news is None or (news is Act.SNOOZE and their_words.OUT_OF_OFFICE.search(bare))
            else news
        )
    if our_words.DROPS.search(bare) and dropped(bare):
        return Act.DROP
    return Act.VOUCH if _affirmed(link_words.VOUCHED, told) else None


_WITHOUT_LINK = re.compile(
    r"\b(?:published|posted|live|up|out|"
    r"online)\b[^.;]{0,30}?\b(?:without (?:the |our |a |any )?(?:back)?links?|"
    r"(?:but|with|has|and) no (?:back)?links?|(?:back)?link (?:is )?missing|w/o (?:the |our |a )?link)\b"
)


def _answered(bare: str, told: str) -> Act | None:
    """What they did: refused, promised, answered."""
    ours = bool(our_words.OUR_ANSWER.search(bare))
    promised = (
        _promised(told) and not their_words.LATE.search(told) and not link_words.NOT_AS_AGREED.search(told)
    )
    if _declined(told):
        return _taken_back(told) or Act.DECLINE
    if dropped(told) and not promised:
        return Act.DROP
    if promised:
        return Act.CHECK if _WITHOUT_LINK.search(told) else Act.PROMISE
    if our_words.WE_REPLIED.search(bare) and not ours:
        return Act.FOLLOW_UP
    if _followed_up(bare):
        return Act.FOLLOW_UP
    if their_words.NOT_A_NO.search(bare):
        return Act.REPLY
    if starts_with_ask(bare) and not their_words.SHE_ANSWERED.search(_news(bare, told)):
        return Act.LOG
    if their_words.OUT_OF_OFFICE.search(bare):
        return Act.SNOOZE if re.search(DATE, bare) else Act.NOTE
    silent = their_words.NO_REPLY.search(bare)
    told = _news(bare, told) if _affirmed(our_words.ASK, bare) else told
    if (
        not silent
        and not ours
        and (_affirmed(their_words.REPLIED, told) or _affirmed(their_words.THEY_SAID, told))
    ):
        return Act.REPLY
    if link_words.LOST.search(told):
        return Act.CHECK
    if not _affirmed(link_words.JUST_LINKED, told):
        return None
    if not link_words.NO_LINK.search(told):
        return Act.EARNED
    return Act.LOG if _affirmed(our_words.ASK, bare) else Act.NOTE


def _done_by_us(bare: str) -> Act | None:
    """What we did or are going to do."""
    if _TOLD_TO_ALL.match(bare):
        return None
    if re.search(r"(?<!stop )\bremind(?:ers?|ed|ing)?\b", bare) and not our_words.ASK.search(bare):
        planned = (
            not re.search(TASK, bare)
            and our_words.WILL_ASK.search(bare)
            and not our_words.FUTURE_FOLLOW_UP.search(bare)
        )
        return Act.LOG if planned or _afterthought(bare) else Act.SNOOZE
    if _affirmed(our_words.ASK, bare) or our_words.OUR_ANSWER.search(bare):
        return Act.LOG
    if _first_ping(bare):
        return Act.LOG
    if our_words.FOLLOWED_UP.search(bare) and re.search(DATE, bare):  # "chasing them on Friday"
        return Act.SNOOZE
    if our_words.AGAIN.search(bare) and re.search(DATE, bare):
        return Act.SNOOZE
    parked = our_words.SNOOZED.search(bare) and not (
        their_words.NO_REPLY.search(bare) and not re.search(DATE, bare)
    )
    if parked or our_words.INTENDS_FOLLOW_UP.search(bare):
        return Act.SNOOZE
    if _named_ask(bare):
        return Act.LOG
    if their_words.BOUNCED.search(bare):  # "mail to jane@techblog.com bounced"
        return None
    return Act.LOG if our_words.WILL_ASK.search(bare) or our_words.WE_PROMISED.search(bare) else None


# "Reminder that the office closes at 4 today" is for colleagues.
_TOLD_TO_ALL = re.compile(
    rf"(?!.*(?:{SITE}|{TASK}))\W*(?:(?:a |just a |quick |friendly |gentle |small )*"
    r"reminder (?:that|to all|to everyone)|"
    r"reminder:? (?:the |our |no )?(?:office|standup|stand-up|meeting|lunch|all[- ]hands|"
    r"retro|building|party|kitchen))\b",
    re.DOTALL,
)
_REMIND = re.compile(
    r"(?:[,.;(]|\s-|\band\b)\s*(?:please |pls |so |then |and )*(?:can you |could you )?(?:remind|"
    r"set a remind)"
)


def _afterthought(bare: str) -> bool:
    """Whether a reminder only ends a new ask: "met Nils of a.com about a column, remind me Friday"."""
    if re.search(TASK, bare) or not (tail := _REMIND.search(bare)):
        return False
    told = bare[: tail.start()]
    return bool(re.search(SITE, told) and tactic(told)) and not any(
        pattern.search(told) for pattern in (their_words.NO_REPLY, their_words.BOUNCED, our_words.NOT_ASKED)
    )


_ASKED_OF = re.compile(
    rf"{START}(?P<what>[^.;:\n\ue000-\ue3ff\uec00-\uefff]{{3,90}}?)\s(?:to|at|"
    rf"with) (?:the )?(?:\w+ ){{0,3}}{SITE}"
)


_ASKING = re.compile(r"\b(?:offer|proposal|inquiry|enquiry|invitation|application|pitch|cold e?-?mail)$")


def _named_ask(bare: str) -> bool:
    """Whether an ask is only named: "press release on peat to newsdesk@a.com, no link agreed"."""
    match = _ASKED_OF.match(bare)
    if match is None or re.search(TASK, bare):
        return False
    others = (
        their_words.NO_REPLY,
        their_words.DECLINED,
        their_words.REPLIED,
        their_words.BOUNCED,
        our_words.NOT_ASKED,
    )
    asking = tactic(match["what"]) or _ASKING.search(match["what"])
    return bool(asking) and not any(pattern.search(match.group()) for pattern in others)


def _nothing_happened(bare: str) -> Act | None:
    """No answer yet: a note, or a reminder where the next touch is named with it."""
    ahead = bool(our_words.FUTURE_FOLLOW_UP.search(bare) and re.search(DATE, bare))
    if their_words.NO_REPLY.search(bare):
        ahead = ahead or bool(our_words.SNOOZED.search(bare) and re.search(DATE, bare))
        return Act.SNOOZE if ahead else Act.NOTE
    if (
        our_words.NOTED.search(bare)
        or their_words.CHANGED.search(bare)
        or any(pattern.search(bare) for pattern in _DENIABLE)
    ):
        return Act.SNOOZE if ahead else Act.NOTE
    return None


def _news(bare: str, told: str) -> str:
    """``told`` without what is only known about a site: "emailed them re a link, they charge $50"."""
    for fact in _CHARGES.finditer(bare):
        told = told.replace(fact["what"], " ")
    return told


def _spoke(told: str) -> bool:
    """Whether they said anything at all."""
    return _affirmed(their_words.REPLIED, told) or _affirmed(their_words.THEY_SAID, told)


def _affirmed(pattern: re.Pattern[str], bare: str) -> bool:
    """Whether ``pattern`` stands somewhere without a negation before it in its clause."""
    return any(
        not _NEGATED.search(_CLAUSE_END.split(bare[: match.start()])[-1]) for match in pattern.finditer(bare)
    )


def _first_ping(bare: str) -> bool:
    return bool(_FIRST_PING.search(bare) and tactic(bare)) and not re.search(TASK, bare)


_MOVING = re.compile(
    r"\b(?:set|move|push|change|shift|put|schedule|re-?schedule|delay|postpone)\b[^.;,]{0,30}$"
)


def _followed_up(bare: str) -> bool:
    """Whether a further touch was made: "chasing #42 again", but not "chasing them on Friday"."""
    for match in our_words.FOLLOWED_UP.finditer(bare):
        ahead = re.split(r"[.,;!?\n]", bare[match.end() :])[0]
        coming = re.match(r"\w+ing\b", match.group()) and re.search(DATE, ahead)
        if match.group().startswith("ping") and _first_ping(bare):
            continue
        if _MOVING.search(bare[: match.start()]):
            continue  # "set #12's follow up to 5 Dec"
        if not coming and not _NEGATED.search(_CLAUSE_END.split(bare[: match.start()])[-1]):
            return True
    return False


def _declined(told: str) -> bool:
    """Whether they refuse: not if they might, and not what we refused."""
    if _conditional(told):
        return False
    for match in their_words.DECLINED.finditer(told):
        clause = _CLAUSE_END.split(told[: match.start()])[-1]
        ours = re.search(r"\b(?:i|we)(?: have|'ve|'re|'m|'ll| are| am| will)?(?: \w+)?\s*$", clause)
        ours = ours or re.match(
            r"passing(?: on)?(?:\W*$| [\ue000-\ue3ff])|(?:not|no longer) interested in [\ue000-\ue3ff]",
            told[match.start() :],
        )
        if match.group().startswith("pass") and _TIME_WENT.search(clause):
            continue
        if not (_NEGATED.search(clause) or ours or _GUESSED.search(clause)):
            return True
    return False


_BUT = re.compile(
    r"[,;]\s+(?:only|just|lowest|minimum|cheapest|best (?:they|he|she))\b|[,.;]?\s+(?:but|though|however|"
    r"yet|instead|then|later|now|after that|eventually|"
    r"changed (?:her|his|their) minds?)\b"
)


def _taken_back(told: str) -> Act | None:
    """What a refusal turns into behind a "but": another link promised, or something to talk about.

    "No to a guest post but yes to an insertion" is a promise, "not now, but try in March" an answer.
    """
    for cut in reversed(list(_BUT.finditer(told))):
        before, after = told[: cut.start()], told[cut.start() :]
        if not _declined(before) or _declined(after):
            continue
        if _promised(after):
            return Act.PROMISE
        if their_words.OFFERED.search(after):
            return Act.REPLY
    if their_words.NOT_BEFORE.search(told) and not re.search(DATE + r".*\bagain\b", told):
        return Act.REPLY
    later = their_words.NOT_NOW.search(told)
    return Act.REPLY if later and their_words.SOME_TIME.search(told[later.end() :]) else None


def granted(bare: str) -> str:
    """The part of a text that says what they do after all: behind "but yes to"; nothing without a refusal."""
    for cut in _BUT.finditer(bare):
        if _declined(bare[: cut.start()]) and not _declined(bare[cut.start() :]):
            return bare[cut.end() :]
    return ""


def _conditional(bare: str) -> bool:
    match = their_words.DECLINED.search(bare)
    return match is not None and bool(re.search(r"\b(?:if|unless|in case)\b[^.;]*$", bare[: match.start()]))


def _promised(bare: str) -> bool:
    """Whether they promise (or keep their promise): not what we asked for, hope for or will do ourselves."""
    if bare.rstrip().endswith("?"):
        return False
    for pattern in (their_words.PROMISED, their_words.LIVE):
        for match in pattern.finditer(bare):
            clause = _SMALL_CLAUSE_END.split(bare[: match.start()])[-1]
            ours = their_words.OURS.search(clause) and not match.group().startswith(
                ("agree", "settled", "shook", "bought", "ordered", "purchased")
            )
            ahead = re.split(r"[.;!?\n]", bare[match.end() :])[0]
            if _IF_WE.search(ahead) or (match.group() in {"booked", "scheduled"} and _TALK.search(clause)):
                continue  # "would publish if we drop the price", "call with Ed booked for Tuesday"
            our_own = our_words.WE_PROMISED.match(bare[bare.rfind(clause, 0, match.start()) :])
            if not (_NEGATED.search(clause) or their_words.WISHED.search(clause) or ours or our_own):
                return True
    return False
