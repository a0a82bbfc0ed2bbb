"""What is slow once, done before the first request comes in."""

import asyncio
import gc
from datetime import datetime

from bot import garbage
from bot.links.walls import late
from handlers.understanding import understand

#: Between them they load everything that reads sentences: the list of public suffixes, dateparser.
SENTENCES = ("emailed jane@example.com about a guest post, follow up on Friday", "remind 1 nächsten Freitag")


async def warm_up(now: datetime) -> None:
    """Load what a first sentence would wait for, and have the garbage collector pass over all that stays.

    A full collection walks every object that the libraries made when they were imported: 84 to 290 ms on a
    busy machine, in which no request is answered.
    """
    await asyncio.to_thread(_read_sentences, now)
    gc.collect()
    garbage.collect_less(garbage.OFTEN)


def _read_sentences(now: datetime) -> None:
    late.make_all()
    for sentence in SENTENCES:
        understand(sentence, now=now, tz="Europe/Berlin", locale="de-DE", command=True)
