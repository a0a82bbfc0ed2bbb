"""What turned about backlinks, written down as it happens: all of a link's history comes through here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage.models import BacklinkEvent
from storage.store import Scope


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that changed about a backlink; ``what`` and ``detail`` as in :class:`BacklinkEvent`."""

    backlink: int
    what: str
    at: datetime
    detail: dict[str, Any] = field(default_factory=dict)
    by: str | None = None


async def note(scope: Scope, turns: Sequence[Turn]) -> None:
    """Write down what changed, in this order."""
    rows = [
        {"backlink_id": one.backlink, "at": one.at, "by": one.by, "what": one.what, "detail": one.detail}
        for one in turns
    ]
    await scope.add(BacklinkEvent, rows)


def followed(backlink: int, before: bool | None, after: bool | None, at: datetime) -> list[Turn]:
    """The turn of a link that is followed now and was not, or the reverse; none unless both are known."""
    if before is None or after is None or before == after:
        return []
    return [Turn(backlink, "followed", at, {"from": before, "to": after})]


def lost(backlink: int, since: datetime, at: datetime) -> Turn:
    """A link that is gone ``since`` then, as it was found out ``at``."""
    return Turn(backlink, "lost", at, {"on": since.date().isoformat()})


def back(backlink: int, at: datetime) -> Turn:
    """A link that was gone and stands again."""
    return Turn(backlink, "back", at)
