"""Modals and Home tabs."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.rehearsal import reading
from bot.rehearsal.model import Control, controls_of

if TYPE_CHECKING:
    from bot.rehearsal.team import Team

Json = dict[str, Any]


@dataclass
class View:
    """A modal or Home tab as one person has it open."""

    team: "Team"
    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """``modal`` or ``home``."""
        return str(self.body["type"])

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        return list(self.body["blocks"])

    @property
    def title(self) -> str:
        """The title at the top of a modal."""
        return str((self.body.get("title") or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        """The name the app gave it."""
        return str(self.body.get("callback_id") or "")

    @property
    def seen(self) -> str:
        """The words a person sees, block by block, without markup."""
        person = self.team.people[self.user]
        return reading.blocks(self.blocks, self.team, zone=person.tz)

    @property
    def controls(self) -> list[Control]:
        """What can be filled or acted on, in order."""
        return controls_of(self.blocks)

    def to_api(self) -> Json:
        """The view as Slack writes it in answers and interactions."""
        body = self.body
        return {
            "id": self.id,
            "team_id": self.team.id,
            "type": self.kind,
            "blocks": body["blocks"],
            "private_metadata": body.get("private_metadata") or "",
            "callback_id": self.callback_id,
            "state": {"values": self.state},
            "hash": self.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(body.get("clear_on_close")),
            "notify_on_close": bool(body.get("notify_on_close")),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": self.team.app_id,
            "external_id": body.get("external_id") or "",
            "app_installed_team_id": self.team.id,
            "bot_id": self.team.bot_id,
        }
