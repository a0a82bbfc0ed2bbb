"""Installs of many workspaces: slack_sdk's own tables, with room for encrypted tokens."""

from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import Table, Text
from sqlalchemy.types import TypeEngine

from storage.models.base import Base

#: The columns that hold secrets; an encrypted token is longer than slack_sdk's String(200).
SECRET_COLUMNS = frozenset(
    {"bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url"}
)

INSTALLATIONS, BOTS, STATES = "slack_installation", "slack_bot", "slack_oauth_state"

__all__ = ["BOTS", "INSTALLATIONS", "SECRET_COLUMNS", "STATES", "keep_secrets_as"]


def keep_secrets_as(table: Table, kind: TypeEngine[str]) -> Table:
    """Give the secret columns of one of slack_sdk's tables the type ``kind``."""
    for column in table.columns:
        if column.name in SECRET_COLUMNS:
            column.type = kind
    return table


keep_secrets_as(
    AsyncSQLAlchemyInstallationStore.build_installations_table(Base.metadata, INSTALLATIONS), Text()
)
keep_secrets_as(AsyncSQLAlchemyInstallationStore.build_bots_table(Base.metadata, BOTS), Text())
AsyncSQLAlchemyOAuthStateStore.build_oauth_states_table(Base.metadata, STATES)
