"""Time zones as people look for them: by city, country, offset or abbreviation, each with its clock now.

Source of the names: the IANA time zone database's tables of zones by country (zone.tab, iso3166.tab), as the
``tzdata`` package ships them.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from slack_sdk.models.blocks import Option

from handlers.rendering.forms.form_fields import OPTIONS, option
from storage.daily.cadence import known_zone, zone

#: The folders of zones that are named by a place; the rest are aliases of old systems.
_PLACES = tuple(
    "Africa/ America/ Antarctica/ Arctic/ Asia/ Atlantic/ Australia/ Europe/ Indian/ Pacific/".split()
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
#: What people call countries that the tables call otherwise.
_CALLED = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "uk": "britain (uk)",
    "england": "britain (uk)",
    "great britain": "britain (uk)",
    "united kingdom": "britain (uk)",
    "holland": "netherlands",
    "south korea": "korea (south)",
    "korea": "korea (south)",
    "czechia": "czech republic",
    "uae": "united arab emirates",
}
UTC = "UTC"


def zone_option(name: str, now: datetime | None) -> Option | None:
    """One zone: "Berlin, Europe (UTC+1)", with its country and what the clocks there say at ``now``."""
    if not known_zone(name):
        return None
    region, _, city = name.rpartition("/")
    words = f"{city}, {region.replace('/', ', ')}" if region else city
    about = list(_countries().get(name, ()))
    if now is not None:
        there = now.astimezone(zone(name))
        words += "" if name == UTC else f" ({_offset(there.utcoffset() or timedelta())})"
        about.append(f"now {there:%a %H:%M}")
    return option(name, words.replace("_", " "), ", ".join(about))


def zones(typed: str, now: datetime, first: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The zones that hold what was typed, the nearest first: city, country, then offset or abbreviation.

    With nothing typed all of them, those of ``first`` (the reader's own) at the top.
    """
    wanted = _plain(typed)
    if wanted:
        names = sorted((rank, name) for name in _names() if (rank := _rank(name, wanted, now)) is not None)
        order = [name for _, name in names]
    else:
        order = list(dict.fromkeys([*first, UTC, *_names()]))
    made = (zone_option(name, now) for name in order[: OPTIONS + 10])
    return [one.to_dict() for one in made if one is not None]


def _rank(name: str, wanted: str, now: datetime) -> int | None:
    """How near a zone is to what was typed, 0 the nearest; None where it is none of those."""
    plain = _plain(name)
    city = plain.rpartition("/")[2]
    country = _plain(" ".join(_countries().get(name, ())))
    if wanted in {city, plain}:
        return 0
    if country == _CALLED.get(wanted, wanted):
        return 1
    if city.startswith(wanted):
        return 2
    if country.startswith(wanted):
        return 3
    if re.search(rf"\b{re.escape(wanted)}", plain):
        return 4
    there = now.astimezone(zone(name))
    if (there.tzname() or "").lower() == wanted:
        return 5
    found = _OFFSET.fullmatch(wanted)
    if found is None:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (1 if found[1] == "+" else -1)
    return 5 if there.utcoffset() == away else None


def _offset(away: timedelta) -> str:
    """ "UTC+1", "UTC+5:30", "UTC-3"."""
    minutes = round(away.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else UTC


def _plain(said: str) -> str:
    letters = (one for one in unicodedata.normalize("NFKD", said) if not unicodedata.combining(one))
    return "".join(letters).lower().replace("_", " ").strip()


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """The zones that are offered; read once, when somebody first looks for one."""
    return tuple(sorted([UTC, *(name for name in available_timezones() if name.startswith(_PLACES))]))


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, ...]]:
    """The country that each zone is the one of."""
    named = dict(row for row in _table("iso3166.tab") if len(row) == 2)
    return {row[2]: (named[row[0]],) for row in _table("zone.tab") if row[0] in named}


def _table(name: str) -> list[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
