"""Words as the grammar knows them: short forms with their apostrophes, verbs without slips of the finger."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_SHORT = {
    "didnt": "didn't", "dont": "don't", "doesnt": "doesn't", "wont": "won't", "cant": "can't",
    "isnt": "isn't",
    "arent": "aren't", "wasnt": "wasn't", "werent": "weren't", "hasnt": "hasn't", "havent": "haven't",
    "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "im": "i'm",
    "ive": "i've", "theyre": "they're", "theyve": "they've", "theyll": "they'll", "thats": "that's",
    "whats": "what's", "hows": "how's", "whos": "who's", "wheres": "where's", "weve": "we've",
    "youre": "you're",
    "em": "them", "'em": "them", "ya": "you", "u": "you", "ur": "your", "wanna": "want to",
    "gonna": "going to",
    "theres": "there's",
    "ain't": "isn't", "aint": "isn't", "how'd": "how did", "what'd": "what did", "who'd": "who did",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w'.@/-])'?[a-z]+(?:'[a-z]+)?(?![\w'@]|-\w)")
_FOLLOW_UP = re.compile(r"(?<![\w/])(?:f/up|ff[\s.-]?up|fol{1,2}ow?-?up|flw-?up|follow-?u)(?![\w/])")
_WITH = re.compile(r"(?<![\w/])w/(?P<out>o)?(?=\s|[\ue000-\uf7ff])")
# What news is told with: a slip in one of these hides all that a sentence says.
_VERBS = tuple(
    """emailed pitched messaged contacted replied declined promised accepted rejected published confirmed
    answered responded submitted requested offered followed reached approached refused agreed passed
    bounced removed reminder received finally written proposed suggested mentioned interested chased nudged
    pinged snooze forwarded reminded published scheduled""".split()
)
_REAL = frozenset(
    """contracted massaged offerer repelled replies pitches messages contacts declines promises accepts
    rejects publishes confirms answers responds submits requests fellow hollowed allowed hallowed wallowed
    passes parsed paused posed pissed passe bounces bounded pounced remover received deceived relieved
    deceive agreed greed degreed chases chaste nudges judged budged fudged pined pinned pinged pings linked
    winged ringed singed dinged binged written smitten unwritten proposes supposed purposed composed
    suggests uninterested interests remainder reminders refuses refused reused refuse recused defused
    diffused infused finals final finely finally refuted removes replied relied implied supplied applied
    chafed chanted chaired chained charted chatted chased phased raised placed paced pasted passed posted
    snoozed snoozes schedules reached reaches preached breached poached leached teaches beached
    approaches reproached unpublished punished polished finished furnished offered proffered suffered
    differed accented excepted expected ejected injected projected objected receives perceived mailed
    emailed refereed forwards forward forwarded reminded remained remanded recommended messenger passer
    bouncer publisher reminds snoozing answer submitter requester rejecter proposer""".split()
)


def plain_words(bare: str) -> str:
    """``bare`` (lower case) with "didnt" as "didn't", and "follwed", "repiled" as the verbs they are."""
    bare = _WITH.sub(lambda match: "without" if match["out"] else "with", _FOLLOW_UP.sub("follow up", bare))
    return _WORD.sub(lambda match: _meant(match.group()), bare)


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < 6 or "'" in word or word in _VERBS or word in _REAL:
        return word
    most = 1 if len(word) < 9 else 2
    near = [
        (OSA.distance(word, verb, score_cutoff=most), verb)
        for verb in _VERBS
        if verb[0] == word[0] and abs(len(verb) - len(word)) <= most and verb[-1] == word[-1]
    ]
    distance, verb = min(near, default=(99, word))
    return verb if distance <= most else word
