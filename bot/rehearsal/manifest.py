"""What an app manifest grants and subscribes to, for a workspace that holds the app to it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Manifest:
    """The parts of ``app.yaml`` that decide what Slack lets an app do and tells it."""

    scopes: frozenset[str]
    events: frozenset[str]
    commands: frozenset[str]
    escaped: frozenset[str]
    """Commands with ``should_escape``."""
    message_shortcuts: tuple[tuple[str, str], ...]
    """Callback id and name of each."""
    global_shortcuts: tuple[tuple[str, str], ...]
    functions: dict[str, Any]
    """The steps that Workflow Builder offers, by callback id."""
    agent_view: bool

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """The manifest in a YAML file; optional scopes count as granted."""
        return cls.of(yaml.safe_load(path.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Manifest":
        """The manifest in a parsed document."""
        features, settings = data.get("features") or {}, data.get("settings") or {}
        scopes = (data.get("oauth_config") or {}).get("scopes") or {}
        commands = features.get("slash_commands") or []
        shortcuts = features.get("shortcuts") or []
        named = {
            kind: tuple((one["callback_id"], one["name"]) for one in shortcuts if one["type"] == kind)
            for kind in ("message", "global")
        }
        return cls(
            scopes=frozenset([*(scopes.get("bot") or []), *(scopes.get("bot_optional") or [])]),
            events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or []),
            commands=frozenset(one["command"] for one in commands),
            escaped=frozenset(one["command"] for one in commands if one.get("should_escape")),
            message_shortcuts=named["message"],
            global_shortcuts=named["global"],
            functions=data.get("functions") or {},
            agent_view="agent_view" in features,
        )
