"""``outreach doctor``: what is wrong with the set-up, and what to do about it."""

import asyncio
from typing import Annotated

import typer

from bot.terminal import visible


def doctor(
    resend: Annotated[
        list[int] | None,
        typer.Option(
            "--retry", "--resend", metavar="POST", help="Have this stuck post sent again; may be repeated."
        ),
    ] = None,
    drop: Annotated[
        list[int] | None,
        typer.Option("--drop", metavar="POST", help="Leave this stuck post unsaid; may be repeated."),
    ] = None,
) -> None:
    """Check settings, database, posts, tokens, scopes against app.yaml, socket and clock.

    Says what to do about each finding. Ends with 0 when all is well and with 1 when something is to be done.

    Examples:
      outreach doctor
      outreach doctor --retry 42
    """
    if resend or drop:
        asyncio.run(_settle(resend or [], drop or []))
        return
    if asyncio.run(_examine()):
        raise typer.Exit(1)


async def _examine() -> int:
    from bot.clock import Clock
    from bot.doctor import Level, examine

    problems = 0
    async for finding in examine(Clock().now):
        print(f"{finding.level:<8} {finding.part:<9} {visible(finding.text)}", flush=True)
        problems += finding.level is Level.PROBLEM
    if problems:
        print(f"{problems} thing{'' if problems == 1 else 's'} to do.")
    else:
        print("All is well.")
    return problems


async def _settle(resend: list[int], drop: list[int]) -> None:
    from bot.clock import Clock
    from bot.load_settings import Need, load
    from bot.open_store import opened
    from storage.errors import Mendable
    from storage.posts import outbox

    settings = load(need=Need.STORE)
    async with opened(settings.database_url) as store:
        now = Clock().now()
        async with store.write() as session:
            known = {post.id for post in await outbox.stuck(session, now=now, limit=100_000)}
            if wrong := sorted({*resend, *drop} - known):
                raise Mendable(
                    f"No stuck post has the number {wrong[0]}.", "Look at the list.", "outreach doctor"
                )
            again = await outbox.retry(session, resend, now=now) if resend else 0
            left = await outbox.drop(session, drop) if drop else 0
    if resend:
        print(f"{again} will be sent again by the running bot.")
    if drop:
        print(f"{left} left unsaid.")
