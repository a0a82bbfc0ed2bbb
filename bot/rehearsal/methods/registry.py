"""How a Web API method is written down, and what it reads its arguments with."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.hub import Hub, SlackError
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel
from bot.rehearsal.team import Team

Json = dict[str, Any]
Answer = Callable[["Call"], Awaitable[Json]]


@dataclass(frozen=True)
class Call:
    """One call with a checked token."""

    hub: Hub
    team: Team
    method: str
    args: Json

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """A string argument that must be there."""
        value = self.text(name)
        if not value:
            raise invalid(f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean argument in any of the ways a form can say it."""
        value = self.args.get(name)
        return None if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.args.get(name, default))
        except (TypeError, ValueError):
            raise invalid(f"[ERROR] must be an integer [json-pointer:/{name}]") from None

    def json(self, name: str, error: str) -> Any:
        """A structured argument, given as JSON or as a string of JSON."""
        value = self.args.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value) if value else None
            except ValueError:
                raise SlackError(error) from None
        return value

    def channel(self, name: str = "channel") -> Channel:
        """The channel named, opening the direct message where a person is named."""
        wanted = self.needed(name)
        if found := self.team.channels.get(wanted):
            hidden = found.kind in ("private", "mpim") and self.team.bot_user_id not in found.members
            if hidden or (found.kind == "im" and self.team.bot_user_id not in found.members):
                raise SlackError("channel_not_found")
            return found
        if wanted in self.team.people:
            if self.team.people[wanted].is_bot:
                raise SlackError("cannot_dm_bot")
            return self.team.direct(wanted)
        if wanted.startswith("#") and (by_name := self.team.channel_id(wanted)):
            return self.team.channels[by_name]
        raise SlackError("channel_not_found")

    def writable(self, name: str = "channel") -> Channel:
        """A channel the app may post to."""
        channel = self.channel(name)
        if channel.archived:
            raise SlackError("is_archived")
        manifest = self.hub.manifest
        anywhere = manifest is not None and "chat:write.public" in manifest.scopes
        public = channel.kind == "channel" and anywhere
        if self.team.bot_user_id not in channel.members and not public:
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """A standing message of ``channel``."""
        found = self.team.find(channel.id, self.needed(name))
        if found is None:
            raise SlackError("message_not_found")
        return found


@dataclass(frozen=True)
class Method:
    """One method: any one of ``scopes`` lets an app call it; ``holder`` says whose token it wants."""

    name: str
    scopes: tuple[str, ...]
    answer: Answer
    holder: str = "bot"


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, holder: str = "bot") -> Callable[[Answer], Answer]:
    """Register a method of the Web API."""

    def register(answer: Answer) -> Answer:
        METHODS[name] = Method(name, scopes, answer, holder)
        return answer

    return register


def invalid(*messages: str) -> SlackError:
    """``invalid_arguments`` with its reasons."""
    return SlackError("invalid_arguments", response_metadata={"messages": list(messages)})


def page(call: Call, items: list[Any], default: int = 100) -> tuple[list[Any], Json]:
    """One page of ``items`` and its ``response_metadata``, by cursor."""
    limit = max(1, min(call.number("limit", default), 1000))
    cursor = call.text("cursor")
    try:
        start = int(cursor.removeprefix("next:")) if cursor else 0
    except ValueError:
        raise SlackError("invalid_cursor") from None
    more = f"next:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], {"next_cursor": more}
