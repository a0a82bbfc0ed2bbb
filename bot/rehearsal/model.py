"""What a workspace holds: people, channels, messages, views, files."""

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.rehearsal import reading, text
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


@dataclass
class Message:
    """One message as the workspace keeps it, and how a person sees it."""

    team: "Team"
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    by_app: bool = False
    subtype: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: Json | None = None
    deleted: bool = False
    ephemeral_for: str | None = None
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    unfurls: Json = field(default_factory=dict)
    link_names: bool = False
    broadcast: bool = False
    revision: int = 1

    def __repr__(self) -> str:
        return f"<Message {self.channel} {self.ts} by {self.user}: {self.seen!r}>"

    @property
    def seen(self) -> str:
        """The words a person in the reader's seat sees, block by block, without markup."""
        reader = self.team.people.get(self.ephemeral_for or self.user)
        zone = reader.tz if reader else "UTC"
        return self.seen_in(zone)

    def seen_in(self, zone: str) -> str:
        """The same for a reader in another IANA zone."""
        return reading.message(self, zone=zone)

    @property
    def notification(self) -> str:
        """What a phone would show: the fallback text."""
        return text.read(self.text, self.team, zone="UTC", now=self.team.clock.now())

    @property
    def controls(self) -> list[Control]:
        """What can be acted on, in order."""
        return controls_of(self.blocks)

    @property
    def pings(self) -> list[str]:
        """Whom this message notifies: user ids, ``subteam:ID``, ``channel``, ``here``, ``everyone``."""
        return reading.pings(self)

    @property
    def in_thread(self) -> bool:
        """Whether it is a reply."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def replies(self) -> list["Message"]:
        """The replies under this message."""
        return self.team.thread(self.channel, self.ts)[1:]

    def to_api(self) -> Json:
        """The message as Slack's Web API and events write it."""
        team = self.team
        out: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team.id}
        if self.by_app:
            out |= {"bot_id": team.bot_id, "app_id": team.app_id, "bot_profile": team.bot_profile()}
        else:
            out["client_msg_id"] = f"c0ffee00-{self.ts.replace('.', '-')}"
        for name in ("subtype", "metadata", "edited"):
            if (value := getattr(self, name)) is not None:
                out[name] = value
        for name in ("blocks", "attachments", "files"):
            if value := getattr(self, name):
                out[name] = value
        if self.thread_ts is not None:
            out["thread_ts"] = self.thread_ts
            if self.in_thread and (parent := team.find(self.channel, self.thread_ts)):
                out["parent_user_id"] = parent.user
        elif replies := self.replies():
            out |= {
                "thread_ts": self.ts,
                "reply_count": len(replies),
                "reply_users": sorted({reply.user for reply in replies}),
                "reply_users_count": len({reply.user for reply in replies}),
                "latest_reply": replies[-1].ts,
                "is_locked": False,
                "subscribed": False,
            }
        if self.reactions:
            out["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        return out


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
        replies = [one for one in self.standing(channel) if one.thread_ts == ts and one.ts != ts]
        return [*([parent] if parent else []), *replies]

    def keep(self, message: Message) -> Message:
        """Put a message where it belongs; its blocks get the ids that Slack would give them."""
        with_ids(message.blocks)
        if message.ephemeral_for:
            self.whispers.append(message)
        else:
            self.history.setdefault(message.channel, {})[message.ts] = message
        return message


def with_ids(blocks: list[Json]) -> list[Json]:
    """Give blocks and elements the ids that their author left to Slack."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for one in elements_of(block):
            kind = str(one.get("type"))
            if kind not in ("image", "mrkdwn", "plain_text") and not kind.startswith("rich_text_"):
                one.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks
