"""People whose names are written in small letters: "emi from a.jp wants", "jane doe at b.com"."""

import re
from collections.abc import Iterator

from handlers.understanding.facts.names import FIRST_NAMES, NOT_NAMES
from handlers.understanding.lexer import SITE

_FULL_NAME = re.compile(
    rf"(?<![\w'-])(?P<first>[a-z]{{2,15}})\s+(?P<last>[a-z][a-z'-]{{1,15}})\s*(?:\b(?:at|from|over at|"
    rf"of)\s|@|\(|<)\s*(?P<site>{SITE})"
)
# Whoever does what only people do has a name, in whatever list it stands or not.
_SUBJECT = re.compile(
    r"(?:^|[.;!\n]\s*)(?P<name>[a-z]{2,15}(?:\s+[a-z]{2,15})?)\s+(?:sir\s+|ma'?am\s+)?"
    rf"(?:at|from|of|over at)\s+(?P<site>{SITE})\s*,?\s*"
    r"(?:has |have |just |now |finally |is |already )*(?:said|says|replied|wants|asks|asking|asked|agreed|"
    r"agree|promised|declined|refused|wrote|confirmed|accepted|keen|interested|happy|got back|came back|"
    r"would|loves?|loved|likes?|liked|offered|quoted|charges)\b"
)
_BETWEEN = frozenset(
    "again over back there today yesterday now who via her his their blog once twice yet too myself directly "
    "personally quickly later another one more said says in through works work write writes editor".split()
)
_NO_ONE = frozenset(
    """
    response invoice quote proposal feedback rejection word news nothing silence contract draft
    offer guy girl lady woman man person dude folks folk staff manager crew boss chief head
    assistant intern marketer friend lead deal yeah yep nope nah refusal confirmation auto reply
    email mail message link links placement mention review reviews traffic payment receipt bounce
    bounced update contacts admin admins sales partnerships director reached went came heard back
    only main new old same other right wrong my our their his her your ceo cmo cto coo vp pr team
    seo freelancer contributor columnist publisher producer host founder cofounder blogger partner
    colleague student professor teacher doctor client customer user reader fan follower guest agent
    rep spokesperson secretary editor editors prospect prospects task ask""".split()
)


def small_names(bare: str) -> Iterator[tuple[str, str]]:
    """The characters of addresses and the names that stand with them."""
    for match in _SUBJECT.finditer(bare):
        if _may_be_somebody(match["name"]):
            yield match["site"], match["name"]
    for match in _FULL_NAME.finditer(bare):
        if match["first"] in FIRST_NAMES and match["last"] not in NOT_NAMES | _BETWEEN:
            yield match["site"], f"{match['first']} {match['last']}"


def _may_be_somebody(name: str) -> bool:
    return not any(
        word in NOT_NAMES | _NO_ONE | _BETWEEN or re.search(r"(?:ed|[^m]ing|ly)$", word)
        for word in name.split()
    )
