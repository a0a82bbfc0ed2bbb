"""The settings: their names in the environment, what they mean, and what each may be."""

import base64
import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import database_address
from bot.links.rendering.switch import is_on
from bot.links.wire.addresses import Network, parse_networks
from storage.errors import Mendable

SLACK_API = "https://slack.com/api/"
NEW_KEY = "python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
"""Prints a key that Fernet takes: 32 random bytes in URL-safe Base64."""


_CONTACT = re.compile(r"(?:https?://|[\w.+-]+@)[\w.-]+[!-'*-~]*", re.ASCII)


class Mode(StrEnum):
    """How the process meets Slack."""

    REHEARSAL = "rehearsal"
    SOCKET = "socket"
    HTTP = "http"
    OAUTH = "oauth"


def _setting(
    name: str,
    meaning: str,
    example: str,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    show: bool = True,
) -> Any:
    """A field that is read from the environment variable ``name``, with what the docs and the errors say."""
    given: dict[str, Any] = {"default_factory": factory} if factory else {"default": default}
    return Field(validation_alias=name, description=meaning, examples=[example], repr=show, **given)


class Settings(BaseSettings):
    """Every setting, by the names of ``docs/installing.md`` in lower case and without ``OUTREACH_``.

    An empty value counts as unset. Secrets are :class:`pydantic.SecretStr`, so that no log and no traceback
    shows them.
    """

    model_config = SettingsConfigDict(
        case_sensitive=True,
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: SecretStr | None = _setting(
        "SLACK_BOT_TOKEN", "The token of a single workspace's install, from *OAuth & Permissions*.", "xoxb-…"
    )
    slack_app_token: SecretStr | None = _setting(
        "SLACK_APP_TOKEN",
        "Socket Mode: no public address needed. From *Basic Information*, *App-Level Tokens*, with the scope "
        "`connections:write`.",
        "xapp-…",
    )
    slack_signing_secret: SecretStr | None = _setting(
        "SLACK_SIGNING_SECRET",
        "HTTP mode: requests are verified with it and served at `/slack/events`. From *Basic Information*.",
        "8f742231b10e8888abcd99yyyzzz85a5",
    )
    port: int = _setting("PORT", "HTTP mode: the port that is served.", "3000", 3000)
    slack_client_id: str | None = _setting(
        "SLACK_CLIENT_ID",
        "Many workspaces: they install the app at `/slack/install` and come back to `/slack/oauth_redirect`.",
        "1234567890.1234567890123",
    )
    slack_client_secret: SecretStr | None = _setting(
        "SLACK_CLIENT_SECRET", "Goes with `SLACK_CLIENT_ID`. From *Basic Information*.", "0123456789abcdef…"
    )
    slack_api_url: str = _setting(
        "SLACK_API_URL",
        "The Web API's base address, ending in `/`, where it is not Slack's own.",
        "https://slack-gov.com/api/",
        SLACK_API,
    )
    database_url: str = _setting(
        "DATABASE_URL",
        "The database, as an SQLAlchemy address: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`.",
        database_address.EXAMPLE,
        factory=database_address.default,
        show=False,  # it may hold a password
    )
    secret_key: SecretStr | None = _setting(
        "OUTREACH_SECRET_KEY",
        "Encrypts the stored tokens of many workspaces; needed once `SLACK_CLIENT_ID` is set.",
        "lV3…44 characters in all…0Y=",
    )
    allow_networks: Annotated[tuple[Network, ...], NoDecode] = _setting(
        "OUTREACH_ALLOW_NETWORKS",
        "Networks that the checker may reach although they are not public, on any port.",
        "10.0.0.0/8,fd00::/8",
        (),
    )
    contact: str | None = _setting(
        "OUTREACH_CONTACT",
        "Where owners of checked sites reach whoever runs the bot: named in the User-Agent.",
        "https://example.com/about-our-bot",
    )
    tick_seconds: float = _setting(
        "OUTREACH_TICK_SECONDS", "How often due work is looked for, in seconds.", "15", 15.0
    )
    log: Literal["text", "json"] | None = _setting(
        "OUTREACH_LOG", "`text` or `json`; text on a terminal and else JSON.", "json"
    )
    ops_port: int = _setting(
        "OUTREACH_OPS_PORT",
        "`/healthz`, `/readyz` and `/metrics` on the loopback address; 0 takes any free port.",
        "9464",
        9464,
    )

    delete_after_days: int = _setting(
        "OUTREACH_DELETE_AFTER_DAYS",
        "How many days after the app was removed from a workspace all that it stored is deleted; `0` keeps "
        "it. Its tokens go at once.",
        "30",
        30,
    )
    open_pagerank_key: SecretStr | None = _setting(
        "OUTREACH_OPEN_PAGERANK_KEY",
        "Open PageRank's API key: sites that were asked, or link to you, get its score. Their names are sent "
        "there.",
        "a key from domcop.com/openpagerank",
    )
    open_pagerank_url: str = _setting(
        "OUTREACH_OPEN_PAGERANK_URL",
        "Open PageRank's address.",
        "https://openpagerank.com",
        "https://openpagerank.com",
    )
    render: bool = _setting(
        "OUTREACH_RENDER",
        "`1`: a page that only its scripts make is looked at once more in headless Chromium; needs "
        "`outreach[render]` and a Chromium or Chrome on the machine.",
        "1",
        False,
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, values: dict[str, Any]) -> dict[str, Any]:
        stripped = {name: v.strip() if isinstance(v, str) else v for name, v in values.items()}
        return {name: v for name, v in stripped.items() if v != ""}

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr | None) -> SecretStr | None:
        return _with_prefix(token, "xoxb-", "the Bot User OAuth Token under OAuth & Permissions")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr | None) -> SecretStr | None:
        return _with_prefix(token, "xapp-", "one under Basic Information, App-Level Tokens")

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"is {url!r}, which is no web address")
        if not url.endswith("/"):
            raise ValueError(f"is {url!r}, and has to end in a slash")
        return url

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, contact: str | None) -> str | None:
        if contact is not None and not _CONTACT.fullmatch(contact):
            raise ValueError(f"is {contact!r}, which is neither a web address nor an e-mail address")
        return contact

    @field_validator("port", "ops_port", mode="before")
    @classmethod
    def _is_port(cls, value: str | int) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and int(text) <= 65535):
            raise ValueError(f"is {text!r}, which is not a port from 0 to 65535")
        return int(text)

    @field_validator("delete_after_days", mode="before")
    @classmethod
    def _are_days(cls, value: str | int) -> int:
        try:
            days = int(value)
        except ValueError:
            days = -1
        if not 0 <= days <= 3_650:
            raise ValueError("is a number of days from 0 to 3650")
        return days

    @field_validator("open_pagerank_url")
    @classmethod
    def _is_web_address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("begins with https://")
        return url

    @field_validator("tick_seconds", mode="before")
    @classmethod
    def _is_positive(cls, value: str | float) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not 0 < seconds <= 3600:
            raise ValueError(f"is {str(value)!r}, which is not a number of seconds above 0 and up to 3600")
        return seconds

    @field_validator("allow_networks", mode="before")
    @classmethod
    def _are_networks(cls, value: str | tuple[Network, ...]) -> tuple[Network, ...]:
        try:
            return parse_networks(value) if isinstance(value, str) else value
        except Mendable as error:
            raise ValueError(error.what.partition(" ")[2].rstrip(".")) from None

    @field_validator("render", mode="before")
    @classmethod
    def _is_switch(cls, value: str | bool) -> bool:
        try:
            return is_on(str(value))
        except ValueError:
            raise ValueError(f"is {str(value)!r}, and can be 1 or 0") from None

    @field_validator("log", mode="before")
    @classmethod
    def _is_format(cls, value: str | None) -> str | None:
        if value not in {"text", "json", None}:
            raise ValueError(f"is {value!r}, and can be text or json")
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_fernet_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is None:
            return None
        try:
            raw = base64.urlsafe_b64decode(key.get_secret_value())
        except ValueError:
            raw = b""
        if len(raw) != 32:
            raise ValueError(f"is not a key of 44 characters. This prints one: {NEW_KEY}")
        return key

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, url: str) -> str:
        return database_address.known(url)

    @property
    def mode(self) -> Mode:
        """How the process meets Slack, from which tokens there are."""
        if not (self.slack_bot_token or self.slack_app_token or self.slack_client_id):
            return Mode.REHEARSAL
        if self.slack_client_id:
            return Mode.OAUTH
        return Mode.SOCKET if self.slack_app_token else Mode.HTTP

    @property
    def socket(self) -> bool:
        """Whether requests come over Socket Mode; they do with OAuth, too, once there is an app token."""
        return self.slack_app_token is not None

    @property
    def database_given(self) -> bool:
        """Whether somebody chose the database; the rehearsal keeps its data in a temporary one otherwise."""
        return "database_url" in self.model_fields_set

    @property
    def ops_port_given(self) -> bool:
        """Whether somebody chose the port of the health checks."""
        return "ops_port" in self.model_fields_set

    @property
    def secrets(self) -> list[str]:
        """Every secret value, for the log to leave out."""
        values = [getattr(self, name) for name in type(self).model_fields]
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


def table() -> list[tuple[str, str, str]]:
    """Every setting's name, meaning and example, for the documentation."""
    return [
        (str(field.validation_alias), field.description or "", str((field.examples or [""])[0]))
        for field in Settings.model_fields.values()
    ]


def _with_prefix(token: SecretStr | None, prefix: str, where: str) -> SecretStr | None:
    if token is None:
        return None
    if not token.get_secret_value().startswith(prefix):
        raise ValueError(f"does not start with {prefix}. Take {where}")
    if not token.get_secret_value().isascii() or any(c.isspace() for c in token.get_secret_value()):
        raise ValueError(f"has a blank or a letter in it that no token has. Take {where}")
    return token
