"""Reading the settings, and seeing whether they are enough for what a command does."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot import database_address
from bot.one_setting import UnreadableFile
from bot.settings import NEW_KEY, Mode, Settings, table
from storage.errors import Mendable


class WrongSettings(Mendable):
    """The settings can't be used as they are; ``findings`` has one line for each that is wrong."""

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__(findings[0])


class Need(StrEnum):
    """How much of the settings a command needs to be complete."""

    SERVE = "serve"
    """Requests from Slack come in: `outreach run`."""
    POST = "post"
    """Only calls to Slack go out: `outreach worker`."""
    STORE = "store"
    """Only the database: `outreach export`, `backup`, `db upgrade`."""


def load(*, need: Need = Need.SERVE, rehearsal: bool = False, env_file: Path = Path(".env")) -> Settings:
    """The settings, complete enough for what the command does.

    With ``rehearsal`` nothing of a real Slack is read: no token can leave the machine. Makes the folder of
    the default database when that is the one in use. Raises :class:`WrongSettings`.
    """
    try:
        settings = Settings(**{"_env_file": env_file} | (_no_slack() if rehearsal else {}))
    except ValidationError as error:
        raise WrongSettings([_line(detail) for detail in error.errors()]) from None
    except (UnicodeDecodeError, OSError) as error:
        raise WrongSettings([UnreadableFile(env_file, error).line()]) from None
    findings = [*_incomplete(settings, need), *_no_place(settings)]
    if findings:
        raise WrongSettings(findings)
    return settings


def _no_slack() -> dict[str, Any]:
    """What stands in for every setting of a real Slack, under the names that the environment uses."""
    return {
        str(field.validation_alias): field.get_default()
        for name, field in Settings.model_fields.items()
        if name.startswith("slack_") or name == "port"
    }


def _line(error: ErrorDetails) -> str:
    """One finding as one line: the name, what is wrong with its value, and an example."""
    name = str(error["loc"][0])
    reason = str(error.get("ctx", {}).get("error") or f"is wrong: {error['msg']}")
    example = next(example for known, _, example in table() if known == name)
    return f"{name} {reason}. Example: {name}={example}"


def _incomplete(settings: Settings, need: Need) -> Iterator[str]:
    """What is missing beside what is there."""
    if need is Need.STORE:
        return
    if need is Need.POST and not settings.database_given:
        yield (
            "DATABASE_URL is missing: a worker needs the database that `outreach run` uses. "
            "Example: DATABASE_URL=postgresql+asyncpg://outreach:password@db.example.com/outreach"
        )
    if settings.render:
        from bot.links.rendering.browser import NoBrowser, needed_browser

        try:
            needed_browser()
        except NoBrowser as error:
            yield error.line()
    several = settings.slack_client_id is not None
    if several and not settings.slack_client_secret:
        yield (
            "SLACK_CLIENT_SECRET is missing, and SLACK_CLIENT_ID is set. "
            "Both stand under Basic Information. Example: SLACK_CLIENT_SECRET=0123456789abcdef…"
        )
    if several and not settings.secret_key:
        yield (
            "OUTREACH_SECRET_KEY is missing, and SLACK_CLIENT_ID is set: it encrypts the workspaces' tokens. "
            f"This prints a key, to be kept as safe as the database: {NEW_KEY}"
        )
    if not several and not settings.slack_bot_token:
        others = {
            "SLACK_APP_TOKEN": settings.slack_app_token,
            "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
            "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        }
        alone = next((name for name, value in others.items() if value), None)
        if alone == "SLACK_CLIENT_SECRET":
            yield (
                "SLACK_CLIENT_ID is missing, and SLACK_CLIENT_SECRET is set. "
                "Both stand under Basic Information. Example: SLACK_CLIENT_ID=1234567890.1234567890123"
            )
        elif alone or need is Need.POST:
            because = f", and {alone} is set" if alone else ""
            yield (
                f"SLACK_BOT_TOKEN is missing{because}. "
                "Take the Bot User OAuth Token under OAuth & Permissions. Example: SLACK_BOT_TOKEN=xoxb-…"
            )
    elif need is Need.SERVE and not settings.slack_app_token and not settings.slack_signing_secret:
        yield (
            "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing, so no request could reach the bot. "
            "Set the first for Socket Mode or the second for HTTP. Example: SLACK_APP_TOKEN=xapp-…"
        )


def _no_place(settings: Settings) -> Iterator[str]:
    """What keeps the database's file from being made."""
    file = database_address.file_of(settings.database_url)
    # The rehearsal without a database of its own keeps its data in a temporary one.
    if file is None or (settings.mode is Mode.REHEARSAL and not settings.database_given):
        return
    if not settings.database_given:
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            yield (
                f"The folder {file.parent} can't be made: {error.strerror}. "
                "Choose another place. Example: DATABASE_URL=sqlite+aiosqlite:///outreach.db"
            )
    elif not file.parent.is_dir():
        yield f"DATABASE_URL names a file in {file.parent}, and there is no such folder. Make it first."
