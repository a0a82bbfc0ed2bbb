"""Workspaces that leave: nothing is said or looked at for them any more; what they stored goes later."""

from datetime import datetime

from sqlalchemy import and_, delete, or_, update

from storage.models import BOTS, INSTALLATIONS, Base, Workspace
from storage.store import Scope


async def left(scope: Scope, now: datetime) -> None:
    """The app was removed there; the first time counts. Its tokens are deleted at once.

    Installing it again brings everything back, unless it was deleted meanwhile.
    """
    for name in (BOTS, INSTALLATIONS):
        its = Base.metadata.tables[name].c
        org_wide = and_(its.enterprise_id == scope.slack_id, its.is_enterprise_install.is_(True))
        await scope.session.execute(
            delete(Base.metadata.tables[name]).where(or_(its.team_id == scope.slack_id, org_wide))
        )
    await scope.session.execute(
        update(Workspace)
        .where(Workspace.id == scope.workspace_id, Workspace.revoked_at.is_(None))
        .values(revoked_at=now)
    )
