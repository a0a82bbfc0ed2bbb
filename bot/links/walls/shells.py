"""Pages that came empty, or that scripts have still to fill."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.page.evidence import plain
from bot.links.walls.front import BRIEF, Shown
from bot.links.walls.late import late
from bot.links.walls.wall import Wall
from bot.links.walls.wall_words import ENABLE_SCRIPT, MOUNTS
from storage.words import Finding

_SHELL = 250
_NEARLY_EMPTY = 25
_LOADING = 12
_NOTE = 150
_MOST_ONWARD = 2
_OF_USE = "canvas,video,audio,textarea,select,table,input:not([type=hidden i])"


def shell_of(page: Shown) -> Wall | None:
    """What is known of a page that shows nothing of its own; None where it does. Takes its menus out."""
    if page.frames and page.scripts == 0:
        return None
    links = len(page.tree.css("a[href]"))  # before what stands around is taken out
    if page.scripts and page.short and _only_framed(page.tree):
        return _FILLED_LATER
    if page.scripts and not page.short and page.own < _SHELL and _only_surrounded(page.tree):
        return _FILLED_LATER
    if len(page.words) >= _SHELL:
        return None
    if page.scripts and _REFRESHES.search(page.source[:_HEAD]) and _SETS_COOKIE.search(page.source[:_HEAD]):
        return Wall(Finding.CHALLENGE, "its script sets a cookie and asks for the page again")
    if not page.words and not links and not page.scripts and not page.tree.tags("img"):
        written = _swallowed(page.source) or _ANCHOR.search(page.source)
        return None if written else Wall(Finding.SCRIPT_SHELL, "the page came empty")
    if not page.scripts or links > 3:
        return None
    titled = bool(page.headings)
    mount = page.tree.css_first(MOUNTS)
    waits = (mount is not None and not _visible(mount)) or bool(
        ENABLE_SCRIPT.search(page.words) or (not links and not titled and ENABLE_SCRIPT.search(page.noscript))
    )
    # A heading and a line is a small page, and so is what can be played; a word alone may say that it loads.
    few = (
        len(page.words) < (_LOADING if titled else _NEARLY_EMPTY)
        and not links
        and (_WAITS.search(page.words) is not None or _FILLS.search(page.source) is not None)
    )
    if waits or (few and page.tree.css_first(_OF_USE) is None):
        return _FILLED_LATER
    return None


# A challenge without a vendor: a cookie that only a browser works out, then the page once more.
_SETS_COOKIE = late(r"document\.cookie\s*=", re.IGNORECASE)
_REFRESHES = late(
    r"location\.reload\s*\(|location(?:\.href)?\s*=\s*(?:window\.|document\.)?location|location\.replace\s*\(\s*(?:window\.)?location",
    re.IGNORECASE,
)
_HEAD = 60_000
#: A link that is written somewhere, if only in a comment: such a page is as its author made it.
_ANCHOR = late(r"<a\s[^<>]*href", re.IGNORECASE)
#: Nothing, or that something is still to come.
_WAITS = late(
    r"^$|load|wait|lad[eui]|läd|charg|carreg|carg|caric|wczyt|загруз|завант|(?:\u2026|\.{3})$|加载|読み込|로딩",
    re.IGNORECASE,
)
_SENDS = late(
    r"\bone moment|\bmoment please|redirect|forwarded|be taken (?:to|there)|weitergeleitet", re.IGNORECASE
)
#: A script that may fill a page: one that is fetched, or that writes into it.
_FILLS = late(
    r"<script\b[^<>]*\b(?:src\s*=|type\s*=\s*[\"']?module)"
    r"|document\.write|innerHTML|append|createElement|createRoot|\.(?:render|mount|replaceWith)\(|import\(|fetch\(|XMLHttp"
    r"|location\s*[.=]|\beval\(",
    re.IGNORECASE,
)
_FRAMED_ELSEWHERE = Wall(Finding.SCRIPT_SHELL, "what it shows stands in a frame of another site")
_SENT_ON = Wall(Finding.SCRIPT_SHELL, "it asks visitors to wait until it sends them on, or loads once more")
_FILLED_LATER = Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")


def framed_elsewhere(tree: LexborHTMLParser) -> Wall | None:
    """What is known of a page that is no more than a set of frames, all of other hosts."""
    return _FRAMED_ELSEWHERE if tree.css_first("frameset > frame") is not None else None


def stands_in_frames(frames: Sequence[LexborNode]) -> bool:
    """Whether one of ``frames`` shows an address, which is not of the page's host where none of them is."""
    return any("srcdoc" not in frame.attributes and frame.attributes.get("src") for frame in frames)


def emptied(tree: LexborHTMLParser) -> Wall | None:
    """What is known of a page with a frame of another host that shows nothing beside it, as masked
    forwarding and the error pages of some hosts do; ``tree`` has lost its frames."""
    if tree.body is None or tree.css_first(f"a[href],h1,h2,img,svg,{_OF_USE}") is not None:
        return None
    words = plain(tree.body.text(separator=" "), _SHELL)
    return _FRAMED_ELSEWHERE if len(words) < _NEARLY_EMPTY else None


def waiting(tree: LexborHTMLParser) -> Wall | None:
    """What is known of a page with a refresh to come that says no more than that visitors should wait."""
    if tree.body is None or len(tree.css("a[href]")) > _MOST_ONWARD:
        return None
    words = plain(tree.body.text(separator=" "), _SHELL)
    return _SENT_ON if len(words) < _NOTE and (_WAITS.search(words) or _SENDS.search(words)) else None


def _only_framed(tree: LexborHTMLParser) -> bool:
    """Whether a page's scripts have still to fill its mount, with only menus and footers around it."""
    if tree.css_first("#ScriptLoadFailure") is not None:
        return True
    mount = tree.css_first(f"{MOUNTS},main:empty")
    if mount is None:
        return False
    filled = bool(_visible(mount))
    tree.strip_tags(["header", "nav", "footer"], recursive=True)
    if tree.body is None:
        return True
    if filled and tree.css_first(f"h1,h2,img,{_OF_USE}") is not None:
        return False
    return len(plain(tree.body.text(separator=" "), 200)) < _NEARLY_EMPTY


def _only_surrounded(tree: LexborHTMLParser) -> bool:
    """Whether the mount of a page that says much is empty, and all of its words stand around it."""
    mount = tree.css_first(f"{MOUNTS},main:empty")
    if (
        mount is None
        or len(_visible(mount)) > _LOADING
        or mount.css_first(f"a[href],img,{_OF_USE}") is not None
    ):
        return False
    tree.strip_tags(["header", "nav", "footer", "aside"], recursive=True)
    return tree.body is None or len(plain(tree.body.text(separator=" "), 200)) < _NEARLY_EMPTY


def _visible(mount: LexborNode) -> str:
    """The beginning of what a mount shows already: little that is hidden is put there for its scripts."""
    text = plain(mount.text(), _SHELL)
    if not text or len(text) >= _SHELL:
        return text
    if _HIDING.search(mount.attributes.get("style") or "") or "hidden" in mount.attributes:
        return ""
    for node in mount.css("[hidden],[style]"):
        if "hidden" in node.attributes or _HIDING.search(node.attributes.get("style") or ""):
            text = text.replace(plain(node.text(), _SHELL), "", 1)
    return text.strip()


_HIDING = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _swallowed(source: str) -> bool:
    """Whether a page came whole, and a comment that nobody closed keeps it from its visitors."""
    rest = source.rpartition("<!--")[2]
    return BRIEF < len(rest) < len(source) and "-->" not in rest
