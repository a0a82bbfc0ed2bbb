"""Which of a page's links lead to a target, which to its site, and which may lead to it by a redirect."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page import evidence
from bot.links.page.foreign import drawn
from bot.links.page.hyperlinks import Hyperlinks
from bot.links.page.page_facts import About, Found, Sought
from bot.links.page.signals import UNFOLLOWED, rel_tokens
from bot.links.page.visibility import hidden
from bot.links.urls import host_of_resolved, match_key, resolve
from bot.links.wire.shorteners import shortens
from storage.links.link_key import bare_host
from storage.sites import registrable

MOST_KEPT = 50
MOST_WEIGHED = 2_000
MOST_CANDIDATES = 10


def spelt_links(spelt: Sequence[LexborNode], sought: Sought, base: str, codec: str) -> About:
    """The links to a target whose hrefs spell its host, found without a look at the others."""
    found: list[tuple[LexborNode, str]] = []
    for node in spelt:
        attributes = node.attributes
        written = attributes.get("href")
        if "href" not in attributes and drawn(node) == "svg":
            written = attributes.get("xlink:href")  # SVG's older spelling
        if written and sought.host in written.lower():
            href = resolve(written, base, codec)
            if href is not None and match_key(href) == sought.key:
                found.append((node, href))
    return _about(found, sought)


def search(links: Hyperlinks, sought: Sought) -> About:
    """What the page's links are to one target; without one, those to its site and what may lead to it."""
    own, base = links.own_host, links.base_host
    at_home = base == sought.host
    near = base != own and base.endswith(sought.site)
    found: list[tuple[LexborNode, str]] = []
    others: list[tuple[LexborNode, str]] = []
    for place in links.places(
        (sought.host, sought.site, own),
        lambda href: at_home or near or (base == own and carries(href, sought)),
    ):
        href = links.resolved(place)
        if href is not None:
            (found if match_key(href) == sought.key else others).append((links.nodes[place], href))
    return _about(found, sought) if found else _related(links, others, sought)


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


def _related(links: Hyperlinks, others: Sequence[tuple[LexborNode, str]], sought: Sought) -> About:
    """Links to the target's site, and those that may lead to the target by way of a redirect."""
    own = links.own_host
    elsewhere: list[tuple[LexborNode, str]] = []
    candidates: list[tuple[bool, LexborNode, str]] = []
    for node, href in others:
        host, path = bare_host(host_of_resolved(href)), _path_of(href)
        if (host == own and carries(path, sought)) or shortens(host, path):
            candidates.append((True, node, href))
        if host != own and host.endswith(sought.site) and registrable(host) == sought.site:
            elsewhere.append((node, href))
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


def _agreed(node: LexborNode, sought: Sought) -> bool:
    return bool(sought.anchors) and evidence.comparable(evidence.anchor_of(node)[0]) in sought.anchors


def on_agreed_anchor(link: Found, sought: Sought) -> bool:
    """Whether a link's words are those agreed for the target."""
    return evidence.comparable(link.anchor) in sought.anchors


def carries(path: str, sought: Sought) -> bool:
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


def unscripted(noscripts: Sequence[LexborNode], url: str, base: str, codec: str) -> Hyperlinks | None:
    """The links that only visitors without scripts see; None where there are none."""
    source = "\n".join(part for part in (node.text() for node in noscripts) if "<a" in part.lower())
    if not source:
        return None
    tree = LexborHTMLParser(source)
    return Hyperlinks(tree, tree.tags("area"), url, base, codec)


def with_noscript(
    without_scripts: Hyperlinks, about: dict[str, About], sought: Sequence[Sought]
) -> dict[str, About]:
    """``about`` with the links that only visitors without scripts see."""
    completed = dict(about)
    for target in sought:
        found = search(without_scripts, target)
        if found.links:
            known = about[target.target]
            marked = tuple(replace(link, noscript=True) for link in found.links)
            together = (known.links + marked)[:MOST_KEPT] if known.links else marked
            completed[target.target] = About(together, total=known.total + found.total)
    return completed
