"""Pages that tell their visitors, in a sentence or two, why they don't show what was asked for.

A notice is known by a whole sentence that says so, on a page that says little else: one that nothing else
would say, or two that belong together. A sentence in quotation marks is somebody else's: an article on
notices quotes them, and a notice doesn't quote itself. Where the page has a headline of its own, the notice
has to be most of what it says: else it is a form, a banner or a gate beside a short page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import Pattern

from bot.links.page.evidence import plain
from bot.links.walls import condition_words
from bot.links.walls import notice_words as words
from bot.links.walls import notice_words_abroad as abroad
from bot.links.walls.front import SHORT, Shown
from bot.links.walls.late import late
from bot.links.walls.not_found_words import STATUS_ONLY
from bot.links.walls.phrases import SEPARATORS, bare, is_known, straight
from bot.links.walls.wall import Wall
from storage.words import Finding


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind: the sentence that tells it, those of which two tell it, and what it is.

    ``backed``: where only a heading tells it, some other sentence has to speak of the page or to its visitor,
    because a name can be anything's.
    """

    wall: Wall
    sure: Pattern[str]
    likely: Pattern[str] | None = None
    within: int = 600
    beside_headline: bool = False
    asks: bool = False
    backed: bool = False

    def on(self, page: Shown, told: dict[str, str]) -> bool:
        """Whether ``told``, the page's own sentences, say so and the page has room for little else.

        Each stands with what of it is matched.
        """
        if page.own >= self.within:
            return False
        whose = _folded(page.headline)
        sure = [sentence for sentence, part in told.items() if part and self.sure.fullmatch(part)]
        if whose:  # a sentence that goes on with its headline is about that
            sure = [one for one in sure if not one.casefold().startswith(f"{whose} ")]
        likely = [
            sentence
            for sentence, part in told.items()
            if part and self.likely and self.likely.fullmatch(part)
        ]
        if not self.asks:
            sure = [sentence for sentence in sure if not page.asks(sentence)]
            likely = [sentence for sentence in likely if not page.asks(sentence)]
        parts = _apart([*sure, *likely])
        if not sure and (len(parts) < 2 or sum(map(len, parts)) * 3 < page.own):
            return False
        if self.backed and not _is_backed(page, parts, told):
            return False
        if self.beside_headline or not whose or whose in parts:
            return True
        return bool(sure) and sum(map(len, parts)) * 2 > page.own


def _is_backed(page: Shown, parts: set[str], told: dict[str, str]) -> bool:
    """Whether more than headings tells what ``parts`` say, or nothing else is said at all."""
    heads = {_folded(one) for one in (page.title, *SEPARATORS.split(straight(page.title)), *page.spoken)}
    around = " ".join(straight(plain(node.text(separator=" "), SHORT)) for node in page.around)
    ends = tuple(head for head in heads if head)  # a menu runs on into the heading below it
    others = [
        one for one in told if len(one) > _NAME and not _folded(one).endswith(ends) and one not in around
    ]
    if not parts <= heads or not others:
        return True
    return any(known.search(one) for one in others for known in _SPEAKING)


_NAME = 14
_SPEAKING = (
    condition_words.CHECKED,
    condition_words.KEPT_OUT,
    condition_words.ABSENT,
    condition_words.OUT_OF_ORDER,
    condition_words.ADDRESS,
    abroad.BROWSER,
)


def _folded(sentence: str) -> str:
    return sentence.strip(" .!?").casefold()


def _apart(sentences: list[str]) -> set[str]:
    """``sentences`` without those that another is part of: a line may run on into a menu."""
    folded = {_folded(sentence) for sentence in sentences}
    return {one for one in folded if not any(one != other and other in one for other in folded)}


_ABSENT = Wall(Finding.NOT_FOUND, "it answered 200 with a “not found” page")
_OUT_OF_ORDER = Wall(Finding.HTTP_ERROR, "it answered 200 with a page that says the site is out of order")
_REFUSAL = Wall(Finding.BLOCKED, "it answered 200 with a refusal")
NOTICES = (
    Notice(Wall(Finding.CHALLENGE, "it answered with a bot challenge"), words.ROBOT_SURE, asks=True),
    Notice(
        Wall(Finding.NOT_FOUND, "its domain is parked or for sale"),
        words.PARKED_SURE,
        words.PARKED_LIKELY,
        beside_headline=True,
    ),
    Notice(
        Wall(Finding.HTTP_ERROR, "it shows its server's or host's own page"),
        words.UNMADE_SURE,
        within=900,
    ),
    Notice(_OUT_OF_ORDER, words.BROKEN_SURE, words.BROKEN_LIKELY, within=400),
    Notice(_REFUSAL, words.REFUSED_SURE, words.REFUSED_LIKELY),
    Notice(Wall(Finding.BLOCKED, "it is not shown to visitors from everywhere"), words.ELSEWHERE_SURE),
    Notice(
        Wall(Finding.BLOCKED, "it asks visitors for their age"),
        words.AGE_SURE,
        words.AGE_LIKELY,
        within=400,
        asks=True,
    ),
    Notice(
        Wall(Finding.BLOCKED, "it shows its text to subscribers only"),
        words.PAID_SURE,
        within=900,
        beside_headline=True,
    ),
    Notice(
        _ABSENT,
        words.ABSENT_SURE,
        within=400,
        beside_headline=True,
    ),
    Notice(_ABSENT, words.ABSENT_ITSELF, within=400),
    Notice(_OUT_OF_ORDER, abroad.SHUT, within=400),
    Notice(_OUT_OF_ORDER, abroad.BEING_MADE, within=300, backed=True),
    Notice(_OUT_OF_ORDER, abroad.USED_UP, within=400),
    Notice(
        Wall(Finding.HTTP_ERROR, "it shows its server's or host's own page"),
        abroad.STOPPED,
        within=400,
    ),
    Notice(Wall(Finding.NOT_FOUND, "its domain is parked or for sale"), abroad.LAPSED, within=400),
    Notice(
        Wall(Finding.BLOCKED, "it tells its visitors that they ask too often"),
        abroad.HURRIED,
        within=500,
        backed=True,
    ),
    Notice(_REFUSAL, abroad.INVITED, within=400),
    Notice(_REFUSAL, abroad.BY_LAW, within=900, beside_headline=True),
    Notice(Wall(Finding.CHALLENGE, "it checks its visitors first"), abroad.LOOKED_AT, within=400),
    Notice(Wall(Finding.BLOCKED, "it asks visitors to log in"), abroad.MEMBERS, within=400),
    Notice(
        Wall(Finding.BLOCKED, "it is not shown to visitors from everywhere"), abroad.NOT_THERE, within=400
    ),
    Notice(
        Wall(Finding.BLOCKED, "it asks visitors for another browser"),
        abroad.OTHER_BROWSER,
        within=400,
        backed=True,
    ),
    Notice(_ABSENT, abroad.THREAD_GONE, within=400),
    Notice(_ABSENT, abroad.NO_MORE, within=300),
    Notice(Wall(Finding.CHALLENGE, "it checks its visitors first"), abroad.NOT_A_BOT, within=200),
    Notice(_REFUSAL, abroad.DENIED, within=300, backed=True),
    Notice(_REFUSAL, abroad.OF_THE_PAGE, within=300),
    Notice(_OUT_OF_ORDER, abroad.SERVERS, within=300),
)

_LONGEST = 3_000
#: So much at most is said on a page that says in its own way that it is not there, and in a sentence of it.
_HARDLY, _SENTENCE = 300, 160
_BESIDE_FOOTER = 40
_ROOM = max(_HARDLY, *(notice.within for notice in NOTICES))
_REPORTED = late(
    r",? (?:says?|said|asks?|asked|writes?|wrote|sagte?|fragte?|dit|dice|disse) (?!that)", re.IGNORECASE
)
_QUOTES = frozenset('“”„«»「」『』"‟')


def is_quoted(sentence: str) -> bool:
    """Whether a sentence is somebody else's, whom the page quotes."""
    return not _QUOTES.isdisjoint(sentence) or _REPORTED.search(sentence) is not None


def notice_of(page: Shown) -> Wall | None:
    """The notice that the page is; None where it is a page."""
    if len(page.words) > _LONGEST or page.own > _ROOM:
        return None
    parts = SEPARATORS.split(straight(page.title))
    spoken = (*_outside_menus(page), *page.headings, page.title, *parts)
    footed = page.footed if page.own > _BESIDE_FOOTER else ""
    told = list(dict.fromkeys(one for one in spoken if one and one not in footed and not is_quoted(one)))
    parts_told = {sentence: bare(sentence) for sentence in told}
    wall = next((notice.wall for notice in NOTICES if notice.on(page, parts_told)), None)
    return _ABSENT if wall is None and _says_absent(page, told) else wall


def _outside_menus(page: Shown) -> Sequence[str]:
    """The sentences of the page; of one with many links without those that are a link and nothing else."""
    links = page.tree.css("a[href]")
    if len(links) < _MANY_LINKS:
        return page.sentences
    linked = {straight(plain(node.text(), SHORT)) for node in links}
    return [sentence for sentence in page.sentences if sentence not in linked]


_MANY_LINKS = 20


def _says_absent(page: Shown, told: list[str]) -> bool:
    """Whether a page with hardly a word on it says in its own way that what was asked for is not there.

    One sentence alone may be a story's. A second one, an apology before it or a way home after it says that
    the visitor is spoken to.
    """
    if page.own > _HARDLY or page.article:
        return False
    saying = [
        sentence
        for sentence in told
        if len(sentence) < _SENTENCE
        and (words.WANTED.search(sentence) or (words.PAGE.search(sentence) and words.GONE.search(sentence)))
    ]
    if not saying or any(page.asks(sentence) for sentence in saying):
        return False
    parts = _apart(saying)
    status = any(STATUS_ONLY.fullmatch(straight(one)) for one in (page.title, *page.headings) if one)
    if page.headline and not (
        status or _folded(page.headline) in parts or words.APOLOGY.match(page.headline)
    ):
        return False  # a sentence or two on a page about something else
    if any(words.WANTED.search(sentence) and words.GONE.search(sentence) for sentence in saying):
        return True
    if len(parts) > 1 or any(words.APOLOGY.match(sentence) for sentence in told):
        return True
    if any(is_known(one, words.NOT_HERE) for one in page.headings[:1]):
        return True
    return status or page.leads_home
