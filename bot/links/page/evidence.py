"""What a person is shown as proof of a link: its markup, its anchor, the words on either side."""

import re
import unicodedata

from selectolax.lexbor import LexborNode

HTML_LENGTH = 500
AROUND_LENGTH = 80
ANCHOR_LENGTH = 300
TITLE_LENGTH = 200
_MOST_NODES = 300

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "textarea", "iframe", "head", "select", "title"}
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
    }
    | {
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ins",
        "del",
        "label",
        "big",
        "nobr",
    }
)
_SPACE = re.compile(r"\s+")


def plain(text: str, length: int) -> str:
    """A stranger's text made fit to show: one line, no control or direction marks, ``length`` at most."""
    if len(text) <= length and text.isprintable() and "  " not in text:
        return text.strip()
    kept = " ".join(shown(" ".join(text[: length * 8].split())).split())
    return kept if len(kept) <= length else f"{kept[: length - 1]}…"


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
    """The words inside an element, without scripts and their like."""
    if node.first_child is None:
        return ""
    parts: list[str] = []
    size = 0
    silent: set[int] = set()
    for seen, inner in enumerate(node.traverse(include_text=True)):
        if seen == _MOST_NODES:
            break
        tag = inner.tag
        if tag == "-text":
            parent = inner.parent
            if parent is None or parent.mem_id not in silent:
                part = inner.text_content or ""
                parts.append(part)
                size += len(part)
                if size > ANCHOR_LENGTH * 4:
                    break
        elif tag in _SILENT:
            silent.add(inner.mem_id)
        elif tag not in _INLINE:
            parts.append(" ")
    return "".join(parts)


def around(node: LexborNode) -> tuple[str, str]:
    """The 80 characters of text before and after a link."""
    before = _SPACE.sub(" ", _neighbours(node, forward=False)).lstrip()[-AROUND_LENGTH * 2 :]
    after = _SPACE.sub(" ", _neighbours(node, forward=True)).rstrip()[: AROUND_LENGTH * 2]
    return shown(before)[-AROUND_LENGTH:].strip(), shown(after)[:AROUND_LENGTH].strip()


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
        elif at.tag not in _INLINE:
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
