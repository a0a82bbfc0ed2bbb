"""The health checks, asked over real sockets."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot import ops
from storage.errors import Mendable


async def _well() -> Sequence[str]:
    return []


@asynccontextmanager
async def served(
    alive: ops.Problems = _well, ready: ops.Problems = _well, registry: CollectorRegistry | None = None
) -> AsyncIterator[str]:
    server = await ops.start(
        port=0, insist=True, alive=alive, ready=ready, registry=registry or CollectorRegistry()
    )
    assert server
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        await server.close()


async def asked(address: str, **headers: str) -> tuple[int, str, str]:
    async with aiohttp.ClientSession() as client, client.get(address, headers=headers) as answer:
        return answer.status, answer.content_type, await answer.text()


async def test_a_process_that_is_well_says_ok() -> None:
    async with served() as base:
        for path in ("/healthz", "/readyz"):
            status, _, body = await asked(base + path)
            assert (status, json.loads(body)) == (200, {"status": "ok", "problems": []})


async def test_a_process_that_is_not_ready_says_why() -> None:
    async def ready() -> Sequence[str]:
        return ["Slack is not connected."]

    async with served(ready=ready) as base:
        status, _, body = await asked(base + "/readyz")
        assert status == 503
        assert json.loads(body)["problems"] == ["Slack is not connected."]
        assert (await asked(base + "/healthz"))[0] == 200


async def test_a_check_that_dies_is_a_problem_without_its_details() -> None:
    async def ready() -> Sequence[str]:
        raise RuntimeError("postgresql://user:password@host")

    async with served(ready=ready) as base:
        status, _, body = await asked(base + "/readyz")
        assert status == 503
        assert "RuntimeError" in body
        assert "password" not in body


async def test_a_check_that_never_ends_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ops, "ANSWER_SECONDS", 0.05)

    async def ready() -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    async with served(ready=ready) as base:
        status, _, body = await asked(base + "/readyz")
        assert status == 503
        assert "No answer" in body


async def test_metrics_are_served_as_prometheus_reads_them() -> None:
    registry = CollectorRegistry()
    Counter("outreach_posts", "Posts sent.", registry=registry).inc(3)
    async with served(registry=registry) as base:
        status, kind, body = await asked(base + "/metrics")
        assert (status, kind) == (200, "text/plain")
        assert "outreach_posts_total 3.0" in body
        _, kind, body = await asked(base + "/metrics", Accept="application/openmetrics-text; version=1.0.0")
        assert kind == "application/openmetrics-text"
        assert body.endswith("# EOF\n")


async def test_a_taken_port_that_somebody_chose_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Mendable) as error:
            await ops.start(port=port, insist=True, alive=_well, ready=_well, registry=CollectorRegistry())
    assert error.value.line().startswith(f"The port {port} for the health checks is taken.")
    assert "OUTREACH_OPS_PORT" in error.value.line()


async def test_a_taken_default_port_only_costs_the_health_checks() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = await ops.start(
            port=port, insist=False, alive=_well, ready=_well, registry=CollectorRegistry()
        )
    assert server is None


async def test_only_the_loopback_is_served() -> None:
    async with served() as base:
        port = int(base.rpartition(":")[2])
        # The same port on another address of this machine is still free: nothing listens on all of them.
        with socket.socket() as other:
            other.bind(("127.0.0.2", port))


async def test_other_paths_are_not_found() -> None:
    async with served() as base:
        assert (await asked(base + "/"))[0] == 404
