"""Forms: opened within Slack's three seconds, taken once, wrong fields said beside them."""

import re
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import home, redrawing, safely, submissions
from handlers.acts import settings as setting
from handlers.acts.situation import readable, situation
from handlers.afterwards import later
from handlers.calls import open_form, push_form, update_form, window
from handlers.doors import Doors
from handlers.form_views import channel_of, new_outreach, number_of, place_of, view_for
from handlers.rendering import campaign as campaign_answers
from handlers.rendering.forms import campaign_form
from handlers.rendering.forms.campaign_form import CampaignPrefill
from handlers.rendering.forms.forms import Opened, View
from handlers.rendering.forms.submitted import FieldErrors
from handlers.rendering.parts import errors
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.settings import whole as settings
from handlers.requests import Command, Payload, Pressed, Submission
from handlers.showing import From, tell
from handlers.speaker import speaker
from storage.errors import Mendable
from storage.work import campaigns, drafts

#: A form of a release before this one is answered, too.
EVERY_FORM = re.compile(r".*")


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
    view = campaign_form.form(
        opened, CampaignPrefill(owner=command.user, channel=channel_of(command.channel))
    )
    if await open_form(client, command.trigger_id, view):
        return None
    return await _fresh_button(doors, command.workspace, "campaign new")


async def open_campaign_named(
    doors: Doors, client: AsyncWebClient, command: Command, name: str
) -> Message | None:
    """``/outreach campaign edit NAME``: its form, else the campaign with a button; raises UnknownCampaign."""
    async with doors.store.reading(command.workspace) as scope:
        stands = await campaigns.show(scope, name)
    opened = Opened(channel=command.channel, response_url=command.response_url, campaign=stands.id)
    if await open_form(client, command.trigger_id, campaign_form.form(opened, stands)):
        return None
    return campaign_answers.edit_later(stands)


async def open_settings(doors: Doors, client: AsyncWebClient, command: Command) -> Message | None:
    """``/outreach settings``: the form, or what is set with a button that opens it."""
    who = await speaker(doors, client, command.workspace, command.user, command.channel)
    opened = Opened(channel=command.channel, response_url=command.response_url)
    now = doors.now()
    async with doors.store.writing(command.workspace, now) as scope:
        at = await situation(scope, who, place_of(command.user, command.channel), "", now)
        stands = await setting.standing(scope, at.here, at)
    if await open_form(client, command.trigger_id, settings.form(stands, opened)):
        return None
    return settings.shown(at.reader, stands)


async def show_settings_of(doors: Doors, client: AsyncWebClient, raw: Pressed) -> None:
    """The settings of the channel that was chosen in their form, in that form; raises Mendable."""
    if raw.view_id is None:
        raise TooLate
    who = await speaker(doors, client, raw.workspace, raw.user, raw.chosen)
    opened = replace(Opened.parse(raw.private_metadata), about=raw.chosen)
    now = doors.now()
    async with doors.store.writing(raw.workspace, now) as scope:
        at = await situation(scope, who, place_of(raw.user, raw.chosen or opened.channel), "", now)
        stands = await setting.standing(scope, at.here, at)
    # Where Slack does not take it the form says so when it is sent.
    later(_show_settings(client, raw.view_id, settings.form(stands, opened)))


async def _show_settings(client: AsyncWebClient, view_id: str, view: View) -> None:
    await update_form(client, view_id, view)


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
        at = await situation(scope, who, place_of(user, opened.channel), text, now)
    if await open_form(client, trigger_id, new_outreach(at, opened, text)):
        return None
    return await _fresh_button(doors, workspace, text)


async def open_for(doors: Doors, client: AsyncWebClient, raw: Pressed, pressed: Press) -> None:
    """The form that a button asks for; raises Mendable."""
    who = await speaker(doors, client, raw.workspace, raw.user, raw.channel)
    now = doors.now()
    listed = redrawing.list_of(raw, pressed)
    opened = Opened(
        task=pressed.task,
        version=pressed.version,
        placement=pressed.placement,
        channel=raw.channel,
        message_ts=None if raw.ephemeral else raw.message_ts,
        thread_ts=raw.thread_ts,
        response_url=raw.response_url,
        draft=pressed.extra if pressed.action is Action.OPEN_NEW else None,
        campaign=number_of(pressed.extra) if pressed.action is Action.CAMPAIGN_EDIT else None,
        chosen=",".join(raw.picked)[:2_500] if pressed.action is Action.SNOOZE_ALL else None,
        listed=listed.value() if listed else None,
        view=raw.view_id if listed and raw.in_modal else None,
        below=redrawing.key_of(raw.block_id),
    )
    view = await view_for(doors, who, raw, pressed, opened, now)
    opens = push_form if raw.in_modal else open_form
    if await opens(client, raw.trigger_id, view):
        return
    async with doors.store.writing(raw.workspace, now) as scope:
        # The form of a draft that is late again is the same draft's.
        source = From(raw.user, raw.channel, raw.message_ts, raw.thread_ts, raw.ephemeral, raw.response_url)
        behind = redrawing.Behind.of(source, listed, opened.view).kept() if listed else {}
        draft = {"text": "", "press": raw.value, "picked": list(raw.picked), **behind}
        key = opened.draft or await drafts.keep(scope, draft, now=now)
        await tell(scope, source, errors.mendable(TooLate(), draft=key), f"late:{raw.action_ts}", now)
    doors.poke()


async def _fresh_button(doors: Doors, workspace: str, text: str) -> Message:
    now = doors.now()
    async with doors.store.writing(workspace, now) as scope:
        key = await drafts.keep(scope, {"text": text}, now=now)
    return errors.mendable(TooLate(), typed=readable(text), draft=key)
