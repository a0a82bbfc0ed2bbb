"""Every listener, registered on the app."""

from slack_bolt.async_app import AsyncApp

from handlers import (
    actions,
    assistant,
    commands,
    forms,
    home,
    lifecycle,
    mentions,
    messages,
    outsiders,
    patience,
    reactions,
    shortcuts,
    step,
    suggestions,
)
from handlers.doors import Doors
from handlers.names import COMMANDS, EVENTS, GLOBAL_SHORTCUTS, MESSAGE_SHORTCUTS, OPTIONAL_EVENTS

__all__ = [
    "COMMANDS",
    "EVENTS",
    "GLOBAL_SHORTCUTS",
    "MESSAGE_SHORTCUTS",
    "OPTIONAL_EVENTS",
    "register",
]


def register(app: AsyncApp, doors: Doors) -> None:
    """Register one listener for each kind of trigger; the commonest first, since Bolt asks them in order."""
    patience.register(app)
    outsiders.register(app, doors)
    parts = (commands, actions, messages, mentions, forms, suggestions)
    for part in (*parts, shortcuts, reactions, home, assistant, step, lifecycle):
        part.register(app, doors)
