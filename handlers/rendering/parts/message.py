"""A Slack message, before it is sent."""

from dataclasses import dataclass, field
from typing import Any

from handlers.rendering.parts import escape

Block = dict[str, Any]

#: Slack's limits: 50 blocks a message; text over 40,000 is cut by Slack, 4,000 is what stays readable.
MOST_BLOCKS = 50
MOST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is what notifications and screen readers get; ``blocks`` what people see (at most 50).

    ``plainer`` says the same in blocks that every surface shows, where Slack refuses ``blocks``.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    plainer: list[Block] | None = None

    def __post_init__(self) -> None:
        # Cut here, once, so that no half of a link or an entity goes out by any door.
        object.__setattr__(self, "text", escape.fitted(escape.one_stop(self.text), MOST_TEXT))
        for blocks in (self.blocks, self.plainer or []):
            if len(blocks) > MOST_BLOCKS:
                raise ValueError(f"{len(blocks)} blocks; Slack takes {MOST_BLOCKS}")

    def payload(self) -> dict[str, Any]:
        """As the arguments of Slack's ``ack``, ``respond`` and ``chat.postMessage``."""
        return {"text": self.text, "blocks": self.blocks}
