"""The parts of a delivery test: a real outbox, Slack on loopback, and deliveries between them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fake_slack import FakeSlack
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot.clock import Clock
from bot.delivery import Delivery, Timing
from storage.models import Post, PostKind, PostState
from storage.posts import outbox
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope, Store

#: No waiting between posts; requests have all the time that a busy machine needs.
CALM = Timing(request=30, settle=0.05, lease=60, pace=0.0, poll=0.02, first_wait=0.02, longest_wait=0.1)

#: As in life, thirty times faster: for answers that never come and senders that are killed.
QUICK = replace(CALM, request=0.6, lease=0.8)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    made = FakeSlack()
    await made.start()
    yield made
    await made.stop()


async def plain(scope: Scope, post: Post, now: datetime) -> Outgoing | None:
    """Says what the post's body says; ``{"gone": true}`` is no longer true."""
    if post.body.get("gone"):
        return None
    said = dict(post.body)
    return Outgoing(
        Method(said.pop("method", "post")),
        said.pop("to", post.channel),
        text=said.pop("text", post.subject),
        blocks=tuple(said.pop("blocks", ())),
        threads=tuple(said.pop("threads", ())),
        thread_ts=post.thread_ts,
        **{key: said[key] for key in said if key in {"ts", "user", "response_url", "emoji", "card", "or_to"}},
    )


Composer = Callable[[Scope, Post, datetime], Awaitable[Outgoing | None]]


@dataclass
class Scene:
    """The outbox of workspace T1, Slack, and however many deliveries a test wants."""

    store: Store
    slack: FakeSlack
    clock: Clock = field(default_factory=Clock)
    token: str | None = "xoxb-1"
    made: list[Delivery] = field(default_factory=list)

    def delivery(self, timing: Timing = CALM, compose: Composer = plain, **rest: Any) -> Delivery:
        async def clients(workspace: str) -> AsyncWebClient | None:
            if self.token is None:
                return None
            return AsyncWebClient(self.token, base_url=self.slack.url, retry_handlers=[])

        made = Delivery(self.store, clients, compose, self.clock, timing=timing, **rest)
        self.made.append(made)
        return made

    async def put(
        self,
        subject: str,
        channel: str = "C1",
        *,
        kind: PostKind = PostKind.NOTICE,
        epoch: str = "1",
        workspace: str = "T1",
        urgent: bool = False,
        not_before: datetime | None = None,
        thread_ts: str | None = None,
        **body: Any,
    ) -> None:
        now = self.clock.now()
        async with self.store.writing(workspace, now) as scope:
            await outbox.put(
                scope,
                kind,
                subject,
                epoch,
                channel,
                body,
                now=now,
                urgent=urgent,
                not_before=not_before,
                thread_ts=thread_ts,
            )

    async def posts(self) -> list[Post]:
        async with self.store.read() as session:
            return list(await session.scalars(select(Post).order_by(Post.id)))

    async def post(self, subject: str) -> Post:
        return next(post for post in await self.posts() if post.subject == subject)

    async def settle(self, delivery: Delivery) -> None:
        """Deliver until nothing waits and nothing is on its way."""
        waiting = {PostState.PENDING, PostState.SENDING}
        while any(post.state in waiting for post in await self.posts()):
            await delivery.tick()
            await asyncio.sleep(0.01)

    async def kill(self, delivery: Delivery) -> None:
        """As kill -9 would: nothing more is sent, and nothing more is written down."""
        await delivery.drain(0)

    def pass_time(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))


@pytest.fixture
async def scene(store: Store, slack: FakeSlack) -> AsyncIterator[Scene]:
    made = Scene(store, slack)
    yield made
    for delivery in made.made:
        await delivery.drain(0.1)
