"""What a person sees of a message or view, and whether Slack would take it."""

import re
from typing import Any

from hypothesis import settings

from bot.rehearsal.block_rules import check_blocks, check_view
from bot.rehearsal.text import pings_in
from handlers.rendering.parts.message import Message

#: For rules that hold for any input: no clock decides, and the suite stays quick.
any_input = settings(deadline=None, max_examples=50)

_MARKUP = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def seen(mrkdwn: str) -> str:
    """Mrkdwn as it reads: links by their labels, entities as characters."""
    read = _MARKUP.sub(lambda found: found[2] or found[1], mrkdwn)
    return read.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(shown: Message | dict[str, Any]) -> str:
    """All visible words of the blocks, a line each; buttons in square brackets."""
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    return "\n".join(_words(blocks))


def _words(part: Any) -> list[str]:
    if isinstance(part, list):
        return [word for one in part for word in _words(one)]
    if not isinstance(part, dict):
        return []
    kind = part.get("type")
    if kind == "mrkdwn":
        return [seen(part["text"])]
    if kind in {"plain_text", "text"}:
        return [part["text"]]
    if kind == "button":
        return [f"[{part['text']['text']}]"]
    if kind == "overflow":
        return ["[" + " / ".join(option["text"]["text"] for option in part["options"]) + "]"]
    return [
        word
        for key in ("text", "label", "fields", "elements", "element", "accessory", "hint")
        for word in _words(part.get(key))
    ]


def buttons(shown: Message | dict[str, Any]) -> list[str]:
    """The labels of all buttons and menu entries, in order."""
    return [
        label
        for line in plain(shown).split("\n")
        if line.startswith("[")
        for label in line[1:-1].split(" / ")
    ]


def accepted(shown: Message | dict[str, Any]) -> None:
    """Slack would take it as it is."""
    if isinstance(shown, Message):
        assert check_blocks(shown.blocks, "message") == []
        assert shown.text.strip()
        assert len(shown.payload()["text"]) <= 4_000
    else:
        assert check_view(shown) == []


def pinged(shown: Message) -> list[str]:
    """Whom the message notifies, by its blocks and by its text."""
    found = pings_in(shown.text)

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                walk(one)
        elif isinstance(part, dict):
            if part.get("type") == "mrkdwn":
                found.extend(pings_in(part["text"]))
            for value in part.values():
                walk(value)

    walk(shown.blocks)
    return found


def links(shown: Message) -> list[str]:
    """The addresses that a click on the message would open."""
    found = []

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                walk(one)
        elif isinstance(part, dict):
            if part.get("type") == "mrkdwn":
                found.extend(one[1] for one in _MARKUP.finditer(part["text"]) if one[1][0] not in "@#!")
            if isinstance(part.get("url"), str):
                found.append(part["url"])
            for value in part.values():
                walk(value)

    walk(shown.blocks)
    return found
