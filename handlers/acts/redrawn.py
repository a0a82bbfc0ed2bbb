"""A list as it stands after somebody worked in it."""

from collections.abc import Sequence

from handlers.acts import campaigns, lists
from handlers.rendering.lists.listed import Listed, Surface
from handlers.rendering.parts import blocks
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.store import Scope


async def redrawn(
    reader: Reader, scope: Scope, listed: Listed, *, window: bool = False, above: Sequence[Block] = ()
) -> Message:
    """What is left of ``listed``, on the same page and in the same order; raises Mendable.

    ``above`` is what is said first; in a ``window`` Slack shows no table.
    """
    named = listed.above(above)
    match listed.surface:
        case Surface.OVERVIEW:
            shown = await lists.overview_for(reader, scope, listed.wanted.filter.owner)
        case Surface.CAMPAIGN:
            shown = await campaigns.card_for(reader, scope, listed.wanted.filter.campaign or "")
        case Surface.PAGE:
            return await lists.page_for(reader, scope, listed.wanted, tables=not window, above=named)
    return Message(shown.text, blocks.capped([*named, *shown.blocks]))
