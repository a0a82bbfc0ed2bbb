"""Claiming posts: one sender a channel at a time, oldest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    and_,
    bindparam,
    exists,
    not_,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

from storage.models import Channel, Post, PostKind, PostState, Workspace
from storage.posts import summaries
from storage.posts.outbox import SUPERSEDED
from storage.store import Store

Lane = tuple[int, str]
"""A workspace and a channel: posts of one lane go out one after another."""

LONGEST_WAIT = timedelta(hours=1)
"""No retry waits longer: what is further away was written by a clock that has been set back since."""

LONGEST_LEASE = timedelta(minutes=10)
WORKSPACE_PAUSE = timedelta(hours=1)
"""A workspace whose token was refused is tried again this often, in case somebody mended it."""

LAST_SAYS_IT = (PostKind.DIGEST, PostKind.DIGEST_EDIT, PostKind.SUMMARY_EDIT)
"""Of several that wait for one subject, the newest is said: the older ones' day is over."""

FIRST_SAYS_IT = (PostKind.CARD,)
"""Composed from what is true when it goes out: of several that wait for one subject the first, in its place
before what is said in the card's thread, says all that the others would."""

ANSWERS = (PostKind.ANSWER, PostKind.EDIT)
"""What somebody waits for: tried where we can't post, too, for it finds another way to its reader."""

_ANY = select(Post.id).where(Post.state.in_([PostState.PENDING, PostState.SENDING])).limit(1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post that is ours to send while the lease lasts; ``workspace`` is Slack's id.

    ``post.ambiguous`` above 0: an earlier try may have arrived. ``stopped``: Slack refused our token there
    before.
    """

    post: Post
    workspace: str
    token: str
    stopped: bool = False

    @property
    def lane(self) -> Lane:
        """The line it stands in."""
        return (self.post.workspace_id, self.post.channel)

    @property
    def key(self) -> str:
        """The post's name, as it stands in the message's metadata."""
        return f"{self.post.kind}:{self.post.subject}:{self.post.epoch}"


async def claim(
    store: Store,
    *,
    now: datetime,
    token: str,
    lease: timedelta,
    limit: int,
    busy: Collection[Lane] = (),
    paused: Collection[int] = (),
) -> list[Claimed]:
    """The first due post of up to ``limit`` lanes, leased until ``now + lease``.

    The first is the oldest of the smallest ``turn``. News that is too much for a channel is said in a summary
    instead (``summaries``). Lanes in ``busy`` and workspaces in ``paused`` are left alone. A post
    whose sender let its lease run out counts as one that may have arrived. Several posts of a kind that
    collapses leave one.
    """
    ask = _asked(bool(busy), bool(paused))
    given: dict[str, Any] = {
        "now": now,
        "latest_wait": now + LONGEST_WAIT,
        "latest_lease": now + LONGEST_LEASE,
        "pause_began": now - WORKSPACE_PAUSE,
        "limit": limit,
    }
    if busy:
        given["busy"] = list(busy)
    if paused:
        given["paused"] = list(paused)
    async with store.read() as session:
        # Asked after every change; answering the whole question costs more than this one.
        if await session.scalar(_ANY) is None or not await session.scalar(ask.any_due, given):
            return []
    async with store.write() as session:
        await session.execute(ask.take_back, given)
        found = await _first(session, ask, given)
        while dropped := await _drop(session, [post for post, *_ in found], now):
            kept = [one for one in found if one[0].id not in dropped]
            found = kept or await _first(session, ask, given)
        for post, *_ in found:
            post.state, post.token, post.until = PostState.SENDING, token, now + lease
            post.attempts += 1
        return [Claimed(post, workspace, token, why is not None) for post, workspace, why in found]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a claim asks; made once, because making it takes longer than the answer, and nothing else runs."""

    any_due: Select[Any]
    take_back: Update
    first: Select[Post, str, str | None]


@lru_cache
def _asked(busy: bool, paused: bool) -> _Asked:
    run_out, heads = _run_out(busy), _heads(busy, paused)
    return _Asked(
        any_due=select(exists().where(run_out) | heads.exists()),
        take_back=update(Post)
        .where(run_out)
        .values(
            state=PostState.PENDING,
            token=None,
            until=None,
            not_before=bindparam("now"),
            ambiguous=Post.ambiguous + 1,
            error="the sender stopped halfway",
        )
        .execution_options(synchronize_session=False),
        first=heads.limit(bindparam("limit"))
        .with_for_update(of=Post, skip_locked=True)
        .execution_options(populate_existing=True),
    )


def _due(post: type[Post] | AliasedClass[Post]) -> ColumnElement[bool]:
    """Whether a post's time has come, also where the clock was set back after it was written."""
    return or_(
        post.not_before <= bindparam("now"),
        and_(post.created_at > bindparam("now"), post.not_before <= post.created_at),
        and_(post.attempts > 0, post.not_before > bindparam("latest_wait")),
    )


def _heads(busy: bool, paused: bool) -> Select[Post, str, str | None]:
    """The first due post of every lane in which nothing is on its way and nothing earlier is tried again."""
    other, older = aliased(Post), aliased(Post)
    sending = exists().where(
        other.workspace_id == Post.workspace_id,
        other.channel == Post.channel,
        other.state == PostState.SENDING,
    )
    before = exists().where(
        older.workspace_id == Post.workspace_id,
        older.channel == Post.channel,
        older.state == PostState.PENDING,
        tuple_(older.turn, older.id) < tuple_(Post.turn, Post.id),
        or_(older.attempts > 0, _due(older)),
    )
    stopped = exists().where(
        Channel.workspace_id == Post.workspace_id,
        Channel.slack_id == Post.channel,
        Channel.stopped.is_not(None),
    )
    silent = and_(
        Workspace.stopped.is_not(None),
        Workspace.stopped_at.between(bindparam("pause_began"), bindparam("now")),
    )
    query = (
        select(Post, Workspace.slack_id, Workspace.stopped)
        .join(Workspace, Workspace.id == Post.workspace_id)
        .where(
            Post.state == PostState.PENDING,
            _due(Post),
            not_(sending),
            not_(before),
            or_(Post.kind.in_(ANSWERS), not_(stopped)),
            Workspace.revoked_at.is_(None),
            not_(silent),
        )
        .order_by(Post.turn, Post.not_before, Post.id)
    )
    if busy:
        query = query.where(_not_busy())
    if paused:
        query = query.where(Post.workspace_id.not_in(bindparam("paused", expanding=True)))
    return query


def _run_out(busy: bool) -> ColumnElement[bool]:
    run_out = and_(
        Post.state == PostState.SENDING,
        or_(Post.until <= bindparam("now"), Post.until > bindparam("latest_lease")),
    )
    return and_(run_out, _not_busy()) if busy else run_out


def _not_busy() -> ColumnElement[bool]:
    return tuple_(Post.workspace_id, Post.channel).not_in(bindparam("busy", expanding=True))


async def _first(
    session: AsyncSession, ask: _Asked, given: Mapping[str, Any]
) -> list[tuple[Post, str, str | None]]:
    rows = await session.execute(ask.first, given)
    return [(post, workspace, why) for post, workspace, why in rows]


async def _drop(session: AsyncSession, heads: list[Post], now: datetime) -> set[int]:
    """Drop what is said by another post, or in a summary; the numbers of those dropped."""
    dropped = await _drop_superseded(session, heads)
    return dropped | await summaries.fold(session, [post for post in heads if post.id not in dropped], now)


async def _drop_superseded(session: AsyncSession, heads: list[Post]) -> set[int]:
    """Drop what waits in the lanes of ``heads`` and is said by another post; the numbers of those dropped."""
    dropped: set[int] = set()
    for kinds, said_by in ((LAST_SAYS_IT, "younger"), (FIRST_SAYS_IT, "older")):
        lanes = [(post.workspace_id, post.channel) for post in heads if post.kind in kinds]
        if not lanes:
            continue
        other = aliased(Post)
        same = exists().where(
            other.workspace_id == Post.workspace_id,
            other.channel == Post.channel,
            other.state == PostState.PENDING,
            other.kind == Post.kind,
            other.subject == Post.subject,
            # What may stand in Slack already says what was true then.
            and_(other.id < Post.id, other.ambiguous == 0) if said_by == "older" else other.id > Post.id,
        )
        rows = await session.scalars(
            update(Post)
            .where(
                tuple_(Post.workspace_id, Post.channel).in_(lanes),
                Post.state == PostState.PENDING,
                Post.kind.in_(kinds),
                Post.ambiguous == 0,
                same,
            )
            .values(state=PostState.DROPPED, error=SUPERSEDED)
            .returning(Post.id)
            .execution_options(synchronize_session=False)
        )
        dropped |= set(rows)
    return dropped
