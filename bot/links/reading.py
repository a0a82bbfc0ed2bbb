"""From a page's bytes to what it says about the links that are looked for. Pure, and safe to run elsewhere.

The page is built as the HTML Standard has browsers do it (lexbor), with scripting on: what stands in
``noscript`` is text to them, and is read apart. Links in comments, templates, scripts, text areas and
attributes are no elements, so they are never found.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links import evidence, walls
from bot.links.charset import text_of
from bot.links.shorteners import shortens
from bot.links.signals import (
    NOTHING_FORBIDDEN,
    Directives,
    directives,
    names_googlebot,
    refresh_target,
    rel_tokens,
)
from bot.links.urls import Key, bare_host, match_key, resolve
from bot.links.visibility import hidden
from storage.sites import host_of, registrable

MOST_LINKS = 50_000
MOST_KEPT = 50
MOST_CANDIDATES = 10
MOST_FRAMES = 5


@dataclass(frozen=True, slots=True)
class Sought:
    """A target that somebody wants to know about, with the anchors agreed for it."""

    target: str
    key: Key
    host: str
    site: str
    anchors: frozenset[str] = frozenset()

    @classmethod
    def of(cls, target: str, anchors: Iterable[str | None] = ()) -> "Sought":
        """What to look for, from a target's address; raises ``ValueError`` where it is no web address."""
        key = match_key(target)
        if key is None:
            raise ValueError(target)
        host = bare_host(host_of(target))
        wanted = frozenset(evidence.comparable(anchor) for anchor in anchors if anchor)
        return cls(target, key, host, registrable(host), wanted)


@dataclass(frozen=True, slots=True)
class Found:
    """One hyperlink on the page, with what a visitor and a search engine make of it."""

    href: str
    anchor: str
    rel: tuple[str, ...] = ()
    html: str = ""
    before: str = ""
    after: str = ""
    image: bool = False
    hidden: bool = False
    noscript: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What the page holds for one target.

    ``links`` lead to it, ``elsewhere`` to other pages of its site, ``candidates`` may lead to it by way of a
    redirect.
    """

    links: tuple[Found, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    candidates: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says. ``refresh`` is where it sends visitors on to within seconds.

    ``canonicals`` and ``frames`` are absolute addresses; ``wall`` is only asked for where a target has no link.
    ``too_many`` says that links were left unread.
    """

    about: dict[str, About] = field(default_factory=dict)
    title: str = ""
    robots: Directives = NOTHING_FORBIDDEN
    canonicals: tuple[str, ...] = ()
    refresh: str | None = None
    frames: tuple[str, ...] = ()
    wall: walls.Wall | None = None
    too_many: bool = False


def read(
    body: bytes,
    content_type: str,
    url: str,
    sought: Sequence[Sought],
    now: datetime,
    redirected: bool = False,
) -> PageFacts:
    """Read one HTML page for what is ``sought``; ``url`` is where it was finally found."""
    source = text_of(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    base = _base(tree, url)
    refresh = _refresh(tree, url, base)
    robots, canonicals = _head(tree, base, now)
    anchors = _anchors(tree)
    about = {target.target: _search(anchors, target, url, base) for target in sought}
    wall = None
    if not all(found.links for found in about.values()):
        about = _with_noscript(tree, about, sought, base)
    title = _title(tree)
    frames: tuple[str, ...] = ()
    if not all(found.links for found in about.values()):
        frames = _frames(tree, base)
        wall = walls.wall_of(tree, source, url, redirected)
    return PageFacts(
        about=about,
        title=title,
        robots=robots,
        canonicals=canonicals,
        refresh=refresh,
        frames=frames,
        wall=wall,
        too_many=len(anchors) >= MOST_LINKS,
    )


# The document's own statements


def _base(tree: LexborHTMLParser, url: str) -> str:
    """The document's base address: the first base with an href, unless that leads nowhere (HTML Standard, 4.2.3)."""
    for node in tree.tags("base"):
        href = node.attributes.get("href")
        if "href" in node.attributes:
            return resolve((href or "").strip(), url) or url
    return url


def _refresh(tree: LexborHTMLParser, url: str, base: str) -> str | None:
    for node in tree.tags("meta"):
        attributes = node.attributes
        equivalent = attributes.get("http-equiv")
        if equivalent and equivalent.strip().lower() == "refresh":
            written = refresh_target(attributes.get("content"))
            target = resolve(written, base) if written else None
            return None if target is None or target.partition("#")[0] == url.partition("#")[0] else target
    return None


def _head(tree: LexborHTMLParser, base: str, now: datetime) -> tuple[Directives, tuple[str, ...]]:
    robots = Directives()
    for node in tree.tags("meta"):
        attributes = node.attributes
        if names_googlebot(attributes.get("name")):
            robots |= directives(attributes.get("content") or "", now)
    canonicals: list[str] = []
    for node in tree.tags("link"):
        attributes = node.attributes
        rel = attributes.get("rel")
        if rel and "canonical" in rel.lower().split() and attributes.get("href") and _in_head(node):
            target = resolve((attributes["href"] or "").strip(), base)
            if target:
                canonicals.append(target)
    return robots, tuple(canonicals[:10])


def _in_head(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "head"


def _title(tree: LexborHTMLParser) -> str:
    nodes = tree.tags("title")
    return evidence.plain(nodes[0].text(), evidence.TITLE_LENGTH) if nodes else ""


def _frames(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    """The frames whose pages a visitor sees inside this one."""
    found: dict[str, None] = {}
    for node in [*tree.tags("iframe"), *tree.tags("frame")]:
        attributes = node.attributes
        if "srcdoc" in attributes or not attributes.get("src"):
            continue
        target = resolve(attributes["src"] or "", base)
        if target:
            found[target] = None
    return tuple(found)[: 4 * MOST_FRAMES]


# Links

_Anchor = tuple[LexborNode, str]

# An href that is plainly on another host, or plainly on the base's: the URL parser is only asked about the rest.
_ABSOLUTE = re.compile(r"[ \t\n\r\f]*https?://([a-z0-9.-]+)(?=[/?#]|$)", re.IGNORECASE | re.ASCII)
_RELATIVE = re.compile(r"(?:[#?]|/(?![/\\\t\n\r])|[a-z0-9_-]+(?:[./?#]|$))", re.IGNORECASE | re.ASCII)


def _anchors(tree: LexborHTMLParser) -> list[_Anchor]:
    """Every hyperlink element with its href as written, in the page's order except for areas."""
    anchors: list[_Anchor] = []
    for node in tree.tags("a"):
        href = node.attrs.get("href")
        if href is None:
            attributes = node.attributes
            if "href" in attributes:
                href = ""
            elif "xlink:href" in attributes and _in_svg(node):
                href = attributes["xlink:href"] or ""
            else:
                continue
        anchors.append((node, href))
        if len(anchors) >= MOST_LINKS:
            return anchors
    for node in tree.tags("area"):
        href = node.attributes.get("href")
        if href:
            anchors.append((node, href))
    return anchors


def _in_svg(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(100):
        if parent is None:
            return False
        if parent.tag == "svg":
            return True
        parent = parent.parent
    return False


def _search(anchors: Sequence[_Anchor], sought: Sought, url: str, base: str) -> About:
    own_host = bare_host(host_of(url))
    base_host = bare_host(host_of(base))
    links: list[Found] = []
    elsewhere: list[_Anchor] = []
    candidates: list[_Anchor] = []
    for node, written in anchors:
        absolute = _ABSOLUTE.match(written)
        if absolute is not None:
            host = bare_host(absolute[1].lower())
        elif _RELATIVE.match(written):
            host = base_host
        else:
            host = ""
        if host and host != sought.host and not host.startswith("xn--") and not _may_be_number(host):
            related = host.endswith(sought.site)
            path = _path(written, absolute)
            door = host == own_host and _carries(path, sought)
            if not related and not door and not shortens(host, path):
                if sought.anchors and _agreed(node, sought):
                    candidates.append((node, written))
                continue
        href = resolve(written, base)
        if href is None:
            continue
        if match_key(href) == sought.key:
            if len(links) < MOST_KEPT:
                links.append(_found(node, href))
            continue
        host = bare_host(host_of(href))
        door = host == own_host and _carries(_path_of(href), sought)
        if door or shortens(host, _path_of(href)) or (sought.anchors and _agreed(node, sought)):
            candidates.append((node, href))
        if host != own_host and registrable(host) == sought.site:
            elsewhere.append((node, href))
    if links:
        return About(tuple(links))
    return About(
        elsewhere=tuple(_found(node, href) for node, href in elsewhere[:MOST_CANDIDATES]),
        candidates=tuple(_candidates(candidates, sought, base)),
    )


def _may_be_number(host: str) -> bool:
    """Whether the URL Standard might read ``host`` as an IPv4 address, in one of its spellings."""
    last = host.rpartition(".")[2]
    return last.isdigit() or last.startswith("0x")


def _candidates(anchors: Sequence[_Anchor], sought: Sought, base: str) -> list[Found]:
    """At most ten links to follow, those on the agreed anchor first."""
    found: dict[str, Found] = {}
    for node, written in sorted(anchors[:500], key=lambda anchor: not _agreed(anchor[0], sought)):
        href = resolve(written, base)
        if href is not None and href not in found:
            found[href] = _found(node, href)
            if len(found) == MOST_CANDIDATES:
                break
    return list(found.values())


def _agreed(node: LexborNode, sought: Sought) -> bool:
    return bool(sought.anchors) and evidence.comparable(evidence.anchor_of(node)[0]) in sought.anchors


def _carries(path: str, sought: Sought) -> bool:
    """Whether a path and query hold the target's host, as doors to other sites do."""
    if sought.host in path.lower():
        return True
    return "%" in path and sought.host in unquote(unquote(path)).lower()


def _path(written: str, absolute: re.Match[str] | None) -> str:
    return (written[absolute.end() :] or "/") if absolute else written


def _path_of(href: str) -> str:
    return f"/{href.split('/', 3)[3]}" if href.count("/") > 2 else "/"


def _found(node: LexborNode, href: str, *, noscript: bool = False) -> Found:
    anchor, image = evidence.anchor_of(node)
    before, after = evidence.around(node)
    return Found(
        href=href,
        anchor=anchor,
        rel=rel_tokens(node.attributes.get("rel")),
        html=evidence.markup(node),
        before=before,
        after=after,
        image=image,
        hidden=hidden(node),
        noscript=noscript,
    )


def _with_noscript(
    tree: LexborHTMLParser, about: dict[str, About], sought: Sequence[Sought], base: str
) -> dict[str, About]:
    """``about`` with the links that only visitors without scripts see, where there are no others."""
    sources = [node.text() for node in tree.tags("noscript")]
    source = "\n".join(part for part in sources if "<a" in part.lower())
    if not source:
        return about
    anchors = _anchors(LexborHTMLParser(source))
    completed = dict(about)
    for target in sought:
        if completed[target.target].links:
            continue
        links: list[Found] = []
        for node, written in anchors:
            href = resolve(written, base)
            if href is not None and match_key(href) == target.key and len(links) < MOST_KEPT:
                links.append(_found(node, href, noscript=True))
        if links:
            completed[target.target] = About(tuple(links))
    return completed
