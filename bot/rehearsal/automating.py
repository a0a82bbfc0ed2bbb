"""What people set off without a word: the agent view beside what they look at, and a workflow's step."""

from typing import Any

from bot.rehearsal import payloads
from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.looking import Looking
from bot.rehearsal.model import Channel
from bot.rehearsal.workflow import Execution, parameters

Json = dict[str, Any]


class Automating(Looking):
    """The agent view and Workflow Builder."""

    async def look_at(self, user: str, channel: "str | Channel | None") -> None:
        """Look at a channel (None: at nothing) while the agent view is open beside it."""
        who, hub, team = self.person(user), self.hub, self.team
        place = None if channel is None else self.channel(channel, who)
        seen = place.id if place is not None else ""
        if not hub.agent_view or team.viewing.get(who.id, "") == seen:
            return
        team.viewing[who.id] = seen
        direct = team.direct(who.id)
        hub.emit(team, payloads.context_event(team, who.id, direct.id, team.now_ts()))

    async def run_function(self, callback_id: str, inputs: Json) -> str:
        """Run a workflow step; returns the execution id that its outcome will name.

        ``inputs`` are what the workflow's author gave: people by name become their ids.
        """
        declared = self.hub.manifest.functions.get(callback_id) if self.hub.manifest else {}
        if declared is None:
            raise NotPossibleError(f"the app has no step {callback_id}")
        takes = declared.get("input_parameters") or {}
        if self.hub.manifest is not None:
            missing = [name for name, one in takes.items() if one.get("is_required") and not inputs.get(name)]
            unknown = [name for name in inputs if name not in takes]
            if missing or unknown:
                raise NotPossibleError(f"the step lacks {missing}, or does not know {unknown}")
        people = {name for name, one in takes.items() if one["type"] == "slack#/types/user_id"} or {"owner"}
        given = {name: self.person(one).id if name in people and one else one for name, one in inputs.items()}
        execution = Execution(self.team.mint("Fx"), callback_id)
        self.team.executions[execution.id] = execution
        event = {
            "type": "function_executed",
            "function": {
                "id": self.team.mint("Fn"),
                "callback_id": callback_id,
                "title": declared.get("title", callback_id),
                "description": declared.get("description", ""),
                "type": "app",
                "app_id": self.team.app_id,
                "input_parameters": parameters(takes),
                "output_parameters": parameters(declared.get("output_parameters") or {}),
                "date_created": 1694727597,
                "date_updated": 1698947481,
                "date_deleted": 0,
            },
            "inputs": given,
            "function_execution_id": execution.id,
            "workflow_execution_id": self.team.mint("Wx"),
            "event_ts": self.team.now_ts(),
            "bot_access_token": f"xwfp-{self.team.id}-short-lived",
        }
        self.hub.emit(self.team, event)
        return execution.id

    def execution(self, name: str) -> Execution:
        """What became of a run."""
        return self.team.executions[name]
