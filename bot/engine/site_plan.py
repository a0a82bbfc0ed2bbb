"""Which of a site's pages to look at next for placements whose page is unknown. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest

from bot.links.watch.listing import MOST_UNDATED, ListedPage, Where
from storage.watch.due import DuePlacement
from storage.watch.site_pages import Known, KnownPage, page_key

#: How many pages one round looks at.
MOST_PAGES = 50
#: People write a promise down after the post is out, too, and clocks differ.
GRACE = timedelta(days=1)
#: A page without the link is looked at again so long after each look: editors publish first and link later.
AGAIN = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
#: One that nothing says to be new is only looked at again once.
AGAIN_UNDATED = (timedelta(days=3),)
#: Where the site says that a page was changed it is looked at whenever that is, but no oftener than this.
MOST_LOOKS = 8
#: A sitemap with more undated pages than this is an archive: those that were there at first are no news.
ARCHIVE = 200
#: Of what is dated before a promise so much, the newest, is remembered: what joins it later is new after all,
#: whatever date its author gave it. When more than so many join at once, the site came by an archive.
MOST_OLD, MOST_JOINED = 500, 20
#: Stands among a placement's known pages for its first round, which may have had nothing to remember.
BEGUN = 0

Ids = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One page to look at, for these placements; ``new`` where the site says that it is since a promise."""

    url: str
    key: int
    due: tuple[DuePlacement, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round does: ``steps`` in their order, and each placement's ``archive`` to be remembered."""

    steps: tuple[Step, ...]
    archive: tuple[tuple[DuePlacement, tuple[int, ...]], ...] = ()


def plan(
    pages: Sequence[ListedPage],
    due: Sequence[DuePlacement],
    known: Mapping[Ids, Known],
    now: datetime,
) -> Plan:
    """At most ``MOST_PAGES`` steps, the newest pages first.

    New is what was published or changed after a promise was made, and what was not listed before where the
    site gives no dates, or older ones. Then come pages that nothing is known of, then those that deserve a
    second look.
    """
    keyed = {page_key(page.url): page for page in pages}
    undated = {key for key, page in keyed.items() if page.at is None and page.where is Where.SITEMAP}
    archive: dict[Ids, set[int]] = {}
    joined: dict[Ids, set[int]] = {}
    begun: set[Ids] = set()
    for one in due:
        ids, its = _ids(one), known[_ids(one)]
        old = _dated_before(keyed, one) - its.keys()
        if its and len(old) <= MOST_JOINED:
            joined[ids] = old
        elif keyed:
            archive[ids] = old | {BEGUN}
        if not its and ARCHIVE < len(undated) <= MOST_UNDATED:
            archive[ids] |= undated
            begun.add(ids)
    wanted: list[tuple[tuple[int, float, int], Step]] = []
    for place, (key, page) in enumerate(keyed.items()):
        if key in undated and len(undated) > MOST_UNDATED:
            continue
        ranks: list[int] = []
        who: list[DuePlacement] = []
        for one in due:
            if key in undated and _ids(one) in begun:
                continue
            rank = _rank(page, one, known[_ids(one)].get(key), now, key in joined.get(_ids(one), ()))
            if rank is not None:
                ranks.append(rank)
                who.append(one)
        if who:
            # What a feed lists without a date is the newest that the site has.
            age = (now - page.at).total_seconds() if page.at is not None else 0.0
            wanted.append(((min(ranks), age, place), Step(page.url, key, tuple(who), fresh(page))))
    wanted.sort(key=lambda each: each[0])
    remembered = ((one, tuple(archive[_ids(one)])) for one in due if _ids(one) in archive)
    return Plan(tuple(step for _, step in wanted[:MOST_PAGES]), tuple(remembered))


def _dated_before(keyed: Mapping[int, ListedPage], due: DuePlacement) -> set[int]:
    """The pages that are dated before a promise, at most ``MOST_OLD`` of them, the newest."""
    old = [(page.at, key) for key, page in keyed.items() if page.at is not None and _is_old(page.at, due)]
    return {key for _, key in nlargest(MOST_OLD, old)}


def _is_old(at: datetime, due: DuePlacement) -> bool:
    return at < due.since - GRACE


_NEW, _UNKNOWN, _SECOND_LOOK = range(3)


def _rank(
    page: ListedPage, due: DuePlacement, known: KnownPage | None, now: datetime, joined: bool
) -> int | None:
    """How urgently one placement wants to know of ``page``; None where it does not."""
    if page.at is not None and _is_old(page.at, due):
        if known is None:
            return _NEW if joined else None
        return _SECOND_LOOK if known.looks == 1 and now >= known.at + AGAIN_UNDATED[0] else None
    if known is None:
        return _NEW if fresh(page) else _UNKNOWN
    if known.looks == 0:
        return _NEW if fresh(page) else None
    if known.looks >= MOST_LOOKS:
        return None
    if page.at is not None and known.at < page.at <= now:
        return _NEW
    again = AGAIN if fresh(page) else AGAIN_UNDATED
    return _SECOND_LOOK if known.looks <= len(again) and now >= known.at + again[known.looks - 1] else None


def fresh(page: ListedPage) -> bool:
    """Whether the site says when the page was published or changed, or lists it with what is new."""
    return page.at is not None or page.where is Where.FEED


def _ids(due: DuePlacement) -> Ids:
    return due.workspace_id, due.placement_id
