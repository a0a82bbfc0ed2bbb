"""How fast a slash command that writes is acked, while the checker is idle and while it is busy.

Run: ``.venv/bin/python tests/benchmarks/acks.py [--slow 200] [--hostile 20] [--commands 300]``

The bot is a process of its own (``outreach run`` on SQLite), the web another one, Slack is played here. Each
page has a host of its own. A slow page comes a few bytes at a time until the checker gives up on it, a
hostile one takes a parser minutes. Commands come one after another, and only count while at least nine of ten
slow pages are in flight: rounds of fresh pages follow each other until there are enough. A Bolt app that does
nothing but ack is measured before and after, on the same socket.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import aiohttp  # noqa: E402
from aiohttp import web  # noqa: E402
from filling import fill  # noqa: E402

from bot.clock import Clock  # noqa: E402
from bot.rehearsal import RehearsalSlack  # noqa: E402
from storage.store import Store  # noqa: E402

DEEP = "<div>" * 150_000
WIDE = "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"
NOTHING = """
import asyncio, os
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
async def main():
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret="x")
    @app.command("/outreach")
    async def nothing(ack):
        await ack("done")
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=client).start_async()
asyncio.run(main())
"""
BOT = """
import functools
from bot.engine import visits
if {hosts}:
    visits.Limits = functools.partial(visits.Limits, hosts_at_once={hosts})
from bot.cli import main
main()
"""


async def serve_web(port: int) -> None:
    """The web, on every address of 127.0.0.0/8; ``/open`` tells how many slow pages are in flight."""
    open_now = 0

    async def slow(request: web.Request) -> web.StreamResponse:
        nonlocal open_now
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        open_now += 1
        try:
            while True:
                await response.write(b"<p>still coming</p>")
                await asyncio.sleep(0.5)
        finally:
            open_now -= 1

    async def hostile(request: web.Request) -> web.Response:
        body = DEEP if int(request.match_info["n"]) % 2 else WIDE
        return web.Response(text=body, content_type="text/html")

    async def robots(_request: web.Request) -> web.Response:
        return web.Response(status=404)

    async def how_many(_request: web.Request) -> web.Response:
        return web.Response(text=str(open_now))

    app = web.Application()
    app.router.add_get("/robots.txt", robots)
    app.router.add_get("/slow/{n}", slow)
    app.router.add_get("/hostile/{n}", hostile)
    app.router.add_get("/open", how_many)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.SockSite(runner, socket.create_server(("0.0.0.0", port), backlog=1024)).start()
    await asyncio.Event().wait()


@asynccontextmanager
async def running(*arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process, ended politely."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


class Commands:
    """Types commands that write, no two alike."""

    def __init__(self, slack: RehearsalSlack) -> None:
        self._slack = slack
        self._number = 0

    async def one(self) -> float:
        """Seconds to the ack."""
        self._number += 1
        n = self._number
        answer = await self._slack.command(
            "jana", "general-busy", f"emailed a{n}@site{n}.com about a guest post, fu in 3 days"
        )
        if answer.problem:
            raise SystemExit(f"a command failed: {answer.problem}")
        return answer.seconds

    async def several(self, count: int) -> list[float]:
        """The same, ``count`` times."""
        return [await self.one() for _ in range(count)]


def told(name: str, taken: list[float]) -> None:
    """One row of the result."""
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{name:<34} p50 {cuts[49] * 1000:6.1f} ms   p99 {cuts[98] * 1000:6.1f} ms   "
        f"max {max(taken) * 1000:6.1f} ms   ({len(taken)} commands, load {os.getloadavg()[0]:.1f})",
        flush=True,
    )


def memory(process: asyncio.subprocess.Process) -> str:
    """What the process itself holds now, and its highest so far (Linux)."""
    said = Path(f"/proc/{process.pid}/status").read_text()
    now, peak = (int(re.findall(rf"{name}:\s+(\d+)", said)[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return f"{now:.0f} MB (highest {peak:.0f} MB)"


async def nothing(slack: RehearsalSlack, count: int) -> None:
    """The floor: a listener that only acks."""
    named = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    async with running("-c", NOTHING, **named, SLACK_API_URL=slack.api_url):
        await slack.connected(30)
        commands = Commands(slack)
        await commands.several(20)
        told("a listener that only acks", await commands.several(count))
    await slack.wait_for(lambda: not slack.hub.delivery.ready)


async def busy(
    store: Store, slack: RehearsalSlack, commands: Commands, port: int, slow: int, hostile: int, count: int
) -> list[float]:
    """Seconds of ``count`` commands, each while the pages were in flight."""
    taken: list[float] = []
    round_ = 0
    async with aiohttp.ClientSession() as session:

        async def in_flight() -> int:
            async with session.get(f"http://127.0.0.1:{port}/open") as answer:
                return int(await answer.text())

        while len(taken) < count:
            round_ += 1
            hosts = [f"127.{round_}.{n // 250}.{n % 250 + 1}" for n in range(slow + hostile)]
            kinds = ["slow" if n < slow else "hostile" for n in range(slow + hostile)]
            places = [
                (host, f"http://{host}:{port}/{kind}/{n}")
                for n, (host, kind) in enumerate(zip(hosts, kinds, strict=True))
            ]
            now = datetime.now(UTC)
            await fill(store, places, now=now, due_at=lambda _, now=now: now, workspace=slack.team_id)  # type: ignore[misc]
            until = time.monotonic() + 60
            while await in_flight() < slow:
                if time.monotonic() > until:
                    raise SystemExit(f"only {await in_flight()} of {slow} slow pages are in flight")
                await asyncio.sleep(0.05)
            while len(taken) < count:
                seconds = await commands.one()
                if await in_flight() < slow * 0.9:
                    break
                taken.append(seconds)
            while await in_flight():  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.5)
    return taken


async def main(slow: int, hostile: int, count: int, hosts: int) -> None:
    """Measure and print."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    slack = RehearsalSlack(Clock())
    await slack.start()
    slack.add_channel("general-busy")
    with tempfile.TemporaryDirectory() as folder:
        await nothing(slack, count)
        address = f"sqlite+aiosqlite:///{folder}/outreach.db"
        named = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": address,
            "OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8",
            "OUTREACH_TICK_SECONDS": "1",
            "OUTREACH_OPS_PORT": "0",
        }
        async with (
            running(str(Path(__file__)), "--web", str(port)),
            running("-c", BOT.format(hosts=hosts), "run", **named) as bot,
        ):
            await slack.connected(30)
            commands = Commands(slack)
            print(f"the first command of all: {await commands.one() * 1000:.0f} ms")
            print(f"at rest: {memory(bot)}")
            await commands.several(20)
            told("log, nothing to check", await commands.several(count))
            store = Store.open(address)
            told(
                f"log, {slow} slow, {hostile} hostile pages",
                await busy(store, slack, commands, port, slow, hostile, count),
            )
            print(f"then: {memory(bot)}")
            await store.close()
        await slack.wait_for(lambda: not slack.hub.delivery.ready)
        await nothing(slack, count)
    await slack.stop()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--slow", type=int, default=200)
    asked.add_argument("--hostile", type=int, default=20)
    asked.add_argument("--commands", type=int, default=300)
    asked.add_argument("--hosts", type=int, default=0, help="hosts visited at once; 0: as the bot has it")
    asked.add_argument("--web", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.web:
        asyncio.run(serve_web(given.web))
    else:
        asyncio.run(main(given.slow, given.hostile, given.commands, given.hosts))
