"""``outreach backup``: a consistent copy while the bot runs."""

from pathlib import Path
from typing import Annotated

import typer


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")] = False,
) -> None:
    """Write a consistent copy of the database, while the bot runs.

    SQLite: a file that can take the database's place. PostgreSQL: pg_dump's custom format, for pg_restore.
    Only its owner can read it: it holds all that the database holds.

    Example:
      outreach backup outreach-friday.db
    """
    from bot.database_copy import copy
    from bot.load_settings import Need, load

    settings = load(need=Need.STORE)
    copy(settings.database_url, file, force=force)
    print(f"Saved to {file}, {_size(file)}.")


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
