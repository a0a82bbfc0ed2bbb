"""``outreach worker``: checks and deliveries on one more machine."""

import asyncio


def worker() -> None:
    """Run checks and deliveries only, for more machines on one PostgreSQL.

    Takes its work from the database that `outreach run` uses. Takes no requests from Slack.

    Example:
      DATABASE_URL=postgresql+asyncpg://outreach:password@db.example.com/outreach outreach worker
    """
    from bot import logs
    from bot.load_settings import Need, load

    settings = load(need=Need.POST)
    logs.configure(settings.log, secrets=settings.secrets)
    from bot.app import work

    asyncio.run(work(settings))
