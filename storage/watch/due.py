"""What is due, what was seen, and the lease between the two."""

from dataclasses import dataclass
from datetime import datetime

from storage.watch.observation import Observation
from storage.words import RelAgreed


@dataclass(frozen=True, slots=True)
class Validators:
    """What spares the next look a read: the last read's ETag, Last-Modified and body hash."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class DuePlacement:
    """One placement to look at. ``page`` is None while only the site is known.

    ``validators`` are None unless the last look read the page. ``since`` is when the promise was made.
    """

    workspace_id: int
    slack_id: str
    placement_id: int
    page: str | None
    site: str
    target: str
    anchor: str | None
    rel_agreed: RelAgreed | None
    validators: Validators | None
    since: datetime


@dataclass(frozen=True, slots=True)
class HostVisit:
    """A host, the lease on it until ``until``, and what to look at there, the longest due first."""

    host: str
    token: str
    until: datetime
    due: tuple[DuePlacement, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One placement that was looked at: what was asked for, and what was seen.

    ``seen.page`` is the page that was read; where only the site was known and the link was found, it becomes
    the placement's page. ``seen.checked_at`` is when.
    """

    due: DuePlacement
    seen: Observation


@dataclass(frozen=True, slots=True)
class Passed:
    """A page of the site that holds no link for ``due``, whose page is unknown; ``at`` is when that was seen.

    ``looks`` is 0 for a page that only was there, and not looked at.
    """

    due: DuePlacement
    page_key: int
    at: datetime
    looks: int = 1


@dataclass(frozen=True, slots=True)
class Visited:
    """What a visit has seen since it last reported; ``ended`` gives the host back.

    A visit that goes on keeps the host until ``until`` where that is given. ``retry_after`` is what the host
    asked for, in seconds: nothing of it is looked at before. ``passed`` are the pages that a search of the
    site can pass over next time.
    """

    visit: HostVisit
    looked: tuple[Looked, ...]
    ended: bool = True
    until: datetime | None = None
    retry_after: float | None = None
    passed: tuple[Passed, ...] = ()
