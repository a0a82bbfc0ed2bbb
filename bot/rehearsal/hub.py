"""What the workspaces of one stand-in share: triggers, answer addresses, events, news for whoever waits."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.clock import Clock
from bot.rehearsal.calls import ApiCall, Faults
from bot.rehearsal.delivery import Ack, Delivery
from bot.rehearsal.manifest import Manifest
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel
from bot.rehearsal.payloads import changed_event, context_of, deleted_event, event_callback, message_event
from bot.rehearsal.team import Team

Json = dict[str, Any]
T = TypeVar("T")
TRIGGER_LIFE = timedelta(seconds=3)
ANSWER_LIFE = timedelta(minutes=30)
ANSWER_USES = 5


class SlackError(Exception):
    """A refusal as the Web API words it; ``extra`` goes into the answer beside ``error``."""

    def __init__(self, error: str, *, status: int = 200, headers: dict[str, str] | None = None, **extra: Any):
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = headers or {}
        self.extra = extra


@dataclass
class Trigger:
    """A pass for one form, good for three seconds."""

    team: Team
    user: str
    channel: str | None
    expires: datetime
    used: bool = False


@dataclass
class AnswerAddress:
    """A ``response_url``: five posts within thirty minutes."""

    team: Team
    user: str
    channel: str
    thread_ts: str | None
    original: Message | None
    expires: datetime
    uses: int = 0
    posted: list[Message] = field(default_factory=list)


class Hub:
    """The state of a stand-in that belongs to no single workspace."""

    def __init__(self, clock: Clock, app_id: str, signing_secret: str, manifest: Manifest | None) -> None:
        self.clock = clock
        self.app_id = app_id
        self.manifest = manifest
        self.delivery = Delivery(app_id, signing_secret)
        self.faults = Faults()
        self.record: list[ApiCall] = []
        self.teams: dict[str, Team] = {}
        self.installing: dict[str, Team] = {}
        """Workspaces by the OAuth code that installs the app there."""
        self.client_id = "910.910"
        self.client_secret = secrets.token_hex(16)
        self.base = ""
        self.app_token = f"xapp-1-{app_id}-1-{secrets.token_hex(16)}"
        self.strict_pace = False
        self.agent_view = manifest is not None and manifest.agent_view
        self.on_change: Callable[[], Awaitable[None]] | None = None
        self.on_hour: Callable[[], Awaitable[None]] | None = None
        self.triggers: dict[str, Trigger] = {}
        self.addresses: dict[str, AnswerAddress] = {}
        self.events: list[Json] = []
        """Every event told to the app, as sent."""
        self.uploads: dict[str, tuple[Team, str]] = {}
        self.paces: dict[tuple[str, str], float] = {}
        self.revision = 0
        self._news = asyncio.Condition()
        self._background: set[asyncio.Task[Any]] = set()

    def team_of(self, token: str) -> Team | None:
        """The workspace a bot token belongs to."""
        return next((team for team in self.teams.values() if team.bot_token == token), None)

    # what changes, and who waits for it

    def changed(self) -> None:
        """Tell everybody who waits that something is different now."""
        self.revision += 1

        async def tell() -> None:
            async with self._news:
                self._news.notify_all()

        self.background(tell())

    def changed_from_anywhere(self) -> None:
        """The same where no loop need be running: the next one who looks sees it."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            self.revision += 1
        else:
            self.changed()

    def background(self, work: Any) -> "asyncio.Task[Any]":
        """Run something without waiting for it, and keep hold of it until it is done."""
        task: asyncio.Task[Any] = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task

    async def next_change(self, seen: int, timeout: float) -> int:
        """The revision once it differs from ``seen``, or after ``timeout`` seconds."""
        async with self._news:
            if self.revision == seen:
                try:
                    await asyncio.wait_for(self._news.wait(), timeout)
                except TimeoutError:
                    pass
        return self.revision

    async def wait_for(self, predicate: Callable[[], T], timeout: float) -> T:
        """What ``predicate`` returns as soon as that is truthy.

        Raises ``TimeoutError`` after ``timeout`` seconds of the wall clock.
        """
        until = time.monotonic() + timeout
        while True:
            seen = self.revision
            if found := predicate():
                return found
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing like that within {timeout} s")
            await self.next_change(seen, min(left, 0.25))

    async def stop(self) -> None:
        """Give up what runs in the background."""
        await self.delivery.stop()
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    # triggers and answer addresses

    def trigger(self, team: Team, user: str, channel: str | None = None, *, name: str | None = None) -> str:
        """A new trigger id, or the named one again, as when Slack or a person tries a second time."""
        made = name or f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        self.triggers[made] = Trigger(team, user, channel, self.clock.now() + TRIGGER_LIFE)
        return made

    def use_trigger(self, team: Team, name: str) -> Trigger:
        """Spend a trigger, or say why that is impossible."""
        found = self.triggers.get(name)
        if found is None or found.team is not team:
            raise SlackError("invalid_trigger_id")
        if found.used:
            raise SlackError("exchanged_trigger_id")
        if self.clock.now() > found.expires:
            raise SlackError("expired_trigger_id")
        found.used = True
        return found

    def answer_address(
        self,
        team: Team,
        user: str,
        channel: str,
        *,
        thread_ts: str | None = None,
        original: Message | None = None,
    ) -> str:
        """A new ``response_url``."""
        name = secrets.token_urlsafe(18)
        expires = self.clock.now() + ANSWER_LIFE
        self.addresses[name] = AnswerAddress(team, user, channel, thread_ts, original, expires)
        return f"{self.base}/hooks/{team.id}/{name}"

    def address(self, url: str) -> AnswerAddress:
        """The address behind a ``response_url``."""
        return self.addresses[url.rpartition("/")[2]]

    # events

    def emit(self, team: Team, event: Json, *, event_id: str | None = None) -> "asyncio.Task[Ack] | None":
        """Tell the app, if its manifest subscribes to this; None where it doesn't."""
        if not self.subscribed(event):
            return None
        body = event_callback(team, event, event_id or team.mint("Ev"), self.clock.now().timestamp())
        self.events.append(body)
        return self.delivery.later(body)

    def subscribed(self, event: Json) -> bool:
        """Whether the manifest asks for this event; without a manifest all are wanted."""
        if self.manifest is None:
            return True
        kind = str(event["type"])
        if kind == "message":
            word = {"channel": "channels", "group": "groups"}.get(event.get("channel_type", ""), "")
            kind = f"message.{word or event.get('channel_type')}"
        return kind in self.manifest.events

    def told_of(self, team: Team, channel: Channel) -> bool:
        """Whether the app hears what happens in a channel."""
        return team.bot_user_id in channel.members and not team.revoked

    def tell_message(self, message: Message) -> "asyncio.Task[Ack] | None":
        """The ``message`` event of a new message, where the app is a member."""
        team, channel = message.team, message.team.channels[message.channel]
        if message.ephemeral_for or not self.told_of(team, channel):
            return None
        event = message_event(message, channel)
        if self.agent_view and channel.kind == "im" and not message.by_app:
            event["app_context"] = context_of(team, message.user)
        return self.emit(team, event)

    def tell_changed(self, message: Message, before: Json) -> "asyncio.Task[Ack] | None":
        """The ``message_changed`` event."""
        team, channel = message.team, message.team.channels[message.channel]
        if not self.told_of(team, channel):
            return None
        return self.emit(team, changed_event(message, before, channel, team.now_ts()))

    def tell_deleted(self, message: Message, before: Json) -> "asyncio.Task[Ack] | None":
        """The ``message_deleted`` event."""
        team, channel = message.team, message.team.channels[message.channel]
        if not self.told_of(team, channel):
            return None
        return self.emit(team, deleted_event(message, before, channel, team.now_ts()))
