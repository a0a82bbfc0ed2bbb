"""Somebody else's words in a text: a pasted answer, or what stands in quotes behind "she wrote".

There "we don't take guest posts" is theirs, so it is read as "they don't take guest posts".
"""

import re

_PASTED = re.compile(
    r"^\W*(?:fwd?|fw|re|aw|wg|sv|rv)\s*:|^\W*from:\s|"
    r"\bthank(?:s| you)(?: so much| very much| a lot)? for (?:reaching out|"
    r"getting in touch|contacting|writing|your (?:e-?mail|message|mail|interest|pitch|note|patience|enquiry|"
    r"inquiry|proposal|offer|submission|time|reply))\b"
)
_SAID = re.compile(
    r"\b(?:wrote|writes|said|says|replied|replies|answered|responded|told (?:me|us)|came back with|came back)"
    r"\s*[:,]?\s*[\"“](?P<quote>[^\"”\n]{2,400})[\"”]"
)
_HEADERS = re.compile(r"^\W*(?:from|to|cc|bcc|date|sent|subject|reply-to):[^\n]*\n", re.MULTILINE)
_INLINE = re.compile(r"\s(?=(?:to|cc|date|sent|subject):\s)")
_SPEAKER = re.compile(
    r"^\W*(?!note\b|anchor\b|subject\b|title\b|topic\b)[a-z]{2,20}:\s*[\"“](?P<quote>[^\"”\n]{2,400})[\"”]"
)
_QUOTE_FIRST = re.compile(
    r"^\W*?[\"“](?P<quote>[^\"”\n]{2,400})[\"”]\s*(?:-|from\b|said\b|says\b|,?\s*(?:wrote|writes)\b)"
)
_THANKS = re.compile(
    r"\bthank(?:s| you)[^.!?,;]{0,40}\b(?:reaching out|getting in touch|contacting|writing)\b"
)
_FIRST_PERSON = (
    (re.compile(r"\b(?:i'm|i am)\b"), "they're"),
    (re.compile(r"\b(?:i|we)(?='(?:ve|d|ll|re)\b|\b)"), "they"),
    (re.compile(r"\b(?:our|my)\b"), "their"),
    (re.compile(r"\byour\b"), "our"),
    (re.compile(r"\byou\b"), "us"),
)


def reported(bare: str) -> str:
    """``bare`` (lifted, lower case) with what they wrote themselves told in the third person."""
    if pasted(bare):
        if re.match(r"\W*from:", bare) and "\n" not in bare:  # a mail's head on one line
            bare = _INLINE.sub("\n", bare)
            bare = re.sub(r"(subject:[^\n]*?)\s-+\s", r"\1\n", bare)
        return _theirs(_THANKS.sub(" ", _HEADERS.sub("", bare)))
    bare = _SPEAKER.sub(lambda m: m.group().replace(m["quote"], _theirs(m["quote"])), bare)
    bare = _QUOTE_FIRST.sub(lambda m: m.group().replace(m["quote"], _theirs(m["quote"])), bare)
    return _SAID.sub(lambda m: m.group().replace(m["quote"], _theirs(m["quote"])), bare)


def pasted(bare: str) -> bool:
    """Whether ``bare`` (lower case) is an answer of theirs, copied in."""
    return bool(_PASTED.search(bare))


def _theirs(words: str) -> str:
    for pattern, instead in _FIRST_PERSON:
        words = pattern.sub(instead, words)
    return words
