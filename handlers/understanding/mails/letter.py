"""One mail, as far as we need it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.understanding.facts.sites import free_mail
from storage.sites import registrable

#: Where Slack takes in mail for channels and for Slackbot; GovSlack has a domain of its own.
_SLACK = ("slack.com", "slack-gov.com")


@dataclass(frozen=True, slots=True)
class Party:
    """A mailbox: its address in lower case, and the name beside it, which anybody can make up."""

    address: str
    name: str | None = None

    @property
    def host(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    @property
    def site(self) -> str:
        """The registrable domain; "" where everybody can have a mailbox."""
        return "" if free_mail(self.host) else registrable(self.host)

    @property
    def slack(self) -> bool:
        """Whether it is Slack's own address of a channel or a person."""
        return self.host in _SLACK or self.host.endswith(tuple(f".{one}" for one in _SLACK))


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. Message-IDs have no brackets; ``headers`` are what else is known, names like "auto_submitted".

    ``thread`` are the mails that it answers or forwards, the nearest first. ``body`` is plain text.
    """

    subject: str
    sender: Party | None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    body: str = ""
    message_id: str | None = None
    thread: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What makes it the same mail as another, by whichever way it came."""
        if self.message_id:
            return f"mail:{self.message_id}"
        who = self.sender.address if self.sender else ""
        whom = ",".join(sorted(one.address for one in (*self.to, *self.cc) if not one.slack))
        said = "\0".join((who, whom, self.subject, self.headers.get("date", ""), self.body[:2_000]))
        return f"mail:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"

    def recipients(self) -> tuple[Party, ...]:
        """Everybody it went to but Slack itself, each once."""
        found = {one.address: one for one in reversed((*self.to, *self.cc)) if not one.slack}
        return tuple(reversed(found.values()))
