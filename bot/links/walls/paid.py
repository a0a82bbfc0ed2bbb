"""Articles of which only the beginning is shown, on pages that say much around it.

A newspaper's page has menus, other stories and small print for thousands of characters, and of the article a
paragraph or two. It says so to readers' machines (schema.org: ``isAccessibleForFree``), by the element that
its software puts in place of the rest, or in a sentence.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from bot.links.page.evidence import plain
from bot.links.walls.condition import told_by
from bot.links.walls.front import SHORT, Shown
from bot.links.walls.late import late
from bot.links.walls.notice_words import PAID_SURE
from bot.links.walls.notices import is_quoted
from bot.links.walls.phrases import bare
from bot.links.walls.wall import Wall
from storage.words import Finding

#: An article with so many characters in its paragraphs is more than its beginning.
_BEGINNING = 900
_MOST_WORDS = 4 * SHORT - 1
_MOST_PARAGRAPHS = 60
_NOT_FREE = late(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
#: A museum and a concert are not free either: it counts on a page that is, or has, an article.
_ARTICLE = late(
    r"[\"']@type[\"']\s*:\s*(?:\[[^\]]{0,80}?)?[\"'](?:\w*Article|\w*Posting|Report|Review|WebPageElement)[\"']"
)
#: What Ghost, Substack, Paid Memberships Pro, MemberPress, Restrict Content Pro and Leaky Paywall put there.
_IN_ITS_PLACE = (
    ".gh-post-upgrade-cta,[data-testid=paywall],.paywall-title,.pmpro_content_message,.mepr-unauthorized-message,"
    ".rcp_restricted,#leaky_paywall_message"
)
#: Looked for first, as text: a walk through a large page costs as much as the rest of its reading.
_MARKS = ("gh-post-upgrade-cta", "paywall", "pmpro_content", "mepr-unauthorized", "rcp_restricted")
_TEXT = "article p,main p,[itemprop=articleBody] p,.entry-content p,.post-content p,.article-body p"
_PAID = Wall(Finding.BLOCKED, "it shows its text to subscribers only")


def paid_of(page: Shown) -> Wall | None:
    """Whether the page keeps the rest of its article for those who pay. Takes its menus out."""
    if _is_marked(page) and 0 < _written(page.tree) < _BEGINNING:
        return _PAID
    if not SHORT < len(page.words) < _MOST_WORDS or page.own >= _BEGINNING or page.asks(page.headline):
        return None
    told = (one for one in told_by(page) if not is_quoted(one))
    return _PAID if any(PAID_SURE.fullmatch(part) for one in told if (part := bare(one))) else None


def _is_marked(page: Shown) -> bool:
    """Whether the page says to machines that it is not free, or has what stands in place of the rest."""
    source = page.source
    if "isAccessibleForFree" in source and _NOT_FREE.search(source) is not None:
        return _ARTICLE.search(source) is not None
    return any(mark in source for mark in _MARKS) and page.tree.css_first(_IN_ITS_PLACE) is not None


def _written(tree: LexborHTMLParser) -> int:
    """How many characters the paragraphs of the article have."""
    return sum(len(plain(node.text(), SHORT)) for node in tree.css(_TEXT)[:_MOST_PARAGRAPHS])
