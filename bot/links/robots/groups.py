"""Which rules of a robots.txt bind whom, by RFC 9309 and the way Google's own parser reads the file.

Source: https://github.com/google/robotstxt (robots.cc), which differs from other parsers in three ways: a
user agent is the name up to the first other character, and is matched whole; lines that it does not know end
no group; and a group's rules are joined with those of every other group of the same name.
"""

import re
from dataclasses import dataclass, field

from bot.links.robots.patterns import Patterns

BOT_NAME = "OutreachBot"
GOOGLEBOT = "Googlebot"

# What Google reads of a line, in bytes: eight times the longest address that Internet Explorer takes.
_LONGEST_LINE = 2083 * 8 - 1
_LINES = re.compile(r"[\r\n]+")
# A colon after the key; Google lets white space do, where nothing else follows the value.
_LINE = re.compile(r"[ \t]*([^:#]{1,40}?)[ \t]*:[ \t]*(.*)|[ \t]*(\S{1,40})[ \t]+(\S+)[ \t]*", re.DOTALL)
_NAME = re.compile(r"[a-z_-]*", re.IGNORECASE)
_AGENT = frozenset({"user-agent", "useragent", "user agent"})
_ALLOW = "allow"
_DISALLOW = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})


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
    bound: list[_Group] = []
    ruled = False
    for line in _LINES.split(text.removeprefix("\ufeff")):
        match = _LINE.fullmatch(line[:_LONGEST_LINE].partition("#")[0])
        if match is None:
            continue
        key, value = (match[1] or match[3]).lower(), (match[2] or match[4] or "").strip()
        if key in _AGENT:
            if ruled:
                bound, ruled = [], False
            group = groups.get(_agent(value))
            if group is not None:
                group.named = True
                bound.append(group)
        elif key == _ALLOW or key in _DISALLOW:
            ruled = True
            for group in bound:
                group.rules.append((key == _ALLOW, value))
    return groups


def _agent(value: str) -> str:
    if value == "*" or value[:2] in ("* ", "*\t"):
        return "*"
    name = _NAME.match(value)
    return name[0].lower() if name is not None else ""
