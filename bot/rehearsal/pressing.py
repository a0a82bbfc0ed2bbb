"""What people press and choose."""

from typing import Any

from bot.rehearsal import payloads
from bot.rehearsal.answers import NotPossibleError, Pressed
from bot.rehearsal.forms import fill, filled, find_control, initial_state
from bot.rehearsal.looking import Looking
from bot.rehearsal.message import Message
from bot.rehearsal.view import View

Json = dict[str, Any]


class Pressing(Looking):
    """Shortcuts, buttons, menus."""

    async def message_shortcut(self, user: str, message: Message, callback_id: str) -> Pressed:
        """Choose a shortcut from a message's menu."""
        who, hub, team = self.person(user), self.hub, self.team
        trigger = hub.trigger(team, who.id, message.channel)
        url = hub.answer_address(team, who.id, message.channel)
        body = payloads.message_shortcut(
            team,
            who,
            message,
            callback_id=callback_id,
            trigger=trigger,
            answer_at=url,
            ts=team.now_ts(),
        )
        ack = await hub.delivery.once("interactive", body)
        hub.changed()
        return Pressed(ack.seconds, ack.problem, hub.address(url))

    async def global_shortcut(self, user: str, callback_id: str) -> Pressed:
        """Choose a shortcut from the lightning menu."""
        who, hub, team = self.person(user), self.hub, self.team
        trigger = hub.trigger(team, who.id)
        body = payloads.global_shortcut(team, who, callback_id=callback_id, trigger=trigger, ts=team.now_ts())
        ack = await hub.delivery.once("interactive", body)
        hub.changed()
        return Pressed(ack.seconds, ack.problem)

    async def press(
        self,
        user: str,
        where: "Message | View",
        action_id: str,
        *,
        value: str | None = None,
        block_id: str | None = None,
        selected: Any = None,
        values: dict[str, Any] | None = None,
        trigger_id: str | None = None,
    ) -> Pressed:
        """Press a button or choose something on a message, modal or Home tab.

        ``action_id`` may also be the label. ``value`` tells buttons of one action id apart; ``selected`` is
        what was chosen: an option's value or label, a date, a user or channel id, or a list of them.
        ``values`` is what stands in the other fields of a form by then, as in ``submit``.
        """
        who, hub, team = self.person(user), self.hub, self.team
        control = find_control(where.controls, action_id, value=value, block_id=block_id)
        chosen = filled(control, selected, team) if selected is not None else {}
        action = payloads.action_of(control, chosen, team.now_ts())
        view = where if isinstance(where, View) else None
        message = where if isinstance(where, Message) else None
        trigger = hub.trigger(team, who.id, message.channel if message else None, name=trigger_id)
        address, url = None, ""
        if message is not None:
            if message.ephemeral_for not in (None, who.id):
                raise NotPossibleError("that message is not visible to you")
            thread = message.thread_ts if message.in_thread else None
            url = hub.answer_address(team, who.id, message.channel, thread_ts=thread, original=message)
            address = hub.address(url)
        if view is not None:
            fill(view, values or {}, team)
        state = view.state if view is not None else {}
        if message is not None:
            state = message.chosen[who.id] = _standing(message, who.id)
        if selected is not None:
            state.setdefault(control.block_id, {})[control.action_id] = {"type": control.kind} | chosen
        body = payloads.block_actions(
            team,
            who,
            action,
            where,
            trigger=trigger,
            answer_at=url,
            state=state,
        )
        ack = await hub.delivery.once("interactive", body)
        hub.changed()
        return Pressed(ack.seconds, ack.problem, address, ack.payload)

    async def suggestions(
        self,
        user: str,
        where: "Message | View",
        action_id: str,
        typed: str = "",
        *,
        block_id: str | None = None,
    ) -> list[Json]:
        """What an external select offers for what was typed: options, groups flattened."""
        who = self.person(user)
        control = find_control(where.controls, action_id, block_id=block_id)
        body = payloads.block_suggestion(
            self.team,
            who,
            control,
            typed,
            where,
        )
        ack = await self.hub.delivery.once("interactive", body)
        if not isinstance(ack.payload, dict):
            return []
        groups = ack.payload.get("option_groups") or []
        return [*(ack.payload.get("options") or []), *(one for group in groups for one in group["options"])]


def _standing(message: Message, user: str) -> dict[str, dict[str, Json]]:
    """``state.values`` of a message: what a person chose in it before, else what it was posted with."""
    state = initial_state(message.blocks)
    for block, held in message.chosen.get(user, {}).items():
        for name, one in held.items():
            if name in state.get(block, {}):
                state[block][name] = one
    return state
