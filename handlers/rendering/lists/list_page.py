"""A page of a list that people work in: rows with menus, an order, several tasks at once, or a table."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Option, PlainTextObject, StaticMultiSelectElement

from handlers.rendering import urgency
from handlers.rendering.links import facts
from handlers.rendering.lists.listed import Listed, Surface
from handlers.rendering.lists.listing import EXAMPLE, line_in_brief, open_new, row_with_menu
from handlers.rendering.lists.wanted import PAGE, TABLE, Wanted
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Block, Message
from handlers.rendering.parts.reader import Reader
from storage.words import Stage
from storage.work.bulk import Chosen
from storage.work.tasks import ListKind, Sort, TaskFilter, TaskPage
from storage.work.views import Task

SORTS = {Sort.DUE: "due date", Sort.SITE: "site", Sort.STAGE: "stage", Sort.CHANGED: "last change"}

#: Slack's limits of a data_table: all characters of its cells. Ours: those of one cell, rows shown at once.
CHARACTERS, CELL, AT_ONCE = 20_000, 60, 25
_COLUMNS = ("#", "Site", "Stage", "Due", "Owner", "Campaign", "Contact", "Last change")


def page(
    reader: Reader,
    found: TaskPage,
    sort: Sort = Sort.DUE,
    *,
    tables: bool = True,
    above: Sequence[Block] = (),
) -> Message:
    """A page of a list: what was asked for, how many there are, its rows, and what can be done with them.

    ``tables``: the surface can show it as a table, too. ``above`` is what is said first.
    """
    title = title_of(found.filter, reader)
    if not found.tasks:
        line = "There is nothing on this page any more." if found.offset else nothing(found.filter, reader)
        other = "" if found.filter.kind is ListKind.ALL and not found.filter.stage else "/outreach list all"
        ask = f"Try {escape.code(other)}, or log one." if other else f"Log one: {escape.code(EXAMPLE, 200)}"
        built = [*above, blocks.section(f"{line}\n{ask}"), *blocks.actions(open_new())]
        return Message(f"{line} {ask.replace('`', '')}", built)
    shown = _shown(found)
    built = [*above, blocks.section(f"*{words.capital(title)}* ({shown})")]
    own = found.filter.owner is not None
    wanted = Wanted(found.filter, found.offset, sort)
    listed = Listed(Surface.PAGE, wanted)
    built += [row_with_menu(task, reader, listed, owner=not own) for task in found.tasks]
    still_open = [task for task in found.tasks if task.stage.open]
    if len(still_open) > 1:
        built += _together(still_open, wanted)
    built += blocks.actions(*_pages(found, wanted, PAGE), *_orders(found, wanted, tables=tables))
    said = " ".join(f"{line_in_brief(task, reader)}." for task in found.tasks)
    return Message(f"{words.capital(title)} ({shown}): {said}", blocks.capped(built))


def table(reader: Reader, found: TaskPage, plainer: Message) -> Message:
    """The same as a table, which sorts by any column; ``plainer`` is for where Slack shows none.

    Source: "Data table block" in Slack's Block Kit reference (the first row is the heading, no cell may be
    empty, 20,000 characters in all).
    """
    if not found.tasks:
        return plainer
    title = words.capital(title_of(found.filter, reader))
    rows: list[list[dict[str, object]]] = [[_text(name) for name in _COLUMNS]]
    left = CHARACTERS - sum(len(name) for name in _COLUMNS) - len(title)
    for task in found.tasks:
        cells = _cells(task, reader)
        left -= sum(len(str(value)) for cell in cells for value in cell.values())
        if left < 0:
            break
        rows.append(cells)
    shown = TaskPage(found.tasks[: len(rows) - 1], found.total, found.offset, found.filter)
    built: list[Block] = [
        blocks.section(f"*{title}* ({_shown(shown)})"),
        {
            "type": "data_table",
            "caption": escape.clean(_plain(title), 200),
            "rows": rows,
            "page_size": AT_ONCE,
            "row_header_column_index": 1,
        },
        *blocks.actions(
            *_pages(shown, Wanted(found.filter, found.offset), TABLE, Action.LIST_TABLE),
            buttons.button("As a list", Press(Action.LIST_PAGE, extra=Wanted(found.filter).value())),
        ),
    ]
    return Message(plainer.text, built, plainer.blocks)


def _cells(task: Task, reader: Reader) -> list[dict[str, object]]:
    """One task; dates are written so that their order as text is their order in time."""
    due = [one.promised_by for one in urgency.waiting(task) if one.promised_by]
    if task.follow_up_at and task.stage.open:
        due.append(reader.local(task.follow_up_at).date())
    first = min(due, default=None)
    late = f" ({words.due(first, reader)})" if first and first < reader.today else ""
    contact = "" if reader.client else task.contact_name or task.contact_email or ""
    return [
        {"type": "raw_number", "value": task.id, "text": f"#{task.id}"},
        _text(_plain(escape.site(task.site))),
        _text(words.STAGES[task.stage]),
        _text(f"{first.isoformat()}{late}" if first else ""),
        _text(
            _plain(reader.who(task.owner)) if task.owner in reader.names or task.owner == reader.you else ""
        ),
        _text(task.campaign or ""),
        _text(contact),
        _text(reader.local(task.updated_at).date().isoformat()),
    ]


def _text(said: str) -> dict[str, object]:
    return {"type": "raw_text", "text": escape.clean(said, CELL) or "–"}


def _plain(mrkdwn: str) -> str:
    """Mrkdwn of ours without its three entities, for where no markup is read."""
    return mrkdwn.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(found: TaskPage) -> str:
    if found.total == len(found.tasks):
        return f"{found.total}"
    return f"{found.offset + 1}–{found.offset + len(found.tasks)} of {found.total}"


def _together(tasks: Sequence[Task], wanted: Wanted) -> list[Block]:
    """Several tasks of this page at once: chosen from a menu, then done or snoozed with one press."""
    options = [
        Option(
            value=f"{task.id}:{task.version}",
            text=PlainTextObject(text=escape.clean(_plain(facts.plain_name(task)), 75)),
        )
        for task in tasks
    ]
    menu = StaticMultiSelectElement(
        action_id=Action.PICK.value,
        options=options,
        placeholder=PlainTextObject(text="Several at once"),
    ).to_dict()
    kept = wanted.value()
    return blocks.actions(
        menu,
        buttons.button("Done with these", Press(Action.DONE_ALL, extra=kept)),
        buttons.button("Snooze these", Press(Action.SNOOZE_ALL, extra=kept)),
    )


def chosen(picked: Sequence[str]) -> list[Chosen]:
    """The tasks that were picked from that menu; what was not made here is left out."""
    found = []
    for one in picked:
        number, _, version = one.partition(":")
        if all(each.isascii() and each.isdigit() and len(each) <= 9 for each in (number, version)):
            found.append(Chosen(int(number), int(version)))
    return found


def _pages(
    found: TaskPage, wanted: Wanted, rows: int, action: Action = Action.LIST_PAGE
) -> list[buttons.Element | None]:
    last = found.offset + len(found.tasks)
    newer = Wanted(wanted.filter, max(0, found.offset - rows), wanted.sort)
    older = Wanted(wanted.filter, last, wanted.sort)
    return [
        buttons.button("Newer", Press(action, extra=newer.value())) if found.offset else None,
        buttons.button("Older", Press(action, extra=older.value())) if last < found.total else None,
    ]


def _orders(found: TaskPage, wanted: Wanted, *, tables: bool) -> list[buttons.Element | None]:
    """The other orders that the list may stand in, where an order means something."""
    if found.total < 2:
        return []
    others = [
        buttons.button(f"By {said}", Press(Action.LIST_PAGE, extra=Wanted(wanted.filter, 0, sort).value()))
        for sort, said in SORTS.items()
        if sort is not wanted.sort
    ]
    as_table = Press(Action.LIST_TABLE, extra=Wanted(wanted.filter, 0, wanted.sort).value())
    return [*others, buttons.button("As a table", as_table) if tables else None]


def nothing(wanted: TaskFilter, reader: Reader) -> str:
    """What is not there, as a sentence: "You have no open tasks."."""
    kinds = {
        ListKind.OPEN: "no open tasks",
        ListKind.ALL: "no tasks",
        ListKind.OVERDUE: "no overdue tasks",
        ListKind.TODAY: "no tasks due today",
        ListKind.DIGEST: "no tasks due any more",
    }
    what = kinds[wanted.kind]
    if wanted.stage:
        no_answer = wanted.stage is Stage.NO_RESPONSE
        what = "no tasks without a response" if no_answer else f"no {words.STAGES[wanted.stage]} tasks"
    whose = reader.who(wanted.owner) if wanted.owner else ""
    has = {"": "There are", "you": "You have"}.get(whose, f"{whose} has")
    return words.sentence(f"{has} {what}{_within(wanted)}")


def title_of(wanted: TaskFilter, reader: Reader) -> str:
    """What a list holds, in words: "your open tasks", "all tasks of acme.com"."""
    kinds = {
        ListKind.OPEN: "open tasks",
        ListKind.ALL: "all tasks",
        ListKind.OVERDUE: "overdue tasks",
        ListKind.TODAY: "tasks due today",
        ListKind.DIGEST: "tasks due",
    }
    title = f"tasks: {words.STAGES[wanted.stage]}" if wanted.stage else kinds[wanted.kind]
    if wanted.owner:
        whose = reader.who(wanted.owner)
        title = f"your {title}" if whose == "you" else f"{title} of {whose}"
    return title + _within(wanted)


def _within(wanted: TaskFilter) -> str:
    """ " in Spring at techblog.com"."""
    campaign = f" in {escape.mrkdwn(wanted.campaign, 80)}" if wanted.campaign else ""
    if wanted.channel is not None and wanted.channel.startswith(("C", "G")):
        campaign += f" in {escape.channel(wanted.channel)}"
    return campaign + (f" at {escape.site(wanted.site)}" if wanted.site else "")
