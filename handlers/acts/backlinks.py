"""One backlink: shown, corrected, watched."""

import re
from ipaddress import ip_address

from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.rendering.links import backlink as rendered
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.links import attributing, backlink_views
from storage.links.attribution import day
from storage.models import Change
from storage.sites import under_known_suffix
from storage.store import Scope
from storage.watch import watched_links
from storage.words import Origin

_ASKED = re.compile(
    r"backlinks?\s+#?(?P<number>\d{1,9})(?!\.?\d)\b[\s:,-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_ADDRESS = re.compile(r"(?:https?://)?\[?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]+)\]?", re.IGNORECASE)
#: Endings of names inside a network. Source: RFC 6762 (local), RFC 8375, ICANN's internal, and habit.
_AT_HOME = (".local", ".localhost", ".internal", ".home.arpa", ".lan", ".intranet", ".corp", ".home")
EXAMPLE = "/outreach backlink 7 built"


class NoSuchOrigin(Mendable):
    """What stands after the number is none of the three words."""

    def __init__(self, said: str, number: int) -> None:
        super().__init__(
            f"“{said[:60]}” is no place a link comes from.",
            "Say built, passive or uncertain.",
            f"/outreach backlink {number} passive",
        )


class NotPublic(Mendable):
    """No page of such a host can be a backlink."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"“{host[:100]}” is no public site: nobody out there can link to you from it.",
            "Name a site on the web, or a backlink's number.",
            "/outreach backlink techblog.com",
        )


async def backlink(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Show one backlink, or correct where it came from.

    Raises NotClear, UnknownBacklink, NoSuchOrigin, NotPublic.
    """
    asked = _ASKED.match(intent.text.strip())
    named = _ADDRESS.search(intent.text)
    site = intent.site or (named[1] if named else None)
    if asked is None and site:
        found = await backlink_views.of_site(scope, site)
        if not found and not _public(site):
            raise NotPublic(site)
        return Done(rendered.of_site(at.reader, site, found))
    if asked is None:
        raise NotClear(intent, "which backlink, by its number", EXAMPLE)
    number, rest = int(asked["number"]), asked["rest"].strip(" .!").lower()
    if not rest:
        return Done(rendered.card(at.reader, await backlink_views.show(scope, number)))
    word = rest.split()[-1]
    if word not in set(Origin):
        raise NoSuchOrigin(rest, number)
    return await corrected(scope, number, Origin(word), at)


def _public(site: str) -> bool:
    """Whether a site could be anybody's on the web: a name under a public suffix, or an address for all."""
    try:
        return ip_address(site.strip("[]")).is_global
    except ValueError:
        return under_known_suffix(site) and not site.lower().endswith(_AT_HOME)


async def corrected(scope: Scope, number: int, origin: Origin, at: Situation) -> Done:
    """The speaker says where a link came from: from now on that stands."""
    why = f"said by <@{at.user}> on {day(at.now)}"
    before = await attributing.correct(scope, number, origin, why, by=at.user, now=at.now)
    said = f":white_check_mark: Backlink {number} is {origin.value}"
    said += f" now; it was {before.value}." if before is not origin else "."
    return Done(rendered.card(at.reader, await backlink_views.show(scope, number), news=said))


async def correction_taken_back(scope: Scope, change: Change, at: Situation) -> Done:
    """Take back what the speaker said of where a link came from; raises CorrectedSince."""
    number, origin = await attributing.take_back(scope, change, now=at.now)
    said = f":leftwards_arrow_with_hook: Undone: backlink {number} is {origin.value} now."
    return Done(rendered.card(at.reader, await backlink_views.show(scope, number), news=said))


async def pressed_origin(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """A button that corrects: "7 built"; None for anything that no button says."""
    number, _, word = (extra or "").partition(" ")
    if not number.isdigit() or word not in set(Origin):
        return None
    return await corrected(scope, int(number), Origin(word), at)


async def pressed_watch(scope: Scope, extra: str | None, at: Situation) -> Done | None:
    """A button that has a link watched for whoever presses it."""
    if not (extra or "").isdigit():
        return None
    number = int(extra or "")
    new = await watched_links.watch(scope, number, by=at.user, where=at.place.home, now=at.now)
    said = (
        ":eyes: I'm looking at it now, and will say here when it goes." if new else "It is watched already."
    )
    shown = rendered.card(at.reader, await backlink_views.show(scope, number), news=said)
    return Done(shown, looks=new)
