"""Which site a host belongs to: the registrable domain, by the Public Suffix List."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_PLAIN_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]*[a-z_-][a-z0-9_-]*", re.ASCII)
# An address whose host the URL parser would leave as it is: no punycode, no number, no port.
_PLAIN_URL = re.compile(r"https?://((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,})(?=[/?#]|\Z)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?://|[\\/])")


def host_of(url: str) -> str:
    """The host of a web address or of a bare host, as the WHATWG URL Standard writes it.

    Lower case, punycode, without port, brackets or a trailing dot; "" where there is none. A scheme may be
    left out (``techblog.com/tools``).
    """
    text = url.strip()
    if _PLAIN_HOST.fullmatch(text):
        return text
    if plain := _PLAIN_URL.match(text):
        return plain[1]
    from ada_url import URL  # a foreign library's start-up, spared where a plain host is asked about

    if not _SCHEME.match(text):
        text = f"https://{text.removeprefix('//')}"
    try:
        host = URL(text).hostname
    except (ValueError, UnicodeError):
        return ""
    return host.strip("[]").removesuffix(".")


@lru_cache(maxsize=20_000)
def registrable(host_or_url: str) -> str:
    """The registrable domain of a host or address: ``https://blog.techblog.co.uk/a`` → ``techblog.co.uk``.

    The host itself where a private suffix ends right before it (``ann.blogspot.com``), where it is a public
    suffix, an IP address or a single label. Names under a top-level domain that nobody registers
    (``.example``, ``.test``) count their last two labels. "" where there is no host.
    Source: publicsuffix.org, with its private section; the list that tldextract ships, never the network.
    """
    host = host_of(host_or_url)
    labels = host.split(".")
    if ":" in host or len(labels) < 3 or labels[-1].isdigit():
        return host
    suffix = _suffix_length([_unicode(label) for label in labels])
    return ".".join(labels[-(suffix + 1) :])


def _suffix_length(labels: list[str]) -> int:
    """How many labels at the end are the public suffix: the longest rule, an exception before all, else 1."""
    rules = _rules()
    for start in range(len(labels)):
        tail = ".".join(labels[start:])
        if f"!{tail}" in rules:
            return len(labels) - start - 1
        if tail in rules or f"*.{'.'.join(labels[start + 1 :])}" in rules:
            return len(labels) - start
    return 1


def _unicode(label: str) -> str:
    """A label as the list spells it; the list holds IDN suffixes in Unicode."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=1)
def _rules() -> frozenset[str]:
    """The list's rules. Read from tldextract's files: importing it costs 0.2 s, most of it for downloads."""
    spec = find_spec("tldextract")
    if spec is None or spec.origin is None:
        raise RuntimeError("tldextract, a dependency of outreach, is not installed")
    text = (Path(spec.origin).parent / ".tld_set_snapshot").read_text(encoding="utf-8")
    lines = (line.split(maxsplit=1)[0] for line in text.splitlines() if line and not line.startswith("//"))
    return frozenset(lines)


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    """The top-level domains that some rule ends in: "co.za" is one although "za" alone is not."""
    return frozenset(rule.rpartition(".")[2] for rule in _rules())


RESERVED = frozenset({"example", "test", "invalid", "localhost", "local", "internal"})
"""Top-level names for examples and intranets that the list lacks (RFC 2606, RFC 6762, ICANN on .internal)."""


def under_known_suffix(host: str) -> bool:
    """Whether ``host`` ends in a real (or reserved) top-level domain and says more than that.

    Tells ``techblog.com`` from ``v2.0`` and ``e.g``; an IP address is under none.
    """
    *rest, last = [_unicode(label) for label in host.split(".")]
    return bool(rest and rest[-1]) and (last in RESERVED or last in _endings())
