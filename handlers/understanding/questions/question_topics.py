"""What a question is about, from its words: one table, read from the top."""

import re

from handlers.understanding.phrasing.phrases import phrases
from handlers.understanding.questions.question import Topic

#: What makes a text a question or a request to be told something, beyond what the commands say.
ASKS = phrases(r"""
    START(?:(?:please|pls|hey|hi|hello|ok|so|and|but|also|can you|could you|would you|i want to|
        i'd like to|let me|just|quick question)[ ,:]+)*(?:what(?:'s|s|'re|ever|'ve)?|who(?:'s|m|'ve|se|s)?|
        which|how(?:'s|s)?|where(?:'s)?|when|why|show|tell|list|give (?:me|us)|find|count|summar\w+|
        remind (?:me|us) (?:what|who|which|how)|any(?:thing|one|body)?|were|was|will|can|could|should|shall|
        may|do|does|did|has|have|had|is|are|am|see|know|explain)\b
    START(?:my|our|all|the|new|late|lost|live|overdue|broken|open|pending|outstanding|recent|latest)\b.{0,60}
        \b(?:links?|promises?|follow[\s-]*ups?|asks?|repl(?:y|ies)|answers?|pitch(?:es)?|tasks?|outreach|
        prospects?|declines?|refusals?|rejections?)\b
    START(?:links?|promises?|repl(?:y|ies)|answers?|asks?|follow[\s-]*ups?|refusals?|rejections?|pitches)\b
""")

_PROMISE = r"(?:promis\w*|agree[ds]?|said yes|say yes|accepted|committed|yeses|okayed)"
_REPLY = (
    r"(?:repl(?:y|ied|ies|ying)|answer(?:s|ed|ing)?|respon(?:d|ds|ded|ding|se|ses)|got back|gotten back|"
    r"get back|"
    r"wrote back|written back|came back to us|heard (?:back )?from)"
)
r"ghost\w*|unanswered)"
_LINK = r"(?:back)?links?"

_TABLE: tuple[tuple[Topic, str], ...] = (
    # What nobody asked for, before what was won.
    (
        Topic.EARNED,
        rf"\b(?:without (?:asking|being asked|an ask|us asking|outreach|our asking)|unasked|unprompted|"
        rf"unsolicited|"
        rf"passive(?:ly)?|organic(?:ally)?|natural(?:ly)?|nobody asked|no ?one asked|(?:didn't|did not|"
        rf"never) ask|"
        rf"earned(?: {_LINK})?|for free)\b",
    ),
    (
        Topic.TACTICS,
        r"\b(?:which|what) (?:kind of |type of )?(?:tactics?|approach(?:es)?|outreach|pitch(?:es)?|"
        r"methods?)\b.*\b"
        r"(?:best|better|most|well|worst|work\w*|perform\w*)|\b(?:compare|by|per|best|worst) (?:the |our |"
        r"all )?"
        r"tactics?\b|\btactics? (?:compare|side by side|work\w*|perform\w*)",
    ),
    (
        Topic.AT_RISK,
        r"\bat[\s-]risk\b|\bin danger\b|\b(?:about to|might|may|could|going to) (?:we |i |they )?(?:lose|"
        r"be lost)\b|\bwobbl\w+|"
        r"\b(?:might|may|could) (?:be )?(?:gone|missing)\b",
    ),
    (
        Topic.LOST,
        rf"\blos(?:e|t|es|ing|s|ses)\b|\b(?:dropped off|died|disappear\w*|vanish\w*|went (?:away|down|"
        rf"missing)|"
        rf"(?:was|were|been|got|get) (?:removed|deleted|taken (?:down|away|off)|dropped))\b|"
        rf"\bremov\w+ (?:our|the|a)? ?"
        rf"{_LINK}|\b{_LINK} (?:gone|removed|deleted|taken down)\b",
    ),
    # Promises: late ones, open ones, those given.
    (
        Topic.LATE_LINKS,
        rf"\b(?:late|overdue|broken(?! (?:back)?links?\b)|missed|delayed|broke|behind|past due|slipped|"
        rf"unkept|not kept|kept)\b.*\b(?:promis\w*|{_LINK})\b|"
        rf"\b(?:promis\w*|{_LINK}|publishers?|sites?)\b.*\b(?:late|overdue|broken(?! (?:back)?links?\b)|"
        rf"missed|delayed|past due|slipped|"
        rf"behind|not kept|didn't keep|haven't kept)\b|\bshould (?:be|have been|have gone) live\b|"
        rf"\bbroke (?:a |their |his |her )?promises?\b|\bdidn't keep\b",
    ),
    (
        Topic.OWED,
        rf"\bow(?:e|es|ed|ing) (?:us|me)\b|\bstill owes?\b|\b{_PROMISE}\b.*\b(?:but|and|yet)\b.*\b(?:not|"
        rf"n't|never|no|isn't|"
        rf"haven't|hasn't|didn't|still)\b|"
        rf"\b(?:not (?:yet )?live|not (?:yet )?(?:delivered|published|up)|isn't live|aren't live|"
        rf"(?:haven't|hasn't|not|didn't|yet to) (?:yet )?(?:deliver(?:ed)?|publish(?:ed)?|go(?:ne)? live|"
        rf"link(?:ed)?))\b|"
        rf"\b(?:open|outstanding|pending|unfulfilled|remaining) (?:promis\w+|{_LINK}|placements?)\b|"
        rf"\b(?:promis\w+|{_LINK}|placements?) (?:are |is )?(?:still )?(?:open|outstanding|pending|we(?:'re|"
        rf" are) "
        rf"(?:still )?waiting|to come|coming)\b|\bwait(?:ing)? (?:for|on) (?:\w+ )?{_LINK}\b|"
        rf"\bwhat {_LINK}.*waiting\b|"
        rf"\b(?:due|expected|supposed|going) to (?:go|be) live\b|\b(?:go|goes|going) live (?:next|soon|this|"
        rf"tomorrow|on)\b|"
        rf"\bupcoming {_LINK}\b",
    ),
    # What was not answered, before what was.
    (
        Topic.SILENT,
        rf"\b(?:has|have|did|does|do|is|are|was|were)?(?:n't|\snot|\snever|"
        rf"\syet to)\s+(?:\w+ ){{0,2}}{_REPLY}\b|"
        rf"\bno {_REPLY}\b|\bno[\s_-](?:response|reply|answer)\b|\bunanswered\b|\bsilent\b|\bghost\w*\b|"
        rf"\bsilence\b|"
        rf"\bwithout (?:a |an |any )?{_REPLY}\b|\bnever {_REPLY}\b|\bwait(?:ing)? (?:for|on) (?:an? |their |"
        rf"any )?"
        rf"(?:repl\w+|answers?|responses?)\b|\bstill waiting to hear\b|\bhaven't heard\b|\bnot heard\b|"
        rf"\bnothing back\b|"
        r"\b(?:went|gone|going) (?:cold|quiet|dark|silent)\b",
    ),
    (
        Topic.OUTCOME,
        rf"\b(?:repl(?:y|ies)|response|answer|success|win|conversion|acceptance|hit|live)[\s-](?:rate|"
        rf"ratio)s?\b|"
        rf"\bhow (?:successful|effective)\b|\bwhat came of\b|\bpercent(?:age)?\b.*\b{_REPLY}\b",
    ),
    (
        Topic.DECLINED,
        r"\bdeclin\w*|\bsaid no\b|\bsay no\b|\brejec\w*|\brefus\w*|\bturned (?:us )?down\b|"
        r"\bturn\w* us down\b|\bno thanks\b",
    ),
    (Topic.PROMISED, rf"\b{_PROMISE}\b"),
    (
        Topic.LIVE,
        rf"\b(?:went|gone|go|goes|going|came|come|got|get|been|put) live\b|\bpublish\w*\b|\b(?:new|fresh|"
        rf"recent|recently live|live) "
        rf"{_LINK}\b|\b{_LINK} (?:did|do|have|has|were|was)? ?(?:we|i|you|they|the team|\w+)? ?(?:get|got|"
        rf"gain|gained|win|won|build|"
        rf"built|land|landed|secure|secured|acquire|acquired|receive|received|bring in|brought in|made?)\b|"
        rf"\b(?:get|got|gain|gained|win|won|build|built|land|landed|secure|secured|acquired?|"
        rf"received?) (?:\w+ ){{0,2}}"
        rf"{_LINK}\b|\bwins\b|\bwon\b|\b(?:gave|given|give) us (?:\w+ )?{_LINK}\b|\bwho linked\b|"
        rf"\blinked to us\b|\blink(?:ed)? back\b|"
        rf"\b{_LINK}\b.*\blive\b|\blive\b.*\b{_LINK}\b",
    ),
    (Topic.REPLIED, rf"\b{_REPLY}\b"),
    # What is to do.
    (
        Topic.DUE,
        r"\bdue\b|\bcoming up\b|\bupcoming\b|\bplanned\b|\b(?:should|must|do|need) .*\b(?:tomorrow|"
        r"next week|this week)\b|"
        r"\bfollow[\s-]*ups?\b.*\b(?:tomorrow|next|left|planned|scheduled|for (?:this|next|today|tomorrow)|"
        r"open)\b|"
        r"\bscheduled?\b|\bon (?:for|the agenda)\b",
    ),
    (
        Topic.LATE,
        r"\bover-?due\b|\blate\b|\bbehind\b|\bslipp\w+|\bmissed\b|\bpast due\b|\bdelayed\b|\bneglected\b|"
        r"\bforgot\w*",
    ),
    (
        Topic.FOLLOWED_UP,
        r"\b(?:followed|following)[\s-]*up\b|\bfollow[\s-]*ups?\b.*\b(?:sen[dt]|did|do|made|make|wrote|"
        r"done)\b|\b(?:sen[dt]|made|did)\b.*"
        r"\bfollow[\s-]*ups?\b|\bchased\b|\bnudged\b|\bbumped\b|\breminded\b|\b(?:did|have|"
        r"has)\b.*\b(?:chase|nudge|bump|"
        r"follow[\s-]*up)\b",
    ),
    (
        Topic.TODAY,
        r"\b(?:should|shall|must|can|could|do) (?:i|we) (?:do|work on|tackle|start|focus|look at|handle|"
        r"need|have)\b|"
        r"\bneed(?:s|ed)? (?:to be done|to do|doing|chasing|attention|a follow[\s-]*up|following|me|us)\b|"
        r"\bto-?dos?\b|"
        r"\bon my (?:plate|list|desk)\b|\bnext up\b|\bup next\b|\bwhat(?:'s| is) next\b|\bagenda\b|"
        r"\bmy day\b|\bleft to do\b|"
        r"\bto chase\b|\bwho(?:m)? (?:should|must|do) (?:i|we) (?:chase|follow|nudge|contact|e-?mail|"
        r"write)\b|\bpriorit\w+|"
        r"\bwork on\b|\btoday\b.*\b(?:do|tasks?|follow|work)\b|\bmy (?:tasks|work|list|"
        r"follow[\s-]*ups?) (?:for )?today\b|\bstart with\b|"
        r"\b(?:i|we) (?:should|must|need to|have to) (?:do|chase|follow[\s-]*up|work on|look at)\b",
    ),
    (
        Topic.WORK,
        r"\bwhat (?:did|have|has|had) [\w@'\ue400-\ue7ff -]{1,30} (?:do|done|been doing|been up to|get done|"
        r"got done|"
        r"achieved?|accomplish(?:ed)?|worked? on|working on)\b|\bwhat (?:happened|was done|got done|went on|"
        r"has been done)\b|"
        r"\bwhat's new\b|\bany(?:thing)? (?:news|new|updates?)\b|\bcatch me up\b|\bwhat did i miss\b|"
        r"\bactivity\b|"
        r"\b(?:who did|what has) what\b|\bwhat(?:'s| has| have) (?:been )?(?:happening|going on|changed)\b",
    ),
    (
        Topic.ASKED,
        r"\b(?:asks?|asked|asking|pitch(?:ed|es|ing)?|contact(?:ed)?|e-?mail(?:ed|s)?|mails?|"
        r"reach(?:ed)? out|approach(?:ed|es)?|"
        r"wrote to|write to|outreach(?:es)?|prospect(?:s|ed)?|messages?|log(?:ged)?|new tasks?|"
        r"guest posts? (?:did|have) (?:we|i))\b",
    ),
    (
        Topic.STANDING,
        r"\b(?:links?|placements?|backlinks?)\b.*\b(?:live|standing|up|active|we have|exist|do we have|"
        r"watch\w*|alive)\b|"
        r"\bhow many (?:back)?links\b|\ball (?:our |the |live )?(?:back)?links\b|\bour (?:back)?links\b",
    ),
)
_COMPILED = tuple((topic, re.compile(pattern)) for topic, pattern in _TABLE)

#: "Which links are live?" is about what stands, "which links went live?" about what happened.
STANDS = re.compile(
    r"\b(?:is|are|be|being|still|currently|now|stay(?:ed)?|remain\w*) (?:still |now |currently )?(?:live|up|"
    r"standing|there)\b|"
    r"\blinks? (?:do )?(?:we|i) (?:currently |now )?have\b|\bhave live\b|\blinks? (?:live|up) (?:now|"
    r"right now|at the moment|today)\b|"
    r"^\W*(?:all |our |my |the |all our )*live links?\b|\bstanding\b|\bhave (?:we )?(?:any )?live\b"
)
#: What asks how much came of a tactic, where the tactic is named.
FARED = re.compile(
    r"\bhow(?:'s|'re| (?:did|do|does|is|are|was|were|have|has|well|much))\b.*\b(?:do(?:ing|ne)?|perform\w*|"
    r"go(?:ing)?|gone|work\w*|"
    r"far\w+|convert\w*|been|pay\w*|compare)\b|\bperform(?:ance|ed|ing)?\b|\bresults? (?:of|for|from|"
    r"with)\b|\bworth\b|"
    r"\bdo(?:es)? .* work\b|\bdid .* work\b|\bhow(?:'s| is| are) (?:the |our )?"
)
#: What only a report can say: totals, money, everything side by side.
REPORTED = re.compile(
    r"\b(?:no|do)[\s-]?follow(?:ed)?\b|\bfollowed links?\b|\bno-?index\b|\bindexable\b|\bauthority\b|"
    r"\bdomain rating\b|"
    r"\breports?\b|\bhow much\b|\bspen[dt]\b|\bspending\b|\bcosts?\b|\bprices?\b|\bbudget\b|\bstat(?:s|"
    r"istics)\b|\bnumbers\b|\bkpis?\b|"
    r"\bsummar\w+|\brecap\b|\boverview\b|\bcharts?\b|\bgraph\b|\bpdf\b|\bxlsx\b|\bexcel\b|\bspreadsheet\b"
)


def topics_of(text: str) -> list[Topic]:
    """What ``text`` (lower case, sites and people as marks) asks about, the likeliest first."""
    return [topic for topic, pattern in _COMPILED if pattern.search(text)]
