"""Reads messages as the tests of rendering do, on a real database file."""

import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "rendering"))

from outbox_room import NOW, Room

from storage.store import Store


@pytest.fixture
async def room(tmp_path: Path, empty_ledger: Path) -> AsyncIterator[Room]:
    file = tmp_path / "outreach.db"
    shutil.copyfile(empty_ledger, file)
    store = Store.open(f"sqlite+aiosqlite:///{file}")
    made = Room(store, NOW)
    await made.meet()
    yield made
    await store.close()
