"""``app.yaml``, the app as Slack knows it: what it may do and what it is told."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).resolve().parent


@cache
def manifest() -> dict[str, Any]:
    """The whole manifest. Source of its fields: Slack's "App manifest reference"."""
    # In a checkout it stands beside the rooms; an installed package brings it along inside this one.
    beside, inside = _HERE.parent / "app.yaml", _HERE / "app.yaml"
    loaded: dict[str, Any] = yaml.safe_load((beside if beside.exists() else inside).read_text("utf-8"))
    return loaded


def bot_scopes() -> list[str]:
    """Every scope that an install asks for, those that may be refused included."""
    return list(manifest()["oauth_config"]["scopes"]["bot"])


def optional_scopes() -> list[str]:
    """The scopes that whoever installs the app may refuse; each stands among :func:`bot_scopes`, too."""
    return list(manifest()["oauth_config"]["scopes"].get("bot_optional", []))


def commands() -> set[str]:
    """The slash commands, with their slash."""
    return {command["command"] for command in manifest()["features"].get("slash_commands", [])}


def shortcuts() -> set[tuple[str, str]]:
    """The shortcuts: ``message`` or ``global``, and the callback id."""
    return {
        (shortcut["type"], shortcut["callback_id"])
        for shortcut in manifest()["features"].get("shortcuts", [])
    }


def events() -> set[str]:
    """The events that are subscribed to, such as ``app_mention`` and ``message.im``."""
    return set(manifest()["settings"]["event_subscriptions"]["bot_events"])


def functions() -> set[str]:
    """The callback ids of workflow steps."""
    return set(manifest().get("functions", {}))
