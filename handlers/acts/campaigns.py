"""Campaigns: made, shown, set, put away."""

import re
from dataclasses import fields
from datetime import date

from handlers.acts import lists
from handlers.acts.addresses import BadAddress
from handlers.acts.situation import Done, Situation
from handlers.acts.unclear import NotClear
from handlers.rendering import campaign as answers
from handlers.rendering.lists.wanted import PAGE, Wanted
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from handlers.understanding.facts.campaigns import CampaignAsk, campaign_ask
from handlers.understanding.intent import Intent
from storage.errors import Mendable
from storage.sites import registrable, under_known_suffix
from storage.store import Scope
from storage.work import campaign_progress, campaigns, tasks
from storage.work.campaigns import CampaignView, Terms
from storage.work.tasks import TaskFilter

EXAMPLE = "/outreach campaign new Spring site acme.com channel #links"
MODE = "/outreach campaign set Spring client-mode on"
#: As long as a name may be to stand in lists, buttons and selects.
LONGEST = 75

_CHANNEL = re.compile(r"[<#]*([CG][A-Z0-9]{2,20})(?:\|[^>]*)?>?")


async def campaign(scope: Scope, intent: Intent, at: Situation) -> Done:
    """What the words after ``campaign`` ask for; raises Mendable."""
    ask = campaign_ask(intent.text)
    match ask.do:
        case "new":
            return await _new(scope, ask, intent, at)
        case "list" if ask.name:
            return await _listed(scope, ask.name, at)
        case "list":
            views = await campaigns.listing(scope)
            return Done(answers.listed(views) if intent.text.strip() else answers.overview(views))
        case "set" if ask.goal is not None:
            return await _goal(scope, ask, intent, at)
        case "set":
            if ask.client_mode is None and (named := _set_of(ask.name, at)) is not None:
                return Done(answers.set_in_form(named))
            if ask.client_mode is None or not ask.name:
                raise NotClear(intent, "which campaign, and whether client mode is on or off", MODE)
            return Done(
                answers.client_mode(await campaigns.set_client_mode(scope, ask.name, ask.client_mode))
            )
        case "archive":
            if not ask.name:
                raise NotClear(intent, "which campaign", "/outreach campaign archive Spring")
            return Done(answers.archived(await campaigns.archive(scope, ask.name, at.now)))
        case "reopen":
            if not ask.name:
                raise NotClear(intent, "which campaign", "/outreach campaign reopen Spring")
            return Done(answers.reopened(await campaigns.reopen(scope, ask.name)))
        case _:
            return await _show(scope, ask.name, intent, at)


class NotBeforeClients(Mendable):
    """A campaign is made where a client would read of it."""

    def __init__(self) -> None:
        super().__init__(
            "A client reads along here, so I make no campaigns here.",
            "Ask me in a direct message.",
            EXAMPLE,
        )


async def numbered(scope: Scope, number: str | None, at: Situation) -> Done:
    """One campaign by the number on its button; raises GoneCampaign."""
    view = await campaigns.numbered(scope, int(number) if number and number.isdecimal() else 0)
    return Done(await _card(at.reader, scope, view))


async def card_for(reader: Reader, scope: Scope, name: str) -> Message:
    """One campaign with its open tasks; raises UnknownCampaign."""
    return await _card(reader, scope, await campaigns.show(scope, name))


async def _card(reader: Reader, scope: Scope, view: CampaignView) -> Message:
    page = await tasks.listing(scope, TaskFilter(campaign=view.name), limit=PAGE)
    reached = await campaign_progress.followed_links(scope, view)
    return answers.shown(reader, view, page, reached)


async def _show(scope: Scope, name: str, intent: Intent, at: Situation) -> Done:
    if not name:
        raise NotClear(intent, "which campaign", "/outreach campaign list")
    return Done(await card_for(at.reader, scope, name))


async def _listed(scope: Scope, name: str, at: Situation) -> Done:
    """``list campaign NAME``: its tasks."""
    view = await campaigns.show(scope, name)
    return Done(await lists.page(scope, Wanted(TaskFilter(campaign=view.name)), at))


def _set_of(said: str, at: Situation) -> CampaignView | None:
    """The campaign that ``set NAME …`` begins with; None where no name does."""
    starts = [one for one in at.campaigns if f"{said} ".casefold().startswith(f"{one.name} ".casefold())]
    return max(starts, key=lambda one: len(one.name), default=None)


async def _new(scope: Scope, ask: CampaignAsk, intent: Intent, at: Situation) -> Done:
    if at.audience is not None:
        raise NotBeforeClients
    if not ask.name:
        raise NotClear(intent, "what the campaign is called", EXAMPLE)
    if len(ask.name) > LONGEST:
        raise Mendable(
            f"That name is {len(ask.name)} characters long; {LONGEST} is the most.",
            "Choose a shorter one.",
            EXAMPLE,
        )
    if not ask.sites:
        raise NotClear(intent, "which site of yours it builds links for", EXAMPLE)
    sites = tuple(dict.fromkeys(_site(one) for one in ask.sites))
    terms = Terms(
        ask.name,
        sites,
        client=ask.client or None,
        channel=_channel(ask.channel),
        goal_count=ask.goal or None,
        goal_by=_until(ask, intent) if ask.goal else None,
    )
    made = await campaigns.start(scope, terms, by=at.user, now=at.now)
    return Done(answers.created(at.reader, made, at.first_in(made)))


async def _goal(scope: Scope, ask: CampaignAsk, intent: Intent, at: Situation) -> Done:
    """``set NAME goal N links by WHEN``: the rest of the campaign stays as it is."""
    until = _until(ask, intent)
    view = await campaigns.show(scope, ask.name)
    kept = {one.name: getattr(view, one.name) for one in fields(Terms)}
    terms = Terms(
        **kept | {"goal_count": ask.goal or None, "goal_by": until or (view.goal_by if ask.goal else None)}
    )
    return Done(answers.changed(at.reader, await campaigns.edit(scope, view.id, terms, now=at.now)))


def _until(ask: CampaignAsk, intent: Intent) -> date | None:
    """The day of a goal; raises NotClear for one that can't be read or is over."""
    if ask.goal_by and intent.promised_by is None:
        why = next((one for one in intent.unclear if one.endswith(("past", "away"))), "by when")
        raise NotClear(intent, why, "/outreach campaign set Spring goal 20 followed links by 31 March")
    return intent.promised_by


def _site(written: str) -> str:
    site = registrable(written)
    if not site or not under_known_suffix(site):
        raise BadAddress(written, EXAMPLE)
    return site


def channel_id(written: str) -> str | None:
    """The id of a channel as Slack writes one; None for anything else."""
    match = _CHANNEL.fullmatch(written)
    return match[1] if match else None


def _channel(written: str) -> str | None:
    """The channel's id; None where none was named. Raises Mendable for a name that Slack made no link of."""
    if not written:
        return None
    if found := channel_id(written):
        return found
    raise Mendable(
        f"I don't know the channel “{written[:80]}”.",
        "Pick the channel from the list that Slack offers after #.",
        EXAMPLE,
    )
