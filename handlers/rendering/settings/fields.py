"""The fields that the settings form is made of, and what stands in them once it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from handlers.rendering.parts import escape
from handlers.rendering.parts.message import Block
from storage.daily import cadence
from storage.daily.days_off import NONE, DaysOff
from storage.team.channels import ChannelView
from storage.team.habits import Habits
from storage.team.settings import LOGS

#: ``view.state.values``: block id → action id → element.
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that is set, in a channel, for its workspace and by the one person who looks ``now``."""

    channel: ChannelView
    steps: tuple[int, ...] = cadence.STEPS
    reaction: str = LOGS
    mail_domains: tuple[str, ...] = ()
    off: DaysOff = NONE
    habits: Habits = field_of(default_factory=Habits)
    now: datetime | None = None
    retention: int = 0

    @property
    def direct(self) -> bool:
        """Whether it is a conversation with the bot alone."""
        return self.channel.slack_id.startswith(("U", "W", "D"))

    @property
    def where(self) -> str:
        """The conversation, in mrkdwn."""
        return "our direct message" if self.direct else escape.channel(self.channel.slack_id)


def field(
    name: str, label: str, element: InputInteractiveElement, *, hint: str = "", needed: bool = False
) -> Block:
    """One field; its ``block_id`` is its name."""
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label),
        element=element,
        hint=PlainTextObject(text=hint) if hint else None,
        optional=not needed,
    ).to_dict()


def words(name: str, filled: str, *, most: int = 200) -> PlainTextInputElement:
    """A line to type."""
    return PlainTextInputElement(
        action_id=name, initial_value=escape.clean(filled, most) or None, max_length=most
    )


def boxes(name: str, choices: Sequence[tuple[str, str, str]], ticked: Sequence[str]) -> CheckboxesElement:
    """Boxes to tick: values, words, and a smaller line below each (or none)."""
    options = {
        value: Option(
            value=value,
            text=PlainTextObject(text=said),
            description=PlainTextObject(text=escape.cut(below, 75)) if below else None,
        )
        for value, said, below in choices
    }
    chosen = [options[value] for value in ticked if value in options]
    return CheckboxesElement(action_id=name, options=list(options.values()), initial_options=chosen or None)


def element(values: Values, name: str) -> Mapping[str, Any]:
    """What stands in a field; empty where the form has none of that name."""
    found = values.get(name, {}).get(name, {})
    return found if isinstance(found, Mapping) else {}


def typed(values: Values, name: str) -> str:
    """The words in a field."""
    said = element(values, name).get("value")
    return said.strip() if isinstance(said, str) else ""


def ticked(values: Values, name: str) -> frozenset[str]:
    """The boxes that are ticked."""
    options = element(values, name).get("selected_options")
    picked = options if isinstance(options, list) else []
    found = (one.get("value") for one in picked if isinstance(one, Mapping))
    return frozenset(value for value in found if isinstance(value, str))
