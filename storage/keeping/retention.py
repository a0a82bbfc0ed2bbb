"""How long words are kept: closed tasks are emptied after some months, workspaces that left are deleted.

Numbers, dates, stages and links stay of a task; texts, notes, people and the history of changes go. Each call
does a bounded piece, in a transaction of its own: what is left is done by the next one.
"""

from calendar import monthrange
from datetime import datetime, timedelta

from sqlalchemy import Text, and_, cast, delete, exists, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import Mendable
from storage.models import (
    Base,
    Change,
    Contact,
    Outreach,
    Post,
    PostState,
    Setting,
    Touch,
    Workspace,
)
from storage.store import Scope, Store
from storage.team import settings
from storage.words import Stage

RETENTION = "retention"
MOST_MONTHS = 120
#: Tasks, posts and rows that one call takes on.
BATCH = 500
ROWS = 5_000

_CLOSED = [stage for stage in Stage if not stage.open]
_OVER = (PostState.SENT, PostState.DROPPED, PostState.UNKNOWN)


async def months(scope: Scope) -> int:
    """After how many months closed tasks are emptied; 0, as at first, keeps everything."""
    return _months((await settings.setting(scope, RETENTION) or {}).get("months"))


async def set_months(scope: Scope, wanted: int) -> None:
    """Set it, 0 for never; raises Mendable."""
    if not 0 <= wanted <= MOST_MONTHS:
        raise Mendable(
            f"{wanted} is no number of months that I can keep.", f"Name 0 (for ever) to {MOST_MONTHS}.", "24"
        )
    await settings.set_setting(scope, RETENTION, {"months": wanted})


def _months(value: object) -> int:
    return value if type(value) is int and 0 <= value <= MOST_MONTHS else 0


def before(now: datetime, count: int) -> datetime:
    """The same day so many months ago, or the last day of that month."""
    month = now.year * 12 + now.month - 1 - count
    year, place = month // 12, month % 12 + 1
    return now.replace(year=year, month=place, day=min(now.day, monthrange(year, place)[1]))


async def empty_old(store: Store, now: datetime) -> int:
    """Empty what is older than its workspace wants it kept; how many tasks and posts were."""
    async with store.read() as session:
        wanted = await session.execute(
            select(Setting.workspace_id, Setting.value).where(Setting.name == RETENTION)
        )
        kept = [(workspace, _months(value.get("months"))) for workspace, value in wanted]
    done = 0
    for workspace, count in kept:
        if count:
            async with store.write() as session:
                done += await _empty(session, workspace, before(now, count))
    return done


async def _empty(session: AsyncSession, workspace: int, until: datetime) -> int:
    noted = exists().where(
        Touch.workspace_id == Outreach.workspace_id, Touch.outreach_id == Outreach.id, Touch.note.is_not(None)
    )
    changed = exists().where(Change.workspace_id == Outreach.workspace_id, Change.outreach_id == Outreach.id)
    numbers = list(
        await session.scalars(
            select(Outreach.id)
            .where(
                Outreach.workspace_id == workspace,
                Outreach.stage.in_(_CLOSED),
                Outreach.updated_at < until,
                or_(Outreach.text != "", Outreach.contact_id.is_not(None), noted, changed),
            )
            .order_by(Outreach.id)
            .limit(BATCH)
        )
    )
    if numbers:
        its = and_(Outreach.workspace_id == workspace, Outreach.id.in_(numbers))
        people = list(await session.scalars(select(Outreach.contact_id).where(its).distinct()))
        await session.execute(update(Outreach).where(its).values(text="", contact_id=None))
        await session.execute(
            update(Touch)
            .where(Touch.workspace_id == workspace, Touch.outreach_id.in_(numbers))
            .values(note=None)
        )
        await session.execute(
            delete(Change).where(Change.workspace_id == workspace, Change.outreach_id.in_(numbers))
        )
        # Whom another task still knows is kept for it.
        known = exists().where(Outreach.workspace_id == workspace, Outreach.contact_id == Contact.id)
        await session.execute(
            update(Contact)
            .where(
                Contact.workspace_id == workspace,
                Contact.id.in_([one for one in people if one is not None]),
                ~known,
            )
            .values(name=None, email=None, bounce=None)
        )
    posts = list(
        await session.scalars(
            select(Post.id)
            .where(
                Post.workspace_id == workspace,
                Post.state.in_(_OVER),
                Post.created_at < until,
                cast(Post.body, Text) != "{}",
            )
            .limit(BATCH)
        )
    )
    if posts:
        await session.execute(update(Post).where(Post.id.in_(posts)).values(body={}))
    return len(numbers) + len(posts)


async def delete_left(store: Store, now: datetime, *, after: timedelta) -> int:
    """Delete what workspaces stored that removed the app longer than ``after`` ago; how many rows went."""
    async with store.read() as session:
        gone = list(
            await session.scalars(select(Workspace.id).where(Workspace.revoked_at < now - after).limit(10))
        )
    return sum([await _delete(store, workspace, now - after) for workspace in gone])


async def _delete(store: Store, workspace: int, until: datetime) -> int:
    """Up to :data:`ROWS` rows of one workspace, those that others point at last; itself at the end."""
    async with store.write() as session:
        # It may have come back since.
        left = select(Workspace.id).where(Workspace.id == workspace, Workspace.revoked_at < until)
        if await session.scalar(left.with_for_update()) is None:
            return 0
        deleted = 0
        for table in reversed(Base.metadata.sorted_tables):
            if "workspace_id" not in table.c:
                continue
            keys = list(table.primary_key.columns)
            some = select(*keys).where(table.c.workspace_id == workspace).limit(ROWS - deleted)
            done = await session.execute(delete(table).where(tuple_(*keys).in_(some)))
            deleted += int(getattr(done, "rowcount", 0))
            if deleted >= ROWS:
                return deleted
        await session.execute(delete(Workspace).where(Workspace.id == workspace))
        return deleted + 1
