"""Which web addresses can be looked at."""

import re

from handlers.understanding.facts.sites import fits_dns
from storage.links.link_key import comparable
from storage.sites import host_of, under_known_suffix

LONGEST = 2_000
"""Browsers and servers stop at about this many characters."""


def can_be_looked_at(url: str) -> bool:
    """Whether an absolute address could be a page of the web: a name under a real suffix, or an IP."""
    host = host_of(url)
    if len(url) > LONGEST or comparable(url) is None or "@" in re.split(r"[/?#]", url[8:])[0]:
        return False
    return fits_dns(host) and (under_known_suffix(host) or ":" in host or host.replace(".", "").isdigit())
