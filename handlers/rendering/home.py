"""App Home: what is due, what is promised, what came of it; and how to begin."""

from collections.abc import Sequence
from typing import Any

from handlers.rendering import blocks, buttons, escape, facts, listing, words
from handlers.rendering.buttons import Action, Press
from handlers.rendering.message import Block
from handlers.rendering.reader import Reader
from handlers.rendering.urgency import by_urgency
from storage.tasks import TaskFilter, TaskPage
from storage.views import PlacementView, Task
from storage.words import PlacementState

View = dict[str, Any]

#: Slack's limit of a view, and the rows of each group that keep within it.
MOST_BLOCKS = 100
ROWS = 10
LINKS = 8

GUIDE = (
    "*Welcome.* Tell me in a sentence whom you asked for a link, and I:\n"
    "• remember who asked which site, when, and for what\n"
    "• remind you to follow up\n"
    "• watch the links you were promised, and say so when they are live, changed or gone"
)


def home(reader: Reader, page: TaskPage, won: Sequence[Task] = ()) -> View:
    """The Home tab of one person.

    ``page`` are their open tasks with the count of all; ``won`` tasks of theirs whose links came live.
    """
    if not page.tasks and not won:
        return _view(_first_run())
    found = by_urgency(page.tasks, reader)
    built: list[Block] = []
    groups = (
        (":rotating_light: Overdue", found.overdue),
        (":sunny: Due today", found.today),
        (":hourglass_flowing_sand: Promised", found.promised),
    )
    for title, tasks in groups:
        if not tasks:
            continue
        built.append(blocks.header(f"{title} ({len(tasks)})"))
        for task in tasks[:ROWS]:
            built += listing.row_with_buttons(task, reader)
        if len(tasks) > ROWS:
            built.append(blocks.context(f"and {len(tasks) - ROWS} more"))
    if not built:
        built.append(blocks.section(":white_check_mark: Nothing needs you today."))
    live = recently_live(won)
    if live:
        built.append(blocks.header(":tada: Recently live"))
        built += [blocks.section(_live(one, reader)) for one in live]
    everything = Press(Action.LIST_PAGE, extra=listing.Wanted(TaskFilter(owner=page.filter.owner)).value())
    built.append(blocks.divider())
    built += blocks.actions(
        listing.open_new(),
        buttons.button(f"All {page.total} open", everything) if page.total else None,
        buttons.button("Settings", Press(Action.OPEN_SETTINGS)),
        buttons.button("Help", Press(Action.HELP)),
    )
    return _view(blocks.capped(built, MOST_BLOCKS))


def recently_live(won: Sequence[Task]) -> list[PlacementView]:
    """The links that stand, the newest first."""
    standing = {PlacementState.LIVE, PlacementState.AT_RISK}
    links = [one for task in won for one in task.placements if one.state in standing and one.first_live_at]
    links.sort(key=lambda one: one.first_live_at or one.created_at, reverse=True)
    return links[:LINKS]


def _live(placement: PlacementView, reader: Reader) -> str:
    since = ""
    if placement.first_live_at:
        since = f", since {words.day(reader.local(placement.first_live_at).date(), reader)}"
    return f"{facts.state_line(placement)}{since}\n{facts.link_line(placement)} (#{placement.outreach})"


def _first_run() -> list[Block]:
    return [
        blocks.header("Outreach"),
        blocks.section(GUIDE),
        blocks.section(
            "*Begin here.* Type this in any channel where I am, with your own site and contact:\n"
            f"{escape.code(listing.EXAMPLE, 200)}"
        ),
        *blocks.actions(
            buttons.button("Log in a form", Press(Action.OPEN_NEW), style="primary"),
            buttons.button("Settings", Press(Action.OPEN_SETTINGS)),
            buttons.button("Help", Press(Action.HELP)),
        ),
    ]


def _view(built: list[Block]) -> View:
    return {"type": "home", "blocks": built}
