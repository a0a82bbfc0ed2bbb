"""What the page in the browser asks for and does. It is on loopback and for this page alone."""

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.rehearsal.model import Message, View
from bot.rehearsal.page_state import picture
from bot.rehearsal.people import NotPossibleError
from bot.rehearsal.sites import Page

if TYPE_CHECKING:
    from bot.rehearsal.slack import RehearsalSlack

Json = dict[str, Any]
Act = Callable[[Json], Awaitable[Json]]
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
        self.acts: dict[str, Act] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }

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

    # doing

    async def do_command(self, said: Json) -> Json:
        """Type a slash command."""
        words = str(said["text"]).strip()
        command, _, rest = words.partition(" ")
        if self.slack.hub.manifest is None and command != "/outreach":
            raise NotPossibleError(f"{command} is not a valid command. There is /outreach.")
        place = self.slack.channel(said["channel"])
        answer = await self.slack.command(said["user"], place, rest, command=command)
        return {"problem": answer.problem}

    async def do_say(self, said: Json) -> Json:
        """Post a message."""
        shared = {}
        for one in said.get("files") or []:
            try:
                shared[str(one["name"])] = base64.b64decode(one["content"], validate=True)
            except binascii.Error:
                raise ValueError("the file did not arrive whole") from None
        message = await self.slack.say(
            said["user"],
            said["channel"],
            str(said.get("text") or ""),
            thread_ts=said.get("thread"),
            files=shared,
            broadcast=bool(said.get("broadcast")),
        )
        return {"ts": message.ts}

    async def do_edit(self, said: Json) -> Json:
        """Change a message."""
        await self.slack.edit(said["user"], self._message(said), str(said["text"]))
        return {}

    async def do_delete(self, said: Json) -> Json:
        """Take a message away."""
        await self.slack.delete(said["user"], self._message(said))
        return {}

    async def do_react(self, said: Json) -> Json:
        """React, or take it back."""
        await self.slack.react(
            said["user"], self._message(said), str(said["emoji"]), remove=bool(said.get("remove"))
        )
        return {}

    async def do_press(self, said: Json) -> Json:
        """Press or choose something."""
        where = self._where(said)
        pressed = await self.slack.press(
            said["user"],
            where,
            str(said["action_id"]),
            block_id=said.get("block_id"),
            selected=said.get("selected"),
        )
        return {"problem": pressed.problem}

    async def do_suggest(self, said: Json) -> Json:
        """What an external select offers."""
        found = await self.slack.suggestions(
            said["user"], self._where(said), str(said["action_id"]), str(said.get("typed") or "")
        )
        return {"options": found}

    async def do_submit(self, said: Json) -> Json:
        """Send a form; values come by block id."""
        view = self._where(said)
        if not isinstance(view, View):
            raise NotPossibleError("that is no form")
        sent = await self.slack.submit(said["user"], view, dict(said.get("values") or {}))
        trouble = "We had some trouble connecting. Try again?" if sent.problem else None
        return {"outcome": sent.outcome, "errors": sent.errors, "trouble": trouble, "problem": sent.problem}

    async def do_close(self, said: Json) -> Json:
        """Close a form."""
        view = self._where(said)
        if isinstance(view, View):
            await self.slack.close_view(said["user"], view, all_=bool(said.get("all")))
        return {}

    async def do_shortcut(self, said: Json) -> Json:
        """Choose a shortcut, from a message's menu or from the lightning menu."""
        if said.get("ts"):
            pressed = await self.slack.message_shortcut(
                said["user"], self._message(said), str(said["callback_id"])
            )
        else:
            pressed = await self.slack.global_shortcut(said["user"], str(said["callback_id"]))
        return {"problem": pressed.problem}

    async def do_home(self, said: Json) -> Json:
        """Open the app's Home or Messages tab."""
        await self.slack.open_home(said["user"], tab="messages" if said.get("tab") == "messages" else "home")
        return {}

    async def do_invite(self, said: Json) -> Json:
        """Add the app to a channel."""
        channel = self.slack.channel(said["channel"])
        who = self.slack.person(said["user"])
        channel.members.add(self.slack.bot_user_id)
        self.slack.hub.emit(
            self.slack.team,
            {
                "type": "member_joined_channel",
                "user": self.slack.bot_user_id,
                "channel": channel.id,
                "channel_type": "C",
                "team": self.slack.team_id,
                "inviter": who.id,
                "event_ts": self.slack.team.now_ts(),
            },
        )
        self.slack.hub.changed()
        return {}

    async def do_switch(self, said: Json) -> Json:
        """Do something to a page of the sample web."""
        self._page(said).switch(str(said["name"]), bool(said.get("on", True)))
        return {}

    async def do_reset(self, said: Json) -> Json:
        """Put a page back as it was."""
        self._page(said).reset()
        return {}

    async def do_advance(self, said: Json) -> Json:
        """Move the clock by hours, or to the next 9:00 where the person is."""
        if said.get("hours"):
            by = timedelta(hours=min(max(float(said["hours"]), 0.0), 24 * 366))
        else:
            zone = ZoneInfo(self.slack.person(said["user"]).tz)
            now = self.slack.clock.now()
            here = now.astimezone(zone)
            day = here.date() if here.time() < time(9) else here.date() + timedelta(days=1)
            by = datetime.combine(day, time(9), zone) - now
        await self.slack.advance(by)
        return {"now": self.slack.clock.now().isoformat()}

    def _page(self, said: Json) -> Page:
        try:
            return self.slack.web.page(str(said["page"]))
        except KeyError:
            raise NotPossibleError(f"there is no page {said['page']} in the sample web") from None

    def _message(self, said: Json) -> Message:
        found = self.slack.team.find(str(said["channel"]), str(said["ts"]))
        who = self.slack.person(said["user"])
        if found is None:
            whispered = [one for one in self.slack.team.whispers if one.ts == said["ts"] and not one.deleted]
            found = next((one for one in whispered if one.ephemeral_for == who.id), None)
        if found is None:
            raise NotPossibleError("that message is gone")
        return found

    def _where(self, said: Json) -> Message | View:
        if said.get("view"):
            who = self.slack.person(said["user"])
            home = self.slack.team.homes.get(who.id)
            for view in [*self.slack.team.stacks.get(who.id, []), *([home] if home else [])]:
                if view.id == said["view"]:
                    return view
            raise NotPossibleError("that form is no longer open")
        return self._message(said)


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
