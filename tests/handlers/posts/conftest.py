"""Reads messages as the tests of rendering do, on a real database file."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "rendering"))

from outbox_room import NOW, Room

from storage import migrate
from storage.store import Store


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, made once."""
    file = tmp_path_factory.mktemp("ledger") / "outreach.db"

    async def make() -> None:
        store = Store.open(f"sqlite+aiosqlite:///{file}")
        await migrate.upgrade(store.engine)
        await store.close()

    asyncio.run(make())
    return file


@pytest.fixture
async def room(tmp_path: Path, empty_ledger: Path) -> AsyncIterator[Room]:
    file = tmp_path / "outreach.db"
    shutil.copyfile(empty_ledger, file)
    store = Store.open(f"sqlite+aiosqlite:///{file}")
    made = Room(store, NOW)
    await made.meet()
    yield made
    await store.close()
