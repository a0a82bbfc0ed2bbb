"""What only a page itself has, however much its words are those of a wall.

A wall speaks of one thing, to its visitor, now. A page may say the same words in passing: documentation
defines a status, a site tells that it was down and works again, a cinema lists what comes soon, a manual has
a table of errors. Asked only where something was taken for a wall, so an ordinary page pays nothing for it.
"""

import re

from selectolax.lexbor import LexborNode

from bot.links.page.evidence import plain
from bot.links.walls import own_matter_words as words
from bot.links.walls.front import SHORT, Shown, in_a_menu
from bot.links.walls.not_found_words import NOT_FOUND
from bot.links.walls.wall import Wall
from bot.links.walls.wall_words import MOUNTS
from storage.words import Finding

_SEVERAL, _PICTURES, _LINES, _ROWS = 2, 3, 3, 3
_LONGEST_NAME = 40
_MOST = 60
_OUT_OF_ORDER_OR_GONE = frozenset({Finding.HTTP_ERROR, Finding.NOT_FOUND})
_TOLD = "p,li,dd,td,h1,h2,h3,pre,code"


def is_the_page(page: Shown, wall: Wall) -> bool:
    """Whether ``page``, taken for ``wall`` by its words, has what no such wall has."""
    if wall.finding is Finding.SCRIPT_SHELL:
        return _shows_pictures(page)
    if len(page.words) > SHORT:
        return False
    if _documents(page) or _defines(page) or _lists_files(page):
        return True
    if wall.finding is not Finding.HTTP_ERROR and _is_a_file(page):
        return True
    if wall.finding is Finding.CHALLENGE:
        return _is_for_sale(page)
    if wall.finding not in _OUT_OF_ORDER_OR_GONE:
        return False
    if wall.finding is Finding.HTTP_ERROR and (
        _lists_days(page) or _reports(page) or (_is_for_sale(page) and not words.OWED.search(page.words))
    ):
        return True
    return not page.heads(NOT_FOUND) and _has_data(page)


def _shows_pictures(page: Shown) -> bool:
    """Whether pictures are what it shows, and no part of it is left empty for its scripts."""
    if page.tree.css_first(f"{MOUNTS},div[id]:empty,main:empty,section:empty,article:empty") is not None:
        return False
    pictures = page.tree.css("figure img,li img,a img,p img,picture img")[:_MOST]
    return sum(not _is_around(node) for node in pictures) >= _PICTURES


def _is_around(node: LexborNode) -> bool:
    """Whether an element stands in what surrounds a page: its top, its foot, a menu or a row of signs."""
    above: LexborNode | None = node
    while above is not None and above.tag not in ("body", "html"):
        named = f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"
        if above.tag in ("header", "nav", "footer", "aside") or words.AROUND.search(named):
            return True
        above = above.parent
    return False


def _documents(page: Shown) -> bool:
    """Whether it explains to those who write programs what servers answer, or what has changed in one."""
    if any(words.RELEASE.fullmatch(one) for one in (page.title, *page.headings[:1])):
        return True
    if words.DOCUMENTS.search(page.title):
        return True
    for node in page.tree.css(_TOLD)[:_MOST]:
        known = words.QUOTED_ANSWER if node.tag in ("pre", "code") else words.DOCUMENTS
        if known.search(plain(node.text(), 400)) and not _is_around(node):
            return True
    return False


def _defines(page: Shown) -> bool:
    """Whether it says what its own headline is: "A queue is a line of people"."""
    whose = page.headline
    if not whose or len(whose) > _LONGEST_NAME or page.leads_home:
        return False
    known = re.compile(rf"{words.ARTICLE}{re.escape(whose)},? {words.IS}", re.IGNORECASE)
    return any(known.match(sentence) for sentence in page.sentences)


def _is_a_file(page: Shown) -> bool:
    """Whether it is no more than the lines of a text somebody wrote for a terminal."""
    if page.title or page.headings:
        return False
    files = page.tree.css("body > pre")
    return len(files) == 1 and sum(bool(line.strip()) for line in files[0].text().split("\n")) >= _LINES


def _lists_files(page: Shown) -> bool:
    """Whether it is a server's list of the files in a folder, and there are some."""
    if not page.title.startswith("Index of /"):
        return False
    hrefs = [node.attributes.get("href") or "" for node in page.tree.css("a[href]")[:_MOST]]
    return sum(href[:1] not in ("?", "/", ".", "") for href in hrefs) >= _SEVERAL


def _is_for_sale(page: Shown) -> bool:
    """Whether its own text names a price, and no banner of what a shop sends for nothing."""
    for node in page.tree.css("p,td,dd,[class*=price i]")[:_MOST]:
        text = plain(node.text(), 300)
        if words.PRICE.search(text) and not words.SENT_FREE.search(text) and not in_a_menu(node):
            return True
    return False


def _lists_days(page: Shown) -> bool:
    """Whether several of its lines each bear a day: a wall names when it began and when it ends, at most."""
    days = {
        found[0]
        for node in page.tree.css("li,td,p,h2,h3")[:_MOST]
        if (found := words.DAY.search(plain(node.text(), 200)))
    }
    return len(days) >= _LINES


def _has_data(page: Shown) -> bool:
    """Whether there is a table with rows of something else than the request."""
    rows = [_cells(row) for row in page.tree.css("table tr")[:_MOST]]
    full = [cells for cells in rows if len([cell for cell in cells if cell]) >= _SEVERAL]
    return (
        len(full) >= _ROWS
        and sum(words.OF_THE_REQUEST.search(cells[0]) is not None for cells in full) < _SEVERAL
    )


def _cells(row: LexborNode) -> list[str]:
    return [plain(cell.text(), 80) for cell in row.css("td,th")[:4]]


def _reports(page: Shown) -> bool:
    return any(words.REPORTS.search(one) and not words.TO_COME.search(one) for one in page.sentences)
