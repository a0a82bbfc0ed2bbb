"""At most one post a second in a channel, and a pause for a workspace that is asked to slow down."""

import asyncio
from collections.abc import Callable

from storage.posts.claims import Lane


class Pace:
    """Which lanes and workspaces are left alone for now; times are the event loop's, never the clock's."""

    def __init__(self, seconds: float, woken: Callable[[], None]) -> None:
        self.busy: set[Lane] = set()
        self.paused: set[int] = set()
        self._seconds = seconds
        self._woken = woken
        self._slowed: dict[int, Lane] = {}

    def take(self, lane: Lane) -> None:
        """A post of this lane is on its way."""
        self.busy.add(lane)

    def release(self, lane: Lane, *, said: bool) -> None:
        """It is over; the next one may go now, or a second later when Slack was spoken to."""
        if not said or self._seconds <= 0:
            self._free(lane)
            return
        asyncio.get_running_loop().call_later(self._seconds, self._free, lane)

    def slowed(self, lane: Lane, seconds: float) -> None:
        """Slack asked this lane to wait. When it asks a second one meanwhile, it means the workspace.

        Source: Slack, "Rate limits": one message a second a channel, and a limit for the workspace above.
        """
        workspace = lane[0]
        first = self._slowed.setdefault(workspace, lane)
        loop = asyncio.get_running_loop()
        if first == lane:
            loop.call_later(seconds, self._slowed.pop, workspace, None)
        elif workspace not in self.paused:
            self.paused.add(workspace)
            loop.call_later(seconds, self._resume, workspace)

    def _free(self, lane: Lane) -> None:
        self.busy.discard(lane)
        self._woken()

    def _resume(self, workspace: int) -> None:
        self.paused.discard(workspace)
        self._woken()
