"""How long delivery waits for what."""

from dataclasses import dataclass
from datetime import timedelta

from storage.posts.claims import LONGEST_WAIT


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, all of them, but for ``give_up_tries``.

    ``request``: how long one request may take; after that long it can't reach Slack any more. ``settle``:
    how long Slack may need until what it took stands in its history. ``lease``: what a killed sender's lane
    waits; longer than a request. ``pace``: between two posts in a channel. ``poll``: how often an idle
    process looks for what others wrote. ``give_up`` and ``give_up_tries``: a post that Slack does not take
    is tried that long and that often.
    """

    request: float = 20.0
    settle: float = 2.0
    lease: float = 30.0
    pace: float = 1.0
    poll: float = 1.0
    first_wait: float = 1.0
    longest_wait: float = 900.0
    give_up: float = 86_400.0
    give_up_tries: int = 20

    def wait(self, tries: int, asked: float | None) -> timedelta:
        """How long to wait after ``tries`` refusals: what Slack asked for, else twice as long each time."""
        doubled = min(self.first_wait * 2.0 ** min(max(tries - 1, 0), 20), self.longest_wait)
        return min(timedelta(seconds=doubled if asked is None else max(asked, 0.05)), LONGEST_WAIT)
