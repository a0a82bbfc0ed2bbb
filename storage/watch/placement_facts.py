"""What is known of a placement, and what a look at its page may change."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.words import Finding, PlacementState, RelAgreed, Verdict


class Event(StrEnum):
    """What a look changed that somebody may want to know.

    ``live``, ``live_but``, ``lost`` and ``back`` are channel posts; ``changed`` and ``wrong_target`` belong
    in the card's thread; ``ask`` and ``expired`` ask the owner; ``at_risk`` and ``recovered`` only show on
    the card.
    """

    LIVE = "live"
    LIVE_BUT = "live_but"
    AT_RISK = "at_risk"
    RECOVERED = "recovered"
    LOST = "lost"
    BACK = "back"
    CHANGED = "changed"
    WRONG_TARGET = "wrong_target"
    ASK = "ask"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What is known of a placement before or after a look; times are aware UTC.

    ``misses`` counts the readable looks without the link in a row, ``missed_at`` are the times of the first
    and of the last ones. ``findings`` are the last readable look's (while nothing was ever live: the last
    look's), ``live_findings`` those of the last look that saw the link, None while none did.
    ``told_live_at`` is when it went live as a table has it, believed once the link was seen.
    """

    state: PlacementState
    created_at: datetime
    rel_agreed: RelAgreed | None = None
    promised_by: date | None = None
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()
    live_findings: tuple[Finding, ...] | None = None
    detail: str = ""
    checked_at: datetime | None = None
    first_live_at: datetime | None = None
    last_seen_at: datetime | None = None
    lost_at: datetime | None = None
    misses: int = 0
    missing_since: datetime | None = None
    missed_at: tuple[datetime, ...] = ()
    unseen: int = 0
    vouched_by: str | None = None
    vouched_at: datetime | None = None
    vouched_until: datetime | None = None
    wrong_href: str | None = None
    told_live_at: datetime | None = None

    def vouched(self, now: datetime) -> bool:
        """Whether a person's word that the link is there counts: until its end, or else until a miss."""
        return self.vouched_at is not None and (self.vouched_until is None or now < self.vouched_until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The facts after a look, what is to be said about it, and when to look again (None: never).

    ``differs`` are the findings that break what was agreed. ``by_word`` says that a person's word made the
    placement live. ``card`` says that the living card has something else to show.
    """

    facts: PlacementFacts
    events: tuple[Event, ...]
    next_look: datetime | None
    differs: tuple[Finding, ...] = ()
    by_word: bool = False
    card: bool = False
