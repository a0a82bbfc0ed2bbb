"""One bot for many workspaces: each installs it, none sees another."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet
from stage import environment

from bot import app
from bot.clock import Clock
from bot.connection import Both, Http
from bot.rehearsal import People, RehearsalSlack
from bot.settings import Settings
from storage.store import Store


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'outreach.db'}"


@pytest.fixture
async def installing(slack: RehearsalSlack, database: str) -> AsyncIterator[str]:
    """A bot that nobody has installed yet; where its install pages are."""
    given = environment(slack, database) | {
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "OUTREACH_SECRET_KEY": Fernet.generate_key().decode(),
        "PORT": "0",
    }
    del given["SLACK_BOT_TOKEN"]
    settings = Settings.model_validate(given)
    async with app.started(settings, Clock(), hosts={}, faces_slack=True) as process:
        connection = app._connection(process)
        assert isinstance(connection, Both)
        await app._meet(process, connection)
        await slack.connected()
        served = connection.ways[1]
        assert isinstance(served, Http)
        yield f"http://127.0.0.1:{served.port}"
        await connection.close()


async def install(base: str, code: str) -> int:
    """Click "Add to Slack" and allow it; the status of the page one ends on."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(f"{base}/slack/install") as page:
            text = await page.text()
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        link = re.findall(r'href="([^"]*oauth/v2/authorize[^"]*)"', text)[0].replace("&amp;", "&")
        state = parse_qs(urlsplit(link).query)["state"][0]
        async with browser.get(
            f"{base}/slack/oauth_redirect", params={"code": code, "state": state}, headers={"Cookie": cookie}
        ) as done:
            return done.status


async def test_two_workspaces_install_the_bot_and_never_meet(
    slack: RehearsalSlack, installing: str, database: str
) -> None:
    others: People = slack.add_team("TOTHER", "Other Links")
    assert await install(installing, slack.install_code()) == 200
    assert await install(installing, slack.install_code(others.team)) == 200

    ours = await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post")
    theirs = await others.command("tom", "link-building", "emailed joe@secret.com re guest post")
    assert "#1 techblog.com" in ours.seen
    assert "#1 secret.com" in theirs.seen
    assert "secret" not in (await slack.command("jana", "link-building", "list all")).seen
    assert "asked before" not in (await slack.command("jana", "link-building", "emailed x@secret.com")).seen
    refused = await others.command("tom", "link-building", "show 2")
    assert "There is no task #2" in refused.seen

    store = Store.open(database)
    try:
        async with store.engine.connect() as connection:
            kept = (await connection.exec_driver_sql("SELECT bot_token FROM slack_bot")).scalars().all()
    finally:
        await store.close()
    assert len(kept) == 2
    assert not [token for token in kept if token.startswith("xoxb-")]


async def test_an_uninstalled_workspace_is_told_nothing_until_it_installs_again(
    slack: RehearsalSlack, installing: str
) -> None:
    assert await install(installing, slack.install_code()) == 200
    await slack.command("jana", "link-building", "emailed jane@techblog.com re guest post")
    await slack.uninstall()
    await slack.settled()
    answer = await slack.command("jana", "link-building", "list")
    assert "not installed" in answer.seen
    assert "techblog.com" not in answer.seen

    slack.team.revoked = False
    assert await install(installing, slack.install_code()) == 200
    assert "techblog.com" in (await slack.command("jana", "link-building", "list")).seen
