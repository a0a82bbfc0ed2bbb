"""The ledger's rows as people see them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from storage.models import Placement
from storage.words import PlacementState, RelAgreed, Stage, Tactic, TouchKind, Verdict


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class PlacementView:
    """A placement as a person sees it."""

    id: int
    outreach: int
    page: str | None
    site: str
    target: str
    anchor: str | None
    rel_agreed: RelAgreed | None
    promised_by: date | None
    price: Money | None
    state: PlacementState
    verdict: Verdict | None
    detail: str
    findings: tuple[str, ...]
    checked_at: datetime | None
    next_check_at: datetime | None
    first_live_at: datetime | None
    last_seen_at: datetime | None
    lost_at: datetime | None
    misses: int
    unseen: int
    vouched_by: str | None
    vouched_until: datetime | None
    created_by: str
    created_at: datetime
    version: int
    card_channel: str | None = None
    card_ts: str | None = None


@dataclass(frozen=True, slots=True)
class TouchView:
    """One thing somebody did; ``at`` is None where nobody says when."""

    by: str
    what: TouchKind
    at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One outreach as a person sees it; ``channel`` is where its reminders and posts go.

    ``contact_bad``: mail to the contact's address came back; ``contact_tz`` is the zone they live in, where
    somebody said so. ``ask_at`` is when the owner is asked whether to keep on. ``asked_told`` is False where
    nobody says when it was asked.
    """

    id: int
    site: str
    stage: Stage
    owner: str
    contact_name: str | None
    contact_email: str | None
    tactic: Tactic | None
    target: str | None
    campaign: str | None
    price: Money | None
    follow_up_at: datetime | None
    follow_up_timed: bool
    step: int
    channel: str
    text: str
    source_permalink: str | None
    created_by: str
    created_at: datetime
    updated_at: datetime
    version: int
    placements: tuple[PlacementView, ...] = ()
    contact_bad: bool = False
    ask_at: datetime | None = None
    contact_tz: str | None = None
    asked_told: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one look, or several that saw the same, found."""

    page: str
    verdict: Verdict
    first_seen_at: datetime
    last_seen_at: datetime
    count: int
    status: int | None
    final_url: str
    redirects: tuple[str, ...]
    findings: tuple[str, ...]
    followed: bool | None
    indexable: bool | None
    detail: str
    links: tuple[dict[str, object], ...]


def placement_view(row: Placement, next_check_at: datetime | None) -> PlacementView:
    """A placement's row as a person sees it."""
    return PlacementView(
        id=row.id,
        outreach=row.outreach_id,
        page=row.page,
        site=row.site,
        target=row.target,
        anchor=row.anchor,
        rel_agreed=row.rel_agreed,
        promised_by=row.promised_by,
        price=money(row.price_amount, row.price_currency),
        state=row.state,
        verdict=row.verdict,
        detail=row.detail,
        findings=tuple(row.findings),
        checked_at=row.checked_at,
        next_check_at=next_check_at,
        first_live_at=row.first_live_at,
        last_seen_at=row.last_seen_at,
        lost_at=row.lost_at,
        misses=row.misses,
        unseen=row.unseen,
        vouched_by=row.vouched_by,
        vouched_until=row.vouched_until,
        created_by=row.created_by,
        created_at=row.created_at,
        version=row.version,
        card_channel=row.card_channel,
        card_ts=row.card_ts,
    )


def money(amount: str | None, currency: str | None) -> Money | None:
    """A stored price as Money."""
    return Money(Decimal(amount), currency) if amount is not None and currency else None
