"""A domain as people read it: its own letters where they deceive nobody, punycode where they might.

Source: UTS #39, "Unicode Security Mechanisms" (single script, confusables), as browsers apply it.
"""

import re
import unicodedata
from functools import lru_cache

#: Letters that pass for Latin ones: a label of nothing else could be taken for a Latin name.
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡқүңҳɡɑιοναρτυχκηωհոսօցզյքաղ")
#: Latin letters that pass for others of their own script.
_DECEIVING_LATIN = frozenset("ıĸŀŉſħŧ")
#: Scripts that one language writes together.
_TOGETHER = (
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    {"CJK", "HANGUL"},
    {"CJK", "BOPOMOFO"},
)
_LETTERS = {"Ll", "Lo", "Lm", "Mn", "Mc"}
_PLAIN = re.compile(r"[a-z0-9-]*")


def readable(host: str) -> str:
    """``host`` with every label in its own letters, when all of it is safe to read; else as it is in DNS."""
    host = host.strip().rstrip(".")
    if "xn--" not in host.lower():
        return host if host.isascii() else _ascii(host)
    labels = [_label(one) for one in host.lower().split(".")]
    return ".".join(one for one in labels if one) if all(labels) else host


def _ascii(host: str) -> str:
    """A host that was written in its own letters: as it is where that is safe, else in punycode."""
    labels = []
    for one in host.split("."):
        folded = unicodedata.normalize("NFC", one.lower())
        safe = folded.isascii() or _safe(folded)
        labels.append(one if safe else f"xn--{folded.encode('punycode').decode('ascii')}")
    return ".".join(labels)


@lru_cache(maxsize=4096)
def _label(label: str) -> str | None:
    """A label in its own letters; None where they could deceive."""
    if not label.startswith("xn--"):
        return label
    try:
        said = label[4:].encode("ascii").decode("punycode")
        same = said.encode("punycode").decode("ascii") == label[4:]
    except (UnicodeError, ValueError):
        return None
    return said if same and said == said.lower() and _safe(said) else None


def _safe(label: str) -> bool:
    """Whether a label is of one script, and of letters that pass for no others."""
    if not label or unicodedata.normalize("NFC", label) != label:
        return False
    special = [char for char in label if not _PLAIN.fullmatch(char)]
    if not special or any(
        unicodedata.category(char) not in {"Ll", "Lo", "Lm", "Mn", "Mc"} for char in special
    ):
        return False
    scripts = {_script(char) for char in label if not (char.isascii() and not char.isalpha())}
    if "LATIN" in scripts:
        return scripts == {"LATIN"} and all(_plain_latin(char) for char in special)
    if not any(char not in _LIKE_LATIN for char in special):
        return False
    return len(scripts) == 1 or any(scripts <= allowed for allowed in _TOGETHER)


def _plain_latin(char: str) -> bool:
    """A Latin letter of European alphabets: those beyond are rare, and many look like others."""
    return "\u00df" <= char <= "\u017f" and char not in _DECEIVING_LATIN


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split()[0]
