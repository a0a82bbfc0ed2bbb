"""Whether a visitor can see a link, by what stands on the element, around it and in it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bot.links.page.inline_style import at_most, declarations, is_zero, length

# Deeper than any page that people write; browsers stop nesting at 512.
MOST_ANCESTORS = 1000
_MOST_INSIDE = 300
_OFF_SCREEN = -500.0
# A page is scrolled down for thousands of pixels, but not to the right.
_FAR_RIGHT = 5000.0
_OFFSETS = ("left", "right", "top", "bottom")
_NOTHING_CLIP = re.compile(r"rect\(\s*(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?\s*\)")
_NOTHING_LEFT = re.compile(
    r"inset\(\s*50%|inset\([^()]*\b100%|(?:circle|ellipse)\(\s*0|polygon\([0\s,px%]+\)"
)
# A scale of less than a hundredth, or a move by thousands of pixels to the left or upwards.
_TINY = r"(?:0+\.?|0*\.00[0-9]*|0*\.0)"
_GONE_TRANSFORM = re.compile(
    rf"scale(?:x|y|3d)?\([^()]*?(?<![\d.]){_TINY}\s*[,)]|matrix\(\s*{_TINY}\s*,\s*0\s*,\s*0\s*,\s*{_TINY}\s*,"
    r"|translate[xy3d]*\([^()]*-\d{4,}"
)
_GONE_SCALE = re.compile(rf"(?:\S+\s+)?{_TINY}(?:\s+\S+)?")
_GONE_TRANSLATE = re.compile(r"(?:\S+\s+)?-\d{4,}(?:\.\d*)?px(?:\s.*)?")
_GONE_FILTER = re.compile(r"opacity\(\s*0*\.?0*%?\s*\)")
#: Letters and boxes of this many pixels, opacities and zooms of this share are there to be overlooked.
_SPECK = 1.0
_TRACE = 0.02
_NO_BOX = frozenset({"none", "table-column", "table-column-group"})
_MARGINS = ("margin-left", "margin-top", "text-indent")

# What stands in these is only for browsers that don't know them.
_FALLBACK = frozenset({"canvas", "video", "audio"})
# A list's entries are no links, and there are no words of a ruby's brackets.
_UNLINKED = frozenset({"select", "datalist", "option", "rp"})
# Parts of drawings and formulas that are only drawn where others refer to them. Elsewhere they are words.
_UNDRAWN = frozenset({"annotation", "annotation-xml", "desc", "title", "metadata", "defs", "symbol"})
_UNDRAWN |= {"clippath", "clipPath", "mask", "pattern", "marker"}
_AROUND_NOTHING = _FALLBACK | _UNLINKED | _UNDRAWN
_PICTURES = _FALLBACK | {"img", "svg", "input", "object", "embed", "iframe", "frame", "area", "hr", "meter"}
_NOTHING_TO_SEE = frozenset(
    {"script", "style", "template", "noscript", "title", "datalist", "source", "wbr"}
    | {"noframes", "noembed", "rp", "desc", "metadata", "annotation", "annotation-xml"}
)


def ancestry(node: LexborNode) -> Iterator[LexborNode]:
    """``node`` and the elements around it, from the inside out."""
    at: LexborNode | None = node
    for _ in range(MOST_ANCESTORS):
        if at is None or not at.is_element_node:
            return
        yield at
        at = at.parent


def hidden(node: LexborNode) -> bool:
    """Whether a ``hidden`` attribute or an inline style, on, around or in ``node``, keeps it from visitors.

    Display none, visibility hidden (unless made visible again further in), no opacity, no size, no font size
    around nothing but words, clipped away or moved off the screen; also inside a ``<dialog>`` that is not
    open, what browsers only show where they don't know an element, and what they never draw in its place.
    What only an intent to hide explains counts although browsers ignore it: a zoom of nothing, no width of
    an inline element. A link is seen when any of its words or pictures is.
    """
    inherited: list[dict[str, str]] = []
    for element in ancestry(node):
        tag = element.tag
        if tag in _AROUND_NOTHING and element.mem_id != node.mem_id:
            shown = tag in _UNDRAWN and not _in_drawing(element)
            if not shown:
                return True
        attributes = element.attributes
        style = attributes.get("style")
        if style is None and tag != "dialog" and "hidden" not in attributes:
            continue
        rules = declarations(style) if style else {}
        if _gone(tag, attributes, rules):
            return True
        if "visibility" in rules or "font-size" in rules:
            inherited.append(rules)
    seen = _Inherited()
    for rules in reversed(inherited):
        seen = seen.within(rules)
    return seen.invisible if node.tag in _PICTURES else not _any_seen(node, seen)


def _in_drawing(element: LexborNode) -> bool:
    return any(around.tag in ("svg", "math") for around in ancestry(element))


class _Inherited:
    """What an element hands down to those in it: whether words are drawn, and how large."""

    __slots__ = ("invisible", "sizeless")

    def __init__(self, invisible: bool = False, sizeless: bool = False) -> None:
        self.invisible = invisible
        self.sizeless = sizeless

    def within(self, rules: dict[str, str]) -> "_Inherited":
        """The same inside an element with these declarations."""
        visibility, size = rules.get("visibility"), rules.get("font-size")
        invisible, sizeless = self.invisible, self.sizeless
        if visibility not in (None, "inherit", "unset"):
            invisible = visibility in ("hidden", "collapse")
        # A size that is relative to nothing is nothing.
        if at_most(size, _SPECK, 0.05):
            sizeless = True
        elif size is not None and not (
            size.endswith(("%", "ex", "ch", "inherit", "unset", "larger", "smaller"))
            or (size.endswith("em") and not size.endswith("rem"))
        ):
            sizeless = False
        return _Inherited(invisible, sizeless)


def _any_seen(link: LexborNode, outside: _Inherited) -> bool:
    """Whether any word or picture in ``link`` can be seen; one without either is drawn by a style sheet."""
    empty = True
    left = _MOST_INSIDE
    ahead: list[tuple[LexborNode | None, _Inherited]] = [(link.first_child, outside)]
    while ahead:
        at, around = ahead.pop()
        if at is None:
            continue
        left -= 1
        if not left:
            return True
        ahead.append((at.next, around))
        tag = at.tag
        if tag == "-text":
            if (at.text_content or "").strip():
                empty = False
                if not around.invisible and not around.sizeless:
                    return True
        elif at.is_element_node and tag not in _NOTHING_TO_SEE:
            attributes = at.attributes
            style = attributes.get("style")
            rules = declarations(style) if style else {}
            picture = tag in _PICTURES
            # An empty element with a class is mostly an icon.
            drawn = picture or (at.first_child is None and bool(attributes.get("class")))
            here = around.within(rules) if rules else around
            if _gone(tag, attributes, rules) or (picture and _sizeless_picture(attributes, rules)):
                empty = empty and not drawn and at.first_child is None
            elif not drawn:
                ahead.append((at.first_child, here))
            elif here.invisible:
                empty = False
            else:
                return True
    return empty and not outside.invisible and not outside.sizeless


def _gone(tag: str | None, attributes: dict[str, str | None], rules: dict[str, str]) -> bool:
    """Whether an element and all that is in it is kept from visitors."""
    closed = "hidden" in attributes or (tag == "dialog" and "open" not in attributes)
    if closed and rules.get("display", "none") == "none":
        return True
    return bool(rules) and _unseen_box(rules)


def _sizeless_picture(attributes: dict[str, str | None], rules: dict[str, str]) -> bool:
    """Whether a picture or a frame has no extent; its attributes count where the style says nothing."""
    width = rules.get("width", (attributes.get("width") or "auto").strip())
    height = rules.get("height", (attributes.get("height") or "auto").strip())
    return is_zero(width) and is_zero(height)


def hidden_frame(frame: LexborNode) -> bool:
    """Whether what a frame shows is kept from visitors."""
    if frame.tag == "iframe" and _sizeless_picture(
        frame.attributes, declarations(frame.attributes.get("style") or "")
    ):
        return True
    return hidden(frame)


def _unseen_box(rules: dict[str, str]) -> bool:
    display = rules.get("display")
    if display in _NO_BOX or rules.get("content-visibility") == "hidden":
        return True
    if at_most(rules.get("opacity"), _TRACE, _TRACE) or at_most(rules.get("zoom"), _TRACE, _TRACE):
        return True
    return _clipped(rules) or _collapsed(rules) or _moved_away(rules)


def _clipped(rules: dict[str, str]) -> bool:
    return bool(
        _NOTHING_CLIP.search(rules.get("clip", ""))
        or _NOTHING_LEFT.search(rules.get("clip-path", ""))
        or _GONE_TRANSFORM.search(rules.get("transform", ""))
        or _GONE_SCALE.fullmatch(rules.get("scale", ""))
        or _GONE_TRANSLATE.fullmatch(rules.get("translate", ""))
        or _GONE_FILTER.search(rules.get("filter", ""))
    )


def _collapsed(rules: dict[str, str]) -> bool:
    """Whether a box has no extent and lets nothing out of it."""
    if (
        is_zero(rules.get("width"))
        and is_zero(rules.get("height"))
        and not _held_open(rules, "width", "height")
    ):
        return True
    flows = rules.get("overflow-x", "visible"), rules.get("overflow-y", "visible")
    # Where one axis scrolls or is hidden, the other is no longer let out either (CSS Overflow 3, 3.1).
    both = any(flow in ("hidden", "scroll", "auto") for flow in flows)
    return any(
        (both or flow == "clip")
        and (at_most(rules.get(side), _SPECK, 0.0) or at_most(rules.get(f"max-{side}"), _SPECK, 0.0))
        and not _held_open(rules, side)
        for side, flow in zip(("width", "height"), flows, strict=True)
    )


def _held_open(rules: dict[str, str], *sides: str) -> bool:
    """Whether padding (the frame of an embedded video) or a least size makes up for a size of nothing."""
    least = (rules.get(f"min-{side}") for side in sides)
    padding = (value for name, value in rules.items() if name.startswith("padding"))
    return any(
        value not in (None, "auto") and not all(is_zero(part) for part in (value or "").split())
        for value in (*least, *padding)
    )


def _moved_away(rules: dict[str, str]) -> bool:
    """Whether a box is moved where nobody scrolls to.

    Shares of the screen or the box around it centre things and let them bleed to the edges: only a whole one
    takes out of sight, and only what is out of the flow.
    """
    position = rules.get("position")
    out_of_flow = position in ("absolute", "fixed")
    for side in (*_OFFSETS, *_MARGINS):
        written = rules.get(side)
        if written is None or (side in _OFFSETS and not out_of_flow and position != "relative"):
            continue
        moved = length(written)
        if moved is None:
            continue
        if position == "fixed" and side in _OFFSETS and (moved.screens >= 1 or moved.pixels >= _FAR_RIGHT):
            return True  # what stays on the screen is not scrolled to
        if moved.screens:
            if out_of_flow and moved.screens <= -1 and moved.pixels <= 0:
                return True
        elif moved.pixels <= _OFF_SCREEN or (side in ("left", "right") and moved.pixels >= _FAR_RIGHT):
            return True
    return False
