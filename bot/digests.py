"""The tick that calls what is due to people: daily digests, and reminders with a time of day."""

import asyncio
from datetime import datetime

from bot.delivery.people_first import PEOPLE_SECONDS, After, nobody_waits
from storage.daily import digest_calls
from storage.store import Store
from storage.work import reminders


async def tick(store: Store, now: datetime, after: After = nobody_waits) -> int:
    """Put every digest and reminder that is due at ``now`` into the outbox; how many rows were looked at.

    A second tick, in this process or in another, changes nothing. Works in batches; between them those go
    first for whose requests ``after`` waits, so that a digest minute with thousands of channels keeps nobody
    waiting.
    """
    looked_at = 0
    for batch in (reminders.ring, reminders.ask, digest_calls.call):
        while count := await batch(store, now):
            looked_at += count
            await asyncio.sleep(0)
            await after(PEOPLE_SECONDS)
    return looked_at
