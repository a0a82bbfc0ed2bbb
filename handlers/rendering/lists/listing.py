"""Rows of tasks, and the overview of what is open."""

from datetime import date

from handlers.rendering.links import facts
from handlers.rendering.lists.listed import Listed, Surface
from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from handlers.rendering.urgency import by_urgency, waiting
from storage.work.tasks import TaskFilter, TaskPage
from storage.work.views import Task

#: Rows of the overview: a row is a section and its buttons, and 50 blocks must hold them all.
MOST_ROWS = 20

EXAMPLE = (
    "/outreach emailed jane@techblog.com about a guest post for https://acme.com/guide, follow up in 3 days"
)


def overview(reader: Reader, page: TaskPage) -> Message:
    """The bare ``/outreach``: a person's open work, overdue, due today and promised, with buttons on each.

    ``page`` holds their open tasks (at least the soonest due ones) and how many there are in all.
    """
    if not page.tasks:
        return nothing_open()
    found = by_urgency(page.tasks, reader)
    mine = Wanted(TaskFilter(owner=page.filter.owner))
    listed = Listed(Surface.OVERVIEW, mine)
    groups = (
        (":rotating_light: Overdue", found.overdue),
        (":sunny: Due today", found.today),
        (":hourglass_flowing_sand: Promised", found.promised),
    )
    urgent = ((found.overdue, "overdue"), (found.today, "due today"), (found.promised, "promised"))
    counts = [*(f"{len(tasks)} {what}" for tasks, what in urgent if tasks), f"{page.total} open"]
    built: list[Block] = [blocks.section(f"*Your outreach*\n{' · '.join(counts)}")]
    said = [f"Your outreach: {', '.join(counts)}."]
    left = MOST_ROWS
    for title, tasks in groups:
        if not tasks or not left:
            continue
        built.append(blocks.section(f"*{title}*"))
        for task in tasks[:left]:
            built += row_with_buttons(task, reader, listed=listed)
            said.append(f"{line_in_brief(task, reader)}.")
        left -= min(left, len(tasks))
    hidden = page.total - (MOST_ROWS - left)
    if hidden:
        everything = Press(Action.LIST_PAGE, extra=mine.value())
        label = f"All {page.total} open" if left < MOST_ROWS else f"Show {page.total} open"
        if left == MOST_ROWS:
            built.append(blocks.section("Nothing needs you today."))
        built += blocks.actions(buttons.button(label, everything), open_new())
    else:
        built += blocks.actions(open_new())
    return Message(" ".join(said), blocks.capped(built))


def nothing_open() -> Message:
    """Nobody has anything open here yet: what to type."""
    line = "You have no open outreach. Log one in a sentence:"
    built = [blocks.section(f"{line}\n{escape.code(EXAMPLE, 200)}"), *blocks.actions(open_new())]
    return Message(f"{line} {EXAMPLE}", built)


def open_new() -> buttons.Element:
    """ "Log in a form"."""
    return buttons.button("Log in a form", Press(Action.OPEN_NEW))


def row(task: Task, reader: Reader, *, owner: bool = False) -> str:
    """One task on two lines of mrkdwn: what it is, and what is due."""
    about = facts.about(task, reader)
    named = f"{facts.name(task)} {about}" if about else facts.name(task)
    return f"{named}{f' · {reader.who(task.owner)}' if owner else ''}\n{due(task, reader)}"


def due(task: Task, reader: Reader) -> str:
    """What is due about a task, in words: "Follow-up 2 days overdue"."""
    held = sorted(waiting(task), key=lambda one: one.promised_by or date.max)
    said = [_promise_due(one.promised_by, reader) for one in held[:1]]
    if len(held) > 1:  # the first that is due stands for all of them
        first = said[0].replace("link promised", "the first", 1)
        said = [f"{words.count(len(held), 'link')} promised, {first}"]
        if held[0].promised_by is None:
            said = [f"{words.count(len(held), 'link')} promised"]
    if task.follow_up_at and task.stage.open:
        when = reader.local(task.follow_up_at)
        timed = f" at {when:%H:%M}" if task.follow_up_timed and when.date() >= reader.today else ""
        said.append(f"follow-up {words.due(when.date(), reader)}{timed}")
    if not said:
        said.append(words.STAGES[task.stage] + (", no reminder set" if task.stage.open else ""))
    shown = "; ".join(said[:3])
    return shown if shown.startswith(":") else shown[0].upper() + shown[1:]


def _promise_due(by: date | None, reader: Reader) -> str:
    if by is None:
        return "link promised"
    if by < reader.today:
        return f":warning: link promised by {words.day(by, reader)}, {words.due(by, reader)}"
    return f"link promised by {words.day(by, reader)} ({words.distance(by, reader)})"


def line_in_brief(task: Task, reader: Reader) -> str:
    """ "#42 techblog.com, follow-up 2 days overdue", for a message's text."""
    said = due(task, reader).replace(":warning: ", "")
    return f"{facts.plain_name(task)}, {said[0].lower()}{said[1:]}"


def row_with_buttons(
    task: Task, reader: Reader, *, owner: bool = False, listed: Listed | None = None
) -> list[Block]:
    """A row and its four buttons: two blocks. ``listed`` is the list that is shown again after a press."""
    held = waiting(task)
    if held and not task.follow_up_at:
        elements = [
            buttons.check_now(task, held[0]),
            buttons.show(task),
            buttons.set_follow_up(task),
            buttons.decline(task),
        ]
    else:
        elements = [
            buttons.follow_up_done(task),
            buttons.snooze(task),
            buttons.replied(task),
            buttons.drop(task),
        ]
    (pressed,) = blocks.actions(*elements)
    named = listed.row(task, pressed) if listed else pressed
    return [blocks.section(row(task, reader, owner=owner)), named]


def row_with_menu(task: Task, reader: Reader, listed: Listed, *, owner: bool = False) -> Block:
    """A row and its menu: one block of ``listed``, the list that is shown again after a press."""
    choices = [("Show", buttons.press(Action.SHOW, task))]
    if task.stage.open:
        choices += [
            ("Done", buttons.press(Action.FOLLOW_UP_DONE, task)),
            ("Snooze", buttons.press(Action.SNOOZE, task)),
            ("Replied", buttons.press(Action.REPLIED, task)),
            ("Drop", buttons.press(Action.DROP, task)),
        ]
    else:
        choices.append(("Edit", buttons.press(Action.EDIT, task)))
    return listed.row(task, blocks.section(row(task, reader, owner=owner), buttons.menu(choices)))
