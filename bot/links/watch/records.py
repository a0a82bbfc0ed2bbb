"""Reading XML that a stranger wrote, record by record: feeds and sitemaps are lists of small records.

expat, which is linear and streams, with everything refused that makes XML dangerous: no entity that a
document declares is ever used, nothing outside it is ever fetched, and what is unreasonably large or deep
ends it. What expat won't take is read again as feed readers read it (``loose_xml``).
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.links.page.encoding_labels import REPLACEMENT, codec_for
from bot.links.urls import resolve
from bot.links.watch.loose_xml import RECORDS, ROOTS, UNKNOWN, local, walk_loosely

_PIECE = 256 * 1024
_DEEPEST = 200
_LONGEST_TEXT = 20_000
_MOST_TEXTS = 40
_NATIVE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"})
#: What is written in another encoding is read in one piece, so that of a large one only the beginning is;
#: and what is broken takes longer.
_MOST_RECODED, _MOST_LOOSE = 5_000_000, 2_000_000

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
_ROOT = rb"<(?:[A-Za-z_][\w.-]*:)?(?:" + b"|".join(sorted(root.encode() for root in ROOTS)) + rb")[\s>]"
_BEGINS = re.compile(rb"<\?xml[\s-]|<!DOCTYPE\s|" + _ROOT, re.IGNORECASE)
_HTML = re.compile(rb"<!DOCTYPE\s+html|<html[\s>]", re.IGNORECASE)
_CUT_SHORT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
#: So much may stand before a document that a server put there: warnings, a comment, blank lines.
_LONGEST_LEAD = 64 * 1024


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
#: News sitemaps write the date one level deeper, and video sitemaps the video's.
_IN_NEWS = "publication_date"
_ADDRESSES = frozenset({"link", "origlink", "loc", "src"})


class _Declares(Exception):  # noqa: N818 - it names what the document does
    """The document declares entities."""


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
        name = local(tag)
        if "xml:base" in attributes:
            base = resolve(attributes["xml:base"].strip(), self._bases[-1][1])
            self._bases.append((self._depth, base or self._bases[-1][1]))
        if self._depth == 1:
            self.root = name
            if name == "html":
                raise Refused
        record = self._record
        if record is None:
            if name in RECORDS:
                self._record, self._record_depth = Record(name), self._depth
                if about := attributes.get("rdf:about"):
                    self._record.texts["about"] = [about]
            return
        if name == "news":
            self._news = self._depth
        if self._own(name, self._depth):
            self._text, self._length = [], 0
            if name == "link" and attributes.get("href") and len(record.links) < _MOST_TEXTS:
                record.links.append({**attributes, "href": self._based(attributes["href"])})
            elif name == "guid" and attributes.get("isPermaLink", "true").strip().lower() == "false":
                self._text = None
            elif name == "content" and attributes.get("src"):
                record.texts.setdefault("src", []).append(self._based(attributes["src"]))

    @property
    def listening(self) -> bool:
        """Whether text is wanted."""
        return self._text is not None

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
        name = local(tag)
        if not self._own(name, depth):
            return
        text = "".join(self._text or ()).strip()
        kept = record.texts.setdefault(name, []) if len(record.texts) < _MOST_TEXTS else []
        if text and len(kept) < _MOST_TEXTS and UNKNOWN not in text:
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

    Where expat finds it broken, ``take`` is given its records from the start again, as far as they can be
    made out. Raises ``Refused`` for what is HTML or unreasonably deep.
    """
    body = _begun(body)
    codec = _codec(body, content_type)
    if codec not in _NATIVE:
        body, codec = _recoded(body[:_MOST_RECODED], codec), "utf-8"
    walk = _Walk(take, url)
    if _walked(walk, body, codec):
        return walk.root
    loose = _Walk(take, url)
    with suppress(_Enough):
        walk_loosely(body[:_MOST_LOOSE].decode(codec, "replace"), loose)
    return loose.root or walk.root


def _begun(body: bytes) -> bytes:
    """The document without what a server put before it, such as a warning. Raises ``Refused``."""
    begins = _BEGINS.search(body, 0, _LONGEST_LEAD)
    mark = BOM_UTF8 if body.startswith(BOM_UTF8) else b""
    if begins is not None and _HTML.search(body, 0, begins.end() + len("html ")):
        raise Refused
    if begins is None or begins.start() == len(mark):
        return body
    return mark + body[begins.start() :]


def _walked(walk: _Walk, body: bytes, codec: str) -> bool:
    """Read strictly; False where more can be made out of what is broken. Raises ``Refused``."""
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
    except (expat.ExpatError, _Declares):
        return False
    except _Enough:
        return True
    try:
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return error.code in _CUT_SHORT and bool(walk.root)
    except (_Declares, _Enough) as end:
        return isinstance(end, _Enough)
    return True


def _refuse(*_: object) -> None:
    raise _Declares


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


def _recoded(body: bytes, codec: str) -> bytes:
    text = body.decode(codec, "replace").removeprefix("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
