"""The link checker: looks at a page and says whether its link to a target stands."""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from bot.clock import Clock
from bot.links import verdict
from bot.links.look import Look, Want
from bot.links.page.charset import guesses
from bot.links.page.evidence import plain
from bot.links.page.page_facts import PageFacts, Sought
from bot.links.page.reading import read
from bot.links.processes.cost import plainly_cheap
from bot.links.processes.workers import TookTooLong, Workers
from bot.links.robots.files import MAX_BYTES as ROBOTS_BYTES
from bot.links.robots.files import RobotsFiles
from bot.links.urls import BadUrl, candidates
from bot.links.walls import walls
from bot.links.wire.addresses import Network
from bot.links.wire.failures import Unseen
from bot.links.wire.network import Resolve, Wires, system_resolve
from bot.links.wire.reply import Limits
from bot.links.wire.visiting import Visitor, Wire
from storage.watch.observation import Observation
from storage.words import Finding, RelAgreed

__all__ = ["Checker", "Want"]

if TYPE_CHECKING:
    import httpx

    from bot.links.rendering.renderer import Renderer
    from bot.links.rendering.second_look import SecondLooks
    from bot.links.watch.watcher import Watcher

_SLOW_SECONDS = 0.1
_MOST_SLOW = 10_000

USER_AGENT = "Mozilla/5.0 (compatible; OutreachBot/0.1; checks single links on a person's behalf)"


def _no_address(what: str, given: str) -> str:
    if not given.strip():
        return f"No {what} is named: the row's {what} is empty."
    return f"The {what} “{plain(given, 100)}” is not the address of a web page."


@lru_cache(maxsize=1024)
def _sought(target: str, anchor: str | None) -> Sought:
    # A file of placements names a few targets many times over.
    return Sought.of(candidates(target)[0], [anchor])


def named_user_agent(contact: str | None) -> str:
    """How the checker calls itself: with the address of whoever runs it, where they gave one."""
    return USER_AGENT if contact is None else f"{USER_AGENT[:-1]}; +{contact})"


class Checker:
    """Looks at pages; an async context manager. One serves a whole process.

    ``allow_networks`` opens networks that are not public, ``hosts`` names that are dialled at an
    ``(ip, port)``, in plain HTTP. ``transport`` replaces the network by any httpx transport (for tests).
    With a ``renderer`` a page that only its scripts make is looked at once more, in a browser.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        allow_networks: Sequence[Network] = (),
        hosts: Mapping[str, tuple[str, int]] | None = None,
        user_agent: str = USER_AGENT,
        limits: Limits | None = None,
        ssl_context: ssl.SSLContext | None = None,
        resolve: Resolve = system_resolve,
        transport: "httpx.AsyncBaseTransport | None" = None,
        workers: Workers | None = None,
        renderer: "Renderer | None" = None,
    ) -> None:
        self._clock = clock
        self._limits = limits or Limits()
        if transport is None:
            wire: Wire = Wires(
                allow_networks=allow_networks,
                hosts=hosts,
                ssl_context=ssl_context,
                limits=self._limits,
                resolve=resolve,
            )
        else:
            from bot.links.wire.transport import OverHttpx

            wire = OverHttpx(transport, self._limits)
        self._visitor = Visitor(wire, self._limits, user_agent)
        self._workers = workers or Workers()
        self._slow: set[str] = set()
        self._robots = RobotsFiles(self._fetch_robots, clock, self._workers)
        self._renderer = renderer
        self._second: SecondLooks | None = None
        if renderer is not None and isinstance(wire, Wires):
            from bot.links.rendering import second_look  # for those who have the extra

            self._second = second_look.SecondLooks(
                renderer, wire, self._robots, self, self._limits, user_agent
            )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renderer is not None:
            await self._renderer.aclose()
        await self._visitor.aclose()
        await self._workers.aclose()

    async def look(
        self, page: str, target: str, *, anchor: str | None = None, rel: RelAgreed | None = None
    ) -> Observation:
        """Whether ``page`` links to ``target`` now; what goes wrong is an answer (unseen), never an error."""
        return (await self.look_for(page, [Want(target, anchor, rel)]))[0]

    async def look_for(self, page: str, wants: Sequence[Want]) -> list[Observation]:
        """One answer for each of ``wants``, in their order; the page is fetched and read once for all."""
        now = self._clock.now()
        try:
            addresses = candidates(page)
        except BadUrl:
            what = _no_address("page", page)
            return [verdict.bad_url(page, want.target, now, what) for want in wants]
        sought: dict[int, Sought] = {}
        for place, want in enumerate(wants):
            try:
                sought[place] = _sought(want.target, want.anchor)
            except ValueError:
                continue
        look = Look(self, self._visitor, self._robots, self._limits, page, now, wants, sought)
        answers: dict[int, Observation] = {}
        if sought:
            ends = asyncio.get_running_loop().time() + self._limits.whole
            answers = await look.take(addresses)
            if self._second is not None:
                answers |= await self._second.take(page, now, wants, sought, answers, ends)
        for place, want in enumerate(wants):
            if place not in answers:
                what = _no_address("target", want.target)
                answers[place] = verdict.bad_url(page, want.target, now, what)
        return [answers[place] for place in range(len(wants))]

    def watcher(self) -> "Watcher":
        """Who lists the new pages of sites, over the same connections and by the same rules."""
        from bot.links.watch.watcher import Watcher  # a single check never needs it

        return Watcher(self._visitor, self._robots, self._workers, self._clock, self._limits)

    async def _fetch_robots(self, url: str) -> tuple[int, bytes]:
        return await self._visitor.fetch(url, ROBOTS_BYTES)

    async def read(
        self,
        body: bytes,
        content_type: str,
        url: str,
        sought: Sequence[Sought],
        now: datetime,
        redirected: bool = False,
    ) -> PageFacts:
        """Read a page here where it is plainly cheap, else where it can be stopped; raises ``Unseen``."""
        host = url.split("/", 3)[2]
        if host not in self._slow and plainly_cheap(body) and not guesses(body, content_type):
            started = perf_counter()
            facts = read(body, content_type, url, sought, now, redirected)
            if perf_counter() - started > _SLOW_SECONDS and len(self._slow) < _MOST_SLOW:
                self._slow.add(host)  # whatever it was that slipped through, it does so once
            return facts
        arguments = (body, content_type, url, sought, now, redirected)
        elsewhere: PageFacts = await self._elsewhere("read", *arguments)
        return elsewhere

    async def challenge_of(self, body: bytes, content_type: str) -> str | None:
        """The vendor of the challenge that a refusal's body is, if it is one; raises ``Unseen``."""
        if plainly_cheap(body) and not guesses(body, content_type):
            return walls.challenge_of(body, content_type)
        vendor: str | None = await self._elsewhere("challenge_of", body, content_type)
        return vendor

    async def _elsewhere(self, task: str, *arguments: Any) -> Any:
        try:
            return await self._workers.run(task, *arguments)
        except TookTooLong:
            raise Unseen(Finding.TIMEOUT, "the page took too long to read") from None
