"""``outreach report``: work and results, counted apart, as text, JSON or a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.reporting import FORMATS, moment, write


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
    if period is not None and (first or last):
        raise typer.BadParameter("say either --period or --from and --to", param_hint="--period")
    try:
        as_of = moment(now)
    except ValueError:
        raise typer.BadParameter(f"{now!r} is no ISO 8601 time", param_hint="--now") from None
    write(workspace, campaign, first, last, period, form, output, tz, as_of, about, client=client)
