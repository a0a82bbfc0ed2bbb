"""How long the report takes over a big ledger on SQLite, and how much memory.

Run: ``.venv/bin/python tests/benchmarks/report.py [--touches 1000000] [--backlinks 200000] [--rounds 3]``.

A quarter of the touches are asks of a task each; every backlink belongs to a placement of its own, three
quarters of which have a price. Each round is ``outreach report --format json`` in a process of its own: for a
month, a quarter, a year and everything, and for everything of one campaign.
"""

import argparse
import asyncio
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from storage import migrate
from storage.store import Store

BEGINS = datetime(2024, 1, 1)  # noqa: DTZ001 - as SQLite keeps it
SECONDS = int(timedelta(days=1050).total_seconds())
TACTICS = ("guest_post", "digital_pr", "broken_link", "journalist_request", "linkable_asset", None)
PERIODS = (
    ("a month", ["--period", "2026-06"]),
    ("a quarter", ["--from", "2026-04-01", "--to", "2026-06-30"]),
    ("a year", ["--from", "2025-01-01", "--to", "2025-12-31"]),
    ("everything", []),
    ("one campaign", ["--campaign", "Campaign 3"]),
)
LATER = ("followed_up",) * 6 + ("replied",) * 2 + ("promised", "declined", "noted")


def at(seconds: int) -> str:
    """A stored time."""
    return (BEGINS + timedelta(seconds=seconds)).isoformat(" ", "microseconds")


def put(base: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    first = next(rows)
    names, marks = ", ".join(f'"{name}"' for name in first), ", ".join(f":{name}" for name in first)
    insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    base.execute(insert, first)
    base.executemany(insert, rows)


def fill(file: Path, touches: int, links: int) -> None:
    """A workspace of twenty people and twenty campaigns."""
    draw = random.Random(1)
    base = sqlite3.connect(file)
    base.execute("PRAGMA synchronous=OFF")
    base.execute("BEGIN")
    here, made = {"workspace_id": 1}, {"workspace_id": 1, "created_at": at(0)}
    put(base, "workspace", iter([{"id": 1, "slack_id": "T1", "name": "", "created_at": at(0)}]))
    campaign = made | {"sites": '["acme.com"]', "client_mode": 0}
    put(base, "campaign", (campaign | {"id": n, "name": f"Campaign {n}"} for n in range(1, 21)))
    put(base, "prospect", (made | {"id": n, "site": f"site{n}.example"} for n in range(1, 50_001)))
    asked = [draw.randrange(SECONDS) for _ in range(touches // 4)]
    task = here | {"stage": "contacted", "follow_up_timed": 0, "step": 0, "channel": "C1", "created_by": "U1"}
    task |= {
        "version": 1,
        "acted": 0,
        "asked_told": 1,
        "text": "emailed jane@techblog.com re guest post for acme.com/guide",
    }
    put(
        base,
        "outreach",
        (
            task
            | {
                "id": n,
                "campaign_id": draw.randrange(1, 21),
                "prospect_id": draw.randrange(1, 50_001),
                "tactic": draw.choice(TACTICS),
                "owner": f"U{n % 20}",
                "created_at": at(when),
                "updated_at": at(when),
            }
            for n, when in enumerate(asked, start=1)
        ),
    )
    put(base, "touch", _touches(here, asked, draw))
    placement = made | {"site": "s", "target": "https://acme.com/", "findings": "[]", "detail": ""}
    placement |= {"misses": 0, "unseen": 0, "version": 1, "created_by": "U1", "told": 1}
    put(base, "placement", _placements(placement, asked, links, draw))
    put(base, "backlink", _links(here, links, draw))
    base.execute("COMMIT")
    base.close()


def _touches(here: dict[str, Any], asked: list[int], draw: random.Random) -> Iterator[dict[str, Any]]:
    number = 0
    for task, when in enumerate(asked, start=1):
        for what in ("asked", draw.choice(LATER), draw.choice(LATER), draw.choice(LATER)):
            number += 1
            moment = when if what == "asked" else min(SECONDS, when + draw.randrange(60 * 86_400))
            said = {"id": number, "outreach_id": task, "by": f"U{task % 20}", "what": what, "at": at(moment)}
            yield here | said


def _placements(
    base: dict[str, Any], asked: list[int], links: int, draw: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(1, links + 1):
        task = (number - 1) % len(asked) + 1
        live = asked[task - 1] + draw.randrange(90 * 86_400) if draw.random() < 0.8 else None
        lost = live + draw.randrange(200 * 86_400) if live is not None and draw.random() < 0.2 else None
        yield base | {
            "id": number,
            "outreach_id": task,
            "state": "promised" if live is None else "live" if lost is None else "lost",
            "price_amount": draw.choice([None, "100", "150.50", "200"]),
            "price_currency": "USD",
            "first_live_at": None if live is None else at(live),
            "lost_at": None if lost is None else at(lost),
        }


def _links(here: dict[str, Any], links: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(1, links + 1):
        seen = draw.randrange(SECONDS)
        yield here | {
            "id": number,
            "page": f"https://site{number}.example/page/{number}",
            "page_key": f"{number:064x}",
            "href": "https://acme.com/guide",
            "target": "https://acme.com/guide",
            "target_key": "0" * 64,
            "target_site": "acme.com",
            "site": f"site{number}.example",
            "rel": "[]",
            "followed": draw.choice([0, 1, None]),
            "indexable": draw.choice([0, 1, None]),
            "anchor": "the best guide",
            "origin": draw.choice(["built", "passive", "uncertain"]),
            "origin_reason": "promised in #123 by <@U1> on 1 Nov 2026",
            "placement_id": number,
            "first_seen_at": at(seen),
            "last_seen_at": at(SECONDS),
            "lost_at": at(seen + draw.randrange(300 * 86_400)) if draw.random() < 0.2 else None,
            "authority_score": draw.choice([None, draw.random() * 100]),
            "first_seen_told": 1,
            "target_told": 1,
        }


async def _migrated(address: str) -> None:
    store = Store.open(address)
    await migrate.upgrade(store.engine)
    await store.close()


def measured(address: str, words: list[str]) -> tuple[float, float]:
    """Seconds on the clock, and of processor time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-c", "from bot.cli import main; main()", "report", "--format", "json", *words]
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--touches", type=int, default=1_000_000)
    parser.add_argument("--backlinks", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outreach.db"
        address = f"sqlite+aiosqlite:///{file}"
        asyncio.run(_migrated(address))
        fill(file, given.touches, given.backlinks)
        print(f"{given.touches:,} touches, {given.backlinks:,} backlinks, {file.stat().st_size / 1e6:.0f} MB")
        for name, words in PERIODS:
            rounds = [measured(address, words) for _ in range(given.rounds)]
            wall, used = ([one[place] for one in rounds] for place in (0, 1))
            print(
                f"{name:14} {statistics.median(wall):6.2f} s (least {min(wall):.2f})"
                f" {min(used):6.2f} s of processor time at least"
            )
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"load {os.getloadavg()[0]:.1f}; {most:.0f} MB at most")


if __name__ == "__main__":
    main()
