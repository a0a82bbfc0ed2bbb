"""Settings: what is read, what is refused, and in which words."""

import re
import traceback
from pathlib import Path

import pytest

from bot.load_settings import Need, WrongSettings, load
from bot.settings import Mode, Settings

KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def refused(env: pytest.MonkeyPatch, need: Need = Need.SERVE, **values: str) -> str:
    for name, value in values.items():
        env.setenv(name, value)
    with pytest.raises(WrongSettings) as error:
        load(need=need)
    line = error.value.line()
    assert "\n" not in line
    return line


def accepted(env: pytest.MonkeyPatch, need: Need = Need.SERVE, **values: str) -> Settings:
    for name, value in values.items():
        env.setenv(name, value)
    return load(need=need)


def test_without_any_token_it_is_a_rehearsal(env: pytest.MonkeyPatch) -> None:
    settings = accepted(env)
    assert settings.mode is Mode.REHEARSAL
    assert not settings.database_given
    assert settings.tick_seconds == 15
    assert settings.ops_port == 9464
    assert settings.slack_api_url == "https://slack.com/api/"


def test_an_app_token_means_socket_mode(env: pytest.MonkeyPatch) -> None:
    settings = accepted(env, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert settings.mode is Mode.SOCKET
    assert settings.socket


def test_a_signing_secret_means_http(env: pytest.MonkeyPatch) -> None:
    settings = accepted(env, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", PORT="8080")
    assert settings.mode is Mode.HTTP
    assert not settings.socket
    assert settings.port == 8080


def test_a_client_id_means_many_workspaces(env: pytest.MonkeyPatch) -> None:
    settings = accepted(
        env,
        SLACK_CLIENT_ID="1.2",
        SLACK_CLIENT_SECRET="c",
        SLACK_SIGNING_SECRET="s",
        OUTREACH_SECRET_KEY=KEY,
    )
    assert settings.mode is Mode.OAUTH


def test_an_asked_for_rehearsal_reads_nothing_of_the_real_slack(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", "nonsense that would be refused otherwise")
    env.setenv("SLACK_APP_TOKEN", "xapp-1")
    env.setenv("SLACK_API_URL", "https://example.com/no/slash")
    env.setenv("SLACK_CLIENT_ID", "1.2")
    settings = load(rehearsal=True)
    assert settings.mode is Mode.REHEARSAL
    assert settings.secrets == []
    assert settings.slack_api_url == "https://slack.com/api/"


def test_an_empty_value_counts_as_unset(env: pytest.MonkeyPatch) -> None:
    settings = accepted(env, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="  ", PORT="", DATABASE_URL=" ")
    assert settings.mode is Mode.REHEARSAL
    assert settings.port == 3000
    assert not settings.database_given


def test_a_dotenv_file_is_read_and_the_environment_wins(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN='xapp-file'\nOTHER=1\n")
    settings = accepted(env, SLACK_BOT_TOKEN="xoxb-environment")
    assert settings.secrets == ["xoxb-environment", "xapp-file"]


def test_a_dotenv_file_that_is_no_text_is_named(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    assert refused(env) == ".env can't be read: it is not UTF-8 text. Mend it or take it away."


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1-2", "does not start with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1 2", "has a blank"),
        ("SLACK_APP_TOKEN", "xoxb-1", "does not start with xapp-"),
        ("SLACK_API_URL", "https://slack-gov.com/api", "has to end in a slash"),
        ("SLACK_API_URL", "slack-gov.com/api/", "is no web address"),
        ("DATABASE_URL", "postgres://u:pw@h/d", "has to start with postgresql+asyncpg://"),
        ("DATABASE_URL", "postgresql+psycopg2://u:pw@h/d", "has to start with postgresql+asyncpg://"),
        ("DATABASE_URL", "sqlite:///x.db", "has to start with sqlite+aiosqlite://"),
        ("DATABASE_URL", "mysql://u:pw@h/d", "runs on SQLite and PostgreSQL"),
        ("DATABASE_URL", "outreach.db", "is no database's address"),
        ("DATABASE_URL", "postgresql+asyncpg://u:pw@h:port/d", "can be read"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "is lost at the first restart"),
        ("OUTREACH_TICK_SECONDS", "0", "above 0"),
        ("OUTREACH_TICK_SECONDS", "-1", "above 0"),
        ("OUTREACH_TICK_SECONDS", "nan", "above 0"),
        ("OUTREACH_TICK_SECONDS", "soon", "'soon'"),
        ("OUTREACH_ALLOW_NETWORKS", "10.0.0.0/8,example.com", "'example.com'"),
        ("OUTREACH_ALLOW_NETWORKS", "10.0.0.0/33", "'10.0.0.0/33'"),
        ("OUTREACH_LOG", "xml", "can be text or json"),
        ("OUTREACH_OPS_PORT", "65536", "not a port"),
        ("PORT", "http", "not a port"),
        ("OUTREACH_SECRET_KEY", "short", "python3 -c"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it_with_an_example(
    env: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    line = refused(env, **{name: value})
    assert line.startswith(f"{name} ")
    assert says in line
    assert f"Example: {name}=" in line
    assert "pw" not in line


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET"),
        ({"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_SECRET": "c"}, "SLACK_CLIENT_ID"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c"}, "OUTREACH_SECRET_KEY"),
        (
            {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "OUTREACH_SECRET_KEY": KEY},
            "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET",
        ),
    ],
)
def test_a_missing_setting_is_named_first(
    env: pytest.MonkeyPatch, values: dict[str, str], missing: str
) -> None:
    assert re.match(rf"{missing} (is|are both) missing", refused(env, **values))


def test_the_line_about_a_missing_key_prints_a_key_that_works(env: pytest.MonkeyPatch) -> None:
    line = refused(env, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="c", SLACK_SIGNING_SECRET="s")
    code = line.split("python3 -c ")[1].strip("'")
    printed: list[str] = []
    exec(code, {"print": printed.append})
    assert accepted(env, OUTREACH_SECRET_KEY=printed[0]).mode is Mode.OAUTH


def test_a_worker_needs_the_database_and_a_token_but_no_signing_secret(env: pytest.MonkeyPatch) -> None:
    assert refused(env, Need.POST).startswith("DATABASE_URL is missing")
    env.setenv("DATABASE_URL", "postgresql+asyncpg://localhost/outreach")
    assert refused(env, Need.POST).startswith("SLACK_BOT_TOKEN is missing")
    assert accepted(env, Need.POST, SLACK_BOT_TOKEN="xoxb-1").database_given


def test_an_export_needs_no_token(env: pytest.MonkeyPatch) -> None:
    assert accepted(env, Need.STORE, SLACK_APP_TOKEN="xapp-1").slack_bot_token is None


def test_all_findings_are_kept_for_the_doctor(env: pytest.MonkeyPatch) -> None:
    env.setenv("PORT", "x")
    env.setenv("OUTREACH_LOG", "y")
    with pytest.raises(WrongSettings) as error:
        load()
    assert [finding.split()[0] for finding in error.value.findings] == ["PORT", "OUTREACH_LOG"]


def test_the_default_database_is_a_file_whose_folder_is_made(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    env.setenv("XDG_DATA_HOME", str(tmp_path / "new"))
    settings = accepted(env, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path}/new/outreach/outreach.db"
    assert (tmp_path / "new" / "outreach").is_dir()


def test_a_rehearsal_makes_no_folder(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    env.setenv("XDG_DATA_HOME", str(tmp_path / "new"))
    accepted(env)
    assert not (tmp_path / "new").exists()


def test_a_default_folder_that_cannot_be_made_is_one_line(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    env.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    line = refused(env, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert "Example: DATABASE_URL=" in line


def test_a_database_file_in_no_folder_is_told(env: pytest.MonkeyPatch) -> None:
    assert "no such folder" in refused(env, DATABASE_URL="sqlite+aiosqlite:///not/here/x.db")


def test_a_password_with_odd_characters_is_taken_as_it_is(env: pytest.MonkeyPatch) -> None:
    url = "postgresql+asyncpg://u:p%40%2Fss@[::1]:5432/outreach?ssl=require"
    assert accepted(env, DATABASE_URL=url).database_url == url


def test_no_way_of_showing_the_settings_shows_a_secret(env: pytest.MonkeyPatch) -> None:
    settings = accepted(
        env,
        SLACK_BOT_TOKEN="xoxb-hidden",
        SLACK_APP_TOKEN="xapp-hidden",
        DATABASE_URL="postgresql+asyncpg://u:hidden@h/d",
    )
    assert "hidden" not in f"{settings!r} {settings}"
    env.setenv("SLACK_APP_TOKEN", "hidden")
    try:
        load()
    except WrongSettings:
        assert "=hidden" not in traceback.format_exc()
