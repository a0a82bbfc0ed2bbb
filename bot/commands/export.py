"""``outreach export``: everything that is stored, as a file."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer

from bot import file_formats
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.export_file import Format

FORMATS = ("jsonl", "csv", "xlsx")


def export(
    workspace: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Slack's id of one workspace; all of them by default."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="By default what the name of the output file says, else jsonl.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; standard output by default."),
    ] = None,
) -> None:
    """Write everything that is stored (tokens aside): asks, touches, placements, backlinks and settings.

    jsonl has one record a line, csv one table of all kinds, xlsx a sheet for each kind. FILE is there whole
    or not at all.

    Examples:
      outreach export > everything.jsonl
      outreach export --workspace T024BE7LD -o outreach.xlsx
    """
    chosen = file_formats.chosen(form, output, FORMATS, "jsonl")
    if chosen == "xlsx" and output is None and sys.stdout.isatty():
        raise Mendable(
            "A spreadsheet can't be shown on a terminal.", "Name a file.", "outreach export -o outreach.xlsx"
        )
    from bot.atomic_file import replacing
    from bot.export_file import Format
    from bot.streams import named

    if output is None:
        asyncio.run(_export(workspace, Format(chosen), sys.stdout.buffer))
        return
    with replacing(output) as made, named(made, str(output)) as out:
        count = asyncio.run(_export(workspace, Format(chosen), out))
    print(f"{count} record{'' if count == 1 else 's'} written to {output}.", file=sys.stderr)


async def _export(workspace: str | None, form: "Format", out: IO[bytes]) -> int:
    from bot import database_address
    from bot.export_file import write
    from bot.open_store import opened
    from storage.keeping.export import export_rows

    async with opened(database_address.named()) as store:
        known = [each.slack_id for each in await store.workspaces()]
        if workspace is not None and workspace not in known:
            raise Mendable(
                f"There is no workspace {workspace} in this database.",
                f"It has {', '.join(known)}." if known else "It has none yet: start the bot and use it once.",
            )
        # Closed here, also when the reader goes away: the rows hold a transaction open.
        rows = cast("AsyncGenerator[dict[str, Any]]", export_rows(store, workspace))
        async with aclosing(rows):
            return await write(rows, form, out)
