"""Whether a page that answered with status 200 says that there is no such page."""

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.links.walls.not_found_words import (
    NOT_FOUND,
    NOT_FOUND_CLASS,
    NOT_FOUND_PARTS,
    NOT_FOUND_WEAK,
    STATUS_FIRST,
    STATUS_LAST,
    STATUS_ONLY,
)
from bot.links.walls.phrases import SEPARATORS, is_known, names, says, site_first, straight


def marked_not_found(tree: LexborHTMLParser, statuses: Sequence[LexborNode]) -> bool:
    """Whether a page's markup says so: its body's class, or the status that it has prerenderers answer."""
    body = tree.body
    if body is not None and NOT_FOUND_CLASS.search(body.attributes.get("class") or ""):
        return True
    return any((node.attributes.get("content") or "").strip() in {"404", "410"} for node in statuses[:1])


def is_template(title: str, tree: LexborHTMLParser) -> bool:
    """Whether a page that does hold the link is a site's "not found" page, that shows it to everybody astray.

    By its body's class or by a title that says so in words: a status alone may be a headline. Asked of every
    page with a link, so what can't be is told apart first, by parts of words.
    """
    named = (tree.body.attributes.get("class") or "") if tree.body is not None else ""
    if ("404" in named or "found" in named.casefold()) and NOT_FOUND_CLASS.search(named):
        return True
    folded = title.casefold()
    if not any(part in folded for part in NOT_FOUND_PARTS) or not _in_words(title):
        return False
    return names(title, NOT_FOUND) or site_first(title, NOT_FOUND) or _titled(title)


def says_not_found(
    title: str,
    headings: Sequence[str],
    spoken: Sequence[str],
    sentences: Sequence[str],
    *,
    brief: bool,
    headed: bool = True,
    article: bool = False,
    headline: str = "",
) -> bool:
    """Whether a page's words say so; ``brief``: it says little else.

    ``headings`` are its first heading of the first rank and some others, ``spoken`` all in their order.
    ``headed``: one of the first rank is there; ``article``: below it stands running text; ``headline``: the
    first, where the title has it too.
    """
    heading = headings[0] if headings else ""
    sure = _tells(heading)
    likely = sure or is_known(heading, NOT_FOUND_WEAK)
    if article and not (_in_words(title) and _in_words(heading)):
        return False  # a status is a headline, too, where it has a story to tell
    if sure and (brief or not _status_only(heading)):
        return True
    titled = names(title, NOT_FOUND) or site_first(title, NOT_FOUND) or _titled(title)
    if titled:
        # A heading that speaks of something else says that this is an article; the site's name doesn't, and
        # neither do those of lists and menus.
        return (
            not heading
            or (not headed and _in_words(title))
            or likely
            or (brief and not _of_the_status(heading, title))
            or (_in_words(title) and (_is_site(heading, title) or any(_tells(other) for other in spoken)))
        )
    if sure and len(title) < _LONGEST_NAME and "404" not in title:
        return True  # the title is the site's name, the heading the status
    if brief:
        weak = names(title, NOT_FOUND_WEAK) and (not heading or likely)
        if headline and headed and not likely and not weak:
            return False  # a glossary, or a post below which a video is gone
        return weak or says(sentences, NOT_FOUND) or any(_tells(other) for other in spoken)
    return False


_LONGEST_NAME = 60


def _status_only(text: str) -> bool:
    """Whether ``text`` is a status without a word of its own."""
    return not any(letter.isalpha() for letter in text)


def _tells(text: str) -> bool:
    """Whether the whole of ``text`` says "not found", also with the status before or after it."""
    if is_known(text, NOT_FOUND) or (0 < len(text) < 60 and STATUS_ONLY.fullmatch(straight(text))):
        return True
    if "404" not in text[:200]:
        return False
    plainly = straight(text)
    first = STATUS_FIRST.match(plainly)
    last = STATUS_LAST.search(plainly[:200])
    parts = [plainly[first.end() :]] if first else []
    parts += [plainly[: last.start()]] if last else []
    return any(is_known(part, NOT_FOUND) or is_known(part, NOT_FOUND_WEAK) for part in parts)


def _titled(title: str) -> bool:
    """Whether a title says so but for the site's name before or after it."""
    plainly = straight(title)
    ends = [len(plainly), *(found.start() for found in SEPARATORS.finditer(plainly))]
    starts = [found.end() for found in SEPARATORS.finditer(plainly)]
    return any(_tells(plainly[:end]) for end in ends[:6]) or any(_tells(plainly[at:]) for at in starts[:6])


def _in_words(title: str) -> bool:
    """Whether a title says so in words: a status alone may be a headline's, or a site's name."""
    return not any(_status_only(part) for part in SEPARATORS.split(straight(title)))


def _of_the_status(heading: str, title: str) -> bool:
    """Whether a heading says more than the status, which is all its title says: it is an article about it."""
    return "404" in heading and STATUS_ONLY.fullmatch(SEPARATORS.split(straight(title))[0]) is not None


def _is_site(heading: str, title: str) -> bool:
    """Whether a heading is the site's name, as the title has it before or after its own words."""
    name = straight(heading).strip().casefold()
    parts = [part.strip().casefold() for part in SEPARATORS.split(straight(title))]
    return len(parts) > 1 and name in (parts[0], parts[-1])
