"""Web addresses: parsed as browsers do, compared as link builders mean it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_from_bytes, unquote_to_bytes

from ada_url import URL

DEFAULT_PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LOOKS_LIKE_HOST = re.compile(r"(?:[^\s/?#.:@\\]+\.)+[^\s/?#.:@\\]+\.?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL)
_LOCAL_HOST = re.compile(r"(?:localhost|\[[0-9a-fA-F:.]+\])(?![^:/?#])")
_TRACKING = re.compile(r"utm_.*|gclid|fbclid|msclkid|mc_.*", re.IGNORECASE | re.DOTALL)
_LOCATION_RAW = re.compile(rb"[^\x21-\x7e]")


class BadUrl(ValueError):  # noqa: N818 - it names what the text is
    """This is no address of a web page."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One parsed http or https address; ``host`` is lower case and punycode, an IPv6 one without brackets."""

    href: str
    scheme: str
    host: str
    port: int
    request_target: str
    host_header: str
    credentials: bool

    @property
    def origin(self) -> tuple[str, str, int]:
        """What makes two addresses one server."""
        return self.scheme, self.host, self.port


@lru_cache(maxsize=4096)
def parse(text: str) -> WebAddress:
    """Parse an absolute address by the WHATWG URL Standard; raises ``BadUrl`` unless it is http(s)."""
    try:
        url = URL(text)
    except (ValueError, UnicodeError) as error:
        raise BadUrl(text) from error
    scheme = url.protocol[:-1]
    if scheme not in DEFAULT_PORTS or not url.hostname:
        raise BadUrl(text)
    port = url.port
    return WebAddress(
        href=url.href,
        scheme=scheme,
        host=url.hostname.strip("[]"),
        port=int(port) if port else DEFAULT_PORTS[scheme],
        request_target=f"{url.pathname}{url.search}",
        host_header=url.host,
        credentials=bool(url.username or url.password),
    )


def candidates(text: str) -> tuple[str, ...]:
    """The addresses a person may mean by ``text``: itself, or https then http where the scheme is left out.

    Raises ``BadUrl`` where it is none.
    """
    text = text.strip()
    if not _SCHEME.match(text) or re.match(r"[^/?#@]+\.[^/?#@]*:\d", text) or text.startswith("localhost:"):
        bare = text.removeprefix("//")
        if not _LOOKS_LIKE_HOST.fullmatch(bare) and not re.match(
            r"(localhost|\[[0-9a-fA-F:.]+\])(?![^:/?#])", bare
        ):
            raise BadUrl(text)
        return tuple(parse(f"{scheme}://{bare}").href for scheme in ("https", "http"))
    return (parse(text).href,)


def resolve(href: str, base: str) -> str | None:
    """``href`` as it stands in a page, made absolute against ``base``; None unless it leads to the web."""
    try:
        url = URL(href, base)
    except (ValueError, UnicodeError):
        return None
    return url.href if url.protocol in ("http:", "https:") else None


def location(value: bytes, base: str) -> str | None:
    """A ``Location`` header made absolute; its raw bytes are percent-encoded, as browsers do."""
    text = _LOCATION_RAW.sub(lambda byte: quote_from_bytes(byte[0]).encode(), value.strip()).decode("ascii")
    try:
        return URL(text, base).href
    except (ValueError, UnicodeError):
        return None


Key = tuple[str, str, str]


@lru_cache(maxsize=8192)
def match_key(href: str) -> Key | None:
    """What two addresses must share to be the same link target: host and port, path, query.

    Scheme, ``www.``, a trailing slash, the fragment and tracking parameters don't count; the path's case and
    other parameters do. Percent-encoding is undone where it changes nothing. None unless it is a web address.
    """
    try:
        url = URL(href)
    except (ValueError, UnicodeError):
        return None
    if url.protocol not in ("http:", "https:"):
        return None
    host = bare_host(url.hostname)
    path = _plain(url.pathname, _KEPT_IN_PATH)
    search = url.search
    kept = (
        [part for part in search[1:].split("&") if part and not _TRACKING.fullmatch(_name(part))]
        if search
        else []
    )
    query = "&".join(_plain(part.replace("+", "%20"), _KEPT_IN_QUERY) for part in kept)
    return f"{host}:{url.port}", path.removesuffix("/"), query


def bare_host(host: str) -> str:
    """A host without a trailing dot and without ``www.``."""
    host = host.removesuffix(".")
    rest = host.removeprefix("www.")
    return rest if "." in rest else host


def _name(parameter: str) -> str:
    return unquote_to_bytes(parameter.partition("=")[0]).decode("latin-1")


_KEPT_IN_PATH = frozenset(b"/?#%\\;")
_KEPT_IN_QUERY = frozenset(b"&=+#%;")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")


def _plain(text: str, kept: frozenset[int]) -> str:
    """``text`` with needless percent-escapes undone; the bytes in ``kept`` mean something else when bare."""
    if "%" not in text:
        return text

    def undo(escape: re.Match[str]) -> str:
        byte = int(escape[1], 16)
        return chr(byte) if 0x20 < byte < 0x7F and byte not in kept else f"%{byte:02X}"

    return _ESCAPE.sub(undo, text)
