"""A real database for a test: a SQLite file, and PostgreSQL where a server is named."""

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate
from storage.store import Store

POSTGRES = os.environ.get("OUTREACH_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database, thrown away afterwards."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}"
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL named in OUTREACH_TEST_POSTGRES")
    name = f"outreach_{uuid.uuid4().hex}"
    server = create_async_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield POSTGRES.rsplit("/", 1)[0] + "/" + name
    finally:
        async with server.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await server.dispose()


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    made = Store.open(database)
    await migrate.upgrade(made.engine)
    yield made
    await made.close()
