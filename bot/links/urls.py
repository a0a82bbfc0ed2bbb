"""Web addresses: parsed as browsers do, compared as link builders mean it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_from_bytes

from ada_url import URL

from bot.links.query_bytes import written
from storage.links.link_key import comparable, matching_form
from storage.sites import host_of

DEFAULT_PORTS = {"http": 80, "https": 443}
_DEFAULTS = frozenset({"80", "443"})

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LOOKS_LIKE_HOST = re.compile(r"(?:[^\s/?#.:@\\]+\.)+[^\s/?#.:@\\]+\.?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL)
_LOCAL_HOST = re.compile(r"(?:localhost|\[[0-9a-fA-F:.]+\])(?![^:/?#])")
# Encodings of which ASCII too is written otherwise, in parts.
_NOT_IN_ASCII = frozenset({"iso2022_jp", "iso-2022-jp"})
_LOCATION_RAW = re.compile(rb"[\x80-\xff]")


# Addresses that the URL parser would leave as they are, which is nearly all: lower-case names without two
# hyphens in a row (so no punycode) or dotted decimals, no escapes, no segments that start with a dot.
_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_ROOTED = (
    r"((?:/(?:[A-Za-z0-9_~!$&()*+,;=:@-][A-Za-z0-9_~!$&()*+,;=:@.-]*)?)+)(\?[A-Za-z0-9_~!$&()*+,;=:@/?.-]+)?"
)
_PLAIN_URL = re.compile(
    rf"(https?)://((?:{_LABEL}\.)*[a-z](?:[a-z0-9]|-[a-z0-9])*|(?:{_BYTE}\.){{3}}{_BYTE})(?::([1-9][0-9]{{0,3}}|[1-5][0-9]{{4}}))?{_ROOTED}"
)
_PLAIN_PATH = re.compile(rf"(?!//){_ROOTED}")


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
    plain = _plain_url(text)
    if plain is not None:
        scheme, host, written, path, search = plain.groups("")
        return WebAddress(
            href=text,
            scheme=scheme,
            host=host,
            port=int(written) if written else DEFAULT_PORTS[scheme],
            request_target=path + search,
            host_header=f"{host}:{written}" if written else host,
            credentials=False,
        )
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
    if _plain_url(text) is not None:
        return (text,)
    if not _SCHEME.match(text) or re.match(r"[^/?#@]+\.[^/?#@]*:\d", text) or text.startswith("localhost:"):
        bare = text.removeprefix("//")
        if not _LOOKS_LIKE_HOST.fullmatch(bare) and not re.match(
            r"(localhost|\[[0-9a-fA-F:.]+\])(?![^:/?#])", bare
        ):
            raise BadUrl(text)
        return tuple(parse(f"{scheme}://{bare}").href for scheme in ("https", "http"))
    return (parse(text).href,)


def resolve(href: str, base: str, codec: str = "utf-8") -> str | None:
    """``href`` as it stands in a page, made absolute against ``base``; None unless it leads to the web.

    ``codec`` is the page's own: browsers write a query in it.
    """
    if _plain_url(href) is not None:
        return href
    if _PLAIN_PATH.fullmatch(href) and (root := _plain_url(base)) is not None:
        return f"{base[: root.start(4)]}{href}"
    if not codec.startswith("utf") and "?" in href and (not href.isascii() or codec in _NOT_IN_ASCII):
        href = _query_in(href, codec)
    try:
        url = URL(href, base)
    except (ValueError, UnicodeError):
        return None
    return url.href if url.protocol in ("http:", "https:") else None


def base_address(href: str, url: str) -> str:
    """What a document's links start from, by its ``<base href>`` and its own address.

    One that can't be parsed, or is data or a script, is none (HTML Standard, 4.2.3, "frozen base URL");
    any other counts, even where no link that starts from it leads to the web.
    """
    found = resolve(href, url)
    if found is not None:
        return found
    try:
        base = URL(href, url)
    except (ValueError, UnicodeError):
        return url
    return url if base.protocol in ("data:", "javascript:") else base.href


def _query_in(href: str, codec: str) -> str:
    """``href`` with its query in the bytes of ``codec``; paths are UTF-8 whatever the page is."""
    address, number_sign, fragment = href.partition("#")
    path, question_mark, query = address.partition("?")
    return f"{path}{question_mark}{written(query, codec)}{number_sign}{fragment}"


def location(value: bytes, base: str) -> str | None:
    """A ``Location`` header made absolute; its raw bytes are percent-encoded, as browsers do.

    What is ASCII is the URL parser's: a tab in it is none, a space is escaped.
    """
    text = _LOCATION_RAW.sub(lambda byte: quote_from_bytes(byte[0]).encode(), value.strip()).decode("ascii")
    try:
        return URL(text, base).href
    except (ValueError, UnicodeError):
        return None


@lru_cache(maxsize=8192)
def match_key(href: str) -> str | None:
    """What two addresses must share to be the same link target: ``storage.links.link_key``, sooner.

    None unless it is a web address.
    """
    plain = _plain_url(href)
    if plain is None:
        return comparable(href)
    _, host, port, path, search = plain.groups("")
    return matching_form(host, port, path, search)


def host_in(url: str) -> str:
    """The host of a web address, as ``storage.sites.host_of`` gives it."""
    plain = _plain_url(url)
    return plain[2] if plain is not None else host_of(url)


def host_of_resolved(href: str) -> str:
    """The host of an address that the URL parser has written, "" where it has none."""
    parts = href.split("/", 3)
    authority = parts[2].rpartition("@")[2] if len(parts) > 2 else ""
    return (
        authority.partition("]")[0].strip("[") if authority.startswith("[") else authority.partition(":")[0]
    )


@lru_cache(maxsize=1024)
def _plain_url(text: str) -> re.Match[str] | None:
    """The scheme, host, port, path and query of an address that stands as the URL parser would write it."""
    plain = _PLAIN_URL.fullmatch(text)
    return plain if plain is not None and plain[3] not in _DEFAULTS else None
