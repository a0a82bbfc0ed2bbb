"""Phrase lists as patterns: one alternative a line, lifted facts by their names in capitals."""

import re
import textwrap

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
_NAME = re.compile(r"(START|SITE|USER|MONEY|TASK|DATE|FACT|END)")


def one_of(block: str) -> str:
    """A pattern that matches any line of ``block``; a line indented further goes on where the last one ends.

    SITE, TASK, MONEY, DATE, USER, FACT, START and END stand for what their names say: text is lower case
    where such patterns are used, so capitals are free.
    """
    lines: list[str] = []
    for line in textwrap.dedent(block.strip("\n")).splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += line.strip()
        elif line.strip():
            lines.append(line.strip())
    joined = "|".join(lines)
    return "(?:" + _NAME.sub(lambda match: _FACTS[match[1]], joined) + ")"


def phrases(block: str) -> re.Pattern[str]:
    """``one_of`` compiled, to be found at the start of a word or of what is contracted to one ("'ll")."""
    return re.compile(rf"(?:(?<![\w'])|(?<=\w)(?=')){one_of(block)}")
