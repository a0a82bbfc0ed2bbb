"""A site on loopback whose files each test writes, and the checker's watcher looking at it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.watch.listing import Listing
from bot.links.watch.watcher import WatchLimits

SINCE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
HOSTS = ("techblog.com", "www.techblog.com", "blog.techblog.com", "feeds.example.net", "192.0.2.7")


@dataclass
class Site:
    """Files by path (or host and path); everything that is asked for is written down."""

    files: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    port: int = 0

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        self.files[path] = body.encode() if isinstance(body, str) else body
        self.status[path] = status
        self.headers[path] = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(self, request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        path = request.raw_path
        path = f"{host}{path}" if f"{host}{path}" in self.files else path
        self.asked.append(path)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0)
            if path not in self.files:
                return web.Response(status=404, text="<title>Not found</title>", content_type="text/html")
            headers = {"Content-Type": "text/html; charset=utf-8", **self.headers[path]}
            return web.Response(status=self.status[path], body=self.files[path], headers=headers)
        finally:
            self.at_once -= 1


@dataclass
class Watch:
    """What a round of watching lists."""

    checker: Checker
    clock: Clock

    def __post_init__(self) -> None:
        self.watcher = self.checker.watcher()

    async def listing(self, site: str = "techblog.com", **limits: float) -> Listing:
        given = {"host_delay": 0.0, **limits}
        return await self.watcher.listing(site, SINCE, limits=WatchLimits(**given))  # type: ignore[arg-type]

    async def pages(self, site: str = "techblog.com", **limits: float) -> list[str]:
        return [page.url for page in (await self.listing(site, **limits)).pages]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture
async def watch(site: Site) -> AsyncIterator[Watch]:
    clock = Clock(datetime(2026, 11, 23, 8, 30, tzinfo=UTC) - datetime.now(UTC))
    hosts = dict.fromkeys(HOSTS, ("127.0.0.1", site.port))
    async with Checker(clock=clock, allow_networks=[ip_network("127.0.0.0/8")], hosts=hosts) as checker:
        yield Watch(checker, clock)


@pytest.fixture
async def watch_www(site: Site) -> AsyncIterator[Watch]:
    """A watch for which the name without ``www.`` doesn't exist."""

    def nobody(host: str) -> list[str]:
        raise OSError(f"{host} is no name")

    clock = Clock(datetime(2026, 11, 23, 8, 30, tzinfo=UTC) - datetime.now(UTC))
    hosts = {"www.techblog.com": ("127.0.0.1", site.port)}
    async with Checker(clock=clock, hosts=hosts, resolve=nobody) as checker:
        yield Watch(checker, clock)
