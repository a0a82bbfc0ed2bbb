"""The week before, in a channel: what was done about its tasks, and which links came and went."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from storage.daily import cadence
from storage.daily.digest_tasks import spoken_of
from storage.models import Campaign, Outreach, Placement, Touch
from storage.store import Scope
from storage.team.channels import ChannelView
from storage.words import TouchKind
from storage.work.joins import campaign_of_task, placement_of_task


@dataclass(frozen=True, slots=True)
class Week:
    """What came of a week: a refusal is an answer, too, as in the report."""

    asked: int = 0
    answered: int = 0
    promised: int = 0
    live: int = 0
    lost: int = 0

    def __bool__(self) -> bool:
        return any((self.asked, self.answered, self.promised, self.live, self.lost))


def opens_week(day: date, here: ChannelView, off: Container[date] = ()) -> bool:
    """Whether the digest of a local ``day`` is the channel's first one of its week: Monday's, as a rule."""
    earlier = (day - timedelta(days=back) for back in range(1, day.isoweekday()))
    return not any(cadence.digest_on(one, here.tz, here.digest_at, here.weekdays, off) for one in earlier)


async def week_before(scope: Scope, channel: str, day: date, tz: str) -> Week:
    """What happened in the week, from Monday to Sunday in ``tz``, before the one of ``day``."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    starts = cadence.midnight(monday - timedelta(days=7), tz)
    ends = cadence.midnight(monday, tz)
    here = await spoken_of(scope, channel, starts)
    done = await scope.session.execute(
        select(Touch.what, func.count().label("times"))
        .select_from(Outreach)
        .join(Touch, and_(Touch.workspace_id == Outreach.workspace_id, Touch.outreach_id == Outreach.id))
        .outerjoin(Campaign, campaign_of_task())
        .where(here, Touch.at >= starts, Touch.at < ends, Touch.removed_at.is_(None))
        .group_by(Touch.what)
    )
    times: dict[TouchKind, int] = {row.what: row.times for row in done}
    return Week(
        asked=times.get(TouchKind.ASKED, 0),
        answered=times.get(TouchKind.REPLIED, 0) + times.get(TouchKind.DECLINED, 0),
        promised=times.get(TouchKind.PROMISED, 0),
        live=await _links(scope, here, Placement.first_live_at >= starts, Placement.first_live_at < ends),
        lost=await _links(scope, here, Placement.lost_at >= starts, Placement.lost_at < ends),
    )


async def _links(scope: Scope, here: ColumnElement[bool], *within: ColumnElement[bool]) -> int:
    found = await scope.session.scalar(
        select(func.count())
        .select_from(Outreach)
        .join(Placement, placement_of_task())
        .outerjoin(Campaign, campaign_of_task())
        .where(here, Placement.removed_at.is_(None), *within)
    )
    return int(found or 0)
