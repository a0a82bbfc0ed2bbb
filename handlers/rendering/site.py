"""What was asked of a site, by whom, and what came of it."""

from collections.abc import Sequence

from handlers.rendering import blocks, buttons, escape, facts, words
from handlers.rendering.buttons import Action, Press
from handlers.rendering.message import Message
from handlers.rendering.reader import Reader
from storage.views import Task
from storage.words import PlacementState

#: Asks that are shown; a row is one block.
SHOWN = 20


def site_history(reader: Reader, domain: str, tasks: Sequence[Task]) -> Message:
    """``/outreach site``: every ask of a site, newest first, with its result and its links."""
    name = escape.site(domain)
    if not tasks:
        line = f"Nobody has asked {name} yet."
        built = [
            blocks.section(line),
            *blocks.actions(buttons.button("Log in a form", Press(Action.OPEN_NEW))),
        ]
        return Message(line, built)
    links = [one for task in tasks for one in task.placements]
    live = sum(one.state in {PlacementState.LIVE, PlacementState.AT_RISK} for one in links)
    lost = sum(one.state is PlacementState.LOST for one in links)
    open_now = sum(task.stage.open for task in tasks)
    counts = [words.count(len(tasks), "ask"), f"{open_now} open", f"{words.count(live, 'link')} live"]
    if lost:
        counts.append(f"{lost} lost")
    heading = f"*{name}*: {', '.join(counts)}"
    built = [blocks.section(heading)]
    for task in tasks[:SHOWN]:
        show = buttons.show(task)
        built.append(blocks.section(_ask(task, reader), show))
    if len(tasks) > SHOWN:
        built.append(blocks.context(f"and {words.count(len(tasks) - SHOWN, 'older ask')}"))
    said = "; ".join(_ask(task, reader).replace("\n", ", ").replace("*", "") for task in tasks[:5])
    return Message(f"{heading.replace('*', '')}. {said}", blocks.capped(built))


def _ask(task: Task, reader: Reader) -> str:
    when = words.day(reader.local(task.created_at).date(), reader)
    about = facts.about(task, reader)
    first = f"*#{task.id}* {reader.who(task.owner)} on {when}: {words.STAGES[task.stage]}"
    lines = [f"{first}{f' ({about})' if about else ''}"]
    lines += [f"{facts.state_line(one)} {facts.link_line(one)}" for one in task.placements[:3]]
    return "\n".join(lines)
