"""The zone that a contact lives in, as a note says it: "her zone is America/New_York"."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

_SAID = re.compile(
    r"\b(?:time\s?zone|zone|tz)\s*(?:is|:|=|,)?\s*(?P<zone>[A-Za-z]+(?:[ _/+-][A-Za-z0-9]+)*)", re.IGNORECASE
)

#: Names of the same zones from long ago.
_OLD = frozenset("etc us posix right systemv brazil canada mexico chile".split())


def zone_said(text: str) -> str | None:
    """The IANA zone that ``text`` names for a contact, by its name or its city; None where it names none."""
    found = _SAID.search(text)
    if found is None:
        return None
    words = found["zone"].replace(" ", "_").lower().split("_")
    # "New York and she prefers mail": the longest beginning that is a zone.
    for count in range(len(words), 0, -1):
        if (zone := _zones().get("_".join(words[:count]))) is not None:
            return zone
    return None


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Zones by their names, and by their cities where one zone alone has it."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name in sorted(available_timezones()):
        if "/" not in name and name != "UTC":
            continue
        found[name.lower()] = name
        area, _, city = name.lower().rpartition("/")
        if area.split("/")[0] in _OLD:
            continue
        if city in found and city != name.lower():
            twice.add(city)
        found.setdefault(city, name)
    return {key: zone for key, zone in found.items() if key not in twice}
