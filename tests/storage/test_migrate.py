"""Whether a database is up to date is told without Alembic; it must tell the same."""

from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage import migrate
from storage.store import Store


def test_the_newest_migration_by_its_name_is_alembics_head() -> None:
    assert migrate.newest() == ScriptDirectory.from_config(migrate.config()).get_current_head()


async def test_a_database_behind_or_empty_is_pending(tmp_path) -> None:
    store = Store.open(f"sqlite+aiosqlite:///{tmp_path}/one.db")
    assert await migrate.pending(store.engine)
    await migrate.upgrade(store.engine)
    assert not await migrate.pending(store.engine)
    async with store.write() as session:
        await session.execute(text(f"UPDATE {migrate.TABLE} SET version_num = '0000'"))
    assert await migrate.pending(store.engine)
    await store.close()
