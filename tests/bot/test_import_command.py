"""``outreach import``, run as a person runs it."""

import gzip
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from forking import forks

from storage import migrate
from storage.store import Store
from storage.team import people
from storage.work import campaigns, outreach
from storage.work.outreach import Ask

OUTREACH = Path(sys.executable).with_name("outreach")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LINKS = (
    "page,target,anchor,first seen\n"
    "https://techblog.com/post,https://acme.com/guide,the guide,2026-03-20\n"
    "https://forum.example/thread,https://acme.com/,acme,2026-01-20\n"
    "https://forum.example/other,https://beta.com/,beta,2026-01-20\n"
    ",https://acme.com/,nobody,2026-01-20\n"
)


@pytest.fixture
async def env(tmp_path: Path) -> dict[str, str]:
    """A workspace with a campaign, two people and an ask."""
    address = f"sqlite+aiosqlite:///{tmp_path}/outreach.db"
    store = Store.open(address)
    await migrate.upgrade(store.engine)
    async with store.writing("T1", NOW) as scope:
        for slack_id, name in (("U1", "Jana Novak"), ("U2", "Tom Berg")):
            await people.remember(scope, slack_id, name=name, tz=None, locale=None, now=NOW)
        await campaigns.create(scope, "Spring", ("acme.com",), client=None, channel=None, by="U1", now=NOW)
        ask = Ask(site="techblog.com", owner="U1", channel="C1", target="https://acme.com/guide")
        await outreach.log(scope, ask, by="U1", now=NOW)
    await store.close()
    return {**os.environ, "DATABASE_URL": address}


def run(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    done = forks().run(words, env=env, folder=Path.cwd())
    return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())


def exported(env: dict[str, str], kind: str) -> list[dict[str, object]]:
    records = [json.loads(line) for line in run(env, "export").stdout.splitlines()]
    return [record for record in records if record["kind"] == kind]


@pytest.fixture
def links(tmp_path: Path) -> str:
    file = tmp_path / "links.csv"
    file.write_text(LINKS)
    return str(file)


def test_a_file_is_brought_in_and_the_second_time_changes_nothing(env: dict[str, str], links: str) -> None:
    first = run(env, "import", links)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines() == [
        "line 5: no page that links",
        "4 rows read from a table of your own: 3 new links, 0 updated, 0 unchanged, 1 skipped.",
    ]
    before = exported(env, "backlink")
    again = run(env, "import", links)
    assert "0 new links, 0 updated, 3 unchanged, 1 skipped." in again.stdout
    assert exported(env, "backlink") == before
    assert [(one["origin"], one["rel"], one["followed"]) for one in before] == [
        ("built", None, None),
        ("passive", None, None),
        ("passive", None, None),
    ]
    assert before[0]["first_seen_at"] == "2026-03-20T00:00:00Z"


def test_a_file_that_breaks_off_says_what_of_it_came_in(env: dict[str, str], tmp_path: Path) -> None:
    rows = "".join(f"https://a{n}.com/{n * 7919},https://acme.com/\n" for n in range(9_000))
    (tmp_path / "links.csv.gz").write_bytes(gzip.compress(f"page,target\n{rows}".encode())[:-9_000])
    done = run(env, "import", str(tmp_path / "links.csv.gz"))
    assert done.returncode == 2
    told = re.search(r"can't be unpacked to its end\. By then its first ([\d,]+) rows were read", done.stderr)
    assert told is not None, done.stderr
    assert len(exported(env, "backlink")) == int(told[1].replace(",", "")) > 0


def test_a_dry_run_says_the_same_and_keeps_nothing(env: dict[str, str], links: str) -> None:
    done = run(env, "import", links, "--dry-run")
    assert "3 new links" in done.stdout
    assert "Nothing was changed" in done.stderr
    assert exported(env, "backlink") == []


def test_a_campaign_takes_links_to_its_sites_alone(env: dict[str, str], links: str) -> None:
    done = run(env, "import", links, "--campaign", "spring")
    assert "line 4: it links to beta.com, which is no site of the campaign “Spring”" in done.stdout
    assert "2 new links" in done.stdout


def test_tasks_come_in_with_their_touches_and_an_owner_by_name(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text(
        "site,contact,stage,asked,owner,price,currency\n"
        "news.example,Ann,replied,2026-02-01,Tom,150,EUR\n"
        "blog.example,Bo,contacted,2026-02-02,U1,,\n"
        "other.example,Cy,contacted,2026-02-02,Nobody,,\n"
    )
    done = run(env, "import", str(file))
    assert "line 4: nobody here is called “Nobody”" in done.stdout
    assert "2 new tasks" in done.stdout
    assert "2 unchanged" in run(env, "import", str(file)).stdout
    tasks = {one["site"]: one for one in exported(env, "outreach")}
    assert (tasks["news.example"]["owner"], tasks["news.example"]["stage"]) == ("U2", "replied")
    assert tasks["news.example"]["price"] == {"amount": 150.0, "currency": "EUR"}
    number = tasks["news.example"]["id"]
    touches = [(one["what"], one["at"]) for one in exported(env, "touch") if one["outreach"] == number]
    assert touches == [("asked", "2026-02-01T00:00:00Z"), ("replied", None)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.csv",), "nowhere.csv is not there."),
        ((".",), ". is a folder."),
        (("{links}", "--workspace", "T9"), "There is no workspace T9"),
        (("{links}", "--campaign", "Autumn"), "There is no campaign “Autumn” here (known: Spring)."),
        (
            ("{links}", "--owner", "Nobody"),
            "Nobody here is called “Nobody”. Name somebody whom the bot has met: U1 Jana Novak, U2 Tom Berg.",
        ),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_to_do(
    env: dict[str, str], links: str, words: tuple[str, ...], said: str
) -> None:
    done = run(env, "import", *(word.format(links=links) for word in words))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


async def test_with_several_workspaces_it_asks_and_with_none_it_says_to_start_the_bot(
    env: dict[str, str], links: str, tmp_path: Path
) -> None:
    store = Store.open(env["DATABASE_URL"])
    async with store.writing("T2", NOW):
        pass
    await store.close()
    done = run(env, "import", links)
    assert (done.returncode, "--workspace T1" in done.stderr) == (2, True)
    empty = {**env, "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/empty.db"}
    store = Store.open(empty["DATABASE_URL"])
    await migrate.upgrade(store.engine)
    await store.close()
    done = run(empty, "import", links)
    assert (done.returncode, "outreach run" in done.stderr) == (2, True)


def test_days_that_are_still_to_come_or_missing_are_told_and_the_summary_is_last(
    env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text(
        "site,contact,stage,asked,replied,url of link,notes,owner,page,target,dofollow\n"
        "a.com,Ann,contacted,2090-05-01,,,,U1,,,\n"
        "b.com,Bo,replied,2026-02-01,2090-05-01,,,U1,,,\n"
        "c.com,Cy,contacted,,,,met in Oslo,U1,,,\n"
        "d.com,Di,live,2026-02-01,,,,U1,https://d.com/x,https://acme.com/,\n"
        "e.com,Ed,live,2026-02-01,,,,U1,https://e.com/x,,\n"
        "f.com,Flo,contacted,soon,,,,U1,,,\n"
        "g.com,Gil,live,2026-02-01,,,,U1,TBD,https://acme.com/,\n"
    )
    lines = run(env, "import", str(file)).stdout.splitlines()
    assert lines == [
        "line 2: asked on 2090-05-01, which is still to come",
        "line 3: replied on 2090-05-01, which is still to come",
        "line 8: the page “TBD” is no address: the task is kept without a link to look at",
        "Put the addresses in once they are known, and bring the file in again.",
        "1 date could not be read or lies ahead, and is left empty, the first in line 7.",
        "2 asks came without a date: no report counts them in a month. Columns “asked” and “replied” say it; "
        "bring the file in again then.",
        "1 link of these tasks will be looked at, now and from now on.",
        "1 link can't be looked at, as nobody says where it goes: add a column “target”, or name a campaign "
        "with one site.",
        "7 rows read from a table of your own: 5 new tasks, 0 updated, 0 unchanged, 2 skipped.",
    ]
    assert "met in Oslo" in [one["text"] for one in exported(env, "outreach")]
    assert "met in Oslo" in run(env, "export", "--format", "csv").stdout


def test_links_without_a_day_are_told_of_as_that(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("page,target\nhttps://techblog.com/p,https://acme.com/guide\n")
    lines = run(env, "import", str(file)).stdout.splitlines()
    assert "1 new link came without a “first seen”" in lines[0]
    (link,) = exported(env, "backlink")
    assert (link["first_seen_told"], link["origin"]) == (False, "uncertain")
    assert "nobody says when the link was first seen" in str(link["origin_reason"])


def test_a_killed_import_ends_as_if_nothing_had_happened_once_it_is_run_again(
    env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    rows = [f"https://site{n % 97}.com/{n},https://acme.com/,a,2026-01-20" for n in range(3_000)]
    file.write_text("\n".join(["page,target,anchor,first seen", *rows]))
    halfway = subprocess.Popen([OUTREACH, "import", str(file)], env=env, stdout=subprocess.PIPE)
    while not exported(env, "backlink"):
        pass
    halfway.kill()
    halfway.communicate()
    assert run(env, "import", str(file)).returncode == 0
    links = exported(env, "backlink")
    assert len(links) == 3_000
    assert len({one["page"] for one in links}) == 3_000
