"""Reading XML that a stranger wrote, record by record: feeds and sitemaps are lists of small records.

expat, which is linear and streams, with everything refused that makes XML dangerous: a document that
declares entities is not read at all, nothing outside it is ever fetched, and what is unreasonably large or
deep ends it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.links.page.encoding_labels import REPLACEMENT, codec_for
from bot.links.urls import resolve

_PIECE = 256 * 1024
_DEEPEST = 200
_LONGEST_TEXT = 20_000
_MOST_TEXTS = 40
_NATIVE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"})
#: What is written in another encoding is read in one piece, so that of a large one only the beginning is.
_MOST_RECODED = 5_000_000

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Record:
    """One record: the texts of its own elements by local name, and the attributes of its ``link`` s.

    What is an address is absolute where an ``xml:base`` says so, else as it is written.
    """

    name: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first text under one of ``names``, "" where there is none."""
        return next((text for name in names for text in self.texts.get(name, ())), "")

    def every(self, *names: str) -> list[str]:
        """All texts under ``names``."""
        return [text for name in names for text in self.texts.get(name, ())]


class Refused(Exception):  # noqa: N818 - it names what happened
    """The document is not one that is read."""


#: Called with each record in turn; answers whether to go on.
Take = Callable[[Record], bool]
_RECORDS = frozenset({"item", "entry", "url", "sitemap"})
#: News sitemaps write the date one level deeper, and video sitemaps the video's.
_IN_NEWS = "publication_date"
_ADDRESSES = frozenset({"link", "origlink", "loc"})


class _Enough(Exception):  # noqa: N818 - it names what happened
    """No more records are wanted."""


class _Walk:
    def __init__(self, take: Take, url: str) -> None:
        self.root = ""
        self._take = take
        self._depth = 0
        self._record: Record | None = None
        self._record_depth = 0
        self._text: list[str] | None = None
        self._length = 0
        self._bases = [(0, url)]
        self._news = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused
        name = tag.rpartition(":")[2].lower()
        if "xml:base" in attributes:
            base = resolve(attributes["xml:base"].strip(), self._bases[-1][1])
            self._bases.append((self._depth, base or self._bases[-1][1]))
        if self._depth == 1:
            self.root = name
            if name == "html":
                raise Refused
        record = self._record
        if record is None:
            if name in _RECORDS:
                self._record, self._record_depth = Record(name), self._depth
            return
        if name == "news":
            self._news = self._depth
        if self._own(name, self._depth):
            self._text, self._length = [], 0
            if name == "link" and attributes.get("href") and len(record.links) < _MOST_TEXTS:
                record.links.append({**attributes, "href": self._based(attributes["href"])})
            elif name == "guid" and attributes.get("isPermaLink", "true").strip().lower() == "false":
                self._text = None

    def text(self, text: str) -> None:
        if self._text is not None and self._length < _LONGEST_TEXT:
            self._text.append(text[:_LONGEST_TEXT])
            self._length += len(text)

    def end(self, tag: str) -> None:
        record, depth = self._record, self._depth
        if self._text is not None and record is not None:
            self._keep(record, tag, depth)
        if self._bases[-1][0] == depth:
            self._bases.pop()
        self._depth -= 1
        if record is not None and depth == self._record_depth:
            self._record = self._text = None
            if not self._take(record):
                raise _Enough

    def _keep(self, record: Record, tag: str, depth: int) -> None:
        name = tag.rpartition(":")[2].lower()
        if not self._own(name, depth):
            return
        text = "".join(self._text or ()).strip()
        kept = record.texts.setdefault(name, []) if len(record.texts) < _MOST_TEXTS else []
        if text and len(kept) < _MOST_TEXTS:
            kept.append(self._based(text) if name in _ADDRESSES else text)
        self._text = None

    def _own(self, name: str, depth: int) -> bool:
        """Whether an element says something of the record itself."""
        in_news = name == _IN_NEWS and depth == self._news + 1 == self._record_depth + 2
        return in_news or depth == self._record_depth + 1

    def _based(self, written: str) -> str:
        """An address against the ``xml:base`` around it (XML Base, 4), as it is where there is none."""
        if len(self._bases) == 1:
            return written
        return resolve(written.strip(), self._bases[-1][1]) or written


def records(body: bytes, content_type: str, take: Take, url: str) -> str:
    """Give each record of the XML document at ``url`` to ``take``; its root's local name, or "" without one.

    What is broken ends the document: the records before it were given. Where nothing but stray ampersands,
    HTML's entities or control characters break it, as often in feeds, it is read as was meant; ``take`` is
    then given its records from the start again. Raises ``Refused`` for what declares entities or is HTML.
    """
    codec = _codec(body, content_type)
    if codec not in _NATIVE:
        body, codec = _recoded(body[:_MOST_RECODED], codec, mended=False), "utf-8"
    root, whole = _walk(body, codec, take, url)
    if whole or len(body) > _MOST_RECODED:
        return root
    again, _ = _walk(_recoded(body, codec, mended=True), "utf-8", take, url)
    return again or root


def _walk(body: bytes, codec: str, take: Take, url: str) -> tuple[str, bool]:
    walk = _Walk(take, url)
    # A byte-order mark decides between the two UTF-16; expat sees it by itself.
    parser = expat.ParserCreate("utf-16" if codec.startswith("utf-16") else codec)
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = None
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    view = memoryview(body)
    try:
        for start in range(0, len(body), _PIECE):
            parser.Parse(view[start : start + _PIECE], False)
        parser.Parse(b"", True)
    except _Enough:
        return walk.root, True
    except expat.ExpatError:
        return walk.root, False
    return walk.root, True


def _refuse(*_: object) -> None:
    raise Refused


def _codec(body: bytes, content_type: str) -> str:
    """The encoding, by RFC 7303: byte-order mark, header, XML declaration, else UTF-8."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if body.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    header = _CHARSET.search(content_type)
    declared = _DECLARED.match(body)
    # Servers call all text Latin-1 or UTF-8; the declaration is the author's.
    for label in (declared[1].decode("ascii") if declared else "", header[1] if header else ""):
        if label and (codec := codec_for(label)) is not None and codec != REPLACEMENT:
            return "utf-8" if codec.startswith("utf-16") else codec
    return "utf-8"


def _recoded(body: bytes, codec: str, *, mended: bool) -> bytes:
    text = body.decode(codec, "replace").removeprefix("\ufeff")
    text = _DECLARATION.sub("", text, count=1)
    if mended:
        text = _CONTROL.sub("", _STRAY.sub("&amp;", text)).lstrip()
    return text.encode("utf-8", "replace")
