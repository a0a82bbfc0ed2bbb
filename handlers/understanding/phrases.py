"""Phrase lists as patterns: one alternative a line, lifted facts by their names in capitals."""

import re

from handlers.understanding.lexer import DATE, FACT, MONEY, SITE, TASK, USER

START = r"^[^\w\ue000-\uf7ff]*"
"""The start of a piece of text, whatever punctuation or emoji stands before its first word or fact."""
END = r"[^\w\ue000-\uf7ff]*$"
"""Its end."""

_FACTS = {
    "SITE": SITE,
    "USER": USER,
    "MONEY": MONEY,
    "TASK": TASK,
    "DATE": DATE,
    "FACT": FACT,
    "START": START,
    "END": END,
}
_NAME = re.compile(r"(?<![A-Za-z\\])(SITE|USER|MONEY|TASK|DATE|FACT|START|END)(?![A-Za-z])")


def one_of(block: str) -> str:
    """A pattern that matches any line of ``block``; SITE, TASK, MONEY, DATE, USER, FACT, START and END stand for
    what their names say. Text is lower case where such patterns are used, so capitals are free."""
    lines = [line.strip() for line in block.strip().splitlines()]
    joined = "|".join(line for line in lines if line and not line.startswith("# "))
    return "(?:" + _NAME.sub(lambda match: _FACTS[match[1]], joined) + ")"


def phrases(block: str) -> re.Pattern[str]:
    """``one_of`` compiled, to be found at the start of a word or of what is contracted to one ("'ll")."""
    return re.compile(rf"(?:(?<![\w'])|(?<=\w)(?=')){one_of(block)}")
