"""What people do in a workspace, and what they get to see for it."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal import payloads, text
from bot.rehearsal.forms import filled, initial_state
from bot.rehearsal.hub import AnswerAddress, Hub, SlackError
from bot.rehearsal.methods.files import new_file
from bot.rehearsal.methods.views import checked_view, push, replace
from bot.rehearsal.model import Channel, Control, Message, Person, Team, View
from bot.rehearsal.webapi import answer_with

Json = dict[str, Any]
MISSING = "Please complete this required field."


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


class People:
    """The people of one workspace; names, handles and ids all say who or where."""

    def __init__(self, hub: Hub, team: Team) -> None:
        self.hub = hub
        self.team = team

    # who and where

    def person(self, who: str) -> Person:
        """Somebody by id, handle or full name."""
        found = self.team.person_id(who)
        if found is None:
            raise NotPossibleError(f"nobody here is called {who}")
        return self.team.people[found]

    def channel(self, where: "str | Channel", who: Person | None = None) -> Channel:
        """A channel by id, name, or (the app's name or id) the direct messages with the app."""
        if isinstance(where, Channel):
            return where
        if where in self.team.channels:
            return self.team.channels[where]
        if found := self.team.channel_id(where):
            return self.team.channels[found]
        if who is not None and (where in ("dm", "im") or self.team.person_id(where) == self.team.bot_user_id):
            return self.team.direct(who.id)
        raise NotPossibleError(f"there is no channel called {where}")

    def direct(self, who: str) -> Channel:
        """The direct messages between somebody and the app."""
        return self.team.direct(self.person(who).id)

    # what stands there

    def messages(self, channel: "str | Channel", *, thread_ts: str | None = None) -> list[Message]:
        """What everybody sees in a channel (thread replies aside), or the replies of one thread."""
        place = self.channel(channel)
        if thread_ts is not None:
            return [one for one in self.team.thread(place.id, thread_ts) if one.ts != thread_ts]
        return [one for one in self.team.standing(place.id) if not one.in_thread or one.broadcast]

    def ephemerals(self, channel: "str | Channel", user: str) -> list[Message]:
        """What only ``user`` sees in a channel."""
        who = self.person(user)
        place = self.channel(channel, who)
        return [
            one
            for one in self.team.whispers
            if one.channel == place.id and one.ephemeral_for == who.id and not one.deleted
        ]

    def pings(self, message: Message) -> list[str]:
        """Whom a message notifies."""
        return message.pings

    def home(self, user: str) -> View | None:
        """Somebody's Home tab, once the app has published one."""
        return self.team.homes.get(self.person(user).id)

    def views(self, user: str) -> list[View]:
        """Somebody's open modals, the topmost last."""
        return list(self.team.stacks.get(self.person(user).id, []))

    def modal(self, user: str) -> View | None:
        """The modal somebody looks at."""
        stack = self.team.stacks.get(self.person(user).id)
        return stack[-1] if stack else None

    # talking

    async def command(
        self,
        user: str,
        channel: "str | Channel",
        text_: str = "",
        *,
        command: str = "/outreach",
        trigger_id: str | None = None,
        should_escape: bool | None = None,
    ) -> CommandAnswer:
        """Type a slash command and wait for its ack.

        With a ``trigger_id`` of an earlier answer it is that command coming a second time.
        """
        hub, team = self.hub, self.team
        who = self.person(user)
        place = self.channel(channel, who)
        if should_escape is None:
            should_escape = hub.manifest is None or command in hub.manifest.escaped
        if hub.manifest is not None and command not in hub.manifest.commands:
            raise NotPossibleError(f"{command} is not a valid command")
        trigger = hub.trigger(team, who.id, place.id, name=trigger_id)
        url = hub.answer_address(team, who.id, place.id)
        body = payloads.slash_command(
            team,
            who,
            place,
            command=command,
            text=text.typed_command(text_.strip(), team, should_escape=should_escape),
            trigger=trigger,
            answer_at=url,
        )
        ack = await hub.delivery.once("slash_commands", body)
        answer = CommandAnswer(ack.payload, ack.seconds, ack.problem, hub.address(url), trigger)
        if not ack.ok:
            failed = "operation_timeout" if ack.problem == "timeout" else "dispatch_failed"
            answer.error = self._slackbot(who, place, f"{command} failed with the error “{failed}”")
        elif isinstance(ack.payload, dict) and (ack.payload.get("text") or ack.payload.get("blocks")):
            try:
                answer_with(hub, answer.address, ack.payload)
            except SlackError as refusal:
                answer.problem = refusal.error
                answer.error = self._slackbot(
                    who, place, f"{command} failed with the error “{refusal.error}”"
                )
        hub.changed()
        return answer

    def _slackbot(self, who: Person, place: Channel, words: str) -> Message:
        message = Message(
            team=self.team,
            channel=place.id,
            ts=self.team.now_ts(),
            user="USLACKBOT",
            text=words,
            ephemeral_for=who.id,
        )
        return self.team.keep(message)

    async def say(
        self,
        user: str,
        channel: "str | Channel",
        words: str,
        *,
        thread_ts: str | None = None,
        files: dict[str, bytes] | None = None,
        broadcast: bool = False,
    ) -> Message:
        """Post a message (with files: names and contents) and let the app know in the background."""
        hub, team = self.hub, self.team
        who = self.person(user)
        place = self.channel(channel, who)
        if place.archived:
            raise NotPossibleError("the channel is archived")
        if who.id not in place.members:
            raise NotPossibleError(f"{who.name} is not in #{place.name}")
        marked = text.typed(words, team)
        shared = [new_file(hub, team, name, content, who.id) for name, content in (files or {}).items()]
        message = Message(
            team=team,
            channel=place.id,
            ts=team.now_ts(),
            user=who.id,
            text=marked,
            blocks=[text.rich_text(marked)] if marked else [],
            thread_ts=thread_ts,
            files=shared,
            broadcast=broadcast,
        )
        team.keep(message)
        self._tell_of(message, place, who)
        hub.changed()
        return message

    def _tell_of(self, message: Message, place: Channel, who: Person) -> None:
        mentioned = f"<@{self.team.bot_user_id}>" in message.text
        if mentioned and place.kind != "im":
            if self.hub.told_of(self.team, place):
                self.hub.emit(self.team, payloads.mention_event(message))
            else:
                bot = self.team.people[self.team.bot_user_id].real_name
                self._slackbot(who, place, f"{bot} isn’t in this channel, so it didn’t hear you.")
        self.hub.tell_message(message)

    async def edit(self, user: str, message: Message, words: str) -> Message:
        """Change one's own message."""
        who = self.person(user)
        if message.user != who.id:
            raise NotPossibleError("only your own messages can be edited")
        before = message.to_api()
        message.text = text.typed(words, self.team)
        message.blocks = [text.rich_text(message.text)]
        message.edited = {"user": who.id, "ts": self.team.now_ts()}
        message.revision += 1
        self.hub.tell_changed(message, before)
        self.hub.changed()
        return message

    async def delete(self, user: str, message: Message) -> None:
        """Take one's own message (or an ephemeral one from one's own view) away."""
        who = self.person(user)
        if who.id not in (message.user, message.ephemeral_for):
            raise NotPossibleError("only your own messages can be deleted")
        before = message.to_api()
        message.deleted = True
        if not message.ephemeral_for:
            self.hub.tell_deleted(message, before)
        self.hub.changed()

    async def react(self, user: str, message: Message, emoji: str, *, remove: bool = False) -> None:
        """Add (or take away) a reaction; a second identical one changes nothing."""
        who, name = self.person(user), emoji.strip(":")
        users = message.reactions.setdefault(name, [])
        if (who.id in users) is not remove:
            return
        (users.remove if remove else users.append)(who.id)
        if not users:
            del message.reactions[name]
        message.revision += 1
        event = payloads.reaction_event(message, who.id, name, self.team.now_ts(), added=not remove)
        if self.hub.told_of(self.team, self.team.channels[message.channel]):
            self.hub.emit(self.team, event)
        self.hub.changed()

    async def open_home(self, user: str, *, tab: str = "home") -> None:
        """Look at the app's Home (or Messages) tab."""
        who = self.person(user)
        channel = self.team.direct(who.id)
        event = payloads.home_opened_event(self.team, who.id, channel.id, self.team.now_ts(), tab=tab)
        self.hub.emit(self.team, event)
        self.hub.changed()

    # pressing

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
        trigger_id: str | None = None,
    ) -> Pressed:
        """Press a button or choose something on a message, modal or Home tab.

        ``action_id`` may also be the label. ``value`` tells buttons of one action id apart; ``selected`` is
        what was chosen: an option's value or label, a date, a user or channel id, or a list of them.
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
        elif view is not None and selected is not None:
            view.state.setdefault(control.block_id, {})[control.action_id] = {"type": control.kind} | chosen
        state = initial_state(message.blocks) if message is not None else None
        if state is not None and selected is not None:
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
        self, user: str, where: "Message | View", action_id: str, typed: str = ""
    ) -> list[Json]:
        """What an external select offers for what was typed: options, groups flattened."""
        who = self.person(user)
        control = find_control(where.controls, action_id)
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

    # forms

    async def submit(self, user: str, view: View, values: dict[str, Any] | None = None) -> Submitted:
        """Fill a form and send it.

        ``values`` by action id, block id or label: text, an option's value or label, a date, an id, a list.
        Fields left out keep what they hold. As in Slack, an empty required field stops it on the spot.
        """
        who, hub, team = self.person(user), self.hub, self.team
        if view not in team.stacks.get(who.id, []):
            raise NotPossibleError("that form is no longer open")
        state = initial_state(view.blocks)
        for block, kept in view.state.items():
            state.setdefault(block, {}).update(kept)
        for name, value in (values or {}).items():
            control = find_control(view.controls, name)
            state.setdefault(control.block_id, {})[control.action_id] = {"type": control.kind} | filled(
                control, value, team
            )
        view.state = state
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


def find_control(
    controls: list[Control], name: str, *, value: str | None = None, block_id: str | None = None
) -> Control:
    """The control with this action id, block id or label, in that order."""
    fitting = [one for one in controls if block_id in (None, one.block_id) and value in (None, one.value)]
    wanted = name.casefold()
    for found in (
        [one for one in fitting if one.action_id == name],
        [one for one in fitting if one.block_id == name],
        [one for one in fitting if one.label.casefold() == wanted],
    ):
        if found:
            return found[0]
    offered = ", ".join(f"{one.action_id} “{one.label}”" for one in controls) or "nothing"
    raise NotPossibleError(f"there is no {name} here; there is {offered}")


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
