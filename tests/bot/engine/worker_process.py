"""A worker for tests to kill: visits whatever is due in a database, where every page holds its link."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot.clock import Clock
from bot.engine.visits import Limits, Visits
from bot.links.checker import Want
from storage.store import Store
from storage.watch.observation import Observation, SeenLink
from storage.words import Verdict


class EveryPage:
    """A web on which every link stands."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    async def look_for(self, page: str, wants: Sequence[Want]) -> list[Observation]:
        await asyncio.sleep(0.01)
        now = self.clock.now()
        return [
            Observation(
                page, want.target, Verdict.LIVE, now, "Live.", link=SeenLink(want.target, "guide"), status=200
            )
            for want in wants
        ]


async def main() -> None:
    clock = Clock(timedelta(seconds=float(sys.argv[2])))
    store = Store.open(f"sqlite+aiosqlite:///{sys.argv[1]}")
    limits = Limits(host_delay=0.02, report_every=0.03, hosts_at_once=3)
    visits = Visits(store, EveryPage(clock), clock, limits=limits)
    print("begun", flush=True)
    await visits.settle()
    await visits.drain(1)
    await store.close()


asyncio.run(main())
