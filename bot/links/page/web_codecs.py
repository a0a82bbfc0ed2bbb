"""Python's codecs, made to read what browsers read.

Source: WHATWG Encoding Standard, 9 to 14. Python's tables follow older standards: they lack Microsoft's and
NEC's characters, and after a pair of bytes that is none they start over with its second byte.
"""

import codecs
from functools import cache

#: Characters that Python reads otherwise, all through a text.
_OTHERWISE = {
    "euc_jp": str.maketrans("〜‖−¢£¬", "～∥－￠￡￢"),
    "big5hkscs": str.maketrans("∼¥¢£•､‾♁☉", "～￥￠￡‧﹑¯⊕⊙"),
    "gb18030": {0xE5E5: 0x3000, 0xE7C7: 0x1E3F, 0x1E3F: 0xE7C7}
    | dict(zip(range(0xE78D, 0xE797), (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)), strict=True))
    | dict(
        zip(map(ord, "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"), range(0x9FB4, 0x9FBC), strict=True)
    ),
}
#: Pairs of Big5 that Python does not know: control pictures, the euro, and what Hong Kong's set has twice.
_BIG5 = {0xA3C0 + place: chr(0x2400 + place) for place in range(0x20)}
_BIG5 |= zip(
    [
        *(0xA3E0, 0xA3E1, 0xC6CF, 0xC6D3, 0xC6D5, 0xC6D7, 0xC6DE, 0xC6DF, 0xFA5F, 0xFA66, 0xFABD, 0xFAC5),
        *(0xFAD5, 0xFB48, 0xFBB8, 0xFBF3, 0xFBF9, 0xFC4F, 0xFC6C, 0xFCB9, 0xFCE2, 0xFCF1, 0xFDB7, 0xFDB8),
        *(0xFDBB, 0xFDF1, 0xFE52, 0xFE6F, 0xFEAA, 0xFEDD),
    ],
    "␡€廴无癶隶〃仝倩偽包卄卿嘅婷幵廐彘悤撐晴杞沜渝港煮猪瑜瓩砉",
    strict=True,
)
_SINGLE: dict[str, dict[int, str]] = {
    **{f"cp{number}": {} for number in (874, *range(1250, 1259))},
    "koi8-u": {0xAE: "ў", 0xBE: "Ў"},
    "cp1255": {0xCA: "\u05ba"},
}
_PAIRED = frozenset({"euc_jp", "big5hkscs", "gb18030", "cp932", "cp949"})
_AS_BROWSERS = "outreach.as_browsers"
#: To mend a pair takes a microsecond; what has more wrong ones is no text.
_MOST_MENDED = 20_000


def text_in(body: bytes, codec: str) -> str:
    """``body`` as browsers read it in ``codec``; what is wrong in it becomes U+FFFD."""
    if codec in _SINGLE:
        return codecs.charmap_decode(body, "replace", _table(codec))[0]
    # A page in GBK is read as GB 18030; only what is written on it differs.
    codec = "gb18030" if codec == "gbk" else codec
    text = body.decode(codec, "replace")
    if codec not in _PAIRED:
        return text
    if 0 < text.count("\ufffd") < _MOST_MENDED:
        text = body.decode(codec, _AS_BROWSERS)
    otherwise = _OTHERWISE.get(codec)
    return text.translate(otherwise) if otherwise is not None else text


@cache
def _table(codec: str) -> str:
    """A code page's characters; its gaps have the control characters of the same number."""
    known = [bytes((byte,)).decode(codec, "replace") for byte in range(256)]
    for byte in range(0x80, 0xA0):
        if known[byte] == "\ufffd":
            known[byte] = chr(byte)
    for byte, character in _SINGLE[codec].items():
        known[byte] = character
    return "".join(known)


def _mend(error: UnicodeError) -> tuple[str | bytes, int]:
    """What a browser makes of the bytes at which Python gave up, and where it goes on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    body, place, codec = error.object, error.start, error.encoding
    first = body[place]
    if codec == "gb18030" and first == 0x80:
        return "€", place + 1
    second = body[place + 1] if place + 1 < len(body) else 0
    if codec == "big5hkscs" and (known := _BIG5.get(first << 8 | second)):
        return known, place + 2
    alone = first in (0x80, 0xFF) or (codec == "euc_jp" and first < 0xA1 and first not in (0x8E, 0x8F))
    if alone or second < 0x80:
        return "\ufffd", place + 1
    return (_nec(first, second) if codec == "euc_jp" else "\ufffd"), place + 2


def _nec(first: int, second: int) -> str:
    """A pair of EUC-JP in Shift_JIS, whose Python codec has NEC's and IBM's rows."""
    if first < 0xA1 or second < 0xA1:
        return "\ufffd"
    row, cell = first - 0xA1, second - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "replace")[:1]


codecs.register_error(_AS_BROWSERS, _mend)
