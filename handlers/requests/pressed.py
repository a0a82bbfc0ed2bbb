"""What people press, choose and send: buttons, shortcuts and forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from handlers.requests.fields import (
    Payload,
    clean,
    cleaned,
    first,
    mapping,
    maybe,
    text,
    value,
    words,
    workspace_of,
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button pressed or an entry chosen.

    ``value`` is what the bot put on the button, or on the chosen entry of an overflow menu or select;
    ``chosen`` what a person set on a date or time picker, or the conversation that they chose. ``ephemeral``
    is a message that only they see. ``view_id`` is the form or Home that it stands on, with its
    ``private_metadata``, ``message_ts`` the message. ``picked`` are the options that are chosen in the
    selects of several beside it; ``block_id`` names the block that was pressed in.
    """

    workspace: str
    user: str
    action_id: str
    value: str
    chosen: str | None
    channel: str | None
    message_ts: str | None
    thread_ts: str | None
    ephemeral: bool
    response_url: str | None
    trigger_id: str
    view_id: str | None
    in_modal: bool
    action_ts: str
    picked: tuple[str, ...] = ()
    block_id: str | None = None
    private_metadata: str = ""

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``block_actions``; raises Malformed."""
        action = first(body, "actions")
        return cls(
            workspace_of(body),
            words(body, "user", "id"),
            words(action, "action_id"),
            maybe(action, "value") or text(action, "selected_option", "value"),
            maybe(action, "selected_date")
            or maybe(action, "selected_time")
            or maybe(action, "selected_conversation"),
            maybe(body, "channel", "id") or maybe(body, "container", "channel_id"),
            maybe(body, "container", "message_ts"),
            maybe(body, "container", "thread_ts") or maybe(body, "message", "thread_ts"),
            value(body, "container", "is_ephemeral") is True,
            maybe(body, "response_url"),
            text(body, "trigger_id"),
            maybe(body, "container", "view_id"),
            value(body, "view", "type") == "modal",
            text(action, "action_ts"),
            _picked(body),
            maybe(action, "block_id"),
            text(body, "view", "private_metadata"),
        )


def _picked(body: Payload) -> tuple[str, ...]:
    """The values of all options that are chosen in selects of several, on the message or view."""
    blocks = mapping(body, "view", "state", "values") or mapping(body, "state", "values")
    found: list[str] = []
    for elements in blocks.values():
        for one in elements.values() if isinstance(elements, Mapping) else ():
            options = one.get("selected_options") if isinstance(one, Mapping) else None
            chosen = options if isinstance(options, list) else []
            found += [clean(said) for each in chosen if isinstance(said := value(each, "value"), str)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What somebody has typed into a select that is searched."""

    workspace: str
    user: str
    action_id: str
    typed: str

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``block_suggestion``; raises Malformed."""
        return cls(
            workspace_of(body), words(body, "user", "id"), words(body, "action_id"), text(body, "value")
        )


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut; ``channel``, ``ts``, ``text`` and ``author`` are the message's for one on a message."""

    workspace: str
    user: str
    callback_id: str
    trigger_id: str
    response_url: str | None = None
    channel: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    text: str = ""
    author: str | None = None

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``shortcut`` or ``message_action``; raises Malformed."""
        return cls(
            workspace_of(body),
            words(body, "user", "id"),
            words(body, "callback_id"),
            words(body, "trigger_id"),
            maybe(body, "response_url"),
            maybe(body, "channel", "id"),
            maybe(body, "message", "ts") or maybe(body, "message_ts"),
            maybe(body, "message", "thread_ts"),
            words_of(mapping(body, "message")),
            maybe(body, "message", "user"),
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent; ``values`` is what stands in it: block id → action id → element."""

    workspace: str
    user: str
    callback_id: str
    view_id: str
    private_metadata: str
    values: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``view_submission``; raises Malformed."""
        given = cleaned(mapping(body, "view", "state", "values"))
        return cls(
            workspace_of(body),
            words(body, "user", "id"),
            words(body, "view", "callback_id"),
            words(body, "view", "id"),
            text(body, "view", "private_metadata"),
            {
                block: {
                    action: dict(element) for action, element in elements.items() if isinstance(element, dict)
                }
                for block, elements in given.items()
                if isinstance(elements, dict)
            },
        )


def words_of(message: Payload) -> str:
    """The words of a message: its text, else that of its attachments (forwarded mail, shared messages)."""
    said = text(message, "text")
    if said.strip():
        return said
    attachments = message.get("attachments")
    if not isinstance(attachments, list):
        return ""
    parts = [text(part, "text") or text(part, "fallback") for part in attachments if isinstance(part, dict)]
    return "\n".join(part for part in parts if part)
