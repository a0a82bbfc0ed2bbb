"""Opening the database for a command, with one line for everything that keeps it from opening."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import database_address
from storage import migrate
from storage.errors import Mendable
from storage.store import Store

ANSWER_SECONDS = 15.0


class NoDatabase(Mendable):
    """The database can't be opened."""


@asynccontextmanager
async def reachable(address: str) -> AsyncIterator[Store]:
    """A store on a database that answers, whatever its schema; closed at the end.

    Raises :class:`NoDatabase`, which names the address without its password.
    """
    store = Store.open(address)
    try:
        await _knock(store, address)
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Store]:
    """A store on a database that is there and up to date, for commands that only read it.

    Raises :class:`NoDatabase` where the bot never ran, too: an SQLite file is not made by looking for it.
    """
    file = database_address.file_of(address)
    if file is not None and not file.exists():
        raise NoDatabase(
            f"There is no database at {file}.",
            "Name the right one with DATABASE_URL, or start the bot once.",
            "outreach run",
        )
    async with reachable(address) as store:
        if await migrate.pending(store.engine):
            raise NoDatabase(
                "The database is not up to date with this version.",
                "Bring it there first.",
                "outreach db upgrade",
            )
        yield store


async def _knock(store: Store, address: str) -> None:
    shown = make_url(address).render_as_string(hide_password=True)
    try:
        async with asyncio.timeout(ANSWER_SECONDS), store.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except TimeoutError as error:
        raise NoDatabase(
            f"The database {shown} does not answer within {ANSWER_SECONDS:.0f} seconds.",
            "See that it runs and that DATABASE_URL is right.",
            again=True,
        ) from error
    except Exception as error:
        if not _from_the_database(error):
            raise
        reason = " ".join(str(getattr(error, "orig", None) or error).split()) or type(error).__name__
        # SQLAlchemy's adapters put the driver's class before its words.
        reason = reason.rpartition(">: ")[2].rstrip(".")
        raise NoDatabase(
            f"The database {shown} can't be opened: {reason}.",
            "See that it runs and that DATABASE_URL is right.",
            again=True,
        ) from error


def _from_the_database(error: Exception) -> bool:
    """Whether the database or the way to it refused; asyncpg's refusals share no base with SQLAlchemy's."""
    module = type(error).__module__.partition(".")[0]
    return isinstance(error, SQLAlchemyError | OSError) or module in {"asyncpg", "sqlite3"}
