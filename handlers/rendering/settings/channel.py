"""Settings: which channel they are of; another one can be chosen without leaving the form."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import ConversationFilter, ConversationSelectElement, InputBlock, PlainTextObject

from handlers.rendering.parts.message import Block
from handlers.rendering.settings.fields import Standing, Values, element

CHANNEL = "settings_channel"

#: What stands between a field's name and the channel that it is of.
_OF = "@"


def fields(now: Standing) -> list[Block]:
    """The field, as things stand; the form shows another channel's settings once that is chosen."""
    select = ConversationSelectElement(
        action_id=CHANNEL,
        initial_conversation=None if now.direct else now.channel.slack_id,
        filter=ConversationFilter(include=["public", "private", "mpim"], exclude_bot_users=True),
        placeholder=PlainTextObject(text="Our direct message"),
    )
    hint = "Its digest, its news and listening are set below. Choose another to see and set its own"
    return [
        InputBlock(
            block_id=CHANNEL,
            label=PlainTextObject(text="Channel"),
            element=select,
            hint=PlainTextObject(text=hint),
            dispatch_action=True,
            optional=now.direct,
        ).to_dict()
    ]


def of_channel(now: Standing, blocks: list[Block]) -> list[Block]:
    """Fields that are set for each channel apart, named so that none keeps what was typed for another.

    Slack keeps what stands in a field while its ``block_id`` stays, whatever the new view says. Source:
    "Updating views" in Slack's documentation.
    """
    if now.direct:
        return blocks
    mark = f"{_OF}{now.channel.slack_id}"
    return [
        {**one, "block_id": f"{one['block_id']}{mark}"} if one["type"] == "input" else one for one in blocks
    ]


def plain(name: str) -> str:
    """A field's own name."""
    return name.partition(_OF)[0]


def read(values: Values, shown: str | None, errors: dict[str, str]) -> None:
    """Whether the form shows the channel that is chosen in it; if not, ``errors`` says so beside it."""
    if CHANNEL not in values:
        return
    found: Any = element(values, CHANNEL).get("selected_conversation")
    if (found or None) != shown:
        errors[CHANNEL] = "What stands below is of another channel: choose this one once more, then save."


def unmarked(values: Values) -> tuple[Values, Mapping[str, str]]:
    """The fields by their own names, and the names that they have in the form."""
    return {plain(name): one for name, one in values.items()}, {plain(name): name for name in values}
