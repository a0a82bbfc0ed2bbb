"""What the form behind a button, or behind a sentence, shows when it opens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handlers import submissions
from handlers.acts import settings as setting
from handlers.acts import together
from handlers.acts.campaigns import channel_id
from handlers.acts.promises import as_said
from handlers.acts.reading import read
from handlers.acts.situation import Place, Situation, readable, situation
from handlers.acts.which import named_task, the_owner
from handlers.doors import Doors
from handlers.redrawing import Behind
from handlers.rendering.forms import campaign_form, forms
from handlers.rendering.forms.campaign_form import LONGEST_NAME, CampaignPrefill
from handlers.rendering.forms.forms import Opened, Prefill, View
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.settings import whole as settings
from handlers.requests import Pressed
from handlers.speaker import Speaker
from handlers.understanding.facts.campaigns import campaign_ask
from handlers.understanding.intent import Act, Intent
from storage.errors import Mendable
from storage.sites import registrable, under_known_suffix
from storage.store import Scope
from storage.work import campaigns, drafts, tasks

#: Buttons whose form is about no single task.
OF_NO_TASK = {Action.CAMPAIGN_NEW, Action.CAMPAIGN_EDIT, Action.SNOOZE_ALL}


async def view_for(
    doors: Doors, who: Speaker, raw: Pressed, pressed: Press, opened: Opened, now: datetime
) -> View:
    """The form that a button asks for, as things stand; raises Mendable."""
    async with doors.store.writing(raw.workspace, now) as scope:
        at = await situation(scope, who, place_of(raw.user, raw.channel), "", now)
        scope = scope.before(at.audience)
        if pressed.action is Action.OPEN_SETTINGS:
            return settings.form(await setting.standing(scope, at.here, at), opened)
        if pressed.action in OF_NO_TASK:
            return await _of_no_task(scope, pressed, opened, at)
        if pressed.action is Action.OPEN_NEW:
            draft = await drafts.kept(scope, opened.draft) if opened.draft else None
            if draft and isinstance(again := draft.get("press"), str):
                meant = Press.parse(again)
                opened = _over_its_list(opened, draft)
                if meant.action is Action.OPEN_SETTINGS:
                    return settings.form(
                        await setting.standing(scope, at.here, at), replace(opened, draft=None)
                    )
                if meant.action in OF_NO_TASK:
                    return await _again(scope, meant, draft, opened, at)
                about = replace(
                    opened, task=meant.task, version=meant.version, placement=meant.placement, draft=None
                )
                return await _of_task(scope, meant, about, at)
            text = await drafted(scope, opened.draft)
            if text.strip() and (said := await _said_otherwise(scope, at, opened, text)):
                return said
        else:
            return await _of_task(scope, pressed, opened, at)
    return new_outreach(at, opened, text)


async def _of_task(scope: Scope, pressed: Press, opened: Opened, at: Situation) -> View:
    """A form about one task; raises UnknownTask."""
    if pressed.task is None:
        return new_outreach(at, opened, "")
    task = await tasks.task(scope, pressed.task)
    reader = at.reader
    placement = next((one for one in task.placements if one.id == pressed.placement), None)
    match pressed.action:
        case Action.SNOOZE if placement is None:
            return forms.snooze(reader, task, opened)
        case Action.SET_FOLLOW_UP:
            return forms.follow_up(reader, task, opened)
        case Action.PROMISE | Action.SNOOZE:
            # On a late promise, snoozing moves the promise's own date.
            target = submissions.likely_target(task, at)
            return forms.promise(reader, task, opened, placement, target=target)
        case Action.DECLINE:
            return forms.decline(task, opened)
        case Action.NOTE:
            return forms.note(task, opened)
        case _:
            return forms.edit(reader, task, [one.name for one in at.campaigns], opened)


async def _of_no_task(scope: Scope, pressed: Press, opened: Opened, at: Situation) -> View:
    """A form about a campaign, or about several tasks; raises GoneCampaign, NothingChosen."""
    if pressed.action is Action.SNOOZE_ALL:
        numbers = [one.number for one in together.chosen((opened.chosen or "").split(","))]
        return forms.snooze_all(at.reader, numbers, opened)
    if pressed.action is Action.CAMPAIGN_EDIT:
        return campaign_form.form(opened, await campaigns.numbered(scope, opened.campaign or 0))
    return campaign_form.form(opened, CampaignPrefill(owner=at.user, channel=channel_of(opened.channel)))


def _over_its_list(opened: Opened, draft: Mapping[str, object]) -> Opened:
    """The form as if it had opened where it was asked for: its answer, and what is left, belong there."""
    behind = Behind.parse(draft)
    if behind is None:
        return opened
    return replace(
        opened,
        channel=behind.channel or opened.channel,
        message_ts=behind.ts,
        response_url=behind.response_url,
        listed=behind.listed,
        view=behind.view,
    )


async def _again(
    scope: Scope, meant: Press, draft: Mapping[str, object], opened: Opened, at: Situation
) -> View:
    """The same form as before, whose trigger had run out."""
    picked = draft.get("picked")
    opened = replace(
        opened,
        draft=None,
        campaign=number_of(meant.extra) if meant.action is Action.CAMPAIGN_EDIT else None,
        chosen=",".join(str(one) for one in picked)[:2_500] if isinstance(picked, list) and picked else None,
    )
    return await _of_no_task(scope, meant, opened, at)


def number_of(said: str | None) -> int | None:
    """The number on a button; None where there is none."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 9 else None


def channel_of(conversation: str | None) -> str | None:
    """A channel that a campaign may live in: no direct message."""
    return conversation if conversation and conversation.startswith(("C", "G")) else None


def _campaign(at: Situation, opened: Opened, text: str) -> View | None:
    """The form of a campaign with what a sentence says of it; None where it speaks of none to be made."""
    ask = campaign_ask(text)
    if ask.do != "new":
        return None
    sites = tuple(site for one in ask.sites if (site := registrable(one)) and under_known_suffix(site))
    channel = channel_id(ask.channel) or channel_of(opened.channel)
    filled = CampaignPrefill(ask.name[:LONGEST_NAME], sites, ask.client, channel, at.user)
    return campaign_form.form(opened, filled)


async def _said_otherwise(scope: Scope, at: Situation, opened: Opened, text: str) -> View | None:
    """The form of what a sentence speaks of, where that is no ask; None where it is one."""
    intent = read(text, at)[0]
    if intent.act is Act.CAMPAIGN:
        return _campaign(at, opened, intent.text)
    if intent.act is not Act.PROMISE:
        return None
    task = await named_task(scope, intent, at, "promise")
    if task is None:
        return None
    opened = replace(opened, task=task.id, version=task.version)
    target = intent.target or submissions.likely_target(task, at)
    return forms.promise(at.reader, task, opened, as_said(intent, task, target, at.now))


def new_outreach(at: Situation, opened: Opened, text: str) -> View:
    """The form of a new outreach, with what a text says."""
    filled = None
    if text.strip():
        intent = read(text, at)[0]
        filled = Prefill.of_intent(intent, at.reader, note=readable(text), owner=_owner(intent, at))
    if filled is None:
        filled = Prefill(campaign=at.campaign.name if at.campaign else None, owner=at.user)
    return forms.outreach(at.reader, [one.name for one in at.campaigns], opened, filled)


def _owner(intent: Intent, at: Situation) -> str:
    """Whom a sentence names as the owner; the speaker where it names nobody that we know."""
    try:
        return the_owner(intent, at)
    except Mendable:
        return at.user


async def drafted(scope: Scope, key: str | None) -> str:
    """The text that a draft keeps; empty where there is none."""
    draft = await drafts.kept(scope, key) if key else None
    text = draft.get("text") if draft else None
    return text if isinstance(text, str) else ""


def place_of(user: str, channel: str | None) -> Place:
    """Where a form was opened; outside of channels that is with the person themselves."""
    direct = channel is None or channel.startswith("D")
    return Place(user if direct else channel or user, {"user": user})
