"""The command line as a person meets it: help with examples, and one line for every mistake."""

import os
import re
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from bot import cli, command_line

OUTREACH = Path(sys.executable).with_name("outreach")


def outreach(
    *words: str, env: dict[str, str] | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(OUTREACH), *words],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **(env or {})},
    )


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    out, err = capsys.readouterr()
    code = stop.value.code
    assert isinstance(code, int)
    return code, out, err


def test_nothing_asked_for_is_answered_with_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys)
    assert (code, err) == (0, "")
    for name, summary in cli.COMMANDS.items():
        assert f"  {name} " in out
        assert summary in out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help_with_an_example_on_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = said(capsys, name, "--help")
    assert (code, err) == (0, "")
    examples = [line for line in out.splitlines() if f"outreach {name}" in line and "Usage:" not in line]
    assert examples


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "--version")
    assert code == 0
    assert out.startswith("outreach 0.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chekc"], "Did you mean 'check'? See: outreach --help"),
        (["x" * 30], "No such command"),
        (["--verbose"], "No such option: --verbose."),
        (["run", "--rehersal"], "Did you mean --rehearsal? See: outreach run --help"),
        (["run", "--port", "ninety"], "--port"),
        (["run", "--port", "99999"], "--port"),
        (["run", "--port"], "--port"),
        (["run", "now"], "(now)"),
        (["db"], "Example: outreach db upgrade"),
        (["db", "upgarde"], "Did you mean 'upgrade'?"),
        (["backup"], "Example: outreach backup"),
        (["export", "--format", "pdf"], "--format"),
        (["check"], "outreach check"),
        (["bad\x1b[31m\nname"], r"\n"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    code, out, err = said(capsys, *words)
    assert (code, out) == (2, "")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert says in err
    assert "Example: outreach" in err or "See: outreach" in err


def test_a_wrong_setting_stops_the_bot_with_its_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-secret")
    code, out, err = said(capsys, "run")
    assert (code, out) == (2, "")
    assert err.startswith("SLACK_BOT_TOKEN does not start with xoxb-")
    assert err.count("\n") == 1
    assert "secret" not in err


def test_the_rehearsals_port_is_refused_where_there_is_no_rehearsal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    code, _, err = said(capsys, "run", "--port", "8910")
    assert code == 2
    assert "PORT" in err


def test_a_database_that_does_not_answer_is_one_line_without_its_password() -> None:
    done = outreach(
        "db", "upgrade", env={"DATABASE_URL": "postgresql+asyncpg://me:hidden@127.0.0.1:1/outreach"}
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr
    assert "127.0.0.1" in done.stderr


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database at all" * 400)
    done = outreach("db", "upgrade", env={"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/x.db"})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "not a database" in done.stderr


def test_migrations_run_once_and_say_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    assert said(capsys, "db", "upgrade")[:2] == (0, "The database is up to date now.\n")
    assert said(capsys, "db", "upgrade")[:2] == (0, "The database was up to date.\n")


def test_the_example_for_a_taken_port_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "outreach").symlink_to(OUTREACH)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [".venv/bin/outreach", "run", "--rehearsal", "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | {"PATH": "/usr/bin:/bin"},
        )
    assert done.returncode == 2
    *_, example = done.stderr.partition("Example: ")
    assert re.fullmatch(r"\.venv/bin/outreach run --rehearsal --port \d+\n", example)
    assert str(port) not in example


def test_a_reader_that_goes_away_causes_no_noise() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {OUTREACH} --help | true"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""


SHELL_FULL = [
    "--help",
    "--version",
    "export --help",
    "understand 'emailed jane@techblog.com'",
    "understand 'emailed jane@techblog.com' --json",
    "check http://127.0.0.1/ https://acme.com --json",
    "export --format csv",
    "export --format xlsx",
]


def in_shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, timeout=60, env={**os.environ, **env}
    )


def ready_for(words: str) -> str:
    """What has to be there before: a database for what reads one."""
    return f"{OUTREACH} db upgrade >/dev/null && " if words.startswith("export --format") else ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", SHELL_FULL)
def test_a_full_disk_under_the_answer_is_one_line_that_names_it(
    words: str, unbuffered: str, tmp_path: Path
) -> None:
    done = in_shell(
        f"{ready_for(words)}{OUTREACH} {words} >/dev/full",
        PYTHONUNBUFFERED=unbuffered,
        DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/x.db",
    )
    assert done.returncode == 2
    assert done.stderr == (
        "Standard output can't be written: No space left on device. Send the output somewhere else.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by /dev/full")
def test_a_full_disk_under_a_named_file_is_one_line_that_names_it(tmp_path: Path) -> None:
    words = "export --format csv -o /dev/full"
    done = in_shell(
        f"{ready_for(words)}{OUTREACH} {words}", DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/x.db"
    )
    assert done.returncode == 2
    assert done.stderr.startswith("/dev/full can't be written: No space left on device.")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("understand hello >&-", 0),
        ("--help >&-", 0),
        ("understand hello >&- 2>&- <&-", 0),
        ("chekc 2>&-", 2),
        ("chekc 2>/dev/full", 2),
        ("understand --from - <&-", 0),
        ("check http://127.0.0.1/ https://acme.com --json >&-", 1),
    ],
)
def test_a_closed_stream_changes_nothing_but_what_is_seen(line: str, code: int) -> None:
    done = in_shell(f"{OUTREACH} {line}")
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def test_a_reader_that_is_gone_before_the_first_row_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("\ufeffpage,target\nhttp://127.0.0.1/,https://acme.com/\n")
    done = in_shell(f"set -o pipefail; {OUTREACH} check --from {tmp_path}/rows.csv --json | head -0")
    assert (done.returncode, done.stderr) == (141, "")


def test_a_terminal_without_unicode_gets_the_line_all_the_same() -> None:
    done = outreach("run", env={"SLACK_BOT_TOKEN": "x", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("SLACK_BOT_TOKEN")


def test_asking_for_a_check_imports_neither_slack_nor_a_database() -> None:
    code = "import sys; from bot.command_line import build; build('check'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    heavy = {"slack_bolt", "slack_sdk", "sqlalchemy", "alembic", "structlog", "aiohttp", "pydantic_settings"}
    assert not heavy & set(loaded.stdout.split())


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_a_function_or_a_group_of_its_own_module(name: str) -> None:
    called = command_line.CALLED.get(name, name)
    module = import_module(f"bot.commands.{called}")
    group = getattr(module, "app", None)
    assert isinstance(group, typer.Typer) or callable(getattr(module, called))
