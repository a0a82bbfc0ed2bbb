"""The fields that forms are made of."""

import re
from enum import StrEnum

from slack_sdk.models.blocks import (
    DatePickerElement,
    EmailInputElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
    UrlInputElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from handlers.rendering.parts import escape
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from handlers.understanding.facts.sites import Kind, addresses

#: What may be typed into one field, and Slack's limit of options in a select.
LONG = 3_000
OPTIONS = 100
#: Slack's limits of an option's value and words.
OPTION_VALUE, OPTION_WORDS = 150, 75

_SCHEME = re.compile(r"https?://\S", re.IGNORECASE)


class Field(StrEnum):
    """The ``block_id`` and ``action_id`` of each field."""

    SITE = "site"
    CONTACT_NAME = "contact_name"
    CONTACT_EMAIL = "contact_email"
    TACTIC = "tactic"
    TARGET = "target"
    CAMPAIGN = "campaign"
    DATE = "date"
    TIME = "time"
    PRICE = "price"
    NOTE = "note"
    PAGE = "page"
    BY = "by"
    ANCHOR = "anchor"
    REL = "rel"
    OWNER = "owner"
    NAME = "name"
    SITES = "sites"
    CLIENT = "client"
    CHANNEL = "channel"
    CADENCE = "cadence"
    GOAL = "goal_count"
    GOAL_BY = "goal_by"
    MAIL = "mail_domains"
    MODE = "client_mode"
    BRAND = "brand_name"
    COLOUR = "brand_colour"
    LOGO = "brand_logo_url"


def when_fields(
    label: str,
    date: str | None,
    time: str | None,
    reader: Reader,
    *,
    hint: str = "",
    needed: bool = False,
) -> list[Block]:
    """A date and, if one likes, a time of day, in the reader's zone."""
    picker = DatePickerElement(
        action_id=Field.DATE.value, initial_date=date, placeholder=PlainTextObject(text="Pick a date")
    )
    clock = TimePickerElement(
        action_id=Field.TIME.value, initial_time=time, placeholder=PlainTextObject(text="Pick a time")
    )
    return [
        asked(Field.DATE, label, picker, hint=hint, needed=needed),
        asked(Field.TIME, "At", clock, hint=f"{reader.place}; left empty it comes with the daily digest"),
    ]


def asked(
    field: Field, label: str, element: InputInteractiveElement, *, hint: str = "", needed: bool = False
) -> Block:
    """One field of a form: optional unless ``needed``."""
    return InputBlock(
        block_id=field.value,
        label=PlainTextObject(text=label),
        element=element,
        hint=PlainTextObject(text=hint) if hint else None,
        optional=not needed,
    ).to_dict()


def typed(
    field: Field, label: str, filled: str, *, hint: str = "", needed: bool = False, lines: bool = False
) -> Block:
    """Words to type, prefilled with ``filled``; on several lines with ``lines``."""
    element = PlainTextInputElement(
        action_id=field.value,
        initial_value=escape.clean(filled, LONG, lines=lines) or None,
        multiline=lines or None,
        max_length=LONG,
    )
    return asked(field, label, element, hint=hint, needed=needed)


def url(field: Field, label: str, filled: str, *, hint: str = "", needed: bool = False) -> Block:
    """A web address; Slack itself refuses what is none. One without a scheme is prefilled with https."""
    whole = filled.strip() if not filled or _SCHEME.match(filled.strip()) else f"https://{filled.strip()}"
    # What Slack would not take as an address must not stand there: the form would not open at all.
    fits = _SCHEME.match(whole) and not any(char.isspace() for char in whole) and len(whole) <= LONG
    element = UrlInputElement(action_id=field.value, initial_value=escape.raw(whole, LONG) if fits else None)
    return asked(field, label, element, hint=hint, needed=needed)


def email(field: Field, label: str, filled: str, *, hint: str = "") -> Block:
    """An e-mail address; Slack itself refuses what is none."""
    found = list(addresses(filled)) if len(filled) <= 320 else []
    fits = len(found) == 1 and found[0].kind is Kind.EMAIL and found[0].text == filled
    element = EmailInputElement(action_id=field.value, initial_value=filled if fits else None)
    return asked(field, label, element, hint=hint)


def person(field: Field, label: str, now: str | None, *, hint: str = "") -> Block:
    """One of the workspace's people."""
    element = UserSelectElement(action_id=field.value, initial_user=now)
    return asked(field, label, element, hint=hint)


def option(value: str, words: str, about: str = "") -> Option | None:
    """One choice; None where its value is longer than Slack takes, for half a value names nothing."""
    if not value or len(value) > OPTION_VALUE:
        return None
    shown = escape.clean(about, OPTION_WORDS)
    return Option(
        value=value,
        text=PlainTextObject(text=escape.clean(words, OPTION_WORDS) or value[:75]),
        description=PlainTextObject(text=shown) if shown else None,
    )


def searched(
    field: Field,
    label: str,
    now: Option | None,
    *,
    says: str,
    hint: str = "",
    needed: bool = False,
    letters: int = 0,
) -> Block:
    """One of many, found by typing: what is offered comes from ``handlers.suggestions``.

    ``letters`` is what has to be typed before anything is offered.
    """
    element = ExternalDataSelectElement(
        action_id=field.value,
        initial_option=now,
        min_query_length=letters,
        placeholder=PlainTextObject(text=says),
    )
    return asked(field, label, element, hint=hint, needed=needed)


def chosen(field: Field, label: str, choices: list[tuple[str, str]], now: str | None) -> Block:
    """One of a few; ``choices`` are values and words, ``now`` is the value that stands."""
    options = {
        value: Option(value=value[:150], text=PlainTextObject(text=escape.clean(said, 75) or value[:75]))
        for value, said in choices
    }
    element = StaticSelectElement(
        action_id=field.value,
        options=list(options.values()),
        initial_option=options.get(now) if now else None,
        placeholder=PlainTextObject(text="Choose"),
    )
    return asked(field, label, element)
