"""Campaigns: made, listed, shown, set, put away."""

from collections.abc import Sequence

from handlers.rendering import blocks, buttons, escape, listing, words
from handlers.rendering.buttons import Action, Press
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader
from storage.campaigns import CampaignView
from storage.tasks import TaskFilter, TaskPage

#: Campaigns that are listed; each is a line.
LISTED = 40
EXAMPLE = "/outreach campaign new Spring site acme.com channel #links"


def created(view: CampaignView) -> Message:
    """A new campaign, and how to log to it."""
    first = view.sites[0] if view.sites else "acme.com"
    example = (
        f"/outreach emailed jane@techblog.com about a guest post for https://{first}/, campaign {view.name}"
    )
    line = f"Campaign {_name(view)} is ready: {_about(view)}"
    built = [blocks.section(f":file_folder: {line}\nLog to it: {escape.code(example, 250)}")]
    return Message(line.replace("*", ""), built)


def listed(views: Sequence[CampaignView]) -> Message:
    """All campaigns, a line each."""
    if not views:
        line = "There are no campaigns yet."
        return Message(
            f"{line} Make one: {EXAMPLE}", [blocks.section(f"{line} Make one:\n{escape.code(EXAMPLE)}")]
        )
    lines = [f"• {_name(view)}: {_about(view)}" for view in views[:LISTED]]
    if len(views) > LISTED:
        lines.append(f"and {len(views) - LISTED} more")
    half = len(lines) // 2 if len(lines) > 8 else len(lines)
    pieces = [piece for piece in (lines[:half], lines[half:]) if piece]
    built = [blocks.section(f"*{words.count(len(views), 'campaign')}*")]
    built += [blocks.section("\n".join(piece)) for piece in pieces]
    names = ", ".join(escape.mrkdwn(view.name, 60) for view in views[:LISTED])
    return Message(f"{words.count(len(views), 'campaign')}: {names}", built)


def shown(reader: Reader, view: CampaignView, page: TaskPage) -> Message:
    """One campaign with its open tasks, the soonest due first."""
    built = [blocks.section(f":file_folder: {_name(view)}\n{_about(view)}")]
    built.append(blocks.section(f"*{words.count(page.total, 'open task')}*"))
    built += [listing.row_with_menu(task, reader, owner=True) for task in page.tasks[: listing.PAGE]]
    if page.total > len(page.tasks[: listing.PAGE]):
        wanted = listing.Wanted(TaskFilter(campaign=view.name))
        more = Press(Action.LIST_PAGE, extra=wanted.value())
        built += blocks.actions(buttons.button(f"All {page.total} open", more))
    said = f"Campaign {_name(view)}: {_about(view)}. {words.count(page.total, 'open task')}."
    return Message(said.replace("*", ""), blocks.capped(built))


def archived(view: CampaignView) -> Message:
    """Put away."""
    line = f"Campaign {_name(view)} is archived: its tasks stay, new ones can't be logged to it."
    return Message(line.replace("*", ""), [blocks.section(f":file_cabinet: {line}")])


def client_mode(view: CampaignView) -> Message:
    """Client mode was switched."""
    where = escape.channel(view.channel) if view.channel else "its channel"
    if view.client_mode:
        line = f"Client mode is on for {_name(view)}: {where} sees no prices, contacts or notes."
    else:
        line = f"Client mode is off for {_name(view)}: {where} sees everything."
    return Message(line.replace("*", ""), [blocks.section(f":busts_in_silhouette: {line}")])


def _name(view: CampaignView) -> str:
    return f"*{escape.mrkdwn(view.name, 120)}*"


def _about(view: CampaignView) -> str:
    parts = [
        ", ".join(escape.mrkdwn(site, 80) for site in view.sites[:10]) or "no sites yet",
        f"for {escape.mrkdwn(view.client, 80)}" if view.client else "",
        f"in {escape.channel(view.channel)}" if view.channel else "",
        "client mode" if view.client_mode else "",
        "archived" if view.archived else "",
    ]
    return ", ".join(part for part in parts if part)
