"""``views.*``: modals and the Home tab."""

from typing import Any

from bot.rehearsal.block_rules import STACK, check_view
from bot.rehearsal.hub import Hub, SlackError
from bot.rehearsal.methods.registry import Call, method
from bot.rehearsal.model import with_ids
from bot.rehearsal.team import Team
from bot.rehearsal.view import View

Json = dict[str, Any]
LARGEST_VIEW = 250_000


def checked_view(body: Any, kind: str) -> Json:
    """A view that Slack would take, or its refusal with pointers."""
    errors = [one.replace("[json-pointer:/blocks", "[json-pointer:/view/blocks") for one in check_view(body)]
    if not errors and body["type"] != kind:
        errors = [f"[ERROR] must be a {kind} view [json-pointer:/view/type]"]
    if errors:
        raise SlackError("invalid_arguments", response_metadata={"messages": errors})
    if len(str(body)) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    return dict(body)


def new_view(team: Team, user: str, body: Json, *, below: View | None = None) -> View:
    """A view with an id of its own, on top of ``below``."""
    external = body.get("external_id")
    if external and any(view.body.get("external_id") == external for view in _all(team)):
        raise SlackError("duplicate_external_id")
    made = team.mint("V")
    body = body | {"blocks": with_ids(body["blocks"])}
    return View(
        team, made, user, body, _hash(team), below.root if below else made, below.id if below else None
    )


def replace(team: Team, view: View, body: Json) -> None:
    """Give an open view other contents; what was typed into fields that stay is kept."""
    view.body = body | {"blocks": with_ids(body["blocks"])}
    view.hash = _hash(team)
    fields = {(one.block_id, one.action_id) for one in view.controls}
    view.state = {
        block: kept
        for block, values in view.state.items()
        if (kept := {action: value for action, value in values.items() if (block, action) in fields})
    }


def push(hub: Hub, team: Team, user: str, body: Json, *, fresh: bool) -> View:
    """Put a modal on a person's stack; ``fresh`` starts a new stack."""
    stack = team.stacks.setdefault(user, [])
    if fresh:
        stack.clear()
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    view = new_view(team, user, body, below=stack[-1] if stack else None)
    stack.append(view)
    hub.changed()
    return view


def _hash(team: Team) -> str:
    return f"{team.now_ts()}.{team.mint('')[:8].lower()}"


def _all(team: Team) -> list[View]:
    return [view for stack in team.stacks.values() for view in stack] + list(team.homes.values())


def _trigger(call: Call) -> str:
    return call.text("trigger_id") or call.text("interactivity_pointer") or call.needed("trigger_id")


@method("views.open")
async def opened(call: Call) -> Json:
    """A modal for whoever just pressed something."""
    body = checked_view(call.json("view", "invalid_arguments"), "modal")
    trigger = call.hub.use_trigger(call.team, _trigger(call))
    return {"view": push(call.hub, call.team, trigger.user, body, fresh=True).to_api()}


@method("views.push")
async def pushed(call: Call) -> Json:
    """A modal on top of the one that is open."""
    body = checked_view(call.json("view", "invalid_arguments"), "modal")
    trigger = call.hub.use_trigger(call.team, _trigger(call))
    return {"view": push(call.hub, call.team, trigger.user, body, fresh=False).to_api()}


@method("views.update")
async def updated(call: Call) -> Json:
    """Other contents for an open view."""
    wanted, external = call.text("view_id"), call.text("external_id")
    found = [
        view
        for view in _all(call.team)
        if view.id == wanted or (external and view.body.get("external_id") == external)
    ]
    if not found:
        raise SlackError("not_found")
    view = found[0]
    body = checked_view(call.json("view", "invalid_arguments"), view.kind)
    if call.text("hash") and call.text("hash") != view.hash:
        raise SlackError("hash_conflict")
    replace(call.team, view, body)
    return {"view": view.to_api()}


@method("views.publish")
async def published(call: Call) -> Json:
    """Somebody's Home tab."""
    user = call.needed("user_id")
    if user not in call.team.people:
        raise SlackError("user_not_found")
    body = checked_view(call.json("view", "invalid_arguments"), "home")
    current = call.team.homes.get(user)
    if call.text("hash") and current is not None and call.text("hash") != current.hash:
        raise SlackError("hash_conflict")
    if current is None:
        call.team.homes[user] = new_view(call.team, user, body)
    else:
        replace(call.team, current, body)
    return {"view": call.team.homes[user].to_api()}
