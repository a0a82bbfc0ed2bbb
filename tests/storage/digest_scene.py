"""A workspace whose digests and reminders a test watches."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from storage.daily import digest_calls, digests
from storage.models import Outreach, Post, PostKind
from storage.store import Store
from storage.team import channels, people
from storage.watch import placements
from storage.work import outreach, reminders
from storage.work.changes import FollowUp

BERLIN = "Europe/Berlin"


@dataclass
class Days:
    """Workspace T1 with its channel C1 in Berlin; ``now`` moves as the test says."""

    store: Store
    now: datetime

    async def channel(self, name: str = "C1", tz: str = BERLIN, **digest: str) -> None:
        async with self.store.writing("T1", self.now) as scope:
            await channels.ensure(scope, name, tz, self.now)
            if digest:
                await channels.set_digest(scope, name, now=self.now, **digest)

    async def ask(
        self,
        site: str = "techblog.com",
        *,
        due: datetime | None = None,
        owner: str = "U1",
        channel: str = "C1",
        campaign: str | None = None,
        timed: bool = False,
        by: str | None = None,
    ) -> int:
        follow_up = FollowUp(due, timed) if due else None
        async with self.store.writing("T1", self.now) as scope:
            ask = outreach.Ask(
                site=site, owner=owner, channel=channel, follow_up=follow_up, campaign=campaign
            )
            return (await outreach.log(scope, ask, by=by or owner, now=self.now)).id

    async def promise(self, number: int, by: date | None) -> int:
        async with self.store.writing("T1", self.now) as scope:
            made = placements.Promise(
                page="https://techblog.com/p", target="https://acme.com/", promised_by=by
            )
            return await placements.promise(scope, number, made, by="U1", now=self.now)

    async def away(self, who: str, until: datetime | None, since: datetime | None = None) -> None:
        async with self.store.writing("T1", self.now) as scope:
            await people.set_away(scope, who, until, since=since)

    async def tick(self, at: datetime | None = None) -> None:
        self.now = at or self.now
        while await reminders.ring(self.store, self.now) or await digest_calls.call(self.store, self.now):
            pass

    async def posts(self, kind: PostKind = PostKind.DIGEST) -> list[Post]:
        async with self.store.read() as session:
            return list(await session.scalars(select(Post).where(Post.kind == kind).order_by(Post.id)))

    async def called(self, channel: str = "C1") -> list[str]:
        """The local dates of a channel's digests."""
        return [post.epoch for post in await self.posts() if post.channel == channel]

    async def due(self, channel: str = "C1") -> digests.Digest:
        async with self.store.reading("T1") as scope:
            return await digests.due(scope, channel, self.now)

    async def row(self, number: int) -> Outreach:
        async with self.store.read() as session:
            return (await session.scalars(select(Outreach).where(Outreach.id == number))).one()

    async def posted(self, ts: str = "1700000000.000001") -> None:
        """Slack has all digests that wait."""
        async with self.store.write() as session:
            await session.execute(
                update(Post)
                .where(Post.kind == PostKind.DIGEST, Post.ts.is_(None))
                .values(state="sent", ts=ts, posted_in=Post.channel, sent_at=self.now)
            )

    def pass_time(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now
