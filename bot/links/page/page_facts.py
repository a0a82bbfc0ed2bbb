"""What is looked for on a page, and what was found there."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.links.page import evidence
from bot.links.page.signals import NOTHING_FORBIDDEN, Directives
from bot.links.urls import host_in, match_key
from bot.links.walls.wall import Wall
from storage.links.link_key import bare_host
from storage.sites import registrable


@dataclass(frozen=True, slots=True)
class Sought:
    """A target that somebody wants to know about, with the anchors agreed for it."""

    target: str
    key: str
    host: str
    site: str
    anchors: frozenset[str] = frozenset()

    @classmethod
    def of(cls, target: str, anchors: Iterable[str | None] = ()) -> "Sought":
        """What to look for, from a target's address; raises ``ValueError`` where it is no web address."""
        key = match_key(target)
        if key is None:
            raise ValueError(target)
        host = bare_host(host_in(target))
        wanted = frozenset(evidence.comparable(anchor) for anchor in anchors if anchor)
        return cls(target, key, host, registrable(host), wanted)


@dataclass(frozen=True, slots=True)
class Found:
    """One hyperlink on the page, with what a visitor and a search engine make of it."""

    href: str
    anchor: str
    rel: tuple[str, ...] = ()
    html: str = ""
    before: str = ""
    after: str = ""
    image: bool = False
    hidden: bool = False
    noscript: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What the page holds for one target.

    ``links`` lead to it (all of them, or a choice of ``total``), ``elsewhere`` to other pages of its site,
    ``candidates`` may lead to it by way of a redirect.
    """

    links: tuple[Found, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    candidates: tuple[Found, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says. ``refresh`` is where it sends visitors on to within seconds.

    ``canonicals`` and ``frames`` (those of the page's own host) are absolute; ``wall`` and ``frames`` are
    only asked for where a target has no link. ``hidden_frames`` are those of ``frames`` that no visitor sees.
    ``too_many`` says that links were left unread.
    """

    about: dict[str, About] = field(default_factory=dict)
    title: str = ""
    robots: Directives = NOTHING_FORBIDDEN
    canonicals: tuple[str, ...] = ()
    refresh: str | None = None
    frames: tuple[str, ...] = ()
    hidden_frames: frozenset[str] = frozenset()
    wall: Wall | None = None
    too_many: bool = False
