"""What people fill in and send."""

import re
from typing import Any

from bot.rehearsal import payloads
from bot.rehearsal.answers import NotPossibleError, Submitted
from bot.rehearsal.forms import fill
from bot.rehearsal.hub import SlackError
from bot.rehearsal.looking import Looking
from bot.rehearsal.methods.views import checked_view, push, replace
from bot.rehearsal.model import Person
from bot.rehearsal.view import View

Json = dict[str, Any]
MISSING = "Please complete this required field."


class Submitting(Looking):
    """Forms."""

    async def submit(self, user: str, view: View, values: dict[str, Any] | None = None) -> Submitted:
        """Fill a form and send it.

        ``values`` by action id, block id or label: text, an option's value or label, a date, an id, a list.
        Fields left out keep what they hold. As in Slack, an empty required field stops it on the spot.
        """
        who, hub, team = self.person(user), self.hub, self.team
        if view not in team.stacks.get(who.id, []):
            raise NotPossibleError("that form is no longer open")
        fill(view, values or {}, team)
        if errors := refused_on_the_spot(view):
            return Submitted("errors", errors, view)
        body = payloads.view_submission(
            team, who, view, trigger=hub.trigger(team, who.id), response_urls=self._form_urls(who, view)
        )
        ack = await hub.delivery.once("interactive", body)
        outcome = self._after_submission(who, view, ack.payload, ack.problem)
        outcome.seconds = ack.seconds
        hub.changed()
        return outcome

    def _form_urls(self, who: Person, view: View) -> list[Json]:
        out = []
        for control in view.controls:
            chosen = view.state.get(control.block_id, {}).get(control.action_id, {})
            channel = chosen.get("selected_conversation") or chosen.get("selected_channel")
            if control.element.get("response_url_enabled") and channel:
                url = self.hub.answer_address(self.team, who.id, channel)
                out.append(
                    {
                        "block_id": control.block_id,
                        "action_id": control.action_id,
                        "channel_id": channel,
                        "response_url": url,
                    }
                )
        return out

    def _after_submission(self, who: Person, view: View, payload: Any, problem: str | None) -> Submitted:
        stack = self.team.stacks[who.id]
        if problem is not None:
            return Submitted("trouble", {}, view, problem=problem)
        said = payload if isinstance(payload, dict) else {}
        action = said.get("response_action")
        if action is None:
            if view in stack:
                stack.remove(view)
            return Submitted("closed")
        try:
            if action == "errors":
                return self._field_errors(view, said.get("errors"))
            if action == "clear":
                stack.clear()
                return Submitted("cleared")
            body = checked_view(said.get("view"), "modal")
            if action == "update":
                replace(self.team, view, body)
                return Submitted("updated", view=view)
            if action == "push":
                return Submitted("pushed", view=push(self.hub, self.team, who.id, body, fresh=False))
        except SlackError as refusal:
            found = refusal.extra.get("response_metadata", {}).get("messages", [])
            return Submitted("trouble", view=view, problem=": ".join([refusal.error, *found]))
        return Submitted("trouble", view=view, problem=f"unknown response_action {action}")

    def _field_errors(self, view: View, errors: Any) -> Submitted:
        inputs = {block.get("block_id") for block in view.blocks if block.get("type") == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            return Submitted("trouble", view=view, problem="errors must name input blocks of the view")
        return Submitted("errors", {name: str(words) for name, words in errors.items()}, view)

    async def close_view(self, user: str, view: View | None = None, *, all_: bool = False) -> None:
        """Close the topmost (or a given) modal, or all of them."""
        who = self.person(user)
        stack = self.team.stacks.get(who.id, [])
        closing = list(reversed(stack)) if all_ else [view or stack[-1]]
        for one in closing:
            if one in stack:
                stack.remove(one)
            if one.body.get("notify_on_close"):
                body = payloads.view_closed(self.team, who, one, cleared=all_)
                await self.hub.delivery.once("interactive", body)
        self.hub.changed()


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def refused_on_the_spot(view: View) -> dict[str, str]:
    """What Slack's own form refuses before the app hears of it, by block id."""
    errors: dict[str, str] = {}
    for block in view.blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        held = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        content = [inner for name, inner in held.items() if name != "type"]
        given = content[0] if content else None
        words = given if isinstance(given, str) else ""
        kind = element["type"]
        if given in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = MISSING
        elif kind == "email_text_input" and not _EMAIL.fullmatch(words):
            errors[block["block_id"]] = "Enter a valid email address."
        elif kind == "url_text_input" and not re.match(r"https?://[^\s/.]+\.?[^\s]*$", words):
            errors[block["block_id"]] = "Enter a valid URL, with https:// in front."
        elif kind == "number_input" and not re.fullmatch(r"-?\d+([.]\d+)?", words):
            errors[block["block_id"]] = "Enter a number."
        elif kind == "plain_text_input" and len(words) > element.get("max_length", 3000):
            errors[block["block_id"]] = f"Must be at most {element.get('max_length', 3000)} characters."
        elif kind == "plain_text_input" and len(words) < element.get("min_length", 0):
            errors[block["block_id"]] = f"Must be at least {element['min_length']} characters."
    return errors
