"""The doctor, against a stand-in for Slack's Web API."""

import asyncio
import contextlib
import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.oauth.installation_store import Installation

from bot import cli, manifest
from bot.clock import Clock
from bot.doctor import Finding, Level, examine
from bot.rehearsal import RehearsalSlack
from storage.models import PostKind
from storage.posts import outbox
from storage.store import Store
from storage.team import installations

KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Slack:
    """What Slack would say; tests change it."""

    scopes: list[str] = field(default_factory=manifest.bot_scopes)
    error: str | None = None
    socket_error: str | None = None
    off: timedelta = timedelta()
    broken: bool = False

    async def auth_test(self, request: web.Request) -> web.Response:
        if self.broken:
            return web.Response(status=502, text="<html>Bad gateway</html>", content_type="text/html")
        assert request.headers["Authorization"] == "Bearer xoxb-1"
        body = (
            {"ok": False, "error": self.error}
            if self.error
            else {"ok": True, "user": "outreach", "team": "Acme"}
        )
        date = format_datetime(datetime.now(UTC) + self.off, usegmt=True)
        return web.json_response(body, headers={"x-oauth-scopes": ",".join(self.scopes), "Date": date})

    async def open_socket(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer xapp-1"
        if self.socket_error:
            return web.json_response({"ok": False, "error": self.socket_error})
        return web.json_response({"ok": True, "url": "wss://nobody.connects.here/"})


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Slack]:
    said = Slack()
    app = web.Application()
    app.router.add_post("/api/auth.test", said.auth_test)
    app.router.add_post("/api/apps.connections.open", said.open_socket)
    async with TestServer(app, host="127.0.0.1") as server:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("SLACK_API_URL", str(server.make_url("/api/")))
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
        monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/outreach.db")
        yield said


@pytest.fixture
async def store(slack: Slack, tmp_path: Path, empty_ledger: Path) -> AsyncIterator[Store]:
    shutil.copyfile(empty_ledger, tmp_path / "outreach.db")
    opened = Store.open(f"sqlite+aiosqlite:///{tmp_path}/outreach.db")
    yield opened
    await opened.close()


async def findings() -> list[Finding]:
    return [finding async for finding in examine(Clock().now)]


async def problems() -> dict[str, str]:
    return {finding.part: finding.text for finding in await findings() if finding.level is Level.PROBLEM}


async def test_a_sound_set_up_has_nothing_to_do(store: Store) -> None:
    found = await findings()
    assert {finding.level for finding in found} == {Level.OK}
    assert [finding.part for finding in found] == [
        "settings",
        "database",
        "posts",
        "tokens",
        "scopes",
        "clock",
        "socket",
    ]


async def test_a_database_that_is_not_made_yet_is_only_noted(slack: Slack) -> None:
    notes = [finding.text for finding in await findings() if finding.level is Level.NOTE]
    assert len(notes) == 1
    assert "`outreach run` makes it" in notes[0]


async def test_a_database_without_its_migrations_is_told_how_to_get_them(
    slack: Slack, tmp_path: Path
) -> None:
    (tmp_path / "outreach.db").touch()
    assert "outreach db upgrade" in (await problems())["database"]


async def test_a_token_that_slack_refuses(slack: Slack, store: Store) -> None:
    slack.error = "token_revoked"
    assert "refused SLACK_BOT_TOKEN (token_revoked)" in (await problems())["tokens"]


async def test_a_scope_that_was_not_granted_is_named(slack: Slack, store: Store) -> None:
    slack.scopes.remove("chat:write")
    assert (await problems())["scopes"].startswith("chat:write not granted.")


async def test_an_optional_scope_that_was_refused_is_only_noted(slack: Slack, store: Store) -> None:
    optional = manifest.optional_scopes()
    slack.scopes = [scope for scope in slack.scopes if scope not in optional]
    assert await problems() == {}
    notes = [finding for finding in await findings() if finding.level is Level.NOTE]
    assert bool(notes) == bool(optional)


@pytest.mark.parametrize(("off", "says"), [(400, "behind"), (-400, "ahead of")])
async def test_a_wrong_clock_is_told_by_how_much(slack: Slack, store: Store, off: int, says: str) -> None:
    slack.off = timedelta(seconds=off)
    text = (await problems())["clock"]
    assert says in text
    assert any(f"{seconds} seconds" in text for seconds in (399, 400, 401))


async def test_a_socket_that_slack_does_not_open(slack: Slack, store: Store) -> None:
    slack.socket_error = "missing_scope"
    assert "connections:write" in (await problems())["socket"]


async def test_a_slack_that_cannot_be_reached(
    slack: Slack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    assert set(await problems()) == {"slack", "socket"}


async def test_a_proxy_that_answers_in_slacks_place(slack: Slack, store: Store) -> None:
    slack.broken = True
    assert "slack" in await problems()


async def test_wrong_settings_are_all_named_and_the_database_looked_at_where_it_can_be(
    slack: Slack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    found = await findings()
    assert found[0].level is Level.PROBLEM
    assert found[0].text.startswith("SLACK_BOT_TOKEN is missing")
    assert "database" in {finding.part for finding in found}


async def test_the_tokens_of_all_workspaces_are_looked_at(
    slack: Slack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "c")
    monkeypatch.setenv("OUTREACH_SECRET_KEY", KEY)
    for team in ("T1", "T2"):
        async with store.writing(team, NOW):
            pass
    kept = installations.installation_store(store, "1.2", KEY)
    await kept.async_save(
        Installation(app_id="A1", team_id="T1", bot_token="xoxb-1", bot_id="B1", user_id="U1")
    )
    found = await findings()
    said = [finding.text for finding in found if finding.part == "tokens"]
    assert said == ["T1: the bot is outreach in Acme", "The app is not installed in T2 any more."]
    slack.error = "account_inactive"
    assert (await problems())["tokens"].startswith("T1: Slack refused its token")

    monkeypatch.setenv("OUTREACH_SECRET_KEY", KEY.swapcase())
    assert "OUTREACH_SECRET_KEY" in (await problems())["tokens"]


async def test_a_stuck_post_is_listed_and_can_be_sent_again_or_dropped(slack: Slack, store: Store) -> None:
    async with store.writing("T1", NOW) as scope:
        for subject in ("one", "two"):
            await outbox.put(scope, PostKind.DIGEST, subject, "1", "C1", {}, now=NOW)
    listed = [finding.text for finding in await findings() if finding.part == "posts"]
    assert len(listed) == 2
    assert "for C1 in T1" in listed[0]
    await store.close()

    assert "1 will be sent again" in await outreach("doctor", "--retry", "1")
    assert "1 left unsaid" in await outreach("doctor", "--drop", "2")
    listed = [finding.text for finding in await findings() if finding.part == "posts"]
    assert listed == ["none is stuck"]
    assert "No stuck post has the number 99" in await outreach("doctor", "--drop", "99", code=2)


async def test_the_command_ends_with_one_when_there_is_something_to_do(slack: Slack, store: Store) -> None:
    assert "All is well." in await outreach("doctor")
    slack.error = "account_inactive"
    out = await outreach("doctor", code=1)
    assert "1 thing to do." in out


async def test_the_rehearsal_workspace_is_a_sound_set_up(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
) -> None:
    rehearsal = RehearsalSlack(Clock(), manifest=manifest.manifest())
    await rehearsal.start()
    try:
        monkeypatch.setenv("SLACK_API_URL", rehearsal.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", rehearsal.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", rehearsal.app_token)
        assert await problems() == {}
    finally:
        await rehearsal.stop()


async def outreach(*words: str, code: int = 0) -> str:
    """Everything the command prints, run in a thread: it brings an event loop of its own."""

    def run() -> tuple[object, str]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                cli.main(words)
            except SystemExit as stop:
                return stop.code, out.getvalue()
        return None, out.getvalue()

    ended, said = await asyncio.to_thread(run)
    assert ended == code, said
    return said
