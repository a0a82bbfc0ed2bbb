"""Which of several prices counts: the one that was settled on, or theirs rather than our offer."""

import re
from dataclasses import replace

from handlers.understanding.intent import Act, Intent, Price
from handlers.understanding.lexer import MONEY, Lexed
from handlers.understanding.speech import unclear

_SETTLED = re.compile(
    r"\b(?:agreed (?:on|at|to)|settled (?:on|at|for)|down to|from [\ue800-\uebff] to|"
    r"(?<=[\ue800-\uebff] )more(?: so|,)?|final(?:ly)?)\s*[:=(,-]?\s*(?P<m>[\ue800-\uebff])"
)
_RATHER = re.compile(
    r"(?P<m>[\ue800-\uebff]) (?:instead of|rather than|down from|up from|not) (?:the )?[\ue800-\uebff]"
)
_FOR = re.compile(r"\b(?:for|now)\s*:?\s*(?P<m>[\ue800-\uebff])")
_WE_OFFER = re.compile(
    r"\b(?:not|rather than|i|we|i've|we've|told (?:them|her|him)|offer(?:ed|ing)?|counter(?:ed|"
    r"ing)?(?:[\s-]?offer(?:ed)?)?|my|our|max|budget|instead of|down from|can't do|cannot do|won't "
    r"do)\b[^.;,]*$"
)


def _theirs(said: Act, lex: Lexed, lowered: str) -> list[Price]:
    """The one price that is theirs, where the others are what we offered."""
    if said is not Act.REPLY:
        return []
    marks = re.findall(MONEY, lowered)
    theirs = [
        mark
        for mark in marks
        if not _WE_OFFER.search(re.split(r"[.;,]|\bbut\b", lowered[: lowered.index(mark)])[-1])
    ]
    return lex.prices(theirs[0]) if len(theirs) == 1 and len(marks) > 1 else []


def with_one_price(intent: Intent, prices: list[Price], lex: Lexed, lowered: str) -> Intent:
    """``intent`` with the price that counts among several, or with the question which one does."""
    settled = _SETTLED.search(lowered) or _RATHER.search(lowered) or _FOR.search(lowered)
    chosen = lex.prices(settled["m"]) if settled else _theirs(intent.act, lex, lowered)
    if chosen:
        return replace(intent, price=chosen[0])
    return unclear(intent, "which price: " + " or ".join(f"{p.amount} {p.currency}" for p in prices) + "?")
