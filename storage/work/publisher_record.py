"""What a site has been to us: everything asked of it, what it promised and kept, and who knows whom there.

Counted from the ledger's rows when it is asked for, by the indexes of the site's tasks; nothing is estimated.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from storage.asked.happened import ANSWERS
from storage.asked.within import number_of, touched
from storage.models import (
    Backlink,
    BacklinkEvent,
    Contact,
    ObservationRow,
    Outreach,
    Placement,
    Prospect,
    SiteAuthority,
    Touch,
)
from storage.store import Scope
from storage.team.audience import links_shown, tasks_shown
from storage.words import PlacementState, Stage, TouchKind
from storage.work.joins import placement_of_task
from storage.work.tasks import OPEN
from storage.work.views import Money

_SPOKEN = (TouchKind.ASKED, TouchKind.FOLLOWED_UP, *ANSWERS)
_STANDING = (PlacementState.LIVE, PlacementState.AT_RISK)


@dataclass(frozen=True, slots=True)
class Survival:
    """Of ``old_enough`` links that went live at least so long ago, ``stood`` were not lost in that time."""

    stood: int = 0
    old_enough: int = 0


@dataclass(frozen=True, slots=True)
class KnownBy:
    """Somebody of us who dealt with the site: their asks, what they did in all, and when last."""

    user: str
    asks: int
    touches: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class ContactThere:
    """A person at the site; ``bad``: mail to their address came back."""

    name: str | None
    email: str | None
    bad: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """A score that somebody gave the site: whose measure it is, and when it was taken."""

    score: float
    source: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PublisherRecord:
    """One site, by its registrable domain.

    A promise is kept when its link was ever live; ``kept_in_time`` when it was by the date agreed on (UTC).
    ``days_to_live`` is the median of whole days from the task's first ask to its link. ``nofollow_flips`` are
    the times that a followed link was later seen not followed. ``paid`` holds the median price of links that
    went live, one for each currency: the placement's, else its task's where it has no other.
    """

    site: str
    asks: int = 0
    open: int = 0
    answered: int = 0
    declined: int = 0
    promises: int = 0
    kept: int = 0
    kept_in_time: int = 0
    dated: int = 0
    overdue: int = 0
    live: int = 0
    lost: int = 0
    days_to_live: float | None = None
    after_90: Survival = field(default_factory=Survival)
    after_365: Survival = field(default_factory=Survival)
    nofollow_flips: int = 0
    paid: tuple[Money, ...] = ()
    people: tuple[KnownBy, ...] = ()
    contacts: tuple[ContactThere, ...] = ()
    authority: tuple[Authority, ...] = ()


async def record(scope: Scope, site: str, now: datetime) -> PublisherRecord:
    """The record of a site (a registrable domain); all zeros for one that nobody asked.

    Where a client reads along it holds their own campaigns' asks alone, and no contacts.
    """
    authority = await _authority(scope, site)
    prospect = await scope.session.scalar(
        select(Prospect.id).where(Prospect.workspace_id == scope.workspace_id, Prospect.site == site)
    )
    if prospect is None:
        return PublisherRecord(site, authority=authority)
    asks, open_now, answered, declined = await _asks(scope, prospect)
    placed = (await scope.session.execute(_placements(scope, prospect))).all()
    live_days = [max((one.live - one.asked).days, 0) for one in placed if one.live and one.asked]
    return PublisherRecord(
        site,
        asks=asks,
        open=open_now,
        answered=answered,
        declined=declined,
        promises=len(placed),
        kept=sum(one.live is not None for one in placed),
        kept_in_time=sum(_in_time(one.live, one.by) for one in placed),
        dated=sum(one.by is not None for one in placed),
        overdue=sum(
            one.by is not None and one.state is PlacementState.PROMISED and one.by < now.date()
            for one in placed
        ),
        live=sum(one.state in _STANDING for one in placed),
        lost=sum(one.state is PlacementState.LOST for one in placed),
        days_to_live=float(median(live_days)) if live_days else None,
        after_90=_survival(placed, timedelta(days=90), now),
        after_365=_survival(placed, timedelta(days=365), now),
        nofollow_flips=await _flips(scope, prospect, site),
        paid=_paid(placed),
        people=await _people(scope, prospect),
        contacts=await _contacts(scope, prospect),
        authority=authority,
    )


def _of_site(scope: Scope, prospect: int) -> list[ColumnElement[bool]]:
    return [
        Outreach.workspace_id == scope.workspace_id,
        Outreach.prospect_id == prospect,
        Outreach.removed_at.is_(None),
        *tasks_shown(scope),
    ]


async def _asks(scope: Scope, prospect: int) -> tuple[int, int, int, int]:
    row = (
        await scope.session.execute(
            select(
                # What is only planned, or was and came to nothing, was asked of nobody.
                number_of(or_(Outreach.stage.not_in((Stage.PLANNED, Stage.DROPPED)), touched(*_SPOKEN))),
                number_of(and_(Outreach.stage.in_(OPEN), Outreach.stage != Stage.PLANNED)),
                number_of(touched(*ANSWERS)),
                number_of(Outreach.stage == Stage.DECLINED),
            ).where(*_of_site(scope, prospect))
        )
    ).one()
    asks, still_open, replied, declined = (int(one or 0) for one in row)
    return asks, still_open, replied, declined


def _placements(scope: Scope, prospect: int) -> Select[*tuple[Any, ...]]:
    """Each promise that stands in the ledger, with its task's first ask and its price."""
    asked = (
        select(func.min(Touch.at))
        .where(
            Touch.workspace_id == Outreach.workspace_id,
            Touch.outreach_id == Outreach.id,
            Touch.what == TouchKind.ASKED,
            Touch.removed_at.is_(None),
        )
        .correlate(Outreach)
        .scalar_subquery()
    )
    return (
        select(
            Placement.outreach_id.label("task"),
            Placement.state.label("state"),
            Placement.promised_by.label("by"),
            Placement.first_live_at.label("live"),
            Placement.lost_at.label("lost"),
            Placement.price_amount.label("amount"),
            Placement.price_currency.label("currency"),
            Outreach.price_amount.label("task_amount"),
            Outreach.price_currency.label("task_currency"),
            asked.label("asked"),
        )
        .join(Outreach, placement_of_task())
        .where(
            *_of_site(scope, prospect),
            Placement.workspace_id == scope.workspace_id,
            Placement.removed_at.is_(None),
        )
        .order_by(Placement.outreach_id, Placement.first_live_at, Placement.id)
    )


def _in_time(live: datetime | None, by: date | None) -> bool:
    return live is not None and by is not None and live.date() <= by


def _survival(placed: Sequence[Any], long: timedelta, now: datetime) -> Survival:
    old = [one for one in placed if one.live is not None and one.live <= now - long]
    return Survival(sum(one.lost is None or one.lost - one.live >= long for one in old), len(old))


def _paid(placed: Sequence[Any]) -> tuple[Money, ...]:
    """A task's own price is paid once, with its first live link, where none of its placements has one."""
    priced = {one.task for one in placed if one.amount is not None}
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    counted: set[int] = set()
    for one in placed:
        if one.live is None:
            continue
        if one.amount is not None and one.currency:
            amounts[one.currency].append(Decimal(one.amount))
        elif one.task not in priced | counted and one.task_amount is not None and one.task_currency:
            counted.add(one.task)
            amounts[one.task_currency].append(Decimal(one.task_amount))
    return tuple(Money(median(found), currency) for currency, found in sorted(amounts.items()))


async def _flips(scope: Scope, prospect: int, site: str) -> int:
    """By the looks at promised pages, and by what was reported of links that belong to no promise."""
    looks = (
        select(
            ObservationRow.followed.label("followed"),
            func.lag(ObservationRow.followed)
            .over(partition_by=ObservationRow.placement_id, order_by=ObservationRow.id)
            .label("before"),
        )
        .join(
            Placement,
            and_(
                Placement.workspace_id == ObservationRow.workspace_id,
                Placement.id == ObservationRow.placement_id,
            ),
        )
        .join(Outreach, placement_of_task())
        .where(
            *_of_site(scope, prospect),
            ObservationRow.workspace_id == scope.workspace_id,
            ObservationRow.followed.is_not(None),
            Placement.removed_at.is_(None),
        )
        .subquery()
    )
    seen = await scope.session.scalar(
        select(func.count()).where(looks.c.before.is_(True), looks.c.followed.is_(False))
    )
    rows = await scope.session.scalars(
        select(BacklinkEvent.detail)
        .join(
            Backlink,
            and_(
                Backlink.workspace_id == BacklinkEvent.workspace_id, Backlink.id == BacklinkEvent.backlink_id
            ),
        )
        .where(
            BacklinkEvent.workspace_id == scope.workspace_id,
            Backlink.site == site,
            Backlink.placement_id.is_(None),
            BacklinkEvent.what == "followed",
            *links_shown(scope),
        )
    )
    reported = sum(one.get("from") is True and one.get("to") is False for one in rows)
    return int(seen or 0) + reported


async def _people(scope: Scope, prospect: int) -> tuple[KnownBy, ...]:
    rows = await scope.session.execute(
        select(
            Touch.by,
            number_of(Touch.what == TouchKind.ASKED),
            func.count(),
            func.max(Touch.at),
        )
        .join(Outreach, and_(Outreach.workspace_id == Touch.workspace_id, Outreach.id == Touch.outreach_id))
        .where(
            *_of_site(scope, prospect), Touch.workspace_id == scope.workspace_id, Touch.removed_at.is_(None)
        )
        .group_by(Touch.by)
    )
    found = [KnownBy(user, int(asks or 0), int(touches), last) for user, asks, touches, last in rows]
    return tuple(sorted(found, key=lambda one: (-one.touches, one.user)))


async def _contacts(scope: Scope, prospect: int) -> tuple[ContactThere, ...]:
    if scope.audience is not None:
        return ()
    rows = await scope.session.scalars(
        select(Contact)
        .where(Contact.workspace_id == scope.workspace_id, Contact.prospect_id == prospect)
        .order_by(Contact.id)
    )
    return tuple(
        ContactThere(row.name, row.email, row.bounced_at is not None) for row in rows if row.name or row.email
    )


async def _authority(scope: Scope, site: str) -> tuple[Authority, ...]:
    """The newest score by each source: as its links carry it, or as the source was asked by itself."""
    rows = await scope.session.execute(
        select(Backlink.authority_source, Backlink.authority_score, Backlink.authority_at)
        .where(
            Backlink.workspace_id == scope.workspace_id,
            Backlink.site == site,
            Backlink.authority_score.is_not(None),
            *links_shown(scope),
        )
        .order_by(Backlink.authority_at.desc(), Backlink.id.desc())
    )
    found: dict[str, Authority] = {}
    for source, score, at in rows:
        if score is not None and source:
            found.setdefault(source, Authority(float(score), source, at))
    asked = await scope.session.scalars(
        select(SiteAuthority).where(SiteAuthority.site == site, SiteAuthority.score.is_not(None))
    )
    for one in asked:
        if one.score is not None:
            found[one.source] = Authority(float(one.score), one.source, one.at)
    return tuple(found[source] for source in sorted(found))
