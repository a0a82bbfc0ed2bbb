"""Whose Home tab was ever opened, and what they look at there: only theirs is kept up to date."""

from dataclasses import dataclass

from storage.dialect import insert
from storage.models import Setting
from storage.store import Scope
from storage.team.settings import set_setting, setting


@dataclass(frozen=True, slots=True)
class HomeFilter:
    """What somebody's Home shows: everybody's work or their own, of one campaign (its number) or of all."""

    everybody: bool = False
    campaign: int | None = None


async def opened(scope: Scope, user: str) -> None:
    """Somebody looked at their Home."""
    await scope.session.execute(
        insert(scope.session, Setting)
        .values(workspace_id=scope.workspace_id, name=_name(user), value={})
        .on_conflict_do_nothing()
    )


async def filtered(scope: Scope, user: str) -> HomeFilter | None:
    """What somebody chose to see; None where they never looked at their Home."""
    chosen = await setting(scope, _name(user))
    if chosen is None:
        return None
    campaign = chosen.get("campaign")
    return HomeFilter(chosen.get("everybody") is True, campaign if isinstance(campaign, int) else None)


async def show(scope: Scope, user: str, wanted: HomeFilter) -> None:
    """Somebody chose what to see on their Home."""
    value = {"everybody": wanted.everybody, "campaign": wanted.campaign}
    await set_setting(scope, _name(user), value)


def _name(user: str) -> str:
    return f"home:{user}"[:60]
