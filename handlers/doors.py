"""What the room needs from outside: everything else it finds in the request or in the ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from storage.store import Store


def _nobody() -> None:
    """Nobody waits to be woken."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The ledger, the clock, and who is woken when there is something to do.

    ``now`` is aware UTC. ``poke`` wakes delivery (there are posts), ``look_now`` the checker (there are
    placements or looks due). Both only save the wait until the next tick: nothing depends on them.
    """

    store: Store
    now: Callable[[], datetime]
    poke: Callable[[], None] = _nobody
    look_now: Callable[[], None] = _nobody
