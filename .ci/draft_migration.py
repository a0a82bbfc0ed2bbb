"""Drafts a migration from what the models say and the migrations do not, for `make migration`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage import migrate
from storage.store import Store


def _draft(connection: Connection, words: str) -> None:
    config = migrate.config()
    config.attributes["connection"] = connection
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    command.revision(config, words, autogenerate=True, rev_id=f"{number:04}")


async def _main(words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite+aiosqlite:///{Path(folder) / 'draft.db'}")
        await migrate.upgrade(store.engine)
        async with store.engine.begin() as connection:
            await connection.run_sync(_draft, words)
        await store.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('Say what changes. Example: make migration SAY="remember who vouched"')
    asyncio.run(_main(sys.argv[1]))
