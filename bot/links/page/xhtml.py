"""Pages that are sent as XML: read by its rules, then written as the HTML that builds the same page."""

import re
from html import escape
from xml.parsers import expat

_XHTML = "http://www.w3.org/1999/xhtml"
_DRAWN = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"})
_XLINK = "http://www.w3.org/1999/xlink"
_TYPE = re.compile(r"\s*application/xhtml\+xml(?:[;\s]|$)", re.IGNORECASE)
# HTML Standard, 13.1.2: elements without an end tag, and those whose text is no markup.
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame basefont bgsound".split()
)
_RAW = frozenset({"script", "style"})
_NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
_CLOSING = re.compile(r"<(?=[/!s])", re.IGNORECASE)


def is_xhtml(content_type: str) -> bool:
    """Whether browsers read a page of this type as XML."""
    return _TYPE.match(content_type) is not None


def as_html(source: str) -> str | None:
    """An XHTML page as HTML: no element left open by ``<script/>``, no markup in CDATA, no prefixes.

    From where it is not well-formed it stays as it is. None for what is no XHTML.
    """
    writer = _Writer()
    written = source.encode("utf-8", "replace")
    try:
        writer.parser.Parse(written, True)
    except expat.ExpatError:
        rest = written[max(writer.parser.ErrorByteIndex, 0) :]
        writer.parts.append(rest.decode("utf-8", "replace"))
    return "".join(writer.parts) if writer.is_xhtml else None


class _Writer:
    """Takes what the XML parser tells of, and writes it as HTML."""

    def __init__(self) -> None:
        self.parts: list[str] = ["<!doctype html>"]
        self.is_xhtml = False
        self._raw = 0
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = lambda *_: 1
        parser.SkippedEntityHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, tag = _named(name)
        if len(self.parts) == 1:
            self.is_xhtml = space == _XHTML
        if space not in _DRAWN and space != _XHTML:
            self.parts.append("<x-other>")  # no element of HTML's, whatever its name
            return
        self.parts.append(f"<{tag}")
        for written, value in attributes.items():
            space_of, attribute = _named(written)
            if space_of == _XLINK:
                attribute = f"xlink:{attribute}"
            elif space_of:
                continue
            self.parts.append(f' {attribute}="{escape(value)}"')
        self.parts.append(">")
        self._raw += space == _XHTML and tag in _RAW

    def _end(self, name: str) -> None:
        space, tag = _named(name)
        if space not in _DRAWN and space != _XHTML:
            self.parts.append("</x-other>")
            return
        if space == _XHTML:
            self._raw -= tag in _RAW
            if tag in _VOID:
                return
        self.parts.append(f"</{tag}>")

    def _text(self, text: str) -> None:
        self.parts.append(_CLOSING.sub("< ", text) if self._raw else escape(text, quote=False))

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.parts.append(f"&{name};")


def _named(name: str) -> tuple[str, str]:
    """The namespace and the local name of what the parser names; what HTML can't write is ``x-other``."""
    space, _, local = name.rpartition(" ")
    return space, local if _NAME.fullmatch(local) else "x-other"
