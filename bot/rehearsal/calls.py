"""The oracle of what the app asked of Slack, and the troubles that can be arranged for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

KINDS = frozenset(
    {"429", "500", "503", "accept_then_500", "accept_then_drop", "accept_then_wait", "drop", "slow"}
)
"""Faults with a meaning of their own; any other kind is the name of an error Slack answers with."""


@dataclass
class ApiCall:
    """One call as it arrived: ``outcome`` is ``ok``, Slack's error, or the fault it ran into."""

    method: str
    args: Json
    at: datetime
    token: str
    outcome: str = ""
    answer: Json = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether Slack did what was asked, whatever the app was told."""
        return bool(self.answer.get("ok"))


@dataclass
class Fault:
    """Trouble for the next ``times`` calls of ``method`` (``*`` for all) that ``where`` accepts."""

    method: str
    kind: str
    times: int
    args: Json
    where: Callable[[Json], bool] | None = None

    def takes(self, method: str, args: Json) -> bool:
        """Whether this call runs into it."""
        if self.times <= 0 or self.method not in ("*", method):
            return False
        return self.where is None or self.where(args)


class Faults:
    """Troubles waiting for their calls, first come first served."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Arrange trouble; the returned fault counts down and can be emptied with ``times = 0``."""
        self.waiting.append(fault)
        return fault

    def take(self, method: str, args: Json) -> Fault | None:
        """The trouble this call runs into, used up by one."""
        for fault in self.waiting:
            if fault.takes(method, args):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """No more trouble."""
        self.waiting.clear()
