"""Which list a row stands in, as it travels in the name of the row's block.

Slack sends that name with every press, also from a message that only one person sees, of which it sends
nothing else. Source: "Block actions payload" in Slack's documentation; a name has at most 255 characters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.rendering.lists.wanted import Wanted
from handlers.rendering.parts.message import Block
from storage.work.views import Task

MOST_NAME = 255

_NAME = re.compile(r"(?P<surface>\w+)/[^:]*:(?P<wanted>\{.*\})", re.DOTALL)


class Surface(StrEnum):
    """The messages that show rows of tasks with what can be done about each."""

    PAGE = "page"
    OVERVIEW = "overview"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: the kind of message, and which tasks of whom."""

    surface: Surface
    wanted: Wanted

    def value(self, part: str = "") -> str:
        """As text, also as that of one ``part`` of the list."""
        return f"{self.surface}/{part}:{self.wanted.value()}".encode("utf-8", "replace").decode()

    def name(self, part: str) -> str | None:
        """The ``block_id`` of a part of the list; None where it would be longer than Slack takes."""
        said = self.value(part)
        return said if len(said) <= MOST_NAME else None

    def row(self, task: Task, block: Block) -> Block:
        """A row's block with its name: another one whenever the task is."""
        return _named(block, self.name(f"{task.id}.{task.version}"))

    def above(self, blocks: Sequence[Block]) -> list[Block]:
        """What is said above the list, so that its buttons work in the list, too."""
        return [_named(block, self.name(f"above{place}")) for place, block in enumerate(blocks)]

    @classmethod
    def parse(cls, name: str | None) -> "Listed | None":
        """The list that a value, or a block's name, speaks of; None for any other."""
        found = _NAME.fullmatch(name or "")
        if found is None or found["surface"] not in set(Surface):
            return None
        return cls(Surface(found["surface"]), Wanted.parse(found["wanted"]))


def _named(block: Block, name: str | None) -> Block:
    return {**block, "block_id": name} if name else block
