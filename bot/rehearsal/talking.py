"""What people say, and what they do to messages."""

from bot.rehearsal import payloads, text
from bot.rehearsal.answers import CommandAnswer, NotPossibleError
from bot.rehearsal.hub import SlackError
from bot.rehearsal.looking import Looking
from bot.rehearsal.message import Message
from bot.rehearsal.methods.files import new_file
from bot.rehearsal.model import Channel, Person
from bot.rehearsal.responding import answer_with


class Talking(Looking):
    """Commands, messages, edits, reactions."""

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
        if self.hub.agent_view and tab == "messages":
            event["context"] = payloads.context_of(self.team, who.id)
        self.hub.emit(self.team, event)
        self.hub.changed()
