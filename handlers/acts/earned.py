"""A link that nobody asked for."""

from dataclasses import replace

from handlers.acts.addresses import whole
from handlers.acts.looks import look_page
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import own_target, the_campaign
from handlers.rendering.links import backlink as rendered
from handlers.understanding.intent import Intent
from storage.links import attributing, backlink_views, backlinks
from storage.links.attributing import EARNED
from storage.links.backlinks import Sighting
from storage.sites import registrable
from storage.store import Scope
from storage.watch import watched_links
from storage.words import Origin
from storage.work import campaigns

EXAMPLE = "/outreach earned https://news.example/story https://acme.com/guide"


async def earned(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Keep the link, say where it came from, look now and go on watching; raises NotClear, BadAddress.

    A site that was asked before may have linked because of it: then its origin is uncertain, and why is said.
    """
    if intent.page is None:
        raise NotClear(intent, "which page links to you", EXAMPLE)
    target = intent.target or own_target(the_campaign(intent, at))
    if target is None:
        raise NotClear(intent, "which page of yours it links to", EXAMPLE)
    page, target = whole(intent.page, EXAMPLE), whole(target, EXAMPLE)
    if at.audience is not None and registrable(target) not in at.audience.sites:
        raise campaigns.OnlyTheirs(tuple(one.name for one in at.campaigns) or at.audience.sites)
    site = registrable(page)
    known = await backlink_views.number_of(scope, page, target)
    sighting = Sighting(page, target, site, at.now, "reported as earned", Origin.PASSIVE)
    await backlinks.seen(scope, [sighting])
    number = known or await backlink_views.number_of(scope, page, target)
    if number is None:
        raise NotClear(intent, "which page links to you", EXAMPLE)
    await attributing.reported(scope, [number], EARNED, by=at.user, now=at.now)
    await attributing.revisit(scope, [site], now=at.now)
    if await watched_links.watch(scope, number, by=at.user, where=at.place.home, now=at.now):
        # The first look answers the speaker; the next ones only speak up when the link goes.
        await watched_links.put_off(scope, number, at.now)
    answer = {**at.place.answer, watched_links.BACKLINK: str(number)}
    told = replace(at, place=replace(at.place, answer=answer))
    await look_page(scope, page, target, intent, told)
    link = await backlink_views.show(scope, number)
    said = ":tada: Kept. I'm looking at the page now, and go on watching it."
    if known is not None:
        said = ":tada: I knew of it. I'm looking at the page now, and go on watching it."
    return Done(rendered.card(at.reader, link, news=said), looks=True)
