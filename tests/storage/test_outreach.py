from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.errors import UnknownTask
from storage.store import Store
from storage.watch import placements
from storage.watch.placements import Promise
from storage.words import PlacementState, Stage, TouchKind
from storage.work import campaigns, journal, outreach, tasks
from storage.work.changes import Closed, FollowUp
from storage.work.outreach import Ask

JANA, TOM = "U0JANA", "U0TOM"
ASK = Ask(site="techblog.com", owner=JANA, channel="C1", contact_email="jane@techblog.com")


async def _log(store: Store, now: datetime, ask: Ask = ASK, team: str = "T1") -> int:
    async with store.writing(team, now) as scope:
        return (await outreach.log(scope, ask, by=ask.owner, now=now)).id


async def test_an_ask_is_a_task_with_its_first_touch(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.reading("T1") as scope:
        task = await tasks.task(scope, number)
        touches = await tasks.touches(scope, number)
    assert (task.id, task.site, task.contact_email, task.stage) == (
        1,
        "techblog.com",
        "jane@techblog.com",
        Stage.CONTACTED,
    )
    assert [touch.what for touch in touches] == [TouchKind.ASKED]


async def test_a_second_ask_of_a_site_is_told_of_the_first(store: Store, now: datetime) -> None:
    await _log(store, now)
    async with store.writing("T1", now) as scope:
        logged = await outreach.log(scope, replace(ASK, owner=TOM), by=TOM, now=now)
    assert [(earlier.outreach, earlier.owner) for earlier in logged.earlier] == [(1, JANA)]


async def test_two_workspaces_number_from_one_and_cannot_see_each_other(store: Store, now: datetime) -> None:
    ours = await _log(store, now, team="T1")
    theirs = await _log(store, now, team="T2")
    second = await _log(store, now, replace(ASK, site="other.com"), team="T2")
    assert (ours, theirs, second) == (1, 1, 2)
    async with store.reading("T1") as scope:
        with pytest.raises(UnknownTask):
            await tasks.task(scope, second)
        assert [task.site for task in await tasks.open_tasks(scope)] == ["techblog.com"]
    async with store.writing("T1", now) as scope:
        with pytest.raises(UnknownTask):
            await outreach.note(scope, second, "theirs", by=JANA, now=now)


async def test_a_reply_clears_the_follow_up_and_an_undo_brings_it_back(store: Store, now: datetime) -> None:
    due = now + timedelta(days=3)
    number = await _log(store, now, replace(ASK, follow_up=FollowUp(due, timed=True)))
    async with store.writing("T1", now) as scope:
        await outreach.reply(scope, number, "wants to know more", by=JANA, now=now)
    async with store.reading("T1") as scope:
        replied = await tasks.task(scope, number)
    assert (replied.stage, replied.follow_up_at) == (Stage.REPLIED, None)
    async with store.writing("T1", now) as scope:
        undone = await journal.undo(scope, JANA, now)
    async with store.reading("T1") as scope:
        back = await tasks.task(scope, number)
        touches = await tasks.touches(scope, number)
    assert undone.what == "reply"
    assert (back.stage, back.follow_up_at, back.follow_up_timed) == (Stage.CONTACTED, due, True)
    assert [touch.what for touch in touches] == [TouchKind.ASKED]


async def test_undoing_twice_takes_the_task_itself_back(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.note(scope, number, "likes cats", by=JANA, now=now)
    async with store.writing("T1", now) as scope:
        assert not (await journal.undo(scope, JANA, now)).gone
    async with store.writing("T1", now) as scope:
        assert (await journal.undo(scope, JANA, now)).gone
    async with store.writing("T1", now) as scope:
        with pytest.raises(journal.NothingToUndo):
            await journal.undo(scope, JANA, now)
        with pytest.raises(UnknownTask):
            await tasks.task(scope, number)


async def test_an_undo_never_takes_back_what_somebody_else_did_since(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.reply(scope, number, None, by=TOM, now=now)
    async with store.writing("T1", now) as scope:
        with pytest.raises(journal.ChangedSince):
            await journal.undo(scope, JANA, now)


async def test_a_promise_is_watched_and_withdrawn_with_its_task(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.writing("T1", now) as scope:
        await placements.promise(
            scope, number, Promise("https://acme.com/guide", "https://techblog.com/tools"), by=JANA, now=now
        )
    async with store.reading("T1") as scope:
        (watched,) = (await tasks.task(scope, number)).placements
    assert (watched.state, watched.next_check_at) == (PlacementState.PROMISED, now)
    async with store.writing("T1", now) as scope:
        await outreach.drop(scope, number, None, by=JANA, now=now)
    async with store.reading("T1") as scope:
        (gone,) = (await tasks.task(scope, number)).placements
    assert (gone.state, gone.next_check_at) == (PlacementState.WITHDRAWN, None)
    async with store.writing("T1", now) as scope:
        await journal.undo(scope, JANA, now)
    async with store.reading("T1") as scope:
        (again,) = (await tasks.task(scope, number)).placements
    assert (again.state, again.next_check_at) == (PlacementState.PROMISED, now)


async def test_the_same_promise_twice_is_one_placement(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.writing("T1", now) as scope:
        first = await placements.promise(scope, number, Promise("https://acme.com/guide"), by=JANA, now=now)
    async with store.writing("T1", now) as scope:
        second = await placements.promise(
            scope, number, Promise("https://acme.com/guide", "https://techblog.com/a"), by=JANA, now=now
        )
    assert first == second


async def test_a_closed_task_takes_no_reminder(store: Store, now: datetime) -> None:
    number = await _log(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.decline(scope, number, "no budget", by=JANA, now=now)
    async with store.writing("T1", now) as scope:
        with pytest.raises(Closed, match="declined"):
            await outreach.remind(scope, number, FollowUp(now + timedelta(days=1)), by=JANA, now=now)


async def test_an_unknown_campaign_is_named_with_those_that_are_known(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await campaigns.create(scope, "Acme", ("acme.com",), client=None, channel=None, by=JANA, now=now)
    with pytest.raises(campaigns.UnknownCampaign, match="Acme"):
        await _log(store, now, replace(ASK, campaign="Acne"))
    number = await _log(store, now, replace(ASK, campaign="ACME"))
    async with store.reading("T1") as scope:
        assert (await tasks.task(scope, number)).campaign == "Acme"
