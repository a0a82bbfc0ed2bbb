"""Whose Home tab was ever opened: only theirs is kept up to date."""

from storage.dialect import insert
from storage.models import Setting
from storage.store import Scope


async def opened(scope: Scope, user: str) -> None:
    """Somebody looked at their Home."""
    await scope.session.execute(
        insert(scope.session, Setting)
        .values(workspace_id=scope.workspace_id, name=_name(user), value={})
        .on_conflict_do_nothing()
    )


async def was_opened(scope: Scope, user: str) -> bool:
    """Whether somebody ever looked at their Home."""
    return await scope.session.get(Setting, (scope.workspace_id, _name(user))) is not None


def _name(user: str) -> str:
    return f"home:{user}"[:60]
