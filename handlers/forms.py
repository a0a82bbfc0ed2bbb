"""Forms: opened within Slack's three seconds, taken once, wrong fields said beside them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import home, safely, submissions
from handlers.acts import settings as setting
from handlers.acts import together
from handlers.acts.campaigns import channel_id
from handlers.acts.promises import as_said
from handlers.acts.situation import Place, Situation, readable, situation
from handlers.acts.which import named_task, the_owner
from handlers.calls import open_form, push_form, window
from handlers.doors import Doors
from handlers.hearing import read
from handlers.rendering import campaign_form, errors, forms, settings
from handlers.rendering.buttons import Action, Press
from handlers.rendering.campaign_form import LONGEST_NAME, CampaignPrefill
from handlers.rendering.forms import Opened, Prefill, View
from handlers.rendering.message import Message
from handlers.rendering.submitted import FieldErrors
from handlers.requests import Command, Payload, Pressed, Submission
from handlers.showing import From, tell
from handlers.speaker import Speaker, speaker
from handlers.understanding.campaigns import campaign_ask
from handlers.understanding.intent import Act, Intent
from storage import campaigns, drafts, tasks
from storage.errors import Mendable
from storage.sites import registrable, under_known_suffix
from storage.store import Scope

#: A form of a release before this one is answered, too.
EVERY_FORM = re.compile(r".*")


#: Buttons whose form is about no single task.
OF_NO_TASK = {Action.CAMPAIGN_NEW, Action.CAMPAIGN_EDIT, Action.SNOOZE_ALL}


class TooLate(Mendable):
    """Slack did not open a form in time."""

    def __init__(self) -> None:
        super().__init__(
            "The form could not be opened in time.", "Press the button, and it opens right away.", again=True
        )


def register(app: AsyncApp, doors: Doors) -> None:
    """Take every form that is sent; one that is closed changes nothing."""

    async def on_submission(ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        try:
            sent = Submission.read(body)
            answer = await submissions.take(doors, client, sent)
        except FieldErrors as error:
            await ack(response_action="errors", errors=error.errors)
            return
        except Exception as error:
            message = safely.sorry(error, what="a form")
            await ack(response_action="push", view=window(message))
            return
        if answer is None:
            await ack()
        else:
            await ack(response_action="update", view=window(answer))
        home.refresh_later(doors, client, sent.workspace, sent.user)

    async def on_closed(ack: AsyncAck) -> None:
        await ack()

    app.view(EVERY_FORM)(on_submission)
    app.view_closed(EVERY_FORM)(on_closed)


async def open_new(doors: Doors, client: AsyncWebClient, command: Command) -> Message | None:
    """``/outreach new``: the form, or a button that opens it where Slack was too slow."""
    opened = Opened(channel=command.channel, response_url=command.response_url)
    return await open_with(doors, client, command.workspace, command.user, command.trigger_id, opened, "")


async def open_campaign(doors: Doors, client: AsyncWebClient, command: Command) -> Message | None:
    """``/outreach campaign new``: the form, or a button that opens it where Slack was too slow."""
    opened = Opened(channel=command.channel, response_url=command.response_url)
    view = campaign_form.form(opened, CampaignPrefill(owner=command.user, channel=_channel(command.channel)))
    if await open_form(client, command.trigger_id, view):
        return None
    return await _fresh_button(doors, command.workspace, "campaign new")


async def open_settings(doors: Doors, client: AsyncWebClient, command: Command) -> Message | None:
    """``/outreach settings``: the form, or what is set with a button that opens it."""
    who = await speaker(doors, client, command.workspace, command.user, command.channel)
    opened = Opened(channel=command.channel, response_url=command.response_url)
    now = doors.now()
    async with doors.store.writing(command.workspace, now) as scope:
        at = await situation(scope, who, _place(command.user, command.channel), "", now)
        stands = await setting.standing(scope, at.here)
    if await open_form(client, command.trigger_id, settings.form(stands, opened)):
        return None
    return settings.shown(at.reader, stands)


async def open_with(
    doors: Doors,
    client: AsyncWebClient,
    workspace: str,
    user: str,
    trigger_id: str,
    opened: Opened,
    text: str,
) -> Message | None:
    """The form of a new outreach with what ``text`` says; None, or what to say where it could not open."""
    who = await speaker(doors, client, workspace, user, opened.channel)
    now = doors.now()
    async with doors.store.writing(workspace, now) as scope:
        at = await situation(scope, who, _place(user, opened.channel), text, now)
    if await open_form(client, trigger_id, _new(at, opened, text)):
        return None
    return await _fresh_button(doors, workspace, text)


async def open_for(doors: Doors, client: AsyncWebClient, raw: Pressed, pressed: Press) -> None:
    """The form that a button asks for; raises Mendable."""
    who = await speaker(doors, client, raw.workspace, raw.user, raw.channel)
    now = doors.now()
    opened = Opened(
        task=pressed.task,
        version=pressed.version,
        placement=pressed.placement,
        channel=raw.channel,
        message_ts=None if raw.ephemeral else raw.message_ts,
        thread_ts=raw.thread_ts,
        response_url=raw.response_url,
        draft=pressed.extra if pressed.action is Action.OPEN_NEW else None,
        campaign=_number(pressed.extra) if pressed.action is Action.CAMPAIGN_EDIT else None,
        chosen=",".join(raw.picked)[:2_500] if pressed.action is Action.SNOOZE_ALL else None,
    )
    view = await _view(doors, who, raw, pressed, opened, now)
    opens = push_form if raw.in_modal else open_form
    if await opens(client, raw.trigger_id, view):
        return
    async with doors.store.writing(raw.workspace, now) as scope:
        text = await _drafted(scope, opened.draft)
        draft = {"text": text, "press": raw.value, "picked": list(raw.picked)}
        key = await drafts.keep(scope, draft, now=now)
        source = From(raw.user, raw.channel, raw.message_ts, raw.thread_ts, raw.ephemeral, raw.response_url)
        await tell(scope, source, errors.mendable(TooLate(), draft=key), f"late:{raw.action_ts}", now)
    doors.poke()


async def _view(
    doors: Doors, who: Speaker, raw: Pressed, pressed: Press, opened: Opened, now: datetime
) -> View:
    async with doors.store.writing(raw.workspace, now) as scope:
        at = await situation(scope, who, _place(raw.user, raw.channel), "", now)
        if pressed.action is Action.OPEN_SETTINGS:
            return settings.form(await setting.standing(scope, at.here), opened)
        if pressed.action in OF_NO_TASK:
            return await _of_no_task(scope, pressed, opened, at)
        if pressed.action is Action.OPEN_NEW:
            draft = await drafts.kept(scope, opened.draft) if opened.draft else None
            if draft and isinstance(again := draft.get("press"), str):
                meant = Press.parse(again)
                if meant.action is Action.OPEN_SETTINGS:
                    return settings.form(await setting.standing(scope, at.here), replace(opened, draft=None))
                if meant.action in OF_NO_TASK:
                    return await _again(scope, meant, draft, opened, at)
                about = replace(
                    opened, task=meant.task, version=meant.version, placement=meant.placement, draft=None
                )
                return await _of_task(scope, meant, about, at)
            text = await _drafted(scope, opened.draft)
            if text.strip() and (said := await _said_otherwise(scope, at, opened, text)):
                return said
        else:
            return await _of_task(scope, pressed, opened, at)
    return _new(at, opened, text)


async def _of_task(scope: Scope, pressed: Press, opened: Opened, at: Situation) -> View:
    """A form about one task; raises UnknownTask."""
    if pressed.task is None:
        return _new(at, opened, "")
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
    return campaign_form.form(opened, CampaignPrefill(owner=at.user, channel=_channel(opened.channel)))


async def _again(
    scope: Scope, meant: Press, draft: Mapping[str, object], opened: Opened, at: Situation
) -> View:
    """The same form as before, whose trigger had run out."""
    picked = draft.get("picked")
    opened = replace(
        opened,
        draft=None,
        campaign=_number(meant.extra) if meant.action is Action.CAMPAIGN_EDIT else None,
        chosen=",".join(str(one) for one in picked)[:2_500] if isinstance(picked, list) and picked else None,
    )
    return await _of_no_task(scope, meant, opened, at)


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 9 else None


def _channel(conversation: str | None) -> str | None:
    """A channel that a campaign may live in: no direct message."""
    return conversation if conversation and conversation.startswith(("C", "G")) else None


def _campaign(at: Situation, opened: Opened, text: str) -> View | None:
    """The form of a campaign with what a sentence says of it; None where it speaks of none to be made."""
    ask = campaign_ask(text)
    if ask.do != "new":
        return None
    sites = tuple(site for one in ask.sites if (site := registrable(one)) and under_known_suffix(site))
    channel = channel_id(ask.channel) or _channel(opened.channel)
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


def _new(at: Situation, opened: Opened, text: str) -> View:
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


async def _drafted(scope: Scope, key: str | None) -> str:
    draft = await drafts.kept(scope, key) if key else None
    text = draft.get("text") if draft else None
    return text if isinstance(text, str) else ""


async def _fresh_button(doors: Doors, workspace: str, text: str) -> Message:
    now = doors.now()
    async with doors.store.writing(workspace, now) as scope:
        key = await drafts.keep(scope, {"text": text}, now=now)
    return errors.mendable(TooLate(), typed=readable(text), draft=key)


def _place(user: str, channel: str | None) -> Place:
    direct = channel is None or channel.startswith("D")
    return Place(user if direct else channel or user, {"user": user})
