"""Every message there is, made of nothing, one, two and many of everything: how it reads, who takes it."""

import dataclasses
import enum
import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections import abc
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from ledger_samples import NOW, READER
from visible import accepted, pinged, plain

from bot.rehearsal.block_rules import check_blocks
from handlers import rendering
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.asked.within import Found
from storage.daily import cadence
from storage.errors import Mendable
from storage.models import PostKind
from storage.words import Finding, Tactic

#: Words of a program that no person should read, and slips of the pen.
ODD = re.compile(
    r"\bNone\b(?! of these)|\bTrue\b|\bFalse\b|\d{4}-\d\d-\d\dT\d\d|(?<!\.)\.\.(?!\.)"
    r"| [,;.](?=[\s,]|$)|,,|\(\)|  +\S"
    r"|(?<![\d.,/#])1 (?:tasks|links|asks|days|weeks|months|looks|rows|times|promises|follow-ups|answers"
    r"|sites|pages|people|campaigns|contacts|posts|texts|lines|hosts|placements|backlinks|files|questions)\b"
    r"|<(?:Tactic|Stage|Finding|Origin)\."
)
RAW = re.compile("|".join(rf"\b{one.value}\b" for one in [*Tactic, *Finding] if "_" in one.value))
#: What is only said of something: nobody calls these with nothing.
OF_SOMETHING = {
    "links.looks.looking", "links.summary.summary", "lists.ledger_answers.which_site",
    "lists.together.undone",
    "overheard.logged", "task.logged", "parts.errors.no_open_task", "settings.whole.shown",
}  # fmt: skip
HOSTILE = "<!channel> & <@UBEN> *x* `y` " + "w" * 300


def makers() -> Iterator[tuple[str, Callable[..., Message]]]:
    """Every public function of the room of rendering that gives a message."""
    for found in pkgutil.walk_packages(rendering.__path__, "handlers.rendering."):
        module = importlib.import_module(found.name)
        for name, made in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(made) or made.__module__ != module.__name__:
                continue
            if typing.get_type_hints(made).get("return") is Message:
                yield f"{found.name}.{name}", made


@dataclasses.dataclass
class Builder:
    """Makes a value of any type: ``n`` of what can be counted, ``words`` wherever a stranger writes."""

    n: int
    words: str
    ids: Iterator[int] = dataclasses.field(default_factory=lambda: count(1))

    def of(self, kind: Any, name: str = "", depth: int = 0) -> Any:
        """One value of a type, by its hint and the name of what it is for."""
        outer, inner = typing.get_origin(kind), typing.get_args(kind)
        if kind is Reader:
            return READER
        if outer in {typing.Union, types.UnionType}:
            some = [one for one in inner if one is not type(None)]
            return None if self.n == 0 and len(some) < len(inner) else self.of(some[0], name, depth)
        if kind is int and name in {"id", "outreach", "placement", "number"}:
            return next(self.ids)
        if kind == Block:
            return {"type": "divider"}
        if kind is Message:
            return Message("Jane.", [])
        if kind is Mendable:
            return Mendable(self.words, self.words, self.words)
        if outer is typing.Literal:
            return inner[0]
        if outer is Found:
            return Found((), self.n)
        if outer is tuple and inner[-1] is not ...:
            return tuple(self.of(one, name, depth) for one in inner)
        if outer in {list, tuple, set, frozenset, abc.Sequence, abc.Collection, abc.Iterable, abc.Set}:
            # What is within a row is two of a kind at most: thirty of thirty of thirty say no more.
            made = [self.of(inner[0], name, depth) for _ in range(self.n if not depth else min(self.n, 2))]
            return (outer if outer in {list, tuple, set, frozenset} else tuple)(made)
        if outer in {dict, abc.Mapping}:
            return {self.of(inner[0], name): self.of(inner[1], name) for _ in range(min(self.n, 1))}
        if outer is abc.Callable:
            return lambda *_: self.words
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return kind.LIVE if kind is PostKind else next(iter(kind))
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            hints = typing.get_type_hints(kind)
            fields = [one for one in dataclasses.fields(kind) if one.init]
            return kind(**{one.name: self.of(hints[one.name], one.name, depth + 1) for one in fields})
        plain_values: dict[Any, Any] = {
            bool: self.n > 0, int: self.n, float: float(self.n), Decimal: Decimal(self.n), datetime: NOW,
            date: NOW.date(), time: time(9), timedelta: timedelta(days=self.n), bytes: b"",
        }  # fmt: skip
        return plain_values[kind] if kind in plain_values else self._text(name, depth)

    def _text(self, name: str, depth: int) -> str:
        """Strangers' words come in rows; an argument by itself may be mrkdwn that was made of them."""
        known = {
            "tz": "Europe/Berlin", "contact_tz": "Europe/Berlin", "currency": "USD", "digest_at": "09:00",
            "page": "https://techblog.com/tools", "target": "https://acme.com/guide", "site": "techblog.com",
            "url": "https://techblog.com/tools", "owner": "UANNA", "user": "UANNA", "by": "UANNA",
            "starts": "19:00", "ends": "08:00", "month": "2026-11", "at": "09:00", "key": "k",
            "draft": "k", "weekdays": cadence.WEEKDAYS,
            "country": "DE", "part": "BY",
        }  # fmt: skip
        return known.get(name, self.words if depth else "Jane")


def made(maker: Callable[..., Message], builder: Builder) -> Message:
    """The message of a maker, all its arguments filled in."""
    hints = typing.get_type_hints(maker)
    given: dict[str, Any] = {}
    placed: list[Any] = []
    for name, one in inspect.signature(maker).parameters.items():
        value = builder.of(hints[name], name)
        if one.kind is one.KEYWORD_ONLY:
            given[name] = value
        elif one.kind is one.VAR_POSITIONAL:
            placed.append(value)
        else:
            placed.append(value)
    return maker(*placed, **given)


def test_every_message_reads_well_with_none_one_two_and_many_of_everything() -> None:
    wrong: list[str] = []
    messages = 0
    for name, maker in makers():
        for n in (0, 1, 2, 30) if name.rpartition(".rendering.")[2] not in OF_SOMETHING else (1, 2, 30):
            for words in ("Jane", HOSTILE):
                try:
                    message = made(maker, Builder(n, words))
                except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
                    wrong.append(f"{name}, {n}: {error!r}"[:200])
                    continue
                messages += 1
                try:
                    accepted(message)
                except AssertionError:
                    wrong.append(
                        f"{name}, {n}: Slack refuses it: {str(check_blocks(message.blocks, 'message'))[:200]}"
                    )
                if {"!channel", "UBEN"} & set(pinged(message)):
                    wrong.append(f"{name}, {n}: a stranger calls the channel")
                if words is HOSTILE:
                    continue
                shown = plain(message)
                for text in (shown, message.text):
                    found = [*ODD.finditer(text), *RAW.finditer(text)]
                    wrong += [f"{name}, {n}: “{one.group()}” in {text[:200]!r}" for one in found]
                wrong += [
                    f"{name}, {n}: space at an end: {one!r}"
                    for one in shown.split("\n")
                    if one != one.strip()
                ]
    assert messages > 100
    assert not wrong, "\n".join(dict.fromkeys(wrong))
