"""Which of several sites or tasks an act is about, and where each of them did something else."""

import re

from handlers.understanding.acts import act
from handlers.understanding.clauses import LONG_AGO
from handlers.understanding.facts.own_facts import parts
from handlers.understanding.lexer import DATE, FACT, MONEY, TASK, Lexed

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


_ORDINAL = re.compile(
    r"(?:[,;.(:]\s*|\s-+\s|\band\s+|\bbut\s+|\bwhile\s+)(?:and\s+|but\s+)?(?:the\s+)?"
    r"(?:first|second|third|1st|2nd|3rd|former|latter|other)(?: (?:one|site|task|blog))?\s+"
    r"(?=(?:wants?|said|says|asks?|asked|replied|declined|agreed|promised|accepted|refused|is|was|has|for|on|in|by|"
    r"to|until|at|gets?|got|charges?|quoted|passed|will|would|didn't|did|no|yes|needs?|offers?|offered)\b|[=:])",
    re.IGNORECASE,
)


def in_order(bare: str, marks: list[str]) -> list[str]:
    """A part for each site or task where they are told of by their order.

    "#20 and #21 replied, the first wants £50, the second nothing", "fu Friday and Monday respectively".
    """
    if len(marks) < 2 or sorted(marks, key=bare.index) != marks:
        return []
    start, end = bare.index(marks[0]), bare.index(marks[-1]) + 1
    told = list(_ORDINAL.finditer(bare, end))
    if len(told) == len(marks):
        middle = bare[end : told[0].start()]
        ends = [*(one.start() for one in told[1:]), len(bare)]
        said = [bare[one.end() : stop] for one, stop in zip(told, ends, strict=True)]
        return [f"{bare[:start]}{mark}{middle}, {own}" for mark, own in zip(marks, said, strict=True)]
    if "respectively" not in bare.lower():
        return []
    for kind in (DATE, MONEY):
        listed = list(_LISTS[kind].finditer(bare, end))
        for one in listed:
            facts = re.findall(kind, one.group())
            if len(facts) == len(marks):
                before, after = bare[end : one.start()], bare[one.end() :]
                return [
                    f"{bare[:start]}{mark}{before}{fact}{after}"
                    for mark, fact in zip(marks, facts, strict=True)
                ]
    return []


_LISTS = {
    kind: re.compile(rf"{kind}(?:\s*(?:,\s*and|,|and|&|/)\s*(?:on |for |until |by )?{kind})+")
    for kind in (DATE, MONEY)
}


def own_acts(lex: Lexed, bare: str, marks: list[str]) -> list[str]:
    """The parts of a piece where each site or task did something else: "a.com (wants $50) and b.com (no)".

    Where one part says an act, words of their own in another are no part of it: "#32 no, #33 maybe".
    """
    if len(marks) < 2 or sorted(marks, key=bare.index) != marks:
        return []
    if told := in_order(bare, marks):
        return told
    cut = [part[bare.index(marks[0]) :] for part in parts(bare, marks)]
    found = [act(lex.spelled(part, LONG_AGO).lower()) for part in cut]
    words = [re.search(r"[^\W\d_]{2,}", _EMPTY.sub("", re.sub(FACT, "", part.lower()))) for part in cut]
    if found[0] is None or any(one is None and not said for one, said in zip(found, words, strict=True)):
        return []
    return cut if len(set(found)) > 1 else []
