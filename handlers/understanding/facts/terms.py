"""What was agreed about a link besides its page: followed or not."""

import re

from storage.words import RelAgreed

_FOLLOWED = re.compile(
    r"\bdo[\s-]?follow(?:ed)?\b|\b(?:a\s+)?follow(?:ed)?[\s-]+(?:back)?links?\b|\b(?:no|not|without|isn't|"
    r"instead of)\s+(?:a\s+)?(?:no[\s-]?follow|sponsored)\b"
    r"|(?<=[,;(] )follow\b(?=\s*(?:[,;.)!]|$))|(?<=[,;(\ue000-\uf7ff] )followed\b(?!\s+(?:up|by|with|on))|"
    r"(?<=[(,;])followed\b(?!\s+up)|\bdf\b",
    re.IGNORECASE,
)
_NO_DOFOLLOW = re.compile(
    r"\bno to do[\s-]?follows?\b|\b(?:doesn't|don't|does not|do not|never|won't|will not|can't|"
    r"cannot)\s+(?:do|give|offer|allow|sell|provide|have)\s+(?:any\s+)?do[\s-]?follows?\b",
    re.IGNORECASE,
)
_UNFOLLOWED = re.compile(
    r"\bno[\s-]?follow(?:ed)?\b(?![\s-]*(?:up|ing)|-?ups?)|\brel\s*=\s*[\"']?nofollow|\bnf\b|"
    r"\bnot?\s+(?:an?\s+)?do[\s-]?follow(?:ed)?\b|\bnot\s+followed\b(?!\s+up)",
    re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"\brel\s*=\s*[\"']?sponsored|\b(?:marked|tagged|labell?ed|link(?:ed)?)\s+(?:as\s+)?sponsored\b|"
    r"\bsponsored\b(?!\s+(?:event|newsletter|meetup|webinar))",
    re.IGNORECASE,
)


def rel(text: str) -> RelAgreed | None:
    """``dofollow``, ``nofollow`` or ``sponsored``, whichever is said first; "not nofollow" is dofollow."""
    text = _NO_DOFOLLOW.sub(" ", text)
    found: list[tuple[int, int, RelAgreed]] = []
    for kind, pattern in (
        (RelAgreed.DOFOLLOW, _FOLLOWED),
        (RelAgreed.NOFOLLOW, _UNFOLLOWED),
        (RelAgreed.SPONSORED, _SPONSORED),
    ):
        found += [(m.start(), -m.end(), kind) for m in [pattern.search(text)] if m]
    return min(found)[2] if found else None
