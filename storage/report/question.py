"""What every part of a report is asked: whose ledger, which days, which campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_
from sqlalchemy.orm import InstrumentedAttribute

from storage.daily import cadence
from storage.models import Backlink, Outreach, Placement, Touch
from storage.report.period import Period, midnight

#: The span of what was never asked, and of what was asked before all that is told.
NEVER_ASKED = 0
#: Longer periods read the ledger in the order that it lies in.
SHORT = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Question:
    """One report; ``campaign_id`` None asks for all, ``sites`` are that campaign's own.

    ``cuts`` are the moments at which cohorts part: the months' beginnings, and the period's two ends.
    """

    workspace_id: int
    period: Period
    as_of: datetime
    starts: datetime
    ends: datetime
    cuts: tuple[datetime, ...]
    campaign_id: int | None = None
    sites: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        workspace_id: int,
        period: Period,
        as_of: datetime,
        campaign_id: int | None = None,
        sites: Sequence[str] = (),
    ) -> "Question":
        """With its moments worked out."""
        months = {midnight(month, period.tz) for month in (*period.months, *period.year_before())}
        cuts = {period.starts, period.ends, *(at for at in months if at < period.ends)}
        return cls(
            workspace_id,
            period,
            as_of,
            period.starts,
            period.ends,
            tuple(sorted(cuts)),
            campaign_id,
            tuple(sites),
        )

    @property
    def cohorts(self) -> list["Span"]:
        """The spans between two cuts, by their number from 1: those that ``cohort_of`` gives."""
        return [
            Span(cadence.local_date(begins, self.period.tz).replace(day=1), begins >= self.starts)
            for begins in self.cuts[:-1]
        ]

    def cohort_of(self, at: ColumnElement[Any]) -> ColumnElement[int]:
        """The number of the span that a time lies in, 0 before all and the last number behind all."""
        return case((at.is_(None), literal(NEVER_ASKED)), else_=number_of(at, self.cuts))

    def within(self, at: Any) -> ColumnElement[bool]:
        """Times in the period."""
        return and_(at >= self.starts, at < self.ends)

    @property
    def short(self) -> bool:
        """Whether the period is a small part of a ledger: it is then read through indexes by time."""
        return self.ends - self.starts <= SHORT

    @property
    def numbers(self) -> int:
        """How many numbers ``cohort_of`` can give."""
        return len(self.cuts) + 1

    def touches(self) -> ColumnElement[bool]:
        """Touches that were not undone, those of undone tasks too."""
        return and_(Touch.workspace_id == self.workspace_id, Touch.removed_at.is_(None))

    def counted(self, row: Any = Touch) -> ColumnElement[bool]:
        """The campaign's touches, or rows of the bridge, that were not undone and whose task was not."""
        wanted = [row.workspace_id == self.workspace_id, row.for_campaign.is_not(None)]
        if self.campaign_id is not None:
            wanted.append(row.for_campaign == self.campaign_id)
        return and_(*wanted)

    def tasks(self) -> ColumnElement[bool]:
        """The campaign's tasks that were not undone."""
        wanted = [Outreach.workspace_id == self.workspace_id, Outreach.removed_at.is_(None)]
        if self.campaign_id is not None:
            wanted.append(Outreach.campaign_id == self.campaign_id)
        return and_(*wanted)

    def placements(self) -> ColumnElement[bool]:
        """Placements that were not undone."""
        return and_(Placement.workspace_id == self.workspace_id, Placement.removed_at.is_(None))

    def stands(self) -> ColumnElement[bool]:
        """Backlinks that stand at the period's end."""
        return and_(
            Backlink.first_seen_at < self.ends,
            or_(Backlink.lost_at.is_(None), Backlink.lost_at >= self.ends),
        )

    def links(self) -> ColumnElement[bool]:
        """The campaign's backlinks; needs their placement and task joined (``placement_of``, ``task_of``)."""
        here = Backlink.workspace_id == self.workspace_id
        if self.campaign_id is None:
            return here
        theirs = and_(Outreach.campaign_id.is_(None), Backlink.target_site.in_(self.sites))
        return and_(here, or_(Outreach.campaign_id == self.campaign_id, theirs))


def number_of(
    at: ColumnElement[Any] | InstrumentedAttribute[datetime | None], cuts: Sequence[datetime]
) -> ColumnElement[int]:
    """How many of the sorted ``cuts`` a time has reached."""
    if not cuts:
        return literal(0)
    return _halved(at, cuts, 0, len(cuts))


def _halved(at: Any, cuts: Sequence[datetime], least: int, most: int) -> ColumnElement[int]:
    # A tree asks ten times where a chain of five years of months would ask sixty times.
    if least == most:
        return literal(least)
    middle = (least + most) // 2
    return case(
        (at < cuts[middle], _halved(at, cuts, least, middle)),
        else_=_halved(at, cuts, middle + 1, most),
    )


@dataclass(frozen=True, slots=True)
class Span:
    """One cohort's time: (a part of) a month, within the period or before it."""

    month: date
    in_period: bool


def placement_of_link() -> ColumnElement[bool]:
    """How a backlink's placement is joined."""
    return and_(
        Placement.workspace_id == Backlink.workspace_id,
        Placement.id == Backlink.placement_id,
        Placement.removed_at.is_(None),
    )


def task_of_placement() -> ColumnElement[bool]:
    """How a placement's task is joined."""
    return and_(
        Outreach.workspace_id == Placement.workspace_id,
        Outreach.id == Placement.outreach_id,
        Outreach.removed_at.is_(None),
    )


def task_of_touch() -> ColumnElement[bool]:
    """How a touch's task is joined."""
    return and_(
        Outreach.workspace_id == Touch.workspace_id,
        Outreach.id == Touch.outreach_id,
        Outreach.removed_at.is_(None),
    )
