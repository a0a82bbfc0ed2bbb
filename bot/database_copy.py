"""A consistent copy of the database while the bot goes on writing to it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot import database_address
from bot.atomic_file import replacing
from storage.errors import Mendable


def copy(address: str, target: Path, *, force: bool) -> None:
    """Write a copy of the database at ``address`` to ``target``, readable by its owner only.

    SQLite: one file in SQLite's own format. PostgreSQL: pg_dump's custom format, for ``pg_restore``. Either
    way it is the database as it was at one moment. Raises :class:`~storage.errors.Mendable` where there is
    nothing to copy, no way to, or already a file and no ``force``.
    """
    source = database_address.file_of(address)
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        raise Mendable(f"{target} is the database itself.", "Name another file.", "outreach backup copy.db")
    if target.exists() and not force:
        raise Mendable(
            f"{target} is already there.",
            "Name another file, or replace it with --force.",
            f"outreach backup --force {target}",
        )
    with replacing(target, private=True) as made:
        if source is not None:
            _copy_sqlite(source, made)
        else:
            _copy_postgresql(make_url(address), made)


def _copy_sqlite(source: Path, made: Path) -> None:
    if not source.is_file():
        raise Mendable(
            f"There is no database at {source}.",
            "Name the right one with DATABASE_URL, or start the bot once.",
        )
    try:
        with (
            closing(sqlite3.connect(f"file:{_quoted(source)}?mode=ro", uri=True, timeout=30)) as read,
            closing(sqlite3.connect(made)) as written,
        ):
            # All pages in one step: one read transaction, so what is committed meanwhile is not half in it.
            read.backup(written)
            # The copy would keep the write-ahead log's mode, and need two more files as soon as it is opened.
            written.execute("PRAGMA journal_mode=DELETE")
            found = written.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise Mendable(
            f"The database {source} can't be copied: {error}.", "See that it is whole and can be read."
        ) from None
    if found != "ok":
        raise Mendable(f"The database {source} is damaged: {found}.", "Go back to the last backup.")


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _copy_postgresql(url: URL, made: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Mendable(
            "pg_dump is not installed here, and PostgreSQL is copied with it.",
            "Install PostgreSQL's client programs.",
            "apt install postgresql-client",
        )
    done = subprocess.run(
        [program, "--format=custom", "--no-password", f"--file={made}"],
        env={**os.environ, **_environment(url)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Mendable(f"pg_dump could not copy the database: {said[-1].removeprefix('pg_dump: ')}.")


def _environment(url: URL) -> dict[str, str]:
    """The address as libpq's environment variables, so that no list of processes shows the password.

    Source: PostgreSQL's documentation, "libpq - C Library", "Environment Variables".
    """
    query = {key: value if isinstance(value, str) else value[0] for key, value in url.query.items()}
    values = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port or query.get("port") or "") or None,
        "PGUSER": url.username or query.get("user"),
        "PGPASSWORD": url.password if isinstance(url.password, str) else query.get("password"),
        "PGDATABASE": url.database or query.get("database"),
        "PGSSLMODE": query.get("ssl") or query.get("sslmode"),
    }
    return {name: value for name, value in values.items() if value}
