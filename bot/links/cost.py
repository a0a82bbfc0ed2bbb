"""Whether a page can be read right here, or has to be read where it can be stopped."""

import re

_LARGE = 150_000
_MANY_TAGS = 3000
_LONG = 6000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{%d}" % _LONG)


def plainly_cheap(body: bytes) -> bool:
    """Whether reading ``body`` can't hold up the event loop: its cost grows with nesting and attributes.

    3,000 elements left open take lexbor 20 ms, 10,000 some 150 ms, 200,000 more than 25 s; 1,500 attributes
    on one element 4 ms, 100,000 more than 25 s.
    """
    if len(body) > _LARGE:
        return False
    tags = body.count(b"<")
    return (tags <= _MANY_TAGS or tags - body.count(b"</") <= _MANY_TAGS) and not _has_long_tag(body)


def _has_long_tag(body: bytes) -> bool:
    # Most pages have a ">" in every stretch of 6,000 bytes, which is quickly seen; scripts and text have not.
    at, end = 0, len(body) - _LONG
    while at < end:
        at = body.rfind(b">", at, at + _LONG) + 1
        if not at:
            return _LONG_TAG.search(body) is not None
    return False
