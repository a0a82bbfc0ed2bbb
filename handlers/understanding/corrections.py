"""What somebody takes back in the same breath: "fu Thursday, no wait, make it Tuesday", "drop #47, sorry, #48"."""

import re

from handlers.understanding.lexer import DATE, MONEY, SITE, TASK, USER, Lexed

_SAYS_SO = (
    r"(?:no,? wait|wait,? no|no,? sorry|sorry|oops|whoops|i mean(?:t)?|no,? make (?:that|it)|make (?:that|it)|"
    r"scratch that|strike that|correction|or rather|actually|no,? actually|i should say|should be|"
    r"(?:that|it)(?:'s| is| was) wrong|my bad|typo|wait)"
)
_CUE = re.compile(rf"\b{_SAYS_SO}\b", re.IGNORECASE)
_LITTLE = r"(?:on|at|until|till?|for|to|the|in|by|with|it's|it|is|a|an|that|about)"
_TAKEN_BACK = tuple(
    re.compile(
        rf"(?P<first>{kind})[\s,.;:!(/-]*{_SAYS_SO}(?:[\s,.;:!-]+(?:{_SAYS_SO}|{_LITTLE}))*"
        rf"[\s,.;:!-]+(?P<second>{kind})(?!\)?,? (?:too|as well|also)\b)",
        re.IGNORECASE,
    )
    for kind in (TASK, SITE, DATE, MONEY, USER)
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
