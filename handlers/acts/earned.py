"""A link that nobody asked for."""

from handlers.acts.addresses import whole
from handlers.acts.looks import look_page
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import own_target, the_campaign
from handlers.rendering.looks import looking
from handlers.understanding.intent import Intent
from storage import backlinks, tasks
from storage.backlinks import Sighting
from storage.sites import registrable
from storage.store import Scope
from storage.words import Origin

EXAMPLE = "/outreach earned https://news.example/story https://acme.com/guide"


async def earned(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Keep the link, say where it came from, and look at the page once; raises NotClear, BadAddress.

    A site that was asked before may have linked because of it: then its origin is uncertain, and why is said.
    """
    if intent.page is None:
        raise NotClear(intent, "which page links to you", EXAMPLE)
    target = intent.target or own_target(the_campaign(intent, at))
    if target is None:
        raise NotClear(intent, "which page of yours it links to", EXAMPLE)
    page, target = whole(intent.page, EXAMPLE), whole(target, EXAMPLE)
    site = registrable(page)
    asked = await tasks.of_site(scope, site, limit=1)
    origin, reason = Origin.PASSIVE, f"reported as earned; nobody asked {site}"
    if asked:
        origin, reason = Origin.UNCERTAIN, f"reported as earned, but #{asked[0].id} asked {site} before"
    await backlinks.seen(
        scope,
        [Sighting(page=page, target=target, site=site, at=at.now, reason=reason, origin=origin)],
    )
    await look_page(scope, page, target, intent, at)
    return Done(looking(at.reader, [page]), looks=True)
