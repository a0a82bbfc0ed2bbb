"""Claiming due hosts and writing what was seen, on the databases people run."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from storage.models import (
    Backlink,
    HostLease,
    ObservationRow,
    Outreach,
    Placement,
    Post,
    Schedule,
)
from storage.store import Store
from storage.watch import checks, placements
from storage.watch.due import HostVisit, Looked, Visited
from storage.watch.observation import Doubt, Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Finding, Origin, PlacementState, RelAgreed, Stage, Verdict
from storage.work import campaigns, outreach
from storage.work.changes import FollowUp
from storage.work.outreach import Ask

JANA = "U0JANA"
TARGET = "https://acme.com/guide"
PAGE = "https://techblog.com/post"
LEASE = timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LINK = SeenLink(TARGET, "the guide", (), '<a href="/guide">the guide</a>', "Read ", " now.")


async def promise(
    store: Store,
    now: datetime,
    page: str | None = PAGE,
    *,
    team: str = "T1",
    site: str = "techblog.com",
    **terms: Any,
) -> int:
    async with store.writing(team, now) as scope:
        follow_up = FollowUp(now + timedelta(days=3), timed=True)
        ask = Ask(site=site, owner=JANA, channel="C1", follow_up=follow_up)
        task = await outreach.log(scope, ask, by=JANA, now=now)
        return await placements.promise(
            scope, task.id, Promise(target=TARGET, page=page, **terms), by=JANA, now=now
        )


async def claim(store: Store, now: datetime, token: str = "t1", **more: int) -> list[HostVisit]:
    return await checks.claim(
        store, now=now, token=token, lease=LEASE, hosts=more.get("hosts", 10), pages=more.get("pages", 50)
    )


def seen(visit: HostVisit, verdict: Verdict, at: datetime, *findings: Finding, **more: Any) -> Visited:
    if verdict is Verdict.LIVE:
        more = {"link": LINK, "links": (LINK,), "followed": True, "indexable": True, "status": 200, **more}
    looked = [
        Looked(
            one,
            Observation(
                one.page or "https://techblog.com/", one.target, verdict, at, "As seen.", findings, **more
            ),
        )
        for one in visit.due
    ]
    return Visited(visit, tuple(looked))


async def record(store: Store, visited: Visited, now: datetime) -> bool:
    return await checks.record(store, visited, now=now, jitter=random.Random(1))


async def look(store: Store, now: datetime, verdict: Verdict, *findings: Finding, **more: Any) -> None:
    """Everything that is due is looked at, with one outcome."""
    for visit in await claim(store, now, token=f"look at {now}"):
        assert await record(store, seen(visit, verdict, now, *findings, **more), now)


async def rows(store: Store, table: Any) -> list[Any]:
    async with store.read() as session:
        return list(await session.scalars(select(table).order_by(*table.__table__.primary_key)))


async def one(store: Store, table: Any) -> Any:
    (row,) = await rows(store, table)
    return row


async def posts(store: Store) -> list[Post]:
    return [post for post in await rows(store, Post) if post.kind != "card"]


async def said(store: Store) -> list[str]:
    return [post.kind.value for post in await posts(store)]


# Claiming


async def test_a_claim_hands_out_what_is_due_by_host(store: Store, now: datetime) -> None:
    await promise(store, now)
    await promise(store, now, "https://techblog.com/other", rel_agreed=RelAgreed.DOFOLLOW, anchor="guide")
    await promise(store, now, "https://www.other.org/x", site="other.org", team="T2")
    visits = {visit.host: visit for visit in await claim(store, now)}
    assert set(visits) == {"techblog.com", "www.other.org"}
    first, second = visits["techblog.com"].due
    assert (first.page, first.target, first.slack_id, first.validators) == (PAGE, TARGET, "T1", None)
    assert (second.anchor, second.rel_agreed) == ("guide", RelAgreed.DOFOLLOW)
    assert visits["www.other.org"].due[0].slack_id == "T2"


async def test_a_host_that_is_held_is_nobody_elses(store: Store, now: datetime) -> None:
    await promise(store, now)
    assert await claim(store, now, "t1")
    assert await claim(store, now + LEASE / 2, "t2") == []


async def test_what_is_not_due_is_not_handed_out(store: Store, now: datetime) -> None:
    await promise(store, now)
    assert await claim(store, now - HOUR) == []


async def test_what_is_due_longest_comes_first_and_no_more_than_asked(store: Store, now: datetime) -> None:
    for minute in range(4):
        await promise(store, now - timedelta(minutes=minute), f"https://techblog.com/{minute}")
    await promise(store, now - HOUR, "https://other.org/x", site="other.org")
    (visit,) = await claim(store, now, hosts=1)
    assert visit.host == "other.org"
    (visit,) = await claim(store, now, "t2", pages=2)
    assert [due.page for due in visit.due] == ["https://techblog.com/3", "https://techblog.com/2"]


async def test_claims_at_the_same_moment_share_no_host(store: Store, now: datetime) -> None:
    for number in range(20):
        await promise(store, now, f"https://site{number}.com/x", site=f"site{number}.com")
    claims = await asyncio.gather(*(claim(store, now, f"t{n}", hosts=10) for n in range(4)))
    hosts = [visit.host for visits in claims for visit in visits]
    assert sorted(hosts) == sorted({f"site{number}.com" for number in range(20)})


async def test_a_host_that_somebody_else_is_taking_now_is_not_waited_for(store: Store, now: datetime) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    for host in ("other.org", "techblog.com"):
        await promise(store, now, f"https://{host}/x", site=host)
    await checks.give_back(store, await claim(store, now))
    await promise(store, now, "https://unknown.net/x", site="unknown.net")
    async with store.write() as somebody:
        theirs = update(HostLease).where(HostLease.host == "other.org").values(token="theirs")
        await somebody.execute(theirs)
        async with asyncio.timeout(5):
            visits = await claim(store, now, "t2")
    assert {visit.host for visit in visits} == {"techblog.com", "unknown.net"}


async def test_what_was_withdrawn_or_undone_is_not_handed_out(store: Store, now: datetime) -> None:
    await promise(store, now)
    await promise(store, now, "https://techblog.com/2")
    async with store.write() as session:
        await session.execute(
            update(Placement).where(Placement.id == 1).values(state=PlacementState.WITHDRAWN)
        )
        await session.execute(update(Placement).where(Placement.id == 2).values(removed_at=now))
    assert await claim(store, now) == []
    assert await rows(store, Schedule) == []
    assert (await one(store, HostLease)).token is None


# What abandoned work leaves behind


async def test_a_visit_that_died_is_begun_again_when_its_lease_ends(store: Store, now: datetime) -> None:
    await promise(store, now)
    await claim(store, now, "died")
    (visit,) = await claim(store, now + LEASE, "second")
    assert await record(store, seen(visit, Verdict.LIVE, now), now)
    assert await said(store) == ["live"]


async def test_a_visitor_that_comes_late_writes_nothing(store: Store, now: datetime) -> None:
    await promise(store, now)
    (late,) = await claim(store, now, "late")
    (taken,) = await claim(store, now + LEASE, "second")
    assert not await record(store, seen(late, Verdict.LIVE, now + LEASE), now + LEASE)
    assert (await one(store, Placement)).verdict is None
    assert await said(store) == []
    assert await rows(store, ObservationRow) == []
    assert (await one(store, HostLease)).token == "second"
    assert await record(store, seen(taken, Verdict.MISSING, now + LEASE), now + LEASE)
    assert (await one(store, Placement)).verdict == "missing"
    assert not await record(store, seen(late, Verdict.LIVE, now + LEASE), now + LEASE)
    assert (await one(store, Placement)).verdict == "missing"


async def test_a_report_told_twice_counts_once(store: Store, now: datetime) -> None:
    await promise(store, now)
    (visit,) = await claim(store, now)
    result = seen(visit, Verdict.LIVE, now)
    assert await record(store, result, now)
    assert not await record(store, result, now)
    assert await said(store) == ["live"]
    assert (await one(store, ObservationRow)).count == 1


async def test_a_transaction_that_breaks_leaves_nothing_and_can_be_done_again(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await promise(store, now)
    (visit,) = await claim(store, now)

    @event.listens_for(store.engine.sync_engine, "before_cursor_execute")
    def die(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO post"):
            raise RuntimeError("the machine died")

    with pytest.raises(RuntimeError):
        await record(store, seen(visit, Verdict.LIVE, now), now)
    event.remove(store.engine.sync_engine, "before_cursor_execute", die)
    assert (await one(store, Placement)).state == "promised"
    assert (await one(store, Outreach)).stage == "promised"
    assert await rows(store, Backlink) == []
    assert await record(store, seen(visit, Verdict.LIVE, now), now)
    assert await said(store) == ["live"]


async def test_a_visit_that_goes_on_keeps_its_host(store: Store, now: datetime) -> None:
    await promise(store, now)
    (visit,) = await claim(store, now)
    part = replace(seen(visit, Verdict.MISSING, now), ended=False, until=now + 3 * LEASE)
    assert await record(store, part, now)
    assert await claim(store, now + 2 * DAY - 2 * DAY + 2 * LEASE, "t2") == []
    assert await record(store, Visited(visit, ()), now + 2 * LEASE)
    assert (await one(store, HostLease)).token is None


async def test_hosts_that_are_given_back_are_due_at_once(store: Store, now: datetime) -> None:
    await promise(store, now)
    await checks.give_back(store, await claim(store, now))
    assert await claim(store, now, "t2")


async def test_a_clock_that_was_a_year_ahead_keeps_no_host_and_no_look_back(
    store: Store, now: datetime
) -> None:
    ahead = now + 365 * DAY
    await promise(store, now - HOUR)
    await promise(store, now, "https://other.org/x", site="other.org")
    await claim(store, ahead, "ahead", hosts=1)
    (visit,) = await claim(store, ahead, "also ahead")
    busy = replace(seen(visit, Verdict.UNSEEN, ahead, Finding.HTTP_ERROR), retry_after=7200.0)
    assert await record(store, busy, ahead)
    assert [visit.host for visit in await claim(store, now, "right again")] == ["techblog.com"]
    await checks.set_right(store, now=now)
    assert [visit.host for visit in await claim(store, now, "right again, too")] == ["other.org"]


async def test_people_and_results_that_meet_on_one_task_never_block_each_other(
    store: Store, now: datetime
) -> None:
    pages = [f"https://techblog.com/{number}" for number in range(10)]
    for page in pages:
        await promise(store, now, page)
    (visit,) = await claim(store, now)

    async def person(number: int) -> None:
        async with store.writing("T1", now) as scope:
            terms = Promise(target=TARGET, page=pages[number - 1], anchor="guide")
            await placements.promise(scope, number, terms, by=JANA, now=now)
            await outreach.note(scope, number, "a word", by=JANA, now=now)

    people = [person(number) for number in range(10, 0, -1)]
    done = await asyncio.gather(record(store, seen(visit, Verdict.LIVE, now), now), *people)
    assert done[0] is True
    again = await claim(store, now, "t2")
    for one in again:
        assert await record(store, seen(one, Verdict.LIVE, now), now)
    assert {row.state for row in await rows(store, Placement)} == {"live"}
    assert (await said(store)).count("live") == 10


# What is seen


async def test_a_live_link_wins_the_task_and_ends_its_follow_ups(store: Store, now: datetime) -> None:
    await promise(store, now)
    async with store.write() as session:
        await session.execute(update(Outreach).values(follow_up_at=now + DAY, remind_at=now + DAY))
    before = await one(store, Outreach)
    await look(store, now + HOUR, Verdict.LIVE)
    task = await one(store, Outreach)
    assert (task.stage, task.follow_up_at, task.remind_at) == (Stage.WON, None, None)
    assert task.version == before.version + 1


async def test_the_live_post_holds_all_that_was_true_when_it_happened(store: Store, now: datetime) -> None:
    await promise(store, now, anchor="the guide", rel_agreed=RelAgreed.DOFOLLOW)
    await look(store, now + 3 * DAY, Verdict.LIVE, title="My post")
    (post,) = await posts(store)
    assert (post.kind, post.channel, post.thread_ts, post.urgent) == ("live", "C1", None, True)
    assert post.body == {
        "event": "live",
        "at": "2026-11-26T08:30:00Z",
        "placement": 1,
        "outreach": 1,
        "campaign": None,
        "client_mode": False,
        "tactic": None,
        "owner": JANA,
        "site": "techblog.com",
        "page": PAGE,
        "title": "My post",
        "target": TARGET,
        "verdict": "live",
        "href": TARGET,
        "anchor": "the guide",
        "rel": [],
        "html": '<a href="/guide">the guide</a>',
        "before": "Read ",
        "after": " now.",
        "followed": True,
        "indexable": True,
        "status": 200,
        "final_url": "",
        "findings": [],
        "unseen_findings": [],
        "differs": [],
        "was": [],
        "detail": "As seen.",
        "wrong_href": None,
        "anchor_agreed": "the guide",
        "rel_agreed": "dofollow",
        "price": None,
        "asked_at": "2026-11-23T08:30:00Z",
        "promised_at": "2026-11-23T08:30:00Z",
        "promised_by": None,
        "first_live_at": "2026-11-26T08:30:00Z",
        "last_seen_at": "2026-11-26T08:30:00Z",
        "lost_at": None,
        "days": 3,
        "misses": 0,
        "missed_at": [],
        "unseen": 0,
        "by_word": False,
        "vouched_by": None,
        "vouched_at": None,
        "vouched_until": None,
    }


async def test_a_campaigns_channel_hears_of_its_links(store: Store, now: datetime) -> None:
    async with store.writing("T1", now) as scope:
        await campaigns.create(scope, "spring", ("acme.com",), client=None, channel="C9", by=JANA, now=now)
        ask = Ask(site="techblog.com", owner=JANA, channel="C1", campaign="spring")
        task = await outreach.log(scope, ask, by=JANA, now=now)
        await placements.promise(scope, task.id, Promise(target=TARGET, page=PAGE), by=JANA, now=now)
    await look(store, now, Verdict.LIVE)
    (post,) = await posts(store)
    assert (post.channel, post.body["campaign"]) == ("C9", "spring")


async def test_a_link_that_differs_is_live_but(store: Store, now: datetime) -> None:
    await promise(store, now, rel_agreed=RelAgreed.DOFOLLOW)
    broken = (Finding.REL_NOFOLLOW, Finding.REL_NOT_AS_AGREED)
    await look(store, now, Verdict.LIVE, *broken, followed=False)
    (post,) = await posts(store)
    assert (post.kind, post.body["differs"], post.body["followed"]) == (
        "live_but",
        ["rel_not_as_agreed"],
        False,
    )
    assert (await one(store, Outreach)).stage == "won"
    assert (await one(store, Placement)).findings == ["rel_nofollow", "rel_not_as_agreed"]


async def test_a_built_backlink_says_who_promised_it(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    link = await one(store, Backlink)
    assert (link.id, link.page, link.href, link.target, link.site) == (
        1,
        PAGE,
        TARGET,
        TARGET,
        "techblog.com",
    )
    assert (link.rel, link.followed, link.indexable, link.anchor) == ([], True, True, "the guide")
    assert (link.origin, link.origin_reason) == ("built", "promised in #1 by <@U0JANA> on 23 Nov 2026")
    assert (link.placement_id, link.first_seen_at, link.lost_at) == (1, now, None)


async def test_a_backlink_that_was_reported_before_stays_one(store: Store, now: datetime) -> None:
    from storage.links import backlinks

    async with store.writing("T1", now) as scope:
        sighting = backlinks.Sighting(
            page="http://www.techblog.com/post/?utm_source=x",
            target=TARGET,
            site="techblog.com",
            at=now - 9 * DAY,
            reason="imported",
            origin=Origin.PASSIVE,
        )
        await backlinks.seen(scope, [sighting, sighting])
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    link = await one(store, Backlink)
    assert (link.origin, link.placement_id, link.first_seen_at, link.last_seen_at) == (
        "built",
        1,
        now - 9 * DAY,
        now,
    )


async def test_a_persons_word_about_the_origin_stays(store: Store, now: datetime) -> None:
    from storage.links import backlinks

    async with store.writing("T1", now) as scope:
        sighting = backlinks.Sighting(
            page=PAGE, target=TARGET, site="techblog.com", at=now, reason="imported", origin=Origin.PASSIVE
        )
        await backlinks.seen(scope, [sighting])
        await scope.session.execute(update(Backlink).values(origin_by=JANA))
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    assert (await one(store, Backlink)).origin == "passive"


async def lose(store: Store, now: datetime) -> datetime:
    """A link that is live, then missing; when it was lost."""
    await look(store, now, Verdict.LIVE)
    gone = now + DAY
    for hours in (0, 1, 6, 24):
        await look(store, gone + hours * HOUR, Verdict.MISSING, Finding.NOT_FOUND)
    return gone + DAY


async def test_lost_says_how_many_readable_misses_there_were_and_when(store: Store, now: datetime) -> None:
    await promise(store, now)
    lost_at = await lose(store, now)
    assert await said(store) == ["live", "in_thread", "lost"]
    lost = (await posts(store))[2]
    assert lost.body["misses"] == 4
    assert lost.body["missed_at"] == [
        "2026-11-24T08:30:00Z",
        "2026-11-24T09:30:00Z",
        "2026-11-24T14:30:00Z",
        "2026-11-25T08:30:00Z",
    ]
    assert lost.body["last_seen_at"] == "2026-11-23T08:30:00Z"
    assert (await one(store, Backlink)).lost_at == lost_at
    placement = await one(store, Placement)
    assert (placement.state, placement.lost_at) == ("lost", lost_at)
    assert (await one(store, Outreach)).stage == "won"


async def test_a_link_that_comes_back_is_told_and_is_no_second_live(store: Store, now: datetime) -> None:
    await promise(store, now)
    lost_at = await lose(store, now)
    await look(store, lost_at + DAY, Verdict.LIVE)
    assert await said(store) == ["live", "in_thread", "lost", "back"]
    back = (await posts(store))[3]
    assert back.body["lost_at"] == "2026-11-25T08:30:00Z"
    assert (await one(store, Backlink)).lost_at is None
    assert (await one(store, Placement)).first_live_at == now


async def test_weeks_of_a_flapping_site_are_never_a_lost_link(store: Store, now: datetime) -> None:
    await promise(store, now)
    flaps = random.Random(5)
    at, missed = now, 0
    await look(store, at, Verdict.LIVE)
    for _ in range(400):
        at = (await one(store, Schedule)).due_at + timedelta(seconds=1)
        options = [Verdict.LIVE, Verdict.UNSEEN] if missed >= 2 else list(Verdict)
        verdict = flaps.choice(options)
        missed = missed + 1 if verdict is Verdict.MISSING else 0 if verdict is Verdict.LIVE else missed
        await look(store, at, verdict)
    assert "lost" not in await said(store)
    assert set(await said(store)) <= {"live", "ask", "in_thread"}


async def test_a_change_is_told_in_the_cards_thread(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    async with store.writing("T1", now) as scope:
        await placements.card_posted(scope, 1, "C1", "17.5")
    await look(store, now + DAY, Verdict.LIVE, Finding.REL_NOFOLLOW, followed=False)
    changed = (await posts(store))[1]
    assert (changed.kind, changed.channel, changed.thread_ts) == ("in_thread", "C1", "17.5")
    assert (changed.body["event"], changed.body["was"], changed.body["findings"]) == (
        "changed",
        [],
        ["rel_nofollow"],
    )
    assert (await one(store, Backlink)).followed is False


async def test_another_page_linked_instead_is_told_once_for_each_page(store: Store, now: datetime) -> None:
    await promise(store, now)
    for day, path in enumerate(["a", "a", "b", "a"]):
        href = f"https://acme.com/{path}"
        await look(store, now + day * DAY, Verdict.MISSING, Finding.WRONG_TARGET, wrong_href=href)
    assert [(post.kind, post.body["wrong_href"]) for post in await posts(store)] == [
        ("in_thread", "https://acme.com/a"),
        ("in_thread", "https://acme.com/b"),
    ]
    assert (await one(store, Placement)).state == "promised"


async def test_a_link_that_gives_way_to_a_page_that_was_linked_all_along_is_told(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    home: dict[str, Any] = {"wrong_href": "https://acme.com/"}
    await look(store, now, Verdict.MISSING, Finding.WRONG_TARGET, **home)
    await look(store, now + DAY, Verdict.LIVE)
    for day in (2, 3, 4, 5):
        await look(store, now + day * DAY, Verdict.MISSING, Finding.WRONG_TARGET, **home)
    told = [post for post in await posts(store) if post.kind == "in_thread"]
    assert [(post.body["wrong_href"], post.body["last_seen_at"]) for post in told] == [
        ("https://acme.com/", None),
        ("https://acme.com/", "2026-11-24T08:30:00Z"),
    ]
    assert "lost" not in await said(store)
    assert (await one(store, Placement)).state == "live"


async def test_a_page_that_goes_back_and_forth_fills_no_thread(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    for turn in range(1, 6):
        at = (await one(store, Schedule)).due_at
        if turn % 2:
            href = {"wrong_href": "https://acme.com/"}
            await look(store, at, Verdict.MISSING, Finding.WRONG_TARGET, **href)
        else:
            await look(store, at, Verdict.LIVE)
    assert await said(store) == ["live", "in_thread"]


def doubting(at: datetime, door: SeenLink) -> dict[str, Any]:
    otherwise = Observation(PAGE, TARGET, Verdict.MISSING, at, "No link.", (), status=200)
    return {"doubt": Doubt((door,), otherwise)}


async def test_what_stands_in_the_pages_place_for_days_alone_is_a_lost_link(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE, title="How to choose tools | Techblog")
    for hours in range(24, 24 * 4, 6):
        await look(store, now + hours * HOUR, Verdict.MISSING, title="Techblog", status=200)
    assert await said(store) == ["live", "ask"]
    seen_last = (await rows(store, ObservationRow))[-1]
    assert seen_last.detail.startswith("Could not see the page: in its place stands one titled “Techblog”")
    assert (await one(store, Placement)).state == "live"
    for hours in range(24 * 4, 24 * 6, 6):
        await look(store, now + hours * HOUR, Verdict.MISSING, title="Techblog", status=200)
    assert (await said(store))[-1] == "lost"


async def test_another_page_now_and_then_is_no_miss(store: Store, now: datetime) -> None:
    await promise(store, now)
    own, other = "How to choose tools | Techblog", "Nous revenons bientôt"
    await look(store, now, Verdict.LIVE, title=own)
    for day in range(1, 12):
        await look(store, now + day * DAY, Verdict.MISSING, title=other, status=200)
        await look(store, now + day * DAY + 12 * HOUR, Verdict.LIVE, title=own)
    assert await said(store) == ["live"]
    for hours in (0, 1, 6, 25):
        at = now + 20 * DAY + hours * HOUR
        await look(store, at, Verdict.MISSING, title="How to choose tools, revised", status=200)
    assert (await said(store))[-1] == "lost"


async def test_a_shortener_that_is_never_the_link_keeps_no_loss_from_being_seen(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    share = SeenLink("https://bit.ly/1", "share this", (), "", "At the foot of the page:", "or print it")
    for hours in (24, 25, 30, 48):
        at = now + hours * HOUR
        await look(store, at, Verdict.UNSEEN, Finding.HTTP_ERROR, **doubting(at, share))
    assert await said(store) == ["live", "in_thread", "lost"]
    assert (await posts(store))[2].body["misses"] == 4
    assert (await rows(store, ObservationRow))[1].verdict == "missing"


async def test_a_shortener_that_stands_where_the_link_stood_is_no_loss(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    for hours in range(24, 24 * 10, 6):
        at = now + hours * HOUR
        moved = SeenLink("https://bit.ly/1", "The guide")
        await look(store, at, Verdict.UNSEEN, Finding.HTTP_ERROR, **doubting(at, moved))
    assert await said(store) == ["live", "ask"]
    assert (await one(store, Placement)).state == "live"


async def test_a_shortener_on_a_page_whose_link_was_never_seen_stays_a_doubt(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    share = SeenLink("https://bit.ly/1", "share this")
    await look(store, now, Verdict.UNSEEN, Finding.HTTP_ERROR, **doubting(now, share))
    assert (await one(store, Placement)).verdict == "unseen"


@pytest.mark.parametrize(
    ("last", "verdict"),
    [([], "missing"), ([Finding.HIDDEN], "missing"), ([Finding.IFRAME_ONLY], "unseen"), (None, "unseen")],
)
async def test_an_unread_frame_hides_a_loss_only_where_the_link_may_stand_in_it(
    store: Store, now: datetime, last: list[Finding] | None, verdict: str
) -> None:
    await promise(store, now)
    if last is not None:
        await look(store, now, Verdict.LIVE, *last)
    at = now + 24 * HOUR
    otherwise = Observation(PAGE, TARGET, Verdict.MISSING, at, "No link.", (), status=200)
    await look(store, at, Verdict.UNSEEN, Finding.BLOCKED, doubt=Doubt((), otherwise, framed=True))
    assert (await rows(store, ObservationRow))[-1].verdict == verdict


async def test_a_page_that_cannot_be_read_asks_its_owner_once(store: Store, now: datetime) -> None:
    await promise(store, now)
    for hours in range(0, 30, 6):
        await look(store, now + hours * HOUR, Verdict.UNSEEN, Finding.BLOCKED, status=403)
    (ask,) = await posts(store)
    assert (ask.kind, ask.channel, ask.body["event"], ask.body["owner"]) == ("ask", "C1", "ask", JANA)
    assert (ask.body["unseen"], ask.body["unseen_findings"]) == (3, ["blocked"])


async def test_a_persons_word_makes_an_unreadable_page_live(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.UNSEEN, Finding.CHALLENGE)
    async with store.writing("T1", now) as scope:
        await placements.vouch(scope, 1, now + 30 * DAY, by=JANA, now=now + HOUR)
    await look(store, now + 3 * HOUR, Verdict.UNSEEN, Finding.CHALLENGE)
    (post,) = await posts(store)
    assert (post.kind, post.body["by_word"], post.body["vouched_by"]) == ("live", True, JANA)
    assert (await one(store, Outreach)).stage == "won"
    link = await one(store, Backlink)
    assert (link.rel, link.followed) == (None, None)
    assert link.origin_reason == "promised in #1 by <@U0JANA> on 23 Nov 2026; <@U0JANA> saw it"


async def test_a_promise_nothing_came_of_asks_once(store: Store, now: datetime) -> None:
    await promise(store, now)
    for day in (59, 60, 75, 90):
        await look(store, now + day * DAY, Verdict.MISSING)
    assert [(post.kind, post.body["event"]) for post in await posts(store)] == [("ask", "expired")]


async def test_the_card_is_edited_only_when_it_has_something_else_to_show(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    for day in range(4):
        await look(store, now + day * DAY, Verdict.MISSING)
    cards = [post.epoch for post in await rows(store, Post) if post.kind == "card"]
    assert cards == ["v1", "v2"]
    assert (await one(store, Placement)).version == 2


async def test_history_grows_with_changes_not_with_looks(store: Store, now: datetime) -> None:
    await promise(store, now)
    for day in range(5):
        await look(store, now + day * DAY, Verdict.MISSING)
    await look(store, now + 5 * DAY, Verdict.LIVE)
    await look(store, now + 6 * DAY, Verdict.LIVE)
    first, second = await rows(store, ObservationRow)
    assert (first.verdict, first.count, first.first_seen_at, first.last_seen_at) == (
        "missing",
        5,
        now,
        now + 4 * DAY,
    )
    assert (second.count, second.links[0]["html"], second.links[0]["before"]) == (
        2,
        LINK.html,
        "Read ",
    )


async def test_a_standing_link_that_is_seen_again_moves_its_times_and_nothing_else(
    store: Store, now: datetime
) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE, etag='"1"')
    placement, link, told = await one(store, Placement), await one(store, Backlink), await said(store)
    for days, spared in ((1, False), (2, True)):
        then = now + days * DAY
        await look(store, then, Verdict.LIVE, etag='"1"', unchanged=spared)
        after, link_after, looks = (
            await one(store, Placement),
            await one(store, Backlink),
            await one(store, ObservationRow),
        )
        assert (after.checked_at, after.last_seen_at, link_after.last_seen_at) == (then, then, then)
        assert (looks.first_seen_at, looks.last_seen_at, looks.count) == (now, then, days + 1)
        due = (await one(store, Schedule)).due_at
        assert then + 0.9 * DAY <= due <= then + DAY
        assert (after.version, after.first_live_at, after.etag) == (placement.version, now, '"1"')
        assert (link_after.first_seen_at, link_after.lost_at) == (link.first_seen_at, None)
        assert await said(store) == told


async def test_whatever_differs_about_a_standing_link_is_written(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE, etag='"1"')
    then = now + DAY
    await look(store, then, Verdict.LIVE, etag='"\0"', body_hash="a" * 32)
    placement = await one(store, Placement)
    assert (placement.etag, placement.body_hash) == (None, "a" * 32)
    then += DAY
    await look(store, then, Verdict.LIVE, etag='"2"')
    placement = await one(store, Placement)
    assert (placement.etag, placement.body_hash, placement.checked_at) == ('"2"', None, then)
    assert (await one(store, ObservationRow)).count == 3
    then += DAY
    renamed = replace(LINK, anchor="a guide")
    await look(store, then, Verdict.LIVE, etag='"2"', link=renamed, links=(renamed,))
    assert (await one(store, Backlink)).anchor == "a guide"
    assert len(await rows(store, ObservationRow)) == 2
    then += DAY
    await look(store, then, Verdict.LIVE, Finding.META_NOINDEX, etag='"2"', indexable=False)
    assert ((await one(store, Placement)).findings, (await one(store, Backlink)).indexable) == (
        ["meta_noindex"],
        False,
    )
    async with store.write() as session:
        await session.execute(update(Backlink).values(lost_at=then, anchor="as a table has it"))
    then += DAY
    await look(store, then, Verdict.LIVE, Finding.META_NOINDEX, etag='"2"', indexable=False)
    link = await one(store, Backlink)
    assert (link.lost_at, link.anchor) == (None, "the guide")


async def test_an_unchanged_page_keeps_the_facts_of_the_last_read(store: Store, now: datetime) -> None:
    await promise(store, now, rel_agreed=RelAgreed.DOFOLLOW)
    await look(
        store, now, Verdict.LIVE, Finding.REL_NOFOLLOW, Finding.REL_NOT_AS_AGREED, followed=False, etag='"1"'
    )
    (visit,) = await claim(store, now + DAY)
    assert visit.due[0].validators is not None
    assert visit.due[0].validators.etag == '"1"'
    spared = seen(visit, Verdict.UNSEEN, now + DAY, unchanged=True, status=304, etag='"1"')
    assert await record(store, spared, now + DAY)
    placement = await one(store, Placement)
    assert (placement.state, placement.verdict, placement.unseen) == ("live", "live", 0)
    assert placement.findings == ["rel_nofollow", "rel_not_as_agreed"]
    assert (placement.last_seen_at, placement.etag) == (now + DAY, '"1"')
    assert (await one(store, ObservationRow)).count == 2
    assert (await one(store, Backlink)).last_seen_at == now + DAY
    assert await said(store) == ["live_but"]


async def test_a_look_that_could_not_see_asks_for_the_whole_page_next(store: Store, now: datetime) -> None:
    await promise(store, now)
    await look(store, now, Verdict.LIVE, etag='"1"')
    await look(store, now + DAY, Verdict.UNSEEN)
    (visit,) = await claim(store, now + 2 * DAY)
    assert visit.due[0].validators is None
    assert (await one(store, Placement)).etag == '"1"'


async def test_a_page_that_was_unknown_becomes_the_placements_page(store: Store, now: datetime) -> None:
    await promise(store, now, None)
    (visit,) = await claim(store, now)
    assert (visit.host, visit.due[0].page, visit.due[0].site) == ("techblog.com", None, "techblog.com")
    found = Observation(
        "https://blog.techblog.com/new", TARGET, Verdict.LIVE, now, "Live.", link=LINK, followed=True
    )
    assert await record(store, Visited(visit, (Looked(visit.due[0], found),)), now)
    assert (await one(store, Placement)).page == "https://blog.techblog.com/new"
    assert (await one(store, Schedule)).host == "blog.techblog.com"
    assert (await posts(store))[0].body["page"] == "https://blog.techblog.com/new"


async def test_a_site_whose_page_is_unknown_stays_unknown_while_nothing_is_there(
    store: Store, now: datetime
) -> None:
    await promise(store, now, None)
    await look(store, now, Verdict.MISSING)
    assert (await one(store, Placement)).page is None
    assert (await one(store, Schedule)).host == "techblog.com"


async def test_terms_that_changed_meanwhile_are_looked_at_afresh(store: Store, now: datetime) -> None:
    await promise(store, now)
    (visit,) = await claim(store, now)
    async with store.writing("T1", now) as scope:
        terms = Promise(target=TARGET, page=PAGE, rel_agreed=RelAgreed.DOFOLLOW)
        await placements.promise(scope, 1, terms, by=JANA, now=now)
    assert await record(store, seen(visit, Verdict.LIVE, now), now)
    assert (await one(store, Placement)).verdict is None
    (again,) = await claim(store, now, "t2")
    assert again.due[0].rel_agreed == RelAgreed.DOFOLLOW


async def test_what_is_withdrawn_while_it_is_looked_at_is_left_alone(store: Store, now: datetime) -> None:
    await promise(store, now)
    (visit,) = await claim(store, now)
    async with store.writing("T1", now) as scope:
        await outreach.drop(scope, 1, None, by=JANA, now=now)
    assert await record(store, seen(visit, Verdict.LIVE, now), now)
    assert (await one(store, Placement)).state == "withdrawn"
    assert await said(store) == []
    assert await rows(store, Schedule) == []


async def test_two_workspaces_are_written_apart(store: Store, now: datetime) -> None:
    await promise(store, now, team="T1")
    await promise(store, now, team="T2")
    (visit,) = await claim(store, now)
    first, second = visit.due
    assert {first.placement_id, second.placement_id} == {1}
    live = seen(replace(visit, due=(first,)), Verdict.LIVE, now).looked
    missing = seen(replace(visit, due=(second,)), Verdict.MISSING, now).looked
    assert await record(store, Visited(visit, (*live, *missing)), now)
    assert [row.verdict for row in await rows(store, Placement)] == ["live", "missing"]
    (post,) = await posts(store)
    assert post.workspace_id == first.workspace_id


async def test_a_host_that_asks_for_patience_gets_it_for_all_its_pages(store: Store, now: datetime) -> None:
    await promise(store, now)
    await promise(store, now, "https://techblog.com/2")
    (visit,) = await claim(store, now, pages=1)
    busy = replace(seen(visit, Verdict.UNSEEN, now, Finding.HTTP_ERROR), retry_after=7200.0)
    assert await record(store, busy, now)
    assert await claim(store, now + HOUR, "t2") == []
    (visit,) = await claim(store, now + 2 * HOUR, "t3")
    assert len(visit.due) == 2


HOSTILE = "\0\ud800<!channel> \u202e" + "x" * 5000


async def test_nothing_a_page_says_can_keep_a_look_from_being_written(store: Store, now: datetime) -> None:
    await promise(store, now)
    link = SeenLink(HOSTILE, HOSTILE, (HOSTILE,) * 50, HOSTILE, HOSTILE, HOSTILE)
    await look(
        store,
        now,
        Verdict.LIVE,
        link=link,
        links=tuple(replace(link, anchor=str(number)) for number in range(100)),
        title=HOSTILE,
        final_url="https://techblog.com/" + "y" * 9000,
        redirects=(HOSTILE,) * 40,
        etag=HOSTILE,
        last_modified=HOSTILE,
        body_hash="z" * 500,
    )
    kept = await one(store, ObservationRow)
    assert (len(kept.links), len(kept.redirects), kept.etag, kept.last_modified) == (10, 10, None, None)
    assert await said(store) == ["live"]


# How claiming grows


WALKED = ("SCAN (subquery", "SCAN anon_", "SCAN json_each")


async def test_claiming_walks_indexes_not_tables(store: Store, now: datetime) -> None:
    if store.engine.dialect.name != "sqlite":
        pytest.skip("SQLite explains its plans in words")
    for number in range(5):
        await promise(store, now, f"https://site{number}.com/x", site=f"site{number}.com")
    plans = await plans_of(store, now)
    assert plans
    scans = [line for line in plans if line.startswith("SCAN") and "COVERING" not in line]
    # Only what a statement itself made, or was given, may be walked over.
    assert [line for line in scans if not line.startswith(WALKED)] == []
    due = [line for line in plans if "schedule" in line and "due_at" in line]
    assert all("COVERING INDEX" in line for line in due)


async def test_on_a_new_server_standing_links_are_looked_up_one_by_one(store: Store, now: datetime) -> None:
    """Nobody has counted the rows of a new ledger, so that a plan can't depend on how many there are."""
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite joins in the order that is written")
    sent: list[tuple[str, Any]] = []

    @event.listens_for(store.engine.sync_engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "AS seen_id" in statement:
            sent.append((statement, parameters))

    await promise(store, now)
    await look(store, now, Verdict.LIVE)
    ((statement, parameters),) = sent
    async with store.engine.connect() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        lines = [row[0].strip(" ->") for row in plan]
    # For each placement that is given, one row after another: nothing that is joined is walked through whole.
    assert len([line for line in lines if line.startswith("Limit")]) == 2
    assert not [line for line in lines if line.startswith(("SubPlan", "Hash", "Merge", "Materialize"))]
    assert [line for line in lines if line.startswith("Join Filter")] == []


async def plans_of(store: Store, now: datetime) -> list[str]:
    """The plan of every statement that a claim and its report send."""
    sent: list[tuple[str, Any]] = []

    @event.listens_for(store.engine.sync_engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "WITH", "DELETE")):
            sent.append((statement, parameters))

    await look(store, now, Verdict.LIVE)
    await look(store, now + DAY, Verdict.MISSING)
    event.remove(store.engine.sync_engine, "before_cursor_execute", note)
    lines: list[str] = []
    async with store.engine.connect() as connection:
        for statement, parameters in sent:
            first = parameters[0] if isinstance(parameters, list) else parameters
            result = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", first)
            lines += [row[3] for row in result]
    return lines


async def test_many_results_are_written_in_a_few_statements(store: Store, now: datetime) -> None:
    for number in range(30):
        await promise(store, now, f"https://techblog.com/{number}")
    await look(store, now, Verdict.LIVE)
    sent: list[str] = []

    @event.listens_for(store.engine.sync_engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    await look(store, now + DAY, Verdict.LIVE)
    event.remove(store.engine.sync_engine, "before_cursor_execute", note)
    assert len(sent) < 25
