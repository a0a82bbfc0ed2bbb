"""Which addresses the rules of a robots.txt shut, matched as Google's own parser matches them.

The longest matching pattern wins, an Allow before a Disallow of the same length; ``*`` stands for anything
and a ``$`` at the end for the address's end. Escapes count as they are written, but for the case of their
digits. Source: https://github.com/google/robotstxt (robots.cc) and RFC 9309, 2.2.2. Patterns are found piece
by piece, so none takes longer than it is long.
"""

import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BEFORE_PATH = re.compile(r"(?://)?(?:[^/?;]*?://)?[^/?;]*")
_INDEX = "/index.htm"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The Allow and Disallow patterns of one group, written as addresses are."""

    allowed: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()

    @classmethod
    def of(cls, rules: list[tuple[bool, str]]) -> "Patterns":
        """From the group's rules: whether each allows, and its pattern as written."""
        return cls(
            tuple({spelling: None for allows, value in rules if allows for spelling in _allowing(value)}),
            tuple({_normal(value): None for allows, value in rules if not allows}),
        )

    def allow(self, url: str) -> bool:
        """Whether a crawler that these rules bind may visit ``url``."""
        path = path_of(url)
        shut = _longest(self.shut, path)
        return shut <= 0 or _longest(self.allowed, path) >= shut


def path_of(url: str) -> str:
    """What rules are matched with: the address's path and query, "/" where it has none."""
    before = _BEFORE_PATH.match(url)
    path = url[before.end() if before is not None else 0 :].partition("#")[0]
    if "#" in url[: len(url) - len(path)].partition("://")[2]:
        return "/"
    return _capital(path if path.startswith("/") else f"/{path}")


def matches(pattern: str, path: str) -> bool:
    """Whether ``path`` begins as ``pattern`` says."""
    ends = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not ends or at == len(path)
    last = pieces.pop() if ends else ""
    for piece in pieces:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not ends or (len(path) - len(last) >= at and path.endswith(last))


def _longest(patterns: tuple[str, ...], path: str) -> int:
    return max((len(pattern) for pattern in patterns if matches(pattern, path)), default=-1)


def _allowing(value: str) -> tuple[str, ...]:
    """A pattern, and where it names an index page the folder that it is the page of."""
    pattern = _normal(value)
    folder, slash, page = pattern.rpartition("/")
    return (pattern, f"{folder}/$") if f"{slash}{page}".startswith(_INDEX) else (pattern,)


def _normal(pattern: str) -> str:
    """A pattern with every byte that is not ASCII escaped, as it is in addresses."""
    return _capital(pattern if pattern.isascii() else _BEYOND_ASCII.sub(_escape, pattern))


def _capital(text: str) -> str:
    return _ESCAPED.sub(lambda escaped: escaped[0].upper(), text) if "%" in text else text


def _escape(character: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "surrogateescape"))
