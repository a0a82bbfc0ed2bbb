"""``outreach check``, as a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from small_web import TARGET, Answer, Web

LINK = '<p>See <a rel="nofollow" href="https://acme.com/guide">the guide</a> today.'


async def outreach(*arguments: str, stdin: str = "", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        *arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8"} | environment,
    )
    out, err = await process.communicate(stdin.encode())
    return process.returncode or 0, out.decode(), err.decode()


async def test_one_page_is_answered_for_a_person(web: Web) -> None:
    web.page("/page", LINK)
    code, out, err = await outreach("check", f"http://127.0.0.1:{web.port}/page", TARGET)
    assert code == 0
    assert err == ""
    assert out.startswith(f"Live: “the guide” links to {TARGET}, not followed (rel=nofollow), indexable.")
    assert "See [the guide] today." in out


async def test_one_page_is_answered_for_a_program(web: Web) -> None:
    web.page("/page", LINK)
    page = f"http://127.0.0.1:{web.port}/page"
    code, out, _ = await outreach("check", page, TARGET, "--json")
    said = json.loads(out)
    assert code == 0
    assert said.pop("checked_at").endswith("Z")
    assert said == {
        "row": 0,
        "page": page,
        "target": TARGET,
        "verdict": "live",
        "findings": ["rel_nofollow"],
        "href": TARGET,
        "anchor": "the guide",
        "rel": ["nofollow"],
        "followed": False,
        "indexable": True,
        "status": 200,
        "final_url": page,
        "redirects": [],
        "detail": f"Live: “the guide” links to {TARGET}, not followed (rel=nofollow), indexable.",
    }


async def test_a_page_without_the_link_exits_with_one(web: Web) -> None:
    web.page("/page", '<p>text <a href="https://acme.com/other">x</a>')
    code, out, _ = await outreach("check", f"http://127.0.0.1:{web.port}/page", TARGET, "--json")
    assert code == 1
    assert json.loads(out)["href"] == "https://acme.com/other"
    code, _, _ = await outreach("check", f"http://127.0.0.1:{web.port}/none", TARGET)
    assert code == 1


async def test_inside_addresses_are_closed_by_default(web: Web) -> None:
    page = f"http://127.0.0.1:{web.port}/page"
    code, out, _ = await outreach("check", page, TARGET, "--json", OUTREACH_ALLOW_NETWORKS="")
    assert code == 1
    assert json.loads(out)["findings"] == ["forbidden_address"]
    assert web.asked == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nope", TARGET], "The page 'nope' is not the address of a web page."),
        (["https://techblog.com", "ftp://x"], "The target 'ftp://x' is not the address of a web page."),
        (["https://techblog.com"], "Two addresses are needed"),
        ([], "Two addresses are needed"),
        (["https://techblog.com", TARGET, "--from", "x.csv"], "don't go together"),
        (["--from", "/nowhere.csv"], "/nowhere.csv can't be read: No such file or directory."),
        (["--from", "/"], "/ can't be read"),
        (["--from", "-", "--concurrency", "0"], "--concurrency"),
        (["--from", "-", "--host-delay", "-1"], "--host-delay"),
        (
            ["--from", "-"],
            "The file has no header with page and target. Make its first line page,target,anchor,rel; "
            "anchor and rel may be left out.\n",
        ),
        (["--bogus"], "--bogus"),
    ],
)
async def test_a_users_error_is_one_line_and_exit_two(arguments: list[str], line: str) -> None:
    code, out, err = await outreach("check", *arguments, stdin="site,link\na,b\n")
    assert (code, out) == (2, "")
    assert line in err
    assert err.count("\n") == 1


async def test_a_wrong_network_setting_is_named() -> None:
    code, _, err = await outreach("check", "https://techblog.com", TARGET, OUTREACH_ALLOW_NETWORKS="all")
    assert code == 2
    assert "OUTREACH_ALLOW_NETWORKS holds 'all'" in err


async def test_a_file_is_answered_row_by_row(web: Web, tmp_path: Path) -> None:
    web.page("/a", LINK)
    web.page("/b", "<p>Nothing to see here, but words.")
    base = f"http://127.0.0.1:{web.port}"
    source = tmp_path / "rows.csv"
    source.write_text(
        "\ufeffPage,Target,anchor,rel,extra\n"
        f"{base}/a,{TARGET},the guide,nofollow,x\n"
        "\n"
        f"{base}/b,{TARGET}\n"
        f'"{base}/a",{TARGET},"another, anchor",dofollow\n'
        f"nope,{TARGET}\n"
        f"{base}/a,\n",
        encoding="utf-8",
    )
    code, out, _ = await outreach("check", "--from", str(source), "--json", "--host-delay", "0")
    said = {row["row"]: row for row in map(json.loads, out.splitlines())}
    assert code == 1
    assert {row: (line["verdict"], line["findings"]) for row, line in said.items()} == {
        0: ("live", ["rel_nofollow"]),
        1: ("missing", []),
        2: ("live", ["rel_nofollow", "wrong_anchor", "rel_not_as_agreed"]),
        3: ("unseen", ["bad_url"]),
        4: ("unseen", ["bad_url"]),
    }


async def test_rows_about_one_page_that_wait_for_its_host_share_a_look(web: Web) -> None:
    async def slow(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)
        writer.write(Answer(LINK.encode()).wire())

    web.answers["/first"] = slow
    web.page("/a", LINK)
    base = f"http://127.0.0.1:{web.port}"
    rows = f"page,target\n{base}/first,{TARGET}\n{base}/a,{TARGET}\n{base}/a,https://other.example/\n"
    _, out, _ = await outreach("check", "--from", "-", "--json", "--host-delay", "0", stdin=rows)
    assert {row["row"]: row["verdict"] for row in map(json.loads, out.splitlines())} == {
        0: "live",
        1: "live",
        2: "missing",
    }
    assert web.asked.count("/a") == 1


async def test_a_row_with_an_empty_cell_says_which_one() -> None:
    rows = f"page,target\nhttp://127.0.0.1/a,\n,{TARGET}\nhttp://127.0.0.1/a,nope\n"
    _, out, _ = await outreach("check", "--from", "-", "--json", stdin=rows)
    said = {row["row"]: row["detail"] for row in map(json.loads, out.splitlines())}
    assert said == {
        0: "No target is named: the row's target is empty. Write it like https://techblog.com/tools.",
        1: "No page is named: the row's page is empty. Write it like https://techblog.com/tools.",
        2: "The target “nope” is not the address of a web page. Write it like https://techblog.com/tools.",
    }


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
async def test_excels_unicode_text_is_read(web: Web, tmp_path: Path, encoding: str) -> None:
    web.page("/a", '<a href="https://acme.com/guide">Überblick</a>')
    text = f"\ufeffpage\ttarget\tanchor\r\nhttp://127.0.0.1:{web.port}/a\t{TARGET}\tÜberblick\r\n"
    source = tmp_path / "rows.txt"
    source.write_bytes(text.encode(encoding))
    code, out, err = await outreach("check", "--from", str(source))
    assert (code, err) == (0, "1 checked: 1 live, 0 missing, 0 unseen.\n")
    assert "Live: “Überblick”" in out
    with source.open("rb") as typed:
        piped = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-c", "from bot.cli import main; main()", "check", "--from", "-", "--json"],
            stdin=typed,
            capture_output=True,
            check=False,
            env=os.environ | {"OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8"},
        )
    assert (piped.returncode, piped.stderr) == (0, b"")


async def test_standard_input_works_and_all_live_exits_with_zero(web: Web) -> None:
    web.page("/a", LINK)
    rows = f"page;target\nhttp://127.0.0.1:{web.port}/a;{TARGET}\n"
    code, out, err = await outreach("check", "--from", "-", stdin=rows)
    assert code == 0
    assert "Live: “the guide”" in out
    assert err == "1 checked: 1 live, 0 missing, 0 unseen.\n"


async def test_a_rel_that_nobody_can_agree_on_names_its_line(web: Web) -> None:
    code, _, err = await outreach(
        "check", "--from", "-", stdin=f"page,target,rel\nhttps://a.com,{TARGET},maybe\n"
    )
    assert code == 2
    assert "Line 2: rel 'maybe' is none of dofollow, nofollow, sponsored." in err


async def test_one_host_is_visited_once_at_a_time_and_with_pauses(web: Web) -> None:
    moments: list[float] = []
    inside = 0

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal inside
        moments.append(asyncio.get_running_loop().time())
        inside += 1
        assert inside == 1
        await asyncio.sleep(0.05)
        inside -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + LINK.encode())

    rows = "page,target\n"
    for number in range(4):
        web.answers[f"/{number}"] = slow
        rows += f"http://127.0.0.1:{web.port}/{number},{TARGET}\n"
    code, _, _ = await outreach("check", "--from", "-", "--json", "--host-delay", "0.2", stdin=rows)
    assert code == 0
    assert all(later - earlier >= 0.24 for earlier, later in pairwise(moments))


async def test_a_large_file_is_answered_whole_whatever_the_number_of_cores(web: Web, tmp_path: Path) -> None:
    web.page("/a", LINK)
    source = tmp_path / "rows.csv"
    with source.open("w") as out:
        out.write("page,target,anchor,rel\n")
        for number in range(900):
            host = f"127.0.0.{1 + number % 2}"
            out.write(f"http://{host}:{web.port}/a?utm_content={number},{TARGET},the guide,nofollow\n")
            web.page(f"/a?utm_content={number}", LINK)
    code, out, err = await outreach("check", "--from", str(source), "--json", "--host-delay", "0")
    said = {row["row"]: row["verdict"] for row in map(json.loads, out.splitlines())}
    assert (code, err) == (1, "")
    assert said == {number: "unseen" if number % 2 else "live" for number in range(900)}


async def test_rows_that_come_slowly_are_answered_as_they_come(web: Web) -> None:
    web.page("/a", LINK)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", "from bot.cli import main; main()", "check", "--from", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"OUTREACH_ALLOW_NETWORKS": "127.0.0.0/8"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"page,target\n")
    for number in range(3):
        process.stdin.write(f"http://127.0.0.1:{web.port}/a,{TARGET}\n".encode())
        await process.stdin.drain()
        assert json.loads(await process.stdout.readline())["row"] == number
    process.stdin.close()
    assert await process.wait() == 0


async def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    source = tmp_path / "rows.csv"
    source.write_text(
        "page,target\n" + "".join(f"http://10.0.{n % 250}.1/{n},{TARGET}\n" for n in range(3000))
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", "from bot.cli import main; main()", "check", "--from", str(source), "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    await process.stdout.readline()
    process.stdout._transport.close()  # type: ignore[attr-defined]
    assert await process.stderr.read() == b""
    assert await process.wait() == 141


async def test_help_has_an_example() -> None:
    code, out, _ = await outreach("check", "--help")
    assert code == 0
    assert "outreach check https://techblog.com/tools https://acme.com/guide" in out
