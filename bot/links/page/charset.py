"""From a page's bytes to its text: byte-order mark, header, meta, then detection, as browsers do."""

import re

from bot.links.page.encoding_guess import guess
from bot.links.page.encoding_labels import REPLACEMENT, codec_for
from bot.links.page.web_codecs import text_in

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))
# An XML declaration shows its encoding by where its zeros are (HTML Standard, "prescan a byte stream").
_UTF_16_XML = ((b"<\0?\0x\0", "utf-16-le"), (b"\0<\0?\0x", "utf-16-be"))

# A parameter of the media type, its name right before the sign; a quote that opens may stay open.
_HEADER = re.compile(r";\s*charset=(?:\"([^\"]*)|([^;\"][^;]*))", re.IGNORECASE)
# What the HTML Standard's prescan steps over or looks into, in its order (13.2.3.2).
_PRESCANNED = re.compile(
    rb"<!--(?P<comment>)(?:>|->|.*?(?:--!?>|\Z))"
    rb"|<meta(?=[\t\n\f\r /])(?P<meta>)"
    rb"|</?[a-zA-Z][^\t\n\f\r >]*+(?P<tag>)"
    rb"|<[!/?][^>]*+",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*+(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+"
    rb"(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\t\n\f\r >]*+)))?+"
)
_TAG_ENDS = re.compile(rb"[\t\n\f\r /]*+>")
_IN_CONTENT = re.compile(
    rb"charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\t\n\f\r ;][^\t\n\f\r ;]*))",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]+)")
_PRESCAN = 1024
# Browsers start over with the encoding of a meta element that comes later, wherever it is in the head.
_LATE = 64 * 1024
# What holds no elements, whatever it looks like: the standard's prescan looks into it all the same.
_NO_MARKUP = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))"
    rb"|<(script|style|noscript|template|textarea|title|xmp|iframe)\b.*?(?:</\1\b[^>]*+>?|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_NO_WORDS = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\b[^>]*+>?|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(rb"<[^<>]*+>")

_LANG = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-zA-Z]{2})(?:[-_]([a-zA-Z]+))?", re.IGNORECASE)
# HTML Standard, "determining the character encoding", its table of locales; Asian ones have several.
_CODEC_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr", "kk", "ky"), "cp1251"),
    **dict.fromkeys(("pl", "cs", "hu", "sk", "sl", "hr", "ro", "bs"), "cp1250"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    **dict.fromkeys(("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi"), "cp1252"),
    "el": "cp1253",
    "tr": "cp1254",
    "he": "cp1255",
    "vi": "cp1258",
    "th": "cp874",
}
_CODECS_OF_LANGUAGE = {
    "ja": ("euc_jp", "cp932"),
    "ko": ("cp949",),
    "zh": ("gb18030",),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant"), ("big5hkscs",)),
}
_DETECTED = 200_000
_GUESSED = 20_000
_RIGHT_FOR_WRONG = 4
_FEWEST_KANA = 4
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff]")
_ASCII = re.compile("[\\x00-\\x7f]+")


def declared(body: bytes, content_type: str) -> str | None:
    """The encoding that the page says it is in, by the standard's order; None where it says nothing."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return codec
    header = _HEADER.search(content_type)
    if header and (codec_found := codec_for(header[1] or header[2] or "")):
        return codec_found
    for mark, codec in _UTF_16_XML:
        if body.startswith(mark):
            return codec
    found = _in_meta(body[:_PRESCAN])
    if found is None and (xml := _XML.match(body[:_PRESCAN])):
        found = _named(xml[1])
    if found is None and len(body) > _PRESCAN:
        found = _in_meta(_NO_MARKUP.sub(b"", body[:_LATE]))
    return found


def _in_meta(head: bytes) -> str | None:
    """The encoding that a meta element names: HTML Standard, "prescan a byte stream"."""
    place = 0
    while token := _PRESCANNED.search(head, place):
        place = token.end()
        if token.lastgroup not in ("meta", "tag"):
            continue
        attributes: dict[bytes, bytes] = {}
        while attribute := _ATTRIBUTE.match(head, place):
            place = attribute.end()
            if token.lastgroup == "meta":
                value = attribute["double"] or attribute["single"] or attribute["bare"] or b""
                attributes.setdefault(attribute["name"].lower(), value)
        if not _TAG_ENDS.match(head, place):
            return None  # cut off
        label = _label(attributes)
        if label is not None and (codec := _named(label)):
            return codec
    return None


def _named(label: bytes) -> str | None:
    """The codec for a label in a page that was read as ASCII up to there, so that it can't be UTF-16."""
    codec = codec_for(label.decode("latin-1"))
    return "utf-8" if codec is not None and codec.startswith("utf-16") else codec


def _label(attributes: dict[bytes, bytes]) -> bytes | None:
    if b"charset" in attributes:
        return attributes[b"charset"]
    if attributes.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    named = _IN_CONTENT.search(attributes.get(b"content", b""))
    return next((group for group in named.groups() if group is not None), None) if named else None


def text_of(body: bytes, content_type: str) -> str:
    """The page as text; bytes that are wrong in its encoding become U+FFFD."""
    return decoded_text(body, content_type)[0]


def decoded_text(body: bytes, content_type: str) -> tuple[str, str]:
    """The page as text, and the codec that it was read with."""
    codec = declared(body, content_type)
    if codec is None:
        try:
            return body.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            codec = _detected(body)
    if codec == REPLACEMENT:
        return "\ufffd", "utf-8"
    return text_in(body, codec).removeprefix("\ufeff"), codec


def guesses(body: bytes, content_type: str) -> bool:
    """Whether the encoding will have to be guessed, which takes long."""
    if declared(body, content_type) is not None:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _detected(body: bytes) -> str:
    """A guess: by the page's language, then by its bytes, else windows-1252, as in western browsers."""
    body = body[:_DETECTED]
    if _mostly_utf_8(body):
        return "utf-8"
    lang = _LANG.search(body[:4096])
    if lang:
        language, country = lang[1].decode().lower(), (lang[2] or b"").decode().lower()
        if language in _CODEC_OF_LANGUAGE:
            return _CODEC_OF_LANGUAGE[language]
        several = _CODECS_OF_LANGUAGE.get(f"{language}-{country}", _CODECS_OF_LANGUAGE.get(language))
        if several:
            return min(several, key=lambda codec: body.decode(codec, "replace").count("\ufffd"))
    words = _TAG.sub(b" ", _NO_WORDS.sub(b" ", body))
    japanese = next((codec for codec in _CODECS_OF_LANGUAGE["ja"] if _reads_japanese(words, codec)), None)
    if japanese:
        return japanese
    return guess(words[:_GUESSED])


def _mostly_utf_8(body: bytes) -> bool:
    """Whether a page is UTF-8 but for a few bytes: a cut title, a pasted quote."""
    beyond = _ASCII.sub("", body.decode("utf-8", "replace"))
    wrong = beyond.count("\ufffd")
    return len(beyond) - wrong > _RIGHT_FOR_WRONG * wrong


def _reads_japanese(words: bytes, codec: str) -> bool:
    """Whether ``words`` make Japanese in ``codec``: no other text has that much kana by accident."""
    beyond = _ASCII.sub("", words.decode(codec, "replace"))
    if len(beyond) < _FEWEST_KANA or beyond.count("\ufffd") * 20 > len(beyond):
        return False
    return len(_KANA.findall(beyond)) * 4 >= len(beyond)
