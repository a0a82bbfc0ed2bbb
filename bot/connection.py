"""How requests from Slack come in: over a socket that we open, or over HTTP that Slack calls."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clients import BAD_TOKEN
from bot.signed import only_signed
from storage.errors import Mendable

EVENTS_PATH = "/slack/events"
MOST_WAIT_SECONDS = 30.0

log = structlog.get_logger(__name__)


class AppTokenRefused(Mendable):
    """Slack does not take the app-level token."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Slack refused SLACK_APP_TOKEN ({why}).",
            "Make an app-level token with the scope connections:write and switch Socket Mode on.",
            "SLACK_APP_TOKEN=xapp-…",
        )


class PortTaken(Mendable):
    """Something else serves the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"The port {port} is taken.", "Choose another one with PORT.", "PORT=3001 outreach run"
        )


class Connection(Protocol):
    """A way in for requests."""

    async def open(self) -> None:
        """Begin to take requests; raises Mendable when it never will, other errors to try again."""

    async def close(self) -> None:
        """Take no more; what is in hand is finished by whoever handles it."""

    async def problems(self) -> list[str]:
        """Why no request would come in now."""


class SocketMode:
    """One Socket Mode connection, opened through the Web API's base address.

    ``ping`` is the seconds between two signs of life, after which a line that was cut is noticed.
    """

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient, ping: float) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client, ping_interval=ping)

    async def open(self) -> None:
        """Connect; slack_sdk reconnects by itself from then on."""
        try:
            await self._handler.connect_async()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            why = str(error.response.get("error"))
            if why in BAD_TOKEN or why in {"not_allowed_token_type", "missing_scope"}:
                raise AppTokenRefused(why) from None
            raise

    async def close(self) -> None:
        """Disconnect."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def problems(self) -> list[str]:
        """Whether the socket is open."""
        connected = await self._handler.client.is_connected()
        return [] if connected else ["Slack's socket is not connected."]


class Http:
    """An HTTP server for requests that Slack signed with ``secret``; ``port`` 0 takes any free one."""

    def __init__(
        self,
        app: AsyncApp,
        port: int,
        secret: str | None,
        host: str = "0.0.0.0",  # noqa: S104 - Slack calls it
    ) -> None:
        served = app.web_app(path=EVENTS_PATH)
        served.middlewares.append(only_signed(EVENTS_PATH, secret))
        self._runner = web.AppRunner(served, access_log=None, handle_signals=False, shutdown_timeout=5.0)
        self._host = host
        self.port = port
        self._open = False

    async def open(self) -> None:
        """Serve."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self.port).start()
        except OSError:
            raise PortTaken(self.port) from None
        self.port = int(self._runner.addresses[0][1])
        self._open = True

    async def close(self) -> None:
        """Finish what is in hand and stop."""
        self._open = False
        await self._runner.cleanup()

    async def problems(self) -> list[str]:
        """Whether the port is served."""
        return [] if self._open else [f"The port {self.port} is not served."]


@dataclass(slots=True)
class Both:
    """Several ways in at once."""

    ways: Sequence[Connection]

    async def open(self) -> None:
        """Open them all."""
        for way in self.ways:
            await way.open()

    async def close(self) -> None:
        """Close them all."""
        for way in self.ways:
            await way.close()

    async def problems(self) -> list[str]:
        """What keeps any of them shut."""
        return [problem for way in self.ways for problem in await way.problems()]


async def keep_trying(what: str, step: Callable[[], Awaitable[object]]) -> None:
    """Call ``step`` until it works, waiting longer each time; raises what a person has to mend."""
    wait = 1.0
    while True:
        try:
            await step()
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("Slack can't be reached", doing=what, why=str(error), again_in_seconds=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, MOST_WAIT_SECONDS)
        else:
            return
