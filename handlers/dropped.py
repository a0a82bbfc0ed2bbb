"""Tables that somebody drops on the bot: kept with the message that brought them, read once it is acked."""

from collections.abc import Sequence

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import safely
from handlers.acts.reading import read
from handlers.acts.situation import Heard, Situation
from handlers.doors import Doors
from handlers.hearing import TELLS, hear
from handlers.rendering import importing as rendered
from handlers.rendering.parts import errors
from handlers.requests.tables import Table
from handlers.said import Pointed, put, take_up
from storage.errors import Mendable
from storage.incoming import import_files, inbox
from storage.incoming.import_files import Dropped
from storage.store import Scope
from storage.team.audience import reading_along
from storage.work import campaigns
from storage.work.campaigns import CampaignView


class NotHere(Mendable):
    """A file's first rows would be shown to a client."""

    def __init__(self) -> None:
        super().__init__(
            "A client reads along here, so I don't read files here.", "Send it to me in a direct message."
        )


async def take(
    doors: Doors, client: AsyncWebClient, pointed: Pointed, files: Sequence[Table]
) -> BoltResponse | None:
    """Keep the files, and do what the words beside them tell; what only goes with the files is left alone."""
    failed = await _keep(doors, pointed, files)
    if failed is not None or not pointed.text.strip():
        return failed
    return await take_up(doors, client, pointed, _beside_files)


async def _beside_files(scope: Scope, at: Situation, text: str) -> Heard | None:
    """ "Here is the list for Spring" asks for nothing; "emailed jane@techblog.com" does, file or no file."""
    if any(intent.act not in TELLS for intent in read(text, at)):
        return None
    return await hear(scope, at, text)


async def _keep(doors: Doors, pointed: Pointed, files: Sequence[Table]) -> BoltResponse | None:
    """Keep the files, once, and say that they are being read. Where that fails Slack sends it again."""
    now = doors.now()
    try:
        async with doors.store.writing(pointed.workspace, now) as scope:
            if not await inbox.take(scope, f"files:{pointed.channel}:{pointed.ts}", now=now):
                return None
            if await reading_along(scope, pointed.channel):
                await put(scope, doors, pointed, errors.mendable(NotHere()), ())
                return None
            its = _named(pointed, await campaigns.listing(scope))
            place = {"channel": pointed.channel, "user": pointed.by}
            if pointed.in_thread:
                place["thread_ts"] = pointed.in_thread
            for one in files:
                await import_files.arrived(
                    scope,
                    Dropped(
                        one.id, pointed.ts, one.name, one.size, pointed.by, place, its.id if its else None
                    ),
                    rendered.reading(one.name).payload(),
                    now=now,
                )
        doors.poke()
        doors.look_now()
    except Exception as error:
        return safely.unacked(error, what="a file")
    return None


def _named(pointed: Pointed, known: Sequence[CampaignView]) -> CampaignView | None:
    """The campaign that the words beside the file name, else the channel's own."""
    said = pointed.text.lower()
    named = [one for one in known if one.name.lower() in said] if said.strip() else []
    if named:
        return max(named, key=lambda one: len(one.name))
    return next((one for one in known if one.channel == pointed.channel), None)
