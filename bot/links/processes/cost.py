"""Whether a page can be read right here, or has to be read where it can be stopped."""

import re

_LARGE = 400_000
_MANY_TAGS = 3000
# Pages that people write close no more elements than they open, but for a slip here and there.
_STRAY_ENDS = 200
_LONG = 4000
_LONG_UP_TO = 150_000


def plainly_cheap(body: bytes) -> bool:
    """Whether reading ``body`` can't hold up the event loop: its cost grows with nesting and attributes.

    3,000 elements left open take lexbor 20 ms, 10,000 some 150 ms, 200,000 more than 25 s; every end tag that
    fits nothing walks through all that is open, so 30,000 of them after 3,000 elements take 300 ms. 1,500
    attributes on one element take 4 ms, 100,000 more than 25 s.
    """
    if len(body) > _LARGE:
        return False
    tags = body.count(b"<")
    if tags > _MANY_TAGS:
        ends = body.count(b"</")
        if tags - ends > _MANY_TAGS or ends > tags - ends + _STRAY_ENDS:
            return False
    return not _has_long_tag(body)


def _has_long_tag(body: bytes) -> bool:
    # Most pages have a ">" in every stretch of 4,000 bytes, which is quickly seen; scripts and text have not.
    longest = min(_LONG, _LONG * _LONG_UP_TO // max(len(body), 1))  # many long ones cost as much together
    at, end = 0, len(body) - longest
    while at < end:
        at = body.rfind(b">", at, at + longest) + 1
        if not at:
            return re.search(rb"<[a-zA-Z][^>]{%d}" % longest, body) is not None
    return False
