"""Fonts that reports are set in: matplotlib's DejaVu, and what the machine has for other scripts."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

_SHIPPED = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
REGULAR, BOLD = _SHIPPED / "DejaVuSans.ttf", _SHIPPED / "DejaVuSans-Bold.ttf"
#: File names of well-kept fonts for scripts that DejaVu lacks, best first.
_OTHERS = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "NotoSansJP-Regular.otf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "msyh.ttc",
    "Arial Unicode.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoEmoji-Regular.ttf",
    "Symbola.ttf",
)
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
#: What stands for a letter or a figure that no font here has.
MISSING = "□"


@lru_cache(maxsize=1)
def others() -> tuple[Path, ...]:
    """The machine's own fonts for other scripts."""
    found: dict[str, Path] = {}
    for folder in (*_FOLDERS, str(Path.home() / ".fonts"), str(Path.home() / ".local/share/fonts")):
        for file in Path(folder).rglob("*.tt[fc]") if Path(folder).is_dir() else ():
            found.setdefault(file.name, file)
        for file in Path(folder).rglob("*.otf") if Path(folder).is_dir() else ():
            found.setdefault(file.name, file)
    return tuple(found[name] for name in _OTHERS if name in found)


@lru_cache(maxsize=1)
def _drawn() -> frozenset[int]:
    known: set[int] = set()
    for file in (REGULAR, *others()):
        font = TTCollection(str(file)).fonts[0] if file.suffix == ".ttc" else TTFont(str(file), lazy=True)
        known |= set(font.getBestCmap())
    return frozenset(known)


def printable(text: str | None, most: int = 80) -> str:
    """``text`` on one line, without controls and tricks of direction, capped, and only what can be drawn.

    A letter that no font here has is ``MISSING``; an emoji or a sign that none has is left out.
    """
    kept = []
    for char in unicodedata.normalize("NFC", (text or "")[: most * 4]):
        kind = unicodedata.category(char)
        if kind in {"Cc", "Zl", "Zp", "Zs"}:
            kept.append(" ")
        elif kind in {"Cf", "Cs", "Co", "Cn"} or 0xFE00 <= ord(char) <= 0xFE0F:
            continue
        elif ord(char) in _drawn():
            kept.append(char)
        elif kind[0] in "LN":  # a picture that can't be drawn says nothing, a letter is missed
            kept.append(MISSING)
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
