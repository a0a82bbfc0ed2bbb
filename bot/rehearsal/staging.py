"""Setting the stage: more people, channels and workspaces, installs and workflow steps."""

import secrets
from typing import Any, Literal

from bot.rehearsal.hub import Hub
from bot.rehearsal.model import Channel, Person
from bot.rehearsal.people import People
from bot.rehearsal.sample import Sample
from bot.rehearsal.team import Team

Json = dict[str, Any]


class Stage(People):
    """What whoever runs the rehearsal can change about its workspaces."""

    data: Sample

    def add_person(
        self, name: str, real_name: str, tz: str = "Europe/Berlin", locale: str = "en-GB"
    ) -> Person:
        """Somebody new, in every channel."""
        person = Person(self.team.mint("U"), name, real_name, tz, locale)
        self.team.people[person.id] = person
        for channel in self.team.channels.values():
            if channel.kind != "im":
                channel.members.add(person.id)
        self.hub.changed_from_anywhere()
        return person

    def add_channel(
        self, name: str, *, kind: Literal["channel", "private", "mpim"] = "channel", with_app: bool = True
    ) -> Channel:
        """A new channel with everybody in it."""
        members = {one.id for one in self.team.people.values() if with_app or not one.is_bot}
        channel = Channel(self.team.mint("C"), name, kind, members)
        self.team.channels[channel.id] = channel
        self.hub.changed_from_anywhere()
        return channel

    def add_team(self, team_id: str, name: str) -> People:
        """A second workspace with people and channels of the same names and a bot token of its own."""
        team = new_team(self.hub, team_id, self.data, name=name)
        self.hub.teams[team.id] = team
        return People(self.hub, team)

    def install_code(self, team: Team | None = None) -> str:
        """A code that ``oauth.v2.access`` trades for a workspace's bot token."""
        code = secrets.token_urlsafe(12)
        self.hub.installing[code] = team or self.team
        return code

    async def uninstall(self) -> None:
        """Remove the app: the token is dead, and the app is told."""
        self.team.revoked = True
        tokens = {"oauth": [], "bot": [self.team.bot_user_id]}
        for event in ({"type": "tokens_revoked", "tokens": tokens}, {"type": "app_uninstalled"}):
            self.hub.emit(self.team, event)


def new_team(hub: Hub, team_id: str, data: Sample, *, name: str | None = None) -> Team:
    """A workspace filled from sample data, with the app installed."""
    suffix = "" if not hub.teams else str(len(hub.teams) + 1)
    bot = Person(f"UOUTREACH{suffix}", "outreach", "Outreach", "UTC", "en-US", color="0f766e", is_bot=True)
    team = Team(
        clock=hub.clock,
        id=team_id,
        name=name or data.team,
        domain=data.domain + suffix,
        app_id=hub.app_id,
        bot_id=f"BOUTREACH{suffix}",
        bot_user_id=bot.id,
        bot_token=f"xoxb-{team_id}-{secrets.token_hex(12)}",
    )
    for one in data.people:
        team.people[one.id + suffix] = Person(
            one.id + suffix, one.name, one.real_name, one.tz, one.locale, one.title, one.color
        )
        team.people[one.id + suffix].email = f"{one.name}@{data.domain}.example"
    everybody = set(team.people)
    team.people[bot.id] = bot
    for place in data.channels:
        members = everybody | ({bot.id} if place.with_app else set())
        team.channels[place.id + suffix] = Channel(
            place.id + suffix, place.name, place.kind, members, place.topic, place.archived
        )
    return team
