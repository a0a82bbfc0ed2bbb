"""From a page's bytes to its text: byte-order mark, header, meta, then detection, as browsers do."""

import codecs
import re
from functools import lru_cache

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))

# Labels whose codec in Python differs from what the Encoding Standard means by them.
_WEB_LABELS = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "latin1", "l1", "ascii", "us-ascii", "cp819"),
        "windows-1252",
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5"), "windows-1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "iso8859-11", "dos-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese", "csgb2312", "gb_2312"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le", "ucs-2", "unicode", "iso-10646-ucs-2"), "utf-16-le"),
    "utf-16be": "utf-16-be",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-cp1252": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "x-user-defined": "windows-1252",
}

# What Python can decode but no browser will.
_NEVER = {
    "utf-7",
    "utf-32",
    "utf-32-be",
    "utf-32-le",
    "cp037",
    "cp500",
    "hz",
    "iso2022-kr",
    "punycode",
    "idna",
}

_HEADER = re.compile(r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"(?:^|[\s;\"'/])charset\s*=\s*[\"']?\s*([^\s;\"'/>]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]+)")
_PRESCAN = 1024

_LANG = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
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
# Western text has an accent every so often; other scripts hardly an ASCII letter.
_WESTERN_SHARE = 0.4
_NOT_HIGH = re.compile(rb"[\x00-\x7f]+")
_NOT_LETTER = re.compile(rb"[^A-Za-z\x80-\xff]+")


@lru_cache(maxsize=256)
def codec_for(label: str) -> str | None:
    """The Python codec for an encoding's label on the web; None for one that browsers don't know."""
    label = label.strip().lower()
    label = _WEB_LABELS.get(label, label)
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if found.name in _NEVER or not getattr(found, "_is_text_encoding", True):
        return None
    return "utf-8" if found.name == "utf-8-sig" else found.name


def declared(body: bytes, content_type: str) -> str | None:
    """The encoding that the page says it is in, by the standard's order; None where it says nothing."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return codec
    header = _HEADER.search(content_type)
    if header and (codec_found := codec_for(header[1] or header[2] or header[3] or "")):
        return codec_found
    for meta in _META.finditer(_COMMENT.sub(b"", body[:_PRESCAN])):
        label = _META_CHARSET.search(meta[1])
        if label and (codec_found := codec_for(label[1].decode("latin-1"))):
            # The page was read as ASCII up to here, so it can't be UTF-16 (HTML Standard, prescan).
            return "utf-8" if codec_found.startswith("utf-16") else codec_found
    xml = _XML.match(body[:_PRESCAN])
    return codec_for(xml[1].decode("latin-1")) if xml else None


def text_of(body: bytes, content_type: str) -> str:
    """The page as text; bytes that are wrong in its encoding become U+FFFD."""
    codec = declared(body, content_type)
    if codec is None:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            codec = _detected(body)
    text = body.decode(codec, "replace")
    return text.removeprefix("\ufeff")


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
    lang = _LANG.search(body[:4096])
    if lang and (codec := _CODEC_OF_LANGUAGE.get(lang[1].decode().lower())):
        return codec
    words = re.sub(rb"<[^>]*>", b" ", body[:200_000])
    if len(_NOT_HIGH.sub(b"", words)) < _WESTERN_SHARE * len(_NOT_LETTER.sub(b"", words)):
        return "windows-1252"
    from charset_normalizer import from_bytes  # loaded by the few pages that need it

    best = from_bytes(words[:8192], steps=3, chunk_size=2048).best()
    codec = codec_for(best.encoding) if best else None
    return codec if codec and not codec.startswith(("utf-16", "utf-8")) else "windows-1252"
