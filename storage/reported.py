"""What a file says: links that a tool reported, and tasks that somebody kept elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from storage.views import Money
from storage.words import Stage, Tactic


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link as a file tells of it, on ``line``; what the file does not say is None. Times are aware UTC.

    ``target_told`` is False where only the linked site is known, and ``target`` is its front page.
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


@dataclass(frozen=True, slots=True)
class ReportedTask:
    """An outreach as a file tells of it; ``site`` is a registrable domain, ``owner`` an id or a name.

    ``number`` is what the file itself calls the row. ``page`` is the page that links, where it names one.
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


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is left out, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"
