"""``outreach check``: look at one page, or at a file of them, and say whether the links are there."""

from typing import Annotated

import typer

from bot.commands.checking import EXAMPLE, LONGEST_DELAY, MOST_AT_ONCE, NOT_LIVE, check_many, check_one
from storage.errors import Mendable


def check(
    page: Annotated[
        str | None,
        typer.Argument(metavar="PAGE", help="The page that should have the link.", show_default=False),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(metavar="TARGET", help="The address it should link to.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Many at once: CSV with header page,target and optionally anchor,rel; - is standard input.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    concurrency: Annotated[
        int, typer.Option(min=1, max=MOST_AT_ONCE, metavar="N", help="With --from: how many pages at once.")
    ] = 100,
    host_delay: Annotated[
        float,
        typer.Option(
            min=0,
            max=LONGEST_DELAY,
            metavar="SECONDS",
            help="With --from: the pause between pages of one host.",
        ),
    ] = 1.0,
) -> None:
    """Look at a page now and say whether its link to TARGET is there.

    Exits with 0 when it is live (with --from: when all are), 1 when it is not, 2 when the command makes no
    sense. Only public addresses are visited, unless OUTREACH_ALLOW_NETWORKS opens others.

    Examples:
      outreach check https://techblog.com/tools https://acme.com/guide
      outreach check --from placements.csv --json
    """
    if source is not None:
        if page is not None:
            raise Mendable(
                "PAGE and --from don't go together.", "Leave one out.", "outreach check --from placements.csv"
            )
        all_live = check_many(source, concurrency, host_delay, as_json=as_json)
    else:
        if page is None or target is None:
            raise Mendable("Two addresses are needed: PAGE and TARGET.", example=EXAMPLE)
        all_live = check_one(page, target, as_json=as_json)
    if not all_live:
        raise typer.Exit(NOT_LIVE)
