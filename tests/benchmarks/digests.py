"""The digest minute of many channels: how long it takes, what it needs, and whether acks wait for it.

Run: ``.venv/bin/python tests/benchmarks/digests.py [--channels 10000] [--tasks 200000] [--database sqlite]``

Channels lie in 24 zones, a fifth of them in the biggest one. Every channel has open tasks, a quarter of them
due. The bot is a process of its own (``outreach run``), Slack is played here and takes every post at once.
The biggest zone's nine o'clock is made to be now; commands that log a task are typed one after another until
the last digest stands. For PostgreSQL, OUTREACH_TEST_POSTGRES names the server.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from acks import Commands, memory, running, told  # noqa: E402
from filling import ledger, put  # noqa: E402
from sqlalchemy import func, select, update  # noqa: E402

from bot.clock import Clock  # noqa: E402
from bot.rehearsal import RehearsalSlack  # noqa: E402
from storage.models import Channel, Outreach, Post, PostKind, Prospect  # noqa: E402
from storage.store import Scope, Store  # noqa: E402
from storage.words import Stage  # noqa: E402

BIGGEST = "Europe/Berlin"
ZONES = (
    "Pacific/Auckland Australia/Sydney Asia/Tokyo Asia/Shanghai Asia/Bangkok Asia/Dhaka Asia/Kolkata "
    "Asia/Karachi Asia/Dubai Europe/Moscow Africa/Cairo Europe/London Africa/Lagos Atlantic/Azores "
    "Atlantic/South_Georgia America/Sao_Paulo America/Halifax America/New_York America/Chicago "
    "America/Denver America/Los_Angeles America/Anchorage Pacific/Honolulu"
).split()
PEOPLE = 200
FILLED_AT = "09:05"
BOT = """
import asyncio, pathlib, time
from bot import app
from bot.cli import main
written, serve = pathlib.Path({path!r}), app.serve
async def beat():
    while True:
        then = time.monotonic()
        await asyncio.sleep(0.01)
        late = time.monotonic() - then - 0.01
        if late > (float(written.read_text()) if written.exists() else 0.0):
            written.write_text(str(late))
async def heard(*given, **named):
    beating = asyncio.create_task(beat())
    return await serve(*given, **named)
app.serve = heard
main()
"""
"""The bot, which writes down how long its event loop was away at most."""

PAUSE = 0.2
"""Seconds between two commands: five a second are many for ten thousand channels."""


def zone_of(number: int) -> str:
    """A fifth of all channels in the biggest zone, the others evenly."""
    return BIGGEST if number % 5 == 0 else ZONES[number % len(ZONES)]


async def fill(scope: Scope, channels: list[str], tasks: int, now: datetime) -> None:
    """The channels and their open tasks, every fourth of them due since yesterday."""
    said = {"workspace_id": scope.workspace_id, "created_at": now}
    await put(
        scope,
        Channel.__table__,
        (
            said
            | {
                "slack_id": channel,
                "tz": zone_of(n),
                "tz_guessed": False,
                "digest_at": FILLED_AT,
                "weekdays": "1234567",
                "next_digest_at": now + timedelta(days=1),
            }
            for n, channel in enumerate(channels)
        ),
    )
    prospects = await scope.next_ids(Prospect, 1000)
    await put(
        scope,
        Prospect.__table__,
        (said | {"id": prospects + n, "site": f"site{n}.example"} for n in range(1000)),
    )
    first = await scope.next_ids(Outreach, tasks)
    await put(scope, Outreach.__table__, _tasks(said, channels, first, prospects, tasks, now))


def _tasks(
    said: dict[str, Any], channels: list[str], first: int, prospects: int, tasks: int, now: datetime
) -> Iterator[dict[str, Any]]:
    for n in range(tasks):
        due = now - timedelta(days=1) if n // len(channels) % 4 == 0 else now + timedelta(days=9)
        yield said | {
            "id": first + n,
            "prospect_id": prospects + n % 1000,
            "owner": f"U{n % PEOPLE:05}",
            "created_by": f"U{n % PEOPLE:05}",
            "stage": Stage.CONTACTED,
            "follow_up_at": due,
            "channel": channels[n % len(channels)],
            "updated_at": now,
        }


async def nine_o_clock(store: Store) -> int:
    """Make it digest time in the biggest zone; how many channels that are."""
    now = datetime.now(UTC)
    local = now.astimezone(ZoneInfo(BIGGEST))
    async with store.write() as session:
        moved = await session.scalars(
            update(Channel)
            .where(Channel.tz == BIGGEST, Channel.digest_at == FILLED_AT)
            .values(digest_at=f"{local:%H:%M}", next_digest_at=now)
            .returning(Channel.slack_id)
        )
        return len(moved.all())


def busy(process: asyncio.subprocess.Process) -> float:
    """Seconds of processor time that a process has used (Linux)."""
    said = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


async def called(store: Store) -> int:
    """How many digests are in the outbox, sent or not."""
    async with store.read() as session:
        return await session.scalar(select(func.count()).where(Post.kind == PostKind.DIGEST)) or 0


async def main(channels: int, tasks: int, database: str, commands: int) -> None:
    """Measure and print."""
    slack = RehearsalSlack(Clock())
    await slack.start()
    slack.add_channel("general-busy")
    names = [slack.add_channel(f"c{n}").id for n in range(channels)]
    async with ledger(database) as store:
        late = Path(tempfile.mkdtemp()) / "late"
        now = datetime.now(UTC)
        async with store.writing(slack.team_id, now) as scope:
            await fill(scope, names, tasks, now)
        named = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
            "OUTREACH_TICK_SECONDS": "1",
            "OUTREACH_OPS_PORT": "0",
        }
        async with running("-c", BOT.format(path=str(late)), "run", **named) as bot:
            await slack.connected(60)
            typed = Commands(slack)
            await typed.several(20)
            told("log, no digest due", await typed.several(commands))
            print(f"at rest: {memory(bot)}", flush=True)
            before = len(slack.calls("chat.postMessage"))
            late.unlink(missing_ok=True)
            own, its = time.process_time(), busy(bot)
            expected, started = await nine_o_clock(store), time.monotonic()
            print(f"{expected} digests of {channels} channels, {tasks} open tasks, {database}", flush=True)
            acks: list[float] = []
            computed = None
            while len(slack.calls("chat.postMessage")) - before < expected:
                acks.append(await typed.one())
                await asyncio.sleep(PAUSE)
                if computed is None and await called(store) >= expected:
                    computed = time.monotonic() - started
                if time.monotonic() - started > 1800:
                    raise SystemExit("the digests don't come to an end")
            seconds = time.monotonic() - started
            told("log, while digests go out", acks)
            print(f"computed after {computed or seconds:.1f} s, the last one posted after {seconds:.1f} s")
            print(f"{expected / seconds:.0f} posts a second, load {os.getloadavg()[0]:.1f}")
            own, its = (time.process_time() - own) / expected, (busy(bot) - its) / expected
            print(f"processor time a digest: the bot {its * 1000:.0f} ms, Slack's part {own * 1000:.0f} ms")
            print(f"then: {memory(bot)}, event loop away for {float(late.read_text()) * 1000:.0f} ms at most")
            twice = [
                key
                for key, count in Counter(c.args.get("channel") for c in posted(slack)).items()
                if count > 1
            ]
            print(f"channels that got two: {len(twice)}")
    await slack.stop()


def posted(slack: RehearsalSlack) -> list[Any]:
    """Every post but the answers to commands."""
    return slack.calls("chat.postMessage")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--channels", type=int, default=10_000)
    asked.add_argument("--tasks", type=int, default=200_000)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--commands", type=int, default=200)
    given = asked.parse_args()
    asyncio.run(main(given.channels, given.tasks, given.database, given.commands))
