"""The fields that forms are made of."""

from enum import StrEnum

from slack_sdk.models.blocks import (
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from handlers.rendering import escape
from handlers.rendering.message import Block
from handlers.rendering.reader import Reader

#: What may be typed into one field, and Slack's limit of options in a select.
LONG = 3_000
OPTIONS = 100


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
    # Typed loosely on purpose: Slack's url and e-mail fields refuse "techblog.com" and lose what was typed.
    element = PlainTextInputElement(
        action_id=field.value,
        initial_value=escape.clean(filled, LONG, lines=lines) or None,
        multiline=lines or None,
        max_length=LONG,
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
