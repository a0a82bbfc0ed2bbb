"""Settings: when a conversation's digest comes, and whether it mentions people."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import ExternalDataSelectElement, PlainTextObject, TimePickerElement

from handlers.rendering.forms.zones import zone_option
from handlers.rendering.parts import escape, words
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from handlers.rendering.settings.fields import Standing, Values, boxes, element, field, ticked
from storage.daily.cadence import known_zone, next_digest

TIME, DAYS, ZONE, PINGS = "digest_at", "weekdays", "tz", "pings"

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
class DigestForm:
    """What was set: local ``HH:MM``, ISO weekdays ("" for no digest), an IANA zone, who is pinged."""

    digest_at: str
    weekdays: str
    tz: str
    pings: bool = True


def fields(now: Standing) -> list[Block]:
    """The fields, as things stand."""
    here = now.channel
    days = [(day, name, "") for day, name in _DAYS.items()]
    made = [
        field(TIME, "Comes at", TimePickerElement(action_id=TIME, initial_time=here.digest_at), needed=True),
        field(DAYS, "On", boxes(DAYS, days, here.weekdays), hint="None at all switches the digest off"),
        field(
            ZONE,
            "Time zone",
            ExternalDataSelectElement(
                action_id=ZONE,
                initial_option=zone_option(here.tz, now.now),
                min_query_length=0,
                placeholder=PlainTextObject(text="Type a city or a country"),
            ),
            hint="Type a city, a country or an offset: Berlin, Japan, +5:30",
            needed=True,
        ),
    ]
    if not now.direct:
        box = [("on", "Mention people in it", "Slack notifies who has something due")]
        made.append(field(PINGS, "Mentions", boxes(PINGS, box, ["on"] if here.pings else [])))
    return made


def read(values: Values, errors: dict[str, str]) -> DigestForm:
    """What stands in the fields; what is wrong goes into ``errors``, by field."""
    at = element(values, TIME).get("selected_time")
    days = ticked(values, DAYS)
    chosen = element(values, ZONE).get("selected_option")
    tz = str(chosen.get("value") or "") if isinstance(chosen, Mapping) else ""
    if not isinstance(at, str) or not at:
        errors[TIME] = "Pick a time of day."
    if not tz or not known_zone(tz):
        errors[ZONE] = "Type a city, like Berlin, and choose its zone from the list."
    pings = PINGS not in values or "on" in ticked(values, PINGS)
    return DigestForm(str(at), "".join(day for day in _DAYS if day in days), tz, pings)


def told(reader: Reader, now: Standing) -> str:
    """What is set, in a sentence or two."""
    here = now.channel
    place = Reader(reader.now, here.tz).place
    said = f"Digest of {now.where}: {_days(here.weekdays)}"
    if here.weekdays:
        said += f" at {here.digest_at} {place}"
        then = next_digest(reader.now, here.tz, here.digest_at, here.weekdays, now.off)
        said += f", next {words.moment(then, reader)}" if then else ""
        said += "" if here.pings or now.direct else ", without mentions"
    said += "."
    if here.stopped:
        why = _STOPPED.get(here.stopped, here.stopped.replace("_", " "))
        said += f" I can't post there: {escape.mrkdwn(why)}."
    return said


def _days(weekdays: str) -> str:
    named = {"12345": "Monday to Friday", "1234567": "every day", "": "switched off", "67": "weekends"}
    return named.get(weekdays) or words.listed(_DAYS[day] for day in weekdays if day in _DAYS)
