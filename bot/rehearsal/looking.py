"""Who is who in a workspace, and what each of them sees."""

from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.hub import Hub
from bot.rehearsal.message import Message
from bot.rehearsal.model import Channel, Person
from bot.rehearsal.team import Team
from bot.rehearsal.view import View


class Looking:
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
