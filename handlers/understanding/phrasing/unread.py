"""What of a command could not be read, piece by piece: it is asked about, never left out."""

import re

from handlers.understanding.facts import people
from handlers.understanding.facts.terms import rel
from handlers.understanding.lexer import ANCHOR, DATE, FACT, MONEY, SITE, Lexed

# What somebody means as an address although it is none that can be looked at: "https:/…", "htp://…",
# "javascript:…", "www,…", and whatever else of that kind is left once the real ones are lifted out.
_MEANT_AS_ADDRESS = re.compile(
    rf"(?<![\w\ue000-\uf7ff])(?:[a-z][a-z0-9+.-]{{1,15}}:/+\S*|(?:javascript|vbscript|mailto|blob):\S+|"
    rf"data:[a-z]+/\S+|https?[:;,.]\S+|www[.,;:]\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|(?:{SITE}:/+\S+))",
    re.IGNORECASE,
)
_ENDS = r"(?=\s*(?:[,;]|$|[\ue000-\uf7ff]|\b(?:by|for|anchor|dofollow|nofollow|sponsored)\b))"
_ANCHOR_WORDS = re.compile(
    rf"\b(?:anchor(?:ed)?(?:[\s-]*texts?)?|link\s+text)\b(?!\s*(?:is|:|=|-)?\s*(?:tbd|anything|whatever|"
    rf"natural|"
    rf"any|yet|later|open|free)\b)[^,;\n]{{0,60}}?{_ENDS}",
    re.IGNORECASE,
)
_BY_WORDS = re.compile(
    rf"(?<!written )(?<!posted )(?<!published )(?<!added )(?<!edited )(?<!made )(?<!confirmed )(?<!approved )"
    rf"(?<!promised )(?<!agreed )\b(?:by|until|till|before)\b(?!\s*(?:the\s+)?{DATE})[^,;\n]{{0,60}}?{_ENDS}",
    re.IGNORECASE,
)
_FOR_WORDS = re.compile(
    rf"\bfor\b(?!\s*(?:{FACT}|(?:the|our|their|his|her|my|your|us|them|free|nothing|now|sure|this|that|these|"
    rf"some|an|a(?!\s+(?:lot|few|bit|ton|couple|fortune|grand)\b))\b))[^,;\n]{{0,60}}?{_ENDS}",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[,;(!?\n]|\s-+\s|\.(?:\s|$)")
_LONG_REMARK = 4  # words: a sentence of its own, kept as the note
_KNOWN_WORDS = frozenset(
    """
    the a an our their his her my your its they she he it we us me them they'll she'll he'll it'll will
    would be being is are was have has had to from of on in at with and or as that this there here now
    then up live go goes going out put puts run runs add adds added adding place places placed publish
    publishes published link links linked linking linkback page pages post posts article articles piece
    placement guest blog site website section list roundup issue edition newsletter guide resources
    content editor team owner promise promised promises promising says said yes ok okay agreed agrees
    agree confirmed confirms accepted ready done fine sure please pls thanks thank you text rel
    attribute followed follow price cost fee deal around about latest later than no not by for until
    till before via new next end campaign free paid usd eur dofollow nofollow sponsored df nf do target
    url anchor watch week month soon tbd too also just so""".split()
)


def bad_addresses(lex: Lexed, bare: str | None = None) -> tuple[str, ...]:
    """What was meant as an address in a text (or ``bare``, a piece of it) and is none: each in words."""
    found = _MEANT_AS_ADDRESS.finditer(lex.bare if bare is None else bare)
    return tuple(no_address(lex.full(match.group()).rstrip(".,;:!?'\"")) for match in found)


def no_address(piece: str) -> str:
    """What is wrong with ``piece``, which stands where an address does."""
    return f"“{_short(piece)}” is not an address that I can look at"


def unread_parts(lex: Lexed) -> tuple[str, ...]:
    """The parts of a promise that could not be read, each in words; empty where all was understood."""
    unclear = list(bad_addresses(lex))
    left = _MEANT_AS_ADDRESS.sub(" ", lex.bare)
    for words, asked, understood in (
        (_ANCHOR_WORDS, "which anchor? I read none in", re.search(ANCHOR, left)),
        (_BY_WORDS, "by when? I read no date in", re.search(DATE, left)),
        (_FOR_WORDS, "for how much? I read no price in", re.search(MONEY, left)),
    ):
        if (match := words.search(left)) and not understood:
            unclear.append(f"{asked} “{_short(lex.full(match.group()).strip())}”")
            left = left[: match.start()] + " " + left[match.end() :]
    strange = _strange(left, lex)
    if strange and not (len(strange) >= _LONG_REMARK and re.search(SITE, left)):
        unclear.append(f"what “{_short(' '.join(strange))}” means")
    return tuple(unclear)


def _strange(left: str, lex: Lexed) -> list[str]:
    """The words before any remark that are no part of a promise."""
    names = (people.contact(lex.bare) or "").lower().split()
    head = re.split(r"\bcampaign\b", _REMARK.split(left.strip(), maxsplit=1)[0], maxsplit=1)[0]
    words = re.findall(r"[^\s\ue000-\uf7ff]+", re.sub(FACT, " ", head))
    return [
        word
        for word in words
        if (bare := word.lower().strip("\"'.:·→>=-_*")) not in _KNOWN_WORDS
        and re.search(r"\w", bare)
        and bare not in names
        and rel(bare) is None
    ]


def _short(piece: str) -> str:
    return piece if len(piece) <= 60 else f"{piece[:59]}…"
