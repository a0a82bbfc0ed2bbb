"""What stood before a person's change, so that it can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select

from storage.errors import Mendable
from storage.links import attributing
from storage.models import Change, Outreach, Placement, Post, PostState, Schedule, Touch
from storage.models.base import Base
from storage.posts import cards
from storage.sites import host_of
from storage.store import Scope
from storage.words import PlacementState, Stage
from storage.work import words_taken_back
from storage.work.kept_columns import columns, put_back

TABLES: dict[str, type[Base]] = {
    "outreach": Outreach,
    "placement": Placement,
    "touch": Touch,
}


#: The change by which a person says that a link is there.
WORD = "vouch"
#: Changes that say nothing of where a link came from.
_BESIDE = frozenset({WORD, "note", "reminder", "hand over"})
#: What a link that goes live settles about its task.
_SETTLED = frozenset(
    {"stage", "follow_up_at", "follow_up_timed", "remind_at", "ask_at", "ended", "ended_at", "acted"}
)
#: What a look was about: when any of it changes, what was read before answers nothing any more.
_TERMS = frozenset({"page", "target", "anchor", "rel_agreed"})
_STANDING = {PlacementState.LIVE, PlacementState.AT_RISK}


@dataclass(slots=True)
class Journal:
    """Collects one change while it is made; ``write`` keeps it.

    Of each row only what the change overwrote is kept, so that taking it back leaves alone what the bot saw
    meanwhile. A person's word overwrites little and brings about much: for it the whole rows are kept.
    """

    by: str
    what: str
    before: dict[str, Any] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    rows: dict[str, Base] = field(default_factory=dict)

    def keeps(self, row: Outreach | Placement) -> None:
        """Remember ``row`` as it stands; call it before changing the row."""
        key = f"{row.__tablename__}:{row.id}"
        if key not in self.before and key not in self.created:
            self.before[key] = columns(row)
            self.rows[key] = row

    def made(self, row: Outreach | Placement | Touch) -> None:
        """Remember that ``row`` is new."""
        self.created.append(f"{row.__tablename__}:{row.id}")

    async def write(self, scope: Scope, outreach: Outreach, now: datetime) -> None:
        """Keep the change in the transaction that makes it."""
        scope.session.add(
            Change(
                workspace_id=scope.workspace_id,
                by=self.by,
                at=now,
                what=self.what,
                outreach_id=outreach.id,
                version=outreach.version,
                before=self._overwritten(),
                created=self.created,
                batch=scope.batch,
            )
        )
        await scope.session.flush()
        if self.what not in _BESIDE:
            kept = self.before.get(f"outreach:{outreach.id}", {}).get("prospect_id", outreach.prospect_id)
            await attributing.revisit_prospects(scope, {outreach.prospect_id, kept}, now=now)

    def _overwritten(self) -> dict[str, Any]:
        if self.what == WORD:
            return self.before
        after = {key: columns(row) for key, row in self.rows.items()}
        return {
            key: {name: value for name, value in kept.items() if after[key][name] != value}
            for key, kept in self.before.items()
        }


class NothingToUndo(Mendable):
    """The person has changed nothing that could be taken back."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing of yours to take back.",
            "Look at a task to see what was done, and by whom.",
            "/outreach show 1",
        )


class ChangedSince(Mendable):
    """Somebody else changed the task after the change that should be taken back."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(
            f"#{number} was changed again since your “{what}”: taking that back would undo more than yours.",
            "Look at it and set it right by hand.",
            f"/outreach show {number}",
        )


class SeenLive(Mendable):
    """The link went live since, as the bot saw: that can't be taken back."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(
            f"The link of #{number} went live since your “{what}”: I saw it on the page, so that stands.",
            "If the task is wrong as it is, set it right by hand.",
            f"/outreach show {number}",
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the word of the change, its task, and whether the task itself is gone."""

    what: str
    outreach_id: int
    gone: bool
    placements: tuple[int, ...]


async def undo(scope: Scope, by: str, now: datetime, *, outreach_id: int | None = None) -> Undone:
    """Take back the last change of ``by`` (on one task, when it is named).

    Raises NothingToUndo, ChangedSince when somebody changed the task in between, or SeenLive when the bot saw
    the link that it was about. What the bot saw or posted meanwhile is no change of anybody's.
    """
    change = await last_change(scope, by, outreach_id=outreach_id)
    if change is None or change.outreach_id is None:
        raise NothingToUndo
    outreach = await scope.session.get_one(
        Outreach, (scope.workspace_id, change.outreach_id), with_for_update=True
    )
    if await _changed_since(scope, change):
        raise ChangedSince(outreach.id, change.what)
    asked = outreach.prospect_id
    if change.what == WORD:
        await _unsay(scope, change, outreach, now)
    else:
        await _put_back(scope, change, outreach, now)
    await _remove(scope, change.created, now)
    await _tell_cards(scope, (*change.before, *change.created), now)
    change.undone_at = now
    outreach.version += 1
    outreach.updated_at = now
    await _let_earlier_changes_follow(scope, change, outreach)
    await scope.session.flush()
    await attributing.revisit_prospects(scope, {asked, outreach.prospect_id}, now=now)
    return Undone(
        change.what,
        outreach.id,
        outreach.removed_at is not None,
        tuple(
            int(key.partition(":")[2])
            for key in (*change.before, *change.created)
            if key.startswith("placement:")
        ),
    )


async def last_change(scope: Scope, by: str, *, outreach_id: int | None = None) -> Change | None:
    """The last change of a person that stands (on one task, when it is named), locked."""
    query = select(Change).where(
        Change.workspace_id == scope.workspace_id, Change.by == by, Change.undone_at.is_(None)
    )
    if outreach_id is not None:
        query = query.where(Change.outreach_id == outreach_id)
    return await scope.session.scalar(query.order_by(Change.id.desc()).limit(1).with_for_update())


async def _changed_since(scope: Scope, change: Change) -> bool:
    """Whether a person's change to the same task came later and stands."""
    later = exists().where(
        Change.workspace_id == scope.workspace_id,
        Change.outreach_id == change.outreach_id,
        Change.id > change.id,
        Change.undone_at.is_(None),
    )
    return bool(await scope.session.scalar(select(later)))


async def _put_back(scope: Scope, change: Change, outreach: Outreach, now: datetime) -> None:
    """Set what the change overwrote to what it was, but for what a link that went live has settled."""
    rows = {key: await _row(scope, key) for key in (*change.before, *change.created)}
    if any(_went_live(row, None if key in change.created else change.at) for key, row in rows.items()):
        raise SeenLive(outreach.id, change.what)
    won = outreach.stage is Stage.WON and outreach.version != change.version
    putting = {
        key: {name: value for name, value in kept.items() if not (won and name in _SETTLED)}
        for key, kept in change.before.items()
    }
    if won and not change.created and not any(putting.values()):
        raise SeenLive(outreach.id, change.what)
    for key, kept in putting.items():
        row = rows[key]
        put_back(row, kept)
        if isinstance(row, Placement):
            row.version += 1
            if _TERMS.intersection(kept):
                row.etag = row.last_modified = row.body_hash = None
            await _watch_again(scope, row, now)


def _went_live(row: Base, since: datetime | None) -> bool:
    """Whether the bot saw a promised link on its page, for the first time after ``since``."""
    if not isinstance(row, Placement) or row.live_findings is None:
        return False
    return since is None or (row.first_live_at is not None and row.first_live_at > since)


async def _unsay(scope: Scope, change: Change, outreach: Outreach, now: datetime) -> None:
    """Take back a person's word, and with it what it alone had made of the links and of their task."""
    back = {key: await _row(scope, key) for key in change.before if key.startswith("placement:")}
    unseen = {
        key: row
        for key, row in back.items()
        if isinstance(row, Placement) and not words_taken_back.seen_since(row, change.before[key], change.at)
    }
    if not unseen:
        raise SeenLive(outreach.id, change.what)
    was_live = False
    for key, row in unseen.items():
        kept = change.before[key]
        was_live |= await words_taken_back.take_back(scope, row, kept, by=change.by, at=change.at, now=now)
        row.version += 1
    if was_live and outreach.stage is Stage.WON and not await _stands(scope, outreach.id):
        put_back(outreach, change.before[f"outreach:{outreach.id}"], only=_SETTLED)


async def _stands(scope: Scope, number: int) -> bool:
    """Whether a link of the task stands."""
    await scope.session.flush()
    standing = exists().where(
        Placement.workspace_id == scope.workspace_id,
        Placement.outreach_id == number,
        Placement.removed_at.is_(None),
        Placement.state.in_(_STANDING),
    )
    return bool(await scope.session.scalar(select(standing)))


async def _row(scope: Scope, key: str) -> Base:
    table, _, number = key.partition(":")
    return await scope.session.get_one(TABLES[table], (scope.workspace_id, int(number)))


async def _remove(scope: Scope, created: Iterable[str], now: datetime) -> None:
    for key in created:
        row = await _row(scope, key)
        if not isinstance(row, Outreach | Placement | Touch):
            continue
        row.removed_at = now
        if isinstance(row, Placement):
            row.version += 1
            schedule = await scope.session.get(Schedule, (scope.workspace_id, row.id))
            if schedule is not None:
                await scope.session.delete(schedule)
        if isinstance(row, Outreach):
            await _silence(scope, row, now)


async def _tell_cards(scope: Scope, keys: Iterable[str], now: datetime) -> None:
    """Living cards that are in Slack show that their promise was taken back, or stands as before."""
    for key in keys:
        row = await _row(scope, key)
        if isinstance(row, Placement) and row.card_ts is not None:
            await cards.refresh(scope, row, now)


async def _watch_again(scope: Scope, row: Placement, now: datetime) -> None:
    """A placement that the change had withdrawn is looked at again."""
    watched = row.state != PlacementState.WITHDRAWN and row.removed_at is None
    if watched and await scope.session.get(Schedule, (scope.workspace_id, row.id)) is None:
        scope.session.add(
            Schedule(
                workspace_id=scope.workspace_id,
                placement_id=row.id,
                host=host_of(row.page) if row.page else row.site,
                due_at=now,
            )
        )


async def _silence(scope: Scope, row: Outreach, now: datetime) -> None:
    """A task that never was has nothing to remind of."""
    row.remind_at = None
    waiting = await scope.session.scalars(
        select(Post).where(
            Post.workspace_id == scope.workspace_id,
            Post.subject == f"outreach:{row.id}",
            Post.state == PostState.PENDING,
        )
    )
    for post in waiting:
        post.state = PostState.DROPPED
        post.error = "the task was undone"
        post.sent_at = now


async def _let_earlier_changes_follow(scope: Scope, undone: Change, outreach: Outreach) -> None:
    """The change before this one is the last again: nothing has happened to the task since it."""
    earlier = await scope.session.scalar(
        select(Change)
        .where(
            Change.workspace_id == scope.workspace_id,
            Change.outreach_id == outreach.id,
            Change.undone_at.is_(None),
            Change.id < undone.id,
        )
        .order_by(Change.id.desc())
        .limit(1)
    )
    if earlier is not None and earlier.version == undone.version - 1:
        earlier.version = outreach.version
