"""The slash command."""

import re
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import forms, home, safely
from handlers.acts import lists
from handlers.acts.situation import Heard, Place, Situation, readable, situation
from handlers.doors import Doors
from handlers.hearing import hear
from handlers.mentioned import with_names
from handlers.names import COMMANDS
from handlers.rendering.parts.message import Message
from handlers.requests import Command, Payload
from handlers.speaker import speaker
from storage.incoming import inbox
from storage.store import Scope

#: Words that are answered with a form: a form needs the trigger, and opens before anything is stored.
FORMS = {
    "new": forms.open_new,
    "settings": forms.open_settings,
    "campaign new": forms.open_campaign,
    "new campaign": forms.open_campaign,
}


_EDIT_CAMPAIGN = re.compile(
    r"(?:edit campaign|campaigns? (?:edit|change))\s+[\"“]?(.+?)[\"”]?", re.IGNORECASE
)


def register(app: AsyncApp, doors: Doors) -> None:
    """Take the slash command."""

    async def on_command(ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        message = await answer(doors, client, body)
        if message is None:
            await ack()
        else:
            await ack(**message.payload(), response_type="ephemeral")

    for command in COMMANDS:
        app.command(command)(on_command)


async def answer(doors: Doors, client: AsyncWebClient, body: Payload) -> Message | None:
    """What the person reads, None where a form opened instead. Raises nothing."""
    typed = ""
    try:
        command = Command.read(body)
        typed = readable(command.text)
        if opens := FORMS.get(typed.lower()):
            return await opens(doors, client, command)
        if edits := _EDIT_CAMPAIGN.fullmatch(typed):
            return await forms.open_campaign_named(doors, client, command, edits[1])
        return await _answer(doors, client, command)
    except Exception as error:
        return safely.sorry(error, what="/outreach", typed=typed)


async def _answer(doors: Doors, client: AsyncWebClient, command: Command) -> Message:
    who = await speaker(doors, client, command.workspace, command.user, command.channel)
    named = await with_names(doors, client, command.workspace, command.text)
    command = replace(command, text=named)
    now = doors.now()
    key = f"cmd:{command.trigger_id}"
    async with doors.store.writing(command.workspace, now) as scope:
        if not await inbox.take(scope, key, now=now):
            earlier = await inbox.earlier_answer(scope, key)
            if earlier is not None:
                return Message(earlier["text"], earlier["blocks"])
        at = await situation(scope, who, place_of(command), command.text, now)
        heard = await _hear(scope, at, command.text)
        await inbox.answered(scope, key, heard.message.payload())
    doors.poke()
    if heard.looks:
        doors.look_now()
    if heard.tasks:
        home.refresh_later(doors, client, command.workspace, command.user)
    return heard.message


async def _hear(scope: Scope, at: Situation, text: str) -> Heard:
    if text.strip():
        return await hear(scope, at, text)
    done = await lists.open_work(scope.before(at.audience), at)
    return Heard(done.message or Message(""))


def place_of(command: Command) -> Place:
    """Where a command was typed; in a direct message its tasks live with the speaker."""
    answer = {"user": command.user, "channel": command.channel}
    if command.response_url:
        answer["response_url"] = command.response_url
    return Place(
        home=command.user if command.direct else command.channel,
        answer=answer,
        command=True,
        said=readable(command.text),
    )
