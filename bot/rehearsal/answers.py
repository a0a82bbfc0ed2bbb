"""What comes back to a person who did something."""

from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.hub import AnswerAddress
from bot.rehearsal.message import Message
from bot.rehearsal.view import View


class NotPossibleError(Exception):
    """A person can't do that: the page would not have offered it."""


@dataclass
class CommandAnswer:
    """What came of a slash command: the ack, how long it took, and every message since."""

    payload: Any
    seconds: float
    problem: str | None
    address: AnswerAddress
    trigger_id: str
    error: Message | None = None
    """Slack's own words where the app did not answer in time."""

    @property
    def messages(self) -> list[Message]:
        """What the command showed: with its ack and over its ``response_url``, oldest first."""
        return [one for one in self.address.posted if not one.deleted]

    @property
    def seen(self) -> str:
        """All that a person sees because of it."""
        shown = [*self.messages, *([self.error] if self.error else [])]
        return "\n".join(one.seen for one in shown)


@dataclass
class Pressed:
    """What came of a press: whether the app answered in time, and messages sent to its answer address."""

    seconds: float
    problem: str | None
    address: AnswerAddress | None = None
    payload: Any = None

    @property
    def messages(self) -> list[Message]:
        """What was posted over the ``response_url`` of this press."""
        return [one for one in self.address.posted if not one.deleted] if self.address else []


@dataclass
class Submitted:
    """What came of sending a form: ``outcome`` is closed, errors, updated, pushed, cleared or trouble."""

    outcome: str
    errors: dict[str, str] = field(default_factory=dict)
    view: View | None = None
    seconds: float = 0.0
    problem: str | None = None
