"""Whether a whole title, heading or sentence is one of the phrases that are known."""

import re
from collections.abc import Sequence

# Between a title and its site's name; between sentences.
SEPARATORS = re.compile(r"\s*[|·•»«›‹]\s*|\s+[-–—]\s+")
SENTENCES = re.compile(r"\s*(?:[.!?…]+(?:\s+|$)|[。！？؟।]+\s*)")
_LONGEST = 1500


def straight(text: str) -> str:
    """The beginning of ``text`` with plain apostrophes."""
    return text[:_LONGEST].replace("’", "'")


def bare(text: str) -> str:
    """``text`` without what stands around it, to be matched whole; "" where it is too long for a phrase."""
    part = straight(text).strip(" \t.!?…:()")
    return part if len(part) < 200 else ""


def is_known(text: str, known: re.Pattern[str]) -> bool:
    """Whether the whole of ``text`` is one of the known."""
    part = bare(text)
    return bool(part) and known.fullmatch(part) is not None


def names(title: str, known: re.Pattern[str]) -> bool:
    """Whether a title is one of the known, but for the site's name after it."""
    plainly = straight(title)
    ends = [len(plainly), *(found.start() for found in SEPARATORS.finditer(plainly))]
    return any(is_known(plainly[:end], known) for end in ends[:6])


def heads(title: str, headings: Sequence[str], known: re.Pattern[str]) -> bool:
    """Whether the title or the first heading is one of the known."""
    return names(title, known) or any(is_known(heading, known) for heading in headings[:1])


def site_first(title: str, known: re.Pattern[str]) -> bool:
    """Whether a title that begins with the site's name is one of the known after it."""
    return names(SEPARATORS.split(straight(title))[-1], known)


def says(sentences: Sequence[str], known: re.Pattern[str]) -> bool:
    """Whether a whole sentence is one of the known."""
    return any(is_known(sentence, known) for sentence in sentences)
