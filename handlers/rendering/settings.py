"""A channel's settings: what stands, and the form that changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    TimePickerElement,
)

from handlers.rendering import blocks, buttons, escape, words
from handlers.rendering.buttons import Action, Press
from handlers.rendering.forms import Opened, View
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader
from handlers.rendering.submitted import FieldErrors
from storage.cadence import known_zone
from storage.channels import ChannelView

FORM = "settings_form"
TIME, DAYS, ZONE = "digest_at", "weekdays", "tz"

_DAYS = {
    "1": "Monday",
    "2": "Tuesday",
    "3": "Wednesday",
    "4": "Thursday",
    "5": "Friday",
    "6": "Saturday",
    "7": "Sunday",
}
_STOPPED = {
    "not_in_channel": "I am not in the channel: invite me there",
    "channel_not_found": "the channel is gone, or I am not in it",
    "is_archived": "the channel is archived",
}


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """What was set: local ``HH:MM``, ISO weekdays ("" for no digest), an IANA zone."""

    digest_at: str
    weekdays: str
    tz: str


def form(channel: ChannelView, opened: Opened) -> View:
    """The form, as things stand."""
    options = {day: Option(value=day, text=PlainTextObject(text=name)) for day, name in _DAYS.items()}
    chosen = [options[day] for day in channel.weekdays if day in options]
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": opened.value(),
        "title": {"type": "plain_text", "text": "Settings"},
        "submit": {"type": "plain_text", "text": "Save"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            blocks.section(f"The daily digest of {_where(channel)}"),
            InputBlock(
                block_id=TIME,
                label=PlainTextObject(text="Comes at"),
                element=TimePickerElement(action_id=TIME, initial_time=channel.digest_at),
            ).to_dict(),
            InputBlock(
                block_id=DAYS,
                label=PlainTextObject(text="On"),
                element=CheckboxesElement(
                    action_id=DAYS, options=list(options.values()), initial_options=chosen or None
                ),
                hint=PlainTextObject(text="None at all switches the digest off"),
                optional=True,
            ).to_dict(),
            InputBlock(
                block_id=ZONE,
                label=PlainTextObject(text="Time zone"),
                element=PlainTextInputElement(action_id=ZONE, initial_value=channel.tz, max_length=64),
                hint=PlainTextObject(text="As in Europe/Berlin, America/New_York or UTC"),
            ).to_dict(),
        ],
    }


def read(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> SettingsForm:
    """What stands in the form that was sent; raises FieldErrors."""
    at = _element(values, TIME).get("selected_time")
    options = _element(values, DAYS).get("selected_options")
    picked = options if isinstance(options, list) else []
    days = {one.get("value") for one in picked if isinstance(one, Mapping)}
    said = _element(values, ZONE).get("value")
    tz = said.strip().replace(" ", "_") if isinstance(said, str) else ""
    errors: dict[str, str] = {}
    if not isinstance(at, str) or not at:
        errors[TIME] = "Pick a time of day."
    if not tz or not known_zone(tz):
        errors[ZONE] = "Name a zone by its city, like Europe/Berlin."
    if errors:
        raise FieldErrors(errors)
    return SettingsForm(str(at), "".join(day for day in _DAYS if day in days), tz)


def shown(reader: Reader, channel: ChannelView, *, beyond: str = "") -> Message:
    """What is set, and the way to change it; ``beyond`` is what was typed that only the form takes."""
    days = _days(channel.weekdays)
    place = Reader(reader.now, channel.tz).place
    line = f"Digest of {_where(channel)}: {days}"
    if channel.weekdays:
        line += f" at {channel.digest_at} {place}"
        line += f", next {words.moment(channel.next_digest_at, reader)}" if channel.next_digest_at else ""
    line += "."
    if channel.stopped:
        why = _STOPPED.get(channel.stopped, channel.stopped.replace("_", " "))
        line += f" I can't post there: {escape.mrkdwn(why)}."
    if beyond.strip():
        line += f" I did not understand {escape.quoted(beyond)}: what is set here is changed in the form, "
        line += f"which {escape.code('/outreach settings')} opens, too."
    change = buttons.button("Change", Press(Action.OPEN_SETTINGS))
    return Message(line, [blocks.section(f":gear: {line}"), *blocks.actions(change)])


def _element(values: Mapping[str, Mapping[str, Mapping[str, Any]]], name: str) -> Mapping[str, Any]:
    found = values.get(name, {}).get(name, {})
    return found if isinstance(found, Mapping) else {}


def _where(channel: ChannelView) -> str:
    mine = channel.slack_id.startswith(("U", "W", "D"))
    return "our direct message" if mine else escape.channel(channel.slack_id)


def _days(weekdays: str) -> str:
    named = {"12345": "Monday to Friday", "1234567": "every day", "": "switched off", "67": "weekends"}
    return named.get(weekdays) or words.listed(_DAYS[day] for day in weekdays if day in _DAYS)
