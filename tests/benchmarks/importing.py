"""How fast a big export comes in, and in how much memory: ``python tests/benchmarks/importing.py [MB]``.

Writes a Semrush export of so many megabytes (200), brings it into a fresh SQLite ledger with 1,000 asks,
brings it in again, and prints rows a second and the process's peak memory.
"""

import asyncio
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.importing.bringing import Bringing
from bot.importing.outcome import Result
from storage import migrate
from storage.store import Store
from storage.work import outreach
from storage.work.outreach import Ask

HEADER = (
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
    "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def write(path: Path, megabytes: int) -> None:
    """An export with links from 20,000 sites to 50 pages."""
    with path.open("w", encoding="utf-8") as file:
        written, row = file.write(HEADER), 0
        while written < megabytes * 1_000_000:
            written += file.write(
                f"{row % 100},The title of page {row},"
                f"https://site{row % 20_000}.com/blog/{row}/a-slug-of-words,"
                f"https://acme.com/guide/{row % 50},anchor text {row % 1000},12,30,"
                f"{'TRUE' if row % 3 == 0 else 'FALSE'},FALSE,FALSE,TRUE,FALSE,FALSE,FALSE,FALSE,"
                f"2026-01-{row % 28 + 1:02d},2026-02-{row % 28 + 1:02d},FALSE,FALSE\n"
            )
            row += 1


async def measure(megabytes: int) -> None:
    """Write, bring in twice, and say how it went."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "semrush.csv"
        write(path, megabytes)
        store = Store.open(f"sqlite+aiosqlite:///{folder}/outreach.db")
        await migrate.upgrade(store.engine)
        async with store.writing("T1", NOW) as scope:
            for number in range(1_000):
                ask = Ask(f"site{number}.com", "U1", "C1", target="https://acme.com/guide/1")
                await outreach.log(scope, ask, by="U1", now=NOW.replace(year=2025))
        for what in ("first", "again"):
            began = time.perf_counter()
            result: Result = await Bringing(store, "T1", lambda: NOW).bring(path, path.name)
            took = time.perf_counter() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            rate = result.tally.read / took
            sys.stdout.write(
                f"{what}: {took:.1f} s, {rate:,.0f} rows/s, peak {peak} MB; {result.lines()[0]}\n"
            )
        await store.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
