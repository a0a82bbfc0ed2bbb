"""Lists, one task, and what was asked of a site."""

import re
from dataclasses import replace

from handlers.acts.addresses import BadAddress
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import the_task, user_named
from handlers.rendering import listing
from handlers.rendering import task as answers
from handlers.rendering.listing import Wanted
from handlers.rendering.message import Message
from handlers.rendering.site import site_history
from handlers.understanding.intent import Intent
from storage import cadence, campaigns, tasks
from storage.errors import Mendable
from storage.sites import registrable, under_known_suffix
from storage.store import Scope
from storage.tasks import ListKind, TaskFilter
from storage.words import Stage

_STAGES = {stage.value.replace("_", " "): stage for stage in Stage} | {
    "waiting": Stage.CONTACTED,
    "lost interest": Stage.DECLINED,
    "no reply": Stage.NO_RESPONSE,
}
_KINDS = {kind.value: kind for kind in ListKind} | {
    "due": ListKind.TODAY,
    "due today": ListKind.TODAY,
    "late": ListKind.OVERDUE,
    "everything": ListKind.ALL,
}
_CAMPAIGN = re.compile(r"\bcampaign\s+(?:\"([^\"]+)\"|“([^”]+)”|(.+))", re.IGNORECASE)
_SITE = re.compile(r"\b(?:site|domain)\s+(\S+)", re.IGNORECASE)
EXAMPLE = "/outreach list overdue"


async def open_work(scope: Scope, at: Situation) -> Done:
    """The bare command: the speaker's open work."""
    found = await tasks.listing(scope, TaskFilter(owner=at.user), limit=100)
    return Done(listing.overview(at.reader, found))


async def list_tasks(scope: Scope, intent: Intent, at: Situation) -> Done:
    """A page of the list that was asked for; alone it is the speaker's open tasks."""
    wanted = await _filter(scope, intent, at)
    return Done(await page(scope, Wanted(wanted), at))


async def page(scope: Scope, wanted: Wanted, at: Situation) -> Message:
    """One page of a list, as of now."""
    filtered = replace(wanted.filter, now=at.now, day_ends=cadence.day_ends(at.now, at.speaker.tz))
    found = await tasks.listing(scope, filtered, offset=wanted.offset, limit=listing.PAGE)
    return listing.page(at.reader, found)


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
    return Done(site_history(at.reader, domain, await tasks.of_site(scope, domain)))


async def _filter(scope: Scope, intent: Intent, at: Situation) -> TaskFilter:
    words = intent.text.strip()
    wanted = TaskFilter(
        owner=user_named(intent.owner, at) if intent.owner else None,
        campaign=intent.campaign,
        site=registrable(intent.site) if intent.site else None,
    )
    if match := _CAMPAIGN.search(words):
        wanted = replace(wanted, campaign=next(filter(None, match.groups())).strip())
        words = words[: match.start()].strip()
    if match := _SITE.search(words):
        wanted = replace(wanted, site=registrable(match[1]))
        words = (words[: match.start()] + words[match.end() :]).strip()
    if wanted.campaign is not None:
        wanted = replace(wanted, campaign=(await campaigns.show(scope, wanted.campaign)).name)
    for word in _words(words):
        wanted = _narrowed(wanted, word, at)
    alone = wanted == TaskFilter()
    return replace(wanted, owner=at.user) if alone else wanted


def _words(text: str) -> list[str]:
    """The filter's words; a stage or kind of two words is one."""
    lowered = re.sub(r"[\s_]+", " ", text.strip())
    both = sorted((key for key in _STAGES | _KINDS if " " in key), key=len, reverse=True)
    for key in both:
        lowered = re.sub(rf"\b{key}\b", key.replace(" ", "_"), lowered, flags=re.IGNORECASE)
    return [word.replace("_", " ") for word in lowered.replace(",", " ").split()]


def _narrowed(wanted: TaskFilter, word: str, at: Situation) -> TaskFilter:
    lowered = word.lower()
    if lowered in {"mine", "my", "me"}:
        return replace(wanted, owner=at.user)
    if lowered in _KINDS:
        return replace(wanted, kind=_KINDS[lowered])
    if lowered in _STAGES:
        return replace(wanted, stage=_STAGES[lowered])
    if lowered in {"tasks", "task", "outreach", "the", "of", "for", "in", "and", "from", "by", "at", "due"}:
        return wanted
    if word.startswith(("@", "<@")):
        return replace(wanted, owner=user_named(word, at))
    if "." in word and under_known_suffix(registrable(word)):
        return replace(wanted, site=registrable(word))
    named = at.campaign_named(word)
    if named is not None:
        return replace(wanted, campaign=named.name)
    raise Mendable(
        f"I can't list by “{word[:80]}”.",
        "Lists know all, mine, @someone, overdue, today, a stage, campaign NAME and site DOMAIN.",
        EXAMPLE,
    )
