"""How long a Home tab takes us, from the press to the view that goes to Slack, with 50,000 tasks.

Run: ``.venv/bin/python tests/benchmarks/home.py [--tasks 50000] [--rounds 20]``. On SQLite, and on PostgreSQL
too where OUTREACH_TEST_POSTGRES names a server.

The workspace has ten people and five campaigns; a third of the tasks is overdue, a tenth due today, a fifth
promised, a fifth live or lost. Slack's own share (users.info, views.publish) is left out. The list behind
the Home's buttons is timed too, in each of its orders. Where others use the machine as well, the process's
own work (processor time) is the steadier figure.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from filling import ledger, put  # noqa: E402
from sqlalchemy import text  # noqa: E402

from handlers import home  # noqa: E402
from handlers.speaker import Speaker  # noqa: E402
from storage.models import Outreach, Placement, Prospect  # noqa: E402
from storage.posts.homes import HomeFilter  # noqa: E402
from storage.store import Store  # noqa: E402
from storage.words import PlacementState, Stage  # noqa: E402
from storage.work import campaigns, tasks  # noqa: E402
from storage.work.tasks import Sort, TaskFilter  # noqa: E402

PEOPLE, CAMPAIGNS = 10, 5
ANNA = Speaker("U0", "Anna", "Europe/Berlin", "en-GB")


async def fill(store: Store, count: int, now: datetime, dice: random.Random) -> None:
    """A busy workspace."""
    async with store.writing("T1", now) as scope:
        for number in range(CAMPAIGNS):
            await campaigns.create(
                scope, f"Campaign {number}", ("acme.com",), client=None, channel=None, by="U0", now=now
            )
        first = await scope.next_ids(Prospect, count)
        task = await scope.next_ids(Outreach, count)
        link = await scope.next_ids(Placement, count)
        said = {"workspace_id": scope.workspace_id, "created_at": now}
        sites = (said | {"id": first + n, "site": f"site{n}.example"} for n in range(count))
        await put(scope, Prospect.__table__, sites)
        asked: list[dict[str, Any]] = []
        promised: list[dict[str, Any]] = []
        for n in range(count):
            row, placement = _task(n, now, dice)
            keys = said | {"id": task + n, "prospect_id": first + n, "created_by": "U0", "updated_at": now}
            asked.append(keys | {"channel": "C1", "campaign_id": 1 + n % CAMPAIGNS, "owner": _owner(n)} | row)
            if placement:
                known = said | {"id": link + n, "outreach_id": task + n, "created_by": "U0", "findings": []}
                where = {"site": f"site{n}.example", "target": "https://acme.com/", "page": None}
                promised.append(known | where | placement)
        await put(scope, Outreach.__table__, asked)
        await put(scope, Placement.__table__, promised)


def _owner(number: int) -> str:
    return f"U{number % PEOPLE}"


def _task(number: int, now: datetime, dice: random.Random) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """One task's columns and, where it has one, its placement's."""
    kind = dice.randrange(30)
    back = timedelta(days=dice.randrange(1, 200), minutes=number % 1440)
    none = {"first_live_at": None, "lost_at": None, "promised_by": None}
    if kind < 10:
        return {"stage": Stage.CONTACTED, "follow_up_at": now - back}, None
    if kind < 13:
        return {"stage": Stage.CONTACTED, "follow_up_at": now + timedelta(hours=1)}, None
    if kind < 18:
        return {"stage": Stage.CONTACTED, "follow_up_at": now + back}, None
    if kind < 24:
        by = (now + timedelta(days=dice.randrange(-20, 60))).date()
        placement = none | {"state": PlacementState.PROMISED, "promised_by": by}
        return {"stage": Stage.PROMISED, "follow_up_at": None}, placement
    if kind < 28:
        placement = none | {"state": PlacementState.LIVE, "first_live_at": now - back}
        return {"stage": Stage.WON, "follow_up_at": None}, placement
    placement = none | {
        "state": PlacementState.LOST,
        "first_live_at": now - back - timedelta(days=90),
        "lost_at": now - back,
    }
    return {"stage": Stage.WON, "follow_up_at": None}, placement


async def timed(what: Callable[[], Awaitable[object]], rounds: int) -> str:
    """Milliseconds by the clock, and of this process's own work: the medians and the worst of ``rounds``."""
    took: list[float] = []
    worked: list[float] = []
    for _ in range(rounds):
        started, before = time.perf_counter(), time.process_time()
        await what()
        worked.append((time.process_time() - before) * 1000)
        took.append((time.perf_counter() - started) * 1000)
    own = f"own work {statistics.median(worked):6.1f}, at most {max(worked):6.1f}"
    return f"{statistics.median(took):6.1f} ms, at most {max(took):6.1f}; {own}"


async def measure(database: str, count: int, rounds: int) -> None:
    """Fill a database, and say how long each view of it takes."""
    now = datetime.now(UTC)
    async with ledger(database) as store:
        await fill(store, count, now, random.Random(3))
        async with store.engine.connect() as connection:
            await connection.execute(text("ANALYZE"))
            await connection.commit()

        async def seen(wanted: HomeFilter) -> None:
            async with store.reading("T1") as scope:
                view = await home.seen(scope, ANNA, wanted, now)
                assert 10 < len(view["blocks"]) <= 100

        async def listed(sort: Sort, owner: str | None) -> None:
            async with store.reading("T1") as scope:
                assert (await tasks.listing(scope, TaskFilter(owner=owner), sort=sort)).tasks

        print(f"{database}, {count:,} tasks")
        for name, wanted in (
            ("my Home", HomeFilter()),
            ("everybody's Home", HomeFilter(everybody=True)),
            ("my Home, one campaign", HomeFilter(campaign=1)),
            ("everybody's, one campaign", HomeFilter(everybody=True, campaign=1)),
        ):
            print(f"  {name:28}{await timed(lambda wanted=wanted: seen(wanted), rounds)}")
        for sort in Sort:
            for name, owner in (("my", "U0"), ("everybody's", None)):
                label = f"{name} list by {sort}"
                took = await timed(lambda sort=sort, owner=owner: listed(sort, owner), rounds)
                print(f"  {label:28}{took}")


def main() -> None:
    """Measure on every database that there is."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--tasks", type=int, default=50_000)
    asked.add_argument("--rounds", type=int, default=20)
    given = asked.parse_args()
    databases = ["sqlite", *(["postgresql"] if os.environ.get("OUTREACH_TEST_POSTGRES") else [])]
    for database in databases:
        asyncio.run(measure(database, given.tasks, given.rounds))


if __name__ == "__main__":
    main()
