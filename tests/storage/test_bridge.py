"""What reports count by stays what the touches and placements say, whatever is done to them."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from random_ledger import fill
from sqlalchemy import insert, select, text, update

from storage import migrate
from storage.errors import Mendable
from storage.models import Bridge, Outreach, Placement, Touch
from storage.store import Store
from storage.words import Tactic, TouchKind
from storage.work import journal
from storage.work.changes import begin, finish, touch

NOW = datetime(2026, 10, 2, 13, 30, tzinfo=UTC)
ANSWERS = {"replied": 1, "declined": 1, "promised": 2}


async def kept(store: Store) -> tuple[dict[int, tuple[Any, ...]], dict[int, tuple[Any, ...]]]:
    """What the database keeps, by task and by touch."""
    async with store.read() as session:
        bridge = {row.outreach_id: row for row in await session.scalars(select(Bridge))}
        touches = {row.id: (row.for_campaign, row.for_tactic) for row in await session.scalars(select(Touch))}
    return {
        number: (
            row.for_campaign,
            row.for_tactic,
            row.asked_at,
            row.answered,
            row.live_at,
            row.days_to_live,
            row.kept_from,
            row.open_since,
        )
        for number, row in bridge.items()
    }, touches


async def counted(store: Store) -> tuple[dict[int, tuple[Any, ...]], dict[int, tuple[Any, ...]]]:
    """The same, counted again from every row."""
    async with store.read() as session:
        tasks = list(await session.scalars(select(Outreach)))
        touches = list(await session.scalars(select(Touch)))
        placements = list(await session.scalars(select(Placement)))
    bridge: dict[int, tuple[Any, ...]] = {}
    told: dict[int, tuple[Any, ...]] = {}
    for task in tasks:
        stands = task.removed_at is None
        campaign = (task.campaign_id or 0) if stands else None
        own = [one for one in touches if one.outreach_id == task.id]
        told |= {
            one.id: (campaign, task.tactic) if stands and one.removed_at is None else (None, None)
            for one in own
        }
        done = [one for one in own if one.removed_at is None]
        asked = min((one.at for one in done if one.what is TouchKind.ASKED and one.at), default=None)
        links = [
            (one.first_live_at, one.lost_at)
            for one in placements
            if one.outreach_id == task.id and one.removed_at is None and one.first_live_at
        ]
        live = min((first for first, _ in links), default=None)
        stood = timedelta(days=90)
        bridge[task.id] = (
            campaign,
            task.tactic,
            asked,
            max((ANSWERS.get(one.what, 0) for one in done), default=0),
            live,
            max(0, (live - asked).days) if live and asked else None,
            min((first for first, lost in links if not lost or lost - first >= stood), default=None),
            max((first for first, lost in links if not lost), default=None),
        )
    return bridge, told


async def a_persons_change(store: Store, draw: random.Random, number: int) -> None:
    """One change to a task as a person makes it, or the last one taken back."""
    by = draw.choice(["U1", "U2"])
    try:
        async with store.writing("T1", NOW) as scope:
            if draw.random() < 0.4:
                await journal.undo(scope, by, NOW)
                return
            row, changes = await begin(scope, number, by, "test")
            row.campaign_id = draw.choice([row.campaign_id, 1, 2, None])
            row.tactic = draw.choice([row.tactic, Tactic.GUEST_POST, None])
            for _ in range(draw.randrange(3)):
                at = NOW - timedelta(days=draw.randrange(300), hours=draw.randrange(24))
                await touch(scope, row, changes, draw.choice(list(TouchKind)), None, at)
            await finish(scope, row, changes, NOW)
    except Mendable:
        pass  # somebody else changed it since, or it is gone: then nothing is taken back


async def what_else_happens(store: Store, draw: random.Random) -> None:
    """What looks, imports and later versions write: many rows at once, past all code of ours."""
    one, other = draw.randrange(1, 60), draw.randrange(1, 60)
    at = NOW - timedelta(days=draw.randrange(200), microseconds=draw.randrange(10**9))
    lost = draw.choice([None, at + timedelta(days=draw.choice([1, 89, 90, 91]))])
    changes: list[Any] = [
        update(Placement).where(Placement.id.in_([one, other])).values(first_live_at=at, lost_at=lost),
        update(Placement).where(Placement.id == one).values(removed_at=draw.choice([None, NOW])),
        update(Placement).where(Placement.id == one).values(outreach_id=other),
        update(Touch).where(Touch.id.in_([one, other])).values(at=draw.choice([None, at])),
        update(Touch).where(Touch.id == one).values(removed_at=draw.choice([None, NOW])),
        update(Touch).where(Touch.id == one).values(what=draw.choice(list(TouchKind))),
        update(Outreach).where(Outreach.id == one).values(removed_at=draw.choice([None, NOW])),
        update(Outreach).where(Outreach.id.in_([one, other])).values(campaign_id=draw.choice([None, 1, 2])),
    ]
    async with store.writing("T1", NOW) as scope:
        await scope.session.execute(draw.choice(changes))


@pytest.mark.parametrize("seed", [1, 2])
async def test_what_reports_count_by_is_what_the_touches_say_after_any_change(
    store: Store, seed: int
) -> None:
    draw = random.Random(seed)
    await fill(store, seed, NOW, tasks=60)
    async with store.writing("T1", NOW) as scope:
        await scope.next_ids(Touch, 1_000)  # the ledger's own numbers
    assert await kept(store) == await counted(store)
    for _ in range(6):
        for _ in range(10):
            await a_persons_change(store, draw, draw.randrange(1, 61))
            await what_else_happens(store, draw)
        assert await kept(store) == await counted(store)


async def test_an_upgrade_fills_in_what_old_rows_are_counted_by(store: Store) -> None:
    await fill(store, 3, NOW, tasks=60)
    before = await counted(store)
    async with store.write() as session:
        typed = session.get_bind().dialect.name == "postgresql"
        names = (
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'bridge_of_%'"
            if typed
            else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        )
        for name, table in (await session.execute(text(names))).all():
            await session.execute(text(f"DROP TRIGGER {name}" + (f" ON {table}" if typed else "")))
            if typed:
                await session.execute(text(f"DROP FUNCTION {name}()"))
        if typed:
            for name in ("bridge_asked", "bridge_went_live"):
                await session.execute(text(f"DROP FUNCTION {name}(integer, integer)"))
        await session.execute(text("DROP TABLE bridge"))
        indexes = (
            "ix_touch_counted",
            "ix_placement_of_report",
            "ix_backlink_reported",
            "ix_backlink_of_target",
        )
        for name in indexes:
            await session.execute(text(f"DROP INDEX {name}"))
        await session.execute(text("ALTER TABLE backlink DROP COLUMN last_look"))
        for name in ("for_campaign", "for_tactic"):
            await session.execute(text(f"ALTER TABLE touch DROP COLUMN {name}"))
        origin = "CREATE INDEX ix_backlink_reported ON backlink (workspace_id, origin)"
        await session.execute(text(origin))
        await session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    await store.engine.dispose()
    await migrate.upgrade(store.engine)
    assert await kept(store) == before
    async with store.writing("T1", NOW) as scope:
        row = {"workspace_id": scope.workspace_id, "id": 5_000, "outreach_id": 1, "by": "U1", "at": NOW}
        await scope.session.execute(insert(Touch).values(**row, what=TouchKind.PROMISED))
    assert await kept(store) == await counted(store)
