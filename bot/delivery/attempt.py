"""One try to bring one post to Slack, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.looking import Absent, CannotTell, Found, LookLater, Sighting, look
from bot.delivery.pace import Pace
from bot.delivery.people_first import After, let_people_first
from bot.delivery.refusals import MISSING_SCOPE, Meaning, Refused
from bot.delivery.slack import alone, otherwise, said_twice, send, without_blocks, without_thread
from bot.delivery.timing import Timing
from storage.daily import digests
from storage.models import Post, PostKind
from storage.posts import sending, stops
from storage.posts.claims import ANSWERS, Claimed
from storage.posts.outbox import AT_ONCE, NOTHING_TO_SAY
from storage.posts.outgoing import Method, Outgoing
from storage.store import Scope, Store

log = structlog.get_logger(__name__)

Compose = Callable[[Scope, Post, datetime], Awaitable[Outgoing | None]]
"""Makes a message of a post, from what is true now; None when it is no longer true."""

Clients = Callable[[str], Awaitable[AsyncWebClient | None]]
"""The Web API with the token of a workspace (Slack's id), ``retry_handlers=[]``; None without a token."""

REPEATABLE = (Method.UPDATE, Method.REACT, Method.COMPLETE, Method.FAIL)
BUGS = 5
"""So often a post is composed that makes the composer fail; then it is left to a person."""

COMPOSING = 3
"""So many messages are composed at a time: each takes a dozen statements and some processor time, and the
requests that people wait for need both."""

WRITE_SECONDS = 120.0
"""So long we try to write down what Slack has taken, while the database is locked or its disk is full."""


class Clock(Protocol):
    """Whoever knows what time it is."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Attempts:
    """Everything that a try needs."""

    store: Store
    clients: Clients
    compose: Compose
    clock: Clock
    timing: Timing
    pace: Pace
    after: After
    writing: set[asyncio.Future[None]] = field(default_factory=set)
    composing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(COMPOSING))

    async def deliver(self, claimed: Claimed) -> None:
        """Try once, and write down what became of it; raises nothing but cancellation."""
        started = asyncio.get_running_loop().time()
        said = True
        try:
            said = await self._deliver(claimed, started)
        except Exception as error:
            log.exception("delivery failed", post=claimed.key, workspace=claimed.workspace)
            mistake = f"{type(error).__name__}: {error}"[:500]
            await self._surely(lambda: self._own_mistake(claimed, mistake))
        finally:
            self.pace.release(claimed.lane, said=said)

    async def _deliver(self, claimed: Claimed, started: float) -> bool:
        """Whether Slack was spoken to."""
        post, now = claimed.post, self.clock.now()
        async with self._turn(post), self.store.read() as session:
            if post.turn != AT_ONCE:
                let_people_first(session, self.after)
            scope = Scope(session, post.workspace_id, claimed.workspace)
            past = post.kind is PostKind.DIGEST and await digests.is_past(scope, post, now)
            if past:
                outgoing: Outgoing | None = Outgoing(Method.POST, post.channel)
            else:
                outgoing = await self.compose(scope, post, now)
        if outgoing is None:
            await self._surely(lambda: sending.dropped(self.store, claimed, error=NOTHING_TO_SAY))
            return False
        if past and not post.ambiguous:
            await self._surely(lambda: self._missed(claimed))
            return False
        client = await self.clients(claimed.workspace)
        if client is None:
            await self._refused(claimed, outgoing, Refused(Meaning.WORKSPACE, "no_token"), 0.0)
            return False
        if post.ambiguous and outgoing.method not in REPEATABLE:
            settled = await self._look(client, claimed, outgoing, past=past)
            if settled is None:
                return True
            outgoing = settled
        elapsed = asyncio.get_running_loop().time() - started
        if elapsed + self.timing.request > self.timing.lease:
            until = self.clock.now() + timedelta(seconds=self.timing.lease)
            if not await asyncio.shield(sending.renew(self.store, claimed, until)):
                return False
        await self._send(client, claimed, outgoing)
        return True

    @asynccontextmanager
    async def _turn(self, post: Post) -> AsyncIterator[None]:
        """One of the few that compose; answers are composed at once."""
        if post.turn == AT_ONCE:
            yield
            return
        async with self.composing:
            yield

    async def _send(self, client: AsyncWebClient, claimed: Claimed, outgoing: Outgoing) -> None:
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                receipt = await send(client, outgoing, _payload(claimed), self.timing.request)
                break
            except Refused as refused:
                instead = _instead(outgoing, refused)
                if instead is None:
                    await self._refused(claimed, outgoing, refused, loop.time() - began)
                    return
                log.warning("sent another way", post=claimed.key, error=refused.code)
                outgoing = instead
        said = outgoing
        await self._surely(
            lambda: sending.arrived(
                self.store, claimed, said, channel=receipt.channel, ts=receipt.ts, now=self.clock.now()
            )
        )

    async def _look(
        self, client: AsyncWebClient, claimed: Claimed, outgoing: Outgoing, *, past: bool
    ) -> Outgoing | None:
        """What to send now that an earlier try may have arrived; None when that is settled."""
        post = claimed.post
        seen = await self._sighting(client, claimed, outgoing)
        if isinstance(seen, LookLater) and self._long_tried(post):
            seen = CannotTell(seen.why)
        match seen:
            case Found(channel, ts):
                await self._surely(
                    lambda: sending.arrived(
                        self.store, claimed, outgoing, channel=channel, ts=ts, now=self.clock.now()
                    )
                )
            case LookLater(why, seconds):
                at = self.clock.now() + self.timing.wait(post.attempts, seconds)
                await self._surely(lambda: sending.later(self.store, claimed, at=at, error=why))
            case Absent() if past:
                await self._surely(lambda: self._missed(claimed))
            case Absent():
                return outgoing
            case CannotTell(_) if post.urgent and post.ambiguous == 1 and not past:
                return said_twice(outgoing)
            case CannotTell(why):
                error = f"{post.error or 'no answer'}; can't look: {why}"
                log.warning("nobody knows whether it arrived", post=claimed.key, error=error)
                await self._surely(lambda: sending.unknown(self.store, claimed, error=error))
        return None

    async def _sighting(self, client: AsyncWebClient, claimed: Claimed, outgoing: Outgoing) -> Sighting:
        if outgoing.method is not Method.POST:
            return CannotTell(f"{outgoing.method} leaves no message")
        channel: str | None = outgoing.channel
        async with self.store.read() as session:
            if outgoing.channel.startswith(("U", "W")):
                channel = await sending.direct_message(session, claimed.post.workspace_id, outgoing.channel)
            oldest = await sending.said_before(session, claimed.post)
        if channel is None:
            return CannotTell("no direct message known")
        return await look(
            client,
            channel,
            _payload(claimed),
            thread_ts=outgoing.thread_ts,
            oldest=oldest,
            seconds=self.timing.request,
        )

    async def _refused(self, claimed: Claimed, outgoing: Outgoing, refused: Refused, elapsed: float) -> None:
        post, now, code = claimed.post, self.clock.now(), refused.code
        log.info("not confirmed", post=claimed.key, error=code, meaning=refused.meaning.name)
        again = now + self.timing.wait(post.attempts, refused.retry_after)
        match refused.meaning:
            case Meaning.UNSURE if outgoing.method not in REPEATABLE and self._long_tried(post):
                error = f"no answer for a day: {code}"
                await self._surely(lambda: sending.unknown(self.store, claimed, error=error))
            case Meaning.UNSURE if outgoing.method not in REPEATABLE:
                over = 0.0 if refused.answered else max(0.0, self.timing.request - elapsed)
                at = max(again, now + timedelta(seconds=over + self.timing.settle))
                await self._surely(lambda: sending.unsure(self.store, claimed, look_at=at, error=code))
            case Meaning.NOT_SENT | Meaning.UNSURE if self._long_tried(post):
                error = f"not taken for a day: {code}"
                await self._surely(lambda: sending.dropped(self.store, claimed, error=error))
            case Meaning.NOT_SENT | Meaning.UNSURE:
                if code == "ratelimited":
                    self.pace.slowed(claimed.lane, (again - now).total_seconds())
                await self._surely(lambda: sending.later(self.store, claimed, at=again, error=code))
            case Meaning.WORKSPACE if not (outgoing.method is Method.REACT and code == MISSING_SCOPE):
                await self._surely(lambda: stops.stop_workspace(self.store, claimed, code, now))
                await self._surely(lambda: sending.later(self.store, claimed, at=now, error=code))
            case Meaning.CHANNEL if not outgoing.channel.startswith(("U", "W")):
                await self._surely(
                    lambda: stops.stop_channel(self.store, claimed, outgoing.channel, code, now)
                )
                if outgoing.channel == post.channel:
                    # An answer is tried where others wait: not at once again, then.
                    at = again if post.kind in ANSWERS else now
                    await self._surely(lambda: sending.later(self.store, claimed, at=at, error=code))
                else:
                    await self._surely(lambda: sending.dropped(self.store, claimed, error=code))
            case _:
                gone = refused.meaning is Meaning.MESSAGE  # somebody deleted it: nobody's mistake
                (log.info if gone else log.error)("refused for good", post=claimed.key, error=code)
                if refused.meaning is Meaning.MESSAGE and outgoing.card is not None:
                    card = outgoing.card
                    await self._surely(lambda: sending.card_gone(self.store, claimed, card))
                await self._surely(lambda: sending.dropped(self.store, claimed, error=code))

    async def _missed(self, claimed: Claimed) -> None:
        async with self.store.writing(claimed.workspace, self.clock.now()) as scope:
            await digests.missed(scope, claimed.post)
        await sending.dropped(self.store, claimed, error=NOTHING_TO_SAY)

    async def _own_mistake(self, claimed: Claimed, mistake: str) -> None:
        if claimed.post.attempts >= BUGS:
            await sending.dropped(self.store, claimed, error=mistake)
        else:
            at = self.clock.now() + self.timing.wait(claimed.post.attempts, None)
            await sending.later(self.store, claimed, at=at, error=mistake)

    def _long_tried(self, post: Post) -> bool:
        age = (self.clock.now() - post.created_at).total_seconds()
        # A clock set forward makes everything old, but has tried nothing often.
        return age >= self.timing.give_up and post.attempts >= self.timing.give_up_tries

    async def _surely(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write down what became of it, to the end, also when this try is cancelled meanwhile.

        A transaction that is cut off halfway would keep SQLite locked for everybody else.
        """
        done = asyncio.ensure_future(self._written(write))
        self.writing.add(done)
        done.add_done_callback(self.writing.discard)
        await asyncio.shield(done)

    async def _written(self, write: Callable[[], Awaitable[None]]) -> None:
        """Try again while the database is locked or its disk is full."""
        loop = asyncio.get_running_loop()
        until, wait = loop.time() + WRITE_SECONDS, 0.1
        while True:
            try:
                return await write()
            except Exception:
                if loop.time() + wait > until:
                    # The lease runs out, and the message is looked for.
                    log.exception("could not write down what became of a post")
                    return None
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)


def _instead(outgoing: Outgoing, refused: Refused) -> Outgoing | None:
    match refused.meaning:
        case Meaning.BLOCKS:
            return without_blocks(outgoing)
        case Meaning.THREAD:
            return without_thread(outgoing)
        case Meaning.ANSWER | Meaning.CHANNEL:
            return otherwise(outgoing)
        case Meaning.MESSAGE if outgoing.card is None:
            return alone(outgoing)
        case _:
            return None


def _payload(claimed: Claimed) -> dict[str, str]:
    """The post's name, with its age: a database that starts over counts from 1 again."""
    return {"key": claimed.key, "at": claimed.post.created_at.isoformat()}
