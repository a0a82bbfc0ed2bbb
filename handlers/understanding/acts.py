"""What somebody did or wants done, decided from the phrases of ``verbs.py``."""

import re

from handlers.understanding import verbs
from handlers.understanding.clauses import dropped, starts_with_ask, without_ask
from handlers.understanding.intent import Act
from handlers.understanding.lexer import DATE, FACT

_NOT = (
    r"(?:did(?:n't| not)|has(?:n't| not)|have(?:n't| not)|had(?:n't| not)|is(?:n't| not)|was(?:n't| not)|"
    r"not|never|"
    r"no|nobody|without|won't|will not|does(?:n't| not)|do(?:n't| not)|could(?:n't| not)|can't|cannot|yet to|"
    r"failed to|waiting (?:for|on)|awaiting|if|unless|until|till|before|once|when|whether|hoping|hope)"
)
_NEGATED = re.compile(rf"\b{_NOT}(?:\s+(?:\w+|{FACT})){{0,3}}\s*$")
_CLAUSE_END = re.compile(r"[.;!?\n]|, (?:but|and)|\bbut\b")
_SMALL_CLAUSE_END = re.compile(r"[.;!?\n,]|\bbut\b|\band (?=she|he|they)")
_DENIABLE = (
    verbs.PROMISED,
    verbs.DECLINED,
    verbs.REPLIED,
    verbs.LIVE,
    verbs.VOUCHED,
    verbs.ASK,
    verbs.FOLLOWED_UP,
)


def act(bare: str) -> Act | None:
    """What ``bare`` (a piece of text, lifted, lower case) says: the strongest act first; None if nothing.

    What they did wins over what we did before ("emailed Jane, she said yes" is a promise), a refusal over an
    answer, and anything over a plain ask. What stands inside an ask ("emailed Jane to drop the price",
    "asked them why they declined") is what was asked, whatever its verbs.
    """
    told = without_ask(bare)
    return _said_outright(bare, told) or _answered(bare, told) or _done_by_us(bare) or _nothing_happened(bare)


def _said_outright(bare: str, told: str) -> Act | None:
    """Words that leave no doubt wherever they stand."""
    if verbs.EARNED.search(bare) and not starts_with_ask(bare):
        return Act.EARNED
    if _affirmed(verbs.DONE, told):
        return Act.DONE
    if (note := verbs.NOTED.search(bare)) and note.start() == 0:
        return Act.NOTE
    if verbs.DROPS.search(bare) and dropped(bare):
        return Act.DROP
    return Act.VOUCH if _affirmed(verbs.VOUCHED, told) else None


def _answered(bare: str, told: str) -> Act | None:
    """What they did: refused, promised, answered."""
    ours = bool(verbs.OUR_ANSWER.search(bare))
    if _declined(told):
        return Act.DECLINE
    promised = _promised(told)
    if dropped(told) and not promised:
        return Act.DROP
    if promised:
        return Act.PROMISE
    if verbs.WE_REPLIED.search(bare) and not ours:
        return Act.FOLLOW_UP
    if _followed_up(bare):
        return Act.FOLLOW_UP
    if starts_with_ask(bare) and not verbs.SHE_ANSWERED.search(told):
        return Act.LOG
    if verbs.OUT_OF_OFFICE.search(bare):
        return Act.SNOOZE if re.search(DATE, bare) else Act.NOTE
    silent = verbs.NO_REPLY.search(bare)
    if not silent and not ours and (_affirmed(verbs.REPLIED, told) or _affirmed(verbs.THEY_SAID, told)):
        return Act.REPLY
    if verbs.LOST.search(told):
        return Act.CHECK
    return Act.EARNED if _affirmed(verbs.JUST_LINKED, told) else None


def _done_by_us(bare: str) -> Act | None:
    """What we did or are going to do."""
    if re.search(r"\bremind(?:er)?\b", bare) and not verbs.ASK.search(bare):
        planned = verbs.WILL_ASK.search(bare) and not verbs.FUTURE_FOLLOW_UP.search(bare)
        return Act.LOG if planned else Act.SNOOZE
    if _affirmed(verbs.ASK, bare) or verbs.OUR_ANSWER.search(bare):
        return Act.LOG
    if verbs.FOLLOWED_UP.search(bare) and re.search(DATE, bare):  # "chasing them on Friday"
        return Act.SNOOZE
    if verbs.SNOOZED.search(bare) or verbs.INTENDS_FOLLOW_UP.search(bare):
        return Act.SNOOZE
    return Act.LOG if verbs.WILL_ASK.search(bare) else None


def _nothing_happened(bare: str) -> Act | None:
    """No answer yet: a note, or a reminder where the next touch is named with it."""
    ahead = bool(verbs.FUTURE_FOLLOW_UP.search(bare) and re.search(DATE, bare))
    if verbs.NO_REPLY.search(bare):
        return Act.SNOOZE if ahead else Act.NOTE
    if verbs.NOTED.search(bare) or any(pattern.search(bare) for pattern in _DENIABLE):
        return Act.NOTE
    return None


def _affirmed(pattern: re.Pattern[str], bare: str) -> bool:
    """Whether ``pattern`` stands somewhere without a negation before it in its clause."""
    return any(
        not _NEGATED.search(_CLAUSE_END.split(bare[: match.start()])[-1]) for match in pattern.finditer(bare)
    )


def _followed_up(bare: str) -> bool:
    """Whether a further touch was made: "chasing #42 again", but not "chasing them on Friday"."""
    for match in verbs.FOLLOWED_UP.finditer(bare):
        ahead = re.split(r"[.,;!?\n]", bare[match.end() :])[0]
        coming = re.match(r"\w+ing\b", match.group()) and re.search(DATE, ahead)
        if not coming and not _NEGATED.search(_CLAUSE_END.split(bare[: match.start()])[-1]):
            return True
    return False


def _declined(told: str) -> bool:
    """Whether they refuse: not if they might, and not what we refused."""
    if _conditional(told):
        return False
    for match in verbs.DECLINED.finditer(told):
        clause = _CLAUSE_END.split(told[: match.start()])[-1]
        ours = re.search(r"\b(?:i|we)(?: have|'ve)?(?: \w+)?\s*$", clause)
        if not (_NEGATED.search(clause) or ours):
            return True
    return False


def _conditional(bare: str) -> bool:
    match = verbs.DECLINED.search(bare)
    return match is not None and bool(re.search(r"\b(?:if|unless|in case)\b[^.;]*$", bare[: match.start()]))


def _promised(bare: str) -> bool:
    """Whether they promise (or keep their promise): not what we asked for, hope for or will do ourselves."""
    if bare.rstrip().endswith("?"):
        return False
    for pattern in (verbs.PROMISED, verbs.LIVE):
        for match in pattern.finditer(bare):
            clause = _SMALL_CLAUSE_END.split(bare[: match.start()])[-1]
            ours = verbs.OURS.search(clause) and not match.group().startswith("agree")
            if not (_NEGATED.search(clause) or verbs.WISHED.search(clause) or ours):
                return True
    return False
