"""Taking back what the bot acted on meanwhile: its own looks block nobody, people's later changes do."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage.models import Backlink, Post, PostKind, PostState, Schedule
from storage.store import Store
from storage.watch import checks, placements
from storage.watch.due import Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import PlacementState, Stage, Verdict
from storage.work import journal, outreach, tasks
from storage.work.changes import FollowUp
from storage.work.outreach import Ask
from storage.work.views import Task

JANA, TOM = "U0JANA", "U0TOM"
TARGET, PAGE = "https://acme.com/guide", "https://techblog.com/post"
MINUTE = timedelta(minutes=1)
LINK = SeenLink(TARGET, "the guide", (), '<a href="/guide">the guide</a>', "Read ", " now.")


async def promised(store: Store, now: datetime) -> None:
    """Task 1 with placement 1, both of Jana's, nothing due but a follow-up in three days."""
    async with store.writing("T1", now) as scope:
        ask = Ask(
            site="techblog.com",
            owner=JANA,
            channel="C1",
            follow_up=FollowUp(now + timedelta(days=3), timed=True),
        )
        await outreach.log(scope, ask, by=JANA, now=now)
        await placements.promise(scope, 1, Promise(target=TARGET, page=PAGE), by=JANA, now=now)


async def look(store: Store, now: datetime, verdict: Verdict, **more: Any) -> None:
    if verdict is Verdict.LIVE:
        more = {"link": LINK, "links": (LINK,), "followed": True, "indexable": True, "status": 200, **more}
    for visit in await checks.claim(store, now=now, token=f"at {now}", lease=MINUTE, hosts=10, pages=50):
        looked = [
            Looked(due, Observation(due.page or PAGE, due.target, verdict, now, "As seen.", (), **more))
            for due in visit.due
        ]
        assert await checks.record(store, Visited(visit, tuple(looked)), now=now, jitter=random.Random(1))


async def vouch(store: Store, now: datetime, by: str = JANA) -> None:
    async with store.writing("T1", now) as scope:
        await placements.vouch(scope, 1, now + timedelta(days=30), by=by, now=now)


async def undo(store: Store, now: datetime, by: str = JANA) -> journal.Undone:
    async with store.writing("T1", now) as scope:
        return await journal.undo(scope, by, now)


async def task(store: Store) -> Task:
    async with store.reading("T1") as scope:
        return await tasks.task(scope, 1)


async def rows(store: Store, table: Any) -> list[Any]:
    async with store.read() as session:
        return list(await session.scalars(select(table).order_by(*table.__table__.primary_key)))


async def test_a_word_that_made_a_link_live_is_taken_back_with_all_that_came_of_it(
    store: Store, now: datetime
) -> None:
    await promised(store, now)
    await vouch(store, now + MINUTE)
    await look(store, now + 2 * MINUTE, Verdict.UNSEEN)
    won = await task(store)
    assert (won.stage, won.placements[0].state) == (Stage.WON, PlacementState.LIVE)
    undone = await undo(store, now + 3 * MINUTE)
    assert undone.what == "vouch"
    back = await task(store)
    (link,) = back.placements
    assert (back.stage, link.state) == (Stage.PROMISED, PlacementState.PROMISED)
    assert (link.vouched_by, link.vouched_until, link.first_live_at, link.last_seen_at) == (
        None,
        None,
        None,
        None,
    )
    assert await rows(store, Backlink) == []
    (due,) = await rows(store, Schedule)
    assert due.due_at == now + 3 * MINUTE
    (live,) = [post for post in await rows(store, Post) if post.kind is PostKind.LIVE]
    assert live.state is PostState.DROPPED


async def test_a_post_that_went_out_is_answered_in_its_thread(store: Store, now: datetime) -> None:
    await promised(store, now)
    await vouch(store, now + MINUTE)
    await look(store, now + 2 * MINUTE, Verdict.UNSEEN)
    async with store.write() as session:
        live = await session.scalar(select(Post).where(Post.kind == PostKind.LIVE))
        assert live is not None
        live.state, live.posted_in, live.ts, live.attempts = PostState.SENT, "C1", "1.2", 1
    await undo(store, now + 3 * MINUTE)
    (said,) = [post for post in await rows(store, Post) if post.kind is PostKind.IN_THREAD]
    assert (said.channel, said.thread_ts, said.body["event"]) == ("C1", "1.2", "word_taken_back")


async def test_a_word_can_be_given_again_after_it_was_taken_back(store: Store, now: datetime) -> None:
    await promised(store, now)
    for minute in (1, 5):
        await vouch(store, now + minute * MINUTE)
        await look(store, now + (minute + 1) * MINUTE, Verdict.UNSEEN)
        assert (await task(store)).stage is Stage.WON
        await undo(store, now + (minute + 2) * MINUTE)
        assert (await task(store)).stage is Stage.PROMISED
    assert (await undo(store, now + 9 * MINUTE)).what == "promise"
    back = await task(store)
    assert (back.stage, back.placements) == (Stage.CONTACTED, ())
    assert back.follow_up_at == now + timedelta(days=3)


async def test_a_word_before_any_look_is_taken_back(store: Store, now: datetime) -> None:
    await promised(store, now)
    await look(store, now, Verdict.UNSEEN)
    await vouch(store, now + MINUTE)
    await undo(store, now + 2 * MINUTE)
    (link,) = (await task(store)).placements
    assert (link.state, link.vouched_by, link.unseen) == (PlacementState.PROMISED, None, 1)


async def test_a_link_that_was_seen_stands_whoever_takes_back_what(store: Store, now: datetime) -> None:
    await promised(store, now)
    await vouch(store, now + MINUTE)
    await look(store, now + 2 * MINUTE, Verdict.LIVE)
    with pytest.raises(journal.SeenLive, match="went live"):
        await undo(store, now + 3 * MINUTE)
    assert (await task(store)).stage is Stage.WON


async def test_a_promise_whose_link_was_seen_is_not_taken_back(store: Store, now: datetime) -> None:
    await promised(store, now)
    await look(store, now + MINUTE, Verdict.LIVE)
    with pytest.raises(journal.SeenLive, match="#1"):
        await undo(store, now + 2 * MINUTE)
    assert (await task(store)).placements[0].state is PlacementState.LIVE


async def test_a_note_is_taken_back_and_what_the_bot_saw_meanwhile_stays(store: Store, now: datetime) -> None:
    await promised(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.note(scope, 1, "likes cats", by=JANA, now=now)
    await look(store, now + MINUTE, Verdict.LIVE)
    assert (await undo(store, now + 2 * MINUTE)).what == "note"
    stands = await task(store)
    assert (stands.stage, stands.follow_up_at) == (Stage.WON, None)
    async with store.reading("T1") as scope:
        assert len(await tasks.touches(scope, 1)) == 2


async def test_an_answer_is_taken_back_and_the_won_task_gets_no_reminder(store: Store, now: datetime) -> None:
    await promised(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.reply(scope, 1, "soon", by=JANA, now=now)
    await look(store, now + MINUTE, Verdict.LIVE)
    await undo(store, now + 2 * MINUTE)
    stands = await task(store)
    assert (stands.stage, stands.follow_up_at) == (Stage.WON, None)


async def test_a_reminder_that_a_live_link_settled_is_not_taken_back(store: Store, now: datetime) -> None:
    await promised(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.remind(scope, 1, FollowUp(now + timedelta(days=1)), by=JANA, now=now)
    await look(store, now + MINUTE, Verdict.LIVE)
    with pytest.raises(journal.SeenLive):
        await undo(store, now + 2 * MINUTE)


async def test_a_card_that_was_posted_meanwhile_keeps_its_address(store: Store, now: datetime) -> None:
    await promised(store, now)
    await vouch(store, now + MINUTE)
    async with store.writing("T1", now) as scope:
        await placements.card_posted(scope, 1, "C1", "9.9")
    await undo(store, now + 2 * MINUTE)
    (link,) = (await task(store)).placements
    assert (link.card_channel, link.card_ts) == ("C1", "9.9")


async def test_somebody_elses_later_change_blocks_until_they_take_it_back(
    store: Store, now: datetime
) -> None:
    await promised(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.note(scope, 1, "mine", by=TOM, now=now)
    with pytest.raises(journal.ChangedSince):
        await undo(store, now)
    await undo(store, now, by=TOM)
    assert (await undo(store, now)).what == "promise"
