"""Workspaces that leave: what they stored is kept, nothing is said or looked at for them any more."""

from datetime import datetime

from sqlalchemy import update

from storage.models import Workspace
from storage.store import Scope


async def left(scope: Scope, now: datetime) -> None:
    """The app was removed there; the first time counts. Installing it again brings everything back."""
    await scope.session.execute(
        update(Workspace)
        .where(Workspace.id == scope.workspace_id, Workspace.revoked_at.is_(None))
        .values(revoked_at=now)
    )
