"""Tables that somebody drops on the bot: kept with the message that brought them, read once it is acked."""

from collections.abc import Sequence

from slack_bolt import BoltResponse

from handlers import safely
from handlers.doors import Doors
from handlers.rendering import importing as rendered
from handlers.requests.tables import Table
from handlers.said import Pointed
from storage import campaigns, import_files, inbox
from storage.campaigns import CampaignView
from storage.import_files import Dropped


async def take(doors: Doors, pointed: Pointed, files: Sequence[Table]) -> BoltResponse | None:
    """Keep the files, once, and say that they are being read. Where that fails Slack sends it again."""
    now = doors.now()
    try:
        async with doors.store.writing(pointed.workspace, now) as scope:
            if not await inbox.take(scope, pointed.key, now=now):
                return None
            if not await inbox.take(scope, pointed.message, now=now):
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
