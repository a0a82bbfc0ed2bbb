"""App Home: what is due, what is promised, what came of it and what was lost; and how to begin."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import ExternalDataSelectElement, Option, PlainTextObject, StaticSelectElement

from handlers.rendering.forms.suggestions import home_campaign
from handlers.rendering.links import facts
from handlers.rendering.lists import listing
from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import MOST_OPTION, Action, Press
from handlers.rendering.parts.message import Block
from handlers.rendering.parts.reader import Reader
from storage.posts.home_rows import MOST_COUNTED, Group, HomeRows, Link
from storage.words import Stage
from storage.work.campaigns import CampaignView
from storage.work.tasks import ListKind, TaskFilter
from storage.work.views import Task

View = dict[str, Any]

#: Slack's limit of a view, and the rows of each group that keep within it: a task takes two blocks.
MOST_BLOCKS = 100
ROWS = 10
LINKS = 8
MINE, EVERYBODY = "mine", "everybody"

GUIDE = (
    "*Welcome.* Tell me in a sentence whom you asked for a link, and I:\n"
    "• remember who asked which site, when, and for what\n"
    "• remind you to follow up\n"
    "• watch the links you were promised, and say so when they are live, changed or gone"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody chose to see: whose work, of which campaign; ``campaigns`` is how many there are."""

    user: str
    everybody: bool = False
    campaign: CampaignView | None = None
    campaigns: int = 0


def home(reader: Reader, rows: HomeRows, shown: Shown) -> View:
    """The Home tab of one person."""
    if not rows.ever and not shown.everybody and shown.campaign is None:
        return _view(_first_run(reader, shown))
    built = _filters(shown)
    if rows.first is not None and not shown.everybody:
        built.append(blocks.section(_began(rows.first, reader)))
    built += _group(":rotating_light: Overdue", rows.overdue, reader, shown, ListKind.OVERDUE)
    built += _group(":sunny: Due today", rows.today, reader, shown, ListKind.TODAY)
    built += _group(":hourglass_flowing_sand: Promised", rows.promised, reader, shown, None)
    if not (rows.overdue.count or rows.today.count or rows.promised.count):
        built.append(blocks.section(_nothing(shown)))
    for title, links, say in (
        (":tada: Recently live", rows.live, _live),
        (":broken_heart: Lost", rows.lost, _lost),
    ):
        if links:
            built.append(blocks.header(title))
            built += [blocks.section(say(one, reader, shown), _show(one)) for one in links]
    built.append(blocks.divider())
    everything = Press(Action.LIST_PAGE, extra=_list(shown, ListKind.OPEN).value())
    built += blocks.actions(
        listing.open_new(),
        buttons.button(f"All {_count(rows.total)} open", everything) if rows.total else None,
        buttons.button("New campaign", Press(Action.CAMPAIGN_NEW)),
        buttons.button("Settings", Press(Action.OPEN_SETTINGS)),
        buttons.button("Help", Press(Action.HELP)),
    )
    return _view(blocks.capped(built, MOST_BLOCKS))


def _filters(shown: Shown) -> list[Block]:
    """Whose work, and which campaign where there are any."""
    choices = {said: _whose(said, label) for said, label in ((MINE, "My work"), (EVERYBODY, "Everybody's"))}
    whose = StaticSelectElement(
        action_id=Action.HOME_WHOSE.value,
        options=list(choices.values()),
        initial_option=choices[EVERYBODY if shown.everybody else MINE],
    ).to_dict()
    campaign = ExternalDataSelectElement(
        action_id=Action.HOME_CAMPAIGN.value,
        min_query_length=0,
        initial_option=home_campaign(shown.campaign),
        placeholder=PlainTextObject(text="Search campaigns"),
    ).to_dict()
    return blocks.actions(whose, campaign if shown.campaigns or shown.campaign else None)


def _whose(said: str, label: str) -> Option:
    pressed = Press(Action.HOME_WHOSE, extra=said)
    return Option(value=pressed.value(MOST_OPTION), text=PlainTextObject(text=label))


def _group(title: str, group: Group, reader: Reader, shown: Shown, kind: ListKind | None) -> list[Block]:
    """The first rows of a group with their buttons, and the way to the rest; nothing for an empty one."""
    if not group.count:
        return []
    built = [blocks.header(f"{title} ({_count(group.count)})")]
    for task in group.tasks:
        built += listing.row_with_buttons(task, reader, owner=shown.everybody)
    if group.count > len(group.tasks):
        rest = Press(Action.LIST_PAGE, extra=_list(shown, kind).value())
        label = "All that is due" if kind is ListKind.TODAY else f"All {_count(group.count)}"
        built += blocks.actions(buttons.button(label, rest))
    return built


def _list(shown: Shown, kind: ListKind | None) -> Wanted:
    """The list behind a group; None is what is promised."""
    return Wanted(
        TaskFilter(
            kind or ListKind.OPEN,
            owner=None if shown.everybody else shown.user,
            stage=Stage.PROMISED if kind is None else None,
            campaign=shown.campaign.name if shown.campaign else None,
        )
    )


def _count(number: int) -> str:
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"


def _nothing(shown: Shown) -> str:
    where = f" in {escape.mrkdwn(shown.campaign.name, 80)}" if shown.campaign else ""
    whom = "anybody" if shown.everybody else "you"
    return f":white_check_mark: Nothing needs {whom} today{where}."


def _live(link: Link, reader: Reader, shown: Shown) -> str:
    placement = link.placement
    since = words.day(reader.local(placement.first_live_at).date(), reader) if placement.first_live_at else ""
    said = f"{facts.state_line(placement)}{f', since {since}' if since else ''}"
    return f"{said}\n{facts.link_line(placement)}{_whom(link, reader, shown)}"


def _lost(link: Link, reader: Reader, shown: Shown) -> str:
    placement = link.placement
    on = words.day(reader.local(placement.lost_at).date(), reader) if placement.lost_at else ""
    stood = ""
    if placement.first_live_at and placement.lost_at:
        stood = f" after {words.lasted(placement.first_live_at, placement.lost_at)}"
    said = f"{facts.state_line(placement)}{f' on {on}' if on else ''}{stood}"
    return f"{said}\n{facts.link_line(placement)}{_whom(link, reader, shown)}"


def _whom(link: Link, reader: Reader, shown: Shown) -> str:
    owner = f", {reader.who(link.owner)}" if shown.everybody else ""
    return f" (#{link.placement.outreach}{owner})"


def _show(link: Link) -> buttons.Element:
    return buttons.button("Show", Press(Action.SHOW, link.placement.outreach))


def _began(first: Task, reader: Reader) -> str:
    when = facts.follow_up(first, reader)
    remind = f"I remind you {when}" if when else "No reminder is set"
    line = f":tada: Your first outreach is logged: {facts.name(first)}. {remind}."
    return f"{line}\nWhen they promise a link, press *Show*, then *Promise*, and I watch the page."


def _first_run(reader: Reader, shown: Shown) -> list[Block]:
    """The first log, and then what one may set as well; a campaign that is there already is ticked."""
    campaign = (
        f":white_check_mark: *A campaign*: {words.count(shown.campaigns, 'campaign')} to log to"
        if shown.campaigns
        else ":two: *A campaign*, if you like: which site of yours wants links, and where its news is posted"
    )
    make = None if shown.campaigns else buttons.button("New campaign", Press(Action.CAMPAIGN_NEW))
    clock = (
        f":three: *When your reminders come*: in your list and digest, by {reader.place}. "
        "Invite me to a channel to have its digest there"
    )
    log = (
        ":one: *Your first log*: type this in any channel where I am, with your own site and contact, "
        f"or use the form\n{escape.code(listing.EXAMPLE, 200)}"
    )
    return [
        blocks.header("Outreach"),
        blocks.section(GUIDE),
        blocks.divider(),
        blocks.section(log),
        *blocks.actions(
            buttons.button("Log in a form", Press(Action.OPEN_NEW), style="primary"),
            buttons.button("Help", Press(Action.HELP)),
        ),
        blocks.section(campaign, make),
        blocks.section(clock, buttons.button("Settings", Press(Action.OPEN_SETTINGS))),
        *_filters(shown),
    ]


def _view(built: list[Block]) -> View:
    return {"type": "home", "blocks": built}
