"""The blocks that messages are built of, each within Slack's limits.

Source: "Blocks" in Slack's Block Kit reference; ``verbatim`` keeps Slack from making links and mentions of
text that we did not mark up ourselves.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from handlers.rendering.parts import escape
from handlers.rendering.parts.buttons import Element
from handlers.rendering.parts.message import MOST_BLOCKS, Block

SECTION = 3_000
FIELD = 2_000
FIELDS = 10
HEADER = 150
ACTIONS = 25


def text(mrkdwn: str, most: int = SECTION) -> MarkdownTextObject:
    """Mrkdwn of ours, strangers' words in it escaped already; cut between lines where it is too long."""
    return MarkdownTextObject(text=escape.fitted(escape.one_stop(mrkdwn), most) or " ", verbatim=True)


def section(mrkdwn: str, accessory: Element | None = None) -> Block:
    """A paragraph, with a button or menu beside it."""
    return SectionBlock(text=text(mrkdwn), accessory=accessory).to_dict()


def plain_section(words: str) -> Block:
    """A paragraph of strangers' words in plain text, which knows no markup."""
    return SectionBlock(text=PlainTextObject(text=words[:SECTION] or " ", emoji=False)).to_dict()


def facts(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """Two columns of name and value; values are mrkdwn, empty ones are left out."""
    kept = [text(f"*{name}*\n{value}", FIELD) for name, value in pairs if value]
    return [
        SectionBlock(fields=kept[start : start + FIELDS]).to_dict() for start in range(0, len(kept), FIELDS)
    ]


def columns(left: str, right: str) -> Block:
    """Two texts side by side; below each other where there is little room."""
    return SectionBlock(fields=[text(left, FIELD), text(right, FIELD)]).to_dict()


def context(*mrkdwn: str) -> Block:
    """Small grey words; at most ten."""
    return ContextBlock(elements=[text(one, FIELD) for one in mrkdwn[:10]]).to_dict()


def header(words: str) -> Block:
    """A heading in plain text."""
    return HeaderBlock(text=PlainTextObject(text=escape.clean(words, HEADER), emoji=True)).to_dict()


def divider() -> Block:
    """A thin line."""
    return DividerBlock().to_dict()


def actions(*elements: Element | None) -> list[Block]:
    """A row of buttons; those that are None are left out, and the row with them when none is left.

    Slack wants every ``action_id`` of a block once: the second of a kind gets ".2" behind it.
    """
    kept: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for element in elements:
        if element is None:
            continue
        action_id = element["action_id"]
        seen[action_id] = seen.get(action_id, 0) + 1
        times = seen[action_id]
        kept.append(element if times == 1 else {**element, "action_id": f"{action_id}.{times}"})
    return [ActionsBlock(elements=kept[:ACTIONS]).to_dict()] if kept else []


def preformatted(code: str) -> Block:
    """Code as it stands on the page: a ``rich_text`` element knows no markup, so nothing in it can act."""
    return {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "text", "text": escape.raw(code, 1_000) or " "}],
            }
        ],
    }


def capped(
    blocks: Sequence[Block], most: int = MOST_BLOCKS, left: str = "There is more than fits here."
) -> list[Block]:
    """At most ``most`` blocks; where some are left out the last one says so."""
    return list(blocks) if len(blocks) <= most else [*blocks[: most - 1], context(left)]
