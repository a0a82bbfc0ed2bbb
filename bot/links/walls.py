"""Pages that stand in front of the page: challenges, consent, log-ins, "not found" with status 200, shells.

Only asked about a page that holds no link to the target: a link that is there is there. A wall is known by
technical marks that no other page has, or by its words making up the page: they are its whole title, heading
or sentence, and little else stands there. Words inside an article are none, because calling a readable page
unseen hides a loss.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.charset import text_of
from bot.links.evidence import plain
from bot.links.not_found import marked_not_found, says_not_found
from bot.links.not_found_words import NOT_FOUND_PATH
from bot.links.phrases import SENTENCES, heads, is_known, names, says, straight
from bot.links.wall_words import (
    BROKEN,
    CAPTCHA,
    CHALLENGE_SENTENCES,
    CHALLENGE_WORDS,
    CHALLENGES,
    CONSENT_ACCEPT,
    CONSENT_HOST,
    CONSENT_PATH,
    CONSENT_SAYS,
    CONSENT_TITLE,
    COOKIES_OFF,
    ENABLE_SCRIPT,
    FATAL,
    INTERRUPTING,
    INTERRUPTION,
    LOGIN_PATH,
    LOGIN_REQUIRED,
    LOGIN_TITLE,
    LOGIN_WORDS,
    MOUNTS,
    NOT_FOR_EUROPE,
    REFUSED,
    REFUSING,
    SENSORS,
    STORE_PASSWORD,
    STORE_PATH,
    WAITING,
    WAITING_HOST,
    WAITING_SAYS,
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
_BRIEF = 500
_LONGEST_WORDS = 12_000
_SHELL = 250
_NEARLY_EMPTY = 25
_LOADING = 12
_MOST_HEADINGS = 12
_BUTTONS = "button,input[type=submit i],input[type=button i],[role=button]"


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
    return (
        LOGIN_PATH.search(url) is not None
        or CONSENT_HOST.match(url) is not None
        or CONSENT_PATH.match(url) is not None
    )


def challenge_in(
    source: str, title: str, words: str, sentences: Sequence[str], headings: Sequence[str] = ()
) -> str | None:
    """The vendor of the challenge that this is ("a bot check" where nobody is named); None if it is none."""
    head = _unquoted(source[:100_000])
    brief = len(words) < _SHORT
    named = heads(title, headings, CHALLENGE_WORDS)
    said = named or (len(words) < _BRIEF and says(sentences, CHALLENGE_WORDS))
    for vendor, mark in CHALLENGES:
        if (brief or said) and mark.search(head):
            return vendor
    for vendor, mark in SENSORS:
        if (said or len(words) < _NEARLY_EMPTY) and mark.search(head):
            return vendor
    if any(is_known(heading, INTERRUPTION) for heading in (title, *headings[:1])) and INTERRUPTING.search(
        words
    ):
        return "a bot check"
    if brief and says(sentences, CHALLENGE_SENTENCES):
        return "a bot check"
    if brief and said and (CAPTCHA.search(head) or re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE)):
        return "Cloudflare" if re.search(r"cloudflare|cdn-cgi", head, re.IGNORECASE) else "a bot check"
    return "a bot check" if named and len(words) < _BRIEF else None


_QUOTES = re.compile(r"<(/?)(pre|code|textarea)\b", re.IGNORECASE)


def _unquoted(source: str) -> str:
    """``source`` without what it quotes: an article on challenges shows their marks as code."""
    kept: list[str] = []
    at, quoting = 0, ""
    for tag in _QUOTES.finditer(source):
        name = tag[2].lower()
        if not quoting and not tag[1]:
            kept.append(source[at : tag.start()])
            quoting = name
        elif quoting == name and tag[1]:
            at, quoting = tag.start(), ""
    kept.append(source[at:] if not quoting else "")
    return "".join(kept)


def challenge_of(body: bytes, content_type: str) -> str | None:
    """The vendor of the challenge that the body of a refusal is; None where it is a plain refusal."""
    source = text_of(body, content_type)
    tree = LexborHTMLParser(source, scripting=True)
    title = _title(tree)
    tree.strip_tags(["script", "style", "template"], recursive=True)
    words, sentences = _said(tree, ())
    return challenge_in(source, title, words, sentences)


def wall_of(tree: LexborHTMLParser, front: Front, source: str, url: str, redirected: bool) -> Wall | None:
    """What stands in front of the page that ``tree`` was read from; None where it is the page itself.

    ``source`` is its markup, ``url`` where it was finally found. The tree loses its scripts on the way.
    """
    title = _title(tree)
    noscript = " ".join(plain(node.text(), 500) for node in front.noscripts[:10])
    front.strip(tree)
    firsts = [node for node in front.headings if node.tag == "h1"][:1]
    others = [node for node in front.headings if node.tag != "h1"][:3]
    headings = [plain(node.text(), 200) for node in (*firsts, *others)]
    words, sentences = _said(tree, headings)

    vendor = challenge_in(source, title, words, sentences, headings)
    if vendor:
        by = "" if vendor == "a bot check" else f" by {vendor}"
        return Wall(Finding.CHALLENGE, f"it answered with a bot challenge{by}")
    if WAITING_HOST.match(url) or (
        heads(title, headings, WAITING) and len(words) < _SHORT and WAITING_SAYS.search(words)
    ):
        return Wall(Finding.BLOCKED, "it has visitors wait in line")
    if heads(title, headings, REFUSED) and len(words) < _SHORT and REFUSING.search(words):
        return Wall(Finding.BLOCKED, "it answered 200 with a refusal")
    spoken = [plain(node.text(), 200) for node in front.headings[:_MOST_HEADINGS]]
    if (
        marked_not_found(tree, front.statuses)
        or (redirected and NOT_FOUND_PATH.match(url))
        or says_not_found(title, headings, spoken, sentences, brief=len(words) < _BRIEF)
    ):
        return Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")
    if len(words) < _SHORT and FATAL.match(words):
        return Wall(Finding.HTTP_ERROR, "it answered 200 with an error of its program")
    if len(words) < _BRIEF and (heads(title, headings, BROKEN) or says(sentences, BROKEN)):
        return Wall(Finding.HTTP_ERROR, "it answered 200 with a page that says the site is out of order")
    if len(words) < 2 * _BRIEF and NOT_FOR_EUROPE.search(words) and not _is_article(tree):
        return Wall(Finding.BLOCKED, "it is not shown to visitors from Europe")
    if _asks_for_login(tree, title, headings, words, sentences, url, redirected):
        return Wall(Finding.BLOCKED, "it asks visitors to log in")
    if _asks_for_consent(tree, title, headings, words, sentences, url, redirected):
        return Wall(Finding.BLOCKED, "it shows a cookie consent wall")
    return _shell(tree, source, words, noscript, front.scripts, len(front.frames), titled=bool(headings))


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return plain(node.text(), 300) if node is not None else ""


def _said(tree: LexborHTMLParser, headings: Sequence[str]) -> tuple[str, list[str]]:
    """The words of the page, and, where they are few, its sentences: a link or a heading ends one, too."""
    if tree.body is None:
        return "", []
    text = tree.body.text(separator="\n")[:_LONGEST_WORDS]
    words = plain(text, 4 * _SHORT)
    if len(words) > _SHORT:
        return words, []
    running = words
    for heading in headings:
        running = running.replace(heading, f"{heading}. ", 1) if heading else running
    sentences = [*SENTENCES.split(straight(running))]
    for line in text.split("\n"):
        sentences += SENTENCES.split(straight(line.strip()))
    return words, list(dict.fromkeys(sentence.strip() for sentence in sentences))


def _asks_for_login(
    tree: LexborHTMLParser,
    title: str,
    headings: Sequence[str],
    words: str,
    sentences: Sequence[str],
    url: str,
    redirected: bool,
) -> bool:
    if len(words) > _SHORT and not redirected:
        return False
    field = tree.css_first("input[type=password i]") is not None
    if redirected and LOGIN_PATH.search(url) and (field or len(words) < _SHORT):
        return True
    if len(words) > _SHORT:
        return False
    if tree.css_first("form.post-password-form") is not None:
        return True
    named = heads(title, headings, LOGIN_TITLE)
    if len(words) < _BRIEF and any(is_known(heading, LOGIN_REQUIRED) for heading in headings[:2]):
        return True
    if field and (STORE_PATH.match(url) or redirected) and STORE_PASSWORD.search(words):
        return True
    if field and redirected and (named or not headings):
        return True
    if field and any(is_known(heading, LOGIN_WORDS) for heading in headings):
        return True
    if field and (named or says(sentences, LOGIN_WORDS) or (not headings and len(words) < _SHELL // 3)):
        return True
    asked = LOGIN_PATH.search(url) is not None or (
        len(words) < _SHELL and tree.css_first("input[type=email i],input[type=text i]") is not None
    )
    return (named and asked) or (len(words) < _SHORT // 2 and says(sentences, LOGIN_WORDS))


def _asks_for_consent(
    tree: LexborHTMLParser,
    title: str,
    headings: Sequence[str],
    words: str,
    sentences: Sequence[str],
    url: str,
    redirected: bool,
) -> bool:
    if CONSENT_HOST.match(url):
        return True
    if redirected and CONSENT_PATH.match(url) and len(words) < _SHORT:
        # An article on consent that got another address is not asked for anybody's.
        asks = CONSENT_SAYS.search(words) is not None and tree.css_first(_BUTTONS) is not None
        if asks or len(words) < _NEARLY_EMPTY:
            return True
    if len(words) < _SHELL and says(sentences, COOKIES_OFF):
        return True
    if len(words) > _SHORT or not (
        names(title, CONSENT_TITLE) or any(is_known(heading, CONSENT_TITLE) for heading in headings)
    ):
        return False
    article = next(iter(headings), "")
    if len(words) > _BRIEF and article and not is_known(article, CONSENT_TITLE):
        return False
    return any(
        is_known(plain(node.text() or node.attributes.get("value") or "", 80), CONSENT_ACCEPT)
        for node in tree.css(_BUTTONS)[:20]
    )


def _is_article(tree: LexborHTMLParser) -> bool:
    """Whether a page is laid out as an article with a paragraph or two and links around it."""
    return len(tree.css("p")) > 3 or len(tree.css("a[href]")) > 5


def _only_framed(tree: LexborHTMLParser) -> bool:
    """Whether a page's scripts have still to fill its mount, with only menus and footers around it."""
    if tree.css_first("#ScriptLoadFailure") is not None:
        return True
    mount = tree.css_first(MOUNTS)
    if mount is None or plain(mount.text(), 60):
        return False
    tree.strip_tags(["header", "nav", "footer"], recursive=True)
    return tree.body is None or len(plain(tree.body.text(separator=" "), 200)) < _NEARLY_EMPTY


def _swallowed(source: str) -> bool:
    """Whether a page came whole, and a comment that nobody closed keeps it from its visitors."""
    rest = source.rpartition("<!--")[2]
    return _BRIEF < len(rest) < len(source) and "-->" not in rest


def _shell(
    tree: LexborHTMLParser, source: str, words: str, noscript: str, scripts: int, frames: int, *, titled: bool
) -> Wall | None:
    if frames and scripts == 0:
        return None
    links = len(tree.css("a[href]"))  # before what stands around is taken out
    if scripts and len(words) < _SHORT and _only_framed(tree):
        return Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")
    if len(words) >= _SHELL:
        return None
    if not words and not links and not scripts and not tree.tags("img"):
        return None if _swallowed(source) else Wall(Finding.SCRIPT_SHELL, "the page came empty")
    if not scripts or links > 3:
        return None
    mount = tree.css_first(MOUNTS)
    waits = (mount is not None and not plain(mount.text(), 60)) or bool(
        ENABLE_SCRIPT.search(words) or (not links and not titled and ENABLE_SCRIPT.search(noscript))
    )
    # A heading and a line is a small page; a word alone may say that it is loading.
    if waits or (len(words) < (_LOADING if titled else _NEARLY_EMPTY) and not links):
        return Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")
    return None
