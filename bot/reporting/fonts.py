"""Fonts that reports are set in: matplotlib's DejaVu, those in ``typefaces/``, and the machine's own."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

_SHIPPED = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
REGULAR, BOLD = _SHIPPED / "DejaVuSans.ttf", _SHIPPED / "DejaVuSans-Bold.ttf"
#: Letters that DejaVu lacks; they come with the bot, so that a client's name is drawn on any machine.
_WITH_US = tuple(
    Path(__file__).parent / "typefaces" / name
    for name in (
        "DroidSansFallback.ttf",
        "NotoSansThai-Regular.ttf",
        "NotoSansDevanagari-Regular.ttf",
        "NotoSansBengali-Regular.ttf",
        "NotoSansTamil-Regular.ttf",
    )
)
#: File names of well-kept fonts for what these lack, best first.
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
    "NotoSansTelugu-Regular.ttf",
    "NotoSansKannada-Regular.ttf",
    "NotoSansMalayalam-Regular.ttf",
    "NotoSansGujarati-Regular.ttf",
    "NotoSansGurmukhi-Regular.ttf",
    "NotoSansSinhala-Regular.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansMyanmar-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
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
#: Marks that may stand on one letter: Thai and Vietnamese need two, a heap of them runs over the lines.
_MOST_MARKS = 4


@lru_cache(maxsize=1)
def others() -> tuple[Path, ...]:
    """The fonts for other scripts, in the order in which a letter is looked for."""
    found: dict[str, Path] = {}
    for folder in (*_FOLDERS, str(Path.home() / ".fonts"), str(Path.home() / ".local/share/fonts")):
        for file in Path(folder).rglob("*.tt[fc]") if Path(folder).is_dir() else ():
            found.setdefault(file.name, file)
        for file in Path(folder).rglob("*.otf") if Path(folder).is_dir() else ():
            found.setdefault(file.name, file)
    return (*_WITH_US, *(found[name] for name in _OTHERS if name in found))


@lru_cache(maxsize=64)
def _letters(file: Path) -> frozenset[int]:
    """What a font draws."""
    font = TTCollection(str(file)).fonts[0] if file.suffix == ".ttc" else TTFont(str(file), lazy=True)
    return frozenset(font.getBestCmap())


def _drawing(letter: int) -> Path | None:
    """The first font that has a letter; large ones are not opened before one asks for them."""
    return next((file for file in (REGULAR, *others()) if letter in _letters(file)), None)


def needed(*texts: str) -> tuple[Path, ...]:
    """The fonts besides DejaVu that ``texts`` are drawn with."""
    letters = {ord(char) for text in texts for char in text} - _letters(REGULAR)
    used = {_drawing(letter) for letter in letters}
    return tuple(file for file in others() if file in used)


def printable(text: str | None, most: int = 80) -> str:
    """``text`` on one line, without controls and tricks of direction, capped, and only what can be drawn.

    A letter that no font here has is ``MISSING``; an emoji or a sign that none has is left out.
    """
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", (text or "")[: most * 4]):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS:
            continue
        if kind in {"Cc", "Zl", "Zp", "Zs"}:
            kept.append(" ")
        elif kind in {"Cf", "Cs", "Co", "Cn"} or 0xFE00 <= ord(char) <= 0xFE0F:
            continue
        elif _drawing(ord(char)) is not None:
            kept.append(char)
        elif kind[0] in "LN":  # a picture that can't be drawn says nothing, a letter is missed
            kept.append(MISSING)
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
