"""What stands in a cell: dates, numbers, yes and no, addresses, in the spellings that exports have."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from ada_url import URL

from storage.sites import under_known_suffix

NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none", "nil", "nan", "?", "#n/a"})

_YES = frozenset(
    "true yes y 1 + x ✓ ✔ ja j oui o sí si s sim tak t はい wahr vrai verdadero vero waar "
    "verdadeiro prawda".split()
)
_NO = frozenset("false no n 0 - nein non não nao nie いいえ nee falsch faux falso onwaar fałsz".split())
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_BLANK = re.compile(r"\s+")
#: Whether there is anything to clean in a cell; most have nothing, and one look is cheaper than two changes.
_UNCLEAN = re.compile(f"{_HIDDEN.pattern}|[^\\S ]| {{2}}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WEB = re.compile(r"https?:[/\\]{1,2}", re.IGNORECASE)
_PORT = re.compile(r"[\w.-]+\.[a-zA-Z]{2,}:\d+(?:/|$)")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?"
)
_EAST = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日.*|(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일.*"
)
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
#: Seconds, or thousandths of them, since 1970; and a spreadsheet's days since 1899, from 2000 to 2050.
_STAMP = re.compile(r"(\d{10})(\d{3})?")
_SERIAL = re.compile(r"(3[6-9]\d{3}|4\d{4}|5[0-4]\d{3})(?:[.,]\d+)?")
_SHORT = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]+(?:de\s+|d')?([^\W\d]{3,14})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?:\s*r\.?)?"
    r"(?:,?\s+(?:um|à|at)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s+(?:GMT|UTC|[+-]0000))?)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?([^\W\d]{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?",
    re.IGNORECASE,
)
#: How the months begin, in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
_MONTHS: tuple[tuple[int, str], ...] = tuple(
    (month, start)
    for month, starts in enumerate(
        (
            "jan jän ene gen sty", "feb fév fev lut", "mar mär mrz mrt maa mär", "apr avr abr kwi",
            "may mai mag mei maj maio", "jun juin giu cze", "jul juil lug lip", "aug août aou ago sie",
            "sep set wrz", "oct okt out ott paź paz", "nov lis", "dec dez déc dic gru",
        ),
        1,
    )
    for start in starts.split()
)  # fmt: skip


def clean(cell: str) -> str:
    """A cell's words on one line, without what can't be seen; "" for the ways to say nothing."""
    text = _BLANK.sub(" ", _HIDDEN.sub("", cell)) if _UNCLEAN.search(cell) else cell
    text = text.strip()
    return "" if text.lower() in NOTHING else text


def yes_or_no(cell: str) -> bool | None:
    """Whether a cell says yes; None where it says neither."""
    text = cell.strip().lower()
    return True if text in _YES else False if text in _NO else None


def number(cell: str) -> float | None:
    """A number, with a point or a comma for its decimals."""
    text = cell.strip().replace("\u00a0", "").replace(" ", "").removesuffix("%")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", text) and not re.fullmatch(
        r"\d+[.,]\d{3}", text
    ):
        text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text)
    text = text.replace(",", ".")
    try:
        return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,12})?", text) else None
    except ValueError:
        return None


def score(cell: str) -> float | None:
    """An authority score: 0 to 100; None for anything else."""
    found = number(cell)
    return found if found is not None and 0 <= found <= 100 else None


def month_first(cells: Iterable[str], *, likely: bool) -> tuple[bool, str | None]:
    """Whether dates such as 5/6/2026 have the month first: what the file's other dates show.

    Where they show nothing it is as ``likely``, and the first of them is told, as it may be read either way.
    With points or dashes (5.6.2026) the day always comes first.
    """
    either: str | None = None
    for cell in cells:
        found = _SHORT.fullmatch(cell.strip())
        if found is None or found[2] != "/":
            continue
        if int(found[1]) > 12:
            return False, None
        if int(found[3]) > 12:
            return True, None
        if either is None and int(found[1]) != int(found[3]):
            either = cell.strip()
    return likely, either


@lru_cache(maxsize=10_000)
def moment(cell: str, *, us: bool = False) -> datetime | None:
    """A date, with or without a time of day, as UTC; None where it is none. ``us``: 5/6/2026 is in May."""
    text = cell.strip()
    try:
        return _moment(text, us=us) if len(text) <= 60 else None
    except (ValueError, OverflowError):
        return None


def _moment(text: str, *, us: bool) -> datetime | None:
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        at = _at(int(year), int(month), int(day), hour, minute, second)
        return at - _offset(zone)
    if found := _PLAIN.fullmatch(text):
        return _at(int(found[1]), int(found[2]), int(found[3]))
    if found := _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    if found := _SERIAL.fullmatch(text):
        return datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=int(found[1]))
    if found := _SHORT.fullmatch(text):
        one, separator, two, year, hour, minute, second, half = found.groups()
        day, month = (int(two), int(one)) if us and separator == "/" else (int(one), int(two))
        if month > 12 >= day:
            day, month = month, day
        return _at(_whole(year), month, day, _half(hour, half), minute, second)
    if found := _EAST.fullmatch(text):
        year, month_, day_ = found.groups()[:3] if found[1] else found.groups()[3:6]
        return _at(int(year), int(month_), int(day_))
    if (found := _DAY_FIRST.fullmatch(text)) and (month := _month(found[2])):
        return _at(_whole(found[3]), month, int(found[1]), *found.groups()[3:6])
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return _at(int(found[3]), month, int(found[2]), _half(found[4], found[7]), found[5], found[6])
    return None


def _at(
    year: int,
    month: int,
    day: int,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
) -> datetime:
    made = datetime(year, month, day, int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
    if not 1990 <= year <= 2100:
        raise ValueError("no date of a link")
    return made


def _whole(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _half(hour: str | None, half: str | None) -> str | None:
    if hour is None or half is None:
        return hour
    return str(int(hour) % 12 + (12 if half.lower() == "pm" else 0))


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in {"Z", "UTC"}:
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _month(name: str) -> int | None:
    lower = name.lower()
    # The longest beginning decides: "juin" is June, "juil" July, "mai" May, "mar" March.
    fitting = [(len(start), month) for month, start in _MONTHS if lower.startswith(start)]
    return max(fitting)[1] if fitting else None


@lru_cache(maxsize=50_000)
def web_address(cell: str) -> str | None:
    """A web address as it is kept, https before what names no scheme; None for anything else."""
    text = cell.strip()
    if text[:1] + text[-1:] in {"<>", '""', "''"}:
        text = text[1:-1].strip()
    if not text or " " in text or len(text) > 8_000:
        return None
    if not _SCHEME.match(text):
        text = f"https://{text.removeprefix('//')}"
    elif not _WEB.match(text):
        if _PORT.match(text) is None:
            return None
        text = f"https://{text}"
    try:
        host = URL(text).hostname
    except (ValueError, UnicodeError):
        return None
    bare = host.strip("[]").removesuffix(".")
    address = bool(_NUMBERS.fullmatch(bare)) or ":" in bare
    return text if address or under_known_suffix(bare) else None
