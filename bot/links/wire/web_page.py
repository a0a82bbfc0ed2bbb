"""What an answer brought: whether it is a web page, and the page's bytes."""

import re

from bot.links.page.charset import declared
from bot.links.page.encoding_labels import REPLACEMENT
from bot.links.page.evidence import plain
from bot.links.wire.decoding import TooLarge, decoded
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import Reply
from storage.words import Finding

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)(?:[;\s]|$)", re.IGNORECASE)
_UNKNOWN_TYPE = re.compile(r"\s*(?:$|[^/;]*$|unknown/unknown|application/unknown|\*/\*)", re.IGNORECASE)
_BETWEEN_TYPES = re.compile(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*\Z)")
_TYPE = re.compile(r"[\t\n\r ]*([!#$%&'*+.^_`|~\w-]+/[!#$%&'*+.^_`|~\w-]+)[\t\n\r ]*(?:;|\Z)", re.ASCII)
_CHARSET = re.compile(r";[\t\n\r ]*charset=(?:\"[^\"]*\"|[^;\s]+)", re.IGNORECASE)
# MIME Sniffing Standard, 7.1: what makes an untyped body HTML.
_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table"
    rb"|a|style|title|b|body|br|p)[ >])",
    re.IGNORECASE,
)
# MIME Sniffing Standard, 6: what no page begins with, whatever its type says.
_FILE = re.compile(
    rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|PK\x03\x04|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|BZh[1-9]1AY&SY"
    rb"|%PDF-|%!PS-Adobe-|\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....(?:WEBP|WAVE|AVI )"
    rb"|....ftyp|OggS\0|\x1aE\xdf\xa3|wOF[F2]",
    re.DOTALL,
)
# MIME Sniffing Standard, 3: the bytes that no text has, in whichever encoding but UTF-16.
_NO_TEXT = bytes((*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_MARKUP = re.compile(rb"<[a-z!/]", re.IGNORECASE)
_SNIFFED = 4096
_UTF_32 = b"\xff\xfe\0\0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NAMED_UTF_8 = re.compile(r";\s*charset=\"?utf-8\"?\s*\Z", re.IGNORECASE)
# Labels of UTF-16 and of the encodings whose text browsers refuse (Encoding Standard, "replacement").
_REFUSED = (
    b"utf-16 utf16 unicode ucs-2 2022-kr 2022kr 2022-cn 2022cn hz-gb replacement".split()
)  # looked for one by one, which is forty times as fast as a pattern
_PRESCANNED = 1024
_RANGE = re.compile(r"bytes 0-(\d{1,12})/(\d{1,12})", re.ASCII)
_LONGEST_TYPE = 1000
_MOST_STRAY = 0.03


def body_of(reply: Reply, limit: int, host: str) -> bytes:
    """A reply's body, decompressed; raises ``Unseen`` where that can't be done within ``limit`` bytes."""
    encoding = reply.header(b"content-encoding")
    try:
        return decoded(reply.body, encoding, limit) if encoding else reply.body
    except TooLarge:
        what = f"the page at {host} is larger than {limit // 1_000_000} MB"
        raise Unseen(Finding.TOO_LARGE, what, status=reply.status) from None


def page_of(reply: Reply, limit: int, host: str) -> tuple[bytes, str]:
    """A reply's web page, decompressed, with its content type; raises ``Unseen`` where it brings none."""
    body = body_of(reply, limit, host)
    content_type = mime_type(reply)
    if _is_download(reply):
        raise Unseen(Finding.NOT_HTML, f"{host} sent a file to download", status=reply.status)
    if not body or body.isspace():
        raise Unseen(Finding.SCRIPT_SHELL, f"{host} sent an empty page", status=reply.status)
    if is_file(body, content_type):
        what = f"{host} sent a file or packed bytes in place of a web page"
        raise Unseen(Finding.NOT_HTML, what, status=reply.status)
    if _HTML.match(content_type) or _sniffed_as_html(reply, content_type, body):
        if _unreadable(body, content_type):
            what = f"{host} names an encoding for its page in which browsers show no text"
            raise Unseen(Finding.NOT_HTML, what, status=reply.status)
        return body, content_type
    named = plain(content_type.partition(";")[0], 60) or "something untyped"
    raise Unseen(Finding.NOT_HTML, f"{host} sent {named}, not a web page", status=reply.status)


def _is_download(reply: Reply) -> bool:
    """Whether browsers save the answer: Chromium does for every disposition but ``inline``."""
    kind = reply.header(b"content-disposition").partition(";")[0].strip().lower()
    return bool(kind) and kind != "inline" and "=" not in kind


def _sniffed_as_html(reply: Reply, content_type: str, body: bytes) -> bool:
    """Whether a body whose type says nothing is HTML to browsers; ``nosniff`` keeps them from looking."""
    if "nosniff" in reply.header(b"x-content-type-options").lower():
        return False
    return bool(_UNKNOWN_TYPE.match(content_type) and _LOOKS_HTML.match(body))


def _unreadable(body: bytes, content_type: str) -> bool:
    """Whether browsers show none of the page's words: its encoding is one that they refuse, or not its own.

    Every tag of a page in UTF-16 has zeros; in UTF-32, whose mark begins like UTF-16's, it has more.
    """
    if body.startswith(_UTF_32):
        return True
    if _NAMED_UTF_8.search(content_type) and not body.startswith(_UTF_16):
        return False  # what the header names goes before what the page does
    named = content_type.encode("ascii", "replace").lower() + b"\n" + body[:_PRESCANNED].lower()
    if not any(label in named for label in _REFUSED):
        return False
    codec = declared(body, content_type) or ""
    return codec == REPLACEMENT or (codec.startswith("utf-16") and b"\0" not in body[:_SNIFFED])


def mime_type(reply: Reply) -> str:
    """The content type of a reply: of several the last that is one (Fetch, "extract a MIME type")."""
    whole = reply.header(b"content-type")[:_LONGEST_TYPE]
    if "," not in whole:
        return whole
    found, charset = "", ""
    for part in _BETWEEN_TYPES.split(whole):
        named = _TYPE.match(part)
        if named is None or named[1] == "*/*":
            continue
        own = _CHARSET.search(part)
        if own is not None:
            charset = own[0]
        elif named[1].lower() != found:
            charset = ""
        found = named[1].lower()
    return f"{found}{charset}" if found else whole


def is_file(body: bytes, content_type: str) -> bool:
    """Whether ``body`` is a picture, a document or compressed bytes, though it may be called a page.

    Brotli has no mark of its own: it is known by bytes that no text has.
    """
    if _FILE.match(body):
        return True
    head = body[:_SNIFFED]
    stray = len(head) - len(head.translate(None, _NO_TEXT))
    if not stray or (declared(body, content_type) or "").startswith("utf-16"):
        return False
    return stray > len(head) * _MOST_STRAY or _MARKUP.search(body) is None


def is_part(reply: Reply) -> bool:
    """Whether an answer may be no more than a part of its page: nobody asked for one (RFC 9110, 15.3.7)."""
    if reply.status != 206:
        return False
    given = _RANGE.fullmatch(reply.header(b"content-range").strip())
    return given is None or int(given[1]) + 1 != int(given[2])
