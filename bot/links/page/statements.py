"""What a document says of itself: its base, title, robots meta tags, refresh and canonical addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborNode

from bot.links.page import evidence
from bot.links.page.signals import (
    ALTERNATIVE,
    NOTHING_FORBIDDEN,
    Directives,
    directives,
    names_googlebot,
    refresh_target,
    refreshes,
)
from bot.links.urls import base_address, resolve

#: The elements that say it, as a selector.
STATING = 'base,title,meta[name*="bot" i],meta[http-equiv*="refresh" i],link[rel*="canonical" i]'


@dataclass(slots=True)
class Statements:
    """What the document says of itself, in the order of its elements.

    ``waits`` says that a refresh is to come, whenever and wherever to.
    """

    base: str
    title: str = ""
    robots: Directives = NOTHING_FORBIDDEN
    refresh: str | None = None
    waits: bool = False
    canonicals: tuple[str, ...] = ()


def statements(nodes: Sequence[tuple[LexborNode, str]], url: str, now: datetime) -> Statements:
    """Base, title, robots meta tags, refresh and canonical links, resolved against the first base."""
    bases = [
        attributes["href"]
        for node, tag in nodes
        if tag == "base" and "href" in (attributes := node.attributes)
    ]
    said = Statements(base_address((bases[0] or "").strip(), url) if bases else url)
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
            canonical = rel is not None and "canonical" in rel.lower().split()
            if canonical and href and ALTERNATIVE.isdisjoint(attributes) and _in_head(node):
                target = resolve(href.strip(), said.base)
                canonicals += [target] if target else []
        else:
            if names_googlebot(attributes.get("name")):
                said.robots |= directives(attributes.get("content") or "", now)
            equivalent = attributes.get("http-equiv")
            if not refreshed and equivalent and equivalent.strip().lower() == "refresh":
                refreshed = True
                content = attributes.get("content")
                written = refresh_target(content)
                said.refresh = resolve(written, said.base) if written else None
                said.waits = refreshes(content)
    if said.refresh is not None and said.refresh.partition("#")[0] == url.partition("#")[0]:
        said.refresh = None
    said.canonicals = tuple(canonicals[:10])
    return said


def _in_head(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "head"
