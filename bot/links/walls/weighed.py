"""Pages that no rule knows, weighed: many weak signs of a wall, none of which tells anything alone.

Most of them are the same in every language. A page that stands in front of the page says very little, and its
heading is not what its title says, because the title is the site's or the status's; it speaks to its visitor,
of the page, and shows the way home. What somebody wrote for readers has a headline that its title repeats,
more sentences, a picture, a list or a link to another site.
"""

import math
import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from bot.links.page.evidence import plain
from bot.links.walls import condition_words as words
from bot.links.walls.condition import (
    LITTLE,
    advises_on,
    is_written,
    kind_of,
    kinds,
    length_of,
    says_nothing,
    speaks_of_else,
    told_by,
)
from bot.links.walls.front import Shown, in_a_menu
from bot.links.walls.late import late
from bot.links.walls.notice_words import GONE, PAGE, WANTED
from bot.links.walls.phrases import SEPARATORS, straight
from bot.links.walls.wall import Wall

#: What each sign weighs: for a wall above nought, for a page below. Fitted by logistic regression to
#: a thousand pages in thirty languages, an honest page counting three times a wall, and rounded.
WEIGHTS = {
    "headline": -1.1,
    "apart": 1.1,
    "length": -0.45,
    "sentences": -0.7,
    "others": -0.3,
    "dense": 0.85,
    "beside": 0.2,
    "address": 0.7,
    "heading_tells": 0.8,
    "heading_beside": 0.4,
    "title_tells": 1.1,
    "home": 1.9,
    "buttons": 0.3,
    "noindex": 0.3,
    "reloads": 0.45,
    "shown": -0.6,
    "elsewhere": -0.7,
    "listed": -0.2,
    "paid": 1.0,
    "dated": -0.7,
    "advises": -2.5,
    "one_word": -0.35,
}
ENOUGH = 0.9
#: One of these is there on every wall: it speaks of itself, or to its visitor.
_OF_ITSELF = ("beside", "address", "heading_beside", "home", "reloads", "paid", "buttons")

_ASIDE = 45
_LONGEST, _MUCH = 3_000, 750
_PART = late(r"[^\W\d_]{3,}")
_STEM = 6
_HOMES = "a[href='/'],a[href='./'],a[href='index.html']"
_SHOWN = "img,picture,audio,video,canvas,table,iframe,blockquote,figure,pre,code"
_BUTTONS = "button,input[type=submit i],input[type=button i]"
_DATED = late(rf"{words.DATED.pattern}|[€$£¥₽] ?\d|\d ?[€$£¥₽]", re.IGNORECASE)
_NOINDEX = late(r"<meta[^<>]{0,80}noindex", re.IGNORECASE)
_RELOADS = late(r"location\.(?:reload|replace|href\s*=)|http-equiv=.?refresh", re.IGNORECASE)


def weighed(page: Shown) -> Wall | None:
    """What a page is that says little, by the weight of all signs together; None where it is a page."""
    if len(page.words) > _LONGEST or not (page.headings or page.title) or is_written(page):
        return None
    told = told_by(page)
    if sum(length_of(sentence) for sentence in told if len(sentence) > _ASIDE) > LITTLE:
        return None
    if page.tree.body is None or len(plain(page.tree.body.text(separator=" "), _LONGEST)) > _MUCH:
        return None
    if any(map(advises_on, page.headings[:1])):
        return None
    found = signs(page, told)
    if not any(found[name] for name in _OF_ITSELF):
        return None
    if sum(WEIGHTS[name] * strength for name, strength in found.items()) < ENOUGH or speaks_of_else(page):
        return None
    return kind_of(_telling(one) for one in (*told, *page.headings[:1], page.title))


def signs(page: Shown, told: list[str]) -> dict[str, float]:
    """How strongly each sign of ``WEIGHTS`` is there: 0 for not at all, up to about 3.

    ``told`` are the page's own sentences, without its menus.
    """
    titled = [part for part in SEPARATORS.split(straight(page.title)) if part]
    heading = straight(page.headings[0]).strip() if page.headings else ""
    sighs = len(heading.split()) == 1 and words.BESIDE.match(heading) is not None
    if sighs or (heading not in told and (heading not in page.title or heading in titled[1:])):
        heading = ""  # a menu's, or the site's name
    body = [one for one in told if one != heading and not says_nothing(one, titled)]
    length = sum(map(length_of, body))
    of_heading, of_title = _stems(heading), _stems(page.title)
    headline = bool(of_heading) and of_heading <= of_title
    telling = sum(min(len(_telling(one)), 2) for one in body)
    strange = [one for one in body if not _telling(one) and not words.BESIDE.search(one)]
    spoken_to = sum(min(len(words.ADDRESS.findall(one)), 2) for one in body)
    beside = sum(min(len(words.BESIDE.findall(one)), 3) for one in body)
    tree = page.tree
    hrefs = [node.attributes.get("href") or "" for node in tree.css("a[href]")[:50]]
    return {
        "headline": float(headline),
        "apart": float(bool(of_heading and of_title) and not of_heading & of_title),
        "length": math.log1p(length) / 3,
        "sentences": min(len(body), 6) / 2,
        "others": min(sum(map(length_of, strange)) / 60, 3),
        "dense": min(telling * 60 / max(length, 40), 2),
        "beside": min(beside, 4) / 2,
        "address": min(spoken_to, 4) / 2,
        "heading_tells": min(len(_telling(heading)), 2),
        "heading_beside": min(len(words.BESIDE.findall(heading) + words.ADDRESS.findall(heading)), 2),
        "title_tells": float(not headline and any(kinds(part) for part in titled)),
        "home": float(any(_leads_home(node) for node in tree.css(_HOMES)[:5])),
        "buttons": float(0 < len(tree.css(_BUTTONS)[:4]) < 4),
        "noindex": float(_NOINDEX.search(page.source[:20_000]) is not None),
        "reloads": float(_RELOADS.search(page.source[:60_000]) is not None),
        "shown": float(tree.css_first(_SHOWN) is not None),
        "elsewhere": min(sum(href.startswith(("http", "//")) for href in hrefs), 2),
        "listed": min(sum(map(_says, tree.css("li")[:20])), 4) / 2,
        "dated": float(any(_DATED.search(one) for one in told)),
        "paid": min(sum(_offers(one) for one in body), 3),
        "advises": float(any(map(advises_on, (heading, *titled)))),
        "one_word": float(len(heading.split()) == 1),
    }


def _stems(text: str) -> set[str]:
    return {part.casefold()[:_STEM] for part in _PART.findall(text)}


@lru_cache(maxsize=256)
def _telling(sentence: str) -> tuple[int, ...]:
    if words.OF_LINKS.search(sentence):
        return ()  # a page that says what became of its links is read by those who follow them
    found = kinds(sentence)
    gone = WANTED.search(sentence) or (PAGE.search(sentence) and GONE.search(sentence))
    return (*found, _ABSENT) if gone else found


_ABSENT = 2


def _offers(sentence: str) -> int:
    """How often a sentence offers to read on for money; the post by mail is free."""
    return 0 if words.BY_MAIL.search(sentence) else len(words.PAID.findall(sentence))


def _leads_home(node: LexborNode) -> bool:
    """Whether a link to the front page stands alone in its line: among others it is a menu's."""
    line = node.parent
    return line is not None and len(line.css("a[href]")[:2]) == 1 and not in_a_menu(node)


def _says(node: LexborNode) -> bool:
    return len(plain(node.text(), 80)) > 8 and node.css_first("a[href]") is None
