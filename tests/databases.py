"""A real database for a test: a SQLite file, and PostgreSQL where a server is named."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate
from storage.store import Store

POSTGRES = os.environ.get("OUTREACH_TEST_POSTGRES")


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with its tables, made once: tests start from copies."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def empty_postgres() -> Iterator[str]:
    """The name of a PostgreSQL database with its tables, made once: tests start from copies."""
    name = asyncio.run(_create())
    asyncio.run(_migrated(_address(name)))
    yield name
    asyncio.run(_drop(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> tuple[str, Path | str | None]:
    """Which database it is, and what it is a copy of: one with tables for a test of the `store`."""
    kind: str = request.param
    if kind == "postgresql" and not POSTGRES:
        pytest.skip("no PostgreSQL named in OUTREACH_TEST_POSTGRES")
    if "store" not in request.fixturenames:
        return kind, None
    return kind, request.getfixturevalue("empty_ledger" if kind == "sqlite" else "empty_postgres")


@pytest.fixture
async def database(template: tuple[str, Path | str | None], tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database that is thrown away afterwards; it has tables where a test has `store`."""
    kind, original = template
    if kind == "sqlite":
        if original:
            shutil.copyfile(original, tmp_path / "outreach.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}"
        return
    name = await _create(original or "template1")
    try:
        yield _address(name)
    finally:
        await _drop(name)


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    made = Store.open(database)
    yield made
    await made.close()


async def _migrated(address: str) -> None:
    store = Store.open(address)
    await migrate.upgrade(store.engine)
    await store.close()


def _address(name: str) -> str:
    return f"{POSTGRES}".rsplit("/", 1)[0] + "/" + name


async def _create(template: Path | str = "template1") -> str:
    name = f"outreach_{uuid.uuid4().hex}"
    await _say(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


async def _drop(name: str) -> None:
    await _say(f"DROP DATABASE {name} WITH (FORCE)")


async def _say(statement: str) -> None:
    server = create_async_engine(f"{POSTGRES}", isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(statement))
    await server.dispose()
