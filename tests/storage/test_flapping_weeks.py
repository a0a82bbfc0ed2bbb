"""Weeks of sites that come and go: nothing is lost that was not missed three times over a day.

Each is made from a seed. Sites answer with their page, without the link, with a challenge, errors, another
page in its place, a front page; the bot stops for days, ticks twice, and visits end after their lease did.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from storage.models import Placement, Post, Schedule
from storage.store import Store
from storage.watch import checks, incidents, placements
from storage.watch.due import HostVisit, Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Finding, Verdict
from storage.work import outreach
from storage.work.outreach import Ask

TARGET = "https://acme.com/guide"
TITLE = "How to choose tools | The Blog"
LEASE, DAY = timedelta(minutes=2), timedelta(days=1)
LINK = SeenLink(TARGET, "the guide")
LIVE, MISSING, UNSEEN = Verdict.LIVE, Verdict.MISSING, Verdict.UNSEEN

#: What a look finds: how often, verdict, findings, status, title, whether a redirect led there.
ANSWERS = {
    "the page": (40, LIVE, (), 200, TITLE, False),
    "the page, nofollow": (4, LIVE, (Finding.REL_NOFOLLOW,), 200, TITLE, False),
    "the page without the link": (14, MISSING, (), 200, TITLE, False),
    "410": (3, MISSING, (Finding.NOT_FOUND,), 410, "", False),
    "the front page, by a redirect": (4, MISSING, (Finding.PAGE_REDIRECTED,), 200, "The Blog", True),
    "another page in its place": (8, MISSING, (), 200, "Bientôt de retour", False),
    "the page in another language": (4, MISSING, (), 200, "Werkzeug richtig wählen", False),
    "a soft 404": (6, UNSEEN, (Finding.NOT_FOUND,), 200, "Oops | The Blog", False),
    "a challenge": (6, UNSEEN, (Finding.CHALLENGE,), 403, "Just a moment...", False),
    "robots.txt": (2, UNSEEN, (Finding.BLOCKED,), None, "", False),
    "a broken server": (6, UNSEEN, (Finding.HTTP_ERROR,), 503, "", False),
    "nobody": (3, UNSEEN, (Finding.TIMEOUT,), None, "", False),
    "no such name": (2, UNSEEN, (Finding.DNS_ERROR,), None, "", False),
    "a bad certificate": (2, UNSEEN, (Finding.TLS_ERROR,), None, "", False),
}
READABLE = {"the page without the link", "410", "the front page, by a redirect"}


@dataclass
class Weeks:
    """One script, run against the ledger, and what was really answered to each look that counted."""

    store: Store
    dice: random.Random
    now: datetime
    answered: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))

    async def promise(self, page: str, site: str) -> None:
        async with self.store.writing("T1", self.now) as scope:
            task = await outreach.log(
                scope, Ask(site=site, owner="U0JANA", channel="C1"), by="U0JANA", now=self.now
            )
            terms = Promise(target=TARGET, page=page)
            await placements.promise(scope, task.id, terms, by="U0JANA", now=self.now)

    async def claim(self) -> list[HostVisit]:
        token = f"{self.dice.random()}"
        return await checks.claim(self.store, now=self.now, token=token, lease=LEASE, hosts=50, pages=50)

    def answer(
        self, visit: HostVisit, everywhere: str | None = None
    ) -> tuple[Visited, list[tuple[int, str]]]:
        names, weights = list(ANSWERS), [chance for chance, *_ in ANSWERS.values()]
        looked, told = [], []
        for one in visit.due:
            name = everywhere or self.dice.choices(names, weights)[0]
            _, verdict, findings, status, title, redirected = ANSWERS[name]
            page = one.page or ""
            seen = Observation(
                page,
                TARGET,
                verdict,
                self.now,
                name,
                findings,
                LINK if verdict is LIVE else None,
                (LINK,) if verdict is LIVE else (),
                followed=True if verdict is LIVE else None,
                status=status,
                redirects=(page,) if redirected else (),
                title=title,
                retry_after=self.dice.choice([None, 60.0, 9_000.0]) if verdict is UNSEEN else None,
            )
            looked.append(Looked(one, seen))
            told.append((one.placement_id, name))
        return Visited(visit, tuple(looked)), told

    async def record(self, visited: Visited) -> bool:
        return await checks.record(self.store, visited, now=self.now, jitter=self.dice)

    async def tick(self, everywhere: str | None = None) -> None:
        """One tick: what is due is visited; now and then twice, too late, or told again."""
        visits = await self.claim()
        again = await self.claim()
        assert not {visit.host for visit in visits} & {visit.host for visit in again}
        for visit in visits:
            visited, told = self.answer(visit, everywhere)
            if self.dice.random() < 0.06:  # this visitor hangs; its lease ends and somebody else goes there
                self.now += LEASE + timedelta(seconds=1)
                for other in await self.claim():
                    theirs, said = self.answer(other, everywhere)
                    assert await self.record(theirs)
                    self.note(said)
                assert not await self.record(visited), "what comes back late writes nothing"
                break
            assert await self.record(visited)
            self.note(told)
            if self.dice.random() < 0.1:
                assert not await self.record(visited), "a report told twice counts once"

    def note(self, told: list[tuple[int, str]]) -> None:
        for placement, name in told:
            self.answered[placement].append((self.now, name))

    async def wait(self) -> None:
        """Until something is due; now and then the bot is down for days first."""
        async with self.store.read() as session:
            due = await session.scalar(select(func.min(Schedule.due_at)))
        self.now = max(self.now, due or self.now) + timedelta(seconds=self.dice.randint(1, 90))
        if self.dice.random() < 0.04:
            self.now += self.dice.random() * 4 * DAY

    async def posts(self) -> list[Post]:
        async with self.store.read() as session:
            return list(await session.scalars(select(Post).order_by(Post.id)))


def misses_before(answered: list[tuple[datetime, str]], until: datetime) -> list[datetime]:
    """The readable misses since the link was last seen, up to a moment."""
    misses: list[datetime] = []
    for at, name in answered:
        if at > until:
            break
        if ANSWERS[name][1] is LIVE:
            misses = []
        elif name in READABLE:
            misses.append(at)
    return misses


async def flap(weeks: Weeks, days: int) -> None:
    ends = weeks.now + timedelta(days=days)
    for number in range(4):  # fewer than make an incident
        await weeks.promise(f"https://blog{number}.com/tools", f"blog{number}.com")
    await weeks.tick("the page")
    while weeks.now < ends:
        await weeks.tick()
        await weeks.wait()
    told: dict[str, list[str]] = defaultdict(list)
    for post in await weeks.posts():
        if post.kind not in {"live", "lost", "back"}:
            continue
        told[post.subject].append(post.kind)
        if post.kind == "lost":
            answered = weeks.answered[int(post.subject.partition(":")[2])]
            at = [datetime.fromisoformat(one) for one in post.body["missed_at"]]
            missed = misses_before(answered, max(at) + timedelta(seconds=1))
            assert len(missed) >= 3
            assert missed[-1] - missed[0] >= DAY
            assert post.body["misses"] == len(missed)
            said = [moment.replace(microsecond=0) for moment in missed]
            assert (at[0], at[-1]) == (said[0], said[-1])
            assert set(at) <= set(said)
    assert set(told) == {f"placement:{number}" for number in (1, 2, 3, 4)}
    for subject, kinds in told.items():
        assert kinds[0] == "live", subject
        for one, other in pairwise(kinds):
            assert (one, other) in {("live", "lost"), ("lost", "back"), ("back", "lost")}, subject
    async with weeks.store.read() as session:
        states = {row.id: row.state for row in await session.execute(select(Placement.id, Placement.state))}
    for number, state in states.items():
        assert (told[f"placement:{number}"][-1] == "lost") == (state == "lost")


async def flap_a_host(weeks: Weeks, days: int) -> None:
    """Six pages of one host lose their links together for some days, and have them again."""
    ends = weeks.now + timedelta(days=days)
    for number in range(6):
        await weeks.promise(f"https://techblog.com/{number}", "techblog.com")
    await weeks.tick("the page")
    answer, until = "the page", weeks.now
    while weeks.now < ends:
        if weeks.now >= until:
            answer = weeks.dice.choice(
                ["the page", "the page without the link", "a challenge", "a broken server"]
            )
            until = weeks.now + weeks.dice.random() * 5 * DAY
        await weeks.tick(answer)
        await weeks.wait()
    posts = await weeks.posts()
    told = [post.body["event"] for post in posts if post.kind in {"notice", "in_thread"}]
    said = [event for event in told if event in {"incident", "incident_resolved"}]
    assert all(one != other for one, other in pairwise(said)), said
    assert said[:1] in ([], ["incident"])
    alone = sorted(datetime.fromisoformat(post.body["missed_at"][0]) for post in posts if post.kind == "lost")
    for first in alone:
        together = [at for at in alone if first <= at <= first + incidents.WITHIN]
        assert len(together) < incidents.MANY, "they are told as the incident"


async def test_a_fortnight_of_flapping_sites_tells_no_false_loss(store: Store, now: datetime) -> None:
    await flap(Weeks(store, random.Random(11), now), 14)


async def test_a_host_that_comes_and_goes_is_one_incident_at_a_time(store: Store, now: datetime) -> None:
    await flap_a_host(Weeks(store, random.Random(4), now), 14)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
async def test_months_of_flapping_sites_tell_no_false_loss(store: Store, now: datetime, seed: int) -> None:
    await flap(Weeks(store, random.Random(seed), now), 70)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
async def test_months_of_a_flapping_host_are_incidents_in_turn(
    store: Store, now: datetime, seed: int
) -> None:
    await flap_a_host(Weeks(store, random.Random(seed), now), 60)
