"""Who reads a message: it is put in their time, their words, and shows what they may see."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.rendering.parts import escape
from storage.daily.cadence import local_date, midnight, next_digest, zone


@dataclass(frozen=True, slots=True)
class Digests:
    """When the digest of ``channel`` comes: local ``HH:MM`` in ``tz`` on ``weekdays`` (ISO numbers).

    None comes on holidays, which are ``off``.
    """

    channel: str
    tz: str
    digest_at: str
    weekdays: str
    off: Container[date] = ()

    def shows(self, due: datetime, now: datetime) -> datetime | None:
        """When the first digest after ``now`` comes that a follow-up stands in; None where there is none."""
        after = midnight(local_date(due, self.tz), self.tz) - timedelta(microseconds=1)
        return next_digest(max(now, after), self.tz, self.digest_at, self.weekdays, self.off)


@dataclass(frozen=True, slots=True)
class Reader:
    """``now`` is aware, ``tz`` the IANA zone that times are told in (the speaker's, or the channel's).

    ``names`` maps Slack user ids to names: who stands in it is named without a ping. ``you`` is set when one
    person alone sees the message. ``client`` hides prices, contacts and notes. ``lasting`` is a message that
    is read on later days too: no "today" of its own, no "in 3 days". ``digests`` are those of the channel
    that is spoken in.
    """

    now: datetime
    tz: str = "UTC"
    names: Mapping[str, str] = field(default_factory=dict)
    you: str | None = None
    client: bool = False
    lasting: bool = False
    digests: Digests | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone; UTC where the name is unknown to this machine."""
        return zone(self.tz)

    @property
    def place(self) -> str:
        """The zone in words: "Berlin time", "UTC"."""
        city = self.zone.key.rpartition("/")[2].replace("_", " ")
        return "UTC" if city in {"UTC", "UCT", "Zulu", "Universal"} else f"{city} time"

    @property
    def today(self) -> date:
        """The reader's date."""
        return self.now.astimezone(self.zone).date()

    def local(self, moment: datetime) -> datetime:
        """A moment on the reader's clock."""
        return moment.astimezone(self.zone)

    def who(self, user: str) -> str:
        """A person in mrkdwn: "you", their name, or a mention where the name is not known."""
        if user == self.you:
            return "you"
        name = self.names.get(user)
        return escape.mrkdwn(name, 60) if name else escape.mention(user)
