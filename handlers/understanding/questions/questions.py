"""Questions and requests about the ledger: lists, reports, one site, one task, a look at a page."""

import re

from handlers.understanding.intent import Act
from handlers.understanding.phrasing.phrases import phrases

_LIST_WORDS = (
    ("overdue", r"over-?due|late|behind|slipped|missed"),
    ("today", r"today|due now|this morning|right now"),
    (
        "promised",
        r"promis\w+|agreed|said yes|accepted|owes? us|owing|pending links?|outstanding (?:links?|promises)",
    ),
    ("replied", r"repl(?:ied|ies)|answered|responded|got back"),
    ("declined", r"declin\w+|said no|reject\w+|refus\w+|turned us down"),
    ("won", r"won|live|wins?"),
    (
        "no_response",
        r"no[\s_-]response|no[\s_-]reply|didn't (?:reply|answer|respond)|haven't (?:replied|answered|"
        r"heard)|hasn't (?:replied|answered)|silent|ghosted|unanswered",
    ),
    ("dropped", r"dropped|abandoned|closed"),
    ("planned", r"planned"),
    ("contacted", r"contacted|waiting|pending|emailed|pitched|asked"),
)
_ASKING = phrases(r"""
    START(?:(?:please|pls|hey|hi|ok|so|and|can you|could you|would you|i want to|i'd like to|let me)[ ,]+)*(?:
        what(?:'s|s|'re|'d|ever)?|who(?:'s|m)?|which|why|how(?:'s|'d)?|where(?:'s)?|when|show|list|search|
        display|
        status|
        summar\w+|history|details?|info|overdue|(?:give|get|send|tell|show) (?:me|us)|find (?:me|all|every)|
        see (?:all|my|our|what)|pull up|any(?:thing|one|body)?)\b
    START(?:did|do|does|have|has|is|are)\s+(?:we|you|i|they|she|he|it|any\w*|some\w*|the|our|this|that|
        there|FACT|[\w' ]+\?)
    START(?:did|do|does|have|has|is|are)\b.*\?END
    START(?:my|our|all|open)\s+(?:my |our |the |open |overdue )*(?:tasks?|list|work|outreach|
        follow[\s-]*ups?|day|plate|promises?|
        links|asks|prospects|pipeline|items|overdue|promised|declined|replied|won|todos?|to-dos?)\b
    START(?:see|show|find|search) SITE
    START(?:should|shall) (?:i|we)\b
    START(?:i |we )?(?:(?:would|'d) (?:like|love)|need|want) (?:an? |the |my |
        our )?(?:\w+ ){0,2}(?:report|summary|overview|stats|statistics|
        numbers|recap)\b
    START(?:make|prepare|generate|create|build|pull|run|draw up|put together|need|want|give|send|get|
        do)\b[^.;\ue000-\ue3ff]{0,30}\b(?:
        report|summary|overview|stats|statistics|numbers|recap)\b
    START(?:stuff|things|items|everything|anything|all|whatever|follow[\s-]?ups?|tasks|asks|promises|links)
        (?:(?: that| which)?(?:'s| is| are| were)?) ?(?:due|overdue|late|open|pending|waiting|promised|
        planned)\b
    START(?:new|lost|live) (?:back)?links?\b.*\?END
    STARTSITE (?:status|history|news|updates?|info|details)END
    START(?:back)?links (?:lost|won|live|gained|built)\b|START(?:best|worst|top|most)\b.*\b(?:tactics?|
        sites?|performing|campaigns?)\b
    START(?:promised|replied|declined|overdue|unanswered)\b.*\?END
    START(?:mine|today|overdue|due(?: today| now)?|all mine)END
    START(?:todo|to-do)s?(?!:)\b
    START(?:weekly|monthly|quarterly|daily|yearly)\s+(?:report|stats|results|numbers|summary|overview|recap)\b
    START(?:results|stats|numbers|performance|report)\s+(?:for|of|from|this|last|so)\b
""")
_REPORT = re.compile(
    r"\bhow(?:'s| (?:did|do|are|is|was|were|have|has|well|successful))\b|\bhow many\b|\bhow much\b|"
    r"\breport(?:s|"
    r"ing)?\b|\bnew (?:back)?links\b|\bstat(?:s|istics)\b|"
    r"\bnumbers\b|\bperform(?:ance|ing|ed)?\b|\bresults?\b|\b(?:reply|"
    r"response|answer|success|win|conversion|live)[\s-]rate\b|\bcost per\b|\b(?:monthly|weekly|"
    r"quarterly) (?:summary|overview|recap|numbers)\b|\bsummar(?:y|ise|ize)\b|\brecap\b|\bkpis?\b|"
    r"\bspen[dt]\b|\bspending\b|\b(?:lose|lost|losing)\b|\b(?:work(?:s|"
    r"ed|ing)?|perform(?:s|ed)?) (?:best|better|well)\b|"
    r"\bwhat (?:did|do|does|have|has) (?:our |the )?(?:\w+ ){1,3}(?:do|done|bring|brought|get|got|"
    r"give|given|earn|"
    r"earned|yield|yielded) (?:for )?us\b|"
    r"\bwhich (?:tactic|approach|method|channel)s? (?:brought|brings?|got|gets?|won|wins?|earned|"
    r"earns?|gave|gives?)\b|"
    r"\bwhat (?:did|has|have) [\w@]+ (?:do|done|get done|achieved?|accomplish(?:ed)?)\b"
)
_LIST = re.compile(
    r"\b(?:overdue|due|open|tasks?|to-?dos?|list|follow[\s-]*ups?|promis\w+|declined|repl\w+|my (?:work|"
    r"outreach|plate|day|day look|asks|prospects)|on my plate|should i do|do i (?:have|need|do)|work on|"
    r"next up|up next|what's next|working on|(?:doing|up to)(?=\?)|outstanding|pending|waiting|links?|"
    r"prospects|outreach|asks|"
    r"pipeline|everything|mine|"
    r"agenda|today|left to do|to chase|chasing|needs? (?:attention|following))\b"
)
_WHOM = re.compile(
    r"^[^\w\ue000-\uf7ff]*(?:who(?:m)?|which (?:sites?|blogs?|prospects?|people|publications?)|what sites)\b"
)
_WHAT_DID = re.compile(r"^[^\w\ue000-\uf7ff]*what (?:did|has|have) (?:\w+|[\ue400-\ue7ff]) ")
_CONTACT = re.compile(
    r"\b(?:contact|e-?mail|pitch|ask|reach|approach|link|publish|reply|answer|chas|nudg|ping|bounc|accept|"
    r"agree)(?:e?d|ied|ing|ed out)?\b"
)
_HISTORY = re.compile(
    r"\b(?:happened|history|status|state|where are we|where do we stand|what about|news|update|know about|"
    r"been in touch|touch with|anything|contacted|emailed|pitched|asked|reached out|approached|"
    r"worked with|spoken|heard|talked|talk|e-?mail|pitch|contact|deal(?:t|ing)?|up with|going on|dealings|"
    r"latest|outreach|ever|already|did we|have we|has anyone|did anyone|who)\b"
)
_LOOK = re.compile(
    r"\b(?:live|link(?:s|ed|ing)?|publish(?:ed)?|still there|there yet|up yet|up|dofollow|nofollow)\b"
)


_OF_THE_SITE = phrases(r"""
    status\b|how(?:'s| is| are| did| does| do)[^.;]{0,40}(?:with|going at|going on at|at|
        look(?:ing)? (?:at|for|with)) (?:the )?SITE
    how(?:'s| is| are) SITE
""")
_QUESTION = phrases(r"""
    START(?:what|who|which|why|how|where|when|did|do|does|have|has|is|are|any)
""")
_YES_OR_NO = phrases(r"""
    START(?:is|are|has|have|does|do|did)\b
""")
_SOMEBODY = re.compile(r"\b(?:anyone|anybody|somebody|someone|we)\b")
_HOW_TO = re.compile(r"\bhow (?:do|does|is|are) (?:i|it)\b")
_LISTING = phrases(r"""
    START(?:list|show|my|all|open|overdue)\b
""")
_SHOWING = phrases(r"""
    START(?:show|find|search|tell|see)\b
""")


_OTHER_BUSINESS = re.compile(
    r"\blinks? (?:to|for|of) (?:the|our|my|this|that|today's|tomorrow's) (?:\w+ )?(?:meeting|call|"
    r"zoom|deck|slides|"
    r"doc(?:ument)?|sheet|recording|calendar|invite|standup|webinar|form|survey|folder|party|ticket)\b|"
    r"\b(?:dentist|doctor|gym|landlord|plumber|hairdresser)\b"
)
"""What colleagues ask each other: "can you send me the link to the meeting?"."""


def asking(bare: str) -> bool:
    """Whether ``bare`` (lifted, lower case) is a question or a request to be shown something."""
    if _OTHER_BUSINESS.search(bare):
        return False
    return bool(_ASKING.match(bare)) or (bare.rstrip().endswith("?") and bool(_REPORT.search(bare)))


def about_this(bare: str) -> bool:
    """Whether a question under a card is about the card's task."""
    return bare.rstrip().endswith("?") and bool(
        re.search(r"\b(?:it|its|it's|this|she|he|they|status|state|the (?:link|post|page|site|deal))\b", bare)
    )


def question(bare: str, *, sites: int, tasks: int) -> Act | None:
    """What is asked for, given how many sites and task numbers the question names."""
    if not asking(bare):
        return None
    questions = bare.rstrip().endswith("?") or bool(_QUESTION.match(bare))
    about_us = _REPORT.search(bare) and not tasks and not _HOW_TO.search(bare)
    if about_us and not (sites and _OF_THE_SITE.search(bare)):
        return Act.REPORT
    if tasks:
        return Act.CHECK if questions and _LOOK.search(bare) and _YES_OR_NO.match(bare) else Act.SHOW
    if not sites:
        whom = _WHOM.match(bare) and _CONTACT.search(bare)
        what = _WHAT_DID.match(bare) and _CONTACT.search(bare)
        return Act.LIST if _LIST.search(bare) or _filters(bare) or whom or what else None
    if _YES_OR_NO.match(bare) and _LOOK.search(bare) and not _SOMEBODY.search(bare):
        return Act.CHECK
    if _LISTING.match(bare) and _LIST.search(bare):
        return Act.LIST
    return Act.SITE if questions or _HISTORY.search(bare) or _SHOWING.match(bare) else None


def filters(bare: str) -> str:
    """A question's list filter in the command's own words: "what's overdue?" → "overdue"."""
    found = _filters(bare)
    if re.search(r"\b(?:my|mine|i|me)\b", bare) and not re.search(r"\bshow me\b(?!.*\bmy\b)", bare):
        found = [*found, "mine"]
    elif re.search(r"\b(?:all|everyone|everybody|team|we|our|us|everything)\b", bare) and not found:
        found = ["all"]
    return " ".join(found)


def _filters(bare: str) -> list[str]:
    found = [word for word, names in _LIST_WORDS if re.search(rf"\b(?:{names})\b", bare)]
    if "no_response" in found:
        found = [word for word in found if word not in {"replied", "contacted"}]
    return found[:2]


def report_words(bare: str) -> str:
    """A report question's own words less the question: the period, mostly."""
    match = re.search(
        r"\b(?:(?:last|this|past|previous)\s+(?:\d+\s+)?(?:weeks?|months?|quarters?|years?|days?)|"
        r"yesterday|today|(?:in |since |for )?(?:q[1-4]|january|february|march|april|may|june|july|august|"
        r"september|october|november|december)(?:\s+20\d\d)?|20\d\d(?:-\d\d)?|ytd|year to date|all time)\b",
        bare,
    )
    kind = re.search(r"\b(?:xlsx|pdf|excel)\b", bare)
    return " ".join(m.group() for m in (match, kind) if m)
