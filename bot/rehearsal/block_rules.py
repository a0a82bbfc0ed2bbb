"""Block Kit's blocks and views, checked as strictly as Slack checks them.

Source: "Blocks" and "Views" in Slack's Block Kit reference.
"""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.element_rules import (
    ACCESSORIES,
    ACTIONS,
    INPUTS,
    RAW_NUMBER,
    RICH_TEXT,
    SLACK_FILE,
    element,
    plain,
    text,
)
from bot.rehearsal.rules import (
    Errors,
    Rule,
    anything,
    array,
    boolean,
    broken,
    enum,
    integer,
    number,
    obj,
    string,
    typed_by,
    web_address,
)

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
STACK = 3
"""How many modals may lie on top of each other."""

_HEAD: dict[str, Rule] = {"type": anything}
_ID: dict[str, Rule] = {"block_id": string(255)}
_RICH = obj({**_HEAD, "elements": array(typed_by(RICH_TEXT), 1)}, _ID)
_RAW_TEXT = obj({**_HEAD, "text": string()})
_CELL = typed_by({"raw_text": _RAW_TEXT, "rich_text": _RICH, "raw_number": RAW_NUMBER})
_IMAGE = element(["image"])
_BUTTON = element(["button"])
_POINT = obj({"label": string(20), "value": number})
_SERIES = obj({"name": string(20), "data": array(_POINT, 1, 20)})
_AXES = obj(
    {"categories": array(string(20), 1, 20)},
    {"x_label": string(50), "y_label": string(50)},
)
_PLOT = obj({**_HEAD, "series": array(_SERIES, 1, 6), "axis_config": _AXES})
_CHART = typed_by(
    {
        "pie": obj({**_HEAD, "segments": array(_POINT, 1, 6)}),
        "bar": _PLOT,
        "area": _PLOT,
        "line": _PLOT,
    }
)


def _text_or_fields(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    if value.get("text") is None and not value.get("fields"):
        broken(errors, pointer, "must define either `text` or `fields`")


def _one_image(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        broken(errors, pointer, "must provide exactly one of image_url and slack_file")


def _even_rows(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    rows = value.get("rows")
    if isinstance(rows, list) and len({len(row) for row in rows if isinstance(row, list)}) > 1:
        broken(errors, f"{pointer}/rows", "every row must have the same number of cells")


def _small_table(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    _even_rows(value, pointer, errors)
    rows = value.get("rows")
    if isinstance(rows, list) and rows and isinstance(rows[0], list):
        for cell, one in enumerate(rows[0]):
            if isinstance(one, dict) and one.get("type") == "rich_text":
                broken(errors, f"{pointer}/rows/0/{cell}", "unsupported type: rich_text")
    if _characters(rows) > 20_000:
        broken(errors, pointer, "must be less than 20001 characters")


def _characters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return sum(map(_characters, value))
    if isinstance(value, dict):
        return sum(_characters(inner) for name, inner in value.items() if name != "type")
    return 0


def _titled(value: dict[str, Any], pointer: str, errors: Errors) -> None:
    if not any(value.get(name) for name in ("hero_image", "title", "actions", "body")):
        broken(errors, pointer, "must define at least one of hero_image, title, actions and body")


_CARD = obj(
    _HEAD,
    {
        **_ID,
        "icon": _IMAGE,
        "slack_icon": anything,
        "title": text(150),
        "subtitle": text(150),
        "subtext": text(200),
        "body": text(200),
        "hero_image": _IMAGE,
        "actions": array(_BUTTON, 1, 3),
    },
    also=_titled,
)

BLOCKS: dict[str, Rule] = {
    "section": obj(
        _HEAD,
        {
            **_ID,
            "text": text(3000),
            "fields": array(text(2000), 1, 10),
            "accessory": element(ACCESSORIES),
            "expand": boolean,
        },
        also=_text_or_fields,
    ),
    "header": obj({**_HEAD, "text": plain(150)}, {**_ID, "level": integer(1, 4)}),
    "divider": obj(_HEAD, _ID),
    "context": obj(
        {
            **_HEAD,
            "elements": array(
                lambda value, pointer, errors: (
                    _IMAGE
                    if isinstance(value, dict) and value.get("type") not in ("plain_text", "mrkdwn")
                    else text(3000)
                )(value, pointer, errors),
                1,
                10,
            ),
        },
        _ID,
    ),
    "context_actions": obj(
        {**_HEAD, "elements": array(element(["feedback_buttons", "icon_button"]), 1, 5)}, _ID
    ),
    "actions": obj({**_HEAD, "elements": array(element(ACTIONS), 1, 25)}, _ID),
    "input": obj(
        {**_HEAD, "label": plain(2000), "element": element(INPUTS)},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": obj(
        {**_HEAD, "alt_text": string(2000)},
        {**_ID, "image_url": web_address, "slack_file": SLACK_FILE, "title": plain(2000)},
        also=_one_image,
    ),
    "file": obj({**_HEAD, "external_id": string(), "source": enum("remote")}, _ID),
    "video": obj(
        {
            **_HEAD,
            "alt_text": string(),
            "title": plain(200),
            "thumbnail_url": web_address,
            "video_url": web_address,
        },
        {
            **_ID,
            "title_url": web_address,
            "author_name": string(50),
            "provider_name": string(),
            "provider_icon_url": web_address,
            "description": plain(200),
        },
    ),
    "markdown": obj({**_HEAD, "text": string(12000)}, _ID),
    "rich_text": _RICH,
    "table": obj(
        {**_HEAD, "rows": array(array(_CELL, 1, 20), 1, 100)},
        {
            **_ID,
            "column_settings": array(
                obj(optional={"align": enum("left", "center", "right"), "is_wrapped": boolean}), 0, 20
            ),
        },
        also=_even_rows,
    ),
    "data_table": obj(
        {**_HEAD, "caption": string(), "rows": array(array(_CELL, 1, 20), 2, 201)},
        {**_ID, "page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
        also=_small_table,
    ),
    "data_visualization": obj({**_HEAD, "title": string(50), "chart": _CHART}, _ID),
    "alert": obj(
        {**_HEAD, "text": text(200)},
        {**_ID, "level": enum("default", "info", "warning", "error", "success")},
    ),
    "card": _CARD,
    "carousel": obj({**_HEAD, "elements": array(typed_by({"card": _CARD}), 1, 10)}, _ID),
    "task_card": obj(
        {**_HEAD, "task_id": string(), "title": string()},
        {
            **_ID,
            "details": _RICH,
            "output": _RICH,
            "sources": array(anything),
            "status": enum("pending", "in_progress", "complete", "error"),
        },
    ),
    "plan": obj({**_HEAD, "title": string()}, {**_ID, "tasks": array(anything)}),
}


def _container(value: Any, pointer: str, errors: Errors) -> None:
    inner = {kind: rule for kind, rule in BLOCKS.items() if kind != "container"}
    obj(
        {**_HEAD, "child_blocks": array(typed_by(inner), 1, 10)},
        {
            **_ID,
            "title": plain(150),
            "subtitle": plain(150),
            "rich_text_title": anything,
            "icon": _IMAGE,
            "width": enum("narrow", "standard", "wide", "full"),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    )(value, pointer, errors)


BLOCKS["container"] = _container

_ONLY_ELSEWHERE = {
    "message": {"alert"},
    "modal": {"markdown", "data_visualization", "data_table", "task_card", "plan", "carousel"},
    "home": {"alert", "file", "markdown", "data_visualization", "task_card", "plan"},
}
"""Blocks that a surface doesn't take."""


def check_blocks(blocks: Any, surface: str) -> Errors:
    """What Slack would find wrong with ``blocks`` on a ``message``, ``modal`` or ``home`` surface."""
    errors: Errors = []
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    allowed = [kind for kind in BLOCKS if kind not in _ONLY_ELSEWHERE[surface]]
    array(typed_by(BLOCKS, allowed), 0, most)(blocks, "/blocks", errors)
    if isinstance(blocks, list):
        _check_ids(blocks, errors)
        _check_counts(blocks, errors)
    return errors


def _check_ids(blocks: list[Any], errors: Errors) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                broken(errors, f"/blocks/{place}/block_id", f"`block_id` must be unique: {block_id}")
            seen.add(block_id)
        actions = [one["action_id"] for one in elements_of(block) if isinstance(one.get("action_id"), str)]
        for action_id in sorted({one for one in actions if actions.count(one) > 1}):
            broken(errors, f"/blocks/{place}", f'`action_id` "{action_id}" already exists for `block_id`')


def _check_counts(blocks: list[Any], errors: Errors) -> None:
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    for kind, most in (("table", 1), ("data_visualization", 2)):
        if kinds.count(kind) > most:
            broken(errors, "/blocks", f"only {most} {kind} block{'s' if most > 1 else ''} allowed")
    prose = sum(
        len(block["text"])
        for block in blocks
        if isinstance(block, dict) and block.get("type") == "markdown" and isinstance(block.get("text"), str)
    )
    if prose > 12_000:
        broken(errors, "/blocks", "markdown blocks must be less than 12001 characters in all")


def elements_of(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements of one block that a person can act on, cards and containers included."""
    found = [block.get("accessory"), block.get("element"), *_list(block.get("elements"))]
    found += _list(block.get("actions"))
    inner = [
        one for one in _list(block.get("elements")) if isinstance(one, dict) and one.get("type") == "card"
    ]
    inner += [one for one in _list(block.get("child_blocks")) if isinstance(one, dict)]
    for one in inner:
        found += elements_of(one)
    return [one for one in found if isinstance(one, dict) and one.get("type") != "card"]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def check_view(view: Any) -> Errors:
    """What Slack would find wrong with a modal or Home tab."""
    errors: Errors = []
    if not isinstance(view, dict):
        return ["[ERROR] must provide an object [json-pointer:/view]"]
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [f"[ERROR] unsupported type: {kind} [json-pointer:/view/type]"]
    common: dict[str, Rule] = {
        "private_metadata": string(3000, least=0),
        "callback_id": string(255, least=0),
        "external_id": string(255, least=0),
    }
    modal: dict[str, Rule] = {
        "title": plain(24),
        "close": plain(24),
        "submit": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    }
    home: dict[str, Rule] = {"title": anything, "close": anything, "submit": anything}
    needed: dict[str, Rule] = {"type": anything, "blocks": anything}
    also: Callable[[dict[str, Any], str, Errors], None] | None = None
    if kind == "modal":
        needed["title"] = modal["title"]
        also = _submit_with_inputs
    obj(needed, {**common, **(modal if kind == "modal" else home)}, also=also)(view, "/view", errors)
    return errors + check_blocks(view.get("blocks"), str(kind))


def _submit_with_inputs(view: dict[str, Any], pointer: str, errors: Errors) -> None:
    kinds = [block.get("type") for block in _list(view.get("blocks")) if isinstance(block, dict)]
    if "input" in kinds and view.get("submit") is None:
        broken(errors, pointer, "missing required field: submit")
