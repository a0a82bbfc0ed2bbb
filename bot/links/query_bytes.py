"""A query in the bytes that browsers write it in: those of the page's own encoding.

Source: WHATWG Encoding Standard, 9 to 14, whose encoders write less than Python's codecs do (no JIS X 0212,
no HKSCS, no four bytes on a GBK page) and choose otherwise between two spellings of one character; and URL
Standard, "percent-encode after encoding".
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from unicodedata import normalize
from urllib.parse import quote_from_bytes

from bot.links.page.encoding_labels import codec_for
from bot.links.page.web_codecs import text_in

# What a query keeps as it is (URL Standard, "special-query percent-encode set").
_BARE = "!$%&()*+,-./:;=?@[\\]^_`{|}~"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

_MINUS = "\u2212\uff0d"  # Japanese encodings write the first as the second
_YEN, _OVERLINE = "\xa5", "\u203e"
_HALF_WIDTH = [chr(character) for character in range(0xFF61, 0xFFA0)]
_SOUND_MARKS = {"\uff9e": "\u309b", "\uff9f": "\u309c"}
# The switches of ISO-2022-JP, and what would be taken for one.
_ASCII, _ROMAN, _JIS = b"\x1b(B", b"\x1b(J", b"\x1b$B"
_SWITCHES = "\x0e\x0f\x1b"

# Of characters that Big5 has twice, these are written the second way.
_SECOND_IN_BIG5 = "═╞╡╪十卅"
_OTHERWISE_IN_BIG5 = {"∕": b"\xa2A", "﹨": b"\xa2B"}
# Where GB 18030 has changed since Python's table of it.
_GB_18030_2022 = {
    "\u1e3f": b"\xa8\xbc",
    "\ue7c7": b"\x815\xf47",
    **dict(zip("\u9fb4\u9fb5\u9fb6\u9fb7", (b"\xfeY", b"\xfea", b"\xfef", b"\xfeg"), strict=True)),
    **dict(zip("\u9fb8\u9fb9\u9fba\u9fbb", (b"\xfem", b"\xfe~", b"\xfe\x90", b"\xfe\xa0"), strict=True)),
    **dict(
        zip(
            "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16",
            [b"\xa6%c" % at for at in range(0xD9, 0xE0)],
            strict=True,
        )
    ),
    **dict(zip("\ufe17\ufe18\ufe19", (b"\xa6\xec", b"\xa6\xed", b"\xa6\xf3"), strict=True)),
}


def written(query: str, codec: str) -> str:
    """``query``, without its question mark, percent-encoded as on a page in ``codec``.

    ``codec`` is a label or Python's name; what it can't write becomes a numeric character reference.
    """
    codec = codec_for(codec) or codec
    if codec == "iso2022_jp":
        return _in_iso_2022_jp(query)

    def escaped(beyond: re.Match[str]) -> str:
        return "".join(_escaped(character, _bytes_of(character, codec)) for character in beyond[0])

    return _BEYOND_ASCII.sub(escaped, query)


def _escaped(character: str, spelt: bytes | None) -> str:
    return f"%26%23{ord(character)}%3B" if spelt is None else quote_from_bytes(spelt, safe=_BARE)


def _bytes_of(character: str, codec: str) -> bytes | None:
    """One character beyond ASCII in ``codec``; None where it has none for it."""
    if codec in ("gb18030", "gbk"):
        return _in_gb(character, codec == "gbk")
    if codec == "cp949":
        try:
            return character.encode(codec)
        except UnicodeEncodeError:
            return None
    return _table(codec).get(character)


def _in_gb(character: str, gbk: bool) -> bytes | None:
    if character == "\ue5e5":
        return None
    if gbk and character == "€":
        return b"\x80"
    try:
        spelt = _GB_18030_2022.get(character) or character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return spelt if len(spelt) < 3 or not gbk else None


@cache
def _table(codec: str) -> dict[str, bytes]:
    """What ``codec`` writes for each character beyond ASCII that it has."""
    if codec == "big5hkscs":
        return _big5()
    if codec == "cp932":
        return _shift_jis()
    if codec == "euc_jp":
        return _euc_jp()
    return _first((text_in(bytes((byte,)), codec), bytes((byte,))) for byte in range(0x80, 0x100))


def _first(spellings: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    table: dict[str, bytes] = {}
    for character, spelt in spellings:
        if len(character) == 1 and character != "\ufffd":
            table.setdefault(character, spelt)
    return table


def _big5() -> dict[str, bytes]:
    # The rows below 0xA1 are Hong Kong's: read, never written.
    pairs = [
        bytes((lead, trail))
        for lead in range(0xA1, 0xFF)
        for trail in chain(range(0x40, 0x7F), range(0xA1, 0xFF))
    ]
    spellings = [(text_in(pair, "big5hkscs"), pair) for pair in pairs]
    return (
        _first(spellings)
        | _OTHERWISE_IN_BIG5
        | {character: pair for character, pair in spellings if character in _SECOND_IN_BIG5}
    )


def _jis_pairs(leads: Iterable[int]) -> Iterable[tuple[str, bytes]]:
    """The characters of JIS X 0208 with what Microsoft added to it, as Shift_JIS writes them."""
    for lead in leads:
        for trail in chain(range(0x40, 0x7F), range(0x80, 0xFD)):
            pair = bytes((lead, trail))
            yield text_in(pair, "cp932"), pair


def _shift_jis() -> dict[str, bytes]:
    # NEC's rows 0xED and 0xEE repeat IBM's from 0xFA on, which are the ones that are written.
    leads = chain(range(0x81, 0xA0), range(0xE0, 0xED), (0xEF,), range(0xFA, 0xFD))
    single = {"\x80": b"\x80", _YEN: b"\\", _OVERLINE: b"~"}
    half = {character: bytes((ord(character) - 0xFEC0,)) for character in _HALF_WIDTH}
    table = _first(_jis_pairs(leads))
    return table | single | half | {_MINUS[0]: table[_MINUS[1]]}


@cache
def _rows() -> dict[str, bytes]:
    """JIS X 0208 by row and cell, each from 0x21, as ISO-2022-JP writes them."""
    rows: dict[str, bytes] = {}
    for character, (lead, trail) in _first(_jis_pairs(chain(range(0x81, 0xA0), range(0xE0, 0xF0)))).items():
        at = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + trail - (0x40 if trail < 0x7F else 0x41)
        rows[character] = bytes((at // 94 + 0x21, at % 94 + 0x21))
    return rows | {_MINUS[0]: rows[_MINUS[1]]}


def _euc_jp() -> dict[str, bytes]:
    wide = {character: bytes((row + 0x80, cell + 0x80)) for character, (row, cell) in _rows().items()}
    half = {character: bytes((0x8E, ord(character) - 0xFEC0)) for character in _HALF_WIDTH}
    return wide | half | {_YEN: b"\\", _OVERLINE: b"~"}


def _in_iso_2022_jp(query: str) -> str:
    """Going to and fro between character sets, and back to ASCII at the end (Encoding Standard, 12.2.2)."""
    state, parts = _ASCII, list[str]()

    def write(character: str, charset: bytes, spelt: bytes | None) -> None:
        nonlocal state
        if charset != state:
            parts.append(quote_from_bytes(charset, safe=_BARE))
            state = charset
        parts.append(_escaped(character, spelt))

    for character in query:
        if character in (_YEN, _OVERLINE):
            write(character, _ROMAN, b"\\" if character == _YEN else b"~")
        elif character.isascii():
            stays = state == _ROMAN and character not in "\\~"
            if character in _SWITCHES:
                write("\ufffd", _ROMAN if state == _ROMAN else _ASCII, None)
            else:
                write(character, _ROMAN if stays else _ASCII, character.encode())
        else:
            full = normalize("NFKC", character) if character in _HALF_WIDTH else character
            spelt = _rows().get(_SOUND_MARKS.get(character, full))
            write(character, _JIS if spelt else (_ASCII if state == _JIS else state), spelt)
    if state != _ASCII:
        parts.append(quote_from_bytes(_ASCII, safe=_BARE))
    return "".join(parts)
