"""Patterns that are made when they are first asked.

Those for what walls say in the world's languages take a quarter of a second to make, and only a short page
without the link asks them: a single check of any other page starts that much sooner.
"""

import re
from typing import Any, cast

_ASKED = ("fullmatch", "search", "match", "findall", "finditer", "split", "sub")  # methods of a pattern


class _Late:
    """Stands for a pattern; once one of its methods was asked for, they are the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        for method in _ASKED:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


_all: list[_Late] = []


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, later: to be asked by its methods, not handed to the functions of ``re``."""
    unmade = _Late(pattern, flags)
    _all.append(unmade)
    return cast("re.Pattern[str]", unmade)


def make_all() -> None:
    """Make what was not asked yet, before somebody waits for it."""
    for one in _all:
        if "search" not in vars(one):
            getattr(one, "search")  # noqa: B009 - asked for what asking does
