"""Workers that are killed with SIGKILL at any point leave the same tables and the same posts."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage.models import Backlink, ObservationRow, Outreach, Placement, Post

HERE = Path(__file__).parent
PLACEMENTS = 24


async def test_workers_killed_at_any_point_lose_nothing_and_double_nothing(desk: Any, tmp_path: Path) -> None:
    for number in range(PLACEMENTS):
        await desk.promise(f"https://site{number % 6}.com/{number}", site=f"site{number % 6}.com")
    when = random.Random(4)
    for attempt in range(6):
        worker = await begun(tmp_path / "outreach.db", desk.clock.offset)
        await asyncio.sleep(when.uniform(0.0, 0.25))
        os.kill(worker.pid, signal.SIGKILL)
        await worker.wait()
        desk.clock.advance(timedelta(seconds=61))
        if attempt == 0:
            assert len(await desk.posts("live")) < PLACEMENTS
    last = await begun(tmp_path / "outreach.db", desk.clock.offset)
    assert await last.wait() == 0

    said = Counter(post.subject for post in await desk.posts("live"))
    assert said == {f"placement:{number + 1}": 1 for number in range(PLACEMENTS)}
    async with desk.store.read() as session:
        assert set(await session.scalars(select(Placement.state))) == {"live"}
        assert set(await session.scalars(select(Outreach.stage))) == {"won"}
        assert list(await session.scalars(select(ObservationRow.count))) == [1] * PLACEMENTS
        assert len(list(await session.scalars(select(Backlink.id)))) == PLACEMENTS
        cards = await session.scalars(select(Post.epoch).where(Post.kind == "card"))
        assert Counter(cards) == {"v1": PLACEMENTS, "v2": PLACEMENTS}


async def begun(database: Path, offset: timedelta) -> asyncio.subprocess.Process:
    """A worker process of its own, past its start-up."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / "worker_process.py"),
        str(database),
        str(offset.total_seconds()),
        stdout=asyncio.subprocess.PIPE,
    )
    assert worker.stdout is not None
    assert await worker.stdout.readline() == b"begun\n"
    return worker
