"""Buttons, and what they say when they are pressed."""

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from slack_sdk.models.blocks import (
    ButtonElement,
    ConfirmObject,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
)

from handlers.rendering.parts import escape
from storage.work.views import PlacementView, Task

#: Slack's limits for a button's value and an overflow option's.
MOST_VALUE = 2_000
MOST_OPTION = 150

Element = dict[str, Any]


class Action(StrEnum):
    """What a button asks for; every button's ``action_id`` is one of these, with ".2" and so on behind it
    where one block holds several.
    """

    FOLLOW_UP_DONE = "follow_up_done"
    SNOOZE = "snooze"
    SET_FOLLOW_UP = "set_follow_up"
    REPLIED = "replied"
    PROMISE = "promise"
    DECLINE = "decline"
    DROP = "drop"
    NO_RESPONSE = "no_response"
    NOTE = "note"
    EDIT = "edit"
    UNDO = "undo"
    CHECK_NOW = "check_now"
    VOUCH = "vouch"
    SHOW = "show"
    LIST_PAGE = "list_page"
    DIGEST_MORE = "digest_more"
    OPEN_NEW = "open_new"
    OPEN_SETTINGS = "open_settings"
    LIST_TABLE = "list_table"
    PICK = "pick"
    DONE_ALL = "done_all"
    SNOOZE_ALL = "snooze_all"
    HOME_WHOSE = "home_whose"
    HOME_CAMPAIGN = "home_campaign"
    CAMPAIGN_NEW = "campaign_new"
    CAMPAIGN_EDIT = "campaign_edit"
    CAMPAIGN_SHOW = "campaign_show"
    FILE_MAIL = "file_mail"
    LEDGER_PAGE = "ledger_page"
    ASK = "ask"
    BACKLINK_ORIGIN = "backlink_origin"
    BACKLINK_WATCH = "backlink_watch"
    IMPORT_RUN = "import_run"
    IMPORT_LEAVE = "import_leave"
    IMPORT_CAMPAIGN = "import_campaign"
    EXPORT = "export"
    FORGET = "forget"
    LOG_NEW = "log_new"
    HELP = "help"
    MENU = "menu"
    OPEN_PAGE = "open_page"
    REPORT = "report"
    REMIND_AT = "remind_at"


#: Matches the ``action_id`` of every button and menu made here: what listeners register.
ANY_ACTION = re.compile(rf"^({'|'.join(Action)})(\.\d+)?$")

Style = Literal["primary", "danger"] | None


#: The ``extra`` of an "Undo" that takes back the log itself, with what came after it.
WHOLE_LOG = "log"


class NotAPress(ValueError):  # noqa: N818 - it says what the value is
    """The value of a button is none that was made here."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press: ``version`` is the task's as the button was made, so that two presses are told apart.

    ``extra`` depends on the action: a list's filter, a draft to finish, a help topic.
    """

    action: Action
    task: int | None = None
    version: int | None = None
    placement: int | None = None
    extra: str | None = None

    def value(self, most: int = MOST_VALUE) -> str:
        """As a button carries it; ``extra`` is cut where the whole would not fit in ``most`` characters."""
        # A lone surrogate can't be sent as UTF-8.
        extra = self.extra.encode("utf-8", "replace").decode() if self.extra else None
        while True:
            value = self._json(extra)
            if len(value) <= most:
                return value
            extra = (extra or "")[: max(0, len(extra or "") - max(1, (len(value) - most) // 6))] or None

    def _json(self, extra: str | None) -> str:
        kept = {
            "a": self.action.value,
            "t": self.task,
            "v": self.version,
            "p": self.placement,
            "x": extra,
        }
        return json.dumps(
            {key: value for key, value in kept.items() if value is not None}, separators=(",", ":")
        )

    @classmethod
    def parse(cls, value: str) -> "Press":
        """What ``value`` said; raises NotAPress for anything that was not made here."""
        try:
            kept = json.loads(value)
            return cls(
                Action(kept["a"]),
                _number(kept.get("t")),
                _number(kept.get("v")),
                _number(kept.get("p")),
                _text(kept.get("x")),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise NotAPress(value[:100] if isinstance(value, str) else repr(type(value))) from error


def _number(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53):
        return value
    raise ValueError("not a number")


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("not a text")


def press(action: Action, task: Task, placement: PlacementView | None = None) -> Press:
    """A press about a task, or one of its placements, as it stands now."""
    return Press(action, task.id, task.version, placement.id if placement else None)


def button(
    label: str, pressed: Press, *, style: Style = None, sure: str | None = None, about: str | None = None
) -> Element:
    """A button. ``sure`` asks the person once more, in these words; ``about`` is for screen readers."""
    return ButtonElement(
        text=PlainTextObject(text=escape.clean(label, 75), emoji=True),
        action_id=pressed.action.value,
        value=pressed.value(),
        style=style,
        confirm=_confirm(sure) if sure else None,
        accessibility_label=escape.clean(about, 75) if about else None,
    ).to_dict()


def page_button(label: str, url: str) -> Element | None:
    """A button that opens a page; None where the address is no safe web address."""
    encoded = escape.address(url)
    if encoded is None:
        return None
    return ButtonElement(
        text=PlainTextObject(text=escape.clean(label, 75), emoji=True),
        action_id=Action.OPEN_PAGE.value,
        url=encoded,
    ).to_dict()


def menu(choices: list[tuple[str, Press]]) -> Element:
    """An overflow menu of up to five choices; the press itself says which was taken.

    Slack gives an option 150 characters: a choice can carry a task and a placement, but no long ``extra``.
    """
    return OverflowMenuElement(
        action_id=Action.MENU.value,
        options=[
            Option(text=PlainTextObject(text=escape.clean(label, 75)), value=pressed.value(MOST_OPTION))
            for label, pressed in choices[:5]
        ],
    ).to_dict()


def _confirm(words: str) -> ConfirmObject:
    return ConfirmObject(
        title=PlainTextObject(text="Are you sure?"),
        text=MarkdownTextObject(text=escape.cut(words, 300), verbatim=True),
        confirm=PlainTextObject(text="Yes"),
        deny=PlainTextObject(text="No"),
    )


# What one can do about a task, named once: every message that offers it calls it the same.


def follow_up_done(task: Task) -> Element:
    """ "Done": the follow-up was sent."""
    return button("Done", press(Action.FOLLOW_UP_DONE, task), about=f"Followed up with number {task.id}")


def snooze(task: Task) -> Element:
    """ "Snooze": asks until when."""
    return button("Snooze", press(Action.SNOOZE, task), about=f"Snooze number {task.id}")


def replied(task: Task) -> Element:
    """ "Replied": they answered."""
    return button("Replied", press(Action.REPLIED, task), about=f"Number {task.id} replied")


def drop(task: Task) -> Element:
    """ "Drop": asks once more, for it ends the task."""
    return button(
        "Drop",
        press(Action.DROP, task),
        sure=f"#{task.id} {escape.site(task.site)} will be closed. You can undo that.",
        about=f"Drop number {task.id}",
    )


def promise(task: Task, *, style: Style = None) -> Element:
    """ "Promise": opens the form for a promised link."""
    return button("Promise", press(Action.PROMISE, task), style=style, about=f"Link promised, {task.id}")


def decline(task: Task) -> Element:
    """ "Decline": opens the form that asks why."""
    return button("Decline", press(Action.DECLINE, task), about=f"Number {task.id} declined")


def set_follow_up(task: Task, *, style: Style = None) -> Element:
    """ "Set follow-up": opens the form that asks when."""
    return button("Set follow-up", press(Action.SET_FOLLOW_UP, task), style=style)


def edit(task: Task) -> Element:
    """ "Edit": opens the task's form."""
    return button("Edit", press(Action.EDIT, task))


def undo(task: Task) -> Element:
    """ "Undo": takes back the presser's last change of this task."""
    return button("Undo", press(Action.UNDO, task))


def undo_log(task: Task) -> Element:
    """ "Undo": takes back the log itself, with what the presser changed since."""
    return button("Undo", replace(press(Action.UNDO, task), extra=WHOLE_LOG))


def note(task: Task) -> Element:
    """ "Note": opens the form for something worth remembering."""
    return button("Note", press(Action.NOTE, task))


def show(task: Task, label: str = "Show") -> Element:
    """ "Show": the whole task."""
    return button(label, press(Action.SHOW, task), about=f"Show number {task.id}")


def check_now(task: Task, placement: PlacementView) -> Element:
    """ "Check now": looks at the page at once."""
    return button("Check now", press(Action.CHECK_NOW, task, placement))


def vouch(task: Task, placement: PlacementView) -> Element:
    """ "It's there": the presser looked and saw the link."""
    return button("I checked: it's there", press(Action.VOUCH, task, placement))
