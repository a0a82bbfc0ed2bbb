"""What Slack tells by itself: that a workflow's step runs, and what somebody looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from handlers.requests.fields import Payload, mapping, maybe, value, words, workspace_of


@dataclass(frozen=True, slots=True)
class StepRun:
    """A step of a workflow that runs; ``inputs`` are the texts it was given, empty ones left out.

    ``execution`` names the run: whoever finishes it says it back. ``app`` and ``team`` are for links.
    """

    workspace: str
    execution: str
    inputs: dict[str, str]
    app: str | None
    team: str | None

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``function_executed``; raises Malformed."""
        given = mapping(body, "event", "inputs")
        read = {str(name): maybe(given, name) for name in given}
        return cls(
            workspace_of(body),
            words(body, "event", "function_execution_id"),
            {name: said.strip() for name, said in read.items() if said and said.strip()},
            maybe(body, "event", "function", "app_id") or maybe(body, "api_app_id"),
            maybe(body, "team_id"),
        )

    @property
    def key(self) -> str:
        """The run's name among the requests that were taken."""
        return f"step:{self.execution}"


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody looks at something else while the agent view is open beside it.

    ``viewed`` is the channel that they look at, where it is one. Slack may leave out who and where.
    """

    workspace: str
    user: str | None
    channel: str | None
    viewed: str | None

    @classmethod
    def read(cls, body: Payload) -> Self:
        """From ``app_context_changed``, or the ``app_home_opened`` of the messages tab; raises Malformed."""
        return cls(
            workspace_of(body),
            maybe(body, "event", "user"),
            maybe(body, "event", "channel"),
            viewed_channel(mapping(body, "event")),
        )


def viewed_channel(event: Payload) -> str | None:
    """The channel that an event's context names first: Slack orders what is looked at by its relevance."""
    for name in ("context", "app_context"):
        entities = value(event, name, "entities")
        for one in entities if isinstance(entities, list) else []:
            if isinstance(one, Mapping) and maybe(one, "type") == "slack#/types/channel_id":
                return maybe(one, "value")
    return None
