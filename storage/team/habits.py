"""How people want to be told what is due: where, when not, and who is told while they are away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

from storage.daily.cadence import local_date, local_time, zone
from storage.models import Member
from storage.store import Scope


class DigestTo(StrEnum):
    """Where a person reads what is due of theirs."""

    CHANNEL = "channel"
    DIRECT = "direct"
    BOTH = "both"

    @property
    def direct(self) -> bool:
        """Whether a digest of their own comes by direct message."""
        return self is not DigestTo.CHANNEL


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nothing is said to somebody unasked: local ``HH:MM`` both, over midnight or not."""

    starts: str
    ends: str

    def over(self, now: datetime, tz: str) -> datetime | None:
        """When they end, in UTC; None where it is not quiet ``now``."""
        if not self._has(f"{now.astimezone(zone(tz)):%H:%M}"):
            return None
        day = local_date(now, tz)
        over = local_time(day, self.ends, tz)
        return over if over > now else local_time(day + timedelta(days=1), self.ends, tz)

    def spared(self, at: str) -> str:
        """A time of day, or the end of the quiet hours where it lies within them."""
        return self.ends if self._has(at) else at

    def _has(self, at: str) -> bool:
        """Whether a time of day, ``HH:MM`` as both ends are, lies within them."""
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return (at >= self.starts or at < self.ends) and self.starts != self.ends


@dataclass(frozen=True, slots=True)
class Habits:
    """What a member set for themselves; ``stand_in`` counts only until they are back."""

    tz: str = "UTC"
    away_until: datetime | None = None
    stand_in: str | None = None
    quiet: Quiet | None = None
    digest_to: DigestTo = DigestTo.CHANNEL
    mentions: bool = True
    away_from: datetime | None = None

    def away(self, now: datetime) -> bool:
        """Whether they are away."""
        return self.will_be_away(now) and (self.away_from is None or self.away_from <= now)

    def will_be_away(self, now: datetime) -> bool:
        """Whether they are away, or said from when on they will be."""
        return self.away_until is not None and self.away_until > now


async def of(scope: Scope, users: Collection[str]) -> dict[str, Habits]:
    """The habits of those of ``users`` that we met, and of whoever stands in for them."""
    stand_in = aliased(Member)
    for_them = select(stand_in.stand_in).where(
        stand_in.workspace_id == scope.workspace_id, stand_in.slack_id.in_(users)
    )
    rows = await scope.session.scalars(
        select(Member).where(
            Member.workspace_id == scope.workspace_id,
            or_(Member.slack_id.in_(users), Member.slack_id.in_(for_them)),
        )
    )
    return {row.slack_id: habits(row) for row in rows}


def habits(row: Member) -> Habits:
    """As a member's row has them."""
    quiet = Quiet(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None
    return Habits(
        row.tz or "UTC",
        row.away_until,
        row.stand_in,
        quiet,
        DigestTo(row.digest_to),
        row.mentions,
        row.away_from,
    )


def told(owner: str, known: Mapping[str, Habits], now: datetime) -> str | None:
    """Who is told of what ``owner`` has to do: they, or who stands in; None while it waits for them."""
    theirs = known.get(owner, Habits())
    if not theirs.away(now):
        return owner
    other = known.get(theirs.stand_in or "", Habits())
    return theirs.stand_in if theirs.stand_in and not other.away(now) else None


def _away(member: type[Member] | AliasedClass[Member], now: datetime) -> ColumnElement[bool]:
    """That a member is away."""
    return and_(member.away_until > now, or_(member.away_from.is_(None), member.away_from <= now))


def waits(member: type[Member] | AliasedClass[Member], now: datetime) -> ColumnElement[bool]:
    """That what a member has to do waits: they are away, and so is who stands in, or nobody does."""
    other = aliased(Member)
    gone = exists().where(
        other.workspace_id == member.workspace_id,
        other.slack_id == member.stand_in,
        _away(other, now),
    )
    return and_(_away(member, now), or_(member.stand_in.is_(None), gone))


def waiting(scope: Scope, now: datetime) -> Select[str]:
    """The members whose tasks wait until they are back."""
    return select(Member.slack_id).where(Member.workspace_id == scope.workspace_id, waits(Member, now))


def silent_in_channels(scope: Scope, now: datetime) -> Select[str]:
    """The members of whom no channel's digest speaks: who wait, or read their own by direct message."""
    direct = and_(
        Member.digest_to == DigestTo.DIRECT,
        or_(Member.away_until.is_(None), not_(_away(Member, now))),
    )
    return select(Member.slack_id).where(
        Member.workspace_id == scope.workspace_id, or_(waits(Member, now), direct)
    )


@dataclass(slots=True)
class OwnDigest:
    """What somebody's own digest speaks of, besides what they were told by direct message to remember.

    ``owners``: whose tasks, wherever they are at home; ``homes``: whose direct messages.
    """

    owners: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)


async def own_digests(scope: Scope, users: Collection[str], now: datetime) -> dict[str, OwnDigest]:
    """Of each of ``users``: theirs where they want it so, and what they stand in for."""
    found = {user: OwnDigest() for user in users}
    wanting = await scope.session.scalars(
        select(Member.slack_id).where(
            Member.workspace_id == scope.workspace_id,
            Member.slack_id.in_(users),
            Member.digest_to.in_((DigestTo.DIRECT, DigestTo.BOTH)),
        )
    )
    for user in wanting:
        found[user].owners.add(user)
    covered = await scope.session.execute(
        select(Member.slack_id, Member.stand_in).where(
            Member.workspace_id == scope.workspace_id,
            Member.stand_in.in_(users),
            _away(Member, now),
        )
    )
    for owner, stand_in in covered:
        if stand_in is not None:
            found[stand_in].homes.add(owner)
            if found[stand_in].owners:
                found[stand_in].owners.add(owner)
    return found


def is_person(conversation: str) -> bool:
    """Whether it is somebody's own: a user's id, or a direct message's."""
    return conversation.startswith(("U", "W", "D"))
