"""Bringing a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

HERE = Path(__file__).parent / "migrations"

#: Any fixed number: two processes that start at once on one PostgreSQL migrate one after the other.
LOCK = 7_271_150_114


def config() -> Config:
    """Alembic's settings, without a file."""
    made = Config()
    made.set_main_option("script_location", str(HERE))
    made.set_main_option("path_separator", "os")
    return made


async def upgrade(engine: AsyncEngine) -> None:
    """Run all migrations that the database lacks; safe to call at every start, by many processes."""

    def run(connection: Connection) -> None:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, "head")

    writer = engine.execution_options(outreach_write=True)
    async with writer.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        await connection.run_sync(run)


async def pending(engine: AsyncEngine) -> bool:
    """Whether the database is behind the newest migration."""

    def current(connection: Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    async with engine.connect() as connection:
        have = await connection.run_sync(current)
    return have != ScriptDirectory.from_config(config()).get_current_head()
