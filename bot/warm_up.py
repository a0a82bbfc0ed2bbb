"""What is slow once, done before the first request comes in."""

import asyncio
import gc
import sys
from datetime import datetime

from handlers.understanding import understand

#: Seconds until a thread that wants the interpreter gets it from one that computes. Python's own 5 ms are
#: waited for at every statement of a transaction on SQLite while pages are read.
SWITCH_SECONDS = 0.001

#: Between them they load everything that reads sentences: the list of public suffixes, dateparser.
SENTENCES = ("emailed jane@example.com about a guest post, follow up on Friday", "remind 1 nächsten Freitag")


async def warm_up(now: datetime) -> None:
    """Load what a first sentence would wait for, and have the garbage collector pass over all that stays.

    A full collection walks every object that the libraries made when they were imported, which takes 100 to
    300 ms: longer than an ack may take, and the checker's work brings one every few seconds.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    await asyncio.to_thread(_read_sentences, now)
    gc.collect()
    gc.freeze()


def _read_sentences(now: datetime) -> None:
    for sentence in SENTENCES:
        understand(sentence, now=now, tz="Europe/Berlin", locale="de-DE", command=True)
