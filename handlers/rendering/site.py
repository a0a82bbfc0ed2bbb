"""What was asked of a site, by whom, and what came of it."""

from collections.abc import Sequence

from handlers.rendering import site_record
from handlers.rendering.links import facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.words import PlacementState
from storage.work.publisher_record import PublisherRecord
from storage.work.views import Task

#: Asks that are shown; a row is one block.
SHOWN = 20


def site_history(
    reader: Reader, domain: str, tasks: Sequence[Task], record: PublisherRecord | None = None
) -> Message:
    """``/outreach site``: every ask of a site, newest first, with its result and its links."""
    name = escape.site(domain)
    if not tasks:
        line = f"Nobody has asked {name} yet."
        built = [
            blocks.section(line),
            *blocks.facts(site_record.pairs(reader, record) if record else []),
            *blocks.actions(buttons.button("Log in a form", Press(Action.OPEN_NEW))),
        ]
        return Message(line, built)
    links = [one for task in tasks for one in task.placements]
    live = sum(one.state in {PlacementState.LIVE, PlacementState.AT_RISK} for one in links)
    lost = sum(one.state is PlacementState.LOST for one in links)
    open_now = sum(task.stage.open for task in tasks)
    if record is not None:
        live, lost, open_now = record.live, record.lost, record.open
    asks = record.asks if record else len(tasks)
    counts = [words.count(asks, "ask"), f"{open_now} open", f"{words.count(live, 'link')} live"]
    if lost:
        counts.append(f"{lost} lost")
    heading = f"*{name}*: {', '.join(counts)}"
    known = site_record.pairs(reader, record) if record else []
    built = [blocks.section(heading), *blocks.facts(known)]
    for task in tasks[:SHOWN]:
        show = buttons.show(task)
        built.append(blocks.section(_ask(task, reader), show))
    if asks > SHOWN:
        built.append(blocks.context(f"and {words.count(asks - SHOWN, 'older ask')}"))
    said = "; ".join(_ask(task, reader).replace("\n", ", ").replace("*", "") for task in tasks[:5])
    facts_said = "; ".join(f"{label}: {value}".replace("\n", ", ") for label, value in known)
    text = f"{heading.replace('*', '')}. {f'{facts_said}. ' if facts_said else ''}{said}"
    return Message(text, blocks.capped(built))


def _ask(task: Task, reader: Reader) -> str:
    when = facts.asked_on(task.created_at, task.asked_told, reader)
    about = facts.about(task, reader)
    first = f"*#{task.id}* {reader.who(task.owner)} {when}: {words.STAGES[task.stage]}"
    lines = [f"{first}{f' ({about})' if about else ''}"]
    lines += [f"{facts.state_line(one)} {facts.link_line(one)}" for one in task.placements[:3]]
    return "\n".join(lines)
