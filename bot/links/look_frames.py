"""The frames of a page that is looked at: what those of its own host show, one level down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.links.page.broken_off import broken_off
from bot.links.page.frames import MOST_FRAMES, WIDGET_PATH
from bot.links.page.page_facts import About, Found, PageFacts, Sought
from bot.links.page.signals import header_directives
from bot.links.urls import WebAddress
from bot.links.verdict import Way
from bot.links.walls import walls
from bot.links.wire.doors import PageReader
from bot.links.wire.failures import BLOCKED, Unseen
from bot.links.wire.visiting import Gate, Visit, Visitor, refresh_of
from bot.links.wire.web_page import page_of
from storage.links.link_key import bare_host
from storage.sites import host_of
from storage.words import Finding


class FrameLinks(NamedTuple):
    """What the frames of a page hold for each place: links to its target, or to another page of its site.

    ``broken`` is why one of them was not read.
    """

    found: dict[int, tuple[tuple[Found, ...], Way]]
    elsewhere: dict[int, tuple[Found, ...]]
    broken: Unseen | None


class Frames:
    """The frames of one page, visited with the same care; ``most`` bounds each one's body, in bytes."""

    def __init__(self, reader: PageReader, visitor: Visitor, gate: Gate, most: int, now: datetime) -> None:
        self._reader = reader
        self._visitor = visitor
        self._gate = gate
        self._most = most
        self._now = now

    async def links(self, lacking: Mapping[int, Sought], facts: PageFacts, deadline: float) -> "FrameLinks":
        """Links in frames of the page's own host, one level down; and why a frame was not read, if so."""
        found: dict[int, tuple[tuple[Found, ...], Way]] = {}
        elsewhere: dict[int, tuple[Found, ...]] = {}
        broken: Unseen | None = None
        for number, frame in enumerate(facts.frames):
            sought = [one for place, one in lacking.items() if place not in found]
            if not sought:
                break
            try:
                if number == MOST_FRAMES:
                    raise Unseen(Finding.TOO_LARGE, "the page has more frames than can be looked into")
                inner, framed, broke = await self._frame(frame, sought, deadline)
            except _Elsewhere:
                continue
            except Unseen as error:
                if frame not in facts.hidden_frames and error.finding is not Finding.NOT_HTML:
                    broken = Unseen(error.finding, f"a frame of the page could not be read ({error.what})")
                continue
            header = header_directives(inner.reply.every(b"x-robots-tag"), self._now)
            way = Way(frame=inner.address.href, frame_nofollow=framed.robots.nofollow or header.nofollow)
            for place, one in lacking.items():
                about = framed.about.get(one.target, About())
                links = about.links
                if about.elsewhere:
                    elsewhere[place] = elsewhere.get(place, ()) + about.elsewhere
                if links and place not in found:
                    if frame in facts.hidden_frames:
                        links = tuple(replace(link, hidden=True) for link in links)
                    found[place] = (links, way)
            if broke and frame not in facts.hidden_frames:
                what = "a frame of the page could not be read (it breaks off)"
                broken = Unseen(Finding.HTTP_ERROR, what)
            if framed.wall is not None and frame not in facts.hidden_frames and not _is_widget(frame, framed):
                what = f"a frame of the page could not be read ({framed.wall.what})"
                broken = Unseen(framed.wall.finding, what)
        return FrameLinks(found, elsewhere, broken)

    async def _frame(
        self, frame: str, sought: Sequence[Sought], deadline: float
    ) -> tuple[Visit, PageFacts, bool]:
        """What a frame shows, and whether it breaks off.

        Raises ``Unseen``, or ``_Elsewhere`` where that is no page of the frame's host.
        """
        own, asked = bare_host(host_of(frame)), frame

        async def gate(address: WebAddress) -> None:
            if bare_host(address.host) != own:
                if walls.asks_first(address.href):
                    raise Unseen(Finding.BLOCKED, f"it asks visitors to go to {address.host} first")
                raise _Elsewhere
            await self._gate(address)

        redirects: list[str] = []
        while True:
            visit = await self._visitor.visit(frame, deadline=deadline, gate=gate, redirects=redirects)
            reply, host = visit.reply, visit.address.host
            if reply.status in (404, 410):
                raise _Elsewhere
            if not 200 <= reply.status < 300:
                finding = Finding.BLOCKED if reply.status in BLOCKED else Finding.HTTP_ERROR
                raise Unseen(finding, f"{host} answered {reply.status}")
            if walls.header_challenge(reply.header):
                raise Unseen(Finding.CHALLENGE, f"{host} answered with a bot challenge")
            onward = refresh_of(reply, visit.address)
            if onward is None and (not reply.body or reply.body.isspace()):
                raise _Elsewhere  # nothing in it, so no link
            if onward is None:
                body, content_type = page_of(reply, self._most, host)
                url = visit.address.href
                redirected = bool(visit.redirects) and not walls.asks_first(asked)
                facts = await self._reader.read(body, content_type, url, sought, self._now, redirected)
                challenged = facts.wall is not None and facts.wall.finding is Finding.CHALLENGE
                if facts.refresh is None or challenged:
                    lacks = not all(about.links for about in facts.about.values())
                    broke = lacks and broken_off(body, measured=reply.measured) is not None
                    return visit, facts, broke
                onward = facts.refresh
            frame = self._visitor.onward(visit.address, onward.encode("ascii", "replace"), redirects).href


def _is_widget(frame: str, framed: PageFacts) -> bool:
    """Whether a frame that scripts have still to fill is, by its address, a form or a player."""
    shell = framed.wall is not None and framed.wall.finding is Finding.SCRIPT_SHELL
    return shell and WIDGET_PATH.search(frame) is not None


class _Elsewhere(Exception):  # noqa: N818 - a frame's answer, not an error
    """A frame holds no page of its host: there is none, it is empty, or it shows another host's."""
