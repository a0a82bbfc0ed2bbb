"""The daily digest of a channel, and its edits."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.posts.audience import of_channel
from handlers.rendering import digest as rendered
from handlers.rendering.digest import Beside
from storage.daily import cadence, days_off, digest_done, digests, look_back
from storage.daily.days_off import DaysOff
from storage.daily.digests import Digest
from storage.daily.look_back import Week
from storage.models import Post
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope
from storage.team import channels
from storage.team.channels import ChannelView
from storage.work import called_off as ended


async def digest(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """What is due now; None when nothing is. Its thread is about no task: it speaks of many."""
    due = await digests.due(scope, post.channel, now)
    if not due.count:
        return None
    reader = await of_channel(scope, post.channel, now)
    here = await channels.show(scope, post.channel)
    beside = await _beside(scope, due, here, post.created_at)
    beside = replace(beside, missed_on=_day(post.body.get("missed_on")))
    message = rendered.digest(reader, due, beside, pings=here is None or here.pings)
    return Outgoing(Method.POST, post.channel, message.text, tuple(message.blocks))


async def edit(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Today's digest as it stands now: what is left, and what was done since. A past day's is left alone."""
    stands = await digests.edited(scope, post)
    if stands is None:
        return None
    due = await digests.due(scope, post.channel, now)
    if due.day != stands.day:
        return None
    left = {row.task.id for one in due.owners for row in (*one.overdue, *one.today)}
    left |= {row.task.id for one in due.owners for row in (*one.promises, *one.soon)}
    done = await digest_done.done_since(scope, post.channel, stands.post_id)
    reader = await of_channel(scope, post.channel, now)
    since = [one for one in done if one.outreach not in left]
    here = await channels.show(scope, post.channel)
    beside = replace(await _beside(scope, due, here, stands.called_at), done=since)
    message = rendered.digest(reader, due, beside, pings=here is None or here.pings)
    return Outgoing(Method.UPDATE, stands.channel, message.text, tuple(message.blocks), ts=stands.ts)


async def _beside(scope: Scope, due: Digest, here: ChannelView | None, called_at: datetime) -> Beside:
    """What a digest says besides what is due, as of when it was called."""
    called_off = await ended.called_off(scope, due.channel, called_at)
    if here is None:
        return Beside(called_off=called_off)
    off = await days_off.of(scope)
    week = Week()
    if look_back.opens_week(due.day, here, off):
        week = await look_back.week_before(scope, due.channel, due.day, here.tz)
    return Beside(called_off=called_off, week=week, holidays=_holidays(due.day, here, off))


def _holidays(day: date, here: ChannelView, off: DaysOff) -> list[tuple[date, str]]:
    """The holidays since the last day of the channel that had a digest, oldest first."""
    found: list[tuple[date, str]] = []
    if off == days_off.NONE:
        return found
    for back in range(1, 15):
        one = day - timedelta(days=back)
        if cadence.digest_on(one, here.tz, here.digest_at, here.weekdays, off):
            break
        name = off.name(one)
        if name and str(one.isoweekday()) in here.weekdays:
            found.append((one, name))
    return found[::-1]


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
