"""Looking at a set-up from outside: what is wrong with it, and what to do about each finding."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import database_address, manifest
from bot.clients import web_client
from bot.load_settings import Need, WrongSettings, load
from bot.open_store import NoDatabase, reachable
from bot.settings import Mode, Settings
from storage import migrate
from storage.errors import Mendable
from storage.posts import outbox
from storage.store import Store
from storage.team import installations

CLOCK_OFF = timedelta(seconds=60)
"""Slack's signatures are refused at 300 seconds; reminders are late long before."""
_POSTS_LISTED = 20


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part of the set-up; ``text`` is one line that says what to do, too."""

    level: Level
    part: str
    text: str


def _ok(part: str, text: str) -> Finding:
    return Finding(Level.OK, part, text)


def _note(part: str, text: str) -> Finding:
    return Finding(Level.NOTE, part, text)


def _problem(part: str, text: str) -> Finding:
    return Finding(Level.PROBLEM, part, text)


async def examine(now: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Everything that can be looked at without changing anything, one finding after another."""
    try:
        settings = load(need=Need.SERVE)
        yield _ok("settings", _MODES[settings.mode])
    except WrongSettings as error:
        for line in error.findings:
            yield _problem("settings", line)
        try:
            settings = load(need=Need.STORE)  # what else is wrong is worth knowing at once
        except WrongSettings:
            return
    async with aiohttp.ClientSession() as session:
        async for finding in _database(settings, session, now):
            yield finding
        if settings.slack_bot_token:
            client = web_client(settings, session, settings.slack_bot_token.get_secret_value())
            async for finding in _slack(client, now):
                yield finding
        if settings.slack_app_token:
            client = web_client(settings, session, settings.slack_app_token.get_secret_value())
            yield await _socket(client)


_MODES = {
    Mode.REHEARSAL: "no Slack token, so `outreach run` starts the rehearsal",
    Mode.SOCKET: "one workspace over Socket Mode",
    Mode.HTTP: "one workspace over HTTP",
    Mode.OAUTH: "many workspaces",
}


async def _database(
    settings: Settings, session: aiohttp.ClientSession, now: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    file = database_address.file_of(settings.database_url)
    if file is not None and not file.exists():
        yield _note("database", f"{file} is not there yet; `outreach run` makes it.")
        return
    try:
        async with reachable(settings.database_url) as store:
            if await migrate.pending(store.engine):
                yield _problem(
                    "database", f"{shown} is not up to date with this version. Example: outreach db upgrade"
                )
                return
            yield _ok("database", f"{shown} answers and is up to date")
            async for finding in _posts(store, now()):
                yield finding
            if settings.mode is Mode.OAUTH:
                async for finding in _installs(store, settings, session, now):
                    yield finding
    except NoDatabase as error:
        yield _problem("database", error.line())
    except SQLAlchemyError as error:
        yield _problem("database", f"{shown} can't be read: {' '.join(str(error).split())[:200]}")


async def _posts(store: Store, now: datetime) -> AsyncIterator[Finding]:
    async with store.read() as session:
        stuck = await outbox.stuck(session, now=now)
    if not stuck:
        yield _ok("posts", "none is stuck")
    for post in stuck[:_POSTS_LISTED]:
        yield _problem(
            "posts",
            f"{post.kind} {post.id} for {post.channel} in {post.workspace}, of "
            f"{post.created_at:%Y-%m-%d %H:%M} UTC: {post.why}. Send it again with `outreach doctor "
            f"--retry {post.id}`, or leave it unsaid with `outreach doctor --drop {post.id}`.",
        )
    if len(stuck) > _POSTS_LISTED:
        yield _problem("posts", f"and {len(stuck) - _POSTS_LISTED} or more others are stuck.")


async def _installs(
    store: Store, settings: Settings, session: aiohttp.ClientSession, now: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    """Every workspace's token, with what it may do."""
    if not settings.slack_client_id or not settings.secret_key:
        return
    kept = installations.installation_store(
        store, settings.slack_client_id, settings.secret_key.get_secret_value()
    )
    for workspace in await store.workspaces():
        try:
            found = await installations.bot(store, kept, workspace.slack_id)
        except Mendable as error:
            yield _problem("tokens", error.line())
            return
        if found is None:
            yield _note("tokens", f"The app is not installed in {workspace.slack_id} any more.")
            continue
        client = web_client(settings, session, found.bot_token)
        mend = "Have the workspace install the app again at /slack/install."
        async for finding in _slack(client, now, "its token", mend):
            yield Finding(finding.level, finding.part, f"{workspace.slack_id}: {finding.text}")


async def _slack(
    client: AsyncWebClient,
    now: Callable[[], datetime],
    whose: str = "SLACK_BOT_TOKEN",
    mend: str = "Install the app again and take the new token under OAuth & Permissions.",
) -> AsyncIterator[Finding]:
    """A bot token: whether Slack takes it, what it may do, and what time Slack thinks it is."""
    before = now()
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        why = _word(error)
        if why is None:
            yield _problem("slack", _not_slack(client, error))
            return
        yield _problem(
            "tokens",
            f"Slack refused {whose} ({why}). {mend}",
        )
        headers = error.response.headers
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        yield _problem("slack", _unreachable(client, error))
        return
    else:
        yield _ok("tokens", f"the bot is {answer.get('user')} in {answer.get('team')}")
        headers = answer.headers
        for finding in _scopes(headers.get("x-oauth-scopes")):
            yield finding
    yield _clock(headers, before, now())


def _word(error: SlackApiError) -> str | None:
    """Slack's word for what is wrong; None where it was not Slack who answered."""
    said = error.response.get("error")
    return str(said) if said else None


def _not_slack(client: AsyncWebClient, error: SlackApiError) -> str:
    return (
        f"{client.base_url} answered with HTTP {error.response.status_code} and not as Slack does. "
        "See what stands between this machine and Slack, and that SLACK_API_URL is right."
    )


def _unreachable(client: AsyncWebClient, error: Exception) -> str:
    why = " ".join(str(error).split()) or type(error).__name__
    return f"{client.base_url} can't be reached: {why}. See that this machine may connect to it."


def _scopes(granted_header: str | None) -> Iterable[Finding]:
    """What an install was granted against what ``app.yaml`` asks for."""
    if granted_header is None:
        return
    granted = {scope.strip() for scope in granted_header.split(",")}
    optional = set(manifest.optional_scopes())
    asked = set(manifest.bot_scopes())
    if missing := sorted(asked - optional - granted):
        yield _problem(
            "scopes",
            f"{', '.join(missing)} not granted. Paste app.yaml again under App Manifest, then choose "
            "Reinstall under Install App.",
        )
    else:
        yield _ok("scopes", "all that app.yaml asks for are granted")
    if refused := sorted(optional & asked - granted):
        yield _note("scopes", f"{', '.join(refused)} not granted; optional, what needs them stays off.")


def _clock(headers: Any, before: datetime, after: datetime) -> Finding:
    """This machine's clock against the Date header of Slack's answer, which has whole seconds."""
    try:
        theirs = parsedate_to_datetime(str(headers.get("Date"))).astimezone(UTC)
    except ValueError:
        return _note("clock", "Slack's answer had no date to compare with.")
    middle = before + (after - before) / 2
    off = middle - theirs
    if abs(off) <= CLOCK_OFF:
        return _ok("clock", "agrees with Slack's")
    direction = "ahead of" if off > timedelta() else "behind"
    return _problem(
        "clock",
        f"This machine's clock is {abs(off).total_seconds():.0f} seconds {direction} Slack's: reminders come "
        "at the wrong time, and from 300 seconds on Slack's requests are refused. "
        "Example: timedatectl set-ntp true",
    )


async def _socket(client: AsyncWebClient) -> Finding:
    """Whether a socket could be opened; it is not, or Slack would send requests there."""
    try:
        await client.apps_connections_open(app_token=client.token or "")
    except SlackApiError as error:
        why = _word(error)
        if why is None:
            return _problem("socket", _not_slack(client, error))
        return _problem(
            "socket",
            f"Slack opens no socket for SLACK_APP_TOKEN ({why}). Make an app-level token with the scope "
            "connections:write under Basic Information, and switch Socket Mode on.",
        )
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _problem("socket", _unreachable(client, error))
    return _ok("socket", "Slack would open one")
