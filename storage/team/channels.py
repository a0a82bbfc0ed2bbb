"""Channels where tasks live: when their digest comes, and whether Slack lets us post there."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, select, update

from storage.daily import cadence
from storage.dialect import insert
from storage.errors import Mendable
from storage.models import Channel, Workspace
from storage.store import Scope
from storage.team.habits import is_person

DAILY_POSTS, MOST_DAILY_POSTS = 20, 500
"""So many posts about links a channel gets a day until it is set otherwise, and at most."""

TRIED_AGAIN = timedelta(hours=1)
"""A command works where we are no member: its use alone opens a closed channel no sooner than this."""

NOT_THERE = ("not_in_channel", "channel_not_found", "is_archived")
"""Slack's words for a channel that we are not in."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel as people set it up.

    ``digest_at`` is local ``HH:MM`` in ``tz``, ``weekdays`` are ISO numbers, "" for no digest.
    ``missed_on`` is the local date of the first digest that downtime swallowed since the last one.
    ``stopped`` is Slack's word for why we can't post there. ``pings``: the digest mentions people.
    ``listening``: plain messages and mails are read there, as ``listening_by`` wanted. ``quiet`` are the
    kinds of news (``storage.models.PostKind``) that are not posted there; above ``daily_posts`` of them a
    day, unless it is 0, the rest goes into one summary.
    """

    slack_id: str
    tz: str
    digest_at: str
    weekdays: str
    next_digest_at: datetime | None
    missed_on: date | None
    stopped: str | None
    pings: bool = True
    listening: bool = False
    listening_by: str | None = None
    quiet: frozenset[str] = frozenset()
    daily_posts: int = DAILY_POSTS


async def ensure(scope: Scope, channel: str, tz: str | None, now: datetime) -> ChannelView:
    """The channel's row, made at first use in the zone of whoever is there; call it at every use.

    Where nobody knows their zone (``tz`` None) it is a guess, until somebody comes whose zone is known. That
    of a direct message stays one: it follows the person when they travel.
    What was stopped is tried again when it is used there an hour later, or at once when we surely are there
    again (``resume``).
    """
    row = await _row(scope, channel)
    learned = tz if tz and cadence.known_zone(tz) else None
    if row is None:
        known = learned or "UTC"
        await scope.session.execute(
            insert(scope.session, Channel)
            .values(
                workspace_id=scope.workspace_id,
                slack_id=channel,
                tz=known,
                tz_guessed=learned is None or is_person(channel),
                digest_at=cadence.DIGEST_AT,
                weekdays=cadence.WEEKDAYS,
                next_digest_at=cadence.next_digest(now, known, cadence.DIGEST_AT, cadence.WEEKDAYS),
                created_at=now,
            )
            .on_conflict_do_nothing()
        )
        row = (await scope.session.execute(select(Channel).where(_is(scope, channel)))).scalar_one()
    # A person's own digest goes where they go, until they name a zone.
    travels = is_person(channel)
    if row.tz_guessed and learned is not None and (learned != row.tz or not travels):
        row.tz, row.tz_guessed = learned, travels
        row.next_digest_at = cadence.next_digest(now, learned, row.digest_at, row.weekdays)
    if row.stopped is not None and (row.stopped_at is None or now - row.stopped_at >= TRIED_AGAIN):
        row.stopped = row.stopped_at = None
    await scope.session.execute(
        update(Workspace)
        .where(Workspace.id == scope.workspace_id, Workspace.stopped.is_not(None))
        .values(stopped=None, stopped_at=None)
    )
    await scope.session.flush()
    return _view(row)


async def resume(scope: Scope, channel: str) -> None:
    """Slack told us what happens there, so that we are in it again; a channel that forbids posts stays."""
    await scope.session.execute(
        update(Channel)
        .where(_is(scope, channel), Channel.stopped.in_(NOT_THERE))
        .values(stopped=None, stopped_at=None)
    )


async def show(scope: Scope, channel: str) -> ChannelView | None:
    """What is known of a channel; None where the bot was never used."""
    row = await _row(scope, channel)
    return _view(row) if row else None


async def zone(scope: Scope, channel: str) -> str:
    """The IANA zone that a channel lives in, UTC where it is unknown."""
    row = await _row(scope, channel)
    return row.tz if row else "UTC"


async def set_digest(
    scope: Scope,
    channel: str,
    *,
    now: datetime,
    tz: str | None = None,
    digest_at: str | None = None,
    weekdays: str | None = None,
) -> ChannelView:
    """Change when a channel's digest comes; what is None stays. One digest a local date, however often.

    ``weekdays`` are ISO numbers in any order ("135"), "" switches the digest off. Raises Mendable.
    """
    if tz is not None and not cadence.known_zone(tz):
        raise Mendable(f"“{tz}” is no time zone.", "Name a city's zone.", "Europe/Berlin")
    if digest_at is not None and not _TIME.fullmatch(digest_at):
        raise Mendable(f"“{digest_at}” is no time of day.", "Use hours and minutes.", "09:00")
    if weekdays is not None and not set(weekdays) <= set("1234567"):
        raise Mendable(
            f"“{weekdays}” are no weekdays.", "Monday is 1, Sunday is 7.", "12345 for Monday to Friday"
        )
    await ensure(scope, channel, None if is_person(channel) else tz, now)
    row = (await scope.session.execute(select(Channel).where(_is(scope, channel)))).scalar_one()
    if tz is not None and (tz != row.tz or not is_person(channel)):
        row.tz, row.tz_guessed = tz, False
    row.digest_at = digest_at if digest_at is not None else row.digest_at
    row.weekdays = "".join(sorted(set(weekdays))) if weekdays is not None else row.weekdays
    row.next_digest_at = cadence.next_digest(now, row.tz, row.digest_at, row.weekdays)
    await scope.session.flush()
    return _view(row)


async def set_pings(scope: Scope, channel: str, pings: bool) -> None:
    """Whether a known channel's digest mentions people, so that Slack notifies them."""
    await scope.session.execute(update(Channel).where(_is(scope, channel)).values(pings=pings))


async def set_news(scope: Scope, channel: str, *, quiet: Collection[str], daily_posts: int) -> None:
    """Which kinds of news a known channel does not get, and how many posts a day (0: no bound).

    Raises Mendable.
    """
    if not 0 <= daily_posts <= MOST_DAILY_POSTS:
        raise Mendable(
            f"{daily_posts} posts a day can't be.", f"Name a number from 0 to {MOST_DAILY_POSTS}.", "20"
        )
    await scope.session.execute(
        update(Channel)
        .where(_is(scope, channel))
        .values(quiet=" ".join(sorted(quiet)), daily_posts=daily_posts)
    )


async def set_listening(scope: Scope, channel: str, on: bool, *, by: str, now: datetime) -> bool:
    """Switch listening in a known channel on or off; whether that changed anything."""
    values = {"listening": on, "listening_by": by if on else None, "listening_since": now if on else None}
    changed = (
        update(Channel)
        .where(_is(scope, channel), Channel.listening.is_(not on))
        .values(**values)
        .returning(Channel.slack_id)
    )
    return (await scope.session.execute(changed)).scalar_one_or_none() is not None


async def stop(scope: Scope, channel: str, why: str, now: datetime) -> bool:
    """Post there no more until the bot is used there again; whether it was not stopped before.

    ``why`` is Slack's error code.
    """
    stopped = (
        insert(scope.session, Channel)
        .values(
            workspace_id=scope.workspace_id,
            slack_id=channel,
            tz="UTC",
            tz_guessed=True,
            digest_at=cadence.DIGEST_AT,
            weekdays=cadence.WEEKDAYS,
            stopped=why[:40],
            stopped_at=now,
            created_at=now,
        )
        .on_conflict_do_update(
            index_elements=[Channel.workspace_id, Channel.slack_id],
            set_={"stopped": why[:40], "stopped_at": now},
            where=Channel.stopped.is_(None),
        )
        .returning(Channel.slack_id)
    )
    return (await scope.session.execute(stopped)).scalar_one_or_none() is not None


async def _row(scope: Scope, channel: str) -> Channel | None:
    row = await scope.session.get(Channel, (scope.workspace_id, channel))
    if row is not None:  # a session forgets what nobody holds; a post asks for its channel several times
        scope.session.info[Channel, channel] = row
    return row


def _is(scope: Scope, channel: str) -> ColumnElement[bool]:
    return and_(Channel.workspace_id == scope.workspace_id, Channel.slack_id == channel)


def _view(row: Channel) -> ChannelView:
    return ChannelView(
        row.slack_id,
        row.tz,
        row.digest_at,
        row.weekdays,
        row.next_digest_at,
        row.missed_on,
        row.stopped,
        row.pings,
        row.listening,
        row.listening_by,
        frozenset(row.quiet.split()),
        row.daily_posts,
    )
