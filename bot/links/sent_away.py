"""Whether a redirect led away from the page, to one that many others end at."""

import re
from urllib.parse import urlsplit

_LANGUAGE = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?)?/?", re.IGNORECASE)
_FRONT = re.compile(r"/(?:index|default|home|main|start|welcome)(?:\.\w{2,5})?/?", re.IGNORECASE)
# Words of a title. What else hangs below a page is a view of it: its feed, its comments, its second part.
_SLUG = re.compile(r"[^/]*[^\W\d_]{2,}[^/]*[-_][^/]*[^\W\d_]{2,}[^/]*")
_VIEW = re.compile(r"(?:comment-page-|page[-_]\d|amp\b|print\b|index\.)", re.IGNORECASE)


def sent_away(asked: str, found: str) -> bool:
    """Whether ``asked``, a page below a site's front, was answered with a front or with the list it stood in.

    Sites do so with pages that are gone, instead of saying so: Google calls it a soft 404
    (Search Central, "HTTP status codes", soft 404 errors).
    """
    before, after = urlsplit(asked), urlsplit(found)
    if after.query or _is_front(before.path):
        return False
    if _is_front(after.path):
        return True
    path, listing = before.path.rstrip("/"), after.path.rstrip("/")
    above, _, last = path.rpartition("/")
    same_host = before.netloc.removeprefix("www.") == after.netloc.removeprefix("www.")
    return same_host and above == listing and _SLUG.fullmatch(last) is not None and not _VIEW.match(last)


def _is_front(path: str) -> bool:
    return _LANGUAGE.fullmatch(path) is not None or _FRONT.fullmatch(path) is not None
