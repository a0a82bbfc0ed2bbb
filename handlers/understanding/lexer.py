"""A sentence with its facts lifted out: addresses, people, prices, task numbers, dates and anchors.

Each fact is replaced by one private-use character, so that the grammar of what is said about it can be
written in plain patterns: "fu on ``DATE``", "emailed ``SITE`` about a guest post for ``SITE``".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.understanding.days.dates import When, dates
from handlers.understanding.days.daytimes import Clock
from handlers.understanding.facts.campaigns import QUOTED
from handlers.understanding.facts.money import BadPrice, prices
from handlers.understanding.facts.sites import HIDDEN, Address, addresses, spelled_out, without_addresses
from handlers.understanding.facts.task_numbers import task_numbers
from handlers.understanding.intent import Price

SITE, USER, MONEY, TASK, DATE, ANCHOR = (f"[{chr(b)}-{chr(b + 0x3FF)}]" for b in range(0xE000, 0xF800, 0x400))
"""One lifted fact of each kind, as a pattern."""
FACT = "[\ue000-\uf7ff]"
"""Any lifted fact."""

_BASES = {
    Address: 0xE000, "user": 0xE400, Price: 0xE800, BadPrice: 0xE800, int: 0xEC00, When: 0xF000,
    "anchor": 0xF400,
}  # fmt: skip
_ROOM = 0x400

_ANCHOR = re.compile(
    r"\b(?:with\s+)?(?:the\s+)?(?P<word>anchor(?:ed)?(?:[\s-]*texts?)?|link\s+text)(?!\w)"
    r"\s*(?:(?:should|must|will|has to|needs to)\s+be|is|as|of|on|to be|:|=|-)?\s*"
    r"(?:\"(?P<double>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})'"
    r"|(?!(?:text|must|should|can|will|has|have|needs?|would|to be|for|not|up to|tbd|open|free|"
    r"may)\b)(?P<bare>[^\s,;.\"'\ue000-\uf8ff][^,;.\"\n]{0,80}?)"
    r"(?=\s*(?:[,;.\n]|$|\bby\b|\bfor\b|\bdo[\s-]?follow|\bno[\s-]?follow|\bsponsored|\bon\b|\bat\b|"
    r"\blive\b|\band\b|[$€£])))",
    re.IGNORECASE,
)
_AS_ANCHOR = re.compile(
    r"(?:\b(?:with|w/|using|use)\s+)?(?:\"(?P<double>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})')\s+"
    r"(?:as\s+(?:the\s+|an?\s+|our\s+)?)?anchor(?:[\s-]*text)?\b",
    re.IGNORECASE,
)
_ANCHOR_LATER = re.compile(  # "the anchor for a.com will be "best tools""
    r"\banchor(?:[\s-]*text)?\s+(?:for|on|at|in|of)\s[^;\"'\n]{1,60}?\s(?P<said>(?:will be|should be|"
    r"must be|is|to be|:|=)\s*"
    r"(?:\"(?P<double>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})'))",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(rf"\bcampaign\s*[:=]?\s*{QUOTED}", re.IGNORECASE)
_EVERYBODY = frozenset({"here", "channel", "everyone", "group"})
_MENTION = re.compile(r"(?<![\w@/.])@(?P<name>[^\W_][\w.'-]{0,60}[\w]|[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text and the facts in it. ``bare`` is the text with each fact as one character."""

    text: str
    bare: str
    facts: tuple[tuple[str, int, int, object], ...]
    """(character, start, end, value) in order."""
    people: frozenset[str] = frozenset()
    """Slack ids among its users: members of the workspace, and never a contact elsewhere."""

    def value(self, character: str) -> object:
        """The fact behind a character of ``bare``."""
        return next(value for mark, _, _, value in self.facts if mark == character)

    def full(self, part: str) -> str:
        """A piece of ``bare`` as it was written."""
        if not re.search(FACT, part):
            return part
        written = {mark: self.text[start:end] for mark, start, end, _ in self.facts}
        return "".join(written.get(character, character) for character in part)

    def spelled(self, bare: str, of: re.Pattern[str]) -> str:
        """``bare`` with those of its dates as they were written that fit ``of``."""
        for mark, when in self.whens(bare):
            if of.search(when.text):
                bare = bare.replace(mark, self.full(mark))
        return bare

    def addresses(self, bare: str | None = None) -> list[Address]:
        """Its addresses, in order; those in ``bare`` (a piece of the sentence) if given."""
        return [v for _, v in self._of(bare) if isinstance(v, Address)]

    def prices(self, bare: str | None = None) -> list[Price]:
        """Its prices."""
        return [v for _, v in self._of(bare) if isinstance(v, Price)]

    def bad_prices(self, bare: str | None = None) -> list[BadPrice]:
        """What is written like a price and can't be one."""
        return [v for _, v in self._of(bare) if isinstance(v, BadPrice)]

    def whens(self, bare: str | None = None) -> list[tuple[str, When]]:
        """Its dates, each with its character."""
        return [(mark, v) for mark, v in self._of(bare) if isinstance(v, When)]

    def tasks(self, bare: str | None = None) -> list[int]:
        """The task numbers that are written in it, each once."""
        return list(dict.fromkeys(v for _, v in self._of(bare) if isinstance(v, int)))

    def task_marks(self, bare: str | None = None) -> list[tuple[str, int]]:
        """Its task numbers, each once and with its first character."""
        found: dict[int, str] = {}
        for mark, value in self._of(bare):
            if isinstance(value, int):
                found.setdefault(value, mark)
        return [(mark, number) for number, mark in found.items()]

    def anchor(self, bare: str | None = None) -> str | None:
        """The agreed anchor text."""
        return next((v[1] for _, v in self._of(bare) if isinstance(v, tuple) and v[0] == "anchor"), None)

    def users(self, bare: str | None = None) -> list[tuple[str, str]]:
        """People written with @, each with its character."""
        return [(mark, v[1]) for mark, v in self._of(bare) if isinstance(v, tuple) and v[0] == "user"]

    def _of(self, bare: str | None) -> Iterator[tuple[str, object]]:
        for mark, _, _, value in self.facts:
            if bare is None or mark in bare:
                yield mark, value


@lru_cache(maxsize=256)
def lexed(text: str, clock: Clock, people: frozenset[str] = frozenset()) -> Lexed:
    """Lift the facts out of ``text``, those first that hide others: an address may hold a number.

    ``people`` are the Slack ids among the names that are written with an @.
    """
    text = spelled_out(text)
    found: list[tuple[int, int, object]] = []
    for find in (_anchors, _addresses, _mentions, _prices, _tasks, lambda t: _dates(t, clock)):
        found += _lifted(text, found, find)
    found.sort(key=lambda fact: fact[0])
    counts: dict[int, int] = {}
    facts: list[tuple[str, int, int, object]] = []
    bare, at = [], 0
    for start, end, value in found:
        base = _base(value)
        if start < at or counts.get(base, 0) >= _ROOM:
            continue
        mark = chr(base + counts.get(base, 0))
        counts[base] = counts.get(base, 0) + 1
        bare += [text[at:start], mark]
        facts.append((mark, start, end, value))
        at = end
    return Lexed(text, "".join(bare) + text[at:], tuple(facts), people)


def _base(value: object) -> int:
    return _BASES[value[0] if isinstance(value, tuple) else type(value)]


def _lifted(
    text: str,
    found: list[tuple[int, int, object]],
    find: Callable[[str], Iterator[tuple[int, int, object]]],
) -> list[tuple[int, int, object]]:
    hidden = list(text)
    for start, end, _ in found:
        hidden[start:end] = HIDDEN * (end - start)
    return list(find("".join(hidden)))


def _anchors(text: str) -> Iterator[tuple[int, int, object]]:
    spoken = without_addresses(text)
    for m in _AS_ANCHOR.finditer(text):
        yield m.start(), m.end(), ("anchor", (m["double"] or m["single"]).strip())
        return
    for m in _ANCHOR_LATER.finditer(text):
        yield m.start("said"), m.end("said"), ("anchor", (m["double"] or m["single"]).strip())
        return
    for m in _ANCHOR.finditer(text):
        if spoken[m.start("word")] == HIDDEN:
            continue  # "anchor-shop.com" speaks of no anchor
        said = (m["double"] or m["single"] or m["bare"] or "").strip()
        if m["bare"] and re.search(r"\bbe\s*$", m.group()[: -len(m["bare"])], re.IGNORECASE):
            continue  # "the anchor must be branded"
        if m["bare"] and (re.search(r"https?://|@|\w\.\w", said) or said.lower() in _NO_ANCHOR):
            continue
        if said:
            yield m.start(), m.end(), ("anchor", said)


_NO_ANCHOR = frozenset(
    "ok okay fine good correct wrong right missing "
    "it the a tbd anything whatever yet please is was natural".split()
)


def _addresses(text: str) -> Iterator[tuple[int, int, object]]:
    shouted = text.isupper()  # with caps lock on, the address is no other
    for found in addresses(text):
        found = replace(found, text=found.text.lower()) if shouted else found
        yield found.start, found.end, found


def _mentions(text: str) -> Iterator[tuple[int, int, object]]:
    for m in _MENTION.finditer(text):
        if m["name"].lower() in _EVERYBODY:
            continue
        name = re.sub(r"'s$", "", m["name"])
        yield m.start(), m.start() + 1 + len(name), ("user", name)


def _prices(text: str) -> Iterator[tuple[int, int, object]]:
    yield from prices(text)


def _tasks(text: str) -> Iterator[tuple[int, int, object]]:
    yield from task_numbers(text)


def _dates(text: str, clock: Clock) -> Iterator[tuple[int, int, object]]:
    named = _CAMPAIGN.sub(lambda match: HIDDEN * len(match.group()), text)  # "Q4 push" is no date
    said = dates(named, clock)
    for found in said:
        yield found.start, found.end, found
    for more in _SAME_UNIT.finditer(text):  # "#20 for 2 weeks, #21 for 3"
        lengths = [(w, u) for w in said if w.end <= more.start() and (u := _LENGTH.fullmatch(w.text))]
        again = dates(f"in {more['n']} {lengths[-1][1]['unit']}", clock) if lengths else []
        if again:
            yield more.start("n"), more.end("n"), replace(again[0], text=more["n"], weak=lengths[-1][0].weak)


_LENGTH = re.compile(r"(?:in |for )?\d{1,3} ?(?P<unit>days?|d|weeks?|wks?|w|months?|hours?|h)", re.IGNORECASE)
_SAME_UNIT = re.compile(
    rf"{HIDDEN}\s+(?:for|in)\s+(?P<n>\d{{1,2}})(?=\s*(?:$|[,.;!\n]|and\b))", re.IGNORECASE
)
