"""A real database file, a small web on loopback that tests can change, and the real checker between them."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.clock import Clock
from bot.engine.visits import Limits, Visits
from bot.links.checker import Checker
from storage.models import Placement, Post, Schedule
from storage.store import Store
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import RelAgreed
from storage.work import outreach
from storage.work.changes import FollowUp
from storage.work.outreach import Ask

HOSTS = ("techblog.com", "www.techblog.com", "other.org", "slow.net")
TARGET = "https://acme.com/guide"
LINK = f'<p>Read <a href="{TARGET}">the guide</a> now.</p>'


@dataclass
class Page:
    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Web:
    """Pages by host and path; everything that is asked for is written down."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    at_once: dict[str, int] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=dict)
    port: int = 0
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(self, address: str, body: str = LINK, **more: object) -> None:
        self.pages[address] = Page(f"<!doctype html><title>A page</title><body>{body}", **more)  # type: ignore[arg-type]

    def robots(self, host: str, text: str) -> None:
        self.pages[f"{host}/robots.txt"] = Page(text)

    def visits(self, address: str) -> int:
        return self.asked.count(address)

    async def until_asked(self) -> None:
        """Wait until a page is asked for."""
        await self.was_asked.wait()

    async def answer(self, request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        address = f"{host}{request.path}"
        self.asked.append(address)
        if request.path != "/robots.txt":
            self.was_asked.set()
        self.at_once[host] = self.at_once.get(host, 0) + 1
        self.most_at_once[host] = max(self.most_at_once.get(host, 0), self.at_once[host])
        try:
            page = self.pages.get(address)
            if page is None:
                return web.Response(status=404, text="<title>Not found</title>", content_type="text/html")
            await asyncio.sleep(page.wait)
            if page.headers.get("ETag") and page.headers["ETag"] == request.headers.get("If-None-Match"):
                return web.Response(status=304, headers=page.headers)
            return web.Response(
                status=page.status, text=page.body, content_type="text/html", headers=page.headers
            )
        finally:
            self.at_once[host] -= 1


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    made = Web()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture
async def store(tmp_path: Path, empty_ledger: Path) -> AsyncIterator[Store]:
    shutil.copyfile(empty_ledger, tmp_path / "outreach.db")
    made = Store.open(f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}")
    yield made
    await made.close()


@pytest.fixture
def clock() -> Clock:
    # A Monday morning, wherever the machine's clock stands.
    return Clock(datetime(2026, 11, 23, 8, 30, tzinfo=UTC) - datetime.now(UTC))


@pytest.fixture
async def checker(site: Web, clock: Clock) -> AsyncIterator[Checker]:
    hosts = dict.fromkeys(HOSTS, ("127.0.0.1", site.port))
    async with Checker(clock=clock, allow_networks=[ip_network("127.0.0.0/8")], hosts=hosts) as made:
        yield made


#: A host needs no rest on loopback.
QUICK = Limits(host_delay=0.0, report_every=0.2)


@dataclass
class Desk:
    """What a person would do and see: promises go in, posts and placements come out."""

    store: Store
    clock: Clock
    checker: Checker
    visits: Visits

    async def promise(
        self,
        page: str | None = "https://techblog.com/post",
        *,
        site: str = "techblog.com",
        team: str = "T1",
        anchor: str | None = None,
        rel: RelAgreed | None = None,
        by: date | None = None,
    ) -> int:
        now = self.clock.now()
        async with self.store.writing(team, now) as scope:
            ask = Ask(
                site=site,
                owner="U0JANA",
                channel="C1",
                follow_up=FollowUp(now + timedelta(days=2), timed=True),
            )
            task = await outreach.log(scope, ask, by="U0JANA", now=now)
            made = Promise(target=TARGET, page=page, anchor=anchor, rel_agreed=rel, promised_by=by)
            return await placements.promise(scope, task.id, made, by="U0JANA", now=now)

    async def look(self) -> None:
        await self.visits.settle()

    async def after(self, **more: float) -> None:
        self.clock.advance(timedelta(**more))
        await self.visits.settle()

    async def placement(self, number: int = 1) -> Placement:
        async with self.store.read() as session:
            return (await session.scalars(select(Placement).where(Placement.id == number))).one()

    async def due_at(self, number: int = 1) -> datetime:
        async with self.store.read() as session:
            return (
                (await session.scalars(select(Schedule).where(Schedule.placement_id == number))).one().due_at
            )

    async def posts(self, *kinds: str) -> list[Post]:
        async with self.store.read() as session:
            rows = list(await session.scalars(select(Post).order_by(Post.id)))
        return [row for row in rows if not kinds or row.kind in kinds]

    async def until_said(self, kind: str, times: int = 1) -> None:
        """Wait until something was said so often."""
        while len(await self.posts(kind)) < times:  # noqa: ASYNC110 - another task writes it into the database
            await asyncio.sleep(0.02)

    async def said(self) -> list[str]:
        """The kinds of all posts but the card's edits."""
        return [str(post.kind) for post in await self.posts() if post.kind != "card"]


@pytest.fixture
async def desk(store: Store, clock: Clock, checker: Checker) -> AsyncIterator[Desk]:
    visits = Visits(store, checker, clock, limits=QUICK, jitter=random.Random(7))
    yield Desk(store, clock, checker, visits)
    await visits.drain(5)
