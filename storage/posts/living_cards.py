"""Where a placement's living card stands, also once the placement was taken back."""

from dataclasses import dataclass

from storage.models import Placement
from storage.store import Scope


@dataclass(frozen=True, slots=True)
class CardAddress:
    """A card in Slack, and the task that it is about."""

    channel: str
    ts: str
    outreach: int


async def address(scope: Scope, placement_id: int) -> CardAddress | None:
    """Where the card stands; None where none was posted."""
    row = await scope.session.get(Placement, (scope.workspace_id, placement_id))
    if row is None or row.card_channel is None or row.card_ts is None:
        return None
    return CardAddress(row.card_channel, row.card_ts, row.outreach_id)
