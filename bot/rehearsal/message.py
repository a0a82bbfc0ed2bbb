"""Messages: as the workspace keeps them, as people see them, as Slack writes them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.rehearsal import reading, text
from bot.rehearsal.model import Control, controls_of

if TYPE_CHECKING:
    from bot.rehearsal.team import Team

Json = dict[str, Any]


@dataclass
class Message:
    """One message as the workspace keeps it, and how a person sees it."""

    team: "Team"
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    by_app: bool = False
    subtype: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: Json | None = None
    deleted: bool = False
    ephemeral_for: str | None = None
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    unfurls: Json = field(default_factory=dict)
    link_names: bool = False
    broadcast: bool = False
    revision: int = 1
    chosen: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    """What each person has chosen in it, by block id and action id: nobody else's client knows."""

    def __repr__(self) -> str:
        return f"<Message {self.channel} {self.ts} by {self.user}: {self.seen!r}>"

    @property
    def seen(self) -> str:
        """The words a person in the reader's seat sees, block by block, without markup."""
        reader = self.team.people.get(self.ephemeral_for or self.user)
        zone = reader.tz if reader else "UTC"
        return self.seen_in(zone)

    def seen_in(self, zone: str) -> str:
        """The same for a reader in another IANA zone."""
        return reading.message(self, zone=zone)

    @property
    def notification(self) -> str:
        """What a phone would show: the fallback text."""
        return text.read(self.text, self.team, zone="UTC", now=self.team.clock.now())

    @property
    def controls(self) -> list[Control]:
        """What can be acted on, in order."""
        return controls_of(self.blocks)

    @property
    def pings(self) -> list[str]:
        """Whom this message notifies: user ids, ``subteam:ID``, ``channel``, ``here``, ``everyone``."""
        return reading.pings(self)

    @property
    def in_thread(self) -> bool:
        """Whether it is a reply."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def replies(self) -> list["Message"]:
        """The replies under this message."""
        return self.team.thread(self.channel, self.ts)[1:]

    def to_api(self) -> Json:
        """The message as Slack's Web API and events write it."""
        team = self.team
        out: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team.id}
        if self.by_app:
            out |= {"bot_id": team.bot_id, "app_id": team.app_id, "bot_profile": team.bot_profile()}
        elif self.user == "USLACKBOT":
            out |= {"bot_id": team.mail_bot_id, "display_as_bot": True, "upload": True}
        else:
            out["client_msg_id"] = f"c0ffee00-{self.ts.replace('.', '-')}"
        for name in ("subtype", "metadata", "edited"):
            if (value := getattr(self, name)) is not None:
                out[name] = value
        for name in ("blocks", "attachments", "files"):
            if value := getattr(self, name):
                out[name] = value
        if self.thread_ts is not None:
            out["thread_ts"] = self.thread_ts
            if self.in_thread and (parent := team.find(self.channel, self.thread_ts)):
                out["parent_user_id"] = parent.user
        elif replies := self.replies():
            out |= {
                "thread_ts": self.ts,
                "reply_count": len(replies),
                "reply_users": sorted({reply.user for reply in replies}),
                "reply_users_count": len({reply.user for reply in replies}),
                "latest_reply": replies[-1].ts,
                "is_locked": False,
                "subscribed": False,
            }
        if self.reactions:
            out["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        return out
