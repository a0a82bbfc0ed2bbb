"""Whether a link that could not be followed may be the one that is looked for, by where that one stood. Pure.

A shortener that refuses us, unrelated to the link, would else keep a page from ever being called missing: it
is no reason to doubt unless it stands where the link stood when it was last seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.watch.observation import Observation, SeenLink

#: So many characters of the words beside two links are the same where they stand in one place.
_BESIDE = 12


def settled(seen: Observation, known: Sequence[SeenLink], framed: bool = False) -> Observation:
    """A look whose doubt is weighed against the links to the target as they were last seen.

    ``framed`` says that they stood in a frame of the page. Where nothing is known of them the doubt stands.
    """
    if seen.doubt is None:
        return seen
    if seen.doubt.framed and framed:
        return replace(seen, doubt=None)
    if not known or any(stands_for(door, link) for door in seen.doubt.doors for link in known):
        return replace(seen, doubt=None)
    return replace(seen.doubt.otherwise, checked_at=seen.checked_at)


def stands_for(door: SeenLink, link: SeenLink) -> bool:
    """Whether ``door`` is where ``link`` was: with its address, with its anchor or between its words."""
    if door.href == link.href:
        return True
    anchor = _words(door.anchor)
    if anchor and anchor == _words(link.anchor):
        return True
    before, were_before = _words(door.before)[-_BESIDE:], _words(link.before)[-_BESIDE:]
    after, were_after = _words(door.after)[:_BESIDE], _words(link.after)[:_BESIDE]
    return _same([(before, were_before), (after, were_after)])


def _same(sides: Iterable[tuple[str, str]]) -> bool:
    return any(len(one) == _BESIDE and one == other for one, other in sides)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
