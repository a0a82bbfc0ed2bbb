"""The many names of the tactics."""

import re
from itertools import pairwise

from rapidfuzz.distance import OSA

from storage.words import Tactic

_NAMES: tuple[tuple[Tactic, str], ...] = (
    (
        Tactic.JOURNALIST_REQUEST,
        r"haro|help a reporter(?: out)?|connectively|qwoted|source ?bottle|response ?source|featured\.com|"
        r"terkel|"
        r"(?:used|via|through|using|on|from)[\s-]+featured\b(?![\s-]+(?:posts?|articles?|images?|listings?|links?|in\b|on\b))|"
        r"profnet|source of sources|help a b2b writer|#?journo ?req(?:uest)?s?|"
        r"(?:journalists?|journos?|reporters?|media|press|source|expert)(?:'s)?[\s-]+(?:requests?|"
        r"quer(?:y|ies)|call-?outs?)|"
        r"(?:expert|source)[\s-]+(?:quotes?|comments?|commentary)",
    ),
    (
        Tactic.BROKEN_LINK,
        r"broken[\s-]+(?:back)?links?(?:[\s-]+(?:building|fix(?:es)?|replacements?|outreach))?|blb|"
        r"dead[\s-]+(?:back)?links?|"
        r"link[\s-]+rot|404(?:s|'s|[\s-]+(?:link|page|error|replacement))?|(?:broken|dead|"
        r"expired)[\s-]+(?:[\w'-]+[\s-]+){1,2}(?:back)?links?|(?:broken|dead)[\s-]+(?:url|"
        r"page|resource)s?|"
        r"(?:link|url)s?[\s-]+(?:(?:to|on|at|from)[\s-]+[\ue000-\ue3ff][\s-]+)?(?:is|are)[\s-]+(?:broken|dead)|outdated[\s-]+links?",
    ),
    (
        Tactic.GUEST_POST,
        r"guest[\s-]*(?:blog[\s-]*)?(?:posts?|posting|blogs?|blogging|articles?|contributions?|pieces?|"
        r"columns?|content|series|essays?|features?|editorials?|pitch(?:es)?|"
        r"authors?|contributors?|written|writing|spots?)|gps?|g-?posts?|contribut(?:ed|or|ors|"
        r"ing)[\s-]+(?:pitch(?:es)?|articles?|posts?|pieces?|content|columns?)|"
        r"(?:article|post)[\s-]+contribution|by-?lined?(?:[\s-]+articles?)?|write[\s-]+for[\s-]+us|"
        r"op-?eds?|thought[\s-]+leadership[\s-]+(?:post|piece|article)|guestposts?|guestposting",
    ),
    (
        Tactic.LINK_INSERTION,
        r"link[\s-]*insert(?:ion|ions|s|ing)?|insertions?|insert(?:ing|ion)?[\s-]+(?:of[\s-]+)?(?:a|our|the|"
        r"one)?[\s-]*(?:back)?links?|niche[\s-]*edits?|curated[\s-]+links?|"
        r"contextual[\s-]+(?:back)?links?|in-?content[\s-]+links?|link[\s-]+placements?|"
        r"link[\s-]+additions?|link[\s-]+adds?|"
        r"(?:add(?:ing)?|include|including|plac(?:e|ing)|put(?:ting)?)[\s-]+(?:a|our|the|"
        r"one)?[\s-]*(?:back)?links?\b(?=[^.;]{0,40}\b(?:existing|article|post|page|list|roundup|piece|"
        r"guide)\b)|"
        r"unlinked[\s-]+(?:brand[\s-]+)?mentions?|existing[\s-]+(?:article|post|content)(?:[\s-]+links?)?|"
        r"edit[\s-]+placements?",
    ),
    (
        Tactic.LINKABLE_ASSET,
        r"(?:linkable|interactive|visual|content|free|new|our)[\s-]+assets?|linkable[\s-]+content|"
        r"link[\s-]*bait|skyscrapers?|infographics?|"
        r"resources?[\s-]+(?:pages?|lists?|links?|hubs?)|"
        r"our[\s-]+(?:\w+[\s-]+){0,2}(?:tool|checklist|quiz|calculator)\b|"
        r"(?:free|interactive|online)[\s-]+(?:tools?|calculators?|templates?|generators?)|calculators?|"
        r"white[\s-]?papers?|e-?books?|ultimate[\s-]+guides?|stat(?:istic)?s[\s-]+(?:page|post|roundup)|"
        r"cheat[\s-]?sheets?|interactive[\s-]+(?:maps?|quiz|quizzes)|templates?",
    ),
    (
        Tactic.DIGITAL_PR,
        r"digital[\s-]*pr|d-?pr|press[\s-]+releases?|press[\s-]+pitch(?:es)?|media[\s-]+pitch(?:es)?|"
        r"pr[\s-]+(?:pitch(?:es)?|campaigns?|stor(?:y|ies)|outreach|hooks?|stunts?)|"
        r"news[\s-]?jack(?:ing)?|reactive[\s-]+pr|"
        r"data[\s-]+(?:stud(?:y|ies)|stor(?:y|ies)|pieces?|campaigns?|led[\s-]+\w+)|(?:original|survey|"
        r"our|new)[\s-]+(?:research|data|survey|study)|surveys?|stud(?:y|ies)|news[\s-]+stor(?:y|ies)|"
        r"story[\s-]+pitch(?:es)?|exclusives?|pr",
    ),
    (
        Tactic.OTHER,
        r"link[\s-]+(?:exchang(?:es?|ing)|swap(?:s|ping)?|trad(?:es?|ing)|reclamation)|(?:swap|exchang|"
        r"trad)(?:e|s|es|p?ing)?[\s-]+(?:back)?links|(?:3|three)[\s-]+way[\s-]+(?:links?|"
        r"exchange|swap)|abc[\s-]+(?:links?|exchange|swap)|reciprocal[\s-]+links?|podcasts?(?:[\s-]+\w+)?|"
        r"testimonials?|"
        r"director(?:y|ies)(?:[\s-]+(?:listing|submission)s?)?|sponsorships?|sponsor(?:ing|"
        r"ed)?[\s-]+(?:event|meetup|newsletter)s?|scholarships?|webinars?|(?:product|software|tool|"
        r"book)[\s-]+reviews?|"
        r"partnerships?|"
        r"forum[\s-]+(?:posts?|links?)|(?:blog[\s-]+)?comments?[\s-]+links?|interviews?|affiliates?|"
        r"giveaways?|newsletters?|collab(?:oration)?s?|co-?marketing|round-?ups?|listicles?|citations?|"
        r"local[\s-]+listings?",
    ),
)
_ANY = tuple(
    (tactic, re.compile(rf"(?<![\w@./-])(?:{names})(?![\w@]|-\w)", re.IGNORECASE)) for tactic, names in _NAMES
)
NAMED = rf"(?:{'|'.join(names for _, names in _NAMES)})"
"""Any tactic by one of its names, as a pattern."""
_UNLIKE_FIRST = {Tactic.OTHER: 2, Tactic.DIGITAL_PR: 1, Tactic.LINKABLE_ASSET: 1}


def tactic(text: str) -> Tactic | None:
    """How the link is asked for, or None where the sentence does not say.

    What is asked for ("a guest post about our survey") wins over what it is about.
    """
    text = _EITHER.sub(r"\1 / \2", text)
    return _tactic(text) or _tactic(_mended(text))


_EITHER = re.compile(r"(?<![\w./:@-])([^\W\d_]+)/([^\W\d_]+)(?![\w./@])")  # "gastartikel/guest post"
_SHORT_SLIPS = {"pst": "post", "pos": "post", "poost": "post", "psot": "post"}
_PAIRS = {
    "guest": ("post", "posts", "posting", "article", "blog"),
    "broken": ("link", "links"),
    "dead": ("link", "links"),
    "niche": ("edit", "edits"),
    "link": ("insertion", "insertions"),
    "resource": ("page", "pages"),
    "press": ("release", "releases"),
}
_ALONE = tuple(
    "infographic infographics skyscraper testimonial listicle insertion scholarship calculator".split()
)
_REAL = frozenset(
    "most host cost lost past port poet pots list line pine lined like linked age pager pate edits".split()
)


def _mended(text: str) -> str:
    """``text`` with slips in the tactics' names set right: "guest psot", "brokn link", "infogrpahic"."""
    words = re.findall(r"[a-z]+", text.lower())
    slips: dict[str, str] = {}
    for one, two in pairwise(words):
        for first, seconds in _PAIRS.items():
            if one == first and two not in _REAL and (meant := _near(two, seconds)):
                slips[two] = meant
            elif one == first == "guest" and two in _SHORT_SLIPS:
                slips[two] = _SHORT_SLIPS[two]
            elif two in seconds and len(one) > 3 and one not in _REAL and OSA.distance(one, first) == 1:
                slips[one] = first
    for word in words:
        if len(word) > 7 and (meant := _near(word, _ALONE, 2)):
            slips[word] = meant
    for slip, meant in slips.items():
        text = re.sub(rf"(?<![\w@.-]){slip}(?![\w@]|\.\w)", meant, text, flags=re.IGNORECASE)
    return text


def _near(word: str, names: tuple[str, ...], most: int = 1) -> str | None:
    """The one of ``names`` that ``word`` is a slip of, by at most ``most`` letters."""
    if len(word) < 4:
        return None
    return next((n for n in names if 0 < OSA.distance(word, n, score_cutoff=most) <= most), None)


def _tactic(text: str) -> Tactic | None:
    best: tuple[int, int, Tactic] | None = None
    for kind, names in _ANY:
        if match := names.search(text):
            candidate = (_UNLIKE_FIRST.get(kind, 0), match.start(), kind)
            best = candidate if best is None or candidate[:2] < best[:2] else best
    return best[2] if best else None
