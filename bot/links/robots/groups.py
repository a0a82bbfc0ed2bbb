"""Which rules of a robots.txt bind whom, by RFC 9309 and the way Google's own parser reads the file.

Source: https://github.com/google/robotstxt (robots.cc), which differs from other parsers in three ways: a
user agent is the name up to the first other character, and is matched whole; lines that it does not know end
no group; and a group's rules are joined with those of every other group of the same name.

A file is text in UTF-8 whose other bytes are kept as ``surrogateescape`` keeps them.
"""

import re
from dataclasses import dataclass, field

from bot.links.robots.patterns import Patterns

BOT_NAME = "OutreachBot"
GOOGLEBOT = "Googlebot"

# What Google reads of a line, in bytes: eight times the longest address that Internet Explorer takes.
_LONGEST_LINE = 2083 * 8 - 1
_LINES = re.compile(r"[\r\n]+")
# A byte order mark, or the beginning of one.
_MARK = re.compile("\\A(?:\ufeff|\udcef\udcbb?)")
_SPACE = " \t\v\f\r\n"
_WORDS = re.compile(r"[ \t]+")
_NAME = re.compile(r"[a-z_-]*", re.IGNORECASE | re.ASCII)
# A key is known by its beginning.
_AGENT = ("user-agent", "useragent", "user agent")
_ALLOW = "allow"
_DISALLOW = ("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw")


@dataclass(slots=True)
class _Group:
    named: bool = False
    rules: list[tuple[bool, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """What binds ``googlebot``, ``us`` where we are named (else None), and any ``crawler`` such as ours."""

    googlebot: Patterns
    us: Patterns | None
    crawler: Patterns

    @classmethod
    def of(cls, text: str) -> "Rules":
        """The rules of the robots.txt in ``text``."""
        groups = _groups(text)
        everyone, ours, googles = groups["*"], groups[BOT_NAME.lower()], groups[GOOGLEBOT.lower()]
        return cls(
            googlebot=Patterns.of((googles if googles.named else everyone).rules),
            us=Patterns.of(ours.rules) if ours.named else None,
            crawler=Patterns.of((ours if ours.named else everyone).rules),
        )


def _groups(text: str) -> dict[str, _Group]:
    """The rules for everyone ("*"), for Googlebot and for us."""
    groups = {name: _Group() for name in ("*", BOT_NAME.lower(), GOOGLEBOT.lower())}
    bound: set[str] = set()
    ruled = False
    for line in _LINES.split(_MARK.sub("", text)):
        key, value = _statement(line)
        if not key:
            continue
        if key.startswith(_AGENT):
            if ruled:
                bound, ruled = set(), False
            name = _agent(value)
            if name in groups:
                groups[name].named = True
                bound.add(name)
        elif key.startswith((_ALLOW, *_DISALLOW)):
            ruled = True
            for name in bound:
                groups[name].rules.append((key.startswith(_ALLOW), value))
    return groups


def _statement(line: str) -> tuple[str, str]:
    """A line's key, in lower case, and its value; no key where it states nothing.

    White space does for the colon where nothing else follows the value.
    """
    if len(line) * 4 > _LONGEST_LINE:
        line = line.encode("utf-8", "surrogateescape")[:_LONGEST_LINE].decode("utf-8", "surrogateescape")
    stated = line.partition("\x00")[0].partition("#")[0].strip(_SPACE)
    key, colon, value = stated.partition(":")
    if not colon:
        words = _WORDS.split(stated)
        key, value = words if len(words) == 2 else ("", "")
    return key.strip(_SPACE).lower(), value.strip(_SPACE)


def _agent(value: str) -> str:
    if value[:1] == "*" and value[1:2] in _SPACE:
        return "*"
    name = _NAME.match(value)
    return name[0].lower() if name is not None else ""
