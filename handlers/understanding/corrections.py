"""What somebody takes back in the same breath: "fu Thursday, no wait, make it Tuesday"."""

import re

from handlers.understanding.lexer import DATE, MONEY, SITE, TASK, USER, Lexed
from handlers.understanding.phrasing.tactics import NAMED

_SAYS_SO = (
    r"(?:no,? wait|wait,? no|no,? sorry|sorry|oops|whoops|i mean(?:t)?|no,? make (?:that|it)|"
    r"make (?:that|it)|scratch that|strike that|correction|or rather|actually|no,? actually|i should say|"
    r"should be|(?:that|it)(?:'s| is| was) wrong|my bad|typo|wait)"
)
_CUE = re.compile(rf"\b{_SAYS_SO}\b", re.IGNORECASE)
_LITTLE = r"(?:on|at|until|till?|for|to|the|in|by|with|it's|it|is|a|an|that|about)"
_BETWEEN = (
    rf"(?:\s*[,.;:!(/-][\s,.;:!(/-]*|\s+(?!no\b)){_SAYS_SO}"
    rf"(?:[\s,.;:!-]+(?:{_SAYS_SO}|{_LITTLE}))*[\s,.;:!-]+"
)
# What a day or a price is corrected to stands anywhere; a task or a site with a verb of its own behind it is
# another one that something happened to: "drop #12. Wait, #13 said yes".
_NO_VERB = r"(?=\s*(?:$|[,.;:!)\n-]|(?:for|about|with|on|re|until|till?|to|at|in|and|from|instead|by)\b))"
_NOT_TOO = r"(?!\)?,? (?:too|as well|also)\b)"
_TAKEN_BACK = (
    *(
        re.compile(rf"{kind}{_BETWEEN}(?P<second>{kind}){_NOT_TOO}{_NO_VERB}", re.IGNORECASE)
        for kind in (TASK, SITE, USER)
    ),
    *(re.compile(rf"{kind}{_BETWEEN}(?P<second>{kind}){_NOT_TOO}", re.IGNORECASE) for kind in (DATE, MONEY)),
    re.compile(
        rf"(?<![\w@./-]){NAMED}(?: (?:idea|pitch|offer|request))?{_BETWEEN}(?:not that,? )?"
        rf"(?P<second>{NAMED})(?![\w@]|-\w){_NOT_TOO}",
        re.IGNORECASE,
    ),
)


def speaks_of_a_slip(text: str) -> bool:
    """Whether ``text`` may take something back: cheap, and often wrong."""
    return bool(_CUE.search(text))


def corrected(lex: Lexed) -> str:
    """The text of ``lex`` with each fact that was taken back in favour of another of its kind left out."""
    bare = lex.bare
    for pattern in _TAKEN_BACK:
        bare = pattern.sub(lambda match: match["second"], bare)
    return lex.full(bare)
