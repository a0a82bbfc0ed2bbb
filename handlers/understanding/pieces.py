"""A text cut where it starts to speak of another task."""

import re

from handlers.understanding.acts import act
from handlers.understanding.clauses import goes_on
from handlers.understanding.facts.roles import roles
from handlers.understanding.lexer import DATE, FACT, SITE, TASK, Lexed
from handlers.understanding.phrasing.our_words import ASK_VERBS
from handlers.understanding.phrasing.phrases import START

_CUTS = re.compile(
    r"(?:(?<=[.!?])\s+|\s-+\s+|\s*;\s*|\s*\n\s*(?:[-*•]|\d+[.)])?\s*|,\s*(?:and|but|then|while|also|"
    r"plus)?\s*|"
    r"\s+(?:and|but|then|while|plus)\s+(?:also\s+|then\s+)?)",
    re.IGNORECASE,
)
_LONGEST = 400  # characters of a clause that are looked at
_MOST = 60  # places where a text may be cut
_OUR_ASK = re.compile(rf"{START}(?:i |we |also |then )*{ASK_VERBS}")
_MOVED = re.compile(
    rf"[^\w\ue000-\uf7ff]*{TASK}\s*(?:→|->|=>|:|-|to|till|until|on)?\s*{DATE}[^\w\ue000-\uf7ff]*$"
)
_SUBJECT = re.compile(
    rf"[^\w\ue000-\uf7ff]*(?:the\s+)?(?:{FACT}|[\w']+(?:\s+(?:at|from|of)\s+)?{FACT})[\s:=-]"
)
_TELLING = re.compile(r"\W*(?:told|telling|mentioned to|reminding) (?:them|him|her|it)\b")
_PRONOUN = re.compile(r"\b(?:her|him|them|she|he|they|their|his|it|its|there)\b")


def pieces(lex: Lexed, own: frozenset[str]) -> list[str]:
    """The pieces of ``lex.bare``, each about one act; what names nobody belongs to what stands before."""
    bare = lex.bare
    found: list[str] = []
    start, looked = 0, 0
    for cut in _CUTS.finditer(bare):
        following = _CUTS.split(bare[cut.end() : cut.end() + _LONGEST], maxsplit=1)[0]
        if looked >= _MOST or not re.search(rf"{SITE}|{TASK}", following):
            continue
        looked += 1
        whole_line = ("\n" in cut.group() and "," not in cut.group()) or ";" in cut.group()
        if _another(
            lex, bare[max(start, cut.start() - _LONGEST) : cut.start()], following, own, line=whole_line
        ):
            found.append(bare[start : cut.end()])
            start = cut.end()
    found.append(bare[start:])
    return [piece for piece in found if piece.strip()]


def _another(lex: Lexed, current: str, following: str, own: frozenset[str], *, line: bool) -> bool:
    """Whether ``following`` speaks of another task than ``current`` does, in a sentence of its own."""
    if not re.search(rf"{SITE}|{TASK}", current):
        return False
    if _TELLING.match(following.lower()):
        return False
    said, before = act(following.lower()), act(current.lower())
    if not line and goes_on(following.lower()):
        return False
    if said is None and not (line and (before is None or _MOVED.match(following))):
        return False
    here, there = _who(lex, current, own), _who(lex, following, own)
    if not here or not there or here == there:
        return False
    if here & there:  # "followed up with #12 and #13 - #12 said yes"
        return len(here) > 1 and there < here and said is not None and bool(_SUBJECT.match(following))
    if line:
        return True
    if all(name.isdigit() for name in here) and not any(name.isdigit() for name in there):
        return bool(_OUR_ASK.match(following.lower()))  # "#42 yes! The link goes on techblog.com/tools"
    if said is None or before is None or _PRONOUN.search(following.lower()):
        return False
    subject = _SUBJECT.match(following)
    own_verb = re.match(
        r"[^\w\ue000-\uf7ff]*(?:i |we |i've |we've |just |also |"
        r"then )*[a-z'-]+(?: \w+){0,4}?\s*[\ue000-\ue3ff\uec00-\uefff]",
        following.lower(),
    )
    return bool(subject or own_verb) and not re.match(rf"[^\w\ue000-\uf7ff]*{DATE}", following)


def _who(lex: Lexed, bare: str, own: frozenset[str]) -> set[str]:
    sites = {p.site or p.email or "" for p in roles(lex, bare, own).prospects}
    return (sites | {str(number) for number in lex.tasks(bare)}) - {""}
