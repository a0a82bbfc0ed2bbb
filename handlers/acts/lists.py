"""Lists, one task, and what was asked of a site."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.acts.addresses import BadAddress
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import the_task, user_named
from handlers.rendering import task as answers
from handlers.rendering.lists import list_page, listing
from handlers.rendering.lists.wanted import PAGE, TABLE, Wanted
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.site import site_history
from handlers.understanding.intent import Intent
from storage.daily import cadence, digests
from storage.errors import Mendable
from storage.sites import registrable, under_known_suffix
from storage.store import Scope
from storage.words import Stage
from storage.work import campaigns, publisher_record, tasks
from storage.work.tasks import ListKind, Sort, TaskFilter, TaskPage

_STAGES = {stage.value.replace("_", " "): stage for stage in Stage} | {
    "waiting": Stage.CONTACTED,
    "promises": Stage.PROMISED,
    "live": Stage.WON,
    "lost interest": Stage.DECLINED,
    "no reply": Stage.NO_RESPONSE,
}
_KINDS = {kind.value: kind for kind in ListKind if kind is not ListKind.DIGEST} | {
    "due": ListKind.TODAY,
    "due today": ListKind.TODAY,
    "late": ListKind.OVERDUE,
    "everything": ListKind.ALL,
    "everyone": ListKind.ALL,
}
_KNOWN = (*_STAGES, *_KINDS, "mine")
_CAMPAIGN = re.compile(r"\bcampaign\s+(?:\"([^\"]+)\"|“([^”]+)”|(.+))", re.IGNORECASE)
_SORTS = {
    "due": Sort.DUE,
    "date": Sort.DUE,
    "site": Sort.SITE,
    "domain": Sort.SITE,
    "stage": Sort.STAGE,
    "change": Sort.CHANGED,
    "changed": Sort.CHANGED,
}
_BY = re.compile(
    rf"\b(?:(?:sort|sorted|order|ordered)\s+)?by\s+(?:the\s+)?(?:last\s+)?({'|'.join(_SORTS)})(?:\s+date)?\s*$",
    re.IGNORECASE,
)
_SITE = re.compile(r"\b(?:site|domain)\s+(\S+)", re.IGNORECASE)
_TYPED = re.compile(
    r"\s*(?:/?outreach\s+)?list\b[:,]?(?!\s*(?:of\s+)?campaigns\b)(.*)", re.IGNORECASE | re.DOTALL
)
#: Words that people put between those that say what to list.
_SAY_NOTHING = frozenset(
    "a and any are at by follow-up follow-ups followups for from i in is it of on our outreach please pls "
    "show task tasks that the their them to us we what what's which with".split()
)
EXAMPLE = "/outreach list overdue"


class NoSuchList(Mendable):
    """Words after ``list`` that no list knows."""

    def __init__(self, unknown: list[str]) -> None:
        said = " ".join(unknown)
        said = said if len(said) <= 80 else said[:79] + "…"
        number = re.fullmatch(r"#?(\d{1,9})", said)
        near = [
            word
            for one in unknown
            for word, _, _ in process.extract(
                one.lower(), _KNOWN, scorer=OSA.distance, score_cutoff=2, limit=1
            )
            if len(one) > 3
        ]
        meant = f" Did you mean “{near[0]}”?" if near else ""
        do = "Lists know all, mine, @someone, overdue, today, a stage, campaign NAME and site DOMAIN."
        if number:
            do = "A number is one task's: show it. Longer lists have buttons to turn their pages."
        example = (
            f"/outreach show {number[1]}" if number else f"/outreach list {near[0] if near else 'overdue'}"
        )
        super().__init__(f"I can't list by “{said}”.{meant}", do, example)


async def open_work(scope: Scope, at: Situation) -> Done:
    """The bare command: the speaker's open work."""
    return Done(await overview_for(at.reader, scope, at.user))


async def overview_for(reader: Reader, scope: Scope, owner: str | None) -> Message:
    """What is open of a person's, most urgent first."""
    return listing.overview(reader, await tasks.listing(scope, TaskFilter(owner=owner), limit=100))


async def list_tasks(scope: Scope, intent: Intent, at: Situation) -> Done:
    """A page of the list that was asked for; alone it is the speaker's open tasks."""
    words = _wanted_words(intent, at)
    sort = Sort.DUE
    if match := _BY.search(words):
        sort = _SORTS[match[1].lower()]
        words = words[: match.start()].strip()
    wanted = await _filter(scope, intent, words, at)
    return Done(await page(scope, Wanted(wanted, sort=sort), at))


async def page(scope: Scope, wanted: Wanted, at: Situation) -> Message:
    """One page of a list, as of now."""
    return await page_for(at.reader, scope, wanted, tables="channel" in at.place.answer)


async def page_for(
    reader: Reader, scope: Scope, wanted: Wanted, *, tables: bool, above: Sequence[Block] = ()
) -> Message:
    """The same for ``reader``, who knows what time it is; ``above`` is what is said first."""
    found = await _found(scope, wanted, reader, PAGE)
    if not found.tasks and found.total and wanted.offset:
        # What stood on the last page was done meanwhile.
        found = await _found(scope, replace(wanted, offset=(found.total - 1) // PAGE * PAGE), reader, PAGE)
    return list_page.page(reader, found, wanted.sort, tables=tables, above=above)


async def table(scope: Scope, wanted: Wanted, at: Situation) -> Message:
    """The same as a table, with a page of it for where Slack shows none."""
    found = await _found(scope, wanted, at.reader, TABLE)
    return list_page.table(at.reader, found, await page(scope, wanted, at))


async def _found(scope: Scope, wanted: Wanted, reader: Reader, rows: int) -> TaskPage:
    today, tz = reader.today, reader.tz
    filtered = replace(
        wanted.filter,
        now=reader.now,
        today=today,
        day_starts=cadence.midnight(today, tz),
        day_ends=cadence.day_ends(reader.now, tz),
    )
    if wanted.filter.kind is ListKind.DIGEST and wanted.filter.channel is not None:
        due = await digests.numbers(scope, wanted.filter.channel, reader.now)
        filtered = replace(filtered, numbers=tuple(due))
    return await tasks.listing(scope, filtered, offset=wanted.offset, limit=rows, sort=wanted.sort)


async def show(scope: Scope, intent: Intent, at: Situation) -> Done:
    """One task: its touches, its promised links, their evidence."""
    task = await the_task(scope, intent, at, "show")
    return await shown(scope, task.id, at)


async def shown(scope: Scope, number: int, at: Situation) -> Done:
    """The same by its number; raises UnknownTask."""
    task = await tasks.task(scope, number)
    done = await tasks.touches(scope, number)
    seen = {one.id: await tasks.evidence(scope, one.id) for one in task.placements}
    return Done(answers.shown(at.reader, task, done, seen), (number,))


async def site(scope: Scope, intent: Intent, at: Situation) -> Done:
    """What was asked of a site, by whom, and what came of it."""
    written = intent.site or intent.text.strip()
    if not written:
        raise NotClear(intent, "which site", "/outreach site techblog.com")
    domain = registrable(written)
    if not domain or not under_known_suffix(domain):
        raise BadAddress(written, "/outreach site techblog.com")
    known = await publisher_record.record(scope, domain, at.now)
    return Done(site_history(at.reader, domain, await tasks.of_site(scope, domain), known))


async def _filter(scope: Scope, intent: Intent, words: str, at: Situation) -> TaskFilter:
    """What to list; raises NoSuchList for words that no list knows, UnknownCampaign."""
    wanted = TaskFilter(
        owner=user_named(intent.owner, at) if intent.owner else None,
        campaign=intent.campaign,
        site=registrable(intent.site) if intent.site else None,
    )
    if wanted.owner:
        words = _without_person(words, wanted.owner, at)
    if match := _CAMPAIGN.search(words):
        said = next(filter(None, match.groups())).strip()
        name = said if match[3] is None else _campaign_in(said, intent, at)
        wanted = replace(wanted, campaign=name)
        words = f"{words[: match.start()]} {said[len(name) :]}".strip()
    if match := _SITE.search(words):
        site = registrable(match[1])
        if not under_known_suffix(site):
            raise BadAddress(match[1], "/outreach list site techblog.com")
        wanted = replace(wanted, site=site)
        words = (words[: match.start()] + words[match.end() :]).strip()
    if wanted.campaign is not None:
        wanted = replace(wanted, campaign=(await campaigns.show(scope, wanted.campaign)).name)
    unknown: list[str] = []
    for word in _words(words):
        narrowed = _narrowed(wanted, word, at)
        if narrowed is None:
            unknown.append(word)
        wanted = narrowed or wanted
    if unknown:
        raise NoSuchList(unknown)
    alone = wanted == TaskFilter()
    return replace(wanted, owner=at.user) if alone else wanted


def _wanted_words(intent: Intent, at: Situation) -> str:
    """The words that say what to list: all that was typed after ``list``, for none may be passed over.

    In a question ("what is overdue?") only those that were understood count.
    """
    typed = _TYPED.fullmatch(at.place.said)
    return (typed[1] if typed else intent.text).strip(" ?.!")


def _without_person(words: str, user: str, at: Situation) -> str:
    """``words`` without the person that they mention: who it is is known already."""
    for name in (at.known.people.get(user, ""), user):
        if name:
            words = re.sub(rf"(?i)<?@{re.escape(name)}(?:'s)?(?:\|[^>]*)?>?(?!\w)", " ", words)
    return words


def _campaign_in(said: str, intent: Intent, at: Situation) -> str:
    """The campaign's name at the beginning of what follows the word: the longest that is known."""
    names = [*(one.name for one in at.campaigns), *([intent.campaign] if intent.campaign else [])]
    starts = [name for name in names if re.match(rf"{re.escape(name)}(?!\w)", said, re.IGNORECASE)]
    return said[: len(max(starts, key=len))] if starts else said


def _words(text: str) -> list[str]:
    """The filter's words; a stage or kind of two words is one."""
    lowered = re.sub(r"[\s_]+", " ", text.strip())
    both = sorted((key for key in _STAGES | _KINDS if " " in key), key=len, reverse=True)
    for key in both:
        lowered = re.sub(rf"\b{key}\b", key.replace(" ", "_"), lowered, flags=re.IGNORECASE)
    return [word.replace("_", " ") for word in lowered.replace(",", " ").split()]


def _narrowed(wanted: TaskFilter, word: str, at: Situation) -> TaskFilter | None:
    """``wanted`` narrowed by one word; None for a word that means nothing to a list."""
    lowered = word.lower()
    if lowered in {"mine", "my", "me"}:
        return replace(wanted, owner=at.user)
    if lowered in _KINDS:
        return replace(wanted, kind=_KINDS[lowered])
    if lowered in _STAGES:
        return replace(wanted, stage=_STAGES[lowered])
    if lowered in _SAY_NOTHING:
        return wanted
    if word.startswith(("@", "<@")):
        return replace(wanted, owner=user_named(word, at))
    if "." in word and under_known_suffix(registrable(word)):
        return replace(wanted, site=registrable(word))
    named = at.campaign_named(word)
    return replace(wanted, campaign=named.name) if named is not None else None
