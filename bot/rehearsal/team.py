"""One workspace: who and what is in it."""

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel, Person, with_ids
from bot.rehearsal.view import View
from bot.rehearsal.workflow import Execution

Json = dict[str, Any]


@dataclass
class Team:
    """One workspace with the app installed in it."""

    clock: Clock
    id: str
    name: str
    domain: str
    app_id: str
    bot_id: str
    bot_user_id: str
    bot_token: str
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    history: dict[str, dict[str, Message]] = field(default_factory=dict)
    replies: dict[tuple[str, str], list[Message]] = field(default_factory=dict)
    """By channel and the thread's first message, oldest first."""
    whispers: list[Message] = field(default_factory=list)
    """Ephemeral messages, oldest first."""
    stacks: dict[str, list[View]] = field(default_factory=dict)
    """Open modals of each person, the topmost last."""
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    """What the assistant says it is doing, by channel and thread."""
    prompts: dict[str, list[Json]] = field(default_factory=dict)
    """Suggested prompts by direct-message channel."""
    viewing: dict[str, str] = field(default_factory=dict)
    """The channel that each person looks at beside the agent view."""
    executions: dict[str, Execution] = field(default_factory=dict)
    """Runs of workflow steps."""
    revoked: bool = False
    _count: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _last_micro: int = 0

    def mint(self, prefix: str) -> str:
        """A new Slack-shaped id."""
        return f"{prefix}{secrets.token_hex(2).upper()}{next(self._count):06X}"

    def now_ts(self) -> str:
        """A message timestamp: the clock's time, never twice the same."""
        micro = int(self.clock.now().timestamp() * 1_000_000)
        self._last_micro = max(micro, self._last_micro + 1)
        return f"{self._last_micro // 1_000_000}.{self._last_micro % 1_000_000:06d}"

    @property
    def mail_bot_id(self) -> str:
        """The bot behind Slackbot's posts of mail."""
        return f"BMAIL{self.id}"

    def bot_profile(self) -> Json:
        """The app as messages name it."""
        bot = self.people[self.bot_user_id]
        return {
            "id": self.bot_id,
            "app_id": self.app_id,
            "user_id": self.bot_user_id,
            "name": bot.real_name,
            "icons": {},
            "deleted": False,
            "updated": 0,
            "team_id": self.id,
        }

    def user_api(self, person: Person) -> Json:
        """A person as ``users.info`` shows them."""
        offset = datetime.now(UTC).astimezone(ZoneInfo(person.tz)).utcoffset()
        return {
            "id": person.id,
            "team_id": self.id,
            "name": person.name,
            "deleted": person.deleted,
            "color": person.color,
            "real_name": person.real_name,
            "tz": person.tz,
            "tz_label": person.tz.replace("_", " "),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": {
                "title": person.title,
                "real_name": person.real_name,
                "real_name_normalized": person.real_name,
                "display_name": "" if person.is_bot else person.name,
                "display_name_normalized": "" if person.is_bot else person.name,
                "first_name": person.real_name.split()[0],
                "avatar_hash": "0",
                "team": self.id,
                **({"email": person.email} if person.email else {}),
                **({"bot_id": self.bot_id, "api_app_id": self.app_id} if person.is_bot else {}),
            },
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": person.is_bot,
            "is_app_user": False,
            "updated": 0,
            "locale": person.locale,
        }

    def channel_api(self, channel: Channel) -> Json:
        """A channel as ``conversations.info`` shows it."""
        out: Json = {
            "id": channel.id,
            "created": 1_700_000_000,
            "is_archived": channel.archived,
            "is_im": channel.kind == "im",
            "is_org_shared": False,
            "context_team_id": self.id,
            "updated": 0,
        }
        if channel.kind == "im":
            return out | {"user": channel.person, "is_user_deleted": False, "priority": 0}
        return out | {
            "name": channel.name,
            "name_normalized": channel.name,
            "is_channel": channel.kind == "channel",
            "is_group": channel.kind == "private",
            "is_mpim": channel.kind == "mpim",
            "is_private": channel.kind != "channel",
            "is_general": channel.name == "general",
            "is_shared": False,
            "is_ext_shared": False,
            "is_member": self.bot_user_id in channel.members,
            "creator": next(iter(sorted(self.people)), ""),
            "topic": {"value": channel.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(channel.members),
        }

    def person_id(self, name: str) -> str | None:
        """The id behind an id, handle or full name."""
        wanted = name.lstrip("@").casefold()
        for person in self.people.values():
            if wanted in (person.id.casefold(), person.name.casefold(), person.real_name.casefold()):
                return person.id
        return None

    def person_name(self, person: str) -> str | None:
        """The name others see."""
        found = self.people.get(person)
        if found is None:
            return None
        return found.real_name if found.is_bot else found.name

    def channel_id(self, name: str) -> str | None:
        """The id behind an id or name of a channel (not of direct messages)."""
        wanted = name.lstrip("#").casefold()
        for channel in self.channels.values():
            if channel.kind != "im" and wanted in (channel.id.casefold(), channel.name.casefold()):
                return channel.id
        return None

    def channel_name(self, channel: str) -> str | None:
        """The name after the #."""
        found = self.channels.get(channel)
        return found.name if found is not None and found.kind != "im" else None

    def direct(self, person: str) -> Channel:
        """The direct messages between a person and the app; opened when they weren't."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.person == person:
                return channel
        channel = Channel(self.mint("D"), "", "im", {person, self.bot_user_id}, person=person)
        self.channels[channel.id] = channel
        return channel

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that stands, ephemeral ones aside."""
        found = self.history.get(channel, {}).get(ts)
        return None if found is None or found.deleted else found

    def standing(self, channel: str) -> list[Message]:
        """All messages of a channel, replies included, oldest first."""
        return [one for one in self.history.get(channel, {}).values() if not one.deleted]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and its replies."""
        parent = self.find(channel, ts)
        replies = self.replies.get((channel, ts), [])
        return [*([parent] if parent else []), *(one for one in replies if not one.deleted)]

    def keep(self, message: Message) -> Message:
        """Put a message where it belongs; its blocks get the ids that Slack would give them."""
        with_ids(message.blocks)
        if message.ephemeral_for:
            self.whispers.append(message)
        else:
            self.history.setdefault(message.channel, {})[message.ts] = message
            if message.thread_ts is not None and message.in_thread:
                self.replies.setdefault((message.channel, message.thread_ts), []).append(message)
        return message
