"""What a person reads where blocks stand: plain words in the order of the page."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.rehearsal import text

if TYPE_CHECKING:
    from bot.rehearsal.message import Message
    from bot.rehearsal.team import Team

Json = dict[str, Any]
_NO_ZONE = "UTC"


def message(shown: "Message", *, zone: str) -> str:
    """The words of a message: its blocks, or its text where it has none, then its attachments."""
    team = shown.team
    now = team.clock.now()
    parts = []
    if shown.blocks:
        parts.append(blocks(shown.blocks, team, zone=zone))
    elif shown.text:
        parts.append(text.read(shown.text, team, zone=zone, now=now))
    for one in shown.attachments:
        if one.get("blocks"):
            parts.append(blocks(one["blocks"], team, zone=zone))
        said = [str(one[name]) for name in ("pretext", "title", "text", "footer") if one.get(name)]
        parts += [text.read(words, team, zone=zone, now=now) for words in said]
    parts += [str(file.get("title") or file.get("name")) for file in shown.files]
    return "\n".join(part for part in parts if part)


def blocks(shown: list[Json], team: "Team", *, zone: str) -> str:
    """The words of some blocks, one line for each thing that stands on its own."""
    now = team.clock.now()
    lines = [line for block in shown for line in _block(block, team, zone, now)]
    return "\n".join(line for line in lines if line)


def _block(block: Json, team: "Team", zone: str, now: datetime) -> list[str]:
    def words(value: Any) -> str:
        return _text(value, team, zone, now)

    kind = block.get("type")
    if kind == "rich_text":
        return ["".join(_rich(one, team, zone, now) for one in block.get("elements", [])).strip("\n")]
    if kind == "markdown":
        return [str(block.get("text", ""))]
    if kind in ("table", "data_table"):
        caption = [str(block["caption"])] if block.get("caption") else []
        rows = [" | ".join(_cell(cell, team, zone, now) for cell in row) for row in block.get("rows", [])]
        return caption + rows
    if kind == "data_visualization":
        return [str(block.get("title", ""))]
    if kind == "image":
        return [words(block.get("title")), f"[{block.get('alt_text', '')}]"]
    if kind in ("actions", "context", "context_actions"):
        joined = [_element(one, words) for one in block.get("elements", [])]
        return [" ".join(one for one in joined if one)]
    if kind == "carousel":
        return [line for card in block.get("elements", []) for line in _block(card, team, zone, now)]
    lines = [words(block.get(name)) for name in ("title", "subtitle", "text", "label", "body", "subtext")]
    lines += [words(one) for one in block.get("fields", [])]
    lines += [line for inner in block.get("child_blocks", []) for line in _block(inner, team, zone, now)]
    for name in ("accessory", "element"):
        if block.get(name):
            lines.append(_element(block[name], words))
    lines += [_element(one, words) for one in block.get("actions", [])]
    lines.append(words(block.get("hint")))
    return lines


def _element(one: Json, words: Any) -> str:
    kind = one.get("type")
    if kind in ("mrkdwn", "plain_text"):
        return str(words(one))
    if kind in ("button", "workflow_button", "icon_button"):
        return f"[{words(one.get('text'))}]"
    if kind == "overflow":
        return "[… " + ", ".join(words(option.get("text")) for option in one.get("options", [])) + "]"
    if kind == "image":
        return f"[{one.get('alt_text', '')}]"
    initial = one.get("initial_option")
    if initial:
        return f"[{words(initial.get('text'))}]"
    for name in ("initial_value", "initial_date", "initial_time"):
        if one.get(name):
            return f"[{one[name]}]"
    return f"[{words(one['placeholder'])}]" if one.get("placeholder") else ""


def _text(value: Any, team: "Team", zone: str, now: datetime) -> str:
    if not isinstance(value, dict):
        return str(value) if value else ""
    words = str(value.get("text", ""))
    return text.read(words, team, zone=zone, now=now) if value.get("type") == "mrkdwn" else words


def _cell(cell: Json, team: "Team", zone: str, now: datetime) -> str:
    if cell.get("type") == "rich_text":
        return _block(cell, team, zone, now)[0]
    return str(cell.get("text", cell.get("value", "")))


def _rich(one: Json, team: "Team", zone: str, now: datetime) -> str:
    inner = one.get("elements", [])
    if one.get("type") == "rich_text_list":
        return "".join(f"• {_rich(line, team, zone, now).strip()}\n" for line in inner)
    return "".join(_inline(part, team, zone, now) for part in inner) + "\n"


def _inline(part: Json, team: "Team", zone: str, now: datetime) -> str:
    kind = part.get("type")
    if kind == "link":
        return str(part.get("text") or part.get("url"))
    if kind == "user":
        return "@" + (team.person_name(part["user_id"]) or part["user_id"])
    if kind == "channel":
        return "#" + (team.channel_name(part["channel_id"]) or part["channel_id"])
    if kind == "broadcast":
        return "@" + str(part["range"])
    if kind == "emoji":
        return f":{part['name']}:"
    if kind == "date":
        return text.read_date(int(part["timestamp"]), part["format"], zone=zone, now=now)
    return str(part.get("text", ""))


def pings(shown: "Message") -> list[str]:
    """Whom a message notifies; ephemeral messages notify nobody."""
    if shown.ephemeral_for:
        return []
    found = text.pings_in(shown.text)
    if shown.link_names:
        found += text.pings_in(text.typed(shown.text, shown.team))
    found += _pings_within(shown.blocks)
    found += _pings_within(shown.attachments)
    return list(dict.fromkeys(found))


def _pings_within(value: Any) -> list[str]:
    if isinstance(value, list):
        return [ping for one in value for ping in _pings_within(one)]
    if not isinstance(value, dict):
        return []
    kind = value.get("type")
    if kind == "plain_text":
        return []
    if kind in ("mrkdwn", "markdown"):
        return text.pings_in(str(value.get("text", "")))
    if kind == "user":
        return [str(value.get("user_id"))]
    if kind == "usergroup":
        return [f"subteam:{value.get('usergroup_id')}"]
    if kind == "broadcast":
        return [str(value.get("range"))]
    found = [ping for inner in value.values() for ping in _pings_within(inner)]
    for name in ("pretext", "fallback") if kind is None else ():
        found += text.pings_in(str(value.get(name) or ""))
    return found + (
        text.pings_in(value["text"]) if kind is None and isinstance(value.get("text"), str) else []
    )
