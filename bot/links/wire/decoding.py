"""Undoing a response's Content-Encoding, counting while it grows: a bomb is cut at the limit."""

import re
import zlib
from collections.abc import Iterator
from types import ModuleType
from typing import Protocol

from bot.links.wire.failures import Unseen
from storage.words import Finding

fast_zlib: ModuleType
try:
    from isal import isal_zlib as fast_zlib
except ImportError:  # where isal has no wheel
    fast_zlib = zlib

ACCEPTED = b"gzip, deflate, br, zstd"
_KNOWN = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
# MIME Sniffing Standard, 3: what no text holds.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SNIFFED = 1445
_MOST_CODINGS = 3
# RFC 1952, 2.3: a member's head, with the name and the comment that it may have.
_GZIP_HEAD = re.compile(
    rb"\x1f\x8b\x08(?:[\x00\x01].{6}|[\x08\x09].{6}[^\0]*\0|[\x10\x11].{6}[^\0]*\0|[\x18\x19].{6}[^\0]*\0[^\0]*\0)",
    re.DOTALL,
)
_CHECK_SUM = 8
_PIECE = 64 * 1024
_MOST_MEMBERS = 64
_ZSTD_WINDOW = 8 * 1024 * 1024  # RFC 9659: the largest window a receiver on the web must support


class TooLarge(Exception):  # noqa: N818 - it names what the body is
    """The body is larger than allowed."""


class _Inflater(Protocol):
    unused_data: bytes
    eof: bool

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def decoded(body: bytes, content_encoding: str, limit: int) -> bytes:
    """``body`` without its codings, the last applied undone first.

    Codings that nobody knows (``none``, ``utf-8``, ``binary``) are ignored, as browsers do, where the body is
    text. Raises ``TooLarge`` beyond ``limit`` bytes, ``Unseen`` for a body that can't be read.
    """
    for coding in _codings(body, content_encoding):
        try:
            body = _undone(body, coding, limit)
        except (zlib.error, fast_zlib.error, ValueError, EOFError) as error:
            raise Unseen(Finding.CONNECTION_ERROR, f"its {coding[:20]} answer is broken") from error
    if len(body) > limit:
        raise TooLarge
    return body


def beginning(body: bytes, content_encoding: str, limit: int) -> bytes:
    """The first ``limit`` bytes of ``body`` without its codings; of a cut or damaged one what came before.

    Raises ``Unseen`` for codings that nobody knows.
    """
    for coding in _codings(body, content_encoding):
        body = b"".join(_begun(body, coding, limit))
    return body[:limit]


def _codings(body: bytes, content_encoding: str) -> list[str]:
    """The codings of ``body`` that have to be undone, in the order in which they are."""
    codings = [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]
    codings = [name for name in codings if name != "identity"]
    if len(codings) > _MOST_CODINGS:
        raise Unseen(Finding.CONNECTION_ERROR, "its answer is compressed too many times over")
    unknown = next((coding for coding in codings if coding not in _KNOWN), None)
    if unknown is not None:
        if _BINARY.search(body[:_SNIFFED]):
            raise Unseen(Finding.NOT_HTML, f"its answer is in the unknown encoding {unknown[:20]!r}")
        return []
    return codings[::-1]


def _begun(body: bytes, coding: str, limit: int) -> Iterator[bytes]:
    """Pieces of ``body`` without one coding, ``limit`` bytes or little more, until it ends or is damaged."""
    size = 0
    pieces = _unpacked(body, coding, limit)
    while size < limit:
        try:
            piece = next(pieces, None)
        except (zlib.error, fast_zlib.error, ValueError, EOFError):
            return
        if piece is None:
            return
        size += len(piece)
        yield piece


def _unpacked(body: bytes, coding: str, limit: int) -> Iterator[bytes]:
    if not body:
        return
    if coding == "br":
        import brotli  # type: ignore[import-untyped]  # loaded by the first page that needs it

        decoder = brotli.Decompressor()
        try:
            given = body
            while not decoder.is_finished():
                piece = decoder.process(given, output_buffer_limit=_PIECE)
                given = b""
                if not piece and decoder.can_accept_more_data():
                    return
                yield piece
        except brotli.error as error:
            raise ValueError("broken brotli") from error
    elif coding == "zstd":
        import zstandard  # loaded by the first page that needs it

        try:
            unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
            with unpacker.stream_reader(body, read_across_frames=True) as reader:
                while piece := reader.read(_PIECE):
                    yield piece
        except zstandard.ZstdError as error:
            raise ValueError("broken zstd") from error
    else:
        window = _window(body, coding)
        for _ in range(_MOST_MEMBERS):
            inflater: _Inflater = fast_zlib.decompressobj(window)
            for start in range(0, len(body), _PIECE):
                # A piece of a bomb unpacks to a thousand times its size: no more of it is made than wanted.
                yield inflater.decompress(body[start : start + _PIECE], limit)
                if inflater.eof:
                    body = inflater.unused_data + body[start + _PIECE :]
                    break
            else:
                return
            if window != 31 or body[:2] != b"\x1f\x8b":
                return


def _undone(body: bytes, coding: str, limit: int) -> bytes:
    if not body:
        return body
    if coding in ("gzip", "x-gzip", "deflate"):
        window = _window(body, coding)
        try:
            return _inflated(body, window, limit)
        except (zlib.error, fast_zlib.error, EOFError):
            text = _unchecked(body, window, limit)
            if text is None:
                raise
            return text
    if coding == "br":
        return _unbrotlied(body, limit)
    return _unzstandarded(body, limit)


def _window(body: bytes, coding: str) -> int:
    """What zlib calls the framing of ``body``: gzip's (31), zlib's own (15), or none (-15)."""
    if coding != "deflate":
        return 31
    return 15 if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0 else -15


def _unchecked(body: bytes, window: int, limit: int) -> bytes | None:
    """What came whole but for its check sum, which browsers don't look at; None for anything less."""
    head = _GZIP_HEAD.match(body) if window == 31 else None
    start = head.end() if head else 2 if window == 15 else 0
    if not start:
        return None
    inflater: _Inflater = fast_zlib.decompressobj(-15)
    try:
        text = inflater.decompress(body[start:], limit + 1)
    except (zlib.error, fast_zlib.error):
        return None
    return text if inflater.eof and len(inflater.unused_data) <= _CHECK_SUM else None


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for _ in range(_MOST_MEMBERS):
        inflater: _Inflater = fast_zlib.decompressobj(window)
        part = inflater.decompress(body, limit + 1 - size)
        size += len(part)
        if size > limit:
            raise TooLarge
        if not inflater.eof:
            raise EOFError("cut short")
        parts.append(part)
        body = inflater.unused_data
        if window != 31 or body[:2] != b"\x1f\x8b":
            break
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _unbrotlied(body: bytes, limit: int) -> bytes:
    import brotli  # loaded by the first page that needs it

    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        given = body
        while True:
            part = decoder.process(given, output_buffer_limit=limit + 1 - size)
            given = b""
            size += len(part)
            if size > limit:
                raise TooLarge
            parts.append(part)
            if decoder.is_finished():
                return b"".join(parts)
            if not part and decoder.can_accept_more_data():
                raise EOFError("cut short")
    except brotli.error as error:
        raise ValueError("broken brotli") from error


def _unzstandarded(body: bytes, limit: int) -> bytes:
    import zstandard  # loaded by the first page that needs it

    try:
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        with decoder.stream_reader(body, read_across_frames=True) as reader:
            text = reader.read(limit + 1)
    except zstandard.ZstdError as error:
        raise ValueError("broken zstd") from error
    if len(text) > limit:
        raise TooLarge
    announced = zstandard.frame_content_size(body)
    if announced > len(text):
        raise EOFError("cut short")
    return text
