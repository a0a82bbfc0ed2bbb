"""What a person is shown as proof of a link: its markup, its anchor, the words on either side."""

import re
import unicodedata

from selectolax.lexbor import LexborNode

HTML_LENGTH = 500
AROUND_LENGTH = 80
ANCHOR_LENGTH = 300
TITLE_LENGTH = 200
_MOST_NODES = 300

# What is in these is no part of the text around them, or shown by no browser that knows them.
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "textarea", "iframe", "head", "select", "title"}
    | {"noframes", "noembed", "datalist", "rp", "canvas", "video", "audio"}
    | {"desc", "metadata", "annotation", "annotation-xml"}
)
# What starts a line of its own or fills a place of its own: HTML Standard, 15.3 "Non-replaced elements".
_APART = frozenset(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt"
    " embed fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html"
    " iframe img input legend li listing main menu nav object ol optgroup option p picture plaintext pre"
    " search section summary svg table tbody td tfoot th thead tr ul xmp".split()
)
_SPACE = re.compile(r"\s+")


def plain(text: str, length: int) -> str:
    """A stranger's text made fit to show: one line, no control or direction marks, ``length`` at most."""
    if len(text) <= length and text.isprintable() and "  " not in text:
        return text.strip()
    kept = ""
    for much in (length + length // 4, length * 8):  # a long text is seldom mostly space
        kept = " ".join(shown(" ".join(text[:much].split())).split())
        if len(kept) > length:
            return f"{kept[: length - 1]}…"
        if much >= len(text):
            break
    return kept


def shown(text: str) -> str:
    """``text`` without control, direction and other characters that nobody sees."""
    if text.isprintable():
        return text
    text = _INVISIBLE.sub("", _SPACE.sub(" ", text))
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in _JOINERS else " " for character in text
    )


def comparable(anchor: str) -> str:
    """An anchor as people compare it: case, spacing, width and the shape of quotes don't count."""
    text = unicodedata.normalize("NFKC", plain(anchor, ANCHOR_LENGTH)).casefold()
    text = text.replace("\u200c", "").replace("\u200d", "")
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip(" \"'")


def anchor_of(node: LexborNode) -> tuple[str, bool]:
    """The anchor of a link, and whether it is an image's: alt text stands in where there are no words."""
    if node.tag == "area":
        return plain(node.attributes.get("alt") or "", ANCHOR_LENGTH), True
    words = plain(text_in(node), ANCHOR_LENGTH)
    if words:
        return words, False
    pictures = node.css("img,svg,picture,input[type=image],object,video,canvas")
    alts = [
        picture.attributes.get("alt") or "" for picture in pictures[:20] if picture.tag in ("img", "input")
    ]
    alt = plain(" ".join(alts), ANCHOR_LENGTH)
    if not alt:
        attributes = node.attributes
        alt = plain(attributes.get("aria-label") or attributes.get("title") or "", ANCHOR_LENGTH)
    return alt, bool(pictures)


def text_in(node: LexborNode) -> str:
    """The words inside an element, without scripts and their like; those of two blocks don't run together."""
    first = node.first_child
    if first is None:
        return ""
    if first.tag == "-text" and first.next is None:
        return first.text_content or ""
    parts: list[str] = []
    size = 0
    silent: set[int] = set()
    apart: set[int] = set()
    before: int | None = None
    for seen, inner in enumerate(node.traverse(include_text=True)):
        if seen == _MOST_NODES:
            break
        tag = inner.tag
        if tag == "-text":
            outer = inner.parent
            if outer is None or outer.mem_id not in silent:
                if apart and (within := _nearest(outer, apart)) != before:
                    before = within
                    parts.append(" ")
                part = inner.text_content or ""
                parts.append(part)
                size += len(part)
                if size > ANCHOR_LENGTH * 4:
                    break
        elif tag in _SILENT or (silent and (outer := inner.parent) is not None and outer.mem_id in silent):
            silent.add(inner.mem_id)
        elif tag in _APART:
            apart.add(inner.mem_id)
            parts.append(" ")
    return "".join(parts)


def _nearest(node: LexborNode | None, apart: set[int]) -> int | None:
    """Which of the elements in ``apart`` a text stands in, by its parent."""
    for _ in range(_MOST_NODES):
        if node is None:
            break
        if node.mem_id in apart:
            return node.mem_id
        node = node.parent
    return None


def around(node: LexborNode) -> tuple[str, str]:
    """The 80 characters of text before and after a link."""
    before = _SPACE.sub(" ", _neighbours(node, forward=False)).lstrip()[-AROUND_LENGTH * 2 :]
    after = _SPACE.sub(" ", _neighbours(node, forward=True)).rstrip()[: AROUND_LENGTH * 2]
    # A space beside the link is none of the 80.
    return shown(before).rstrip()[-AROUND_LENGTH:].lstrip(), shown(after).lstrip()[:AROUND_LENGTH].rstrip()


def markup(node: LexborNode) -> str:
    """The link's outer HTML, its first 500 characters."""
    return shown((node.html or "")[: HTML_LENGTH * 2])[:HTML_LENGTH]


def _neighbours(node: LexborNode, *, forward: bool) -> str:
    """The text next to ``node`` in reading order, until there is enough; at most 300 nodes are visited."""
    parts: list[str] = []
    size = 0
    at: LexborNode | None = node
    came_up = True  # do not go into where we come from
    for _ in range(_MOST_NODES):
        if at is None or size > AROUND_LENGTH * 1.5:
            break
        inside = None if came_up or at.tag in _SILENT else (at.first_child if forward else at.last_child)
        if inside is not None:
            at, came_up = inside, False
        else:
            beside = at.next if forward else at.prev
            at, came_up = (beside, False) if beside is not None else (at.parent, True)
        if at is None or at.tag in ("body", "html"):
            break
        if at.tag == "-text":
            part = at.text_content or ""
            part = part[: AROUND_LENGTH * 4] if forward else part[-AROUND_LENGTH * 4 :]
            parts.append(part)
            size += len(part)
        elif at.tag in _APART:
            parts.append(" ")
    return "".join(parts if forward else reversed(parts))


# Direction marks and overrides, zero-width spaces, soft hyphens, byte-order marks: what makes shown text read
# otherwise than it is.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# Zero-width joiners make up emoji and Persian words.
_JOINERS = "\u200c\u200d"
_QUOTES = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2032\u2033", '\'\'\'\'""""""\'"'
)
