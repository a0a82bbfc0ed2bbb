"""Files that people get in Slack besides reports: the workspace's export, and rows that were left out."""

import csv
import io
import tempfile
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from bot.export_file import Format, harmless, write
from storage.incoming import import_files
from storage.keeping.export import export_rows
from storage.store import Store

KINDS = frozenset({"export", "skipped"})


async def made(
    wanted: dict[str, Any], workspace: str, database_url: str, now: datetime
) -> tuple[str, str, bytes]:
    """The file's name, its title and its bytes."""
    store = Store.open(database_url)
    try:
        if wanted["kind"] == "export":
            return await _export(store, workspace, Format(str(wanted["form"])), now)
        return await _skipped(store, workspace, int(wanted["import"]))
    finally:
        await store.close()


async def _export(store: Store, workspace: str, form: Format, now: datetime) -> tuple[str, str, bytes]:
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        path = Path(folder) / f"export.{form.value}"
        rows = cast("AsyncGenerator[dict[str, Any]]", export_rows(store, workspace))
        with path.open("wb") as out:
            async with aclosing(rows):
                count = await write(rows, form, out)
        title = f"Outreach export, {count} record{'' if count == 1 else 's'}"
        return f"outreach-{now:%Y-%m-%d}.{form.value}", title, path.read_bytes()


async def _skipped(store: Store, workspace: str, number: int) -> tuple[str, str, bytes]:
    async with store.reading(workspace) as scope:
        lines = await import_files.skipped(scope, number)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", "why"])
    for line in lines:
        place, _, why = line.removeprefix("line ").partition(": ")
        writer.writerow([place, harmless(why)])
    return "left-out.csv", f"{len(lines)} rows that were left out", text.getvalue().encode("utf-8")
