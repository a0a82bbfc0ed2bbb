"""A guess at the encoding of a page that names none: by the words it makes, as browsers do it.

Each encoding is tried, and what comes out is held against the letters that its languages use most. A few
words are enough, because in a wrong encoding they hardly ever make sense.
"""

import re
from itertools import pairwise
from typing import NamedTuple

#: What fits a language this well is taken for it.
_FITS = 0.6
_FEWEST = 3
_ASCII = re.compile("[\\x00-\\x7f]+")
_NOT_LETTERS = re.compile("[\u0080-\u00bf\u2000-\u20ff\u3000-\u303f\uff00-\uff20]+")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")


class _Alphabet(NamedTuple):
    """A script of single bytes: its letters, the most used first, and the code pages that it is in."""

    codecs: tuple[str, ...]
    letters: str


_ALPHABETS = (
    _Alphabet(("cp1251", "koi8-r", "cp866", "iso8859-5"), "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўј"),
    _Alphabet(("cp1253",), "αοιετσνηυρπκμλςωδγάίόχέήθφβώύξζψ"),
    _Alphabet(("cp1255",), "יוהלאתרמבשנעחדקפםגצטזןכסךףץ"),
    _Alphabet(("cp1256",), "اليمنوتربةعدسفهكحقجطشصضخىئءزغذثظأإآگپچکی"),
    _Alphabet(("cp874",), "านรอก่เงมย้ลวดั์ิีสทตะปบคุหแจพชขใไูผำืโ"),
)
# How much the most used letters, the next ones and the others say for a language; and what its text reaches.
_TELLING = ((10, 1.0), (22, 0.5), (99, 0.1))
_REACHED = 0.7


class _Ideographs(NamedTuple):
    """A script of two bytes: the lead bytes of its everyday characters, and the most used of them."""

    codec: str
    leads: tuple[int, int]
    common: frozenset[str]


_IDEOGRAPHS = (
    _Ideographs(
        "cp949",
        (0xB0, 0xC8),
        frozenset("이다는을를의가에고하도로은지기한사서나리인자대시어해그라전정일수보스아제"),
    ),
    _Ideographs(
        "gb18030",
        (0xB0, 0xD7),
        frozenset(
            "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
            "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"
            "首页新闻产品关联系公司网站文章更内容"
        ),
    ),
    _Ideographs(
        "big5hkscs",
        (0xA4, 0xC6),
        frozenset(
            "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
            "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實"
            "首頁新聞產品關聯絡公司網站文章更內容"
        ),
    ),
)

# The letters of Latin scripts beyond ASCII, by the languages that share a code page.
_MARKS = "’‘‚“”„–—…«»©®°€£§•·\xa0"
_LATIN = {
    "cp1252": (
        *("äöüß", "éèàçêâîôûëïùœ", "áéíóúñü¿¡ºª", "áâãàçéêíóôõúºª", "àèéìíòóù", "åäöæøé", "áéíóúýðþæö"),
        *("äõöü", "éëïèöüó", "àçéèíïóòúü·"),
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž"),
    "iso8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű"),
    "cp1254": ("çğıöşüi̇",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}
_SURE = 0.95


def guess(text: bytes) -> str:
    """The codec for a page's text without its markup; windows-1252 where nothing else makes sense."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    foreign = [word for word in words if _foreign(word)]
    if not foreign or len(foreign) * 2 < len(words):
        return _latin(b" ".join(words))
    fits = {script.codec: _ideographs_fit(text, script) for script in _IDEOGRAPHS}
    fits |= {
        codec: _alphabet_fits(b" ".join(foreign), codec, alphabet.letters)
        for alphabet in _ALPHABETS
        for codec in alphabet.codecs
    }
    best = max(fits, key=lambda codec: fits[codec])
    return best if fits[best] >= _FITS else _latin(b" ".join(words))


def _foreign(word: bytes) -> bool:
    """Whether a word is of no Latin script: there accents stand between plain letters."""
    beyond = [byte for byte in word if byte > 0x7F]
    return len(set(beyond)) >= _FEWEST and len(beyond) * 2 > len(word)


def _beyond_ascii(words: bytes, codec: str) -> str:
    """What of ``words`` is not ASCII in ``codec``; "" where much of it is nothing at all."""
    text = _ASCII.sub("", words.decode(codec, "replace"))
    return "" if text.count("\ufffd") * 20 > len(text) else text


def _alphabet_fits(words: bytes, codec: str, letters: str) -> float:
    text = _beyond_ascii(words, codec)
    if not text:
        return 0.0
    # A capital after a small letter is no word of any language.
    found = -2.0 * sum(one.islower() and other.isupper() for one, other in pairwise(text))
    for letter in text.lower():
        rank = letters.find(letter)
        found += next((weight for end, weight in _TELLING if rank < end), 0.0) if rank >= 0 else 0.0
    return min(found / len(text) / _REACHED, 1.0)


def _ideographs_fit(words: bytes, script: _Ideographs) -> float:
    text = _NOT_LETTERS.sub("", _beyond_ascii(words, script.codec))
    if len(text) < 2:
        return 0.0
    first, last = script.leads
    pairs = [character.encode(script.codec, "replace") for character in text]
    everyday = sum(len(pair) == 2 and first <= pair[0] <= last for pair in pairs) / len(pairs)
    common = sum(character in script.common for character in text) / len(text)
    return (0.55 * everyday if everyday >= 0.9 else 0.2 * everyday) + min(common * 1.5, 0.45)


def _latin(words: bytes) -> str:
    """The code page whose languages have the letters of ``words``, the west's where several do or none."""
    fits = {
        codec: max(_share(words, codec, frozenset(letters + _MARKS)) for letters in languages)
        for codec, languages in _LATIN.items()
    }
    if fits["cp1252"] >= _SURE:
        return "cp1252"
    best = max(fits, key=lambda codec: fits[codec])
    return best if fits[best] >= _SURE else "cp1252"


def _share(words: bytes, codec: str, letters: frozenset[str]) -> float:
    text = _ASCII.sub("", words.decode(codec, "replace")).lower()
    return sum(letter in letters for letter in text) / len(text) if text else 0.0
