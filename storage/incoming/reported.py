"""What a file says: links that a tool reported, and tasks that somebody kept elsewhere."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from storage.words import RelAgreed, Stage, Tactic
from storage.work.views import Money


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link as a file tells of it, on ``line``; what the file does not say is None. Times are aware UTC.

    ``target_told`` is False where only the linked site is known, and ``target`` is its front page.
    ``placement`` is the one that the link is, where that is known.
    """

    line: int
    page: str
    target: str
    target_told: bool = True
    anchor: str | None = None
    rel: tuple[str, ...] | None = None
    followed: bool | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    lost: datetime | None = None
    authority: float | None = None
    authority_source: str | None = None
    placement: int | None = None


@dataclass(frozen=True, slots=True)
class ReportedTask:
    """An outreach as a file tells of it; ``site`` is a registrable domain, ``owner`` an id or a name.

    ``number`` is what the file itself calls the row. ``page`` is the page that links, where it names one, and
    ``live_at`` is since when.
    """

    line: int
    site: str
    contact_name: str | None = None
    contact_email: str | None = None
    tactic: Tactic | None = None
    target: str | None = None
    campaign: str | None = None
    owner: str | None = None
    stage: Stage = Stage.CONTACTED
    asked: datetime | None = None
    replied: datetime | None = None
    follow_up: datetime | None = None
    price: Money | None = None
    note: str | None = None
    number: str | None = None
    page: str | None = None
    anchor: str | None = None
    rel_agreed: RelAgreed | None = None
    live_at: datetime | None = None
    promised_by: date | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is left out, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"


@dataclass(slots=True)
class Tally:
    """What became of a file's rows.

    ``undated`` are new links that come without the day on which they were first seen, ``undated_asks`` and
    ``undated_answers`` what was done on a day that nobody told. ``placed`` are links of tasks that are looked
    at from now on, ``unplaced`` those that nobody can look for, as nobody says where they go.
    """

    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    undated: int = 0
    undated_asks: int = 0
    undated_answers: int = 0
    placed: int = 0
    unplaced: int = 0

    def add(self, other: "Tally") -> None:
        """Count what came of more rows."""
        for one in fields(Tally):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
