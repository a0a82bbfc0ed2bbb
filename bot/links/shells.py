"""Pages that came empty, or that scripts have still to fill."""

from selectolax.lexbor import LexborHTMLParser

from bot.links.evidence import plain
from bot.links.front import BRIEF, Shown
from bot.links.wall import Wall
from bot.links.wall_words import ENABLE_SCRIPT, MOUNTS
from storage.words import Finding

_SHELL = 250
_NEARLY_EMPTY = 25
_LOADING = 12


def shell_of(page: Shown) -> Wall | None:
    """What is known of a page that shows nothing of its own; None where it does. Takes its menus out."""
    if page.frames and page.scripts == 0:
        return None
    links = len(page.tree.css("a[href]"))  # before what stands around is taken out
    if page.scripts and page.short and _only_framed(page.tree):
        return _FILLED_LATER
    if len(page.words) >= _SHELL:
        return None
    if not page.words and not links and not page.scripts and not page.tree.tags("img"):
        return None if _swallowed(page.source) else Wall(Finding.SCRIPT_SHELL, "the page came empty")
    if not page.scripts or links > 3:
        return None
    titled = bool(page.headings)
    mount = page.tree.css_first(MOUNTS)
    waits = (mount is not None and not plain(mount.text(), 60)) or bool(
        ENABLE_SCRIPT.search(page.words) or (not links and not titled and ENABLE_SCRIPT.search(page.noscript))
    )
    # A heading and a line is a small page; a word alone may say that it is loading.
    if waits or (len(page.words) < (_LOADING if titled else _NEARLY_EMPTY) and not links):
        return _FILLED_LATER
    return None


_FILLED_LATER = Wall(Finding.SCRIPT_SHELL, "its content only appears when scripts run")


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
    return BRIEF < len(rest) < len(source) and "-->" not in rest
