"""What is committed reaches the database file by itself, and nobody's commit waits for that."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.store import Store
from storage.work import outreach
from storage.work.outreach import Ask
from storage.write_ahead import PAUSE

ASK = Ask(site="techblog.com", owner="U1", channel="C1")


def rows_in_the_file_alone(database: Path, beside: Path) -> int:
    """How many tasks there are in a copy that lacks the log."""
    shutil.copy(database, beside)
    with closing(sqlite3.connect(beside)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM outreach").fetchone()
    return int(count)


async def log(its: Store, now: datetime, times: int) -> None:
    for second in range(times):
        async with its.writing("T1", now) as scope:
            await outreach.log(scope, ASK, by="U1", now=now + timedelta(seconds=second))


async def test_a_change_is_carried_over_soon_after_it_was_made(
    tmp_path: Path, empty_ledger: Path, now: datetime
) -> None:
    held = tmp_path / "its.db"
    shutil.copy(empty_ledger, held)
    its = Store.open(f"sqlite+aiosqlite:///{held}")
    try:
        await log(its, now, 3)
        assert rows_in_the_file_alone(held, tmp_path / "early.db") == 0
        for _ in range(100):
            await asyncio.sleep(PAUSE / 2)
            if found := rows_in_the_file_alone(held, tmp_path / "late.db"):
                break
        assert found == 3
    finally:
        await its.close()


async def test_somebody_who_reads_for_long_keeps_nothing_from_being_written(
    tmp_path: Path, empty_ledger: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    held = tmp_path / "its.db"
    shutil.copy(empty_ledger, held)
    its = Store.open(f"sqlite+aiosqlite:///{held}")
    try:
        with closing(sqlite3.connect(held, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM outreach").fetchone()
            await log(its, now, 2)
            await asyncio.sleep(PAUSE * 1.5)
            await log(its, now, 2)
            reader.execute("COMMIT")
            assert reader.execute("SELECT count(*) FROM outreach").fetchone() == (4,)
    finally:
        await its.close()
    assert not caplog.records
