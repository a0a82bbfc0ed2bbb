"""From a page's bytes to what it says about the links that are looked for. Pure, and safe to run elsewhere.

The page is built as the HTML Standard has browsers do it (lexbor), with scripting on: what stands in
``noscript`` is text to them, and is read apart. Links in comments, templates, scripts, text areas and
attributes are no elements, so they are never found.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links import evidence, walls
from bot.links.charset import decoded_text
from bot.links.shorteners import shortens
from bot.links.signals import (
    NOTHING_FORBIDDEN,
    UNFOLLOWED,
    Directives,
    directives,
    names_googlebot,
    refresh_target,
    rel_tokens,
)
from bot.links.urls import host_in, match_key, resolve
from bot.links.visibility import ancestry, hidden, hidden_frame
from storage.link_key import bare_host
from storage.sites import registrable

MOST_LINKS = 50_000
MOST_KEPT = 50
MOST_WEIGHED = 2_000
MOST_CANDIDATES = 10
MOST_FRAMES = 10
_MOST_FRAMED = 1_000


@dataclass(frozen=True, slots=True)
class Sought:
    """A target that somebody wants to know about, with the anchors agreed for it."""

    target: str
    key: str
    host: str
    site: str
    anchors: frozenset[str] = frozenset()

    @classmethod
    def of(cls, target: str, anchors: Iterable[str | None] = ()) -> "Sought":
        """What to look for, from a target's address; raises ``ValueError`` where it is no web address."""
        key = match_key(target)
        if key is None:
            raise ValueError(target)
        host = bare_host(host_in(target))
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

    ``links`` lead to it (all of them, or a choice of ``total``), ``elsewhere`` to other pages of its site,
    ``candidates`` may lead to it by way of a redirect.
    """

    links: tuple[Found, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    candidates: tuple[Found, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says. ``refresh`` is where it sends visitors on to within seconds.

    ``canonicals`` and ``frames`` (those of the page's own host) are absolute; ``wall`` and ``frames`` are
    only asked for where a target has no link. ``hidden_frames`` are those of ``frames`` that no visitor sees.
    ``too_many`` says that links were left unread.
    """

    about: dict[str, About] = field(default_factory=dict)
    title: str = ""
    robots: Directives = NOTHING_FORBIDDEN
    canonicals: tuple[str, ...] = ()
    refresh: str | None = None
    frames: tuple[str, ...] = ()
    hidden_frames: frozenset[str] = frozenset()
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
    source, codec = decoded_text(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    telling = _telling_elements(tree, sought)
    said = _statements(telling, url, now)
    base = said.base
    areas = [node for node, tag in telling if tag == "area"]
    spelt = [node for node, tag in telling if tag in ("a", "area")]
    plainly = not _disguises(source, tree) and all(_always_spelt(target, base) for target in sought)
    about: dict[str, About] = {}
    if plainly:
        about = {target.target: _spelt_links(spelt, target, base, codec) for target in sought}
    links: Hyperlinks | None = None
    if not plainly or not all(found.links for found in about.values()):
        links = Hyperlinks(tree, areas, url, base, codec)
        about = {target.target: _search(links, target) for target in sought}
    unscripted = _unscripted([node for node, tag in telling if tag == "noscript"], url, base, codec)
    if unscripted is not None:
        about = _with_noscript(unscripted, about, sought)
    wall = None
    frames: tuple[str, ...] = ()
    hidden_frames: frozenset[str] = frozenset()
    if not all(found.links for found in about.values()):
        front = walls.Front.of(tree)
        frames, hidden_frames = _frames(front.frames, base, url)
        wall = walls.wall_of(tree, front, source, url, redirected)
    return PageFacts(
        about=about,
        title=said.title,
        robots=said.robots,
        canonicals=said.canonicals,
        refresh=said.refresh,
        frames=frames,
        hidden_frames=hidden_frames,
        wall=wall,
        too_many=links is not None and len(links.nodes) >= MOST_LINKS,
    )


# A walk through the tree costs as much as half its making, whatever is looked for: so there is one for all.
_TELLING = (
    'base,title,meta[name*="bot" i],meta[http-equiv*="refresh" i],link[rel*="canonical" i],area,noscript'
)
_PLAIN_HOST = re.compile(r"[a-z0-9.-]+")


def _telling_elements(tree: LexborHTMLParser, sought: Sequence[Sought]) -> list[tuple[LexborNode, str]]:
    """What says something of the page, and the links whose hrefs spell a target's host; each with its tag.

    Without the elements of drawings and formulas that only share a name with HTML's.
    """
    hosts = {target.host for target in sought if _PLAIN_HOST.fullmatch(target.host)}
    nodes = tree.css(",".join([_TELLING, *(f'a[href*="{host}" i]' for host in hosts)]))
    if len(hosts) > 1:  # what two selectors match comes twice
        nodes = list({node.mem_id: node for node in nodes}.values())
    tagged = [(node, node.tag or "") for node in nodes]
    return [(node, tag) for node, tag in tagged if tag not in ("base", "area", "title") or not _drawn(node)]


def _drawn(node: LexborNode) -> bool:
    """Whether an element is SVG's or MathML's, by what stands around it."""
    for around in ancestry(node.parent) if node.parent is not None else ():
        if around.tag in ("svg", "math"):
            return True
        if (around.tag or "").lower() in ("foreignobject", "desc", "title", "annotation-xml"):
            return False
    return False


# The document's own statements


@dataclass(slots=True)
class _Statements:
    """What the document says of itself, in the order of its elements."""

    base: str
    title: str = ""
    robots: Directives = NOTHING_FORBIDDEN
    refresh: str | None = None
    canonicals: tuple[str, ...] = ()


def _statements(nodes: Sequence[tuple[LexborNode, str]], url: str, now: datetime) -> _Statements:
    """Base, title, robots meta tags, refresh and canonical links, resolved against the first base."""
    bases = [
        attributes["href"]
        for node, tag in nodes
        if tag == "base" and "href" in (attributes := node.attributes)
    ]
    # A base that leads nowhere is none (HTML Standard, 4.2.3).
    said = _Statements((resolve((bases[0] or "").strip(), url) or url) if bases else url)
    canonicals: list[str] = []
    refreshed = titled = False
    for node, tag in nodes:
        if tag == "title":
            if not titled:
                titled, said.title = True, evidence.plain(node.text(), evidence.TITLE_LENGTH)
            continue
        if tag not in ("link", "meta"):
            continue
        attributes = node.attributes
        if tag == "link":
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href and "canonical" in rel.lower().split() and _in_head(node):
                target = resolve(href.strip(), said.base)
                canonicals += [target] if target else []
        else:
            if names_googlebot(attributes.get("name")):
                said.robots |= directives(attributes.get("content") or "", now)
            equivalent = attributes.get("http-equiv")
            if not refreshed and equivalent and equivalent.strip().lower() == "refresh":
                refreshed = True
                written = refresh_target(attributes.get("content"))
                said.refresh = resolve(written, said.base) if written else None
    if said.refresh is not None and said.refresh.partition("#")[0] == url.partition("#")[0]:
        said.refresh = None
    said.canonicals = tuple(canonicals[:10])
    return said


def _in_head(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "head"


def _frames(nodes: Sequence[LexborNode], base: str, url: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The frames of the page's own host (one too many at most), the visible first; and which are hidden."""
    own, itself = bare_host(_host_in(url)), url.partition("#")[0]
    seen: dict[str, bool] = {}
    for node in nodes[:_MOST_FRAMED]:
        attributes = node.attributes
        if "srcdoc" in attributes or not attributes.get("src"):
            continue
        target = resolve(attributes["src"] or "", base)
        if target and bare_host(_host_in(target)) == own and target.partition("#")[0] != itself:
            seen[target] = seen.get(target, False) or not hidden_frame(node)
    shown_first = sorted(seen, key=lambda target: not seen[target])[: MOST_FRAMES + 1]
    return tuple(shown_first), frozenset(target for target in shown_first if not seen[target])


# Links

# One match for each href of a page, a line each: the host of a plain absolute address; or that it
# is plainly relative; or what it is otherwise, which only the URL parser can tell.
_HREF = re.compile(
    r"^(?:https?://([a-z0-9.-]+)(?![^/?#\n])"
    r"|([#?\n]|/(?![/\\\t\r])|[a-z0-9_-]+(?:[./?#\n]|\Z)|\Z|mailto:|tel:|javascript:)"
    r"|(.*))",
    re.MULTILINE | re.ASCII,
)
_MOST_PLAIN_HOSTS = 50_000
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
        self.own_host = bare_host(_host_in(url))
        self.base_host = bare_host(_host_in(base))
        self._collect(tree.tags("a")[:MOST_LINKS], areas)
        written = "\n".join(self.hrefs)
        found = _HREF.findall(written) if written.count("\n") == len(self.hrefs) - 1 else []
        if len(found) != len(self.hrefs):
            found = [("", "", href) for href in self.hrefs]
        self.hosts: list[str] = [host for host, _, _ in found]
        self.plainly_relative: list[bool] = [not host and not other for host, _, other in found]
        self.odd = _odd_hosts(set(self.hosts))

    def places(self, leads: Callable[[str], bool], relative: Callable[[str], bool]) -> list[int]:
        """Which links may lead to a host that ``leads`` is true of, or are relative and to be looked at."""
        wanted = {host for host in set(self.hosts) if host and leads(host)} | self.odd
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
                elif "xlink:href" in attributes and _in_svg(node):
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
    if len(_plain_hosts) > _MOST_PLAIN_HOSTS:
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


def _in_svg(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(100):
        if parent is None:
            return False
        if parent.tag == "svg":
            return True
        parent = parent.parent
    return False


# The start of an address whose host is escaped, in another script or broken by a tab. With backslashes for
# slashes apart, because only a pattern that starts with a literal is searched for fast.
_DISGUISE = (
    r"[^/\\?#\"'<> %&\t\r\n\x80-\U0010ffff]*+(?:[%\t\r\n\x80-\U0010ffff]|&(?:#|percnt|[Tt]ab|New[Ll]ine))"
)
_DISGUISED = re.compile(rf"//{_DISGUISE}")
_DISGUISED_TWICE = re.compile(rf"\\(?:[/\\]|(?<=/\\)){_DISGUISE}")


def _disguises(source: str, tree: LexborHTMLParser) -> bool:
    """Whether a page may have links whose hrefs lead to a host without spelling it."""
    return (
        _DISGUISED.search(source) is not None
        or ("\\" in source and _DISGUISED_TWICE.search(source) is not None)
        or ("xlink:href" in source and bool(tree.css("svg a")))  # SVG's older spelling
    )


def _always_spelt(sought: Sought, base: str) -> bool:
    """Whether links can only lead to a target by spelling its host in full."""
    host = sought.host
    return bool(_PLAIN_HOST.fullmatch(host)) and not _odd(host) and bare_host(_host_in(base)) != host


def _spelt_links(spelt: Sequence[LexborNode], sought: Sought, base: str, codec: str) -> About:
    """The links to a target whose hrefs spell its host, found without a look at the others."""
    found: list[tuple[LexborNode, str]] = []
    for node in spelt:
        written = node.attributes.get("href")
        if written and sought.host in written.lower():
            href = resolve(written, base, codec)
            if href is not None and match_key(href) == sought.key:
                found.append((node, href))
    return _about(found, sought)


def _search(links: Hyperlinks, sought: Sought) -> About:
    """What the page's links are to one target."""
    found: list[tuple[LexborNode, str]] = []
    at_home = links.base_host == sought.host
    for place in links.places(lambda host: host.endswith(sought.host), lambda _: at_home):
        href = links.resolved(place)
        if href is not None and match_key(href) == sought.key:
            found.append((links.nodes[place], href))
    return _about(found, sought) if found else _related(links, sought)


def _about(found: Sequence[tuple[LexborNode, str]], sought: Sought) -> About:
    """The evidence for links to a target: of very many, some of each kind, in the page's order."""
    total = len(found)
    if total > MOST_KEPT:
        kinds: dict[tuple[bool, _Kind], list[int]] = {}
        for place, (node, _) in enumerate(found[:MOST_WEIGHED]):
            kind = _kind(node, sought)
            # Whether it is seen takes the longest to tell, and one that is seen is enough.
            unseen = (False, kind) not in kinds and hidden(node)
            kinds.setdefault((unseen, kind), []).append(place)
        first = [places[0] for places in kinds.values()]
        rest = sorted(place for places in kinds.values() for place in places[1:])
        found = [found[place] for place in sorted((first + rest)[:MOST_KEPT])]
    return About(tuple(_found(node, href) for node, href in found), total=total)


_Kind = tuple[frozenset[str], str, bool]


def _kind(node: LexborNode, sought: Sought) -> _Kind:
    """What else makes one link to a target better than another: its rel, its anchor, words or a picture."""
    anchor, image = evidence.anchor_of(node)
    agreed = evidence.comparable(anchor) if sought.anchors else ""
    rel = UNFOLLOWED.intersection(rel_tokens(node.attributes.get("rel")))
    return rel, agreed if agreed in sought.anchors else "", image


def _related(links: Hyperlinks, sought: Sought) -> About:
    """Links to the target's site, and those that may lead to the target by way of a redirect."""
    own, base = links.own_host, links.base_host
    elsewhere: list[tuple[LexborNode, str]] = []
    candidates: list[tuple[bool, LexborNode, str]] = []
    near = base != own and base.endswith(sought.site)
    for place in links.places(
        lambda host: host.endswith((sought.site, own)),
        lambda href: near or (base == own and _carries(href, sought)),
    ):
        href = links.resolved(place)
        if href is None:
            continue
        host, path = bare_host(_host_in(href)), _path_of(href)
        if (host == own and _carries(path, sought)) or shortens(host, path):
            candidates.append((True, links.nodes[place], href))
        if host != own and host.endswith(sought.site) and registrable(host) == sought.site:
            elsewhere.append((links.nodes[place], href))
    if sought.anchors:
        candidates = _on_agreed_anchor(links, sought) + candidates
    doors: dict[str, Found] = {}
    for _, node, href in candidates:
        if href not in doors and len(doors) < MOST_CANDIDATES:
            doors[href] = _found(node, href)
    return About(
        elsewhere=tuple(_found(node, href) for node, href in _telling(elsewhere, sought)),
        candidates=tuple(doors.values()),
    )


def _on_agreed_anchor(links: Hyperlinks, sought: Sought) -> list[tuple[bool, LexborNode, str]]:
    found: list[tuple[bool, LexborNode, str]] = []
    for place, node in enumerate(links.nodes):
        if _agreed(node, sought):
            href = links.resolved(place)
            if href is not None:
                found.append((True, node, href))
                if len(found) == MOST_CANDIDATES:
                    break
    return found


def _telling(elsewhere: Sequence[tuple[LexborNode, str]], sought: Sought) -> list[tuple[LexborNode, str]]:
    """A few of many links to the target's site, those on the agreed anchor first."""
    few = elsewhere[:200]
    return sorted(few, key=lambda link: not _agreed(link[0], sought))[:MOST_CANDIDATES]


def _host_in(href: str) -> str:
    """The host of an address that the URL parser has written."""
    authority = href.split("/", 3)[2].rpartition("@")[2]
    return (
        authority.partition("]")[0].strip("[") if authority.startswith("[") else authority.partition(":")[0]
    )


def _agreed(node: LexborNode, sought: Sought) -> bool:
    return bool(sought.anchors) and evidence.comparable(evidence.anchor_of(node)[0]) in sought.anchors


def _carries(path: str, sought: Sought) -> bool:
    """Whether a path and query hold the target's host, as doors to other sites do."""
    if sought.host in path.lower():
        return True
    return "%" in path and sought.host in unquote(unquote(path)).lower()


def _path_of(href: str) -> str:
    return f"/{href.split('/', 3)[3]}" if href.count("/") > 2 else "/"


def _found(node: LexborNode, href: str) -> Found:
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
    )


def _unscripted(noscripts: Sequence[LexborNode], url: str, base: str, codec: str) -> Hyperlinks | None:
    """The links that only visitors without scripts see; None where there are none."""
    source = "\n".join(part for part in (node.text() for node in noscripts) if "<a" in part.lower())
    if not source:
        return None
    tree = LexborHTMLParser(source)
    return Hyperlinks(tree, tree.tags("area"), url, base, codec)


def _with_noscript(
    unscripted: Hyperlinks, about: dict[str, About], sought: Sequence[Sought]
) -> dict[str, About]:
    """``about`` with the links that only visitors without scripts see."""
    completed = dict(about)
    for target in sought:
        found = _search(unscripted, target)
        if found.links:
            known = about[target.target]
            marked = tuple(replace(link, noscript=True) for link in found.links)
            together = (known.links + marked)[:MOST_KEPT] if known.links else marked
            completed[target.target] = About(together, total=known.total + found.total)
    return completed
