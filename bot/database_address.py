"""Which database: the address in ``DATABASE_URL``, and the file that is used without one."""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.one_setting import setting
from storage.errors import Mendable

SETTING, EXAMPLE = "DATABASE_URL", "postgresql+asyncpg://outreach:password@localhost/outreach"

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
"""The one asynchronous driver that is used for each kind of database."""

_OTHER_NAMES = {"postgres": "postgresql", "pgsql": "postgresql", "sqlite3": "sqlite"}


def named(environment: Mapping[str, str] = os.environ, env_file: Path = Path(".env")) -> str:
    """The address that the environment or the ``.env`` file has, or else the default's.

    For commands that read the ledger and need nothing else: no other setting keeps them from it, and reading
    all of them takes a fifth of a second. Raises :class:`~storage.errors.Mendable`.
    """
    given = setting(SETTING, environment, env_file)
    if not given:
        return default()
    try:
        return known(given)
    except ValueError as error:
        raise Mendable(f"{SETTING} {error}. Example: {SETTING}={EXAMPLE}") from None


def known(text: str) -> str:
    """``text`` unchanged, when it is the address of a database that Outreach runs on.

    Raises ValueError with what is wrong and, where it can be told, the address that is meant; never with the
    password.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        starts = " or ".join(f"{driver}://" for driver in DRIVERS.values())
        raise ValueError(f"is no database's address: it has to start with {starts}")
    kind = scheme.partition("+")[0].lower()
    driver = DRIVERS.get(_OTHER_NAMES.get(kind, kind))
    if driver is None:
        raise ValueError(f"starts with {scheme}://, and Outreach runs on SQLite and PostgreSQL")
    if scheme != driver:
        raise ValueError(f"starts with {scheme}://, and has to start with {driver}://")
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("is no SQLAlchemy address that can be read") from None
    if driver == DRIVERS["sqlite"] and (url.database or ":memory:") == ":memory:":
        raise ValueError("names no file, and what is kept in memory is lost at the first restart")
    if driver == DRIVERS["sqlite"] and rest.count("/") and not rest.startswith("/"):
        raise ValueError(
            f"needs three slashes before a relative path and four before an absolute one: {driver}:///…"
        )
    return text


def default() -> str:
    """The address of ``outreach.db`` in the user's data directory."""
    path = user_data_path("outreach", appauthor=False) / "outreach.db"
    return URL.create(DRIVERS["sqlite"], database=str(path)).render_as_string()


def file_of(address: str) -> Path | None:
    """The file of an SQLite database; None for a server."""
    url = make_url(address)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
