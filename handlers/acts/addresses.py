"""Web addresses that people give: made whole, or refused with an example."""

import re

from handlers.understanding.facts.page_addresses import can_be_looked_at
from storage.errors import Mendable

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?://)?")


class BadAddress(Mendable):
    """What was given is no web address."""

    def __init__(self, written: str, example: str) -> None:
        shown = written if len(written) <= 100 else written[:99] + "…"
        super().__init__(
            f"“{shown}” is not a web address that can be looked at.",
            "Give the whole address, with https://.",
            example,
        )


def whole(written: str, example: str) -> str:
    """``written`` as an absolute http(s) address; raises BadAddress.

    A missing scheme is https, which is what every site that can be linked to speaks; the checker tries http
    where that fails.
    """
    text = written.strip()
    if not _SCHEME.match(text) or re.match(r"[^/?#]+:\d", text):
        text = f"https://{text.removeprefix('//')}"
    if not can_be_looked_at(text):
        raise BadAddress(written, example)
    return text
