"""Clients of Slack's Web API: whose token speaks for which workspace."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from storage.errors import Mendable
from storage.store import Store
from storage.team import installations

#: One call to Slack may take this long; what is unclear afterwards is looked up, not repeated blindly.
CALL_SECONDS = 15

#: What ``auth.test`` says when a token will never work.
BAD_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


class TokenRefused(Mendable):
    """Slack does not take the bot's token."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Slack refused SLACK_BOT_TOKEN ({why}).",
            "Install the app again and set the new token from OAuth & Permissions.",
            "SLACK_BOT_TOKEN=xoxb-…",
        )


class Clients(Protocol):
    """Where a client for a workspace comes from."""

    async def for_workspace(self, slack_id: str) -> AsyncWebClient | None:
        """A client that speaks for the workspace, None where the bot is not installed (any more)."""

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Who answers a request; Bolt asks before every listener."""


def web_client(settings: Settings, session: aiohttp.ClientSession, token: str | None) -> AsyncWebClient:
    """A client on ``SLACK_API_URL`` that never repeats a call by itself.

    slack_sdk's default handler repeats a post whose answer was lost, and so posts twice.
    """
    return AsyncWebClient(
        token=token,
        base_url=settings.slack_api_url,
        timeout=CALL_SECONDS,
        session=session,
        retry_handlers=[],
    )


@dataclass(slots=True)
class OneWorkspace:
    """The clients of a single-workspace install: one token for whatever comes."""

    client: AsyncWebClient
    store: Store
    who: AuthorizeResult | None = None
    slack_id: str | None = None

    async def introduce(self, now: datetime) -> str:
        """Ask Slack who we are; the workspace's id. Raises TokenRefused, or SlackApiError to try again."""
        try:
            said = await self.client.auth_test()
        except SlackApiError as error:
            if error.response.get("error") in BAD_TOKEN:
                raise TokenRefused(str(error.response["error"])) from None
            raise
        org_wide = bool(said.get("is_enterprise_install"))
        self.slack_id = str(said["enterprise_id"] if org_wide else said["team_id"])
        self.who = AuthorizeResult(
            enterprise_id=said.get("enterprise_id"),
            team_id=said.get("team_id"),
            team=said.get("team"),
            url=said.get("url"),
            bot_user_id=said.get("user_id"),
            bot_id=said.get("bot_id"),
            bot_token=self.client.token,
        )
        async with self.store.writing(self.slack_id, now) as scope:
            await installations.introduced(
                scope, name=str(said.get("team") or ""), bot_user=said.get("user_id")
            )
        return self.slack_id

    async def for_workspace(self, slack_id: str) -> AsyncWebClient | None:  # noqa: ARG002
        """The one client."""
        return self.client

    async def authorize(
        self,
        enterprise_id: str | None,  # noqa: ARG002
        team_id: str | None,  # noqa: ARG002
        user_id: str | None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """The one answer."""
        return self.who


@dataclass(slots=True)
class ManyWorkspaces:
    """The clients of an app that many workspaces installed."""

    store: Store
    installed: AsyncSQLAlchemyInstallationStore
    settings: Settings
    session: aiohttp.ClientSession

    async def for_workspace(self, slack_id: str) -> AsyncWebClient | None:
        """A client with the newest token of the team, or of the organisation it stands for."""
        found = await installations.bot(self.store, self.installed, slack_id)
        return None if found is None else web_client(self.settings, self.session, found.bot_token)

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """The install that a request belongs to, from the database: no call to Slack before the ack."""
        found = await installations.bot(self.store, self.installed, team_id) if team_id else None
        if found is None and enterprise_id:
            found = await installations.bot(self.store, self.installed, enterprise_id)
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_user_id=found.bot_user_id,
            bot_id=found.bot_id,
            bot_token=found.bot_token,
            bot_scopes=found.bot_scopes,
        )
