"""Block Kit's elements and composition objects, and the limits Slack holds them to.

Source: "Block elements" and "Composition objects" in Slack's Block Kit reference.
"""

from typing import Any

from bot.rehearsal.rules import (
    Errors,
    Rule,
    anything,
    array,
    boolean,
    broken,
    enum,
    integer,
    matching,
    number,
    obj,
    string,
    typed_by,
    web_address,
)


def text(most: int, *kinds: str, least: int = 1) -> Rule:
    """A text object of the given kinds (both, when none is named)."""
    allowed = kinds or ("plain_text", "mrkdwn")
    return typed_by(
        {
            "plain_text": obj({"type": anything, "text": string(most, least=least)}, {"emoji": boolean}),
            "mrkdwn": obj({"type": anything, "text": string(most, least=least)}, {"verbatim": boolean}),
        },
        allowed,
    )


def plain(most: int) -> Rule:
    """A ``plain_text`` object."""
    return text(most, "plain_text")


CONFIRM = obj(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": enum("primary", "danger")},
)
OPTION = obj(
    {"text": text(75), "value": string(150)},
    {"description": text(75), "url": web_address},
)
MENU_OPTION = obj(
    {"text": plain(75), "value": string(150)},
    {"description": plain(75), "url": web_address},
)
OPTION_GROUP = obj({"label": plain(75), "options": array(MENU_OPTION, 1, 100)})
DISPATCH = obj(optional={"trigger_actions_on": array(enum("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER = obj(
    optional={
        "include": array(enum("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
DATE = matching(r"\d{4}-\d{2}-\d{2}", "a date like 2026-11-30")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time like 09:00")
MOMENT = integer(1_000_000_000, 9_999_999_999)
SLACK_FILE = obj(optional={"id": string(), "url": string()})


def _options_or_groups(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    given = [name for name in ("options", "option_groups") if value.get(name) is not None]
    if not given:
        broken(errors, pointer, "missing required field: options")
    elif len(given) == 2:
        broken(errors, pointer, "only one of options and option_groups is allowed")
    _initial_is_offered(value, pointer, errors)


def _initial_is_offered(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    groups = value.get("option_groups") or []
    offered = [*(value.get("options") or [])]
    offered += [one for group in groups if isinstance(group, dict) for one in group.get("options") or []]
    values = {one.get("value") for one in offered if isinstance(one, dict)}
    if len(values) < len(offered):
        broken(errors, pointer, "option values must be unique")
    chosen = [value["initial_option"]] if value.get("initial_option") else value.get("initial_options") or []
    for one in chosen:
        if isinstance(one, dict) and offered and one.get("value") not in values:
            broken(errors, pointer, "initial_option must be one of the options")


def _image_source(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        broken(errors, pointer, "must provide exactly one of image_url and slack_file")


_BASE: dict[str, Rule] = {"type": anything, "action_id": string(255)}
_FIELD: dict[str, Rule] = {**_BASE, "placeholder": plain(150), "focus_on_load": boolean}
_MENU: dict[str, Rule] = {**_FIELD, "confirm": CONFIRM}
_MANY: dict[str, Rule] = {**_MENU, "max_selected_items": integer(1)}
_TYPED: dict[str, Rule] = {**_FIELD, "dispatch_action_config": DISPATCH}
_LIST = {"options": array(MENU_OPTION, 1, 100), "option_groups": array(OPTION_GROUP, 1, 100)}
_ID = string(255)

ELEMENTS: dict[str, Rule] = {
    "button": obj(
        {"type": anything, "text": plain(75)},
        {
            "action_id": _ID,
            "url": web_address,
            "value": string(2000),
            "style": enum("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "workflow_button": obj(
        {"type": anything, "text": plain(75), "workflow": anything},
        {"action_id": _ID, "style": enum("primary", "danger"), "accessibility_label": string(75)},
    ),
    "icon_button": obj(
        {"type": anything, "icon": enum("trash"), "text": plain(75)},
        {
            "action_id": _ID,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string()),
        },
    ),
    "feedback_buttons": obj(
        {"type": anything, "positive_button": anything, "negative_button": anything}, {"action_id": _ID}
    ),
    "overflow": obj(
        {"type": anything, "options": array(MENU_OPTION, 1, 5)}, {"action_id": _ID, "confirm": CONFIRM}
    ),
    "image": obj(
        {"type": anything, "alt_text": string(2000)},
        {"image_url": web_address, "slack_file": SLACK_FILE},
        also=_image_source,
    ),
    "checkboxes": obj(
        {"type": anything, "options": array(OPTION, 1, 10)},
        {"action_id": _ID, "initial_options": array(OPTION, 1), "confirm": CONFIRM, "focus_on_load": boolean},
        also=_initial_is_offered,
    ),
    "radio_buttons": obj(
        {"type": anything, "options": array(OPTION, 1, 10)},
        {"action_id": _ID, "initial_option": OPTION, "confirm": CONFIRM, "focus_on_load": boolean},
        also=_initial_is_offered,
    ),
    "static_select": obj(None, {**_MENU, **_LIST, "initial_option": MENU_OPTION}, also=_options_or_groups),
    "multi_static_select": obj(
        None, {**_MANY, **_LIST, "initial_options": array(MENU_OPTION, 1, 100)}, also=_options_or_groups
    ),
    "external_select": obj(None, {**_MENU, "initial_option": MENU_OPTION, "min_query_length": integer(0)}),
    "multi_external_select": obj(
        None, {**_MANY, "initial_options": array(MENU_OPTION, 1, 100), "min_query_length": integer(0)}
    ),
    "users_select": obj(None, {**_MENU, "initial_user": string()}),
    "multi_users_select": obj(None, {**_MANY, "initial_users": array(string())}),
    "channels_select": obj(None, {**_MENU, "initial_channel": string(), "response_url_enabled": boolean}),
    "multi_channels_select": obj(None, {**_MANY, "initial_channels": array(string())}),
    "conversations_select": obj(
        None,
        {
            **_MENU,
            "initial_conversation": string(),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER,
        },
    ),
    "multi_conversations_select": obj(
        None,
        {
            **_MANY,
            "initial_conversations": array(string()),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
        },
    ),
    "datepicker": obj(None, {**_MENU, "initial_date": DATE}),
    "timepicker": obj(None, {**_MENU, "initial_time": TIME, "timezone": string()}),
    "datetimepicker": obj(
        None, {**_BASE, "initial_date_time": MOMENT, "confirm": CONFIRM, "focus_on_load": boolean}
    ),
    "plain_text_input": obj(
        None,
        {
            **_TYPED,
            "initial_value": string(3000, least=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": obj(None, {**_TYPED, "initial_value": string(3000)}),
    "url_text_input": obj(None, {**_TYPED, "initial_value": string(3000)}),
    "number_input": obj(
        {"type": anything, "is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "rich_text_input": obj(None, {**_TYPED, "initial_value": anything}),
    "file_input": obj(None, {**_BASE, "filetypes": array(string(), 1), "max_files": integer(1, 10)}),
    "url_source": obj({"type": anything, "url": web_address, "text": string()}),
}

INPUTS = (
    "plain_text_input email_text_input url_text_input number_input rich_text_input file_input checkboxes "
    "radio_buttons static_select multi_static_select external_select multi_external_select users_select "
    "multi_users_select channels_select multi_channels_select conversations_select "
    "multi_conversations_select datepicker timepicker datetimepicker"
).split()
"""What an input block may hold."""

_NOT_IN_ACTIONS = "email_text_input url_text_input number_input plain_text_input file_input".split()
ACTIONS = [*(kind for kind in INPUTS if kind not in _NOT_IN_ACTIONS), "button", "workflow_button", "overflow"]
"""What an actions block may hold."""

ACCESSORIES = [*(kind for kind in ACTIONS if kind not in ("rich_text_input", "datetimepicker")), "image"]
"""What may stand beside a section's text."""


def element(allowed: list[str]) -> Rule:
    """An element of one of the ``allowed`` types."""
    return typed_by(ELEMENTS, allowed)


_STYLES = "bold italic strike code underline highlight client_highlight unlink".split()
_STYLE = obj(optional=dict.fromkeys(_STYLES, boolean))
_INLINE: dict[str, Rule] = {
    "text": obj({"type": anything, "text": string()}, {"style": _STYLE}),
    "link": obj(
        {"type": anything, "url": string(3000)}, {"text": string(), "unsafe": boolean, "style": _STYLE}
    ),
    "user": obj({"type": anything, "user_id": string()}, {"style": _STYLE}),
    "usergroup": obj({"type": anything, "usergroup_id": string()}, {"style": _STYLE}),
    "channel": obj({"type": anything, "channel_id": string()}, {"style": _STYLE}),
    "emoji": obj(
        {"type": anything, "name": string()},
        {"unicode": string(), "skin_tone": integer(1, 6), "style": _STYLE},
    ),
    "date": obj(
        {"type": anything, "timestamp": integer(), "format": string()},
        {"url": string(), "fallback": string(), "style": _STYLE},
    ),
    "broadcast": obj({"type": anything, "range": enum("here", "channel", "everyone")}, {"style": _STYLE}),
    "color": obj({"type": anything, "value": string()}, {"style": _STYLE}),
    "team": obj({"type": anything, "team_id": string()}, {"style": _STYLE}),
}
_LINE = obj({"type": anything, "elements": array(typed_by(_INLINE))}, {"border": integer(0, 1)})
RICH_TEXT: dict[str, Rule] = {
    "rich_text_section": _LINE,
    "rich_text_quote": _LINE,
    "rich_text_preformatted": obj(
        {"type": anything, "elements": array(typed_by(_INLINE, ["text", "link"]))},
        {"border": integer(0, 1), "language": string()},
    ),
    "rich_text_list": obj(
        {
            "type": anything,
            "style": enum("bullet", "ordered"),
            "elements": array(typed_by({"rich_text_section": _LINE})),
        },
        {"indent": integer(0, 8), "offset": integer(0), "border": integer(0, 1)},
    ),
}
"""What a rich_text block may hold."""

RAW_NUMBER = obj({"type": anything, "value": number}, {"text": string()})
