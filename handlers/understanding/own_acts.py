"""Which of several sites or tasks an act is about, and where each of them did something else."""

import re

from handlers.understanding.acts import act
from handlers.understanding.clauses import LONG_AGO
from handlers.understanding.facts.own_facts import parts
from handlers.understanding.lexer import FACT, TASK, Lexed

# Words that add nothing of their own to a list: "b.com on Monday", "and #32 too".
_EMPTY = re.compile(r"\b(?:on|in|by|at|for|and|the|too|also|both|as well|next|to|a|an|each|plus|then|&)\b")
_COMPARED = re.compile(
    r"\b(?:same as|(?:duplicate|dupe|copy) of|like|see(?: also)?|cf\.?|instead of|not|unlike|similar to|"
    r"related to|"
    r"than|(?:compared|merged?|swap(?:ped)?|replaced?|confused?) (?:it )?with)\s*$"
)


_SILENT = re.compile(r"\b(?:nothing|silence|no (?:reply|answer|word|news|link))(?: yet)? (?:from|on|for)\s*$")
_MOVED = re.compile(rf"\bfrom {TASK} (?:over )?to (?P<to>{TASK})", re.IGNORECASE)


def spoken_of(lex: Lexed, bare: str) -> list[tuple[str, int]]:
    """The tasks an act is about: not those that another is only compared with ("#31 same as #28, drop "
    "it")."""
    marks = lex.task_marks(bare)
    silent = [one for one in marks if _SILENT.search(bare[: bare.index(one[0])].lower())]
    if silent and len(silent) < len(marks):
        marks = [one for one in marks if one not in silent]
    if len(marks) == 2 and (moved := _MOVED.search(bare)):
        marks = [one for one in marks if one[0] == moved["to"]]
    meant = [one for one in marks if not _COMPARED.search(bare[: bare.index(one[0])].lower())]
    return meant if meant and len(marks) > 1 else marks


def own_acts(lex: Lexed, bare: str, marks: list[str]) -> list[str]:
    """The parts of a piece where each site or task did something else: "a.com (wants $50) and b.com (no)".

    Where one part says an act, words of their own in another are no part of it: "#32 no, #33 maybe".
    """
    if len(marks) < 2 or sorted(marks, key=bare.index) != marks:
        return []
    cut = [part[bare.index(marks[0]) :] for part in parts(bare, marks)]
    found = [act(lex.spelled(part, LONG_AGO).lower()) for part in cut]
    words = [re.search(r"[^\W\d_]{2,}", _EMPTY.sub("", re.sub(FACT, "", part.lower()))) for part in cut]
    if found[0] is None or any(one is None and not said for one, said in zip(found, words, strict=True)):
        return []
    return cut if len(set(found)) > 1 else []
