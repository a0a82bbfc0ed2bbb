"""The declarations of an inline style, as far as they say whether an element is seen."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST_STYLE = 4000
# CSS Syntax 3, 4.3.7: a character by its number, with one space after it, or by itself.
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|\\([^0-9a-f\r\n\f])", re.IGNORECASE)
_IMPORTANT = re.compile(r"\s*!\s*important$")
_UNITS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "pt": 4 / 3, "pc": 16.0}
_UNITS |= {"in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945}
_SCREENS = frozenset({"%", "vw", "vh", "vi", "vb", "vmin", "vmax", "svw", "svh", "lvw", "lvh", "dvw", "dvh"})
_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?"
_LENGTH = re.compile(rf"\s*([+-]?{_NUMBER})\s*([a-z%]*)\s*")
_SUM = re.compile(rf"calc\(\s*[+-]?{_NUMBER}[a-z%]*(?:\s+[+-]\s+{_NUMBER}[a-z%]*)*\s*\)")
_TERM = re.compile(rf"([+-]?)\s*({_NUMBER})([a-z%]*)")
_TOKEN = re.compile(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")

_EVERYWHERE = r"inherit|initial|unset|revert|revert-layer|.*\b(?:var|env|attr)\(.*"
_OUTSIDE = "block|inline|run-in"
_INSIDE = "flow|flow-root|table|flex|grid|ruby|math|list-item"
_FLOW = "visible|hidden|clip|scroll|auto|overlay"
_SIZE = rf"[+-]?{_NUMBER}\s*[a-z%]*|(?:calc|min|max|clamp|fit-content)\(.*\)|auto|none|[a-z-]*content|stretch"
# A declaration whose value is not of its property's grammar is none, and doesn't override (CSS Syntax 3).
_GRAMMAR = {
    "display": re.compile(
        rf"none|contents|(?:{_OUTSIDE}|{_INSIDE})(?:\s+(?:{_OUTSIDE}|{_INSIDE})){{0,2}}"
        r"|inline-(?:block|table|flex|grid)|table-[a-z-]+|ruby-[a-z-]+|-(?:webkit|moz|ms)-[a-z-]+"
        rf"|{_EVERYWHERE}"
    ),
    "visibility": re.compile(rf"visible|hidden|collapse|{_EVERYWHERE}"),
    "position": re.compile(rf"static|relative|absolute|fixed|sticky|-webkit-sticky|{_EVERYWHERE}"),
    "opacity": re.compile(rf"[+-]?{_NUMBER}%?|calc\(.*\)|{_EVERYWHERE}"),
    "font-size": re.compile(
        rf"(?:{_NUMBER})\s*[a-z%]*|(?:calc|min|max|clamp)\(.*\)|(?:x{{0,3}}-)?(?:small|large)|medium|math"
        rf"|smaller|larger|{_EVERYWHERE}"
    ),
    **dict.fromkeys(("overflow-x", "overflow-y"), re.compile(f"{_FLOW}|{_EVERYWHERE}")),
    **dict.fromkeys(
        [
            *("left", "right", "top", "bottom", "margin-left", "margin-top", "text-indent"),
            *("width", "height", "max-width", "max-height", "min-width", "min-height"),
            *("margin-right", "margin-bottom"),
        ],
        re.compile(f"{_SIZE}|{_EVERYWHERE}"),
    ),
}
# As they lie in text that runs from left to right, from top to bottom.
_PHYSICAL = {
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "margin-inline-start": "margin-left",
    "margin-block-start": "margin-top",
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
    "-webkit-transform": "transform",
    "-webkit-clip-path": "clip-path",
    "-webkit-filter": "filter",
}
_FONT = re.compile(
    rf"(?:^|\s)({_NUMBER}(?:[a-z]+|%)|0+(?:\.0*)?|(?:x{{1,3}}-)?(?:small|large)|medium|smaller|larger"
    r"|(?:calc|min|max|clamp)\([^()]*\))(?:\s*/\s*\S++)?\s+\S"
)


class Length(NamedTuple):
    """How far something is moved: pixels, and shares of the screen or of the box around it."""

    pixels: float
    screens: float


def declarations(style: str) -> dict[str, str]:
    """The declarations of an inline style: the last valid one wins, an ``!important`` one before all.

    The shorthands ``font``, ``overflow``, ``inset`` and ``margin`` are taken apart.
    """
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    style = style[:_LONGEST_STYLE]
    if "\\" in style:
        style = _ESCAPE.sub(_unescaped, style)
    for part in _without_comments(style).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value = value.strip().lower()
            bare = _IMPORTANT.sub("", value)
            into = important if bare != value else found
            name = name.strip().lower()
            for longhand, said in _longhands(_PHYSICAL.get(name, name), bare):
                grammar = _GRAMMAR.get(longhand)
                if grammar is None or grammar.fullmatch(said):
                    into[longhand] = said
    return found | important


def _unescaped(escape: re.Match[str]) -> str:
    """The letter or digit that ``escape`` stands for; of others, which end nothing so written, a stand-in."""
    number = int(escape[1], 16) if escape[1] else ord(escape[2])
    written = chr(number) if number < 128 else "_"
    return written if written.isalnum() or written == "-" else "_"


def length(value: str | None) -> Length | None:
    """A length, or a sum of lengths in ``calc()``; None where it is none or can't be told."""
    if not value:
        return None
    single = _LENGTH.fullmatch(value)
    if single:
        return _measured(float(single[1]), single[2])
    if not _SUM.fullmatch(value):
        return None
    pixels = screens = 0.0
    for sign, number, unit in _TERM.findall(value[len("calc(") : -1]):
        term = _measured(float(f"{sign}{number}"), unit)
        if term is None:
            return None
        pixels, screens = pixels + term.pixels, screens + term.screens
    return Length(pixels, screens)


def is_zero(value: str | None) -> bool:
    """Whether ``value`` is a length or a number of nothing."""
    measured = length(value)
    return measured is not None and measured == (0.0, 0.0)


def at_most(value: str | None, most: float, share: float) -> bool:
    """Whether ``value`` is a length of no more than ``most`` pixels, or than ``share`` of what is around."""
    measured = length(value)
    return measured is not None and 0 <= measured.pixels <= most and 0 <= measured.screens <= share


def _measured(number: float, unit: str) -> Length | None:
    if unit in _SCREENS:
        return Length(0.0, number / 100)
    return Length(number * _UNITS[unit], 0.0) if unit in _UNITS else None


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "font":
        size = _FONT.search(value)
        if size:
            yield "font-size", size[1]
    elif name == "overflow":
        flows = value.split()
        yield from (("overflow-x", flows[0]), ("overflow-y", flows[-1])) if flows else ()
    elif name in ("inset", "margin"):
        sides = _TOKEN.findall(value)[:4]
        if sides:
            # A side that is left out is as the one across from it, or as the first.
            top, right, bottom = sides[0], sides[1 % len(sides)], sides[2 % len(sides)]
            left = sides[3] if len(sides) == 4 else right
            prefix = "" if name == "inset" else "margin-"
            yield f"{prefix}top", top
            yield f"{prefix}right", right
            yield f"{prefix}bottom", bottom
            yield f"{prefix}left", left
    else:
        yield name, value


def _without_comments(style: str) -> str:
    first, *rest = style.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in rest)])
