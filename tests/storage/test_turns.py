"""Files that wait: each is one process's at a time, and another's once its lease is over."""

from datetime import datetime, timedelta

from sqlalchemy import update

from storage.incoming import import_files, uploads
from storage.incoming.import_files import Dropped
from storage.models import FileState, PostKind, Workspace
from storage.posts import outbox
from storage.store import Store


async def dropped(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        file = Dropped("F1", "1.1", "links.csv", 9, "U1", {"channel": "D1", "user": "U1"})
        await import_files.arrived(scope, file, {"text": "Reading …"}, now=now)


async def test_a_dropped_file_is_read_by_one_process_and_by_another_once_that_is_gone(
    store: Store, now: datetime
) -> None:
    await dropped(store, now)
    first = await import_files.claim(store, now, FileState.ARRIVED)
    assert first is not None
    assert (first.workspace, first.state, first.attempts) == ("T1", FileState.ARRIVED, 1)
    assert await import_files.claim(store, now, FileState.ARRIVED) is None
    later = now + import_files.LEASE
    async with store.writing("T1", now) as scope:
        assert await import_files.go_on(scope, first, now + timedelta(seconds=30))
    assert await import_files.claim(store, later, FileState.ARRIVED) is None
    second = await import_files.claim(store, later + timedelta(seconds=30), FileState.ARRIVED)
    assert second is not None
    assert second.attempts == 2
    async with store.writing("T1", later) as scope:
        assert not await import_files.go_on(scope, first, later)
        assert not await import_files.settle(scope, first, FileState.DONE, now=later)
        assert not await import_files.later(scope, first, later, "late")
        assert await import_files.later(scope, second, later + timedelta(minutes=9), "http_500")
    assert await import_files.claim(store, later + timedelta(minutes=8), FileState.ARRIVED) is None
    third = await import_files.claim(store, later + timedelta(minutes=9), FileState.ARRIVED)
    assert third is not None
    async with store.writing("T1", later) as scope:
        assert await import_files.put_back(scope, third, later)
    fourth = await import_files.claim(store, later, FileState.ARRIVED)
    assert fourth is not None
    assert fourth.attempts == third.attempts == 3


async def test_only_the_first_press_counts(store: Store, now: datetime) -> None:
    await dropped(store, now)
    waiting = await import_files.claim(store, now, FileState.ARRIVED)
    assert waiting is not None
    async with store.writing("T1", now) as scope:
        assert await import_files.settle(scope, waiting, FileState.OFFERED, now=now)
        first = await import_files.decide(scope, waiting.id, FileState.WANTED, by="U2", now=now)
        second = await import_files.decide(scope, waiting.id, FileState.LEFT, by="U1", now=now)
    assert first == (FileState.OFFERED, "links.csv")
    assert second == (FileState.WANTED, "links.csv")
    async with store.writing("T2", now) as scope:
        assert await import_files.decide(scope, waiting.id, FileState.LEFT, by="U1", now=now) is None
    assert await import_files.claim(store, now, FileState.ARRIVED) is None
    wanted = await import_files.claim(store, now, FileState.WANTED)
    assert wanted is not None
    assert (wanted.by, wanted.state, wanted.attempts) == ("U2", FileState.WANTED, 1)


async def test_a_file_for_slack_is_made_by_one_process_and_waits_while_our_token_is_gone(
    store: Store, now: datetime
) -> None:
    async with store.writing("T1", now) as scope:
        await outbox.put(scope, PostKind.ANSWER, "export:U1", "1", "U1", {"text": "x"}, now=now)
        post = await outbox.post_of(scope, PostKind.ANSWER, "export:U1", "1")
        assert post is not None
        for _ in range(2):
            await uploads.ask(
                scope, "a", {"kind": "export"}, post_id=post.id, channel="U1", user="U1", now=now
            )
    async with store.write() as session:
        await session.execute(update(Workspace).values(revoked_at=now))
    assert await uploads.claim(store, now) is None
    async with store.write() as session:
        await session.execute(update(Workspace).values(revoked_at=None))
    first = await uploads.claim(store, now)
    assert first is not None
    assert await uploads.claim(store, now) is None
    over = now + uploads.LEASE
    second = await uploads.claim(store, over)
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)
    await uploads.shared(store, first, over)
    await uploads.later(store, second, over + timedelta(minutes=1), "ratelimited")
    assert await uploads.claim(store, over) is None
    third = await uploads.claim(store, over + timedelta(minutes=1))
    assert third is not None
    await uploads.shared(store, third, over)
    assert await uploads.claim(store, over + timedelta(days=9)) is None
