"""The sample web: one server on loopback that answers for every sample host."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.rehearsal.sites import Page, Site, etag

HTML = "text/html"


@dataclass
class Placed:
    """An answer put at an address by hand."""

    body: str | bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Visit:
    """One request the web has seen."""

    host: str
    path: str
    user_agent: str
    status: int = 0


class SampleWeb:
    """Sites whose pages can be switched, and anything else that is put somewhere by hand."""

    def __init__(
        self, sites: tuple[Site, ...], changed: Callable[[], None], now: Callable[[], datetime]
    ) -> None:
        self.sites = {site.host: site for site in sites}
        self.visits: list[Visit] = []
        self.placed: dict[tuple[str, str], Placed] = {}
        self._changed = changed
        self._runner: web.AppRunner | None = None
        self._at = ("127.0.0.1", 0)
        for site in sites:
            for page in site.pages:
                page.on_switch = changed
                page.now = now

    @property
    def hosts(self) -> Mapping[str, tuple[str, int]]:
        """Where each host is really to be dialled, in plain HTTP."""
        names = {*self.sites, *(host for host, _ in self.placed)}
        return dict.fromkeys(sorted(names), self._at)

    def page(self, address: str) -> Page:
        """A page by ``host/path``, with or without a scheme. Raises ``KeyError``."""
        host, _, path = address.split("://")[-1].partition("/")
        found = self.sites[host].page("/" + path)
        if found is None:
            raise KeyError(address)
        return found

    def put(
        self,
        host: str,
        path: str,
        body: str | bytes,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Serve something of one's own; a new host appears in ``hosts``."""
        self.placed[host, path] = Placed(body, status, headers or {})
        self._changed()

    def take_away(self, host: str, path: str) -> None:
        """No longer serve what was put there."""
        self.placed.pop((host, path), None)
        self._changed()

    async def start(self, host: str, port: int) -> None:
        """Serve on ``host`` and ``port`` (0 for any)."""
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._visit)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._at = (host, int(self._runner.addresses[0][1]))

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        visit = Visit(host, request.path, request.headers.get("User-Agent", ""))
        self.visits.append(visit)
        answer = self.answer(host, request.path, request.headers.get("If-None-Match"))
        visit.status = answer.status
        return answer

    def answer(
        self, host: str, path: str, known: str | None = None, *, base: str | None = None
    ) -> web.Response:
        """What ``host`` answers for ``path`` to whoever holds the validator ``known``."""
        if placed := self.placed.get((host, path)):
            kind = {} if "Content-Type" in placed.headers else {"Content-Type": f"{HTML}; charset=utf-8"}
            body = placed.body.encode() if isinstance(placed.body, str) else placed.body
            return web.Response(status=placed.status, body=body, headers=placed.headers | kind)
        site = self.sites.get(host)
        if site is None:
            return web.Response(status=404, text="<h1>No such site</h1>", content_type=HTML)
        base = base or f"https://{host}"
        if path == "/robots.txt":
            return web.Response(text=f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")
        if path == "/feed.xml":
            return web.Response(text=site.feed(base), content_type="application/rss+xml")
        if path == "/sitemap.xml":
            return web.Response(text=site.sitemap(base), content_type="application/xml")
        page = site.page(path)
        if page is not None and page.trouble == "challenge":
            headers = {"cf-mitigated": "challenge", "Server": "cloudflare"}
            return web.Response(status=403, text=site.challenge(), content_type=HTML, headers=headers)
        if path != "/" and (page is None or page.status != 200):
            status = 404 if page is None else page.status
            return web.Response(status=status, text=site.problem(page), content_type=HTML)
        content = site.front() if page is None else site.html(page)
        headers = {"ETag": etag(content), "Cache-Control": "no-cache"}
        if known == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        return web.Response(text=content, content_type=HTML, headers=headers)
