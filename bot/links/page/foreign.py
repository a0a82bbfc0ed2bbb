"""Elements of drawings and formulas that only share a name with HTML's."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.visibility import ancestry

# Inside these a drawing or a formula holds HTML again: HTML Standard, 13.2.6.5 and "integration points".
_HTML_IN_SVG = frozenset({"foreignobject", "desc", "title"})
_HTML_IN_MATH = frozenset({"mi", "mo", "mn", "ms", "mtext"})
_HTML_ANNOTATION = frozenset({"text/html", "application/xhtml+xml"})
_MATH_ALL_THE_SAME = frozenset({"mglyph", "malignmark"})


def drawn(node: LexborNode) -> str | None:
    """Whose an element is, "svg" or "math", by what stands around it; None for one of HTML's."""
    around = list(ancestry(node))
    if not any(element.tag in ("svg", "math") for element in around):
        return None
    whose: str | None = None
    outer: LexborNode | None = None
    for element in reversed(around):
        tag = (element.tag or "").lower()
        if whose is None or outer is None or _holds_html(outer, whose, tag):
            whose = tag if tag in ("svg", "math") else None
        elif whose == "math" and tag == "svg" and outer.tag == "annotation-xml":
            whose = "svg"
        outer = element
    return whose


def _holds_html(outer: LexborNode, whose: str, tag: str) -> bool:
    """Whether ``tag``, inside an element of a drawing's or formula's, is one of HTML's."""
    name = (outer.tag or "").lower()
    if whose == "svg":
        return name in _HTML_IN_SVG
    if name == "annotation-xml":
        return (outer.attributes.get("encoding") or "").lower() in _HTML_ANNOTATION
    return name in _HTML_IN_MATH and tag not in _MATH_ALL_THE_SAME


def disarm_formulas(tree: LexborHTMLParser) -> None:
    """Take the addresses from the ``<a>`` of formulas in ``tree``: browsers make no links of them."""
    for node in tree.css("math a[href]"):
        if drawn(node) == "math":
            del node.attrs["href"]
