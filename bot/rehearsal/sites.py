"""The sample web's sites and pages, and what an editor can do to them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape

TROUBLES = ("blocked", "challenge", "down", "gone")
"""Ways a page can fail to be seen, one at a time."""

EDITS = ("published", "nofollow", "other_anchor", "other_page", "removed")
"""What an editor can do to the link."""


@dataclass
class Page:
    """One page; ``before``, the link and ``after`` make the sentence in question."""

    path: str
    title: str
    paragraphs: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    target: str = ""
    other_target: str = ""
    anchor: str = ""
    other_anchor: str = ""
    own: bool = False
    post: bool = False
    """A post is not there at all until it is published; other pages stand without the link."""
    switches: set[str] = field(default_factory=set)
    on_switch: Callable[[], None] | None = None
    now: Callable[[], datetime] | None = None
    edited_at: datetime | None = None
    """When an editor last touched it; None as long as nobody did."""

    def switch(self, name: str, on: bool = True) -> None:
        """Do (or undo) one thing to the page. Raises ``ValueError`` for an unknown one."""
        if name not in (*EDITS, *TROUBLES):
            raise ValueError(f"there is no switch called {name}; there is {', '.join((*EDITS, *TROUBLES))}")
        if on and name in TROUBLES:
            self.switches.difference_update(TROUBLES)
        if on and name == "published":
            self.switches.discard("removed")
        (self.switches.add if on else self.switches.discard)(name)
        if name in EDITS and self.now is not None:
            self.edited_at = self.now()
        if self.on_switch is not None:
            self.on_switch()

    def reset(self) -> None:
        """As on the first day."""
        self.switches.clear()
        self.edited_at = None
        if self.on_switch is not None:
            self.on_switch()

    @property
    def link(self) -> tuple[str, str, str] | None:
        """The link in question as it stands: href, anchor, rel; None where there is none."""
        if self.own or "published" not in self.switches or "removed" in self.switches:
            return None
        href = self.other_target if "other_page" in self.switches else self.target
        anchor = self.other_anchor if "other_anchor" in self.switches else self.anchor
        return href, anchor, "nofollow" if "nofollow" in self.switches else ""

    @property
    def trouble(self) -> str | None:
        """What keeps visitors from the page, if anything."""
        return next((name for name in TROUBLES if name in self.switches), None)

    @property
    def status(self) -> int:
        """The HTTP status a visitor gets."""
        answers = {"blocked": 403, "challenge": 403, "down": 500, "gone": 404}
        if self.trouble is not None:
            return answers[self.trouble]
        return 404 if self.post and "published" not in self.switches else 200

    @property
    def summary(self) -> str:
        """The page in a few words, for the panel beside the workspace."""
        words = {
            "blocked": "Turns robots away (403)",
            "challenge": "Asks “are you human?” (403)",
            "down": "Server error (500)",
            "gone": "Page deleted (404)",
        }
        if self.trouble is not None:
            return words[self.trouble]
        if self.own:
            return "Our own page"
        if self.status == 404:
            return "Not published yet (404)"
        if self.link is None:
            return "Link removed" if "removed" in self.switches else "No link to us yet"
        href, anchor, rel = self.link
        return f"Links to {href.removeprefix('https://')} as “{anchor}”{', nofollow' if rel else ''}"


@dataclass
class Site:
    """One host of the sample web."""

    host: str
    name: str
    tagline: str
    color: str
    pages: list[Page]

    def page(self, path: str) -> Page | None:
        """The page at ``path``."""
        return next((one for one in self.pages if one.path == path), None)

    def html(self, page: Page) -> str:
        """The page as a browser gets it when nothing is in the way."""
        body = [f"<p>{escape(words)}</p>" for words in page.paragraphs]
        if page.link is not None:
            href, anchor, rel = page.link
            marked = f' rel="{rel}"' if rel else ""
            link = f'<a href="{escape(href)}"{marked}>{escape(anchor)}</a>'
            body.insert(1, f"<p>{escape(page.before)} {link} {escape(page.after)}</p>")
        return self._framed(page.title, f"<article><h1>{escape(page.title)}</h1>{''.join(body)}</article>")

    def front(self) -> str:
        """The front page: what can be read here today."""
        items = "".join(
            f'<li><a href="{escape(one.path)}">{escape(one.title)}</a></li>'
            for one in self.pages
            if one.status == 200
        )
        return self._framed(self.name, f"<h1>Latest</h1><ul>{items}</ul>")

    def problem(self, page: Page | None) -> str:
        """What stands there instead of the page."""
        words = {
            "blocked": ("Access denied", "Automated requests are not welcome here."),
            "down": ("Something went wrong", "Our servers are having a bad morning."),
        }
        title, text = words.get((page and page.trouble) or "", ("Page not found", "There is nothing here."))
        return self._framed(title, f"<h1>{title}</h1><p>{text}</p>")

    def challenge(self) -> str:
        """What a protection service shows while it looks for a human."""
        return (
            '<!DOCTYPE html><html lang="en"><head><title>Just a moment...</title>'
            '<meta name="robots" content="noindex,nofollow">'
            "<style>body{font:16px system-ui;margin:4rem}</style>"
            '</head><body><h1 class="zone-name-title">' + escape(self.host) + "</h1>"
            "<p>Verify you are human by completing the action below.</p>"
            '<div id="cf-challenge-running" class="challenge-form">☐ I am human</div>'
            "<noscript>Enable JavaScript and cookies to continue</noscript></body></html>"
        )

    def feed(self, base: str) -> str:
        """The site's RSS."""
        items = "".join(
            f"<item><title>{escape(one.title)}</title><link>{base}{escape(one.path)}</link>{_dated(one)}</item>"
            for one in self.pages
            if one.status == 200
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>{escape(self.name)}</title><link>{base}/</link>{items}</channel></rss>"
        )

    def sitemap(self, base: str) -> str:
        """The site's sitemap."""
        urls = "".join(
            f"<url><loc>{base}{escape(one.path)}</loc></url>" for one in self.pages if one.status == 200
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        )

    def _framed(self, title: str, inner: str) -> str:
        return (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            f'<title>{escape(title)}</title><meta name="viewport" content="width=device-width">'
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
            f"<style>:root{{--brand:{self.color}}}{_STYLE}</style></head><body>"
            f'<header><a href="/">{escape(self.name)}</a><span>{escape(self.tagline)}</span></header>'
            f"<main>{inner}</main><footer>{escape(self.host)} · part of the rehearsal’s sample web</footer>"
            "</body></html>"
        )


_STYLE = (
    "body{margin:0;font:18px/1.65 Georgia,serif;color:#1f2328;background:#fdfcfa}"
    "header{background:var(--brand);color:#fff;padding:1.1rem max(1.2rem,calc(50vw - 20rem));"
    "display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}"
    "header a{color:#fff;font:700 1.35rem system-ui,sans-serif;text-decoration:none}"
    "header span{opacity:.85;font:.9rem system-ui,sans-serif}"
    "main{max-width:40rem;margin:2.5rem auto;padding:0 1.2rem}h1{line-height:1.2;font-size:2.1rem}"
    "main a{color:var(--brand);background:#fff3b0;padding:0 .15em}"
    "footer{max-width:40rem;margin:3rem auto;padding:1rem 1.2rem;font:.8rem system-ui,sans-serif;"
    "color:#6b7280;border-top:1px solid #e5e7eb}"
)


def _dated(page: Page) -> str:
    """An RSS item's date (RFC 822): an edited page counts as news, as it does with many editors' programs."""
    return f"<pubDate>{format_datetime(page.edited_at)}</pubDate>" if page.edited_at else ""


def etag(content: str) -> str:
    """A validator for some content."""
    return '"' + hashlib.sha256(content.encode()).hexdigest()[:16] + '"'
