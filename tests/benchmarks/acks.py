"""How fast a slash command is acked while the checker is busy with slow and hostile pages.

The bot is a process of its own (``outreach run``); this one plays Slack and the web on loopback.
Run: ``.venv/bin/python tests/benchmarks/acks.py [--slow 200] [--hostile 20] [--commands 200]``
"""

import argparse
import asyncio
import os
import socket
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.rehearsal import RehearsalSlack

ROOT = Path(__file__).parents[2]
DEEP = "<div>" * 150_000
WIDE = "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"


async def slow(request: web.Request) -> web.StreamResponse:
    """A page that comes a few bytes at a time, for twenty seconds."""
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    for _ in range(38):
        await response.write(b"<p>still coming</p>")
        await asyncio.sleep(0.5)
    return response


async def hostile(request: web.Request) -> web.Response:
    """A page that takes a parser minutes."""
    body = DEEP if int(request.match_info["n"]) % 2 else WIDE
    return web.Response(text=body, content_type="text/html")


async def robots(_request: web.Request) -> web.Response:
    """No rules."""
    return web.Response(status=404)


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """The web, on every address of 127.0.0.0/8, so that each page has a host of its own."""
    app = web.Application()
    app.router.add_get("/robots.txt", robots)
    app.router.add_get("/slow/{n}", slow)
    app.router.add_get("/hostile/{n}", hostile)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    listener = socket.create_server(("0.0.0.0", 0), backlog=1024)
    await web.SockSite(runner, listener).start()
    try:
        yield listener.getsockname()[1]
    finally:
        await runner.cleanup()


async def measured(slack: RehearsalSlack, count: int) -> list[float]:
    """Seconds to the ack of ``count`` commands that write, one after another."""
    taken = []
    for number in range(count):
        answer = await slack.command(
            "jana", "general-busy", f"emailed a{number}@site{number}.com about a guest post, fu in 3 days"
        )
        if answer.problem:
            raise SystemExit(f"a command failed: {answer.problem}")
        taken.append(answer.seconds)
    return taken


def told(name: str, taken: list[float]) -> None:
    """One row of the result."""
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{name:<28} p50 {cuts[49] * 1000:6.1f} ms   p99 {cuts[98] * 1000:6.1f} ms   "
        f"max {max(taken) * 1000:6.1f} ms   ({len(taken)} commands)"
    )


async def main(slow_pages: int, hostile_pages: int, commands: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        slack = RehearsalSlack(Clock())
        await slack.start()
        slack.add_channel("general-busy")
        async with served() as port:
            bot = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                "from bot.cli import main; main()",
                "run",
                cwd=folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "SLACK_BOT_TOKEN": slack.bot_token,
                    "SLACK_APP_TOKEN": slack.app_token,
                    "SLACK_API_URL": slack.api_url,
                    "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/outreach.db",
                    "OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8",
                    "OUTREACH_TICK_SECONDS": "1",
                    "OUTREACH_OPS_PORT": "0",
                },
                stderr=asyncio.subprocess.DEVNULL,
            )
            await slack.connected(30)
            await measured(slack, 20)
            told("idle", await measured(slack, commands))
            await slack.command(
                "jana", "link-building", "emailed a@b.com re guest post for https://acme.com/x"
            )
            for number in range(slow_pages + hostile_pages):
                host = f"127.1.{number // 250}.{number % 250 + 1}"
                kind = "slow" if number < slow_pages else "hostile"
                await slack.command(
                    "jana", "link-building", f"promise 1 http://{host}:{port}/{kind}/{number}"
                )
            told(f"{slow_pages} slow, {hostile_pages} hostile", await measured(slack, commands))
            bot.terminate()
            await bot.wait()
        await slack.stop()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--slow", type=int, default=200)
    asked.add_argument("--hostile", type=int, default=20)
    asked.add_argument("--commands", type=int, default=200)
    given = asked.parse_args()
    asyncio.run(main(given.slow, given.hostile, given.commands))
