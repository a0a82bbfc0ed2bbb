"""``outreach import``: what other tools know of our backlinks, or a table of tasks, brought in."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import visible
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.importing.outcome import Result
    from storage.incoming.reported import Skipped, Tally
    from storage.store import Store


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="CSV, TSV or xlsx; may be packed with gzip or zip.", show_default=False
        ),
    ],
    workspace: Annotated[
        str | None, typer.Option(metavar="ID", help="Slack's id of the workspace, where there are several.")
    ] = None,
    campaign: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose links: only those to its sites are taken.")
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Who owns tasks that name nobody: a Slack id, or a name."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Bring in backlinks exported by Ahrefs, Semrush, Majestic, Moz or Search Console, or your own table.

    Columns are known by their headers: page and target for links; site, contact, email, stage, asked, owner
    and so on for tasks. Bringing the same file in twice changes nothing. Each row that is left out is named
    on standard output with its line and why; the summary is the last line.

    Examples:
      outreach import acme.com-backlinks.csv --dry-run
      outreach import acme.com-Latest-links.zip --campaign Spring
    """
    if not file.is_file():
        what = "is a folder" if file.is_dir() else "is not there"
        raise Mendable(f"{file} {what}.", "Name a file.", "outreach import ahrefs-backlinks.csv")
    result = asyncio.run(_import(file, workspace, campaign, owner, dry=dry_run))
    for line in result.lines():
        print(visible(line))
    if dry_run:
        print("Nothing was changed: this was a dry run.", file=sys.stderr)


async def _import(
    file: Path, workspace: str | None, campaign: str | None, owner: str | None, *, dry: bool
) -> "Result":
    from bot.clock import Clock
    from bot.importing.bringing import Bringing
    from bot.load_settings import Need, load
    from bot.open_store import opened

    settings = load(need=Need.STORE)
    async with opened(settings.database_url) as store:
        team = await _workspace(store, workspace)
        bringing = Bringing(store, team, Clock().now, owner=owner, dry=dry)
        with _progress(file) if sys.stderr.isatty() else nullcontext(lambda _: None) as advance:
            try:
                return await bringing.bring(
                    file, file.name, campaign=campaign, on_batch=advance, on_skipped=_say
                )
            except OSError as error:
                reason = error.strerror or "it can't be read"
                raise Mendable(f"{file} can't be read: {reason}.", "Name a file.") from error


async def _workspace(store: "Store", wanted: str | None) -> str:
    known = [each.slack_id for each in await store.workspaces()]
    if not known:
        raise Mendable(
            "There is no workspace in this database yet.",
            "Start the bot once, so that it meets yours.",
            "outreach run",
        )
    if wanted is None and len(known) > 1:
        raise Mendable(
            f"There are several workspaces here: {', '.join(known)}.",
            "Say which one the file belongs to.",
            f"outreach import backlinks.csv --workspace {known[0]}",
        )
    if wanted is not None and wanted not in known:
        raise Mendable(f"There is no workspace {wanted} in this database.", f"It has {', '.join(known)}.")
    return wanted or known[0]


def _say(skipped: "Skipped") -> None:
    print(visible(str(skipped)))


@contextmanager
def _progress(path: Path) -> "Iterator[Callable[[Tally], None]]":
    """A bar on stderr, of about as many rows as the file has lines where it is plain text."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("bringing in"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=_lines(path))
        yield lambda tally: bar.update(task, completed=tally.read)


def _lines(path: Path) -> int | None:
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((b"PK", b"\x1f\x8b")):
            return None
        count = start.count(b"\n")
        while block := file.read(1 << 20):
            count += block.count(b"\n")
    return max(count, 1)
