"""``outreach run``: the whole bot in one process."""

import asyncio
from typing import Annotated

import typer

REHEARSAL_PORT = 8910


def run(
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help="A local workspace in the browser, whatever tokens are set.")
    ] = False,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="PORT",
            help=f"The rehearsal's port, {REHEARSAL_PORT} by default; 0 takes any free one.",
        ),
    ] = None,
) -> None:
    """Run the whole bot in one process: Slack, reminders, checks and posts.

    Meets Slack over Socket Mode when SLACK_APP_TOKEN is set, else over HTTP. With no Slack token at all it
    starts the rehearsal workspace, which needs no Slack account, and prints its address.

    Examples:
      outreach run
      outreach run --rehearsal --port 8910
    """
    from bot import logs
    from bot.load_settings import load
    from bot.settings import Mode

    settings = load(rehearsal=rehearsal)
    rehearsing = settings.mode is Mode.REHEARSAL
    if port is not None and not rehearsing:
        raise typer.BadParameter(
            "that is the rehearsal's port; the port for Slack's requests is the setting PORT",
            param_hint="--port",
        )
    logs.configure(settings.log, secrets=settings.secrets)
    from bot.app import serve

    asyncio.run(serve(settings, rehearsal=rehearsing, port=REHEARSAL_PORT if port is None else port))
