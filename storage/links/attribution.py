"""Where a backlink came from: built by our work, passive, or uncertain, and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ada_url import URL

from storage.links.link_key import link_key
from storage.sites import registrable
from storage.words import Origin

#: An ask, or its last follow-up, explains links that are first seen within half a year of it.
WINDOW = timedelta(days=180)
#: People write down what they did when they get round to it: a promised link may be this much older than the
#: ask that it was promised for.
LATE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Link:
    """A backlink as far as its origin goes; ``site`` is the registrable domain of its page.

    ``told`` is False where nobody said when it was first seen: it stood at ``first_seen``, perhaps long
    before. ``target_told`` is False where it is only known to which site of ours it goes.
    ``earned``: a person reported it as one that nobody asked for.
    """

    site: str
    target: str
    first_seen: datetime
    told: bool = True
    earned: bool = False
    target_told: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked of the link's site in one task.

    ``asked`` are the times of the ask and its follow-ups, oldest first; ``undated``: it was asked, too, on a
    day that nobody told. ``for_sites`` are the registrable domains that the task's campaign builds links for.
    ``how`` says that it was refused or given up, "" while that is not how it stands, and ``ended`` when; None
    where nobody says.
    """

    task: int
    target: str | None
    for_sites: tuple[str, ...]
    asked: tuple[datetime, ...]
    ended: datetime | None = None
    how: str = ""
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """The placement that the link is, promised in ``task``; ``asked`` is when that task first asked.

    ``at`` is when it was promised, None where a table told of the placement: nobody says.
    """

    id: int
    task: int
    by: str
    at: datetime | None
    asked: datetime | None = None
    vouched_by: str | None = None

    @property
    def words(self) -> str:
        """Where the link was promised, and who saw it where the bot could not."""
        if self.at is None:
            said = f"the link of #{self.task} by <@{self.by}>, as an imported table has it"
        else:
            said = f"promised in #{self.task} by <@{self.by}> on {day(self.at)}"
        return f"{said}; <@{self.vouched_by}> saw it" if self.vouched_by else said


@dataclass(frozen=True, slots=True)
class Because:
    """An origin, why in words, and the evidence: the placement or the task."""

    origin: Origin
    reason: str
    placement: int | None = None
    task: int | None = None


def explain(link: Link, asks: Sequence[Ask], promised: Promised | None = None) -> Because:
    """Where ``link`` came from.

    Its placement makes it built; so does an ask of its site for its target in the half year before it was
    first seen. Whatever is between that and no ask at all is uncertain: an ask for another page or site of
    ours, one that was refused or given up before, one longer ago, one of the same day, one that no day can be
    compared with. An ask after the link was seen explains nothing. Without any ask it is passive. A link that
    stood long before its promise is as the asks before it explain it, else uncertain.
    """
    found = [because for one in asks if (because := _by_ask(link, one)) is not None]
    if promised is not None and (late := _late(link, promised)) is None:
        return Because(Origin.BUILT, promised.words, promised.id, promised.task)
    for origin in (Origin.BUILT, Origin.UNCERTAIN):
        of_kind = [because for because in found if because[1].origin is origin]
        if of_kind and (promised is None or origin is Origin.BUILT):
            explained = max(of_kind, key=lambda one: (one[0], one[1].task or 0))[1]
            return explained if promised is None else replace(explained, placement=promised.id)
    if promised is None:
        return _passive(link, asks)
    words = replace(promised, vouched_by=None).words
    words += f", but it was seen on {day(link.first_seen)} already, {late} before "
    words += f"#{promised.task} asked" if found else "anybody asked"
    return Because(Origin.UNCERTAIN, words, promised.id, promised.task)


def _late(link: Link, promised: Promised) -> str | None:
    """How long the link stood before its promise and that task's ask; None where they may have brought it."""
    began = min((at for at in (promised.at, promised.asked) if at is not None), default=None)
    if not link.told or began is None or link.first_seen >= began - LATE:
        return None
    return _apart(link.first_seen, began)


def _by_ask(link: Link, ask: Ask) -> tuple[datetime, Because] | None:
    """What one ask says of the link, with the time of the last word before it; None for nothing."""
    before = [at for at in ask.asked if _not_after(at, link)]
    # What was written on the day itself is no doubt about what was written before it.
    before = [at for at in before if not _same_day(at, link)] or before
    if not before and ask.undated:
        why = _other_target(link, ask) or "nobody says when"
        said = f"#{ask.task} asked {link.site}{_for(ask)}, but {why}"
        return link.first_seen - 2 * WINDOW, Because(Origin.UNCERTAIN, said, task=ask.task)
    if not before:
        return None
    first, last = before[0], before[-1]
    said = f"#{ask.task} asked {link.site}{_for(ask)} on {day(first)}"
    if last.date() != first.date():
        said += f" and followed up on {day(last)}"
    doubt = _doubt(link, ask, last)
    if doubt is None:
        when = f"{_apart(last, link.first_seen)} before the link was first seen"
        return last, Because(Origin.BUILT, f"{said}, {when}", task=ask.task)
    return last, Because(Origin.UNCERTAIN, f"{said}, but {doubt}", task=ask.task)


def _doubt(link: Link, ask: Ask, last: datetime) -> str | None:
    """What keeps an ask before the link from explaining it, in words."""
    if link.earned:
        return "it was reported as a link that nobody asked for"
    if other := _other_target(link, ask):
        return other
    if ask.how and ask.ended is None:
        return f"{ask.how}, and nobody says when"
    if ask.ended is not None and _not_after(ask.ended, link):
        return f"{ask.how} on {day(ask.ended)}, before the link was first seen on {day(link.first_seen)}"
    if not link.told:
        return f"nobody says when the link was first seen, only that it stood by {day(link.first_seen)}"
    if _same_day(last, link):
        return "the link was first seen on that same day"
    if link.first_seen - last > WINDOW:
        return f"the link was first seen {_apart(last, link.first_seen)} later, more than half a year"
    return None


def _other_target(link: Link, ask: Ask) -> str | None:
    if ask.target is None:
        if not ask.for_sites:
            return "the ask does not say for which page"
        site = registrable(link.target)
        return None if site in ask.for_sites else f"the link goes to another site, {site}"
    if link.target_told and link_key(ask.target) == link_key(link.target):
        return None
    same_site = registrable(ask.target) == registrable(link.target)
    if same_site and _whole_site(ask.target):
        return None
    if same_site and not link.target_told:
        return f"nobody says to which page of {registrable(link.target)} the link goes"
    return f"the link goes to another {'page' if same_site else 'site'}, {_shown(link.target)}"


def _whole_site(target: str) -> bool:
    try:
        parsed = URL(target if "://" in target else f"https://{target}")
    except (ValueError, UnicodeError):
        return False
    return parsed.pathname in {"", "/"} and not parsed.search


def _passive(link: Link, asks: Sequence[Ask]) -> Because:
    seen = "first seen on" if link.told else "known to stand, on"
    words = f"nobody asked {link.site} before it was {seen} {day(link.first_seen)}"
    if not link.told:
        words += " or before"
    if link.earned:
        words = f"reported as earned; {words}"
    later = [(one.asked[0], one.task) for one in asks if one.asked]
    if later:
        at, task = min(later)
        after = f"{_apart(link.first_seen, at)} after that" if link.told else f"on {day(at)}"
        words += f"; #{task} asked {after}"
    return Because(Origin.PASSIVE, words)


def _not_after(at: datetime, link: Link) -> bool:
    return at <= link.first_seen or _same_day(at, link)


def _same_day(at: datetime, link: Link) -> bool:
    """Whether the two can't be told apart: most tools name a day, which here is its midnight."""
    only_a_day = link.first_seen == link.first_seen.replace(hour=0, minute=0, second=0, microsecond=0)
    return (only_a_day or not link.told) and at.date() == link.first_seen.date()


def _for(ask: Ask) -> str:
    if ask.target:
        return f" for {_shown(ask.target)}"
    return f" for {', '.join(ask.for_sites)}" if ask.for_sites else ""


def _shown(target: str) -> str:
    bare = target.partition("://")[2] or target
    bare = bare.removeprefix("www.").removesuffix("/")
    return bare if len(bare) <= 80 else f"{bare[:79]}…"


def _apart(one: datetime, other: datetime) -> str:
    days = abs((other.date() - one.date()).days)
    if days == 0:
        hours = int(abs((other - one).total_seconds()) // 3600)
        return "less than an hour" if hours == 0 else f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{days:,} day{'' if days == 1 else 's'}"


def day(at: date) -> str:
    """A day as reasons name it: 5 Mar 2026."""
    return f"{at.day} {at:%b %Y}"
