"""Many links gone at once are one incident; asked-for looks are answered once."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage.models import Look, ObservationRow, Placement, Post, PostState, Schedule
from storage.store import Store
from storage.watch import checks, look_answers, looks, placements
from storage.watch.due import Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Finding, Verdict
from storage.work import outreach
from storage.work.outreach import Ask

JANA = "U0JANA"
TARGET = "https://acme.com/guide"
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
LINK = SeenLink(TARGET, "the guide")


async def promise(
    store: Store, now: datetime, page: str | None, site: str, channel: str = "C1", target: str = TARGET
) -> int:
    async with store.writing("T1", now) as scope:
        ask = Ask(site=site, owner=JANA, channel=channel)
        task = await outreach.log(scope, ask, by=JANA, now=now)
        return await placements.promise(scope, task.id, Promise(target=target, page=page), by=JANA, now=now)


def saw(page: str, verdict: Verdict, at: datetime, *findings: Finding, **more: Any) -> Observation:
    link = LINK if verdict is Verdict.LIVE else None
    return Observation(page, TARGET, verdict, at, "As seen.", findings, link, **more)


async def look(
    store: Store,
    now: datetime,
    gone: tuple[str, ...] = (),
    unread: tuple[str, ...] = (),
    *,
    page_by_page: bool = False,
) -> list[str]:
    """Everything that is due is looked at; pages whose address holds a word of ``gone`` lack their link.

    Those with a word of ``unread`` can't be read. A visit tells what it saw at its end, or ``page_by_page``.
    """
    looked_at = []
    claimed = await checks.claim(store, now=now, token=f"at {now}", lease=MINUTE, hosts=100, pages=100)
    for visit in claimed:
        looked = []
        for one in visit.due:
            page = one.page or f"https://{one.site}/"
            looked_at.append(page)
            verdict = Verdict.MISSING if any(word in page for word in gone) else Verdict.LIVE
            if any(word in page for word in unread):
                verdict = Verdict.UNSEEN
            looked.append(Looked(one, saw(page, verdict, now)))
        reports = [(one,) for one in looked] if page_by_page else [tuple(looked)]
        for number, report in enumerate(reports, 1):
            told = Visited(visit, report, ended=number == len(reports))
            assert await checks.record(store, told, now=now, jitter=random.Random(2))
    return looked_at


async def sent(store: Store, now: datetime) -> None:
    """All that is due to be said by now is said."""
    async with store.write() as session:
        await session.execute(update(Post).where(Post.not_before <= now).values(state=PostState.SENT))


async def posts(store: Store, *kinds: str) -> list[Post]:
    async with store.read() as session:
        rows = list(await session.scalars(select(Post).order_by(Post.id)))
    return [row for row in rows if row.kind in kinds]


async def gone_for_a_day(store: Store, start: datetime, gone: tuple[str, ...]) -> datetime:
    """All that is due while links are missing for a day; when the day is over."""
    for minutes in (0, 1, 61, 62, 361, 362, 1441, 1442):
        await look(store, start + minutes * MINUTE, gone)
    return start + 1442 * MINUTE


async def test_a_host_that_loses_many_links_is_one_incident(store: Store, now: datetime) -> None:
    for number in range(6):
        await promise(store, now, f"https://techblog.com/{number}", "techblog.com")
    await promise(store, now, "https://other.org/x", "other.org")
    await look(store, now)
    await gone_for_a_day(store, now + DAY, ("techblog.com",))
    assert await posts(store, "lost") == []
    assert await posts(store, "in_thread") == [], "nor was each told to be at risk"
    (incident,) = await posts(store, "notice")
    assert (incident.body["event"], incident.body["kind"], incident.body["name"], incident.body["count"]) == (
        "incident",
        "host",
        "techblog.com",
        6,
    )
    assert incident.channel == "C1"
    assert [link["placement"] for link in incident.body["links"]] == [1, 2, 3, 4, 5, 6]
    async with store.read() as session:
        states = list(await session.scalars(select(Placement.state).order_by(Placement.id)))
    assert states == ["lost"] * 6 + ["live"]


async def test_four_links_are_four_posts(store: Store, now: datetime) -> None:
    for number in range(4):
        await promise(store, now, f"https://techblog.com/{number}", "techblog.com")
    await look(store, now)
    await gone_for_a_day(store, now + DAY, ("techblog.com",))
    assert len(await posts(store, "lost")) == 4
    assert [post.body["event"] for post in await posts(store, "in_thread")] == ["at_risk"] * 4
    assert await posts(store, "notice") == []


async def test_many_sites_dropping_our_page_are_one_incident(store: Store, now: datetime) -> None:
    for number in range(5):
        await promise(store, now, f"https://blog{number}.com/x", f"blog{number}.com")
    await look(store, now)
    await gone_for_a_day(store, now + DAY, ("blog",))
    assert await posts(store, "lost") == []
    (incident,) = await posts(store, "notice")
    assert (incident.body["kind"], incident.body["name"]) == ("target", "acme.com")


async def test_many_sites_dropping_our_page_are_one_incident_whenever_their_looks_are_due(
    store: Store, now: datetime
) -> None:
    for number in range(12):
        await promise(store, now, f"https://blog{number}.com/x", f"blog{number}.com")
    await promise(store, now, "https://blog90.com/x", "blog90.com", target="https://other.org/page")
    # Weeks later each is due at another hour, and all went at once.
    for day in range(10):
        await look(store, now + day * DAY)
    start = now + 11 * DAY
    async with store.write() as session:
        for number in range(1, 14):
            later = start + number * 5 * HOUR
            await session.execute(
                update(Schedule).where(Schedule.placement_id == number).values(due_at=later)
            )
    assert await look(store, start + 5 * HOUR, ("blog",)) == ["https://blog0.com/x"]
    near = await look(store, start + 5 * HOUR + MINUTE, ("blog",))
    assert len(near) == 10 and "https://blog90.com/x" not in near, "its neighbours, not what leads elsewhere"
    for minutes in range(10, 40 * 60, 10):
        await look(
            store, start + 5 * HOUR + minutes * MINUTE, tuple(f"blog{number}." for number in range(12))
        )
    assert await posts(store, "lost") == []
    incidents = await posts(store, "notice")
    assert [(one.body["kind"], one.body["name"], one.body["count"]) for one in incidents] == [
        ("target", "acme.com", 12)
    ]


async def test_links_that_went_on_different_days_are_told_one_by_one(store: Store, now: datetime) -> None:
    for number in range(5):
        await promise(store, now, f"https://blog{number}.com/x", f"blog{number}.com")
    await look(store, now)
    for hour in range(0, 8 * 24, 2):
        gone = tuple(f"blog{number}." for number in range(5) if hour >= 24 * (number + 1))
        await look(store, now + hour * HOUR, gone)
    assert len(await posts(store, "lost")) == 5
    assert await posts(store, "notice") == []


async def test_every_channel_with_links_in_it_hears_of_the_incident_once(store: Store, now: datetime) -> None:
    for number in range(6):
        await promise(store, now, f"https://techblog.com/{number}", "techblog.com", f"C{number % 2}")
    await look(store, now)
    await gone_for_a_day(store, now + DAY, ("techblog.com",))
    incidents = await posts(store, "notice")
    assert [(post.channel, post.body["count"]) for post in incidents] == [("C0", 3), ("C1", 3)]


async def test_an_incident_is_resolved_once_when_the_last_link_is_back(store: Store, now: datetime) -> None:
    for number in range(5):
        await promise(store, now, f"https://techblog.com/{number}", "techblog.com")
    await look(store, now)
    over = await gone_for_a_day(store, now + DAY, ("techblog.com",))
    await look(store, over + DAY, ("techblog.com/4",))
    assert len(await posts(store, "back")) == 4
    assert await posts(store, "in_thread") == []
    await look(store, over + 2 * DAY)
    await look(store, over + 3 * DAY)
    (resolved,) = await posts(store, "in_thread")
    assert (resolved.channel, resolved.body["event"]) == ("C1", "incident_resolved")
    assert len(await posts(store, "back")) == 5


async def test_a_missing_link_has_its_neighbours_looked_at_now(store: Store, now: datetime) -> None:
    pages = [f"https://techblog.com/{number}" for number in range(3)]
    for number, page in enumerate(pages):
        await promise(store, now + number * 6 * HOUR, page, "techblog.com")
        await look(store, now + number * 6 * HOUR)
    start = now + DAY
    assert await look(store, start, ("techblog.com",)) == pages[:1]
    assert sorted(await look(store, start, ("techblog.com",))) == pages[1:]
    assert await look(store, start, ("techblog.com",)) == []


SEVEN = tuple(f"https://techblog.com/{number}" for number in range(7))


async def gone_since_yesterday(store: Store, now: datetime) -> datetime:
    """Seven links of a host are missed twice on one day; the moment when a third look decides."""
    for page in SEVEN:
        await promise(store, now, page, "techblog.com")
    await look(store, now)
    for hours in (0, 1, 6):
        await look(store, now + DAY + hours * HOUR, ("techblog.com",))
    return now + 2 * DAY


async def test_links_that_can_not_be_read_any_more_are_not_told_as_lost(store: Store, now: datetime) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:1], SEVEN[1:])
    assert await posts(store, "notice") == []
    (lost,) = await posts(store, "lost")
    assert (lost.subject, lost.body["misses"]) == ("placement:1", 4)
    assert then < lost.not_before <= then + 10 * MINUTE, "the others might have been lost within minutes"


async def test_links_that_stand_again_are_not_told_as_lost(store: Store, now: datetime) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:1], page_by_page=True)
    assert await posts(store, "notice") == []
    assert [post.subject for post in await posts(store, "lost")] == ["placement:1"]
    async with store.read() as session:
        states = list(await session.scalars(select(Placement.state).order_by(Placement.id)))
    assert states == ["lost"] + ["live"] * 6


async def test_an_incident_tells_of_all_that_a_visit_finds_lost_page_by_page(
    store: Store, now: datetime
) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN, page_by_page=True)
    assert await posts(store, "lost") == []
    (incident,) = await posts(store, "notice")
    assert incident.body["count"] == 7
    assert incident.not_before == then, "nothing is left to wait for"
    assert [link["misses"] for link in incident.body["links"]] == [4] * 7
    assert {link["lost_at"] for link in incident.body["links"]} == {f"{then:%Y-%m-%dT%H:%M:%SZ}"}


async def test_who_is_lost_after_the_incident_was_told_has_a_post_of_its_own(
    store: Store, now: datetime
) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:5], SEVEN[5:])
    (incident,) = await posts(store, "notice")
    assert incident.body["count"] == 5
    assert await posts(store, "lost") == []
    await sent(store, then + 10 * MINUTE)
    await look(store, then + 7 * HOUR, SEVEN)
    assert [post.subject for post in await posts(store, "lost")] == ["placement:6", "placement:7"]
    assert len(await posts(store, "notice")) == 1
    await look(store, then + 2 * DAY, SEVEN[6:])
    assert [post.body["event"] for post in await posts(store, "in_thread")] == []
    await look(store, then + 3 * DAY)
    resolved = [post.body["event"] for post in await posts(store, "in_thread")]
    assert resolved == ["incident_resolved"], "when the last of them is back"


async def test_a_loss_that_was_told_by_itself_is_not_told_again(store: Store, now: datetime) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:4], SEVEN[4:])
    await sent(store, then + 10 * MINUTE)
    await look(store, then + 7 * HOUR, SEVEN)
    assert len(await posts(store, "lost")) == 7
    assert await posts(store, "notice") == []


async def test_a_link_that_comes_back_while_its_loss_waits_is_told_in_order(
    store: Store, now: datetime
) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:1], SEVEN[1:])
    back = then + 5 * MINUTE
    async with store.writing("T1", back) as scope:
        terms = {"by": JANA, "answer": {}, "now": back, "placement": 1}
        await looks.ask(scope, SEVEN[0], TARGET, **terms)
    (wanted,) = await claim(store, back)
    assert await answer(store, wanted, saw(SEVEN[0], Verdict.LIVE, back), back)
    told = await posts(store, "lost", "back")
    assert [(post.kind, post.not_before) for post in told] == [("lost", back), ("back", back)]


async def test_two_processes_that_find_some_of_them_lost_tell_one_incident(
    store: Store, now: datetime
) -> None:
    for number in range(6):
        await promise(store, now, f"https://blog{number}.com/x", f"blog{number}.com")
    await look(store, now)
    for hours in (0, 1, 6):
        await look(store, now + DAY + hours * HOUR, ("blog",))
    then = now + 2 * DAY
    claimed = await checks.claim(store, now=then, token="t", lease=MINUTE, hosts=100, pages=100)
    found = [
        Visited(visit, tuple(Looked(one, saw(f"{one.page}", Verdict.MISSING, then)) for one in visit.due))
        for visit in claimed
    ]
    both = [
        checks.record_all(store, some, now=then, jitter=random.Random(2)) for some in (found[:3], found[3:])
    ]
    await asyncio.gather(*both)
    assert await posts(store, "lost") == []
    (incident,) = await posts(store, "notice")
    assert incident.body["count"] == 6


async def test_what_waits_is_said_after_the_clock_was_set_back(store: Store, now: datetime) -> None:
    then = await gone_since_yesterday(store, now)
    await look(store, then, SEVEN[:1], SEVEN[1:])
    earlier = then - 5 * HOUR
    await checks.set_right(store, now=earlier)
    (lost,) = await posts(store, "lost")
    assert lost.not_before == earlier


# Looks that somebody asked for


async def ask(store: Store, now: datetime, page: str, **more: Any) -> int:
    async with store.writing("T1", now) as scope:
        answer = {"channel": "C1", "thread_ts": "1.2", "user": JANA}
        return await looks.ask(scope, page, TARGET, by=JANA, answer=answer, now=now, **more)


async def claim(store: Store, now: datetime, token: str = "t1") -> list[look_answers.WantedLook]:
    return await look_answers.claim_looks(store, now=now, token=token, lease=MINUTE, limit=5)


async def answer(store: Store, look: look_answers.WantedLook, seen: Observation, now: datetime) -> bool:
    return await look_answers.answer_look(store, look, seen, now=now, jitter=random.Random(1))


PAGE = "https://techblog.com/post"


async def test_a_look_is_answered_where_it_was_asked(store: Store, now: datetime) -> None:
    await ask(store, now, PAGE)
    (wanted,) = await claim(store, now)
    assert await answer(store, wanted, saw(PAGE, Verdict.LIVE, now, followed=True, status=200), now)
    (post,) = await posts(store, "answer")
    assert (post.channel, post.thread_ts, post.body["user"]) == ("C1", "1.2", JANA)
    assert post.body["look"]["verdict"] == "live"
    assert post.body["look"]["anchor"] == "the guide"
    async with store.read() as session:
        assert list(await session.scalars(select(Look))) == []


async def test_a_look_whose_looker_died_is_answered_by_the_next_and_once(store: Store, now: datetime) -> None:
    await ask(store, now, PAGE)
    (late,) = await claim(store, now)
    assert await claim(store, now, "t2") == []
    (second,) = await claim(store, now + MINUTE, "t2")
    assert not await answer(store, late, saw(PAGE, Verdict.MISSING, now), now)
    assert await answer(store, second, saw(PAGE, Verdict.LIVE, now), now)
    assert not await answer(store, second, saw(PAGE, Verdict.LIVE, now), now)
    assert [post.body["look"]["verdict"] for post in await posts(store, "answer")] == ["live"]


async def test_a_look_at_a_promised_page_counts_for_the_promise(store: Store, now: datetime) -> None:
    await promise(store, now, PAGE, "techblog.com")
    await ask(store, now, PAGE, placement=1)
    (wanted,) = await claim(store, now)
    assert await answer(store, wanted, saw(PAGE, Verdict.LIVE, now, followed=True), now)
    assert len(await posts(store, "live")) == 1
    assert len(await posts(store, "answer")) == 1


async def test_a_look_with_other_terms_than_the_promise_changes_nothing_but_the_answer(
    store: Store, now: datetime
) -> None:
    await promise(store, now, PAGE, "techblog.com")
    await ask(store, now, "https://techblog.com/another", placement=1)
    (wanted,) = await claim(store, now)
    assert await answer(store, wanted, saw(wanted.page, Verdict.LIVE, now), now)
    assert await posts(store, "live") == []
    async with store.read() as session:
        assert list(await session.scalars(select(ObservationRow))) == []


async def test_a_look_that_finds_another_page_linked_names_it(store: Store, now: datetime) -> None:
    await ask(store, now, PAGE)
    (wanted,) = await claim(store, now)
    seen = saw(PAGE, Verdict.MISSING, now, Finding.WRONG_TARGET, wrong_href="https://acme.com/other")
    assert await answer(store, replace(wanted), seen, now)
    (post,) = await posts(store, "answer")
    assert (post.body["look"]["findings"], post.body["look"]["href"]) == (
        ["wrong_target"],
        "https://acme.com/other",
    )
