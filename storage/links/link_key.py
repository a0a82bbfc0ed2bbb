"""When two addresses are one link: the matching rules, for the checker and the ledger alike."""

import re
from functools import lru_cache
from hashlib import sha256

from ada_url import URL

#: A parameter with one of these names says how a visitor came, not which page is meant.
TRACKING = re.compile(r"utm_.*|mc_.*|gclid|fbclid|msclkid", re.IGNORECASE | re.DOTALL)

_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?://|[\\/])")
#: What means something else when it stands bare; all other printable characters may be written either way.
_KEPT_IN_PATH = frozenset(b"/?#%\\;")
_KEPT_IN_QUERY = frozenset(b"&=+#%;")


def comparable(url: str) -> str | None:
    """What the matching rules leave of an absolute http(s) address; None for anything else.

    Two addresses are one link when this is equal. The WHATWG URL Standard settles case of scheme and host,
    IDN, default ports, dot segments and what must be percent-encoded; beyond that, what needs no encoding is
    decoded, and scheme, credentials, ``www.``, one trailing slash, fragment and tracking parameters don't
    count. Path case, other parameters and their order do.
    """
    try:
        parsed = URL(url)
        if parsed.protocol not in {"http:", "https:"}:
            return None
        return matching_form(parsed.hostname, parsed.port, parsed.pathname, parsed.search)
    except (ValueError, UnicodeError):
        return None


def matching_form(host: str, port: str, path: str, search: str) -> str:
    """The same, of an address whose parts stand as the URL parser writes them; ``port`` "" is the default."""
    return f"{bare_host(host)}{port and ':'}{port}{_path(path)}{_query(search)}"


def bare_host(host: str) -> str:
    """A host without a trailing dot and without ``www.``."""
    host = host.removesuffix(".")
    rest = host.removeprefix("www.")
    return rest if "." in rest else host


@lru_cache(maxsize=2048)  # a few targets stand in very many links
def link_key(url: str) -> str:
    """The key of an address in the ledger: SHA-256, in hex, of its comparable form.

    A scheme may be left out (``techblog.com/tools``), as exports of other tools do; what is no web address
    at all has the key of its own text.
    """
    text = url.strip()
    form = comparable(text if _SCHEME.match(text) else f"https://{text}")
    return sha256((form if form is not None else text).encode("utf-8", "surrogatepass")).hexdigest()


def same_link(one: str, other: str) -> bool:
    """Whether two absolute addresses are one link by the matching rules."""
    form = comparable(one)
    return form is not None and form == comparable(other)


def _path(path: str) -> str:
    return _settled(path, _KEPT_IN_PATH).removesuffix("/")


def _query(search: str) -> str:
    if len(search) < 2:
        return ""
    # In a query a plus is a space: every form decoder reads it so.
    pairs = [_settled(pair.replace("+", "%20"), _KEPT_IN_QUERY) for pair in search[1:].split("&") if pair]
    kept = [pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0])]
    return f"?{'&'.join(kept)}" if kept else ""


def _settled(part: str, kept: frozenset[int]) -> str:
    """One spelling of percent-encoding: decoded where that changes nothing, upper-case hex elsewhere."""
    if "%" not in part:
        return part

    def settle(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if 0x20 < byte < 0x7F and byte not in kept else match[0].upper()

    return _ENCODED.sub(settle, part)
