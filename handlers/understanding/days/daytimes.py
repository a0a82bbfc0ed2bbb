"""Times of day in a sentence, and the speaker's clock that they are told by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

END_OF_DAY = time(17)
"""When a working day ends: "eod", "close of business"."""

_ZONES = {
    name: zone
    for zone, names in {
        "UTC": "UTC,GMT",
        "America/New_York": "EST,EDT,ET,NEW YORK,NY,EASTERN",
        "America/Chicago": "CST,CDT,CT,CENTRAL",
        "America/Denver": "MST,MDT,MT,MOUNTAIN",
        "America/Los_Angeles": "PST,PDT,PT,PACIFIC",
        "Europe/London": "BST,LONDON,UK",
        "Europe/Berlin": "CET,CEST,BERLIN",
        "Europe/Paris": "PARIS",
        "Europe/Madrid": "MADRID",
        "Europe/Helsinki": "EET",
        "Asia/Kolkata": "IST,INDIA",
        "Asia/Singapore": "SGT,SINGAPORE",
        "Asia/Tokyo": "JST,TOKYO",
        "Australia/Sydney": "AEST,AEDT,SYDNEY",
    }.items()
    for name in names.split(",")
}
_LETTERS = "|".join(name for name in _ZONES if len(name) < 5 and name.isalpha() and name not in {"UK", "NY"})
_PLACES = "|".join(name for name in _ZONES if not re.fullmatch(_LETTERS, name))
_ZONE = rf"(?:\s?\(?(?P<zone>{_LETTERS})\)?(?![\w])|\s(?P<place>(?i:{_PLACES}))\s(?i:time))?"
_TIME = re.compile(
    r"(?<![\w:.,/$€£#@-])(?:(?i:at|@|around|by|about)\s*)?(?:"
    r"(?P<h12>\d{1,2})(?:[:.h](?P<m12>\d{2}))?\s?(?P<half>(?i:a\.?m\b\.?|p\.?m\b\.?))"
    r"|(?P<h24>\d{1,2}):(?P<m24>\d{2})(?::\d{2})?(?!\d)"
    r"|(?P<hh>\d{1,2})h(?P<mh>\d{2})(?!\d)"
    r"|(?P<word>(?i:noon|midday|midnight))\b"
    r")" + _ZONE
)
_AT = re.compile(
    r"(?<!\w)(?:at|@)\s?(?P<hour>\d{1,2})(?:\s?o'?clock)?(?![\w%:/.,-]?\d|[\w%]|\s?(?:[$€£%]|percent|usd|"
    r"eur|bucks|dollars|"
    r"links?|sites?|posts?|words|each|per))",
    re.IGNORECASE,
)
_HOURS = {
    name: at
    for at, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_HOUR = rf"(?P<hour>1[0-2]|[1-9]|{'|'.join(_HOURS)})"
# "4 December, 15h", "Friday 9 Uhr": behind a day; elsewhere "15h" is a length.
_CONTINENTAL = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tom)[a-z]*\.?|"
    r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.?|\b(?:at|um|@))(?:\s?,)?\s*(?:(?:at|um|@)\s*)?"
    r"(?P<time>(?P<hour>\d{1,2})\s?(?:h|hrs|uhr)(?!\w))",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:at\s+)?(?:(?:a\s+)?(?P<part>half past|quarter past|quarter to)\s+{_HOUR}"
    rf"|(?P<whole>{_HOUR.replace('?P<hour>', '?:')})\s?o'?clock)(?!\w|[.:]\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<!\w)(?P<lead>(?:in\s+the|this|first\s+thing(?:\s+in\s+the)?|early|late)\s+)?"
    r"(?P<part>morning|afternoon|evening|night|lunch(?:time)?|a\.?m|p\.?m)(?!\w)|"
    r"(?<!\w)(?P<first>first\s+thing)(?!\w)",
    re.IGNORECASE,
)
_DAY_END = re.compile(
    r"(?<!\w)(?:(?:by\s+)?(?:the\s+)?(?:eod|cob|cop|eob|end\s+of\s+(?:the\s+|my\s+)?(?:(?:(?:business|"
    r"working|work)\s+)?day|business|play)|"
    r"close\s+of\s+(?:business|play)))(?!\w)",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|\b(?:to|tom)[a-z]*|\btmrw)\.?\s+$", re.IGNORECASE
)
_PARTS = {
    "morning": 9,
    "am": 9,
    "lunch": 12,
    "lunchtime": 12,
    "afternoon": 14,
    "pm": 14,
    "evening": 18,
    "night": 20,
}


@dataclass(frozen=True, slots=True)
class Times:
    """A time of day, in ``zone`` when one was named. ``needs_day`` marks words that alone are no date.

    ``impossible`` is a time that no clock shows, as it was written: "25:00".
    """

    at: time
    zone: str | None = None
    daypart: bool = False
    needs_day: bool = False
    impossible: str | None = None


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time of day at ``start:end``."""

    start: int
    end: int
    times: Times


@dataclass(frozen=True, slots=True)
class Clock:
    """The speaker's clock: ``now`` (aware, local), the digest's time of day, and how they write 5/6."""

    now: datetime
    zone: ZoneInfo
    digest: time
    day_first: bool
    dotted: bool

    @property
    def today(self) -> date:
        """The speaker's date."""
        return self.now.date()

    @property
    def place(self) -> str:
        """The zone in words: "Berlin time", "UTC"."""
        city = self.zone.key.rpartition("/")[2].replace("_", " ")
        return "UTC" if city in {"UTC", "UCT", "Zulu", "Universal", "Etc"} else f"{city} time"

    def at(self, day: date, times: Times | None) -> datetime:
        """A local day and time as a moment; a time that the clocks skip is moved on by what they skip."""
        zone = _zone(times.zone) if times and times.zone else self.zone
        naive = datetime.combine(day, times.at if times else self.digest)
        return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(self.zone)

    def rest_of_today(self) -> datetime:
        """When "today" is once the digest is over: the end of the working day, or within the hour."""
        end = self.at(self.today, Times(END_OF_DAY))
        if end > self.now:
            return end
        later = (self.now + timedelta(hours=1)).replace(second=0, microsecond=0)
        return later if later.date() == self.today else self.now + timedelta(minutes=1)


def clock(now: datetime, tz: str, locale: str, digest: time) -> Clock:
    """The clock of somebody in zone ``tz`` (IANA) with ``locale`` ("en-GB")."""
    try:
        zone = _zone(tz)
    except (OSError, ValueError, KeyError):  # a zone that this machine's data lacks
        zone = _zone("UTC")
    dotted = locale.replace("_", "-").partition("-")[0] in {
        "de",
        "cs",
        "sk",
        "pl",
        "fi",
        "nb",
        "no",
        "da",
        "et",
        "lv",
        "ru",
        "uk",
        "tr",
        "ro",
        "bg",
    }
    return Clock(now.astimezone(zone), zone, digest, day_first(locale), dotted)


def day_first(locale: str) -> bool:
    """Whether 3/4 is in April for people with ``locale`` ("en-GB").

    Everywhere but in the United States and the Philippines. Source: CLDR, short dates.
    """
    language, _, region = locale.replace("_", "-").partition("-")
    region = region.rpartition("-")[2].upper()
    return not (region in {"US", "PH"} or (language == "en" and not region))


@lru_cache(maxsize=512)
def _zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)


def times_of_day(text: str) -> Iterator[TimeFound]:
    """The times of day in ``text``; they may overlap."""
    for match in _TIME.finditer(text):
        yield TimeFound(match.start(), match.end(), _clock_time(match) or _impossible(match))
    for match in _CONTINENTAL.finditer(text):
        if int(match["hour"]) < 24:
            yield TimeFound(match.start("time"), match.end("time"), Times(time(int(match["hour"]))))
    for match in _SPOKEN.finditer(text):
        yield TimeFound(match.start(), match.end(), Times(_spoken(match)))
    for match in _AT.finditer(text):
        hour = int(match["hour"])
        if hour < 24:
            yield TimeFound(match.start(), match.end(), Times(time(hour + 12 if 1 <= hour <= 6 else hour)))
        else:
            yield TimeFound(match.start(), match.end(), replace(_impossible(match), needs_day=True))
    for match in _PART.finditer(text):
        word = (match["part"] or "morning").lower().replace(".", "")
        lead = (match["lead"] or "").lower()
        if word in {"am", "pm"} and not lead and not _DAY_BEFORE.search(text, 0, match.start()):
            continue
        alone = lead.startswith(("this", "in the"))
        yield TimeFound(
            match.start(), match.end(), Times(time(_PARTS[word]), daypart=True, needs_day=not alone)
        )
    for match in _DAY_END.finditer(text):
        yield TimeFound(match.start(), match.end(), Times(END_OF_DAY, daypart=True))


def _spoken(match: re.Match[str]) -> time:
    """ "Half past two", "quarter to ten", "3 o'clock": in working hours where nothing else is said."""
    word = (match["hour"] or match["whole"]).lower()
    hour = int(word) if word.isdigit() else _HOURS[word]
    minute = {"half past": 30, "quarter past": 15, "quarter to": 45}.get((match["part"] or "").lower(), 0)
    hour -= minute == 45
    return time((hour + 12 if 1 <= hour <= 6 else hour) % 24, minute)


def _clock_time(match: re.Match[str]) -> Times | None:
    found = match.groupdict()
    named = found["zone"] or found["place"]
    zone = _ZONES[named.upper()] if named else None
    if found["word"]:
        return Times(time(0 if found["word"].lower() == "midnight" else 12), zone)
    hour = int(found["h12"] or found["h24"] or found["hh"])
    minute = int(found["m12"] or found["m24"] or found["mh"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    return Times(time(hour, minute), zone) if hour < 24 and minute < 60 else None


def _impossible(match: re.Match[str]) -> Times:
    """A time that there is not. Alone it counts only after "at": "the 80:20 rule" tells no time."""
    written = re.sub(r"^(?:at|@|around|by|about)\s*", "", match.group(), flags=re.IGNORECASE)
    return Times(END_OF_DAY, needs_day=written == match.group(), impossible=written)
