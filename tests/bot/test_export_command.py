"""``outreach export``, run as a person runs it."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from forking import forks

from storage import migrate
from storage.models import Campaign
from storage.store import Store

OUTREACH = Path(sys.executable).with_name("outreach")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def env(tmp_path: Path) -> dict[str, str]:
    """Two workspaces with a campaign each, one of them named by somebody with a spreadsheet in mind."""
    address = f"sqlite+aiosqlite:///{tmp_path}/outreach.db"
    store = Store.open(address)
    await migrate.upgrade(store.engine)
    for team, name in (("T1", "Acme"), ("T2", "=HYPERLINK(1)")):
        async with store.writing(team, NOW) as scope:
            scope.session.add(
                Campaign(
                    workspace_id=scope.workspace_id,
                    id=await scope.next_id(Campaign),
                    name=name,
                    sites=["acme.com"],
                    created_at=NOW,
                )
            )
    await store.close()
    return {**os.environ, "DATABASE_URL": address}


def export(env: dict[str, str], *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return forks().run(("export", *words), env=env, folder=cwd or Path.cwd())


def test_everything_goes_to_standard_output_as_json_lines(env: dict[str, str]) -> None:
    done = export(env)
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(next(iter(record)) == "kind" for record in records)
    campaigns = [(r["workspace"], r["name"]) for r in records if r["kind"] == "campaign"]
    assert campaigns == [("T1", "Acme"), ("T2", "=HYPERLINK(1)")]


def test_one_workspace_gets_its_own_only(env: dict[str, str]) -> None:
    records = [json.loads(line) for line in export(env, "--workspace", "T1").stdout.splitlines()]
    assert {record["workspace"] for record in records} == {"T1"}


def test_an_unknown_workspace_is_one_line_that_names_the_known_ones(env: dict[str, str]) -> None:
    done = export(env, "--workspace", "T9")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "There is no workspace T9 in this database. It has T1, T2.\n"


def test_the_name_of_the_file_says_the_format(env: dict[str, str], tmp_path: Path) -> None:
    done = export(env, "-o", "all.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == b""
    assert "written to all.csv" in done.stderr.decode()
    text = (tmp_path / "all.csv").read_text()
    assert text.startswith("kind,")
    assert "'=HYPERLINK(1)" in text
    assert export(env, "-o", "all.xlsx", cwd=tmp_path).returncode == 0
    assert zipfile.is_zipfile(tmp_path / "all.xlsx")


def test_a_name_and_a_format_that_contradict_each_other_are_one_line(
    env: dict[str, str], tmp_path: Path
) -> None:
    done = export(env, "-o", "all.csv", "--format", "xlsx", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "all.csv").exists()) == (2, False)
    assert done.stderr.decode().splitlines() == [
        "all.csv is named as csv, but --format says xlsx. Leave --format out, or give the file another name. "
        "Example: -o all.xlsx"
    ]


def test_a_failed_export_leaves_the_old_file(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text("old")
    env["DATABASE_URL"] = f"sqlite+aiosqlite:///{tmp_path}/elsewhere.db"
    done = export(env, "-o", "all.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "no database" in done.stderr.decode()
    assert (tmp_path / "all.jsonl").read_text() == "old"
    assert not (tmp_path / "elsewhere.db").exists()


def test_a_database_behind_this_version_is_told_what_to_do(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    env["DATABASE_URL"] = f"sqlite+aiosqlite:///{tmp_path}/empty.db"
    assert "outreach db upgrade" in export(env).stderr.decode()


def test_a_spreadsheet_is_not_poured_over_a_terminal(env: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [OUTREACH, "export", "--format", "xlsx"], env=env, stdout=theirs, stderr=subprocess.PIPE, timeout=60
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "-o outreach.xlsx" in done.stderr.decode()


def test_a_reader_that_stops_early_causes_no_noise(env: dict[str, str]) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{OUTREACH} export | head -n 1"], env=env, capture_output=True, timeout=60
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
