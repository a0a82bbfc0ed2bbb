"""Campaigns: made, listed, shown, set, put away."""

from collections.abc import Sequence

from handlers.rendering.lists import listing
from handlers.rendering.lists.listed import Listed, Surface
from handlers.rendering.lists.wanted import PAGE, Wanted
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.work.campaigns import CampaignView
from storage.work.tasks import TaskFilter, TaskPage

#: Campaigns that are listed; each is a line.
LISTED = 30
EXAMPLE = "/outreach campaign new Spring site acme.com channel #links"


USAGE = (
    "campaign new NAME site DOMAIN [client NAME] [channel #c] [goal N links by WHEN]",
    "campaign show NAME",
    "campaign edit NAME",
    "campaign set NAME client-mode on|off",
    "campaign set NAME goal N links by WHEN",
    "campaign archive NAME",
    "campaign reopen NAME",
)


def created(reader: Reader, view: CampaignView, first: CampaignView | None = None) -> Message:
    """A new campaign, and how to log to it; ``first`` is the campaign that its channel had before."""
    target = view.sites[0] if view.sites else "acme.com"
    example = (
        f"/outreach emailed jane@techblog.com about a guest post for https://{target}/, campaign {view.name}"
    )
    line = f"Campaign {_name(view)} is ready: {_about(view)}"
    built = [blocks.section(f":file_folder: {line}\nLog to it: {escape.code(example, 250)}")]
    if first is not None:
        both = (
            f"That channel already has the campaign {_name(first)}: what is logged there without a "
            f"campaign's name goes on counting for it. Name {_name(view)}, or give it a channel of its own."
        )
        line = f"{line} {both}"
        built.append(blocks.section(f":warning: {both}"))
    built += blocks.facts(_facts(view, reader))
    built += blocks.actions(_edit(view))
    return Message(line.replace("*", ""), built)


def changed(reader: Reader, view: CampaignView) -> Message:
    """A campaign whose form was sent, as it stands now."""
    line = f"Campaign {_name(view)} is saved: {_about(view)}"
    built = [blocks.section(f":file_folder: {line}"), *blocks.facts(_facts(view, reader))]
    built += blocks.actions(_edit(view))
    return Message(line.replace("*", ""), built)


def edit_later(view: CampaignView) -> Message:
    """The form of a campaign did not open in time: press, and it does."""
    line = (
        f"The form of {_name(view)} could not be opened in time. Press the button, and it opens right away."
    )
    return Message(line.replace("*", ""), [blocks.section(f":warning: {line}"), *blocks.actions(_edit(view))])


def overview(views: Sequence[CampaignView]) -> Message:
    """The bare ``/outreach campaign``: what there is, how to say it, and a button for the form."""
    listing_ = listed(views)
    usage = "\n".join(escape.code(f"/outreach {one}", 200) for one in USAGE)
    line = "A campaign is what a client, or your own site, wants links for."
    built = [blocks.section(f"*Campaigns*\n{line}"), *listing_.blocks, blocks.section(usage)]
    return Message(f"{line} {listing_.text}", blocks.capped(built))


def listed(views: Sequence[CampaignView]) -> Message:
    """All campaigns, a line each."""
    if not views:
        line = "There are no campaigns yet."
        built = [
            blocks.section(f"{line} Make one:\n{escape.code(EXAMPLE)}"),
            *blocks.actions(_new("primary")),
        ]
        return Message(f"{line} Make one: {EXAMPLE}", built)
    built = [blocks.section(f"*{words.count(len(views), 'campaign')}*")]
    built += [
        blocks.section(
            f"{_name(view)}: {_about(view)}",
            buttons.menu(
                [
                    ("Show", Press(Action.CAMPAIGN_SHOW, extra=str(view.id))),
                    ("Edit", Press(Action.CAMPAIGN_EDIT, extra=str(view.id))),
                ]
            ),
        )
        for view in views[:LISTED]
    ]
    if len(views) > LISTED:
        built.append(blocks.context(f"and {len(views) - LISTED} more"))
    built += blocks.actions(_new())
    names = ", ".join(escape.mrkdwn(view.name, 60) for view in views[:LISTED])
    return Message(f"{words.count(len(views), 'campaign')}: {names}", built)


def shown(reader: Reader, view: CampaignView, page: TaskPage, reached: int = 0) -> Message:
    """One campaign with its open tasks, the soonest due first; ``reached`` followed links of it stand."""
    built = [
        blocks.section(f":file_folder: {_name(view)}\n{_about(view)}"),
        *blocks.facts([*_facts(view, reader), ("Standing and followed", _reached(view, reached))]),
        *blocks.actions(_edit(view)),
    ]
    built.append(blocks.section(f"*{words.count(page.total, 'open task')}*"))
    wanted = Wanted(TaskFilter(campaign=view.name))
    listed = Listed(Surface.CAMPAIGN, wanted)
    built += [listing.row_with_menu(task, reader, listed, owner=True) for task in page.tasks[:PAGE]]
    if page.total > len(page.tasks[:PAGE]):
        more = Press(Action.LIST_PAGE, extra=wanted.value())
        built += blocks.actions(buttons.button(f"All {page.total} open", more))
    so_far = f" {_reached(view, reached)} followed links stand." if view.goal_count else ""
    said = f"Campaign {_name(view)}: {_about(view)}.{so_far} {words.count(page.total, 'open task')}."
    return Message(said.replace("*", ""), blocks.capped(built))


def archived(view: CampaignView) -> Message:
    """Put away."""
    line = f"Campaign {_name(view)} is archived: its tasks stay, new ones can't be logged to it."
    return Message(line.replace("*", ""), [blocks.section(f":file_cabinet: {line}")])


def reopened(view: CampaignView) -> Message:
    """Brought back."""
    line = f"Campaign {_name(view)} is open again: tasks can be logged to it."
    return Message(
        line.replace("*", ""), [blocks.section(f":file_folder: {line}"), *blocks.actions(_edit(view))]
    )


def set_in_form(view: CampaignView) -> Message:
    """Everything but client mode is set in the form."""
    line = f"Name, sites, client, channel, owner, follow-ups and goal of {_name(view)} are set in its form."
    mode = escape.code(f"/outreach campaign set {view.name} client-mode on", 200)
    built = [blocks.section(line), *blocks.actions(_edit(view)), blocks.context(f"Client mode: {mode}")]
    return Message(line.replace("*", ""), built)


def _reached(view: CampaignView, reached: int) -> str:
    """ "12 of 20 (60%)"; how many alone where no goal is set."""
    if not view.goal_count:
        return str(reached)
    return f"{reached} of {view.goal_count} ({min(100 * reached // view.goal_count, 100)}%)"


def client_mode(view: CampaignView) -> Message:
    """Client mode was switched."""
    where = escape.channel(view.channel) if view.channel else "its channel"
    if view.client_mode:
        line = f"Client mode is on for {_name(view)}: {where} sees no prices, contacts or notes."
    else:
        line = f"Client mode is off for {_name(view)}: {where} sees everything."
    return Message(line.replace("*", ""), [blocks.section(f":busts_in_silhouette: {line}")])


def _new(style: buttons.Style = None) -> buttons.Element:
    return buttons.button("New campaign", Press(Action.CAMPAIGN_NEW), style=style)


def _edit(view: CampaignView) -> buttons.Element:
    return buttons.button("Edit", Press(Action.CAMPAIGN_EDIT, extra=str(view.id)))


def _facts(view: CampaignView, reader: Reader) -> list[tuple[str, str]]:
    """What is set beyond the campaign's line."""
    steps = words.listed(str(days) for days in view.cadence)
    goal = words.count(view.goal_count, "followed link") if view.goal_count else ""
    if goal and view.goal_by:
        goal += f" by {words.day(view.goal_by, reader)}"
    return [
        ("Owner", reader.who(view.owner) if view.owner else ""),
        ("Goal", goal),
        ("Follow up after", f"{steps} working {'day' if view.cadence == (1,) else 'days'}" if steps else ""),
        ("Own mail domains", ", ".join(escape.site(one) for one in view.mail_domains[:10])),
        ("Brand on reports", escape.mrkdwn(view.brand_name, 80) if view.brand_name else ""),
    ]


def _name(view: CampaignView) -> str:
    return escape.bold(view.name, 120)


def _about(view: CampaignView) -> str:
    parts = [
        ", ".join(escape.mrkdwn(site, 80) for site in view.sites[:10]) or "no sites yet",
        f"for {escape.mrkdwn(view.client, 80)}" if view.client else "",
        f"in {escape.channel(view.channel)}" if view.channel else "",
        "client mode" if view.client_mode else "",
        "archived" if view.archived else "",
    ]
    return ", ".join(part for part in parts if part)
