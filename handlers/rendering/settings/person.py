"""Settings: how one person wants to be told what is due, and who is told while they are away."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from slack_sdk.models.blocks import (
    DatePickerElement,
    Option,
    PlainTextObject,
    RadioButtonsElement,
    UserSelectElement,
)

from handlers.rendering.away import days
from handlers.rendering.parts import blocks
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from handlers.rendering.settings.fields import Standing, Values, boxes, element, field, ticked, typed
from handlers.rendering.settings.fields import words as line
from storage.team.habits import DigestTo, Quiet

DIGEST_TO, MENTIONS = "digest_to", "mentioned"
QUIET = "quiet_hours"
AWAY_FROM, AWAY, STAND_IN = "away_from", "away_until", "stand_in"

_TO = {
    DigestTo.CHANNEL: "In the channels' digests",
    DigestTo.DIRECT: "In a digest of my own, by direct message, instead",
    DigestTo.BOTH: "In both",
}
_HOURS = re.compile(
    r"(?:from\s+|between\s+)?(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<p>am|pm)?"
    r"\s*(?:-|–|—|to|until|till|and)\s*(?P<H>\d{1,2})(?:[:.](?P<M>\d\d))?\s*(?P<P>am|pm)?",
    re.IGNORECASE | re.ASCII,
)
_ENDS = (("h", "m", "p"), ("H", "M", "P"))


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What was set; ``back_on`` is the local date from which they are there again, None: they are there.

    ``gone_on`` is the local date on which an absence begins, None: at once.
    """

    digest_to: DigestTo
    mentions: bool
    quiet: Quiet | None
    back_on: date | None
    stand_in: str | None
    gone_on: date | None = None


def fields(now: Standing) -> list[Block]:
    """The fields, as things stand."""
    habits = now.habits
    options = {to: Option(value=to.value, text=PlainTextObject(text=said)) for to, said in _TO.items()}
    radio = RadioButtonsElement(
        action_id=DIGEST_TO, options=list(options.values()), initial_option=options[habits.digest_to]
    )
    box = [("on", "Digests may mention me", "Slack then notifies me")]
    quiet = habits.quiet
    away = habits.away_until if now.now and habits.will_be_away(now.now) else None
    later = habits.away_from if now.now and away and not habits.away(now.now) else None
    place = Reader(now.now, habits.tz).place if now.now else habits.tz
    return [
        field(DIGEST_TO, "I read what is due of mine", radio, needed=True),
        field(MENTIONS, "Mentions of me", boxes(MENTIONS, box, ["on"] if habits.mentions else [])),
        field(
            QUIET,
            "My quiet hours",
            line(QUIET, f"{quiet.starts}–{quiet.ends}" if quiet else "", most=40),
            hint=f"Like 19:00–08:00, {place}. Reminders and my own digest wait until they end",
        ),
        field(
            AWAY_FROM,
            "I am away from",
            DatePickerElement(action_id=AWAY_FROM, initial_date=_on(later, habits.tz)),
            hint="The first day. Left empty: from now on",
        ),
        field(
            AWAY,
            "And back on",
            DatePickerElement(action_id=AWAY, initial_date=_on(away, habits.tz)),
            hint="Until then my reminders wait, or go to who stands in. Clear both when you are back",
        ),
        field(
            STAND_IN,
            "Who stands in",
            UserSelectElement(action_id=STAND_IN, initial_user=habits.stand_in if away else None),
        ),
    ]


def read(values: Values, errors: dict[str, str], today: date) -> PersonForm:
    """What stands in the fields; what is wrong goes into ``errors``, by field. ``today`` is theirs."""
    chosen = element(values, DIGEST_TO).get("selected_option") or {}
    to = str(chosen.get("value") if isinstance(chosen, dict) else "") or DigestTo.CHANNEL.value
    quiet = _hours(typed(values, QUIET), errors)
    stand_in, back_on = _said(values, STAND_IN, "user"), _said(values, AWAY, "date")
    gone_on = _said(values, AWAY_FROM, "date")
    if stand_in and not back_on:
        errors[AWAY] = "When are you back? Until then they stand in. Or take them out."
    elif gone_on and not back_on:
        errors[AWAY] = "When are you back? Or clear the first day."
    elif gone_on and gone_on >= back_on:
        errors[AWAY_FROM] = "The first day has to come before the day you are back."
    elif back_on and date.fromisoformat(back_on) < today:
        errors[AWAY] = "That day is over. Choose the day you are back, or clear it if you are not away."
    return PersonForm(
        DigestTo(to) if to in set(DigestTo) else DigestTo.CHANNEL,
        MENTIONS not in values or "on" in ticked(values, MENTIONS),
        quiet,
        date.fromisoformat(back_on) if back_on else None,
        stand_in or None,
        date.fromisoformat(gone_on) if gone_on else None,
    )


def _hours(said: str, errors: dict[str, str]) -> Quiet | None:
    if not said or said.lower() in {"none", "no", "off"}:
        return None
    found = _HOURS.fullmatch(said)
    clocks = [_clock(*found.group(*names)) for names in _ENDS] if found else []
    if len(clocks) == 2 and None not in clocks and clocks[0] != clocks[1]:
        return Quiet(str(clocks[0]), str(clocks[1]))
    errors[QUIET] = "From when to when, like 19:00–08:00 or 7pm to 8am."
    return None


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return f"{hours % 24:02}:{minutes:02}" if hours <= 24 and minutes < 60 else None


def _on(moment: datetime | None, tz: str) -> str | None:
    """Its local date, as a date picker takes it."""
    return moment.astimezone(Reader(moment, tz).zone).date().isoformat() if moment else None


def _said(values: Values, name: str, kind: str) -> str:
    found: Any = element(values, name).get(f"selected_{kind}")
    return found if isinstance(found, str) else ""


def told(reader: Reader, now: Standing) -> str:
    """What they set, in a sentence or two; nothing where nothing was."""
    habits = now.habits
    said: list[str] = []
    if habits.digest_to is DigestTo.DIRECT:
        said.append("What is due of yours comes by direct message only.")
    elif habits.digest_to is DigestTo.BOTH:
        said.append("What is due of yours comes by direct message, too.")
    if not habits.mentions:
        said.append("Digests don't mention you.")
    if habits.quiet:
        said.append(f"Your quiet hours are from {habits.quiet.starts} to {habits.quiet.ends}.")
    if habits.will_be_away(reader.now) and habits.away_until:
        since = None if habits.away(reader.now) else habits.away_from
        who = f"; {reader.who(habits.stand_in)} stands in" if habits.stand_in else ""
        said.append(f"You are away {days(reader, habits.away_until, since)}{who}.")
    return " ".join(said)


def heading() -> Block:
    """What stands above the fields."""
    return blocks.section("*Only for you, in every channel*")
