"""Pages that tell in words nobody knew before why they don't show what was asked for.

A page in front of the page speaks of itself: of the request, the browser, the domain, of what failed or who
may come in; an article speaks of the world. So a page that says very little is known by how much of it is
about its own condition, whatever the sentence. Nothing with the marks of an article is looked at, nor what it
quotes.
"""

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.links.page.evidence import plain
from bot.links.walls import condition_words as words
from bot.links.walls.front import Shown
from bot.links.walls.late import late
from bot.links.walls.notice_words import PAGE
from bot.links.walls.notices import is_quoted
from bot.links.walls.phrases import SENTENCES, SEPARATORS, straight
from bot.links.walls.wall import Wall
from storage.words import Finding

#: So many characters at most does such a page say of its own, and so much of it is about itself.
LITTLE, _SHARE, _LED, _SHOWN, _WHOLLY, _HARDLY = 480, 0.7, 0.45, 0.75, 0.9, 0.4
#: From so many letters on paragraphs are running text; with so few a line is a name or a button. The share of
#: a heading's letters in such words, where its title differs and where it has it, too; how many are several.
_RUNNING, _WORD, _MADE_OF, _WHOLLY_MADE_OF, _SEVERAL = 100, 14, 0.5, 0.6, 2
_WORD_END = late(r"\W|$")
#: A word of these for so many letters; a character of Chinese, Japanese or Korean stands for three.
_ROOM_FOR_ONE = 60
_WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 3_000
_MOST_MARKUP = 60_000
_AROUND = ("header", "nav", "footer", "aside", "select", "option", "label", "textarea")
_BLOCK = late(
    r"<(?:/?(?:address|article|blockquote|body|br|button|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]"
    r"|hr|input|li|main|ol|p|pre|section|summary|table|td|th|tr|ul)\b)[^<>]*>",
    re.IGNORECASE,
)
_TAG = late(r"<[^<>]*>")
_COMMENT = late(r"<!--.*?-->", re.DOTALL)
_MARK = "\x01"
_LINK, _LINKED = late(r"</?a\b[^<>]*>", re.IGNORECASE), _MARK
_IN_LINK = late(f"{_MARK}([^{_MARK}]*){_MARK}")
_FIELDS = "textarea,select,input:not([type=hidden i],[type=submit i],[type=button i],[type=checkbox i])"
_ASIDE, _LINE, _STRANGE = 45, 60, 25
_ASKING = ("?", "？")
_ARTICLES = "article,[itemprop=articleBody],.entry-content,.post-content,.article-body,.post-body"
#: Where the small print at the foot of every page begins.
_LEGAL = late(r"©|&copy;|\b(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d\b|\(c\) ?(?:19|20)\d\d", re.IGNORECASE)
_ENDING = (".", "!", "?", "…", "。", "！", "？")
#: What an article says of itself to readers' machines, and the day it bears.
_WRITTEN = late(
    r"article:published_time|og:type[\"']?\s+content=[\"']?article|[\"']@type[\"']\s*:\s*\[?\s*[\"'](?:news|blog|tech)?(?:article|posting|recipe|product|event)\b"
    r"|itemtype=[\"']?https?://schema\.org/(?:\w*article|blogposting|product|recipe|event)\b|<time\b",
    re.IGNORECASE,
)
_KINDS = (
    (words.CHECKED, Wall(Finding.CHALLENGE, "it checks its visitors first")),
    (words.KEPT_OUT, Wall(Finding.BLOCKED, "it answered 200 with a refusal")),
    (words.ABSENT, Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")),
    (
        words.OUT_OF_ORDER,
        Wall(Finding.HTTP_ERROR, "it answered 200 with a page that says the site is out of order"),
    ),
)
_GONE = 2
_OF_AGE = Wall(Finding.BLOCKED, "it asks visitors for their age")


def condition_of(page: Shown) -> Wall | None:
    """What a page that says little and speaks of itself says; None where it speaks of something else."""
    if len(page.words) > _LONGEST:
        return None
    running = _running_text(page)
    written = bool(running)
    heading = straight(page.headings[0]) if page.headings else ""
    headlined = bool(page.headline)
    if written and (sum(map(len, running)) > LITTLE or not _leads(heading, headlined=headlined)):
        return None  # an article, and it is headed as one
    if is_written(page):
        return None
    titled = [part for part in SEPARATORS.split(straight(page.title)) if part]
    fields = page.tree.css_first(_FIELDS)  # before labels are taken out, that may have them inside
    told = told_by(page)
    if sum(length_of(sentence) for sentence in told if len(sentence) > _ASIDE) > LITTLE:
        return None
    if heading and (_is_nobodys(heading) or (heading not in told and heading not in page.title)):
        heading, headlined = "", False  # that of a menu, a status, a sigh or the site's address
    told = [sentence for sentence in told if not says_nothing(sentence, titled)]
    said = [sentence for sentence in told if sentence != heading]
    if _is_named(heading, titled) and _mostly_of_else(said):
        return None  # a name, and what is told of it
    length = sum(map(length_of, said))
    if not told or length > LITTLE or (not heading and length < _WORD):
        return None
    if (
        not heading
        and not page.title
        and not words.WIDGET.search(page.source)
        and not _telegraphic(page, told)
    ):
        return None  # not even a name: nobody's site
    if not written and fields is None and words.WIDGET.search(page.source):
        return _KINDS[0][1]
    leading = [heading] if heading else [*titled, told[0]]
    led = any(_leads(one, headlined=headlined) for one in leading)
    if heading.endswith(_ASKING) and words.AGE.search(heading) and length < _RUNNING:
        return _OF_AGE
    alone = bool(heading) and not said and " " in heading and of_itself(heading)
    if length < _LINE and not headlined:  # hardly a line below a heading that is not the page's own name
        short = any(_leads(one, headlined=True) for one in leading)
    else:
        short = led and length < _RUNNING and any(map(_shows_itself, leading))
    if short and said and _mostly_of_else(said):
        return None  # a headline in a wall's words, and what it is about
    if alone or short:
        # It is all said in the heading.
        return kind_of(kinds(one) for one in (*leading, *titled) if not words.OF_LINKS.search(one))
    needed = _WHOLLY if written else _LED if led else _SHARE
    itself = _about_itself(said, needed * length, led=led)
    if itself is None:
        return None
    if headlined and not any(_of_a_page(one) for one in (*leading, *itself)):
        return None  # something is shut, gone or broken, but neither a page nor for its visitor
    share = sum(map(length_of, itself)) / length if said else 1
    if not led and not _unled(page, share, leading, itself):
        return None
    return kind_of(kinds(one) for one in (*itself, *leading, *titled))


def names_else(page: Shown) -> bool:
    """Whether a page's heading is its title, and some sentence below it is about something else."""
    heading = straight(page.headings[0]) if page.headings else ""
    titled = [part for part in SEPARATORS.split(straight(page.title)) if part]
    return _is_named(heading, titled) and _mostly_of_else([one for one in told_by(page) if one != heading])


def _is_named(heading: str, titled: Sequence[str]) -> bool:
    """Whether a heading and the title are one name, whole or in part."""
    whose = heading.casefold()
    names = (part.casefold() for part in titled if " " in part)
    return " " in whose and any(name in whose or whose in name for name in names)


def _mostly_of_else(said: Sequence[str]) -> bool:
    return 2 * sum(length_of(one) for one in said if _speaks_of_else(one)) > sum(map(length_of, said))


def _speaks_of_else(sentence: str) -> bool:
    """Whether a whole sentence has no word about a page, its site or its visitor."""
    return (
        len(sentence) > _STRANGE
        and not kinds(sentence)
        and not any(known.search(sentence) for known in (words.BESIDE, words.ADDRESS, PAGE))
    )


def _of_a_page(sentence: str) -> bool:
    of_it = (words.BESIDE, words.ADDRESS, PAGE)
    return _shows_itself(sentence) or any(known.search(sentence) for known in of_it)


def is_written(page: Shown) -> bool:
    """Whether it has terms and what they mean, or something that bears a date: a wall has neither."""
    return page.tree.css_first("dl") is not None or _WRITTEN.search(page.source) is not None


def _about_itself(said: Sequence[str], needed: float, *, led: bool) -> list[str] | None:
    """Which of the sentences speak of the page; None as soon as they can't be ``needed`` letters any more."""
    itself: list[str] = []
    left = sum(map(length_of, said))
    for sentence in sorted(said, key=len, reverse=True):
        if of_itself(sentence) or (led and _stands_beside(sentence)):
            itself.append(sentence)
            continue
        left -= length_of(sentence)
        if left < needed:
            return None
    return itself


def _telegraphic(page: Shown, told: Sequence[str]) -> bool:
    """Whether a bare line or two, without a name, a link or a picture, are what a server says by itself."""
    length = sum(map(len, told))
    if length < _WORD and all(set(kinds(one)) <= {_GONE} and "ound" not in one for one in told):
        return False  # "gone", but not what; "not found" is what servers say
    alone = length < _RUNNING and page.tree.css_first("a[href],img") is None
    return alone and all(map(of_itself, told))


def kind_of(found: Iterable[Sequence[int]]) -> Wall | None:
    """What most of the words tell; None where they tell nothing."""
    votes = [kind for one in found for kind in one]
    return _KINDS[max(range(len(_KINDS)), key=votes.count)][1] if votes else None


def _stands_beside(sentence: str) -> bool:
    return len(sentence) < _ASIDE and words.BESIDE.search(sentence) is not None and not is_quoted(sentence)


def _unled(page: Shown, share: float, leading: Sequence[str], itself: Sequence[str]) -> bool:
    """Whether ``itself``, a ``share`` of what is said, tells a wall whose heading doesn't."""
    if any(map(_shows_itself, itself)):
        return share >= _SHOWN
    if leading[0] in page.headings and (_advises(leading[0]) or not of_itself(leading[0])):
        return False  # a sentence or two about what it is headed
    telling = sum(len(kinds(one)) for one in (*itself, *leading))
    beside = sum(len(words.BESIDE.findall(one)) for one in (*itself, *leading))
    return telling >= _SEVERAL and telling + beside >= (3 if page.headline else 2) * _SEVERAL


def is_advice(page: Shown) -> bool:
    """Whether the page's own headline is that of an article about such pages: how, why, what to do."""
    return advises_on(page.headline)


def advises_on(heading: str) -> bool:
    """Whether a heading is that of advice, by its words alone."""
    plainly = heading.rstrip("?？ ").translate(_COLONS)
    return bool(plainly) and _advises(plainly)


def speaks_of_else(page: Shown) -> bool:
    """Whether an article stands on the page that is about something else, whatever its headline says."""
    text = _running_text(page)
    length = sum(map(len, text))
    return bool(text) and sum(len(one) for one in text if of_itself(one)) < _HARDLY * length


def _sentences(text: str) -> list[str]:
    """The sentences of ``text``, each with the mark that ends it."""
    plainly, at, found = straight(text), 0, []
    for end in SENTENCES.finditer(plainly):
        found.append(plainly[at : end.end()].strip())
        at = end.end()
    return [one for one in (*found, plainly[at:].strip()) if one]


def _running_text(page: Shown) -> list[str]:
    """The sentences of the article on the page; none where it has no room for a paragraph."""
    for part in page.tree.css(_ARTICLES)[:3]:
        if part.tag == "article" and part.css_first("h1") is None:
            continue  # one of several, each with a part of its text
        blocks = [plain(node.text(), _LONGEST) for node in part.css("p,li,td,dd,blockquote")[:100]]
        told = [one for block in blocks for one in _sentences(block)]
        if sum(map(length_of, told)) > _RUNNING:
            return told
    return []


_COLONS = str.maketrans("", "", ":：")
_NOBODYS = late(r"[\W\d_]*|[\w-]+(?:\.[\w-]+)+|\W*(?:\w+[!…]+\W*)")


def _is_nobodys(heading: str) -> bool:
    """Whether a heading names nothing: a number, an address, or a word that is called out."""
    return _NOBODYS.fullmatch(heading) is not None


def length_of(sentence: str) -> int:
    """How much a sentence says, in letters of an alphabet."""
    return len(sentence) + 2 * len(_WIDE.findall(sentence))


# A page's sentences are asked about from several sides, and it takes a third of a millisecond to tell.
@lru_cache(maxsize=256)
def kinds(sentence: str) -> tuple[int, ...]:
    """Which kinds of wall the words of a sentence are of, one for each word."""
    return tuple(number for number, (known, _) in enumerate(_KINDS) for _ in known.findall(sentence))


@lru_cache(maxsize=256)
def of_itself(sentence: str) -> bool:
    """Whether a sentence is full of such words; two of those beside the telling ones are as good as one."""
    if is_quoted(sentence) or words.DATED.search(sentence) or words.OF_LINKS.search(sentence):
        return False
    telling, beside = len(kinds(sentence)), len(words.BESIDE.findall(sentence))
    if not telling and beside < 2:
        return False
    things = len(PAGE.findall(sentence)) + len(words.ADDRESS.findall(sentence)) if telling else 0
    return (telling + beside + things) * _ROOM_FOR_ONE >= length_of(sentence)


def _leads(heading: str, *, headlined: bool) -> bool:
    """Whether a heading is about the page: made of such words for the most part, or saying so of it."""
    if _advises(heading) or not kinds(heading):
        return False
    if words.ERROR.fullmatch(heading):
        return True
    if not any(mark in heading.strip() for mark in " \u3000") and not _WIDE.search(heading):
        return False  # a word, that can be anything's name
    telling = {
        place
        for known in (*(known for known, _ in _KINDS), words.BESIDE, PAGE)
        for found in known.finditer(heading)
        for place in range(found.start(), _WORD_END.search(heading, found.end()).start())  # type: ignore[union-attr]
    }
    letters = [place for place, letter in enumerate(heading) if letter.isalnum()]
    return len(telling.intersection(letters)) >= (_WHOLLY_MADE_OF if headlined else _MADE_OF) * len(
        letters
    ) or _shows_itself(heading)


def _advises(heading: str) -> bool:
    """Whether a heading is an article's, that asks a question, answers it or has a second part."""
    return words.ADVICE.search(heading) is not None


def _shows_itself(sentence: str) -> bool:
    """Whether a sentence says so of this very page, or asks its visitor to do something about it."""
    return words.THIS_PAGE.match(sentence) is not None and bool(kinds(sentence))


def says_nothing(sentence: str, titled: Iterable[str]) -> bool:
    """Whether a sentence is a name, a number or a button, and tells nothing either way."""
    letters = sum(letter.isalpha() for letter in sentence)
    short = letters + length_of(sentence) - len(sentence) < _WORD
    named = any(sentence.casefold() == part.casefold() for part in titled)
    if words.REPLY.search(sentence):
        return True
    label = short and not sentence.endswith(_ENDING)
    return (label or letters * 2 < len(sentence) or named) and not of_itself(sentence)


def told_by(page: Shown) -> list[str]:
    """The sentences of the page's own, without its menus. Takes its menus out."""
    tree = page.tree
    tree.strip_tags(list(_AROUND), recursive=True)
    if tree.body is None:
        return []
    markup = _COMMENT.sub("", (tree.body.html or "")[:_MOST_MARKUP])  # notes to old browsers are in these
    markup = _LINK.sub(_LINKED, markup)
    told: list[str] = []
    label = ""  # what may head a list of links
    links = 0
    for line in _TAG.sub("", _BLOCK.sub("\n", markup)).split("\n"):
        line = _LEGAL.split(line, maxsplit=1)[0]
        linked = sum(map(len, _IN_LINK.findall(line)))
        text = plain(html.unescape(line.replace(_MARK, "")), _LONGEST)
        if not text:
            continue
        if linked * 2 < len(text):
            told += [label] if label else []
            label, links = "", 0
            if len(text) < _ASIDE and not text.endswith(_ENDING):
                label = text.replace("_", " ")
            else:
                told += _sentences(text.replace("_", " "))
        elif label:
            links += 1
            label = "" if links > 1 else label
    return list(dict.fromkeys([*told, label] if label else told))
