"""How fast the ledger hands out due looks and takes their results back, without any HTTP.

Run: ``.venv/bin/python tests/benchmarks/ledger.py [--looks 20000] [--batch 200] [--rounds 3]
[--stored 10000,1000000]``. On SQLite, and on PostgreSQL too where OUTREACH_TEST_POSTGRES names a server.

A batch is what one round of the engine does: claim that many hosts with one due page each, then write what
was seen there in one transaction. ``first look`` finds a promised link live
(history, backlink, won task and posts are written), ``same again`` sees what was seen before: nearly all
looks are such. ``one tick`` claims and records 500 due placements among all that are stored.
"""

import argparse
import asyncio
import os
import random
import secrets
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from filling import TARGET, analysed, fill, ledger  # noqa: E402

from storage.store import Store  # noqa: E402
from storage.watch import checks  # noqa: E402
from storage.watch.due import HostVisit, Looked, Visited  # noqa: E402
from storage.watch.observation import Observation, SeenLink  # noqa: E402
from storage.words import Verdict  # noqa: E402

LEASE = timedelta(seconds=60)
DUE, WARM = 500, 2_000


def seen(page: str, at: datetime) -> Observation:
    """What a look at a page with the link sees."""
    link = SeenLink(TARGET, "the best guide", (), f'<a href="{TARGET}">the best guide</a>', "see", "for more")
    return Observation(
        page,
        TARGET,
        Verdict.LIVE,
        at,
        "The link is there.",
        link=link,
        links=(link,),
        followed=True,
        indexable=True,
        status=200,
        final_url=page,
        title="A post",
        etag='"1"',
        body_hash="0" * 64,
    )


def visited(visits: Sequence[HostVisit], at: datetime) -> list[Visited]:
    """The whole of these visits, every link found."""
    return [
        Visited(visit, tuple(Looked(due, seen(due.page or "", at)) for due in visit.due)) for visit in visits
    ]


async def once(store: Store, now: datetime, batch: int, dice: random.Random) -> int:
    """Claim and record one batch; how many looks it was."""
    claimed = await checks.claim(
        store, now=now, token=secrets.token_hex(16), lease=LEASE, hosts=batch, pages=200
    )
    if claimed:
        await checks.record_all(store, visited(claimed, now), now=now, jitter=dice)
    return sum(len(visit.due) for visit in claimed)


async def rate(store: Store, now: datetime, batch: int, dice: random.Random) -> tuple[float, float]:
    """Until nothing is due: looks a second, and this process's processor time a look, in microseconds."""
    started, worked, looks = time.perf_counter(), time.process_time(), 0
    while done := await once(store, now, batch, dice):
        looks += done
    return looks / (time.perf_counter() - started), (time.process_time() - worked) / looks * 1e6


async def rates(database: str, looks: int, batch: int) -> tuple[float, float, float, float]:
    """As ``rate``: the first looks, then ones that see the same again."""
    now, dice = datetime.now(UTC), random.Random(1)
    async with ledger(database) as store:
        places = [(f"host{n}.example", f"https://host{n}.example/post") for n in range(looks + WARM)]
        await fill(store, places, now=now, due_at=lambda _: now)
        await analysed(store)
        # A server knows its tables within a minute of their first rows: what is measured comes after that.
        for _ in range(WARM // batch):
            await once(store, now, batch, dice)
        await analysed(store)
        first = await rate(store, now, batch, dice)
        await analysed(store)  # links are looked at again after a day
        later = now + timedelta(days=3)
        return *first, *await rate(store, later, batch, dice)


async def tick(database: str, stored: int, rounds: int) -> list[float]:
    """Milliseconds of one tick with ``DUE`` due among ``stored``, several times."""
    now, dice = datetime.now(UTC), random.Random(2)
    async with ledger(database) as store:
        places = [(f"host{n}.example", f"https://host{n}.example/post") for n in range(stored)]
        # Spread over the days to come, a round's share due in each minute from now, the rows anywhere.
        order = list(range(stored))
        dice.shuffle(order)
        await fill(
            store,
            places,
            now=now,
            due_at=lambda n: (
                now + timedelta(minutes=order[n] // DUE)
                if order[n] < DUE * (rounds + 1)
                else now + timedelta(days=1, seconds=order[n])
            ),
        )
        await analysed(store)
        taken = []
        for minute in range(rounds + 1):
            started = time.perf_counter()
            done = await once(store, now + timedelta(minutes=minute), DUE, dice)
            taken.append((time.perf_counter() - started) * 1000)
            if done != DUE:
                raise SystemExit(f"{done} were due, not {DUE}")
        return taken[1:]


async def main(looks: int, batch: int, rounds: int, stored: Sequence[int]) -> None:
    """Measure and print."""
    databases = ["sqlite", *(["postgresql"] if os.environ.get("OUTREACH_TEST_POSTGRES") else [])]
    print(f"load {os.getloadavg()[0]:.1f}; claims and results in batches of {batch}, looks a second:")
    for database in databases:
        found = [await rates(database, looks, batch) for _ in range(rounds)]
        first, cost, again, then = (statistics.median(column) for column in zip(*found, strict=True))
        print(
            f"  {database:<12} first look {first:7,.0f} ({cost:,.0f} µs of processor time)   "
            f"same again {again:7,.0f} ({then:,.0f} µs)"
        )
    for database in databases:
        for count in stored:
            taken = await tick(database, count, 7)
            print(
                f"  {database:<12} one tick, {DUE} due of {count:>9,}: median "
                f"{statistics.median(taken):6.1f} ms ({min(taken):.1f} to {max(taken):.1f})"
            )
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--looks", type=int, default=20_000)
    asked.add_argument("--batch", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--stored", default="10000,1000000")
    given = asked.parse_args()
    asyncio.run(main(given.looks, given.batch, given.rounds, [int(n) for n in given.stored.split(",") if n]))
