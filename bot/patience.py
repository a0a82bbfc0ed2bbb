"""How long the process waits for others, in one place."""

from dataclasses import dataclass, field

from bot.delivery import Timing
from bot.engine.visits import Limits


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for Slack, for pages, and for what a killed process held.

    ``ping`` is the seconds between two signs of life on Slack's socket; a silent one is renewed after as
    long.
    """

    delivery: Timing = field(default_factory=Timing)
    visits: Limits = field(default_factory=Limits)
    ping: float = 5.0
