"""SQLite's write-ahead log, carried over into the database file beside those who write."""

import asyncio
import sqlite3
from contextlib import closing, suppress

#: A commit that finds so many pages in the log carries them over itself: where writing goes on without a
#: pause for longer than ``PAUSE`` takes, or nobody does it beside. Some 40 MB; SQLite's own are 1,000 pages.
MOST_PAGES = 10_000
#: How long after the first change the log is carried over, in seconds; no more than once in this time.
PAUSE = 0.5


class WriteAheadLog:
    """Carries the log of the file at ``path`` over soon after something was written.

    SQLite does it in the commit that makes the log 4 MB long, and somebody's request may wait for that one.
    Here a thread does, as far as it gets without waiting for anybody; commits go on meanwhile, and a page
    that many of them changed is copied once. A batch of 200 looks was written 50 µs a look sooner.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._soon: asyncio.TimerHandle | None = None
        self._carrying: asyncio.Future[None] | None = None

    def grew(self) -> None:
        """Something was committed."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(PAUSE, self._begin)

    async def close(self) -> None:
        """Begin nothing more before something is committed, and wait for what was begun."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        if self._carrying is not None:
            await self._carrying

    def _begin(self) -> None:
        self._soon = None
        if self._carrying is None or self._carrying.done():
            self._carrying = asyncio.get_running_loop().run_in_executor(None, self._carry_over)

    def _carry_over(self) -> None:
        # A full disk or a locked file is told to whoever writes next; the log keeps everything until then.
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path, timeout=0)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
