"""The stand-in as a whole: one workspace, one small web, one page, on loopback."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar

from aiohttp import web

from bot.clock import Clock
from bot.rehearsal.calls import ApiCall, Fault
from bot.rehearsal.delivery import Ack, Delivered
from bot.rehearsal.hub import Hub
from bot.rehearsal.manifest import Manifest
from bot.rehearsal.page_api import PageApi
from bot.rehearsal.sample import Sample, sample
from bot.rehearsal.staging import Stage, new_team
from bot.rehearsal.story import Story
from bot.rehearsal.web import SampleWeb
from bot.rehearsal.webapi import LARGEST_BODY, WebApi

T = TypeVar("T")
_HOUR = timedelta(hours=1)
Json = dict[str, Any]


class RehearsalSlack(Stage):
    """A Slack workspace to rehearse in, spoken to over Slack's own protocol.

    Everything people can do is a method here (see ``People``); ``record`` is every Web API call the app
    made, ``events`` every event it was told. With a ``manifest`` the workspace holds the app to its scopes,
    events and commands; without one everything is granted.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        web_port: int = 0,
        data: Sample | None = None,
        manifest: Path | Json | None = None,
    ) -> None:
        self.data = data or sample()
        read = Manifest.read(manifest) if isinstance(manifest, Path) else None
        if isinstance(manifest, dict):
            read = Manifest.of(manifest)
        self.signing_secret = secrets.token_hex(16)
        hub = Hub(clock, "AOUTREACH", self.signing_secret, read)
        super().__init__(hub, new_team(hub, "TREHEARSAL", self.data))
        hub.teams[self.team.id] = self.team
        self.clock = clock
        self.web = SampleWeb(self.data.sites, self._web_changed, clock.now)
        self.story = Story(self.data.hints)
        self.run = secrets.token_hex(8)
        self._host, self._port, self._web_port = host, port, web_port
        self._runner: web.AppRunner | None = None

    # addresses and tokens

    @property
    def url(self) -> str:
        """The page that people open."""
        return f"{self.hub.base}/"

    @property
    def api_url(self) -> str:
        """What the app gets as ``SLACK_API_URL``."""
        return f"{self.hub.base}/api/"

    @property
    def bot_token(self) -> str:
        """The app's ``xoxb-`` token in the first workspace."""
        return self.team.bot_token

    @property
    def app_token(self) -> str:
        """The ``xapp-`` token for Socket Mode."""
        return self.hub.app_token

    @property
    def client_id(self) -> str:
        """For installing by OAuth."""
        return self.hub.client_id

    @property
    def client_secret(self) -> str:
        """For installing by OAuth."""
        return self.hub.client_secret

    @property
    def team_id(self) -> str:
        """The first workspace's id."""
        return self.team.id

    @property
    def bot_user_id(self) -> str:
        """Whom a mention of the app names."""
        return self.team.bot_user_id

    @property
    def hosts(self) -> Mapping[str, tuple[str, int]]:
        """Sample host → address and port to dial in plain HTTP, whatever the scheme says."""
        return self.web.hosts

    # running

    async def start(self) -> None:
        """Serve the page and the Web API, and the sample web."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_routes(WebApi(self.hub).routes())
        app.router.add_routes(PageApi(self).routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        port = self._runner.addresses[0][1]
        self.hub.base = f"http://{self._host}:{port}"
        await self.web.start(self._host, self._web_port)

    async def stop(self) -> None:
        """Close every socket and stop serving."""
        await self.hub.stop()
        await self.web.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def on_change(self) -> Callable[[], Awaitable[None]] | None:
        """Awaited after the clock moved or a page of the sample web changed."""
        return self.hub.on_change

    @on_change.setter
    def on_change(self, hook: Callable[[], Awaitable[None]] | None) -> None:
        self.hub.on_change = hook

    @property
    def on_hour(self) -> Callable[[], Awaitable[None]] | None:
        """Awaited after each hour that the page's clock leaps over: the app says what fell due in it."""
        return self.hub.on_hour

    @on_hour.setter
    def on_hour(self, hook: Callable[[], Awaitable[None]] | None) -> None:
        self.hub.on_hour = hook

    async def leap(self, by: timedelta) -> None:
        """Move the clock hour by hour, so that nothing that falls due on the way is passed over, then let
        the app look.
        """
        left = by
        while self.on_hour is not None and left > _HOUR:
            self.clock.advance(_HOUR)
            left -= _HOUR
            await self.on_hour()
        await self.advance(left)
        if self.on_hour is not None:
            await self.on_hour()

    async def advance(self, by: timedelta) -> None:
        """Move the clock, then let the app look."""
        self.clock.advance(by)
        self.hub.changed()
        if self.on_change is not None:
            await self.on_change()

    def _web_changed(self) -> None:
        self.hub.changed_from_anywhere()
        if self.on_change is not None:
            self.hub.background(self.on_change())

    # what the app did, and trouble for it

    @property
    def record(self) -> list[ApiCall]:
        """Every Web API call (and ``response_url`` post) so far, oldest first."""
        return self.hub.record

    def calls(self, method: str) -> list[ApiCall]:
        """The calls of one method."""
        return [one for one in self.hub.record if one.method == method]

    @property
    def deliveries(self) -> list[Delivered]:
        """Every attempt to hand something to the app."""
        return self.hub.delivery.log

    @property
    def events(self) -> list[Json]:
        """Every event the app was told, once each."""
        return self.hub.events

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 30.0) -> T:
        """What ``predicate`` returns once it is truthy; raises ``TimeoutError``."""
        return await self.hub.wait_for(predicate, timeout)

    async def connected(self, timeout: float = 30.0) -> None:
        """Wait until the app has opened a socket."""
        await self.hub.wait_for(lambda: self.hub.delivery.ready, timeout)

    async def settled(self, timeout: float = 30.0) -> None:
        """Wait until every event so far is acked or given up."""
        await self.hub.wait_for(lambda: not self.hub.delivery.busy, timeout)

    def fault(
        self,
        method: str,
        kind: str,
        times: int = 1,
        *,
        where: Callable[[Json], bool] | None = None,
        **args: Any,
    ) -> Fault:
        """Arrange trouble for the next ``times`` calls of ``method`` (``*``: any; ``response_url`` too).

        ``429`` (``retry_after``), ``500`` and ``503`` refuse; ``drop`` cuts the line; ``accept_then_500`` and
        ``accept_then_drop`` do what was asked and then lose the answer; ``slow`` waits ``seconds`` first and
        ``accept_then_wait`` before it answers; any other kind is the error that Slack answers with, such as
        ``internal_error``.
        """
        return self.hub.faults.add(Fault(method, kind, times, args, where))

    async def resend(self, event: Json, *, retry: int | None = None) -> Ack:
        """Deliver an event of ``events`` (or a payload of one's own) a second time."""
        reason = "timeout" if retry else None
        return await self.hub.delivery.once("events_api", event, attempt=retry or 0, reason=reason)

    async def resend_delivery(self, delivered: Delivered) -> Ack:
        """Deliver a command or interaction of ``deliveries`` once more, with the same trigger id."""
        trigger = str(delivered.payload.get("trigger_id", ""))
        if trigger in self.hub.triggers:
            old = self.hub.triggers[trigger]
            self.hub.trigger(old.team, old.user, old.channel, name=trigger)
        return await self.hub.delivery.once(delivered.kind, delivered.payload)

    async def emit(self, event: Json) -> Ack | None:
        """Tell the app of any event, such as ``app_uninstalled`` or ``channel_archive``."""
        task = self.hub.emit(self.team, event)
        return await task if task is not None else None

    async def drop_sockets(self) -> None:
        """Cut every socket without a word."""
        await self.hub.delivery.drop()

    async def refresh_sockets(self) -> None:
        """Announce new sockets, as Slack does every few hours, and close the old ones."""
        await self.hub.delivery.refresh()

    @property
    def delivery(self) -> Literal["socket"] | tuple[Literal["http"], str]:
        """How the app is reached: ``"socket"``, or ``("http", url)`` with signed requests."""
        return self.hub.delivery.target

    @delivery.setter
    def delivery(self, target: Literal["socket"] | tuple[Literal["http"], str]) -> None:
        self.hub.delivery.target = target

    @property
    def retry_delays(self) -> tuple[float, ...]:
        """Seconds before an event's second, third and fourth try."""
        return self.hub.delivery.retry_delays

    @retry_delays.setter
    def retry_delays(self, delays: tuple[float, ...]) -> None:
        self.hub.delivery.retry_delays = delays

    @property
    def ack_timeout(self) -> float:
        """How long an ack may take, in seconds: Slack's three unless set otherwise."""
        return self.hub.delivery.ack_timeout

    @ack_timeout.setter
    def ack_timeout(self, seconds: float) -> None:
        self.hub.delivery.ack_timeout = seconds

    @property
    def agent_view(self) -> bool:
        """Whether the app has Slack's agent view here: as its manifest says, unless set otherwise."""
        return self.hub.agent_view

    @agent_view.setter
    def agent_view(self, has: bool) -> None:
        self.hub.agent_view = has

    @property
    def strict_pace(self) -> bool:
        """Whether more than one message a second in a channel is refused with 429."""
        return self.hub.strict_pace

    @strict_pace.setter
    def strict_pace(self, insist: bool) -> None:
        self.hub.strict_pace = insist
