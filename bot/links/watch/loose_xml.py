"""XML that no parser takes, token by token: as feed readers do, who are not asked to say what is wrong.

Text before and after the document, tags that are never closed, bare ``<`` and ``&``, HTML's entities, control
characters, a DTD. Nothing that a document declares is used; its own entities stay unread. The time it takes
grows with the text, whatever the text is.
"""

import re
from html import unescape
from typing import Protocol

#: What a list of pages begins with.
ROOTS = frozenset({"rss", "rdf", "feed", "urlset", "sitemapindex"})
RECORDS = frozenset({"item", "entry", "url", "sitemap"})
#: Stands for what can't be known, such as an entity of the document's own.
UNKNOWN = "\ufffd"

_DEEPEST = 100
_LONGEST_TAG = 5_000
_TAG = re.compile(
    r"<(/?)([A-Za-z_][\w.:-]{0,100}+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>",
)
_ATTRIBUTE = re.compile(
    r"(?<![\w.:-])([A-Za-z_][\w.:-]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_SUBSET_END = re.compile(r"\]\s*+>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Walk(Protocol):
    """Is told what stands in the document, as expat would."""

    @property
    def listening(self) -> bool:
        """Whether text is wanted."""
        ...

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def text(self, text: str) -> None:
        """Text within it."""
        ...

    def end(self, tag: str) -> None:
        """An element ends."""
        ...


def local(tag: str) -> str:
    """The name of an element without its prefix, in small letters."""
    return tag.rpartition(":")[2].lower()


def walk_loosely(text: str, walk: Walk) -> None:
    """Tell ``walk`` the elements of the document in ``text``; what can't be one is text."""
    open_ = _Open(walk)
    text = _CONTROL.sub("", text)
    place = 0
    while (at := text.find("<", place)) >= 0:
        if walk.listening and at > place:
            walk.text(unreferenced(text[place:at]))
        if text.startswith("<![CDATA[", at):
            place = text.find("]]>", at) + 3
            if place >= 3 and walk.listening:
                walk.text(text[at + 9 : place - 3])
        elif text.startswith("<!--", at):
            place = text.find("-->", at + 4) + 3
        elif text.startswith("<!DOCTYPE", at):
            place = _after_doctype(text, at)
        elif text.startswith(("<!", "<?"), at):
            place = text.find(">", at) + 1
        elif (tag := _TAG.match(text, at)) is not None:
            place = tag.end()
            if tag[1]:
                open_.close(tag[2])
            elif not open_.begin(tag[2], tag[3]):
                return
        else:
            place = at + 1
            if walk.listening:
                walk.text("<")
        if place <= at:  # it has no end
            return


def unreferenced(text: str) -> str:
    """``text`` with its references resolved; what is none stays as it is."""
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(found: re.Match[str]) -> str:
    written = found[0]
    meant = unescape(written)
    # Without a semicolon unescape knows "&copy" of "&copying;", too, which is an entity of the author's.
    return UNKNOWN if meant == written or (meant.endswith(";") and written != "&semi;") else meant


def _after_doctype(text: str, at: int) -> int:
    end, subset = text.find(">", at), text.find("[", at)
    if not 0 <= subset < end:
        return end + 1
    found = _SUBSET_END.search(text, subset)
    return found.end() if found else 0


class _Open:
    """The elements that are open, so that each has its end even where it has none."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._tags: list[str] = []
        self._record: int | None = None
        self._rooted = False

    def begin(self, tag: str, attributes: str) -> bool:
        """An element begins; False where what follows is another document's."""
        name = local(tag)
        if not self._tags:
            if name not in ROOTS:
                return not self._rooted  # what stands before the document
            self._rooted = True
        elif name in RECORDS:
            if self._record is not None and len(self._tags) == self._record + 1:
                self._pop(self._record)
            if self._record is None:
                self._record = len(self._tags)
        if len(self._tags) < _DEEPEST:
            self._tags.append(tag)
            self._walk.start(tag, _attributes(attributes))
            if attributes.endswith("/"):
                self._pop(len(self._tags) - 1)
        return True

    def close(self, tag: str) -> None:
        """An element ends, and with it all within it."""
        wanted = tag.lower()
        for place in range(len(self._tags) - 1, -1, -1):
            if self._tags[place].lower() == wanted:
                self._pop(place)
                return

    def _pop(self, place: int) -> None:
        while len(self._tags) > place:
            self._walk.end(self._tags.pop())
        if self._record is not None and self._record >= place:
            self._record = None


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written[:_LONGEST_TAG]):
        found.setdefault(name, unreferenced(double or single or bare))
    return found
