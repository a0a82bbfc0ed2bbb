"""The second look at a page that only its scripts make: rendered, then read and judged like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from bot.links.look import Look, Reader, Want
from bot.links.page.broken_off import broken_off
from bot.links.page.page_facts import Sought
from bot.links.rendering.renderer import Rendered, Renderer
from bot.links.robots.files import RobotsFiles
from bot.links.urls import WebAddress, parse
from bot.links.wire.failures import Unseen
from bot.links.wire.network import Wires
from bot.links.wire.reply import Headers, Limits, Reply
from bot.links.wire.visiting import Visitor, Wire
from bot.links.wire.web_page import body_of
from storage.watch.observation import Observation
from storage.words import Finding, Verdict

_STALE = (b"content-encoding", b"content-type", b"content-length", b"etag", b"last-modified")


class _Fixed:
    """A wire that has one page's answer already, and asks another for everything else."""

    def __init__(self, wire: Wire, address: WebAddress, reply: Reply) -> None:
        self._wire = wire
        self._href = address.href
        self._reply = reply

    async def request(
        self,
        address: WebAddress,
        headers: Headers,
        deadline: float,
        *,
        body_wanted: bool = True,
        cut: int | None = None,
    ) -> Reply:
        if address.href == self._href:
            return self._reply
        return await self._wire.request(address, headers, deadline, body_wanted=body_wanted, cut=cut)

    async def aclose(self) -> None:
        """The wire underneath is another's."""


class SecondLooks:
    """Takes second looks with a ``Renderer``, over the checker's own wire."""

    def __init__(
        self,
        renderer: Renderer,
        wire: Wires,
        robots: RobotsFiles,
        reader: Reader,
        limits: Limits,
        user_agent: str,
    ) -> None:
        self._renderer = renderer
        self._wire = wire
        self._robots = robots
        self._reader = reader
        self._limits = limits
        self._user_agent = user_agent

    async def take(
        self,
        page: str,
        now: datetime,
        wants: Sequence[Want],
        sought: Mapping[int, Sought],
        answers: Mapping[int, Observation],
        deadline: float,
    ) -> dict[int, Observation]:
        """Better answers for those in ``answers`` that saw nothing but a script shell, by their places.

        That the link is missing is only believed of a page that had everything it asked for, made from a
        shell that came whole.
        """
        shells = {place: seen for place, seen in answers.items() if Finding.SCRIPT_SHELL in seen.findings}
        if not shells:
            return {}
        address = parse(next(iter(shells.values())).final_url)
        try:
            reply = await self._shell(address, deadline)
        except Unseen:
            return {}
        rendered = await self._renderer.render(
            address.href, reply, self._wire, self._gate, self._user_agent, deadline
        )
        if rendered is None:
            return {}
        again = Look(
            self._reader,
            Visitor(_Fixed(self._wire, address, _as_reply(reply, rendered)), self._limits, self._user_agent),
            self._robots,
            self._limits,
            page,
            now,
            [Want(want.target, want.anchor, want.rel) for want in wants],
            {place: sought[place] for place in shells},
        )
        seen = await again.take([address.href])
        whole = rendered.whole and broken_off(reply.body, measured=reply.measured) is None
        return {
            place: _told(one, shells[place])
            for place, one in seen.items()
            if one.verdict is Verdict.LIVE or (one.verdict is Verdict.MISSING and whole)
        }

    async def _shell(self, address: WebAddress, deadline: float) -> Reply:
        """The shell's own answer, unpacked."""
        visitor = Visitor(self._wire, self._limits, self._user_agent)
        visit = await visitor.visit(address.href, deadline=deadline, gate=self._gate)
        body = body_of(visit.reply, self._limits.body_bytes, address.host)
        return Reply(visit.reply.status, visit.reply.headers, body, measured=visit.reply.measured)

    async def _gate(self, address: WebAddress) -> None:
        if (await self._robots.ruling(address)).us:
            raise Unseen(Finding.BLOCKED, f"{address.host} asks this bot, in its robots.txt, to stay away")


def _as_reply(shell: Reply, rendered: Rendered) -> Reply:
    """The rendered page as if the site had sent it so."""
    headers = [(name, value) for name, value in shell.headers if name not in _STALE]
    headers.append((b"content-type", b"text/html; charset=utf-8"))
    base = f'<base href="{escape(rendered.base)}">'
    head, opened, rest = rendered.html.partition("<head>")
    html = f"{head}{opened}{base}{rest}" if opened else rendered.html
    return Reply(shell.status, headers, f"<!doctype html>{html}".encode("utf-8", "replace"))


def _told(seen: Observation, shell: Observation) -> Observation:
    """The answer, saying how it was come by; nothing spares the next look, as the shell never changes."""
    findings = set(seen.findings) | ({Finding.PAGE_REDIRECTED} & set(shell.findings))
    return replace(
        seen,
        detail=f"{seen.detail} (Seen once its scripts had run.)",
        findings=tuple(finding for finding in Finding if finding in findings),
        redirects=shell.redirects,
        etag=None,
        last_modified=None,
        body_hash=None,
        extra={**seen.extra, "rendered": "yes"},
    )
