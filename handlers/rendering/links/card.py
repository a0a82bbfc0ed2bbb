"""The living card: one message for a promised link, edited in place."""

from handlers.rendering.links import evidence, facts
from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.message import Message
from handlers.rendering.parts.reader import Reader
from storage.words import PlacementState, Verdict
from storage.work.views import Evidence, PlacementView, Task


def card(reader: Reader, task: Task, placement: PlacementView, seen: Evidence | None = None) -> Message:
    """A placement as it stands: page, target, agreed terms, state, last look, next look.

    ``seen`` is the newest evidence; while the link stands it says what search engines make of it.
    """
    emoji, word = facts.state(placement)
    about = f"{emoji} *{word}* {facts.link_line(placement)}"
    lines = [about]
    live = placement.state is PlacementState.LIVE and seen is not None and seen.verdict is Verdict.LIVE
    if live and seen is not None:
        search = evidence.search(seen.followed, seen.indexable)
        anchor = seen.links[0].get("anchor") if seen.links else None
        said = [search, f"anchor {escape.quoted(anchor)}" if isinstance(anchor, str) and anchor else ""]
        lines.append(words.sentence(", ".join(part for part in said if part)))
        wrong = words.codes(placement.findings)
        if wrong:
            lines.append(words.sentence("; ".join(words.FINDINGS[one] for one in wrong[:4])))
    history = _history(placement, reader)
    if history:
        lines.append(history)
    terms = facts.terms(placement, reader)
    if terms:
        lines.append(f"Agreed: {terms}")
    if placement.page is None and placement.state is PlacementState.PROMISED:
        lines.append(f"The page is not known yet: I watch {escape.site(placement.site)} for it.")
    built = [blocks.section("\n".join(line for line in lines if line))]
    looked = facts.last_look(placement, reader, brief=live)
    if placement.state is not PlacementState.WITHDRAWN and looked:
        built.append(blocks.context(looked))
    built.append(blocks.context(f"#{task.id} {escape.site(task.site)} · {reader.who(task.owner)}"))
    built += blocks.actions(*_buttons(task, placement))
    text = f"{word}: {facts.link_line(placement)}, #{task.id}. {terms}".strip().removesuffix(".")
    return Message(words.sentence(text), built)


def undone(number: int | None = None) -> Message:
    """The card of a promise that was taken back."""
    task = f" #{number}" if number else ""
    line = f"This promise{task} was taken back; nothing is watched."
    return Message(line, [blocks.section(f":wastebasket: {line}")])


def _history(placement: PlacementView, reader: Reader) -> str:
    said = []
    if placement.first_live_at:
        said.append(f"Live since {words.day(reader.local(placement.first_live_at).date(), reader)}")
    if placement.state is PlacementState.LOST and placement.lost_at:
        said.append(f"lost on {words.day(reader.local(placement.lost_at).date(), reader)}")
    if placement.state is PlacementState.AT_RISK:
        said.append(f"{words.count(placement.misses, 'look')} without the link; three over a day mean lost")
    return words.sentence(", ".join(said))


def _buttons(task: Task, placement: PlacementView) -> list[buttons.Element | None]:
    if placement.state is PlacementState.WITHDRAWN:
        return [buttons.show(task)]
    sure = placement.state is PlacementState.LIVE and placement.verdict is Verdict.LIVE
    return [
        buttons.check_now(task, placement),
        None if sure else buttons.vouch(task, placement),
        buttons.show(task),
        buttons.page_button("Open the page", placement.page) if placement.page else None,
    ]
