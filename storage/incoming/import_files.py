"""Files that were dropped on the bot: a row says at any time what is to be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialect import insert
from storage.incoming import turns
from storage.models import Campaign, FileState, ImportFile, Post, PostKind
from storage.posts import answers, outbox
from storage.store import Scope, Store

#: Whoever reads a file says within this time that it is still at it.
LEASE = timedelta(minutes=1)
#: So often a file is tried, each time after twice the wait.
TRIES = 6
#: Skipped rows that are kept, to be handed over as a file.
MOST_SKIPPED = 10_000


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as Slack tells of it; ``place`` is where it was dropped: {"channel", "thread_ts", "user"}."""

    file: str
    message: str
    name: str
    size: int
    by: str
    place: dict[str, Any]
    campaign: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that this process reads now, for itself alone until its lease runs out."""

    workspace: str
    id: int
    token: str
    file: str
    name: str
    size: int
    by: str
    place: dict[str, Any]
    campaign: str | None
    state: FileState
    attempts: int


def subject(number: int) -> str:
    """The name of a file's message in the outbox."""
    return f"import:{number}"


async def arrived(scope: Scope, dropped: Dropped, first: dict[str, Any], *, now: datetime) -> bool:
    """Keep a file that was dropped, with its first message; False where it is known already."""
    number = await scope.next_id(ImportFile)
    made = await scope.session.execute(
        insert(scope.session, ImportFile)
        .values(
            workspace_id=scope.workspace_id,
            id=number,
            file=dropped.file,
            message=dropped.message[:80],
            name=dropped.name,
            size=dropped.size,
            by=dropped.by,
            place=dropped.place,
            campaign_id=dropped.campaign,
            state=FileState.ARRIVED,
            due_at=now,
            attempts=0,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(ImportFile.id)
    )
    if made.scalar_one_or_none() is None:
        return False
    place = dropped.place
    await outbox.put(
        scope,
        PostKind.ANSWER,
        subject(number),
        "first",
        str(place["channel"]),
        first,
        now=now,
        thread_ts=place.get("thread_ts"),
        urgent=True,
    )
    return True


async def claim(store: Store, now: datetime, state: FileState) -> WaitingFile | None:
    """The next file to be shown (``ARRIVED``) or brought in (``WANTED``), for this process; None for none."""
    when = and_(
        ImportFile.state == state,
        ImportFile.due_at <= now,
        or_(ImportFile.until.is_(None), ImportFile.until <= now),
    )
    async with turns.due(store, ImportFile, when, ImportFile.due_at) as (session, found):
        for row, workspace in found:
            return WaitingFile(
                workspace,
                row.id,
                turns.lease(row, now, LEASE),
                row.file,
                row.name,
                row.size,
                row.by,
                dict(row.place),
                await _campaign(session, row),
                row.state,
                row.attempts,
            )
    return None


async def _campaign(session: AsyncSession, row: ImportFile) -> str | None:
    if row.campaign_id is None:
        return None
    return await session.scalar(
        select(Campaign.name).where(Campaign.workspace_id == row.workspace_id, Campaign.id == row.campaign_id)
    )


async def go_on(scope: Scope, waiting: WaitingFile, now: datetime) -> bool:
    """Say that the file is still being read; False where somebody else reads it by now."""
    return await _turn(scope, waiting, until=now + LEASE)


async def _turn(scope: Scope, waiting: WaitingFile, **values: Any) -> bool:
    key = (ImportFile.workspace_id == scope.workspace_id, ImportFile.id == waiting.id)
    return await turns.turn(scope.session, ImportFile, waiting.token, *key, **values)


async def say(scope: Scope, number: int, epoch: str, message: dict[str, Any], *, now: datetime) -> None:
    """Have the file's message say something else."""
    await answers.replace(scope, subject(number), epoch, message, now=now)


async def settle(
    scope: Scope,
    waiting: WaitingFile,
    state: FileState,
    *,
    now: datetime,
    tally: dict[str, Any] | None = None,
    skipped: Sequence[str] | None = None,
    error: str | None = None,
) -> bool:
    """What came of reading the file; False where somebody else reads it by now, or a press overtook."""
    ended = state in {FileState.DONE, FileState.FAILED}
    return await _turn(
        scope,
        waiting,
        state=state,
        attempts=0,
        tally=tally,
        skipped=list(skipped)[:MOST_SKIPPED] if skipped else None,
        error=error,
        done_at=now if ended else None,
        **turns.FREE,
    )


async def later(scope: Scope, waiting: WaitingFile, at: datetime, error: str) -> bool:
    """Try again at ``at``."""
    return await _turn(scope, waiting, due_at=at, error=error[:500], **turns.FREE)


async def put_back(scope: Scope, waiting: WaitingFile, now: datetime) -> bool:
    """Leave the file to the next process, as if this one had not begun."""
    return await _turn(scope, waiting, due_at=now, attempts=waiting.attempts - 1, **turns.FREE)


async def decide(
    scope: Scope, number: int, wanted: FileState, *, by: str, now: datetime
) -> tuple[FileState, str] | None:
    """Have a file that was shown brought in for whoever pressed (``WANTED``), or left alone (``LEFT``).

    The state that it was in and its name, None for no file of ours. Only the first press counts.
    """
    row = await _row(scope, number)
    if row is None:
        return None
    before = row.state
    if before is FileState.OFFERED:
        row.state, row.due_at, row.by, row.attempts = wanted, now, by, 0
    return before, row.name


async def choose(scope: Scope, number: int, campaign: int | None) -> bool:
    """Say whose links a file holds; False once it is brought in, or for no campaign of ours."""
    row = await _row(scope, number)
    if row is None or row.state is not FileState.OFFERED:
        return False
    if campaign is not None and await scope.session.get(Campaign, (scope.workspace_id, campaign)) is None:
        return False
    row.campaign_id = campaign
    return True


async def skipped(scope: Scope, number: int) -> list[str]:
    """The rows of a file that were left out, each with why."""
    row = await scope.session.get(ImportFile, (scope.workspace_id, number))
    return list(row.skipped or ()) if row else []


async def post(scope: Scope, number: int) -> int | None:
    """The outbox row of a file's message."""
    return await scope.session.scalar(
        select(Post.id)
        .where(
            Post.workspace_id == scope.workspace_id,
            Post.kind == PostKind.ANSWER,
            Post.subject == subject(number),
        )
        .order_by(Post.id)
        .limit(1)
    )


async def _row(scope: Scope, number: int) -> ImportFile | None:
    return await scope.session.get(ImportFile, (scope.workspace_id, number), with_for_update=True)
