"""``/healthz``, ``/readyz`` and ``/metrics``: what an operator asks the process, on the loopback only."""

import asyncio
import errno
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from storage.errors import Mendable

HOST = "127.0.0.1"
ANSWER_SECONDS = 5.0
"""A check that takes longer has failed: whoever asks will not wait for it either."""

Refresh = Callable[[], Awaitable[None]]
"""Brings the registry's gauges up to date before they are read."""

Problems = Callable[[], Awaitable[Sequence[str]]]
"""Looks at one part of the process; the problems it finds, as sentences, none when all is well."""

log = structlog.get_logger(__name__)


class OpsServer:
    """The running server; ``port`` is the one it really has."""

    def __init__(self, runner: web.AppRunner, port: int) -> None:
        self._runner = runner
        self.port = port

    async def close(self) -> None:
        """Stop answering."""
        await self._runner.cleanup()


async def start(
    *,
    port: int,
    insist: bool,
    alive: Problems,
    ready: Problems,
    registry: CollectorRegistry,
    refresh: Refresh | None = None,
) -> OpsServer | None:
    """Serve on ``port`` of the loopback address, 0 for any free one.

    Without ``insist`` a port that is taken only costs the health checks: a second bot on one machine, such as
    a rehearsal beside the real one, is no reason to stop. With it, because somebody chose the port and will
    look there, :class:`~storage.errors.Mendable` is raised.
    """
    runner = web.AppRunner(
        _application(alive, ready, registry, refresh), access_log=None, handle_signals=False
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        await runner.cleanup()
        taken = error.errno == errno.EADDRINUSE
        refused = Mendable(
            f"The port {port} for the health checks " + ("is taken." if taken else "can't be opened."),
            "Choose another one with OUTREACH_OPS_PORT.",
            "OUTREACH_OPS_PORT=9465 outreach run",
        )
        if insist:
            raise refused from None
        log.warning("no health checks", why=refused.line())
        return None
    return OpsServer(runner, int(runner.addresses[0][1]))


def _application(
    alive: Problems, ready: Problems, registry: CollectorRegistry, refresh: Refresh | None
) -> web.Application:
    async def metrics(request: web.Request) -> web.Response:
        if refresh is not None:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await refresh()
            except Exception:
                # The counters are still right; what could not be read keeps its last value.
                log.exception("the gauges could not be read")
        encode, kind = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(registry), headers={"Content-Type": kind})

    app = web.Application()
    app.router.add_get("/healthz", _asking(alive))
    app.router.add_get("/readyz", _asking(ready))
    app.router.add_get("/metrics", metrics)
    return app


def _asking(look: Problems) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        problems = await _found(look)
        body = {"status": "failing" if problems else "ok", "problems": problems}
        return web.json_response(body, status=503 if problems else 200)

    return answer


async def _found(look: Problems) -> list[str]:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return list(await look())
    except TimeoutError:
        return [f"No answer within {ANSWER_SECONDS:.0f} seconds."]
    except Exception as error:
        # Whatever a check dies of is what is wrong; its words may hold addresses, so they go to the log only.
        log.exception("a health check failed")
        return [f"The check itself failed: {type(error).__name__}."]
