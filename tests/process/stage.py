"""The real bot, in the test's process or in one of its own, and a small web for it to look at."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from forking import ROOT, Started, forks
from sqlalchemy import select

from bot import app
from bot.clock import Clock
from bot.rehearsal import RehearsalSlack
from bot.settings import Settings
from storage.models import Post, PostState
from storage.store import Store

MANIFEST = ROOT / "app.yaml"


@dataclass
class PageWeb:
    """Pages by path on one loopback port; a page is its HTML, or a status with HTML."""

    base: str = ""
    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    slow: float = 0.0
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, html: str, status: int = 200) -> str:
        """Set a page; its address."""
        self.pages[path] = (status, html)
        return self.base + path

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if self.slow and request.path != "/robots.txt":
            await asyncio.sleep(self.slow)
        status, html = self.pages.get(request.path, (404, "<title>Not found</title>"))
        return web.Response(status=status, text=html, content_type="text/html")


def environment(slack: RehearsalSlack, database: str) -> dict[str, str]:
    """The settings of a bot that lives in this Slack and may look at loopback pages."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database,
        "OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8",
        "OUTREACH_TICK_SECONDS": "0.5",
        "OUTREACH_OPS_PORT": "0",
        "OUTREACH_LOG": "json",
    }


@dataclass
class Bot:
    """The bot in this process, on the test's clock."""

    process: app.Process

    async def tick(self) -> None:
        """Let it look for everything that is due, now."""
        for name in self.process.ticker.jobs:
            await self.process.ticker.run(name)
        await self.process.delivery.tick()


@asynccontextmanager
async def running(slack: RehearsalSlack, database: str, clock: Clock) -> AsyncIterator[Bot]:
    """A bot connected to ``slack``."""
    made = Settings.model_validate(environment(slack, database))
    async with app.started(made, clock, hosts=slack.hosts, faces_slack=True) as process:
        connection = app._connection(process)
        await app._meet(process, connection)
        await slack.connected()
        slack.on_change = process.tick
        try:
            yield Bot(process)
        finally:
            slack.on_change = None
            await connection.close()


@dataclass
class RealBot:
    """``outreach run`` as a process of its own, to be killed."""

    slack: RehearsalSlack
    database: str
    folder: Path
    process: Started | None = None
    runs: int = 0

    async def start(self) -> None:
        """Start and wait until it is connected."""
        self.runs += 1
        self.process = await self._spawn("run")
        try:
            await self.slack.connected(120.0)
        except TimeoutError:
            raise AssertionError(f"the bot did not connect; its log ends: {self.log[-3000:]}") from None

    async def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 20)

    async def export(self) -> list[dict[str, Any]]:
        """Everything stored, as ``outreach export`` says it."""
        written = self.folder / "export"
        written.unlink(missing_ok=True)
        await (await self._spawn("export", out=written)).wait()
        return [json.loads(line) for line in written.read_text().splitlines()]

    async def silent(self, seconds: float = 60.0) -> None:
        """Wait until all that it had to say is said: what comes twice has come twice by then."""
        store = Store.open(self.database)
        waiting = select(Post.id).where(Post.state.in_([PostState.PENDING, PostState.SENDING])).limit(1)
        try:
            async with asyncio.timeout(seconds):
                while True:
                    async with store.read() as session:
                        if await session.scalar(waiting) is None:
                            return
                    await asyncio.sleep(0.1)
        finally:
            await store.close()

    @property
    def log(self) -> str:
        """What all runs logged."""
        return (self.folder / "log").read_text()

    async def _spawn(self, *words: str, out: Path | None = None) -> Started:
        log = self.folder / "log"
        settings = environment(self.slack, self.database)
        return await forks().start(
            words,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            folder=self.folder,
            out=out or log,
            log=log,
        )
