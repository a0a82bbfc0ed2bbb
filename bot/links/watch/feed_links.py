"""Links by which a page offers its visitors a feed: "RSS", an orange icon, an address such as /feed. Pure."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.urls import resolve
from bot.links.watch.listing import DOOR
from storage.sites import host_of, registrable

MOST_OFFERED = 8
_MOST_LINKS = 2_000
_LONGEST_WORDS = 40
_LONGEST_NAME = 100
_LONGEST_ADDRESS = 2_000

_PATH = re.compile(
    r"/(?:feeds?|rss2?|atom)/?$"
    r"|/[\w-]{0,40}(?:feed|rss|atom)[\w-]{0,40}\.(?:xml|rdf|json|php|aspx?)$"
    r"|/index\.(?:xml|rdf)$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
# WordPress, Joomla.
_QUERY = re.compile(
    r"(?:^|&)(?:feed=(?:feed|rss2?|atom|rdf)|format=(?:feed|rss|atom)|type=rss)(?:&|$)", re.IGNORECASE
)
_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)", re.IGNORECASE)
_WORDS = re.compile(
    r"\brss\b|\batom[ -]feed\b|^\W*(?:atom|(?:(?:web|news|xml|json|blog)[ -]?)?feeds?|subscribe)\W*$",
    re.IGNORECASE,
)
_ICON = re.compile(r"(?:^|[\s_-])rss(?:$|[\s_-])", re.IGNORECASE)
_LESS = re.compile(
    r"comments?(?![a-z])|(?<![a-z])(?:cat(?:egor(?:y|ies))?|tags?|topics?|authors?)/", re.IGNORECASE
)
_FEED_SCHEME = re.compile(r"\s*feed:(?=https?:|//)", re.IGNORECASE)


def feed_address(href: str, base: str) -> str | None:
    """``href`` made absolute, also where it is a ``feed:`` one."""
    return resolve(_FEED_SCHEME.sub("", href.strip(), count=1), base)


def named_as_feed(href: str, words: str) -> bool:
    """Whether an address, or the words about it, are those of a feed."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return bool(
        _PATH.search(parts.path[-_LONGEST_NAME:])
        or _QUERY.search(parts.query[:_LONGEST_ADDRESS])
        or _WORDS.search(words[:_LONGEST_WORDS])
    )


def feed_links(tree: LexborHTMLParser, base: str, site: str) -> tuple[str, ...]:
    """What a page of ``site`` links to on that site as a feed, the likeliest to list everything first."""
    found: dict[str, None] = {}
    for node in tree.tags("a")[:_MOST_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        if not href or href.startswith("#") or len(href) > _LONGEST_ADDRESS or not _offers(node, href):
            continue
        target = feed_address(href, base)
        if target is None or registrable(host_of(target)) != site or DOOR.search(urlsplit(target).path):
            continue
        target = target.partition("#")[0]
        if target != base:
            found[target] = None
    return tuple(sorted(found, key=lambda target: _LESS.search(target) is not None))[:MOST_OFFERED]


def _offers(node: LexborNode, href: str) -> bool:
    attributes = node.attributes
    if _TYPE.match(attributes.get("type") or "") or named_as_feed(href, ""):
        return True
    text = (node.text() or "").strip()
    words = [text, *(attributes.get(name) or "" for name in ("title", "aria-label"))]
    signs = [attributes.get("class") or ""]
    if not text:
        for inner in node.css("img, i, svg, span, use")[:4]:
            words += [inner.attributes.get(name) or "" for name in ("alt", "title", "aria-label")]
            signs.append(inner.attributes.get("class") or "")
    return any(len(each) <= _LONGEST_WORDS and _WORDS.search(each) for each in words) or (
        any(_ICON.search(each) for each in signs)
    )
