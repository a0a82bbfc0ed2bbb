"""The days that a report is about, in one zone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from storage.daily import cadence
from storage.errors import Mendable
from storage.models import Backlink, Channel, Member, Touch
from storage.store import Scope
from storage.words import Origin, TouchKind

#: Longer periods than this are mistyped.
LONGEST = timedelta(days=366 * 60)
_DAY = timedelta(days=1)


class BackwardsPeriod(Mendable):
    """A period that ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        self.turned = (last, first)
        super().__init__(
            f"{first} comes after {last}, so there are no days between them.",
            "Say the earlier day first.",
            f"outreach report --from {last} --to {first}",
        )


class LongPeriod(Mendable):
    """A period longer than anybody's work."""

    def __init__(self, first: date, last: date) -> None:
        self.turned = (last - timedelta(days=365), last)
        super().__init__(
            f"From {first} to {last} is more than sixty years.",
            "Is a year mistyped? Say a shorter time.",
            f"outreach report --from {self.turned[0]} --to {last}",
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days, both ends included; ``tz`` is the IANA zone that they are days of."""

    first: date
    last: date
    tz: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BackwardsPeriod(self.first, self.last)
        if self.last - self.first > LONGEST:
            raise LongPeriod(self.first, self.last)

    @property
    def starts(self) -> datetime:
        """Its first moment, in UTC."""
        return midnight(self.first, self.tz)

    @property
    def ends(self) -> datetime:
        """The moment after its last, in UTC."""
        return midnight(self.last + _DAY, self.tz)

    @property
    def months(self) -> list[date]:
        """The months that it touches, each by its first day."""
        found = [self.first.replace(day=1)]
        while (following := next_month(found[-1])) <= self.last:
            found.append(following)
        return found

    @property
    def mondays(self) -> list[date]:
        """The weeks that it touches, each by its Monday."""
        monday = self.first - timedelta(days=self.first.weekday())
        return [monday + timedelta(weeks=n) for n in range((self.last - monday).days // 7 + 1)]

    def year_before(self) -> list[date]:
        """The twelve months up to its last day's."""
        found = [self.last.replace(day=1)]
        while len(found) < 12:
            found.append((found[-1] - _DAY).replace(day=1))
        return found[::-1]


def midnight(day: date, tz: str) -> datetime:
    """When a local day begins, in UTC."""
    return cadence.local_time(day, "00:00", tz)


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


async def workspace_zone(scope: Scope) -> str:
    """The workspace's zone: that of most of its channels, else of most of its people, else UTC."""
    channels = await scope.session.scalars(
        select(Channel.tz).where(Channel.workspace_id == scope.workspace_id, Channel.tz_guessed.is_(False))
    )
    people = await scope.session.scalars(
        select(Member.tz).where(Member.workspace_id == scope.workspace_id, Member.tz.is_not(None))
    )
    for found in (Counter(channels), Counter(people)):
        if found:
            return str(min(found, key=lambda tz: (-found[tz], str(tz))))
    return "UTC"


async def everything(scope: Scope, now: datetime, tz: str) -> Period:
    """From the first thing in either ledger to today."""
    today = cadence.local_date(now, tz)
    firsts = [
        await scope.session.scalar(
            select(func.min(Touch.at)).where(
                Touch.workspace_id == scope.workspace_id, Touch.what == what, Touch.removed_at.is_(None)
            )
        )
        for what in TouchKind
    ]
    firsts += [
        await scope.session.scalar(
            select(func.min(Backlink.first_seen_at)).where(
                Backlink.workspace_id == scope.workspace_id, Backlink.origin == origin
            )
        )
        for origin in Origin
    ]
    known = [cadence.local_date(at, tz) for at in firsts if at is not None]
    first = min(known, default=today)
    return Period(max(min(first, today), today - LONGEST), today, tz)
