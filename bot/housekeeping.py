"""Once in a while, what is kept for no longer goes: old words, and what left workspaces stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from storage.keeping import retention
from storage.store import Store

#: Between two rounds, and while there is more to do.
ROUND, MORE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(slots=True)
class Housekeeping:
    """``delete_after_days`` after the app was removed a workspace's rows are deleted; 0 keeps them."""

    store: Store
    clock: Clock
    delete_after_days: int
    not_before: datetime | None = None

    async def __call__(self) -> int:
        """How many rows were emptied or deleted; each call does a bounded piece."""
        now = self.clock.now()
        if self.not_before is not None and now < self.not_before <= now + ROUND:
            return 0
        done = await retention.empty_old(self.store, now)
        if self.delete_after_days:
            after = timedelta(days=self.delete_after_days)
            done += await retention.delete_left(self.store, now, after=after)
        await self.store.empty_log()
        self.not_before = now + (MORE if done else ROUND)
        return done
