"""``assistant.*`` and ``functions.*``: the agent view, and the steps of workflows."""

from typing import Any

from bot.rehearsal.hub import SlackError
from bot.rehearsal.methods.registry import Call, invalid, method
from bot.rehearsal.workflow import Execution, broken_outputs

Json = dict[str, Any]


@method("assistant.threads.setStatus", "assistant:write", "chat:write")
async def set_status(call: Call) -> Json:
    """What the assistant says it is doing; an empty status clears it."""
    key = (call.channel("channel_id").id, call.needed("thread_ts"))
    if call.team.find(*key) is None:
        raise SlackError("invalid_thread_ts")
    if status := call.text("status"):
        call.team.statuses[key] = status
    else:
        call.team.statuses.pop(key, None)
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
async def set_prompts(call: Call) -> Json:
    """Up to four sentences a person may click; in the agent view a call that names a thread does nothing."""
    prompts = call.json("prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise invalid("[ERROR] no more than 4 items allowed [json-pointer:/prompts]")
    for place, one in enumerate(prompts):
        if not isinstance(one, dict) or not one.get("title") or not one.get("message"):
            raise invalid(f"[ERROR] missing required field: title [json-pointer:/prompts/{place}]")
    channel = call.channel("channel_id")
    if call.hub.agent_view and not call.text("thread_ts"):
        call.team.prompts[channel.id] = prompts
    return {}


@method("assistant.threads.setTitle", "assistant:write", "chat:write")
async def set_title(call: Call) -> Json:
    """A thread's title in the assistant's list."""
    call.channel("channel_id")
    call.needed("title")
    return {}


@method("functions.completeSuccess")
async def complete(call: Call) -> Json:
    """A workflow step is done; its outputs must be those that the manifest promises."""
    run = _running(call)
    outputs = call.json("outputs", "invalid_arguments")
    if not isinstance(outputs, dict):
        raise invalid("[ERROR] must provide an object [json-pointer:/outputs]")
    if wrong := broken_outputs(call.hub.manifest, run, outputs):
        raise SlackError("parameter_validation_failed", response_metadata={"messages": wrong})
    run.outputs = outputs
    return {}


@method("functions.completeError")
async def fail(call: Call) -> Json:
    """A workflow step failed; whoever ran the workflow reads why."""
    run = _running(call)
    run.error = call.needed("error")
    return {}


def _running(call: Call) -> Execution:
    run = call.team.executions.get(call.needed("function_execution_id"))
    if run is None:
        raise SlackError("function_execution_not_found")
    if run.over:
        raise SlackError("execution_not_in_running_state")
    return run
