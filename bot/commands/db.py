"""``outreach db``: the database's schema."""

import asyncio

import typer

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Bring the database up to date.\n\n\b\nExample:\n  outreach db upgrade",
)


@app.callback()
def _db() -> None:
    pass


@app.command()
def upgrade() -> None:
    """Run the migrations that the database lacks; `outreach run` does so at every start, too.

    \b
    Example:
      outreach db upgrade
    """
    asyncio.run(_upgrade())


async def _upgrade() -> None:
    from bot.load_settings import Need, load
    from bot.open_store import reachable
    from storage import migrate

    settings = load(need=Need.STORE)
    async with reachable(settings.database_url) as store:
        behind = await migrate.pending(store.engine)
        await migrate.upgrade(store.engine)
    print("The database is up to date now." if behind else "The database was up to date.")
