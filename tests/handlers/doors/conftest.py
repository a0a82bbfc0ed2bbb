"""The real bot behind a rehearsal workspace that tells it of everything, on a Monday morning in Berlin."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import app
from bot.clock import Clock
from bot.rehearsal import Message, RehearsalSlack, View
from bot.settings import Settings
from handlers import afterwards
from storage.store import Store
from storage.work import tasks
from storage.work.views import Task, TouchView

#: A Monday, 09:30 in Berlin, 03:30 in New York.
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LINKS = "link-building"
ASK = "emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"


@dataclass
class Bot:
    """The bot in this process."""

    process: app.Process
    slack: RehearsalSlack

    @property
    def store(self) -> Store:
        return self.process.store

    async def task(self, number: int) -> Task:
        async with self.store.reading(self.slack.team_id) as scope:
            return await tasks.task(scope, number)

    async def tasks(self) -> list[Task]:
        """All tasks that are there, by number."""
        async with self.store.reading(self.slack.team_id) as scope:
            return await tasks.tasks(scope, range(1, 60))

    async def touches(self, number: int) -> list[TouchView]:
        async with self.store.reading(self.slack.team_id) as scope:
            return await tasks.touches(scope, number)

    async def answers(self, said: Message, count: int = 1) -> list[Message]:
        """What the bot wrote under a message, once that is ``count`` replies."""

        def replies() -> list[Message] | None:
            found = [
                one
                for one in self.slack.messages(said.channel, thread_ts=said.thread_ts or said.ts)
                if one.by_app
            ]
            return found if len(found) >= count else None

        return await self.slack.wait_for(replies)

    async def modal(self, user: str) -> View:
        """The form that somebody looks at."""
        return await self.slack.wait_for(lambda: self.slack.modal(user))


@asynccontextmanager
async def running(slack: RehearsalSlack, database: str, clock: Clock) -> AsyncIterator[Bot]:
    """A bot connected to ``slack``."""
    made = Settings.model_validate(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database,
            "OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8",
            "OUTREACH_TICK_SECONDS": "0.3",
            "OUTREACH_OPS_PORT": "0",
            "OUTREACH_LOG": "text",
        }
    )
    async with app.started(made, clock, hosts=slack.hosts, faces_slack=True) as process:
        connection = app._connection(process)
        await app._meet(process, connection)
        await slack.connected()
        slack.on_change = process.tick
        try:
            yield Bot(process, slack)
        finally:
            slack.on_change = None
            await connection.close()
            await afterwards.finished()


@pytest.fixture
def clock() -> Clock:
    return Clock(MORNING - datetime.now(UTC))


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[RehearsalSlack]:
    made = RehearsalSlack(clock)
    made.retry_delays = ()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def bot(slack: RehearsalSlack, clock: Clock, tmp_path: Path, empty_ledger: Path) -> AsyncIterator[Bot]:
    shutil.copy(empty_ledger, tmp_path / "outreach.db")
    async with running(slack, f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}", clock) as made:
        yield made
