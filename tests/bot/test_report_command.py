"""``outreach report``, run as a person runs it, and its files as they open."""

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from forking import forks
from sqlalchemy import insert

from storage import migrate
from storage.models import Backlink, Campaign, Member, Outreach, Prospect, Touch
from storage.store import Store

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
NASTY = "=HYPERLINK(1)\u202e עסק 日本語 🚀"


async def filled(file: Path, teams: tuple[str, ...]) -> None:
    """One ask, one link and one campaign in each workspace, all named by somebody with bad intentions."""
    store = Store.open(f"sqlite+aiosqlite:///{file}")
    await migrate.upgrade(store.engine)
    for team in teams:
        async with store.writing(team, NOW) as scope:
            here = {"workspace_id": scope.workspace_id, "id": 1}
            made = here | {"created_at": NOW}
            rows = {
                Campaign: made
                | {
                    "name": NASTY,
                    "sites": ["acme.com"],
                    "client": NASTY,
                    "brand_colour": "#ffff00",
                    "brand_logo_url": "http://127.0.0.1:9/logo.png",
                },
                Prospect: made | {"site": "techblog.com"},
                Outreach: made
                | {
                    "campaign_id": 1,
                    "prospect_id": 1,
                    "owner": "U1",
                    "stage": "contacted",
                    "channel": "C1",
                    "created_by": "U1",
                    "updated_at": NOW,
                },
                Touch: here | {"outreach_id": 1, "by": "U1", "what": "asked", "at": NOW},
                Member: {"workspace_id": scope.workspace_id, "slack_id": "U1", "name": NASTY},
                Backlink: here
                | {
                    "page": "https://techblog.com/" + "x" * 40_000,
                    "page_key": "1",
                    "target": "https://acme.com/",
                    "target_key": "1",
                    "site": "techblog.com",
                    "anchor": "+cmd|' /C calc'!A0\x01\u202e",
                    "origin": "passive",
                    "followed": True,
                    "origin_reason": "<@U1> says so",
                    "first_seen_at": NOW,
                    "last_seen_at": NOW,
                },
            }
            for table, row in rows.items():
                await scope.session.execute(insert(table).values(**row))
    await store.close()


@pytest.fixture
async def env(tmp_path: Path) -> dict[str, str]:
    await filled(tmp_path / "one.db", ("T1",))
    return {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/one.db"}


def run(env: dict[str, str], *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return forks().run(("report", "--now", NOW.isoformat(), *words), env=env, folder=cwd or Path.cwd())


def test_json_has_both_ledgers_and_the_bridge(env: dict[str, str]) -> None:
    told = json.loads(run(env, "--format", "json", "--from", "2026-10", "--to", "2026-10").stdout)
    assert told["period"] == {"from": "2026-10-01", "to": "2026-10-31", "zone": "UTC"}
    assert told["work"]["asks"] == told["results"]["live"] == told["results"]["passive"] == 1
    assert told["bridge"][0]["month"] == "2026-10"
    assert {"cost", "late_promises", "campaign"} <= set(told)


def test_text_is_plain_when_it_is_piped(env: dict[str, str]) -> None:
    done = run(env, "--period", "this month")
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode()
    assert "1–31 Oct 2026" in said
    assert "Work: what we did" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_spreadsheet_holds_no_formula_and_no_trick(env: dict[str, str], tmp_path: Path) -> None:
    assert run(env, "-o", "all.xlsx", cwd=tmp_path).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert {"Work", "Results", "Bridge", "Tactics", "Links", "Touches"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not isinstance(cell.value, str) or (
                    len(cell.value) <= 32_767 and "\u202e" not in cell.value
                )
    assert isinstance(book["Links"]["I2"].value, datetime)
    assert book["Links"]["D2"].value is True
    assert [cell.value for cell in book["About"]["A"]][:3] == ["Report", "Campaign", "Made on"]
    assert book["Links"]["G2"].value == f"{NASTY.replace(chr(0x202E), '')} says so"


def test_a_pdf_for_the_client_has_two_pages(env: dict[str, str], tmp_path: Path) -> None:
    words = ("--campaign", NASTY, "-o", "client.pdf", "--about", "about.json")
    done = run(env, *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    content = (tmp_path / "client.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 2
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    assert about["title"].endswith("=HYPERLINK(1) עסק 日本語 🚀")
    assert about["note"] == "The logo is not on the report: its address could not be reached."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "someday"), "someday"),
        (("--from", "2026-10-31", "--to", "2026-10-01"), "no days"),
        (("--campaign", "Nobody"), "no campaign “Nobody”"),
        (("--workspace", "T9"), "It has T1."),
        (("--tz", "Mars/Base"), "no time zone"),
        (("-o", "x.pdf", "--format", "xlsx"), "x.pdf is named as pdf, but --format says xlsx"),
    ],
)
def test_a_mistake_is_one_line(env: dict[str, str], words: tuple[str, ...], said: str) -> None:
    done = run(env, *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


async def test_several_workspaces_are_asked_for_one_and_none_for_a_start(tmp_path: Path) -> None:
    await filled(tmp_path / "two.db", ("T1", "T2"))
    env = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/two.db"}
    assert "--workspace" in run(env).stderr.decode()
    await filled(tmp_path / "none.db", ())
    env["DATABASE_URL"] = f"sqlite+aiosqlite:///{tmp_path}/none.db"
    assert "Start the bot once" in run(env).stderr.decode()


def test_days_still_to_come_are_said_in_words_and_not_in_noughts(env: dict[str, str]) -> None:
    said = run(env, "--period", "2031").stdout.decode()
    assert "These days are still to come: there is no work to report yet." in said
    assert "Work by" not in said
    assert "what stands now" in said


def test_days_without_work_say_so(env: dict[str, str]) -> None:
    said = run(env, "--period", "2026-03").stdout.decode()
    assert "No work is on record for these days: nobody asked, followed up or was answered." in said
    assert "what stands on 31 Mar 2026" in said


def test_a_long_period_is_told_in_longer_steps_and_nothing_is_left_out(env: dict[str, str]) -> None:
    short = run(env, "--from", "2026-07-01", "--to", "2026-10-20").stdout.decode()
    assert "Work by week" in short and short.count(" 2026  ") >= 17, short
    said = run(env, "--from", "2025-01-15", "--to", "2026-10-20").stdout.decode()
    table = said.partition("Work by month")[2].partition("A week counts in the month that it begins in")[0]
    assert table.count("2025") == 12 and table.count("2026") == 10
    assert "Work by quarter" in run(env, "--from", "2022", "--to", "2026").stdout.decode()
    assert "Work by year" in run(env, "--from", "1990", "--to", "2026").stdout.decode()


@pytest.mark.parametrize(
    ("words", "said", "example"),
    [
        (("--period", "2026-13"), "There is no month 13", "last month"),
        (
            ("--from", "2026-10-31", "--to", "2026-10-01"),
            "2026-10-31 comes after",
            "--from 2026-10-01 --to 2026",
        ),
        (("--from", "1901", "--to", "2026"), "more than sixty years", "--from 2025-12-31"),
        (("--campaign", "Nope"), "There is no campaign “Nope”. Known: ", "outreach report --campaign"),
    ],
)
def test_a_wrong_option_is_told_apart_and_a_line_that_works_is_given(
    env: dict[str, str], words: tuple[str, ...], said: str, example: str
) -> None:
    done = run(env, *words)
    assert done.returncode == 2
    line = done.stderr.decode()
    assert said in line
    assert example in line.partition("Example: ")[2]
    assert line.count("\n") == 1


def test_plain_words_and_parsed_ones_give_the_same_report(env: dict[str, str], tmp_path: Path) -> None:
    for plain, parsed in (
        (("--period", "2026-10"), ("--period=2026-10",)),
        (
            ("--from", "2026-10-01", "--client", "--format", "JSON"),
            ("--from=2026-10-01", "--client", "--format=JSON"),
        ),
        (("--campaign", "Nobody"), ("--campaign=Nobody",)),
        (("--tz", "Mars/Base"), ("--tz=Mars/Base",)),
    ):
        one, other = run(env, *plain), run(env, *parsed)
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert run(env, "-o", "a.png", cwd=tmp_path).stderr == b"Report written to a.png.\n"
    for wrong, says in (
        (("--period", "2026-10", "--to", "2026-10-02"), "say either --period"),
        (("--format", "docx"), "none of text, json"),
        (("--from",), "requires an argument"),
        (("--from", "2026-10", "--from"), "requires an argument"),
        (("october",), "unexpected"),
    ):
        refused = run(env, *wrong)
        assert refused.returncode == 2
        assert says in refused.stderr.decode()


def test_other_settings_that_are_wrong_keep_nobody_from_a_report(env: dict[str, str]) -> None:
    done = run({**env, "OUTREACH_TICK_SECONDS": "soon"}, "--format", "json")
    assert json.loads(done.stdout)["work"]["asks"] == 1
    refused = run({**env, "DATABASE_URL": "mysql://here/outreach"})
    assert refused.returncode == 2
    assert refused.stderr.decode().startswith(
        "DATABASE_URL starts with mysql://, and Outreach runs on SQLite"
    )
