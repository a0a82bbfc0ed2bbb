"""Bringing a database to the newest schema."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"

#: Any fixed number: two processes that start at once on one PostgreSQL migrate one after the other.
LOCK = 7_271_150_114

#: Where Alembic keeps the number of the last migration that ran.
TABLE = "alembic_version"


def config() -> "Config":
    """Alembic's settings, without a file."""
    from alembic.config import Config  # a tenth of a second, which only a migration is worth

    made = Config()
    made.set_main_option("script_location", str(HERE))
    made.set_main_option("path_separator", "os")
    return made


async def upgrade(engine: AsyncEngine) -> None:
    """Run all migrations that the database lacks; safe to call at every start, by many processes."""

    def run(connection: Connection) -> None:
        from alembic import command

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
        if not inspect(connection).has_table(TABLE):
            return None
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608
        return found

    async with engine.connect() as connection:
        have = await connection.run_sync(current)
    return have != newest()


def newest() -> str:
    """The newest migration's number: its file's name begins with it."""
    return max(file.name.split("_")[0] for file in (HERE / "versions").glob("[0-9]*_*.py"))
