"""Elements of drawings and formulas that only share a name with HTML's."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.visibility import ancestry

# Inside these a drawing or a formula holds HTML again (HTML Standard, 13.2.6.5).
_HOLD_HTML = frozenset(
    {"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"},
)


def drawn(node: LexborNode) -> str | None:
    """Whose an element is, "svg" or "math", by what stands around it; None for one of HTML's."""
    whose: str | None = None
    for around in ancestry(node.parent) if node.parent is not None else ():
        tag = (around.tag or "").lower()
        if tag in ("svg", "math"):
            whose = tag  # the outer one: what is in a drawing is the drawing's, whatever it is called
        elif tag in _HOLD_HTML:
            break
    return whose


def disarm_formulas(tree: LexborHTMLParser) -> None:
    """Take the addresses from the ``<a>`` of formulas in ``tree``: browsers make no links of them."""
    for node in tree.css("math a[href]"):
        if drawn(node) == "math":
            del node.attrs["href"]
