"""What a control holds: how choices are written into Slack's payloads."""

from datetime import UTC, date, datetime
from typing import Any

from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.block_rules import elements_of
from bot.rehearsal.model import Control
from bot.rehearsal.team import Team
from bot.rehearsal.view import View

Json = dict[str, Any]
_ONE = {
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_INITIAL = {
    "users_select": "initial_user",
    "channels_select": "initial_channel",
    "conversations_select": "initial_conversation",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
}
_OPTION = {"static_select", "external_select", "radio_buttons", "overflow"}
_OPTIONS = {"multi_static_select", "multi_external_select", "checkboxes"}
_TEXT = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_STATEFUL = _OPTION | _OPTIONS | _TEXT | set(_ONE) | {f"multi_{one}" for one in _ONE} | {"rich_text_input"}


def initial_state(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """``state.values`` of blocks nobody has touched yet."""
    state: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for one in elements_of(block):
            kind = str(one.get("type"))
            if kind in _STATEFUL and kind != "overflow" and "action_id" in one:
                state.setdefault(block["block_id"], {})[one["action_id"]] = {"type": kind} | _untouched(one)
    return state


def _untouched(one: Json) -> Json:
    kind = one["type"]
    if kind in _TEXT:
        return {"value": one.get("initial_value") or None}
    if kind in _OPTION:
        return {"selected_option": one.get("initial_option")}
    if kind in _OPTIONS:
        return {"selected_options": one.get("initial_options") or []}
    if kind == "rich_text_input":
        return {"rich_text_value": one.get("initial_value")}
    if kind.startswith("multi_"):
        single = kind.removeprefix("multi_")
        return {_ONE[single] + "s": one.get(_INITIAL[single] + "s") or []}
    return {_ONE[kind]: one.get(_INITIAL[kind])}


def filled(control: Control, value: Any, team: Team) -> Json:
    """What ``value`` is in the payload of this control.

    Options are found by value or label, people and channels by id or name; dates may be ``date``, times
    ``HH:MM``, moments ``datetime``. None empties the field.
    """
    kind, one = control.kind, control.element
    if kind in _TEXT:
        return {"value": None if value in (None, "") else str(value)}
    if kind == "rich_text_input":
        return {"rich_text_value": value}
    if kind in _OPTION:
        return {"selected_option": None if value is None else _option(one, value)}
    if kind in _OPTIONS:
        return {"selected_options": [_option(one, each) for each in value or []]}
    if kind.startswith("multi_"):
        name = _ONE[kind.removeprefix("multi_")]
        return {name + "s": [_plain(name, each, team) for each in value or []]}
    if kind in _ONE:
        return {_ONE[kind]: None if value is None else _plain(_ONE[kind], value, team)}
    return {}


def fill(view: View, values: dict[str, Any], team: Team) -> None:
    """Put ``values`` (by action id, block id or label) into a view; what is left out keeps what it holds."""
    state = initial_state(view.blocks)
    for block, kept in view.state.items():
        state.setdefault(block, {}).update(kept)
    for name, value in values.items():
        control = find_control(view.controls, name)
        held = {"type": control.kind} | filled(control, value, team)
        state.setdefault(control.block_id, {})[control.action_id] = held
    view.state = state


def find_control(
    controls: list[Control], name: str, *, value: str | None = None, block_id: str | None = None
) -> Control:
    """The control with this action id, block id or label, in that order."""
    fitting = [one for one in controls if block_id in (None, one.block_id) and value in (None, one.value)]
    wanted = name.casefold()
    for found in (
        [one for one in fitting if one.action_id == name],
        [one for one in fitting if one.block_id == name],
        [one for one in fitting if one.label.casefold() == wanted],
    ):
        if found:
            return found[0]
    offered = ", ".join(f"{one.action_id} “{one.label}”" for one in controls) or "nothing"
    raise NotPossibleError(f"there is no {name} here; there is {offered}")


def _option(one: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    groups = one.get("option_groups") or []
    offered = [*(one.get("options") or []), *(each for group in groups for each in group["options"])]
    for each in offered:
        if value in (each["value"], each["text"]["text"]):
            return dict(each)
    if one["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": str(value)}, "value": str(value)}
    raise ValueError(f"{value} is not offered; there is {[each['text']['text'] for each in offered]}")


def _plain(name: str, value: Any, team: Team) -> Any:
    if name == "selected_user":
        return team.person_id(str(value)) or str(value)
    if name in ("selected_channel", "selected_conversation"):
        return team.channel_id(str(value)) or str(value)
    if isinstance(value, datetime):
        return int(value.astimezone(UTC).timestamp())
    return value.isoformat() if isinstance(value, date) else value
