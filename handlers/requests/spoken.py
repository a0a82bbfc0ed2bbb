"""What people say: commands, messages, reactions, and what becomes of messages."""

import re
from dataclasses import dataclass
from typing import Self

from handlers.requests.fields import Malformed, Payload, maybe, text, value, words, workspace_of


@dataclass(frozen=True, slots=True)
class Command:
    """``/outreach text``. ``response_url`` takes five answers within half an hour."""

    workspace: str
    user: str
    channel: str
    text: str
    trigger_id: str
    response_url: str | None
    direct: bool

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From a slash command's form; raises Malformed."""
        channel = words(body, "channel_id")
        return cls(
            workspace_of(body),
            words(body, "user_id"),
            channel,
            text(body, "text"),
            words(body, "trigger_id"),
            maybe(body, "response_url"),
            channel.startswith("D"),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A message that a person wrote.

    ``thread_ts`` is the root of the thread it stands in, None outside of threads; ``subtype`` is Slack's
    word for messages that are no plain text; ``direct`` is a conversation with the bot alone. ``agent``: it
    was said in the app's agent view, where every message begins a thread of its own; Slack tells by the
    context that it puts on such messages.
    """

    workspace: str
    event_id: str
    user: str
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    direct: bool
    subtype: str | None = None
    edited: bool = False
    by_bot: bool = False
    agent: bool = False

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From an ``app_mention`` or ``message`` event; raises Malformed."""
        event = _event(body)
        thread = maybe(event, "thread_ts")
        ts = words(event, "ts")
        channel = words(event, "channel")
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            text(event, "user"),
            channel,
            ts,
            thread if thread != ts else None,
            text(event, "text"),
            value(event, "channel_type") == "im" or channel.startswith("D"),
            maybe(event, "subtype"),
            value(event, "edited") is not None,
            bool(value(event, "bot_id")) or value(event, "subtype") == "bot_message",
            value(event, "app_context") is not None,
        )

    @property
    def root(self) -> str:
        """Where an answer in the thread goes: the thread's root, or this message."""
        return self.thread_ts or self.ts

    def without(self, bot_user: str | None) -> str:
        """The text without the bot's own name."""
        if not bot_user:
            return re.sub(r"^\s*<@[UW][A-Z0-9]+(?:\|[^>]*)?>", "", self.text).strip()
        return re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>", " ", self.text).strip()

    def names(self, bot_user: str | None) -> bool:
        """Whether the bot is mentioned in it."""
        return bool(bot_user) and f"<@{bot_user}" in self.text


@dataclass(frozen=True, slots=True)
class Edited:
    """A message was changed; ``text`` is what it says now."""

    workspace: str
    event_id: str
    user: str
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    before: str

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``message_changed``; raises Malformed."""
        event = _event(body)
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            text(event, "message", "user"),
            words(event, "channel"),
            words(event, "message", "ts"),
            maybe(event, "message", "thread_ts"),
            text(event, "message", "text"),
            text(event, "previous_message", "text"),
        )


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message is gone."""

    workspace: str
    event_id: str
    channel: str
    ts: str
    user: str
    thread_ts: str | None
    text: str = ""

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``message_deleted``; raises Malformed."""
        event = _event(body)
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            words(event, "channel"),
            words(event, "deleted_ts"),
            text(event, "previous_message", "user"),
            maybe(event, "previous_message", "thread_ts"),
            text(event, "previous_message", "text"),
        )


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put an emoji on a message; ``name`` without colons and skin tone."""

    workspace: str
    event_id: str
    user: str
    channel: str
    ts: str
    name: str
    author: str | None

    @classmethod
    def read(cls, body: Payload) -> Self | None:
        """From ``reaction_added``; None when it is on something else than a message. Raises Malformed."""
        event = _event(body)
        if value(event, "item", "type") != "message":
            return None
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            words(event, "user"),
            words(event, "item", "channel"),
            words(event, "item", "ts"),
            words(event, "reaction").partition("::")[0],
            maybe(event, "item_user"),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened the app; ``tab`` is "home" or "messages"."""

    workspace: str
    user: str
    channel: str | None
    tab: str

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``app_home_opened``; raises Malformed."""
        event = _event(body)
        return cls(
            workspace_of(body),
            words(event, "user"),
            maybe(event, "channel"),
            text(event, "tab") or "home",
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """The app was removed, or the bot's token was taken back."""

    workspace: str
    event_id: str
    ours: bool

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``app_uninstalled`` or ``tokens_revoked``; raises Malformed.

        ``tokens_revoked`` may speak of people's tokens alone: those are none of ours.
        """
        event = _event(body)
        bots = value(event, "tokens", "bot")
        return cls(
            workspace_of(body),
            words(body, "event_id"),
            event.get("type") == "app_uninstalled" or bool(bots),
        )


def _event(body: Payload) -> Payload:
    event = body.get("event")
    if not isinstance(event, dict):
        raise Malformed("event")
    return event
