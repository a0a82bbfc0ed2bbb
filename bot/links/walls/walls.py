"""Pages that stand in front of the page: challenges, consent, log-ins, "not found" with status 200, shells.

Only asked about a page that holds no link to the target: a link that is there is there, but for a site's "not
found" page, which shows its footer's links to everybody who goes astray. A wall is known by
technical marks that no other page has, or by its words making up the page: they are its whole title, heading
or sentence, and little else stands there. Words inside an article are none, because calling a readable page
unseen hides a loss.
"""

from selectolax.lexbor import LexborHTMLParser

from bot.links.walls.asking_first import asks_first, asks_for_consent, asks_for_login
from bot.links.walls.bare import bare_line, no_page
from bot.links.walls.challenges import challenge_in, challenge_of, header_challenge
from bot.links.walls.condition import condition_of, is_advice, names_else, speaks_of_else
from bot.links.walls.front import BRIEF, Front, Shown, is_article
from bot.links.walls.not_found import marked_not_found, says_not_found
from bot.links.walls.not_found_words import NOT_FOUND_PATH
from bot.links.walls.notices import notice_of
from bot.links.walls.own_matter import is_the_page
from bot.links.walls.paid import paid_of
from bot.links.walls.products import product_of
from bot.links.walls.shells import shell_of
from bot.links.walls.wall import Wall
from bot.links.walls.wall_words import (
    BROKEN,
    FATAL,
    MAINTENANCE_PATH,
    NOT_FOR_EUROPE,
    REFUSAL_PATH,
    REFUSED,
    REFUSING,
    WAITING,
    WAITING_HOST,
    WAITING_SAYS,
)
from bot.links.walls.weighed import weighed
from storage.words import Finding

__all__ = ["Front", "Wall", "asks_first", "challenge_of", "header_challenge", "is_article", "wall_of"]


def wall_of(tree: LexborHTMLParser, front: Front, source: str, url: str, redirected: bool) -> Wall | None:
    """What stands in front of the page that ``tree`` was read from; None where it is the page itself.

    ``source`` is its markup, ``url`` where it was finally found. The tree loses its scripts on the way.
    """
    page = Shown.of(tree, front, source, url, redirected)
    vendor = challenge_in(source, page.title, page.words, page.sentences, page.headings)
    if vendor and not (vendor == "a bot check" and (speaks_of_else(page) or names_else(page))):
        by = "" if vendor == "a bot check" else f" by {vendor}"
        return Wall(Finding.CHALLENGE, f"it answered with a bot challenge{by}")
    if (data := no_page(page)) is not None:
        return data
    wall = next((wall for known, wall in _WALLS if known(page)), None) or notice_of(page)
    if wall is not None and wall.finding in _WORDED and is_advice(page):
        return None
    if wall is not None and wall.finding in _WORDED and speaks_of_else(page):
        return None
    if wall is None and (made := product_of(page)) is not None:
        return made
    wall = wall or shell_of(page) or paid_of(page) or condition_of(page) or weighed(page) or bare_line(page)
    if wall is not None and not marked_not_found(tree, page.statuses) and is_the_page(page, wall):
        return None
    return wall


#: What an article may have for its headline.
_WORDED = frozenset({Finding.NOT_FOUND, Finding.HTTP_ERROR, Finding.CHALLENGE})


def _waits(page: Shown) -> bool:
    waiting = page.heads(WAITING) and page.short and WAITING_SAYS.search(page.words)
    return bool(waiting) or WAITING_HOST.match(page.url) is not None


def _refuses(page: Shown) -> bool:
    return page.heads(REFUSED) and page.short and REFUSING.search(page.words) is not None


def _is_not_found(page: Shown) -> bool:
    return (
        marked_not_found(page.tree, page.statuses)
        or (page.redirected and NOT_FOUND_PATH.match(page.url) is not None)
        or (
            not _defines(page)
            and says_not_found(
                page.title,
                page.headings,
                page.spoken,
                page.sentences,
                brief=page.brief,
                headed=page.headed,
                article="404" in f"{page.title} {page.headings[:1]}" and page.article,
                headline=page.headline,
            )
        )
    )


def _defines(page: Shown) -> bool:
    """Whether the page says what its headline is: "404 is a status that …"."""
    whose = page.headline.casefold()
    return bool(whose) and any(
        sentence.casefold().startswith(f"{whose} ") and len(sentence) > len(whose) + _TELLING_MORE
        for sentence in page.sentences
    )


_TELLING_MORE = 30


def _failed(page: Shown) -> bool:
    return page.short and FATAL.match(page.words) is not None


def _is_broken(page: Shown) -> bool:
    return page.brief and (page.heads(BROKEN) or (not page.headline and page.says(BROKEN)))


def _shuts_out_europe(page: Shown) -> bool:
    if len(page.words) >= 2 * BRIEF or not NOT_FOR_EUROPE.search(page.words):
        return False
    # An article has a paragraph or two, and links around it.
    return not (len(page.tree.css("p")) > 3 or len(page.tree.css("a[href]")) > 5)


def _sent_to_maintenance(page: Shown) -> bool:
    return page.redirected and page.brief and MAINTENANCE_PATH.match(page.url) is not None


def _sent_away(page: Shown) -> bool:
    return page.redirected and page.brief and REFUSAL_PATH.match(page.url) is not None


_WALLS = (
    (_waits, Wall(Finding.BLOCKED, "it has visitors wait in line")),
    (_refuses, Wall(Finding.BLOCKED, "it answered 200 with a refusal")),
    (_is_not_found, Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")),
    (_failed, Wall(Finding.HTTP_ERROR, "it answered 200 with an error of its program")),
    (
        _is_broken,
        Wall(Finding.HTTP_ERROR, "it answered 200 with a page that says the site is out of order"),
    ),
    (
        _sent_to_maintenance,
        Wall(Finding.HTTP_ERROR, "it sends visitors to a page about its being out of order"),
    ),
    (_sent_away, Wall(Finding.BLOCKED, "it sends visitors to a page that asks or refuses them")),
    (_shuts_out_europe, Wall(Finding.BLOCKED, "it is not shown to visitors from Europe")),
    (asks_for_login, Wall(Finding.BLOCKED, "it asks visitors to log in")),
    (asks_for_consent, Wall(Finding.BLOCKED, "it shows a cookie consent wall")),
)
