"""What stands inside an ask, and what is said beside it.

"Emailed Jane to drop the price", "asked them why they declined": the verbs after the ask say what it was
about. "Emailed Jane, she declined" and "… 3 times, giving up" are clauses of their own.
"""

import re

from handlers.understanding.lexer import DATE, FACT, SITE, USER
from handlers.understanding.phrasing import our_words
from handlers.understanding.phrasing.phrases import START, phrases

_BOUNDARY = re.compile(
    r"[.;!?\n:]+(?=\s|$)|\s+-+\s+|,\s*(?:and |but |so |then )*|\s+(?:but|so)\s+|"
    r"\s+and\s+(?:then\s+|also\s+|now\s+)*"
)
_SENTENCE_END = re.compile(r"[.;!?\n]")
# Words that start a clause which still belongs to the ask.
_WITHIN = re.compile(
    r"\s*(?:to|that|who|whom|whose|which|why|how|what|when|where|whether|if|because|since|as|after|before|"
    r"while|although|though|until|unless|so that|in order|asking|hoping|wondering|offering|suggesting|"
    r"proposing|requesting|telling|about|re|regarding|for|with|on|in|at|from|of|like|please|not to)\b(?!:)"
)
# "and Sara at saasweekly.io about the declined post" goes on with whom was asked.
_MORE_ASKED = re.compile(
    rf"(?:[a-z]+\s+(?:at|from|of)\s+)?{FACT}\s*(?:$|[,;(&+/]|(?:and|plus|about|for|re|regarding|to|on|"
    rf"with|at|from|"
    rf"if|"
    rf"why|that|who)\b)"
)
_OUR_ASK = re.compile(
    rf"{START}(?:[a-z][a-z '/-]{{2,30}}:\s+)?(?:i |we |just |i've |we've |also |then |"
    rf"again )*{our_words.ASK_VERBS}"
)
# "Pitch to techblog.com rejected": what became of an ask, and no ask.
_ASK_AS_NOUN = re.compile(
    rf"{START}(?:our |my |the )?(?:pitch|e-?mail|mail|message|outreach)\b[^.;,]{{0,60}}\b(?:rejected|"
    rf"declined|refused|"
    r"accepted|approved|turned down|published|bounced|ignored|answered|green-?lit)\b"
)
_AN_ASK = re.compile(
    rf"{START}(?:[a-z][a-z '/-]{{2,30}}:\s+)?(?:(?:{DATE}|{USER}|today|ok|okay|so|hi|hey|update|"
    rf"fyi)[,:]?\s+)*"
    r"(?:(?!she|he|they|it)[a-z]+ )?(?:just |already |has |have )?"
    r"(?:e-?mailed|mailed|pitched|contacted|messaged|wrote to|reached out to|asked)\b"
    r"(?! (?:us|me|back|our|my)\b)"
)
# "declined last year", "said no back in March": why somebody is asked again, no news.
LONG_AGO = re.compile(
    r"\b(?:last|previous|past)\s+(?:year|quarter|summer|winter|spring|autumn|fall|time|month|round|season|"
    r"campaign)\b|\bback in\b|\b(?:years?|months?|ages?) ago\b|"
    r"\b(?:before(?!\s+[\w\ue000-\uf7ff])|previously|earlier|in the past|once|back then|originally)\b|"
    r"\bin (?:19|20)\d\d\b"
)

_OURSELVES = re.compile(
    rf"^[^\w\ue000-\uf7ff]*(?:(?:{FACT}|\d+)\s*(?:is|was|:|-|→|->)?\s*)*(?:(?:i|we|i'm|we're|i'll|we'll|i am|"
    rf"we are|i've|we've|let's|just|so|now|ok|okay|please|pls|then|also|probably|definitely|finally|"
    rf"officially|and|will|going to|gonna|decided to|decided|agreed|want to|need to|have to|time to|"
    rf"should|can|could|you|"
    rf"it's a|it is a|is a|a)\s+|[,:-]\s*)*$"
)
_THEY_DID = re.compile(rf"{SITE}\s+$")  # "techblog.com dropped it" is theirs; "techblog.com: dropped" is ours
_THE_TASK = re.compile(
    rf"\s*(?:$|[,.;:!?)\n]|-\s|(?:about |on |with |off |out |from )?(?:the )?{FACT}|"
    rf"(?:it|this|that|them|this one|that one|her|him|on|off|out|all|these|both|for now|for good|here|"
    rf"because|since|as|after|due to|from|anyway|now|today|altogether|completely|entirely|again|anymore|"
    rf"any more|with|about|too|\d+)\b|"
    rf"(?:the |this |that |our |about |of |off |out |on |from )*(?:task|ask|outreach|prospect|site|blog|"
    rf"pitch|lead|contact|opportunity|conversation|thread)\b|"
    rf"(?!(?:us|me|prices?|links?|anchors?|rates?|fees?|tables?)\b)[\w-]+\s*$)"
)
# Phrases that say it all by themselves, whatever follows.
_OUTRIGHT = phrases(r"""
    not (?:pursuing|chasing|continuing|going (?:ahead|further))\b|not to (?:pursue|continue|chase|proceed|
        go (?:ahead|further|on))\b|(?:no longer|not) interested in SITE|passing(?: on)?(?= SITE|END)|
        (?:remove|delete|take) (?:SITE|them|it|this) (?:from|off) (?:my|the|our) \w+\b|moving on\b|
        calling it\b|stop chasing\b
    (?:can|should|may) be (?:closed|dropped|archived|deleted|removed)\b|(?:no longer|not) (?:needed|relevant|
        required)\b
    (?:TASK|SITE|it|this) (?:can|should|may) be\b|lost causes?\b|dead ends?\b|(?:are |is )?(?:all |
        both )(?:dead ends|lost causes)\b|not worth\b|
        call(?:ing)? it quits\b|(?:giv(?:e|ing|en)|gave) up\b
    TASK (?:is |was )?(?:lost|dead|dropped|cancell?ed)END|mark(?:ed|ing)? (?:it|this|FACT|
        \d+) (?:as )?(?:lost|dropped|dead|closed)\b
""")


def starts_with_ask(bare: str) -> bool:
    """Whether our own words come first: "emailed … about a link from" is an ask, not a find."""
    return bool(_OUR_ASK.match(bare)) and not _ASK_AS_NOUN.match(bare)


def goes_on(following: str) -> bool:
    """Whether ``following`` (behind a comma or an "and") only names more people who were asked."""
    return bool(_MORE_ASKED.match(following))


def clauses(bare: str) -> list[str]:
    """``bare`` (a lifted text, lower case) cut where a clause of its own starts; nothing is left out."""
    found: list[str] = []
    start = 0
    for cut in _BOUNDARY.finditer(bare):
        following = bare[cut.end() :]
        listing = goes_on(following) and not _SENTENCE_END.search(cut.group())
        if not (listing or _WITHIN.match(following)):
            found.append(bare[start : cut.end()])
            start = cut.end()
    return [*found, bare[start:]]


def without_ask(bare: str) -> str:
    """What is told beside asks; all of ``bare`` where there is none.

    An ask's clause goes with everything that hangs on it. What they said or did long ago is the reason for
    asking again, and no news either.
    """
    cut = clauses(bare)
    told = [clause for clause in cut if not (starts_with_ask(clause) or _AN_ASK.match(clause))]
    if len(told) == len(cut):
        return bare
    return "".join(clause for clause in told if not LONG_AGO.search(clause))


def dropped(bare: str) -> bool:
    """Whether we say that we give up on a task: our own words, and a task or nothing behind the verb.

    "Wants us to drop the second link" and "DROP TABLE" name something else to drop.
    """
    for clause in clauses(bare):
        for match in our_words.DROPPED.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :]
            theirs = _THEY_DID.search(before) and re.match(r"\w+ed\b|gave\b", match.group())
            task = _OUTRIGHT.match(clause, match.start()) or _THE_TASK.match(after)
            if task and _OURSELVES.match(before) and not theirs:
                return True
    return False
