"""Pages that stand in front of the page: challenges, consent, log-ins, "not found" with status 200, shells.

Only asked about a page that holds no link to the target: a link that is there is there. Each rule wants two
signs at least, or one that nothing but such a page has, because calling a readable page unseen hides a loss.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.charset import text_of
from bot.links.evidence import plain
from bot.links.wall_words import (
    CAPTCHA,
    CHALLENGE_WORDS,
    CHALLENGES,
    CONSENT_ACCEPT,
    CONSENT_HOST,
    CONSENT_TITLE,
    ENABLE_SCRIPT,
    LOGIN_PATH,
    LOGIN_TITLE,
    LOGIN_WORDS,
    MOUNTS,
    NOT_FOUND,
    NOT_FOUND_CLASS,
    SEPARATORS,
)
from storage.words import Finding

HeaderLookup = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in front: the finding, and a clause that names it for people."""

    finding: Finding
    what: str


_STATUS = 'meta[name="prerender-status-code" i]'
_FRONT = f"script,style,noscript,template,iframe,frame,svg,h1,h2,{_STATUS}"
_UNREAD = frozenset({"script", "style", "noscript", "template", "iframe", "svg"})


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


_SHORT = 1500
_LONGEST_WORDS = 12_000
_SHELL = 250
_NEARLY_EMPTY = 25


def header_challenge(header: HeaderLookup) -> str | None:
    """The vendor whose response headers say that this is a challenge, not a page."""
    if header(b"cf-mitigated").lower() == "challenge":
        return "Cloudflare"
    if header(b"x-amzn-waf-action").lower() in {"challenge", "captcha"}:
        return "AWS WAF"
    if header(b"x-datadome").lower() not in {"", "protected"} or header(b"x-dd-b"):
        return "DataDome" if header(b"x-dd-b") else None
    return None


def asks_first(url: str) -> bool:
    """Whether ``url`` is where visitors are sent to log in or to consent."""
    return LOGIN_PATH.search(url) is not None or CONSENT_HOST.match(url) is not None


def challenge_in(source: str, title: str, words: str) -> str | None:
    """The vendor of the challenge that this is ("a bot check" where nobody is named); None if it is none."""
    head = source[:100_000]
    brief = len(words) < _SHORT
    said = CHALLENGE_WORDS.search(title) or (brief and CHALLENGE_WORDS.search(words[:_SHORT]))
    for vendor, mark in CHALLENGES:
        if (brief or said) and mark.search(head):
            return vendor
    if brief and said and (CAPTCHA.search(head) or re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE)):
        return "Cloudflare" if re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE) else "a bot check"
    if len(words) < _SHORT // 3 and CHALLENGE_WORDS.search(title):
        return "a bot check"
    return None


def challenge_of(body: bytes, content_type: str) -> str | None:
    """The vendor of the challenge that the body of a refusal is; None where it is a plain refusal."""
    source = text_of(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    title = _title(tree)
    tree.strip_tags(["script", "style", "template"], recursive=True)
    words = plain(tree.body.text(separator=" ")[:_LONGEST_WORDS], 4000) if tree.body is not None else ""
    return challenge_in(source, title, words)


def wall_of(tree: LexborHTMLParser, front: Front, source: str, url: str, redirected: bool) -> Wall | None:
    """What stands in front of the page that ``tree`` was read from; None where it is the page itself.

    ``source`` is its markup, ``url`` where it was finally found. The tree loses its scripts on the way.
    """
    title = _title(tree)
    noscript = " ".join(plain(node.text(), 500) for node in front.noscripts[:10])
    front.strip(tree)
    body = tree.body
    words = plain(body.text(separator=" ")[:_LONGEST_WORDS], 4 * _SHORT) if body is not None else ""
    headings = [plain(node.text(), 200) for node in front.headings[:3]]

    vendor = challenge_in(source, title, words)
    if vendor:
        by = "" if vendor == "a bot check" else f" by {vendor}"
        return Wall(Finding.CHALLENGE, f"it answered with a bot challenge{by}")
    if _says_not_found(tree, front, title, headings, words):
        return Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")
    if _asks_for_login(tree, title, headings, words, url, redirected):
        return Wall(Finding.BLOCKED, "it asks visitors to log in")
    if _asks_for_consent(tree, title, headings, words, url):
        return Wall(Finding.BLOCKED, "it shows a cookie consent wall")
    return _shell(tree, words, noscript, front.scripts, len(front.frames))


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return plain(node.text(), 300) if node is not None else ""


def _says_not_found(
    tree: LexborHTMLParser, front: Front, title: str, headings: Sequence[str], words: str
) -> bool:
    body = tree.body
    if body is not None and NOT_FOUND_CLASS.search(body.attributes.get("class") or ""):
        return True
    for status in front.statuses[:1]:
        if (status.attributes.get("content") or "").strip() in {"404", "410"}:
            return True
    if any(NOT_FOUND.fullmatch(part) for part in _segments(title)):
        return True
    if any(NOT_FOUND.fullmatch(part) for heading in headings[:1] for part in (heading, *_segments(heading))):
        return True
    return len(words) < _SHORT // 3 and any(NOT_FOUND.fullmatch(part) for part in _segments(words))


def _segments(text: str) -> list[str]:
    straight = text[:_SHORT].replace("’", "'")
    return [
        part.strip()
        for part in [straight, *SEPARATORS.split(straight)]
        if part and part.strip() and len(part) < 200
    ]


def _asks_for_login(
    tree: LexborHTMLParser, title: str, headings: Sequence[str], words: str, url: str, redirected: bool
) -> bool:
    if redirected and LOGIN_PATH.search(url):
        return True
    if len(words) > _SHORT:
        return False
    named = any(LOGIN_TITLE.search(text) for text in (title, *headings[:2]))
    field = tree.css_first("input[type=password i]") is not None
    return (
        (field and (named or bool(LOGIN_PATH.search(url)) or len(words) < _SHELL))
        or (named and LOGIN_PATH.search(url) is not None)
        or (len(words) < _SHORT // 2 and bool(LOGIN_WORDS.search(words)))
    )


def _asks_for_consent(
    tree: LexborHTMLParser, title: str, headings: Sequence[str], words: str, url: str
) -> bool:
    if CONSENT_HOST.match(url):
        return True
    if len(words) > 2 * _SHORT or not CONSENT_ACCEPT.search(words):
        return False
    control = (
        tree.css_first("button,input[type=submit i],input[type=button i],[role=button],form") is not None
    )
    named = any(CONSENT_TITLE.search(text) for text in (title, *headings[:1]))
    return named and (control or len(words) < _SHORT // 2)


def _shell(tree: LexborHTMLParser, words: str, noscript: str, scripts: int, frames: int) -> Wall | None:
    if frames and scripts == 0:
        return None
    if len(words) >= _SHELL:
        return None
    links = len(tree.css("a[href]"))
    if not words and not links and not scripts and not tree.tags("img"):
        return Wall(Finding.SCRIPT_SHELL, "the page came empty")
    if not scripts or links > 3:
        return None
    mount = tree.css_first(MOUNTS)
    waits = (mount is not None and not plain(mount.text(), 60)) or bool(
        ENABLE_SCRIPT.search(noscript + words[:_SHELL])
    )
    if waits or (len(words) < _NEARLY_EMPTY and not links):
        return Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")
    return None
