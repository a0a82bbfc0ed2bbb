"""The process: the one place where the parts are put together."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import structlog
from prometheus_client import CollectorRegistry
from sqlalchemy import text

from bot import digests, ops
from bot.authority import OpenPageRank
from bot.clients import Clients, ManyWorkspaces, OneWorkspace, web_client
from bot.clock import Clock
from bot.connection import Both, Connection, Http, SocketMode, keep_trying
from bot.delivery import Delivery
from bot.engine.visits import Visits
from bot.files import Files
from bot.housekeeping import Housekeeping
from bot.importing.dropped_files import DroppedFiles
from bot.in_hand import InHand
from bot.links.checker import Checker, named_user_agent
from bot.metrics import Counted, Metrics
from bot.open_store import reachable
from bot.patience import Patience
from bot.schedule import Job, Ticker
from bot.settings import Mode, Settings
from bot.slack_app import build_app, oauth_flow
from bot.warm_up import warm_up
from handlers import afterwards, mailbox
from handlers.doors import Doors
from handlers.posts import compose
from storage import migrate
from storage.incoming import inbox
from storage.posts import monthly
from storage.store import Store
from storage.team import installations
from storage.watch import checks, watched_links

if TYPE_CHECKING:
    from bot.links.rendering.renderer import Renderer
    from bot.rehearsing import Rehearsal

#: From SIGTERM to the end: checks in hand get the first part, posts the rest.
DRAIN_CHECKS_SECONDS = 6.0
DRAIN_POSTS_SECONDS = 3.0
#: How long a leap of the rehearsal's clock waits in each of its hours for digests to be posted.
KEEP_UP_SECONDS = 3.0
FORGET_EVERY = timedelta(hours=1)
MONTHLY_EVERY = timedelta(minutes=5)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Process:
    """What runs: the ledger, the checker, deliveries and the ticks that keep them going."""

    settings: Settings
    clock: Clock
    store: Store
    session: aiohttp.ClientSession
    clients: Clients
    visits: Visits
    delivery: Delivery
    ticker: Ticker
    registry: CollectorRegistry
    metrics: Metrics
    in_hand: InHand
    patience: Patience

    def say_now(self) -> None:
        """There are posts, and perhaps files under them."""
        self.delivery.poke()
        self.ticker.poke("files")
        self.ticker.poke("imports")
        self.ticker.poke("bringing")

    def look_now(self) -> None:
        """Placements or looks are due."""
        self.ticker.poke("checks")

    async def tick(self) -> None:
        """Look for everything at once: the rehearsal's clock or web was moved."""
        for name in self.ticker.jobs:
            self.ticker.poke(name)
        self.delivery.poke()

    async def look_around(self) -> None:
        """Look at every watched page and for everything else that is due: somebody waits for it."""
        await checks.bring_forward(self.store, self.clock.now())
        await self.tick()

    async def keep_up(self) -> None:
        """Say the digests that are due before the rehearsal's clock moves on; a slow one is waited for
        only so long."""
        work = asyncio.ensure_future(self._digests())
        await asyncio.wait({work}, timeout=KEEP_UP_SECONDS)

    async def _digests(self) -> None:
        await self.ticker.run("digests")
        await self.delivery.tick()

    async def problems(self) -> list[str]:
        """Whether the ledger answers; an error is the answer, too."""
        async with self.store.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        return []


async def serve(settings: Settings, *, rehearsal: bool, port: int, patience: Patience | None = None) -> None:
    """Run the whole bot until SIGTERM or SIGINT; raises Mendable for what a person has to set right."""
    stop = _stop_signal()
    clock = Clock()
    async with AsyncExitStack() as stack:
        stage: Rehearsal | None = None
        if rehearsal:
            from bot.rehearsing import rehearse  # a workspace and its pages: nobody else needs them

            stage = await stack.enter_async_context(rehearse(settings, clock, port))
            settings = stage.settings
        process = await stack.enter_async_context(
            started(settings, clock, hosts=stage.hosts if stage else {}, faces_slack=True, patience=patience)
        )
        connection = _connection(process)
        await stack.enter_async_context(_asked_for_health(process, connection))
        meeting = asyncio.create_task(_meet(process, connection))
        if stage is not None:
            stage.open(process.look_around, process.keep_up)
        await _first(stop, meeting)
        log.info("stopping")
        await connection.close()


async def work(settings: Settings) -> None:
    """Run checks and deliveries only, until SIGTERM or SIGINT."""
    stop = _stop_signal()
    async with (
        started(settings, Clock(), hosts={}, faces_slack=False) as process,
        _asked_for_health(process, None),
    ):
        log.info("working")
        await stop.wait()
        log.info("stopping")


@asynccontextmanager
async def started(
    settings: Settings,
    clock: Clock,
    *,
    hosts: Mapping[str, tuple[str, int]],
    faces_slack: bool,
    patience: Patience | None = None,
) -> AsyncIterator[Process]:
    """The process with its ticks going; on the way out it finishes what is in hand, within 10 seconds.

    ``hosts`` maps names of the rehearsal's web to where they are served. Only the process that faces Slack
    calls digests, so that a worker never has to know whether it is late.
    """
    patience = patience or Patience()
    async with (
        reachable(settings.database_url) as store,
        aiohttp.ClientSession() as session,
        Checker(
            clock=clock,
            allow_networks=settings.allow_networks,
            hosts=hosts,
            user_agent=named_user_agent(settings.contact),
            renderer=_renderer() if settings.render else None,
        ) as checker,
    ):
        await migrate.upgrade(store.engine)
        clients = _clients(settings, store, session)
        registry = CollectorRegistry()
        monthly_reports = _Monthly(store, clock)
        in_hand = InHand()
        delivery = Delivery(
            store, clients.for_workspace, compose, clock, timing=patience.delivery, after=in_hand.over
        )
        metrics = Metrics(registry)
        visits = Visits(
            store, Counted(checker, metrics), clock, limits=patience.visits, watcher=checker.watcher()
        )

        async def digest() -> None:
            if await digests.tick(store, clock.now(), in_hand.over) + await monthly_reports():
                delivery.poke()

        async def mails() -> None:
            await mailbox.ask_again(Doors(store, clock.now, delivery.poke), clients.for_workspace)

        files = Files(store, clients.for_workspace, session, clock, settings.database_url)

        async def watched() -> None:
            if await watched_links.due(store, now=clock.now()):
                ticker.poke("checks")

        dropped = DroppedFiles(
            store,
            clients.for_workspace,
            session,
            clock,
            on_posts=delivery.poke,
            on_files=lambda: ticker.poke("files"),
        )
        jobs: dict[str, Job] = {
            "checks": visits.tick,
            "files": files.tick,
            "imports": dropped.show,
            "bringing": dropped.bring,
            "watched": watched,
        }
        if faces_slack:
            jobs |= {"digests": digest, "mails": mails, "forget": _Forgetting(store, clock)}
            jobs["housekeeping"] = Housekeeping(store, clock, settings.delete_after_days)
            if settings.open_pagerank_key is not None:
                key = settings.open_pagerank_key.get_secret_value()
                jobs["authority"] = OpenPageRank(store, clock, key, settings.open_pagerank_url)
        ticker = Ticker(jobs, settings.tick_seconds)
        visits.on_posts = delivery.poke
        process = Process(
            settings,
            clock,
            store,
            session,
            clients,
            visits,
            delivery,
            ticker,
            registry,
            metrics,
            in_hand,
            patience,
        )
        ticker.start()
        delivering = asyncio.create_task(delivery.run())
        try:
            yield process
        finally:
            dropped.stop()
            await ticker.stop()
            await files.stop()
            await visits.drain(DRAIN_CHECKS_SECONDS)
            await delivery.drain(DRAIN_POSTS_SECONDS)
            await delivering
            await afterwards.finished()


def _renderer() -> "Renderer":
    """What looks once more at pages that only scripts make; raises Mendable where it is not installed."""
    from bot.links.rendering.renderer import Renderer

    return Renderer()


@dataclass(slots=True)
class _Forgetting:
    """Once an hour, requests that nobody can repeat any more are dropped."""

    store: Store
    clock: Clock
    last: datetime | None = None

    async def __call__(self) -> None:
        now = self.clock.now()
        if self.last is not None and abs(now - self.last) < FORGET_EVERY:
            return
        async with self.store.write() as session:
            await inbox.forget(session, now=now)
        self.last = now


@dataclass(slots=True)
class _Monthly:
    """Every few minutes, last month's reports are put where they have come due."""

    store: Store
    clock: Clock
    last: datetime | None = None

    async def __call__(self) -> int:
        now = self.clock.now()
        if self.last is not None and abs(now - self.last) < MONTHLY_EVERY:
            return 0
        put = await monthly.call(self.store, now)
        self.last = now
        return put


def _clients(settings: Settings, store: Store, session: aiohttp.ClientSession) -> Clients:
    if settings.mode is Mode.OAUTH and settings.slack_client_id and settings.secret_key:
        installed = installations.installation_store(
            store, settings.slack_client_id, settings.secret_key.get_secret_value()
        )
        return ManyWorkspaces(store, installed, settings, session)
    token = settings.slack_bot_token
    return OneWorkspace(web_client(settings, session, token.get_secret_value() if token else None), store)


def _connection(process: Process) -> Connection:
    settings = process.settings
    client = web_client(settings, process.session, None)
    secret = settings.slack_signing_secret
    signing_secret = secret.get_secret_value() if secret else None
    app = build_app(
        Doors(process.store, process.clock.now, process.say_now, process.look_now),
        process.clients,
        client,
        signing_secret=signing_secret,
        oauth=oauth_flow(process.store, settings, client) if settings.mode is Mode.OAUTH else None,
        in_hand=process.in_hand,
    )
    http = Http(app, settings.port, signing_secret)
    if settings.slack_app_token is None:
        return http
    token = settings.slack_app_token.get_secret_value()
    socket = SocketMode(app, token, client, process.patience.ping)
    # With many workspaces the install pages are served even where requests come over the socket.
    return socket if settings.mode is not Mode.OAUTH else Both((socket, http))


async def _meet(process: Process, connection: Connection) -> None:
    """Learn who we are, then take requests; keeps trying while Slack can't be reached."""
    if isinstance(process.clients, OneWorkspace):
        clients = process.clients
        await keep_trying("auth.test", lambda: clients.introduce(process.clock.now()))
    await warm_up(process.clock.now())
    await keep_trying("opening the connection", connection.open)
    log.info("ready", mode=process.settings.mode.value)


async def _first(stop: asyncio.Event, meeting: asyncio.Task[None]) -> None:
    """Wait for the stop signal; what keeps Slack from being met for good is raised at once."""
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({stopped, meeting}, return_when=asyncio.FIRST_COMPLETED)
    if not stopped.done() and meeting.exception() is None:
        await stopped
    stopped.cancel()
    if not meeting.done():
        meeting.cancel()
    elif not meeting.cancelled() and (error := meeting.exception()) is not None:
        raise error


@asynccontextmanager
async def _asked_for_health(process: Process, connection: Connection | None) -> AsyncIterator[None]:
    async def alive() -> list[str]:
        return []

    async def ready() -> list[str]:
        return [*await process.problems(), *(await connection.problems() if connection else [])]

    async def refresh() -> None:
        await process.metrics.refresh(process.store, process.visits.in_hand, process.clock.now())

    settings = process.settings
    server = await ops.start(
        port=settings.ops_port,
        insist=settings.ops_port_given,
        alive=alive,
        ready=ready,
        registry=process.registry,
        refresh=refresh,
    )
    try:
        yield
    finally:
        if server is not None:
            await server.close()


def _stop_signal() -> asyncio.Event:
    """Set by SIGTERM and SIGINT; a second one ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked, number)
    return stop
