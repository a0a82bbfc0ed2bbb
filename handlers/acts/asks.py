"""Logging an ask."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.acts.which import own_target, the_campaign, the_owner
from handlers.rendering.task import Logged
from handlers.understanding.intent import Intent, Price
from storage.daily import cadence
from storage.daily.cadence import local_time
from storage.errors import Mendable
from storage.sites import registrable
from storage.store import Scope
from storage.words import Stage
from storage.work import campaigns, outreach, publisher_record, tasks
from storage.work.campaigns import ArchivedCampaign
from storage.work.changes import FollowUp
from storage.work.outreach import Ask
from storage.work.views import Money

EXAMPLE = "/outreach log emailed jane@techblog.com about a guest post for https://acme.com/guide"
#: A message that is logged sooner was sent now.
_SOON = timedelta(hours=1)


class NoSite(NotClear):
    """A sentence that names no site."""

    def __init__(self, intent: Intent) -> None:
        super().__init__(intent, "which site was asked: name it, or the e-mail address you wrote to", EXAMPLE)


class PastDate(Mendable):
    """A reminder that would have come already."""

    def __init__(self, example: str) -> None:
        super().__init__("That date has passed.", "Name a day that is still to come.", example)


async def log(scope: Scope, intent: Intent, at: Situation) -> Done:
    """Log it; the reminder comes after the first step of the cadence unless a date was said."""
    ask, unsure = understood(intent, at)
    made = await outreach.log(scope, ask, by=at.user, now=at.now)
    task = await tasks.task(scope, made.id)
    known = await publisher_record.record(scope, task.site, at.now) if made.earlier else None
    return Done(logged=Logged(task, made.earlier, unsure, known), tasks=(made.id,))


def understood(
    intent: Intent, at: Situation, *, unless: FollowUp | None = None
) -> tuple[Ask, tuple[str, ...]]:
    """An ask, and what of it is not understood or not known here; raises NoSite, PastDate.

    A campaign that nobody made keeps no ask from being logged: it is logged without.
    """
    if intent.campaign is None or at.campaign_named(intent.campaign):
        return ask_of(intent, at, unless=unless), intent.unclear
    ask = replace(ask_of(replace(intent, campaign=None), at, unless=unless), campaign=None)
    away = next((one for one in at.archived if one.casefold() == intent.campaign.strip().casefold()), None)
    if away is not None:
        raise ArchivedCampaign(away)
    if at.audience is not None:
        only = campaigns.OnlyTheirs(tuple(one.name for one in at.campaigns)) if at.campaigns else None
        said = f"{only.what if only else 'I know no such campaign here.'} Logged without a campaign."
        return replace(ask, target=intent.target), (*intent.unclear, said)
    make = f"/outreach campaign new {intent.campaign} site {registrable(intent.target or '') or 'acme.com'}"
    said = f"I know no campaign “{intent.campaign}”: logged without. To make it, type {make}"
    return replace(ask, target=intent.target), (*intent.unclear, said)


def ask_of(intent: Intent, at: Situation, *, unless: FollowUp | None = None) -> Ask:
    """What a sentence says of an ask; raises NoSite, PastDate, UnknownCampaign.

    ``unless`` is the follow-up where none was said, instead of the cadence's first.
    """
    if not intent.site:
        raise NoSite(intent)
    campaign = the_campaign(intent, at)
    said = follow_up_of(intent, at, EXAMPLE + ", follow up on Friday")
    return Ask(
        site=intent.site,
        owner=at.place.author if at.place.author and not intent.owner else the_owner(intent, at),
        channel=at.place.home,
        contact_name=intent.contact_name,
        contact_email=intent.contact_email,
        tactic=intent.tactic,
        target=intent.target or own_target(campaign),
        campaign=campaign.name if campaign else None,
        price=money_of(intent.price),
        follow_up=said or unless or next_step(0, at, intent.campaign),
        text=at.place.said,
        source=at.place.source,
        asked_by=at.place.author,
        asked_at=_asked_at(intent, at),
        stage=Stage.PLANNED if intent.planned else Stage.CONTACTED,
    )


def _asked_at(intent: Intent, at: Situation) -> datetime | None:
    """When it was asked, where that is told later: the day that was said, else that of the message."""
    if intent.asked_on is not None:
        return local_time(intent.asked_on, at.here.digest_at, at.speaker.tz)
    source = at.place.source
    try:
        sent = datetime.fromtimestamp(float(source.ts), UTC) if source else at.now
    except (ValueError, OverflowError, OSError):
        return None
    return sent if at.now - sent > _SOON else None


def follow_up_of(intent: Intent, at: Situation, example: str) -> FollowUp | None:
    """When the speaker wants to be reminded; raises PastDate."""
    if intent.follow_up_at is None:
        return None
    if intent.follow_up_at <= at.now:
        raise PastDate(example)
    return FollowUp(intent.follow_up_at, intent.follow_up_timed)


def next_step(step: int, at: Situation, campaign: str | None = None) -> FollowUp:
    """The reminder after ``step`` follow-ups; once the cadence is over, when to ask whether to keep on.

    ``campaign`` is the task's: its own cadence goes before the workspace's.
    """
    own = at.campaign_named(campaign)
    steps = (own.cadence if own else ()) or at.steps
    tz, digest_at = at.speaker.tz, at.here.digest_at
    then = cadence.next_follow_up(step, at.now, tz, digest_at, steps, at.off)
    if then is not None:
        return FollowUp(then)
    asks = cadence.in_business_days(cadence.ASKS_AFTER, at.now, tz, digest_at, at.off)
    return FollowUp(asks, asks=True)


def money_of(price: Price | None) -> Money | None:
    """A price as the ledger keeps it."""
    return Money(price.amount, price.currency) if price else None
