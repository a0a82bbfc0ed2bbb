"""``outreach report``: work and results, counted apart, as text, JSON or a file."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import file_formats
from storage.errors import Mendable

if TYPE_CHECKING:
    from bot.reporting.wanted import Wanted

FORMATS = ("text", "json", "xlsx", "pdf", "png")
BINARY = ("xlsx", "pdf", "png")


def report(
    workspace: Annotated[
        str | None, typer.Option(metavar="ID", help="Slack's id of the workspace, where there are several.")
    ] = None,
    campaign: Annotated[str | None, typer.Option(metavar="NAME", help="One campaign only.")] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="D", help="First day: a date, a month such as 2026-10, `last month`."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Last day, said the same way; today by default.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Both at once: `last month`, Q3, 2026, `last 30 days`."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="By default what the name of the output file says, else text.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; standard output by default."),
    ] = None,
    tz: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Whose days; by default the workspace's time zone.")
    ] = None,
    client: Annotated[
        bool, typer.Option("--client", help="Without prices, people, contacts, notes and other campaigns.")
    ] = False,
    now: Annotated[str | None, typer.Option(metavar="ISO", help="As of this moment.", hidden=True)] = None,
    about: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its name and words, for Slack.", hidden=True)
    ] = None,
) -> None:
    """The two-ledger report: what was done, what stands, and the bridge between them.

    Without dates it is about everything so far. xlsx has a sheet for each ledger and the rows behind every
    number, pdf is for clients (never prices, people or other clients' names), png is the chart.

    Examples:
      outreach report --period "last month"
      outreach report --campaign Spring --from 2026-10-01 --to 2026-10-31 -o october.pdf
    """
    chosen = file_formats.chosen(form, output, FORMATS, "text")
    if chosen in BINARY and output is None and sys.stdout.isatty():
        raise Mendable(
            f"A {chosen} file can't be shown on a terminal.",
            "Name a file.",
            f"outreach report -o report.{chosen}",
        )
    if period is not None and (first or last):
        raise typer.BadParameter("say either --period or --from and --to", param_hint="--period")
    from bot.reporting.wanted import Wanted

    wanted = Wanted(workspace, campaign, first, last, period, _zone(tz), client, _moment(now))
    _write(wanted, chosen, output, about)


def _write(wanted: "Wanted", form: str, output: Path | None, about: Path | None) -> None:
    from bot.garbage import collect_seldom

    collect_seldom()  # what is loaded stays: looking through it took a twentieth of the whole
    from bot.reporting.making import make

    if output is None:
        asyncio.run(make(wanted, form, sys.stdout.buffer, about))
        return
    from bot.atomic_file import replacing
    from bot.streams import named

    with replacing(output) as made, named(made, str(output)) as out:
        asyncio.run(make(wanted, form, out, about))
    print(f"Report written to {output}.", file=sys.stderr)


def _zone(tz: str | None) -> str | None:
    if tz is None:
        return None
    from storage.daily.cadence import known_zone

    if not known_zone(tz):
        raise Mendable(f"“{tz[:80]}” is no time zone.", "Name a city's zone.", "--tz Europe/Berlin")
    return tz


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        said = datetime.fromisoformat(now)
    except ValueError:
        raise typer.BadParameter(f"{now!r} is no ISO 8601 time", param_hint="--now") from None
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
