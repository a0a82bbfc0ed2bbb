"""What a workspace is made of: people, channels, and the controls on messages and views."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.block_rules import elements_of

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody (or a bot) of the workspace; ``tz`` is an IANA name."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Berlin"
    locale: str = "en-GB"
    title: str = ""
    color: str = "4a6cf7"
    is_bot: bool = False
    deleted: bool = False
    email: str = ""


@dataclass
class Channel:
    """A place to talk: ``kind`` is channel, private, mpim or im."""

    id: str
    name: str
    kind: str = "channel"
    members: set[str] = field(default_factory=set)
    topic: str = ""
    archived: bool = False
    person: str | None = None
    """Whom a direct message with the app belongs to."""


@dataclass
class Control:
    """Something on a message or view that a person can press, choose or fill."""

    action_id: str
    block_id: str
    kind: str
    label: str
    value: str | None
    element: Json


def controls_of(blocks: list[Json]) -> list[Control]:
    """Everything actionable in ``blocks``."""
    out = []
    for block in blocks:
        for one in elements_of(block):
            if "action_id" not in one:
                continue
            label = (block.get("label") or one.get("text") or one.get("placeholder") or {}).get("text", "")
            out.append(
                Control(
                    one["action_id"], block.get("block_id", ""), one["type"], label, one.get("value"), one
                )
            )
    return out


def with_ids(blocks: list[Json]) -> list[Json]:
    """Give blocks and elements the ids that their author left to Slack."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for one in elements_of(block):
            kind = str(one.get("type"))
            if kind not in ("image", "mrkdwn", "plain_text") and not kind.startswith("rich_text_"):
                one.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks
