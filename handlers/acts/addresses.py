"""Web addresses that people give: made whole, or refused with an example."""

import re

from handlers.understanding.sites import fits_dns
from storage.errors import Mendable
from storage.link_key import comparable
from storage.sites import host_of, under_known_suffix

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?://)?")
#: Browsers and servers stop at about this.
LONGEST = 2_000


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
    host = host_of(text)
    refused = len(text) > LONGEST or comparable(text) is None or "@" in re.split(r"[/?#]", text[8:])[0]
    if refused or not fits_dns(host) or not _reachable(host):
        raise BadAddress(written, example)
    return text


def _reachable(host: str) -> bool:
    """Whether a host could be one: a name under a real suffix, an IP address, or a name of the intranet."""
    return under_known_suffix(host) or ":" in host or host.replace(".", "").isdigit() or host == "localhost"
