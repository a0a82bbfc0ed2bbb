"""What a workspace set for itself."""

from typing import Any

from storage.dialect import insert
from storage.models import Setting
from storage.store import Scope


async def setting(scope: Scope, name: str) -> dict[str, Any] | None:
    """A setting's JSON, None where it was never set."""
    row = await scope.session.get(Setting, (scope.workspace_id, name))
    return row.value if row else None


async def set_setting(scope: Scope, name: str, value: dict[str, Any]) -> None:
    """Set it."""
    await scope.session.execute(
        insert(scope.session, Setting)
        .values(workspace_id=scope.workspace_id, name=name, value=value)
        .on_conflict_do_update(index_elements=[Setting.workspace_id, Setting.name], set_={"value": value})
    )
