"""Forgetting a contact: what there is, whether to go on, and what was done. The last names nobody."""

from handlers.rendering.parts import blocks, buttons, escape, words
from handlers.rendering.parts.buttons import Action, Press
from handlers.rendering.parts.message import Message
from storage.keeping.forgetting import Known


def sure(whom: str, found: Known) -> Message:
    """What is stored of somebody, and the button."""
    shown = escape.mrkdwn(whom, 150)
    if not found:
        line = f"Nothing is stored of {shown}."
        return Message(line, [blocks.section(line)])
    line = f"Of {shown} there is: {_counts(found)}."
    what = (
        "Their name and address go from contacts, notes, texts, the history of changes and posts, for good. "
        "Tasks and counts stay. What stands in Slack already, delete there."
    )
    press = buttons.button(
        "Forget for good", Press(Action.FORGET, extra=whom), style="danger", sure="This can't be undone."
    )
    return Message(f"{line} {what}", [blocks.section(f"{line}\n{what}"), *blocks.actions(press)])


def done(found: Known) -> Message:
    """It is done."""
    if not found:
        line = "Nothing is stored of them any more."
    else:
        line = f"Forgotten: {_counts(found)}. Tasks and counts are as they were."
    return Message(line, [blocks.section(f":wastebasket: {line}")])


def _counts(found: Known) -> str:
    return words.listed(
        [
            words.count(found.contacts, "contact"),
            f"{words.count(found.tasks, 'task')} with them",
            f"{words.count(found.mentions, 'text')} that may name them",
        ]
    )
