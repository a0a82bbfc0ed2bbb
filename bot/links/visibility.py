"""Whether a visitor can see a link, by what stands on the element and around it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

# Deeper than any page that people write; browsers stop nesting at 512.
MOST_ANCESTORS = 1000
_LONGEST_STYLE = 4000
_OFF_SCREEN = -500.0
_SIDES = ("left", "right", "top", "bottom", "margin-left", "margin-top", "text-indent")
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)\s*", re.IGNORECASE)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "pt": 4 / 3,
    "vw": 12.8,
    "vh": 7.2,
    "%": 12.8,
}
_NOTHING_CLIP = re.compile(r"rect\(\s*(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?\s*\)")


_ALL_INSET = re.compile(r"inset\(\s*(?:50|100)%|circle\(\s*0")
_GONE_TRANSFORM = re.compile(r"scale[xy]?\(\s*0*\.?0*\s*[,)]|translate[xy3d]*\([^)]*-\d{4,}")


def ancestry(node: LexborNode) -> Iterator[LexborNode]:
    """``node`` and the elements around it, from the inside out."""
    at: LexborNode | None = node
    for _ in range(MOST_ANCESTORS):
        if at is None or not at.is_element_node:
            return
        yield at
        at = at.parent


def hidden(node: LexborNode) -> bool:
    """Whether a ``hidden`` attribute or an inline style, its own or around it, keeps ``node`` from visitors.

    Display none, visibility hidden (unless made visible again further in), no opacity, no size, clipped away
    or moved off the screen; also inside a ``<dialog>`` that is not open.
    """
    visibility = font_size = ""
    for element in ancestry(node):
        attributes = element.attributes
        style = attributes.get("style")
        rules = declarations(style) if style else {}
        closed = "hidden" in attributes or (element.tag == "dialog" and "open" not in attributes)
        if closed and rules.get("display", "none") == "none":
            return True
        if not rules:
            continue
        if _unseen_box(rules):
            return True
        # These two are inherited: what stands further in wins, unless it is relative to what is further out.
        visibility = visibility or rules.get("visibility", "").replace("inherit", "")
        if not font_size and not rules.get("font-size", "").endswith(("em", "%", "ex", "ch", "inherit")):
            font_size = rules.get("font-size", "")
        elif not font_size and _zero(rules.get("font-size")):
            return True
    return visibility in {"hidden", "collapse"} or _zero(font_size)


def declarations(style: str) -> dict[str, str]:
    """The declarations of an inline style: the last of a name wins, an ``!important`` one before all."""
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in _without_comments(style[:_LONGEST_STYLE]).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value = value.strip().lower()
            bare = re.sub(r"\s*!\s*important$", "", value)
            (important if bare != value else found)[name.strip().lower()] = bare
    return found | important


def _without_comments(style: str) -> str:
    first, *rest = style.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in rest)])


def _unseen_box(rules: dict[str, str]) -> bool:
    if rules.get("display") == "none" or rules.get("content-visibility") == "hidden":
        return True
    if _zero(rules.get("opacity")):
        return True
    if _NOTHING_CLIP.search(rules.get("clip", "")) or _ALL_INSET.search(rules.get("clip-path", "")):
        return True
    if _GONE_TRANSFORM.search(rules.get("transform", "")):
        return True
    clipped = rules.get("overflow", "").startswith(("hidden", "clip"))
    if clipped and any(_zero(rules.get(side)) for side in ("width", "height", "max-width", "max-height")):
        return True
    if _zero(rules.get("width")) and _zero(rules.get("height")):
        return True
    placed = rules.get("position") in {"absolute", "fixed", "relative"}
    return any(
        (pixels := _pixels(rules.get(side))) is not None and pixels <= _OFF_SCREEN
        for side in _SIDES
        if placed or side.startswith(("margin", "text"))
    )


def _zero(value: str | None) -> bool:
    return _pixels(value) == 0.0


def _pixels(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value) if value else None
    return float(match[1]) * _PIXELS.get(match[2].lower(), 1.0) if match else None
