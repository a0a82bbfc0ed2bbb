"""A workspace whose outbox is emptied into a list, as Slack would get it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from handlers.posts import compose
from handlers.rendering.parts.message import Message
from storage.daily import digest_calls, digests
from storage.models import Post, PostKind, PostState
from storage.posts import claims, outbox, sending
from storage.posts.outgoing import Method, Outgoing
from storage.store import Store
from storage.team import channels, people
from storage.watch import checks, placements
from storage.watch.due import Looked, Visited
from storage.watch.observation import Observation, SeenLink
from storage.watch.placements import Promise
from storage.words import Finding, Verdict
from storage.work import campaigns, outreach, reminders
from storage.work.changes import FollowUp

#: A Monday, 08:30 in Berlin: half an hour before the digest.
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PAGE = "https://techblog.com/tools"
TARGET = "https://acme.com/guide"
LINK = SeenLink(TARGET, "best tools", (), '<a href="/guide">best tools</a>', "We tried the", "for a month")


@dataclass
class Room:
    """Workspace T1: Anna and Ben in channel C1, in Berlin."""

    store: Store
    now: datetime
    sent: list[Outgoing] = field(default_factory=list)

    async def meet(self) -> None:
        async with self.store.writing("T1", self.now) as scope:
            await channels.ensure(scope, "C1", "Europe/Berlin", self.now)
            for user, name in (("UANNA", "Anna"), ("UBEN", "Ben")):
                await people.remember(
                    scope, user, name=name, tz="Europe/Berlin", locale="en-GB", now=self.now
                )

    async def ask(self, due: datetime | None = None, *, timed: bool = False, **more: Any) -> int:
        async with self.store.writing("T1", self.now) as scope:
            follow_up = FollowUp(due, timed) if due else None
            ask = outreach.Ask(
                **{"site": "techblog.com", "owner": "UANNA", "channel": "C1", "follow_up": follow_up, **more}
            )
            return (await outreach.log(scope, ask, by="UANNA", now=self.now)).id

    async def promise(self, number: int | None = None, page: str | None = PAGE, **terms: Any) -> int:
        number = number or await self.ask()
        async with self.store.writing("T1", self.now) as scope:
            made = Promise(target=TARGET, page=page, **terms)
            return await placements.promise(scope, number, made, by="UANNA", now=self.now)

    async def campaign(self, name: str, channel: str | None, *, client: bool) -> None:
        async with self.store.writing("T1", self.now) as scope:
            await campaigns.create(
                scope, name, ("acme.com",), client=None, channel=channel, by="UANNA", now=self.now
            )
            await campaigns.set_client_mode(scope, name, client)

    async def look(self, verdict: Verdict, *findings: Finding, **more: Any) -> None:
        """The checker visits whatever is due, and sees this."""
        if verdict is Verdict.LIVE:
            more = {
                "link": LINK,
                "links": (LINK,),
                "followed": True,
                "indexable": True,
                "status": 200,
                **more,
            }
        visits = await checks.claim(
            self.store, now=self.now, token=f"look-{self.now}", lease=MINUTE, hosts=10, pages=50
        )
        for visit in visits:
            seen = [
                Looked(
                    one,
                    Observation(
                        **{
                            "page": one.page or "https://techblog.com/new",
                            "target": one.target,
                            "verdict": verdict,
                            "checked_at": self.now,
                            "detail": "As seen.",
                            "findings": findings,
                            **more,
                        }
                    ),
                )
                for one in visit.due
            ]
            done = Visited(visit, tuple(seen))
            assert await checks.record(self.store, done, now=self.now, jitter=random.Random(1))

    async def tick(self, at: datetime) -> None:
        self.now = at
        while await reminders.ring(self.store, at) or await digest_calls.call(self.store, at):
            pass

    async def put(self, kind: PostKind, body: dict[str, Any], **more: Any) -> None:
        async with self.store.writing("T1", self.now) as scope:
            made = {"subject": "test", "epoch": str(len(self.sent)), "channel": "C1", **more}
            await outbox.put(scope, kind, body=body, now=self.now, **made)

    async def acted(self, number: int) -> None:
        async with self.store.writing("T1", self.now) as scope:
            await digests.acted_on(scope, number, self.now)

    async def deliver(self) -> list[Outgoing]:
        """Send what waits; what went out, in order."""
        before = len(self.sent)
        token = 0
        while True:
            token += 1
            claimed = await claims.claim(
                self.store, now=self.now, token=f"{self.now}-{token}", lease=MINUTE, limit=10
            )
            if not claimed:
                return self.sent[before:]
            for one in claimed:
                async with self.store.reading("T1") as scope:
                    outgoing = await compose(scope, one.post, self.now)
                if outgoing is None:
                    await sending.dropped(self.store, one, error=outbox.NOTHING_TO_SAY)
                    continue
                self.sent.append(outgoing)
                new = outgoing.method is Method.POST
                ts = f"17000000{len(self.sent):02}.000100" if new else outgoing.ts
                where = f"D{outgoing.channel}" if outgoing.channel.startswith("U") else outgoing.channel
                await sending.arrived(self.store, one, outgoing, channel=where, ts=ts, now=self.now)

    async def dropped(self) -> list[str]:
        async with self.store.read() as session:
            query = select(Post.kind).where(Post.state == PostState.DROPPED).order_by(Post.id)
            return [kind.value for kind in await session.scalars(query)]


def message(outgoing: Outgoing) -> Message:
    """What went out, to be read."""
    return Message(outgoing.text, list(outgoing.blocks))
