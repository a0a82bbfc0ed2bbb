"""Who stands in for somebody who is away: "away until Monday, Bob covers"."""

import re

from handlers.understanding.facts.names import NAME_WORD
from handlers.understanding.lexer import USER, Lexed

_WHO = rf"(?P<who>{USER}|(?-i:{NAME_WORD}(?: {NAME_WORD})?)|\w+)"
_COVERS = re.compile(
    rf"{_WHO}\s+(?:(?:is|will be|be|'s|will|'ll|shall|can)\s+)?(?:(?:stand|fill|step|jump)(?:s|ing)? in\b|"
    r"cover(?:s|ing)?\b|tak(?:es?|ing) over\b|"
    r"(?:is )?(?:my|the) (?:stand-?in|cover|backup|deputy|substitute)\b|"
    r"(?:has|have|got) my (?:tasks|work|reminders|back)\b|look(?:s|ing)? after (?:my|it|them|things)\b)",
    re.IGNORECASE,
)
_COVERED = re.compile(
    r"\b(?:covered by|replaced by|(?:my |the )?(?:stand-?in|cover|backup|deputy|substitute)(?:\s+is|:|\s*=)?|"
    r"(?:reminders|tasks|work|everything|it)(?: all)? (?:go(?:es)?|to go) to|"
    rf"hand(?:ed|ing)?(?: \w+)? over to|ask|contact|ping)\s+{_WHO}",
    re.IGNORECASE,
)
#: Words that stand where a name would.
_NOBODY = frozenset(
    "a i me my nobody noone nothing one please someone somebody that the them then they this to until us we "
    "who will and but so it everything away back no not".split()
)


def stand_in(lex: Lexed, bare: str) -> str | None:
    """The one who is named, as written; None where nobody is. ``bare`` is the text with its facts marked."""
    for pattern in (_COVERS, _COVERED):
        for match in pattern.finditer(bare):
            who = match["who"]
            named = next((name for mark, name in lex.users(bare) if mark == who), None)
            if named is not None:
                return named
            if who.lower() not in _NOBODY and not re.match(r"[\ue000-\uf8ff]", who):
                return who
    users = lex.users(bare)
    return users[0][1] if len(users) == 1 else None
