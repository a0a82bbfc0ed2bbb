"""What a page tells search engines: rel, robots directives, canonical, refresh."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

UNFOLLOWED = frozenset({"nofollow", "sponsored", "ugc"})

_AGENTS = frozenset({"*", "robots", "googlebot"})
# Directives that carry a value after a colon, and so look like a bot's name.
_VALUED = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_UNAVAILABLE = re.compile(
    r"unavailable_after\s*:\s*(.*?)(?=$|[,;]\s*(?:[a-z][a-z-]+\s*(?:$|[,;:])|\*\s*:))",
    re.IGNORECASE | re.DOTALL,
)
# What such a directive forbids is its own matter: no image preview ("none") is no "none" for the page.
_VALUE = re.compile(r"\bmax-[a-z]+(?:-[a-z]+)?\s*:\s*[^\s,;]*", re.IGNORECASE)
_PREFIX = re.compile(r"\s*([^\s:,]+)\s*:(.*)", re.DOTALL)
_SPACE = r"[\t\n\f\r ]"
_REFRESH = re.compile(
    rf"{_SPACE}*+(?:(\d++)[\d.]*+|\.[\d.]*+)(?:{_SPACE}*+[;,]{_SPACE}*+|{_SPACE}++)(?:url{_SPACE}*+={_SPACE}*+)?"
    r"(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_REFRESHES = re.compile(rf"{_SPACE}*+\d", re.ASCII)
_QUOTED = r"\"((?:[^\"\\]|\\.)*+)\""
_LINK_HEADER = re.compile(rf"<([^<>]*)>((?:\s*;\s*[^\s=;,]+\s*(?:=\s*(?:{_QUOTED}|[^\s;,\"]*))?)*)")
_LINK_PARAMETER = re.compile(rf";\s*([^\s=;,]+)\s*(?:=\s*(?:{_QUOTED}|([^\s;,\"]*)))?")
#: What says that a canonical address is another version's: Google disregards those. Source: Google Search
#: Central, "How to specify a canonical URL with rel="canonical" and other methods".
ALTERNATIVE = frozenset({"hreflang", "lang", "media", "type"})
_ALTERNATIVE = ALTERNATIVE | {"anchor"}

MOST_REFRESH_SECONDS = 10
_LONGEST = 2000
_LONGEST_LINKS = 8192


@dataclass(frozen=True, slots=True)
class Directives:
    """What robots directives forbid, all of them taken together: the most restrictive wins.

    ``dated``: they name a day to come, from which on they forbid more.
    """

    noindex: bool = False
    nofollow: bool = False
    dated: bool = False

    def __or__(self, other: "Directives") -> "Directives":
        return Directives(
            self.noindex or other.noindex, self.nofollow or other.nofollow, self.dated or other.dated
        )


NOTHING_FORBIDDEN = Directives()


def rel_tokens(rel: str | None) -> tuple[str, ...]:
    """The tokens of a rel attribute, lower case, in order, each once.

    Split on spaces and commas. Source: Google Search Central, "Qualify your outbound links".
    """
    return (
        tuple(dict.fromkeys(re.split(r"[\s,]+", rel.lower().strip(" ,\t\n\r\f"))))
        if rel and rel.strip(" ,")
        else ()
    )


def directives(content: str, now: datetime) -> Directives:
    """The directives of one robots meta tag, or of a header's part that addresses Googlebot.

    ``unavailable_after`` a moment that is past by ``now`` counts as noindex. Source: Google Search Central,
    "Robots meta tag, data-nosnippet, and X-Robots-Tag".
    """
    content = content[:_LONGEST]
    ends = [moment for found in _UNAVAILABLE.finditer(content) if (moment := _moment(found[1]))]
    gone = any(moment < now for moment in ends)
    words = set(re.split(r"[\s,;]+", _VALUE.sub("", _UNAVAILABLE.sub("", content)).lower()))
    return Directives(
        noindex=gone or bool(words & {"noindex", "none"}),
        nofollow=bool(words & {"nofollow", "none"}),
        dated=any(moment >= now for moment in ends),
    )


def header_directives(values: Iterable[str], now: datetime) -> Directives:
    """What ``X-Robots-Tag`` headers mean for Googlebot; a user agent's name binds what follows it."""
    found = Directives()
    for value in values:
        addressed = True
        kept: list[str] = []
        protected = _UNAVAILABLE.sub(lambda match: match[0].replace(",", "\x00"), value[:_LONGEST])
        for part in protected.split(","):
            rest = part
            prefix = _PREFIX.fullmatch(rest)
            if prefix and prefix[1].lower() not in _VALUED:
                addressed = prefix[1].lower() in _AGENTS
                rest = prefix[2]
            if addressed:
                kept.append(rest.replace("\x00", ","))
        found |= directives(",".join(kept), now)
    return found


def names_googlebot(name: str | None) -> bool:
    """Whether a meta tag's name addresses Google's crawler."""
    return name is not None and name.strip().lower() in {"robots", "googlebot"}


def refresh_target(content: str | None) -> str | None:
    """Where a meta refresh leads within 10 seconds, as written; None where it leads nowhere else."""
    match = _REFRESH.match(content or "")
    if not match or int((match[1] or "0")[:9]) > MOST_REFRESH_SECONDS:
        return None
    target = next((group for group in match.groups()[1:] if group is not None), "").strip()
    return target or None


def refreshes(content: str | None) -> bool:
    """Whether a meta refresh, or a header, has the page loaded again or left, at whichever time."""
    return _REFRESHES.match(content or "") is not None


def header_canonicals(values: Sequence[str]) -> list[str]:
    """The addresses that ``Link`` headers name as canonical, as written (RFC 8288).

    Not those of another context (``anchor``), nor of another version of the page.
    """
    found: list[str] = []
    for value in values:
        for link in _LINK_HEADER.finditer(_about_canonicals(value)):
            parameters = _LINK_PARAMETER.findall(link[2])
            rels = [quoted or bare for name, quoted, bare in parameters if name.lower() == "rel"]
            if (
                _ALTERNATIVE.isdisjoint(name.lower() for name, _, _ in parameters)
                and rels
                and "canonical" in rels[0].lower().split()
            ):
                found.append(link[1].strip())
    return found


def _about_canonicals(value: str) -> str:
    """What of a ``Link`` header stands around its first word of a canonical address, if it is long.

    Sites announce hundreds of files before it.
    """
    if len(value) <= _LONGEST_LINKS:
        return value
    place = max(value.lower().find("canonical") - _LONGEST_LINKS // 2, 0)
    return value[place : place + _LONGEST_LINKS]


def _moment(written: str) -> datetime | None:
    text = written.strip().strip("\"'")
    for parse in (datetime.fromisoformat, _written_out, parsedate_to_datetime):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


_ZONE = re.compile(r"\s+([A-Z]{1,4})$")
_HOURS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_HOURS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"[ T]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?$")
_DAYS = ("%d-%b-%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y-%m-%d", "%Y/%m/%d")


def _written_out(text: str) -> datetime:
    """A moment as in RFC 850, in ISO 8601 with a zone's name, or as people write it; a day is its start."""
    zone = _ZONE.search(text)
    text = _WEEKDAY.sub("", text[: zone.start()] if zone else text)
    clock = _TIME_OF_DAY.search(text)
    time = timedelta()
    if clock is not None:
        text = text[: clock.start()]
        time = timedelta(hours=int(clock[1]), minutes=int(clock[2]), seconds=int(clock[3] or 0))
    for form in _DAYS:
        try:
            day = datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return day + time - timedelta(hours=_HOURS.get(zone[1], 0) if zone else 0)
    raise ValueError(text)
