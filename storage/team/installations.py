"""Installs of many workspaces, their tokens encrypted with the operator's key."""

from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import Text, exists, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.errors import Mendable
from storage.models import Workspace
from storage.models.installations import BOTS, INSTALLATIONS, STATES, keep_secrets_as
from storage.store import Scope, Store

#: How long a person may take between "Add to Slack" and Slack's answer.
STATE_SECONDS = 600


class WrongKey(Mendable):
    """The stored tokens were encrypted with another key."""

    def __init__(self) -> None:
        super().__init__(
            "The stored tokens can't be read with this OUTREACH_SECRET_KEY.",
            "Set the key they were stored with, or have the workspaces install the app again.",
        )


class EncryptedText(TypeDecorator[str]):
    """Text that only the holder of the key can read; raises WrongKey to anybody else."""

    impl = Text
    cache_ok = False

    def __init__(self, fernet: Fernet) -> None:
        super().__init__()
        self._fernet = fernet

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Encrypt on the way in."""
        return None if value is None else self._fernet.encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Decrypt on the way out."""
        if value is None:
            return None
        try:
            return self._fernet.decrypt(value.encode()).decode()
        except InvalidToken:
            raise WrongKey from None


class Installations(AsyncSQLAlchemyInstallationStore):
    """slack_sdk's installation store; a workspace that installs the app again is no longer gone."""

    async def async_save(self, installation: Installation) -> None:
        """Keep an install."""
        await super().async_save(installation)
        here = installation.enterprise_id if installation.is_enterprise_install else installation.team_id
        async with self.engine.begin() as connection:
            await connection.execute(
                update(Workspace).where(Workspace.slack_id == here).values(revoked_at=None, stopped=None)
            )


def installation_store(store: Store, client_id: str, secret_key: str) -> Installations:
    """The installs on our database; ``secret_key`` is a Fernet key."""
    made = Installations(
        client_id, store.writer, bots_table_name=BOTS, installations_table_name=INSTALLATIONS
    )
    secret = EncryptedText(Fernet(secret_key))
    keep_secrets_as(made.installations, secret)
    keep_secrets_as(made.bots, secret)
    return made


def state_store(store: Store) -> AsyncSQLAlchemyOAuthStateStore:
    """slack_sdk's store of OAuth states on our database."""
    return AsyncSQLAlchemyOAuthStateStore(STATE_SECONDS, store.writer, table_name=STATES)


@dataclass(frozen=True, slots=True)
class InstalledBot:
    """What an install lets the bot do, and as whom."""

    bot_token: str
    bot_id: str | None
    bot_user_id: str | None
    bot_scopes: str | None


async def bot(store: Store, made: AsyncSQLAlchemyInstallationStore, slack_id: str) -> InstalledBot | None:
    """The newest install of a team, or the org-wide one of an enterprise; None once it was removed."""
    table = made.bots.c
    gone = exists().where(Workspace.slack_id == slack_id, Workspace.revoked_at.is_not(None))
    query = (
        select(table.bot_token, table.bot_id, table.bot_user_id, table.bot_scopes)
        .where(
            table.client_id == made.client_id,
            ~gone,
            (table.team_id == slack_id)
            | ((table.enterprise_id == slack_id) & table.is_enterprise_install.is_(True)),
        )
        .order_by(table.installed_at.desc(), table.id.desc())
        .limit(1)
    )
    async with store.engine.connect() as connection:
        row = (await connection.execute(query)).first()
    return None if row is None or not row[0] else InstalledBot(*row)


async def introduced(scope: Scope, *, name: str, bot_user: str | None) -> None:
    """Slack said who we are in this workspace."""
    await scope.session.execute(
        update(Workspace)
        .where(Workspace.id == scope.workspace_id)
        .values(name=name, bot_user=bot_user, revoked_at=None)
    )
