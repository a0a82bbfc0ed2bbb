"""What a page shows at first sight: by this a wall is told from a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from re import Pattern
from typing import Self

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.evidence import plain
from bot.links.walls.phrases import SENTENCES, SEPARATORS, heads, says, straight

_STATUS = 'meta[name="prerender-status-code" i]'
_FRONT = f"script,style,noscript,template,iframe,frame,svg,h1,h2,{_STATUS}"
_HIDDEN = (
    "[hidden],[style*='display:none' i],[style*='display: none' i],dialog:not([open]),"
    ".modal.fade:not(.show):not(.in),[class*=newsletter i]:not(body,main,article),[class*=exit-intent i]"
)
_UNREAD = frozenset({"script", "style", "noscript", "template", "iframe", "svg"})

#: What asks for consent: Cookiebot, Sourcepoint, OneTrust, Usercentrics, Didomi, Quantcast, TrustArc,
#: Borlabs, Complianz, CookieYes, Cookie Law Info, Osano, Klaro, Iubenda and Axeptio.
CONSENT = (
    "#CybotCookiebotDialog,[class*='sp_choice_type_'],#onetrust-consent-sdk,#usercentrics-root,#usercentrics-cmp-ui,"
    "#didomi-host,#qc-cmp2-container,#truste-consent-track,#BorlabsCookieBox,#cmplz-cookiebanner-container,"
    ".cky-consent-container,#cookie-law-info-bar,.cc-window,.klaro,#iubenda-cs-banner,#axeptio_overlay"
)

#: So many characters are a page with little, and one with hardly anything beside its menus.
SHORT = 1500
BRIEF = 500
_LONGEST_WORDS = 12_000
_MOST_HEADINGS = 12
_RUNNING = 400
_LITTLE = 40
_AROUND = "header,nav,footer,aside"
_MOST_AROUND = 50


@dataclass(slots=True)
class Front:
    """The elements that tell a wall from a page, from one walk through the tree."""

    noscripts: list[LexborNode] = field(default_factory=list)
    frames: list[LexborNode] = field(default_factory=list)
    headings: list[LexborNode] = field(default_factory=list)
    statuses: list[LexborNode] = field(default_factory=list)
    unread: list[LexborNode] = field(default_factory=list)
    scripts: int = 0
    nested: bool = False

    @classmethod
    def of(cls, tree: LexborHTMLParser) -> Self:
        """What stands in ``tree``; frames follow iframes, the rest is in document order."""
        front = cls()
        framed: list[LexborNode] = []
        for node in tree.css(_FRONT):
            tag = node.tag
            if tag in _UNREAD:
                front.unread.append(node)
                front.scripts += tag == "script"
                front.nested |= tag in ("svg", "template")
                if tag == "noscript":
                    front.noscripts.append(node)
                elif tag == "iframe":
                    front.frames.append(node)
            elif tag == "frame":
                framed.append(node)
            elif tag == "meta":
                front.statuses.append(node)
            else:
                front.headings.append(node)
        front.frames += framed
        return front

    def strip(self, tree: LexborHTMLParser) -> None:
        """Take out of ``tree`` what visitors don't read."""
        for node in reversed(self.unread):  # what is inside goes before what it is in
            node.decompose()
        if self.nested:  # some of these may have gone with it
            self.headings, self.statuses = tree.css("h1,h2"), tree.css(_STATUS)

    def unveil(self, tree: LexborHTMLParser) -> bool:
        """Take out of ``tree`` what visitors don't see until a script shows it; whether there was any.

        A banner for consent goes, too, where it lies over a page that has a heading and a text of its own.
        """
        hidden = tree.css(f"{_HIDDEN},{CONSENT}" if _has_more_than_banners(tree) else _HIDDEN)
        for node in reversed(hidden):
            node.decompose()
        if hidden:
            self.headings = tree.css("h1,h2")
        return bool(hidden)


def _has_more_than_banners(tree: LexborHTMLParser) -> bool:
    """Whether a page with a banner for consent says something of its own behind it."""
    banners = tree.css(CONSENT)
    if not banners:
        return False
    within = {node.mem_id for banner in banners for node in banner.css("h1,p,li")}
    if all(node.mem_id in within or in_a_menu(node) for node in tree.css("h1")[:3]):
        return False
    own = (node for node in tree.css("main p,article p,main li,article li")[:_MOST_AROUND])
    return sum(len(plain(node.text(), SHORT)) for node in own if node.mem_id not in within) > _LITTLE


@dataclass
class Shown:
    """What a page says, once what visitors don't read is taken out of ``tree``.

    ``source`` is its markup, ``url`` where it was finally found, ``redirected`` whether it was asked for
    elsewhere. ``headings`` are its first heading of the first rank and some others, ``spoken`` all in their
    order. ``sentences`` are only there where the words are few.
    """

    tree: LexborHTMLParser
    source: str
    url: str
    redirected: bool
    title: str
    noscript: str
    headings: Sequence[str]
    spoken: Sequence[str]
    words: str
    sentences: Sequence[str]
    statuses: Sequence[LexborNode]
    scripts: int
    frames: int
    headed: bool
    logo: bool

    @classmethod
    def of(cls, tree: LexborHTMLParser, front: Front, source: str, url: str, redirected: bool) -> Self:
        """What ``tree`` shows; it loses its scripts on the way."""
        title = title_of(tree)
        noscript = " ".join(plain(node.text(), 500) for node in front.noscripts[:10])
        front.strip(tree)
        firsts, headings = _headings(front)
        words, sentences = said(tree, headings)
        if len(words) < SHORT and front.unveil(tree):
            firsts, headings = _headings(front)
            words, sentences = said(tree, headings)
        return cls(
            tree,
            source,
            url,
            redirected,
            title,
            noscript,
            headings,
            [plain(node.text(), 200) for node in front.headings[:_MOST_HEADINGS]],
            words,
            sentences,
            front.statuses,
            front.scripts,
            len(front.frames),
            bool(firsts),
            bool(firsts) and firsts[0].css_first("a[href]") is not None,
        )

    @property
    def short(self) -> bool:
        """Whether it says little enough to be a wall with its reasons."""
        return len(self.words) < SHORT

    @property
    def brief(self) -> bool:
        """Whether it says little else."""
        return len(self.words) < BRIEF

    @cached_property
    def own(self) -> int:
        """How many characters it says beside its menus, margins and footers."""
        around = self.around
        inner = {node.mem_id for one in around for node in one.css(_AROUND) if node.mem_id != one.mem_id}
        outer = [node for node in around if node.mem_id not in inner]
        return len(self.words) - sum(len(plain(node.text(separator=" "), 4 * SHORT)) for node in outer)

    @cached_property
    def around(self) -> list[LexborNode]:
        """Its menus, margins and footers; a page with very many of them has none that is looked at."""
        found = self.tree.css(_AROUND)
        return found if len(found) <= _MOST_AROUND else []

    @cached_property
    def footed(self) -> str:
        """What its footers say: the small print of every page of its site."""
        return " ".join(
            straight(plain(node.text(separator=" "), SHORT)) for node in self.tree.css("footer")[:3]
        )

    def heads(self, known: Pattern[str]) -> bool:
        """Whether its title or first heading is one of the known."""
        return heads(self.title, self.headings, known)

    def says(self, known: Pattern[str]) -> bool:
        """Whether one of its sentences is one of the known."""
        return says(self.sentences, known)

    @cached_property
    def article(self) -> bool:
        """Whether its first heading stands in an article above running text."""
        return is_article(self.tree)

    @cached_property
    def headline(self) -> str:
        """Its first heading, where its title has it too: what the page is about, or its site's name."""
        if not self.headings or self.logo:
            return ""
        first = straight(self.headings[0]).strip()
        parts = (part.strip().casefold() for part in SEPARATORS.split(straight(self.title)))
        return first if first and first.casefold() in parts else ""

    @cached_property
    def _questions(self) -> frozenset[str]:
        asking = (*self.headings, self.title)
        return frozenset(one.rstrip("?？ ").casefold() for one in asking if one.endswith(("?", "？")))

    def asks(self, sentence: str) -> bool:
        """Whether ``sentence`` is a headline that asks: no page asks whether it is there."""
        return sentence.rstrip("?？ ").casefold() in self._questions

    @cached_property
    def leads_home(self) -> bool:
        """Whether it shows its visitors the way home in its text, outside of its menus."""
        homes = self.tree.css("a[href='/'],a[href='./'],a[href='index.html']")[:5]
        return any(plain(node.text(), 80) and not in_a_menu(node) for node in homes)

    @cached_property
    def password_field(self) -> bool:
        """Whether it has a field for a password."""
        return self.tree.css_first("input[type=password i]") is not None


def _headings(front: Front) -> tuple[list[LexborNode], list[str]]:
    """The first heading of the first rank, and what it and some others say."""
    firsts = [node for node in front.headings if node.tag == "h1"][:1]
    others = [node for node in front.headings if node.tag != "h1"][:3]
    return firsts, [plain(node.text(), 200) for node in (*firsts, *others)]


_MENUS = frozenset({"header", "nav", "footer", "aside", "ul"})
_MENU_NAMES = re.compile(r"head|nav|menu|foot|brand|logo|crumb|side|byline|meta", re.IGNORECASE)


def in_a_menu(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag not in ("body", "html"):
        named = f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"
        if above.tag in _MENUS or (above.tag != "main" and _MENU_NAMES.search(named)):
            return True
        above = above.parent
    return False


def is_article(tree: LexborHTMLParser) -> bool:
    """Whether the first heading of a page stands in an article above running text."""
    for article in tree.css("article")[:2]:
        if article.css_first("h1") is not None:
            return sum(len(plain(node.text(), SHORT)) for node in article.css("p")) > _RUNNING
    return False


def title_of(tree: LexborHTMLParser) -> str:
    """The title of the page, "" where it has none."""
    node = tree.css_first("title")
    return plain(node.text(), 300) if node is not None else ""


def said(tree: LexborHTMLParser, headings: Sequence[str]) -> tuple[str, list[str]]:
    """The words of the page, and, where they are few, its sentences: a link or a heading ends one, too."""
    if tree.body is None:
        return "", []
    text = tree.body.text(separator="\n")[:_LONGEST_WORDS]
    words = plain(text, 4 * SHORT)
    if len(words) > SHORT:
        return words, []
    running = words
    for heading in headings:
        running = running.replace(heading, f"{heading}. ", 1) if heading else running
    sentences = [*SENTENCES.split(straight(running))]
    for line in text.split("\n"):
        sentences += SENTENCES.split(straight(line.strip()))
    return words, list(dict.fromkeys(sentence.strip() for sentence in sentences))
