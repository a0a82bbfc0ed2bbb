"""What ``outreach run --rehearsal`` puts on the stage: a local Slack and a small web."""

import os
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from bot import manifest
from bot.clock import Clock
from bot.rehearsal import RehearsalSlack
from bot.settings import Settings
from storage.errors import Mendable


@dataclass(slots=True)
class Rehearsal:
    """The stage and the settings of a bot that plays on it."""

    slack: RehearsalSlack
    settings: Settings

    @property
    def hosts(self) -> Mapping[str, tuple[str, int]]:
        """Where the sample web's names are served."""
        return self.slack.hosts

    def open(
        self, look_around: Callable[[], Awaitable[None]], keep_up: Callable[[], Awaitable[None]]
    ) -> None:
        """Say where the page is, and open it where there is a screen.

        ``look_around`` follows its clock and web; ``keep_up`` says what falls due while the clock leaps.
        """
        self.slack.on_change, self.slack.on_hour = look_around, keep_up
        print(f"Rehearsal workspace: {self.slack.url}  (Ctrl-C ends it)", flush=True)  # noqa: T201
        if _has_screen():
            webbrowser.open(self.slack.url)


@asynccontextmanager
async def rehearse(settings: Settings, clock: Clock, port: int) -> AsyncIterator[Rehearsal]:
    """A running stage; its ledger is temporary unless DATABASE_URL is set."""
    slack = RehearsalSlack(clock, port=port, manifest=manifest.manifest())
    try:
        await slack.start()
    except OSError as error:
        raise Mendable(
            f"The rehearsal can't serve the port {port}: {error.strerror}.",
            "Choose another one.",
            f"outreach run --rehearsal --port {port + 10 if port < 65_000 else 8920}",
        ) from None
    with tempfile.TemporaryDirectory(prefix="outreach-rehearsal-") as folder:
        said: dict[str, object] = {
            "slack_bot_token": SecretStr(slack.bot_token),
            "slack_app_token": SecretStr(slack.app_token),
            "slack_signing_secret": SecretStr(slack.signing_secret),
            "slack_api_url": slack.api_url,
            # A person looks on: what is due shows at once.
            "tick_seconds": min(settings.tick_seconds, 2.0),
        }
        if not settings.database_given:
            said["database_url"] = f"sqlite+aiosqlite:///{folder}/outreach.db"
        try:
            yield Rehearsal(slack, settings.model_copy(update=said))
        finally:
            await slack.stop()


def _has_screen() -> bool:
    """Whether a browser would open a window; a text browser would take the terminal instead."""
    if not sys.stdout.isatty() or os.environ.get("CI"):
        return False
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
