"""What the page in the browser asks for and does. It is on loopback and for this page alone."""

import asyncio
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.rehearsal.answers import NotPossibleError
from bot.rehearsal.page_acts import PageActs
from bot.rehearsal.page_state import picture

if TYPE_CHECKING:
    from bot.rehearsal.slack import RehearsalSlack

Json = dict[str, Any]
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SAMPLE_POLICY = (
    "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'"
)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HEARTBEAT_SECONDS = 15.0


class PageApi:
    """The page's own endpoints."""

    def __init__(self, slack: "RehearsalSlack") -> None:
        self.slack = slack
        self.acts = PageActs(slack).by_name()

    def routes(self) -> list[web.RouteDef]:
        """What to serve."""
        return [
            web.get("/", self.index),
            web.get("/page/{name}", self.static),
            web.get("/archives/{tail:.*}", self.index),
            web.get("/rehearsal/state", self.state),
            web.get("/rehearsal/news", self.news),
            web.post("/rehearsal/{act}", self.act),
            web.get("/web/{host}{path:/.*}", self.browse),
            web.get("/oauth/v2/authorize", self.authorize),
        ]

    # serving

    async def index(self, request: web.Request) -> web.Response:
        """The page."""
        self._guard(request)
        return _file("index.html")

    async def static(self, request: web.Request) -> web.Response:
        """Its style and script."""
        self._guard(request)
        return _file(request.match_info["name"])

    async def state(self, request: web.Request) -> web.Response:
        """All that one person can see now."""
        self._guard(request)
        query = request.query
        shown = picture(self.slack, query.get("user", ""), query.get("channel", ""), query.get("thread", ""))
        return web.json_response(shown, headers={"Cache-Control": "no-store"})

    async def news(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: a number whenever something changed."""
        self._guard(request)
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        seen = -1
        try:
            while True:
                now = await self.slack.hub.next_change(seen, _HEARTBEAT_SECONDS)
                await stream.write(b": still here\n\n" if now == seen else f"data: {now}\n\n".encode())
                seen = now
                await asyncio.sleep(0.03)
        except ConnectionError:
            return stream

    async def act(self, request: web.Request) -> web.Response:
        """Something a person does."""
        self._guard(request)
        act = self.acts.get(request.match_info["act"])
        if act is None or request.content_type != "application/json":
            return web.json_response({"error": "That can’t be done here."}, status=404)
        try:
            return web.json_response(await act(await request.json()))
        except (NotPossibleError, ValueError, KeyError, TypeError, AttributeError) as refusal:
            words = (
                str(refusal) if isinstance(refusal, NotPossibleError | ValueError) else "That can’t be done."
            )
            return web.json_response({"error": words}, status=400)

    async def browse(self, request: web.Request) -> web.Response:
        """A page of the sample web as a person sees it; its scripts, if any, stay asleep."""
        self._guard(request)
        host, path = request.match_info["host"], request.match_info["path"]
        base = f"{self.slack.hub.base}/web/{host}"
        answer = self.slack.web.answer(host, path, base=base)
        text = answer.text or ""
        text = text.replace('href="/', f'href="/web/{host}/')
        for name in self.slack.web.sites:
            text = text.replace(f'href="https://{name}', f'href="/web/{name}')
        headers = {"Content-Security-Policy": _SAMPLE_POLICY, "X-Content-Type-Options": "nosniff"}
        shown = {"text/html", "text/plain", "application/rss+xml", "application/xml"}
        kind = answer.content_type if answer.content_type in shown else "text/plain"
        return web.Response(status=answer.status, text=text, content_type=kind, headers=headers)

    async def authorize(self, request: web.Request) -> web.Response:
        """The consent page of OAuth, with consent given."""
        back, state = request.query.get("redirect_uri", ""), request.query.get("state", "")
        if urlsplit(back).hostname not in _LOOPBACK:
            raise web.HTTPBadRequest(text="redirect_uri must be on this machine")
        query = urlencode({"code": self.slack.install_code(), "state": state})
        raise web.HTTPFound(f"{back}{'&' if '?' in back else '?'}{query}")

    def _guard(self, request: web.Request) -> None:
        """Only this page, from this machine: other sites' scripts and rebound names stay out."""
        own = urlsplit(self.slack.hub.base)
        host = urlsplit(f"http://{request.host}").hostname
        if own.hostname in _LOOPBACK and host not in _LOOPBACK:
            raise web.HTTPForbidden(text="The rehearsal answers on this machine only.")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="Other sites can’t use the rehearsal.")


def _file(name: str) -> web.Response:
    found = files("bot.rehearsal") / "page" / name
    ending = "." + name.rpartition(".")[2]
    if ending not in _TYPES or "/" in name or not found.is_file():
        raise web.HTTPNotFound
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return web.Response(
        text=found.read_text(encoding="utf-8"), content_type=_TYPES[ending], charset="utf-8", headers=headers
    )
