"""A copy of the database while somebody writes to it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from databases import POSTGRES

from bot.database_copy import copy
from storage.errors import Mendable


def made(path: Path, rows: int = 100) -> str:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE pair (a INTEGER, b INTEGER)")
        database.executemany("INSERT INTO pair VALUES (?, ?)", [(n, n) for n in range(rows)])
    database.close()
    return f"sqlite+aiosqlite:///{path}"


def pairs(path: Path) -> list[tuple[int, int]]:
    database = sqlite3.connect(path)
    try:
        return database.execute("SELECT a, b FROM pair").fetchall()
    finally:
        database.close()


def test_a_copy_holds_everything_and_is_one_file_for_its_owner_only(tmp_path: Path) -> None:
    address = made(tmp_path / "odd name #.db")
    copy(address, tmp_path / "copy.db", force=False)
    assert len(pairs(tmp_path / "copy.db")) == 100
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(tmp_path: Path) -> None:
    address = made(tmp_path / "live.db", rows=20_000)
    stop = threading.Event()

    def write() -> None:
        database = sqlite3.connect(tmp_path / "live.db", timeout=30)
        n = 20_000
        while not stop.is_set():
            with database:  # one transaction adds both halves
                database.execute("INSERT INTO pair VALUES (?, ?)", (n, -1))
                database.execute("INSERT INTO pair VALUES (?, ?)", (-1, n))
            n += 1
        database.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for round_ in range(5):
            copy(address, tmp_path / f"{round_}.db", force=False)
            rows = pairs(tmp_path / f"{round_}.db")
            assert sum(a for a, b in rows if b == -1) == sum(b for a, b in rows if a == -1)
    finally:
        stop.set()
        writer.join()


def test_a_file_that_is_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    address = made(tmp_path / "live.db")
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(Mendable, match="--force"):
        copy(address, tmp_path / "copy.db", force=False)
    assert (tmp_path / "copy.db").read_text() == "precious"
    copy(address, tmp_path / "copy.db", force=True)
    assert len(pairs(tmp_path / "copy.db")) == 100


def test_the_database_is_never_replaced_by_its_copy(tmp_path: Path) -> None:
    address = made(tmp_path / "live.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "live.db")
    for name in ("live.db", "link.db"):
        with pytest.raises(Mendable, match="database itself"):
            copy(address, tmp_path / name, force=True)


@pytest.mark.parametrize("content", [b"not a database" * 1000, None])
def test_a_failed_copy_leaves_nothing_behind(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "live.db").write_bytes(content)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Mendable):
        copy(f"sqlite+aiosqlite:///{tmp_path}/live.db", tmp_path / "copy.db", force=False)
    assert sorted(tmp_path.iterdir()) == before


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    address = made(tmp_path / "live.db")
    with pytest.raises(Mendable, match="can't be written"):
        copy(address, tmp_path / "no" / "such" / "folder.db", force=False)
    with pytest.raises(Mendable, match="folder"):
        copy(address, tmp_path, force=True)


def test_the_command_says_where_the_copy_is(tmp_path: Path) -> None:
    address = made(tmp_path / "live.db")
    done = subprocess.run(
        [Path(sys.executable).with_name("outreach"), "backup", "copy.db"],
        cwd=tmp_path,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Saved to copy.db, ")


def test_without_pg_dump_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Mendable, match="apt install postgresql-client"):
        copy("postgresql+asyncpg://localhost/x", tmp_path / "copy", force=False)


@pytest.mark.skipif(not POSTGRES or not shutil.which("pg_dump"), reason="no PostgreSQL named, or no pg_dump")
def test_postgresql_is_copied_with_pg_dump(tmp_path: Path) -> None:
    assert POSTGRES
    copy(POSTGRES, tmp_path / "copy.dump", force=False)
    assert (tmp_path / "copy.dump").read_bytes().startswith(b"PGDMP")


@pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump")
def test_a_server_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(Mendable) as error:
        copy("postgresql+asyncpg://me:hidden@127.0.0.1:1/x", tmp_path / "copy", force=False)
    assert "hidden" not in error.value.line()
    assert "\n" not in error.value.line()
    assert not (tmp_path / "copy").exists()
