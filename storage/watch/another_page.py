"""Whether what answered for a page is another one, by the title it had when its link was last seen. Pure.

A link that somebody takes away leaves its page as it was. Where the whole title is another, and no redirect
led there, something stands in the page's place: a notice in words that nobody knows, a domain's new owner,
the page in another language for visitors from another country. That says nothing about the link, until it
stays: what stands there for days is what visitors get, and the link is not on it.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage.watch.observation import Observation
from storage.words import Finding, Verdict

_PARTS = re.compile(r"\s*[|·•»«›‹]\s*|\s+[-–—]\s+")
_WORDS = re.compile(r"[^\W_]{3,}")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_SHOWN = 60
#: How long, and at how many looks in a row, another page has to stand there before it is the page.
STAYS, LOOKS = timedelta(days=3), 4


@dataclass(frozen=True, slots=True)
class Stood:
    """What the last ``looks`` in a row saw at the page, the first of them at ``since``."""

    verdict: Verdict
    title: str
    since: datetime
    looks: int


def in_its_place(seen: Observation, title_before: str, last: Stood | None = None) -> Observation:
    """``seen``, or that the page could not be seen where it was missing the link on another page.

    ``title_before`` is the page's title when it last showed the link, "" where it had none; ``last`` is what
    stood there when it was looked at before.
    """
    read = seen.verdict is Verdict.MISSING and seen.status is not None and 200 <= seen.status < 300
    if not read or seen.redirects or seen.unchanged or seen.wrong_href or Finding.NOT_FOUND in seen.findings:
        return seen
    if not is_another(title_before, seen.title, host_of(seen.page)) or _stays(seen, last):
        return seen
    titled = f"titled “{seen.title[:_SHOWN]}”" if seen.title else "without a title"
    return replace(
        seen,
        verdict=Verdict.UNSEEN,
        findings=(Finding.NOT_FOUND,),
        detail=f"Could not see the page: in its place stands one {titled}, "
        f"where “{title_before[:_SHOWN]}” was. That says nothing about the link.",
        indexable=None,
        etag=None,
        last_modified=None,
        body_hash=None,
        doubt=None,
    )


def _stays(seen: Observation, last: Stood | None) -> bool:
    if last is None or last.title != seen.title:
        return False
    if last.verdict is Verdict.MISSING:
        return True
    return seen.checked_at - last.since >= STAYS and last.looks >= LOOKS


def is_another(before: str, now: str, host: str = "") -> bool:
    """Whether two titles of a page on ``host`` have no word in common but for the site's name.

    That is a word of its host's, or what both titles have after the headline.
    """
    parts, others = _parts(before), _parts(now)
    if parts[:1] and parts[0] in others and not _words(parts[0]) <= _named(parts[0], host):
        return False
    words = {word for part in parts if part not in others for word in _words(part)}
    words -= _named(before.casefold(), host)
    return bool(words) and words.isdisjoint(_words(now.casefold()))


def host_of(address: str) -> str:
    """The host in an address, in the letters and digits that a site's name may be found in."""
    return "".join(letter for letter in address.partition("//")[2].partition("/")[0] if letter.isalnum())


def _named(title: str, host: str) -> set[str]:
    return {word for word in _words(title) if word in host}


def _parts(title: str) -> list[str]:
    return [part for part in _PARTS.split(title.casefold().strip()) if part]


def _words(text: str) -> set[str]:
    """Its words of three letters and more; of scripts without spaces, each two characters in a row."""
    found = set(_WORDS.findall(_WIDE.sub(" ", text)))
    for run in _WIDE.findall(text):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found
