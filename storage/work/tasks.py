"""Reading the work ledger: tasks as people see them, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, cast, exists, func, or_, select

from storage.dialect import typed
from storage.errors import UnknownTask
from storage.models import (
    Campaign,
    Contact,
    ObservationRow,
    Outreach,
    Placement,
    Prospect,
    Schedule,
    Thread,
    Touch,
    UtcDateTime,
)
from storage.store import Scope
from storage.team.audience import tasks_shown
from storage.words import PlacementState, Stage
from storage.work.views import Evidence, PlacementView, Task, TouchView, money, placement_view

Rest = TypeVarTuple("Rest")

OPEN = [stage for stage in Stage if stage.open]


class ListKind(StrEnum):
    """Which tasks a list holds, besides its other filters."""

    OPEN = "open"
    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    DIGEST = "digest"


class Sort(StrEnum):
    """In which order a list stands."""

    DUE = "due"
    SITE = "site"
    STAGE = "stage"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to list; every field that is set narrows.

    ``today`` is the reader's date, which begins at ``day_starts`` and ends at ``day_ends``: what was due
    before is overdue. Without them what was due until ``now`` is. The kind
    ``DIGEST`` is what the digest of ``channel`` speaks of: whoever shows it finds the ``numbers``.
    """

    kind: ListKind = ListKind.OPEN
    owner: str | None = None
    stage: Stage | None = None
    campaign: str | None = None
    site: str | None = None
    channel: str | None = None
    now: datetime | None = None
    day_ends: datetime | None = None
    day_starts: datetime | None = None
    today: date | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a list: the tasks, how many there are in all, and where this page starts."""

    tasks: tuple[Task, ...]
    total: int
    offset: int
    filter: TaskFilter = field(default_factory=TaskFilter)


async def task(scope: Scope, number: int) -> Task:
    """One task with its placements; raises UnknownTask, also for another workspace's number."""
    found = await tasks(scope, [number])
    if not found:
        raise UnknownTask(number)
    return found[0]


async def tasks(scope: Scope, numbers: Sequence[int]) -> list[Task]:
    """The tasks with these numbers, in that order; unknown and undone ones are left out."""
    rows = {row.id: row for row in await _read(scope, _query(scope).where(Outreach.id.in_(numbers)))}
    return [rows[number] for number in numbers if number in rows]


async def touches(scope: Scope, number: int) -> list[TouchView]:
    """What was done about a task, oldest first."""
    rows = await scope.session.scalars(
        select(Touch)
        .where(
            Touch.workspace_id == scope.workspace_id,
            Touch.outreach_id == number,
            Touch.removed_at.is_(None),
        )
        .order_by(Touch.id)
    )
    return [TouchView(row.by, row.what, row.at, row.note) for row in rows]


async def evidence(scope: Scope, placement_id: int, *, limit: int = 5) -> list[Evidence]:
    """The newest ``limit`` things seen on a placement's page, newest first."""
    rows = await scope.session.scalars(
        select(ObservationRow)
        .where(ObservationRow.workspace_id == scope.workspace_id, ObservationRow.placement_id == placement_id)
        .order_by(ObservationRow.id.desc())
        .limit(limit)
    )
    return [
        Evidence(
            row.page,
            row.verdict,
            row.first_seen_at,
            row.last_seen_at,
            row.count,
            row.status,
            row.final_url,
            tuple(row.redirects),
            tuple(row.findings),
            row.followed,
            row.indexable,
            row.detail,
            tuple(row.links),
        )
        for row in rows
    ]


async def listing(
    scope: Scope, wanted: TaskFilter, *, offset: int = 0, limit: int = 10, sort: Sort = Sort.DUE
) -> TaskPage:
    """A page of tasks; by default the soonest due first, those without a date last.

    What is due is the follow-up or an unkept promise, whichever comes first.
    """
    where = _conditions(wanted)
    total = await scope.session.scalar(_joined(scope, select(func.count())).where(*where))
    query = _ordered(scope, _query(scope).where(*where), sort).offset(offset).limit(limit)
    return TaskPage(tuple(await _read(scope, query)), int(total or 0), offset, wanted)


def _ordered(scope: Scope, query: "TaskQuery", sort: Sort) -> "TaskQuery":
    if sort is Sort.SITE:
        return query.order_by(Prospect.site, Outreach.id.desc())
    if sort is Sort.STAGE:
        along = case({stage: place for place, stage in enumerate(Stage)}, value=Outreach.stage)
        return query.order_by(along, Outreach.follow_up_at.is_(None), Outreach.follow_up_at, Outreach.id)
    if sort is Sort.CHANGED:
        return query.order_by(Outreach.updated_at.desc(), Outreach.id.desc())
    promised = (
        select(Placement.outreach_id, func.min(Placement.promised_by).label("by"))
        .where(
            Placement.workspace_id == scope.workspace_id,
            Placement.state == PlacementState.PROMISED,
            Placement.removed_at.is_(None),
            Placement.promised_by.is_not(None),
        )
        .group_by(Placement.outreach_id)
        .subquery()
    )
    # SQLite keeps both as text that sorts by time; PostgreSQL has types, and compares only like with like.
    by = cast(promised.c.by, UtcDateTime) if typed(scope.session) else promised.c.by
    due = case(
        (promised.c.by.is_(None), Outreach.follow_up_at),
        (or_(Outreach.follow_up_at.is_(None), by < Outreach.follow_up_at), by),
        else_=Outreach.follow_up_at,
    )
    joined = query.outerjoin(promised, promised.c.outreach_id == Outreach.id)
    return joined.order_by(due.is_(None), due, Outreach.id.desc())


async def open_tasks(scope: Scope, *, site: str | None = None, limit: int = 500) -> list[Task]:
    """Open tasks, newest first; of one site when it is named."""
    query = _query(scope).where(Outreach.stage.in_(OPEN)).order_by(Outreach.id.desc()).limit(limit)
    if site is not None:
        query = query.where(Prospect.site == site)
    return await _read(scope, query)


async def of_site(scope: Scope, site: str, *, limit: int = 50) -> list[Task]:
    """Everything asked of a site, by anybody, newest first."""
    return await _read(
        scope, _query(scope).where(Prospect.site == site).order_by(Outreach.id.desc()).limit(limit)
    )


async def in_thread(scope: Scope, channel: str, ts: str) -> list[int]:
    """The numbers of the tasks that a message or its thread is about."""
    return list(
        await scope.session.scalars(
            select(Thread.outreach_id)
            .where(Thread.workspace_id == scope.workspace_id, Thread.channel == channel, Thread.ts == ts)
            .order_by(Thread.outreach_id)
        )
    )


async def of_message(scope: Scope, channel: str, ts: str) -> list[Task]:
    """The tasks that were logged from one Slack message."""
    return await _read(
        scope,
        _query(scope)
        .where(Outreach.source_channel == channel, Outreach.source_ts == ts)
        .order_by(Outreach.id),
    )


async def of_placement(scope: Scope, placement_id: int) -> Task:
    """The task that a placement belongs to."""
    found = await scope.session.scalar(
        select(Placement.outreach_id).where(
            Placement.workspace_id == scope.workspace_id, Placement.id == placement_id
        )
    )
    if found is None:
        raise UnknownTask(placement_id)
    return await task(scope, found)


def home_channel() -> ColumnElement[str]:
    """Where a task's posts go: its campaign's channel, else where it was logged (needs Campaign joined)."""
    return func.coalesce(Campaign.channel, Outreach.channel)


def _joined(scope: Scope, query: Select[*Rest]) -> Select[*Rest]:
    return (
        query.select_from(Outreach)
        .join(
            Prospect,
            and_(Prospect.workspace_id == Outreach.workspace_id, Prospect.id == Outreach.prospect_id),
        )
        .outerjoin(
            Contact, and_(Contact.workspace_id == Outreach.workspace_id, Contact.id == Outreach.contact_id)
        )
        .outerjoin(
            Campaign,
            and_(Campaign.workspace_id == Outreach.workspace_id, Campaign.id == Outreach.campaign_id),
        )
        .where(
            Outreach.workspace_id == scope.workspace_id, Outreach.removed_at.is_(None), *tasks_shown(scope)
        )
    )


TaskQuery = Select[Outreach, str, str | None, str | None, datetime | None, str | None, str, str]


def _query(scope: Scope) -> TaskQuery:
    return _joined(
        scope,
        select(
            Outreach,
            Prospect.site,
            Contact.name,
            Contact.email,
            Contact.bounced_at,
            Contact.tz,
            Campaign.name,
            home_channel(),
        ),
    )


def _conditions(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.stage is not None:
        where.append(Outreach.stage == wanted.stage)
    elif wanted.kind not in {ListKind.ALL, ListKind.DIGEST}:
        where.append(Outreach.stage.in_(OPEN))
    if wanted.owner is not None:
        where.append(Outreach.owner == wanted.owner)
    if wanted.site is not None:
        where.append(Prospect.site == wanted.site)
    if wanted.campaign is not None:
        where.append(func.lower(Campaign.name) == wanted.campaign.lower())
    if wanted.kind is ListKind.OVERDUE and wanted.now is not None:
        late = exists().where(
            Placement.workspace_id == Outreach.workspace_id,
            Placement.outreach_id == Outreach.id,
            Placement.state == PlacementState.PROMISED,
            Placement.removed_at.is_(None),
            Placement.promised_by < (wanted.today or wanted.now.date()),
        )
        over = Outreach.follow_up_at <= wanted.now
        if wanted.day_starts is not None:
            over = Outreach.follow_up_at < wanted.day_starts
        where.append(or_(over, late))
    if wanted.kind is ListKind.DIGEST:
        where.append(Outreach.id.in_(wanted.numbers))
    if wanted.kind is ListKind.TODAY and wanted.day_ends is not None:
        where.append(Outreach.follow_up_at < wanted.day_ends)
    return where


async def _read(scope: Scope, query: TaskQuery) -> list[Task]:
    rows = (await scope.session.execute(query)).all()
    placements = await _placements(scope, [row[0].id for row in rows])
    return [
        Task(
            id=row.id,
            site=site,
            stage=row.stage,
            owner=row.owner,
            contact_name=contact,
            contact_email=email,
            contact_bad=bounced_at is not None,
            contact_tz=contact_tz,
            ask_at=row.ask_at,
            asked_told=row.asked_told,
            tactic=row.tactic,
            target=row.target,
            campaign=campaign,
            price=money(row.price_amount, row.price_currency),
            follow_up_at=row.follow_up_at,
            follow_up_timed=row.follow_up_timed,
            step=row.step,
            channel=channel,
            text=row.text,
            source_permalink=row.source_permalink,
            created_by=row.created_by,
            created_at=row.created_at,
            updated_at=row.updated_at,
            version=row.version,
            placements=tuple(placements.get(row.id, ())),
        )
        for row, site, contact, email, bounced_at, contact_tz, campaign, channel in rows
    ]


async def _placements(scope: Scope, numbers: Sequence[int]) -> dict[int, list[PlacementView]]:
    rows = await scope.session.execute(
        select(Placement, Schedule.due_at)
        .outerjoin(
            Schedule,
            and_(Schedule.workspace_id == Placement.workspace_id, Schedule.placement_id == Placement.id),
        )
        .where(
            Placement.workspace_id == scope.workspace_id,
            Placement.outreach_id.in_(numbers),
            Placement.removed_at.is_(None),
        )
        .order_by(Placement.id)
    )
    found: dict[int, list[PlacementView]] = {}
    for row, due_at in rows:
        found.setdefault(row.outreach_id, []).append(placement_view(row, due_at))
    return found
