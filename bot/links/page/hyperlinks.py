"""The hyperlinks of a page, sorted by where they plainly lead before any address is parsed."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.foreign import drawn
from bot.links.page.page_facts import Sought
from bot.links.urls import host_of_resolved, resolve
from bot.links.wire.shorteners import shortens
from storage.links.link_key import bare_host

MOST_LINKS = 50_000
PLAIN_HOST = re.compile(r"[a-z0-9.-]+")

# One match for each href of a page, a line each: the host of a plain absolute address; or that it
# is plainly relative; or what it is otherwise, which only the URL parser can tell.
_HREF = re.compile(
    r"^(?:https?://([a-z0-9.-]+)(?![^/?#\n])"
    r"|([#?\n]|/(?![/\\\t\r])|[a-z0-9_-]+(?:[./?#\n]|\Z)|\Z|mailto:|tel:|javascript:)"
    r"|(.*))",
    re.MULTILINE | re.ASCII,
)
_MOSTPLAIN_HOSTS = 50_000
_plain_hosts: set[str] = set()


class Hyperlinks:
    """Every hyperlink element of a page with its href as written, sorted by where it plainly leads.

    A page has hundreds; the URL parser is only asked about those that may lead where somebody looks.
    """

    def __init__(
        self, tree: LexborHTMLParser, areas: Sequence[LexborNode], url: str, base: str, codec: str
    ) -> None:
        self.nodes: list[LexborNode] = []
        self.hrefs: list[str] = []
        self.base = base
        self.codec = codec
        self.own_host = bare_host(host_of_resolved(url))
        self.base_host = bare_host(host_of_resolved(base))
        self._collect(tree.tags("a")[:MOST_LINKS], areas)
        written = "\n".join(self.hrefs)
        found = _HREF.findall(written) if written.count("\n") == len(self.hrefs) - 1 else []
        if len(found) != len(self.hrefs):
            found = [("", "", href) for href in self.hrefs]
        self.hosts: list[str] = [host for host, _, _ in found]
        self.plainly_relative: list[bool] = [not host and not other for host, _, other in found]
        self.odd = _odd_hosts(set(self.hosts))

    def places(self, ends: tuple[str, ...], relative: Callable[[str], bool]) -> list[int]:
        """Which links may lead to a host with one of these ``ends``, or are relative and to be looked at."""
        wanted = {host for host in set(self.hosts) if host.endswith(ends)} | self.odd
        wanted.add("")
        return [
            place
            for place, host in enumerate(self.hosts)
            if host in wanted and (host or not self.plainly_relative[place] or relative(self.hrefs[place]))
        ]

    def resolved(self, place: int) -> str | None:
        """The address that a link leads to; None unless it is the web's."""
        return resolve(self.hrefs[place], self.base, self.codec)

    def _collect(self, anchors: Sequence[LexborNode], areas: Sequence[LexborNode]) -> None:
        nodes, hrefs = self.nodes, self.hrefs
        for node in anchors:
            href = node.attrs.get("href")
            if href is None:
                attributes = node.attributes
                if "href" in attributes:
                    href = ""
                elif "xlink:href" in attributes and drawn(node) == "svg":
                    href = attributes["xlink:href"] or ""
                else:
                    continue
            nodes.append(node)
            hrefs.append(href)
        for node in areas:
            attributes = node.attributes
            if "href" in attributes:
                nodes.append(node)
                hrefs.append(attributes["href"] or "")


def _odd_hosts(hosts: set[str]) -> set[str]:
    """Those of ``hosts`` that hide where they lead: shorteners, numbers, punycode."""
    unknown = hosts - _plain_hosts
    unknown.discard("")
    odd = {host for host in unknown if _odd(host)}
    if len(_plain_hosts) > _MOSTPLAIN_HOSTS:
        _plain_hosts.clear()
    _plain_hosts.update(unknown - odd)
    return odd


def _odd(host: str) -> bool:
    # The URL Standard reads a host whose last label is a number as an IPv4 address, in several spellings.
    last = host.removesuffix(".").rpartition(".")[2]
    return (
        host.endswith(".")
        or last.isdigit()
        or last.startswith("0x")
        or "xn--" in host
        or shortens(host, None)
    )


# The start of an address whose host is escaped, in another script or broken by a tab. With backslashes for
# slashes apart, because only a pattern that starts with a literal is searched for fast.
_DISGUISE = r"[^/\\?#\"'<> %&\t\r\n\x80-\U0010ffff]*+(?:[%&\t\r\n\x80-\U0010ffff])"
_DISGUISED = re.compile(rf"//{_DISGUISE}")
_DISGUISED_TWICE = re.compile(rf"\\(?:[/\\]|(?<=/\\)){_DISGUISE}")


def disguises(source: str) -> bool:
    """Whether a page may have links whose hrefs lead to a host without spelling it."""
    return _DISGUISED.search(source) is not None or (
        "\\" in source and _DISGUISED_TWICE.search(source) is not None
    )


def always_spelt(sought: Sought, base: str) -> bool:
    """Whether links can only lead to a target by spelling its host in full."""
    host = sought.host
    return _is_spelt(host) and bare_host(host_of_resolved(base)) != host


@lru_cache(maxsize=4096)
def _is_spelt(host: str) -> bool:
    return PLAIN_HOST.fullmatch(host) is not None and not _odd(host)
