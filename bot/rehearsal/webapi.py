"""The doors the app comes in by: Web API, response URLs, uploads and downloads."""

import asyncio
import base64
import binascii
import json
from typing import Any

from aiohttp import web

from bot.rehearsal.calls import KINDS, ApiCall, Fault
from bot.rehearsal.hub import ANSWER_USES, Hub, SlackError
from bot.rehearsal.methods import automatic, chat, conversations, files, people, views
from bot.rehearsal.methods.registry import METHODS, Call, Method
from bot.rehearsal.responding import answer_with
from bot.rehearsal.team import Team

Json = dict[str, Any]
FAMILIES = (automatic, chat, conversations, files, people, views)
"""Importing them registers their methods."""
LARGEST_BODY = 64 * 1024 * 1024


class WebApi:
    """Answers the app's HTTP requests for one hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def routes(self) -> list[web.RouteDef]:
        """What to serve."""
        return [
            web.route("*", "/api/{method}", self.call),
            web.post("/hooks/{team}/{name}", self.respond),
            web.post("/upload/v1/{ticket}", self.upload),
            web.get("/files-pri/{place}/{tail:.*}", self.download),
            web.get("/link/", self.hub.delivery.serve),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """``/api/chat.postMessage`` and all the others."""
        name, hub = request.match_info["method"], self.hub
        args = await _arguments(request)
        token = _token(request, args)
        noted = ApiCall(name, args, hub.clock.now(), token)
        hub.record.append(noted)
        fault = hub.faults.take(name, args)
        if fault is not None and (early := await self._trouble_before(request, fault, noted)) is not None:
            return early
        status, headers = 200, {}
        try:
            answer: Json = {"ok": True} | await self._answer(name, args, token, request)
        except SlackError as refusal:
            answer = {"ok": False, "error": refusal.error} | refusal.extra
            status, headers = refusal.status, refusal.headers
        noted.answer = json.loads(json.dumps(answer))
        noted.outcome = "ok" if answer["ok"] else str(answer["error"])
        hub.changed()
        if fault is not None and fault.kind == "accept_then_wait":
            await asyncio.sleep(float(fault.args.get("seconds", 1.0)))
        if fault is not None and fault.kind in ("accept_then_500", "accept_then_drop"):
            noted.outcome = fault.kind
            return await self._break_off(request, fault.kind)
        if hub.manifest is not None:
            headers = {**headers, "X-OAuth-Scopes": ",".join(sorted(hub.manifest.scopes))}
        return web.json_response(answer, status=status, headers=headers)

    async def _trouble_before(
        self, request: web.Request, fault: Fault, noted: ApiCall
    ) -> web.StreamResponse | None:
        kind, args = fault.kind, fault.args
        if kind == "slow":
            await asyncio.sleep(float(args.get("seconds", 1.0)))
            return None
        if kind.startswith("accept_then_"):
            return None
        noted.outcome = kind
        noted.answer = {"ok": False, "error": kind}
        self.hub.changed()
        if kind == "429":
            headers = {"Retry-After": str(args.get("retry_after", 1))}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if kind in KINDS:
            return await self._break_off(request, kind)
        return web.json_response({"ok": False, "error": kind, **args})

    async def _break_off(self, request: web.Request, kind: str) -> web.StreamResponse:
        if kind.endswith("drop"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        status = int(kind.removeprefix("accept_then_"))
        return web.Response(
            status=status, text="<html>Something went wrong.</html>", content_type="text/html"
        )

    async def _answer(self, name: str, args: Json, token: str, request: web.Request) -> Json:
        found = METHODS.get(name)
        if found is None:
            raise SlackError("unknown_method", req_method=name)
        return await found.answer(Call(self.hub, self._allowed(found, args, token, request), name, args))

    def _allowed(self, found: Method, args: Json, token: str, request: web.Request) -> Team:
        hub = self.hub
        anyone = next(iter(hub.teams.values()))
        if found.holder == "none":
            return anyone
        if found.holder == "client":
            _basic(request, args)
            return anyone
        if not token:
            raise SlackError("not_authed")
        if found.holder == "app":
            if token.startswith("xoxb-"):
                raise SlackError("not_allowed_token_type")
            if token != hub.app_token:
                raise SlackError("invalid_auth")
            return anyone
        if token == hub.app_token:
            raise SlackError("not_allowed_token_type")
        team = hub.team_of(token)
        if team is None:
            raise SlackError("invalid_auth")
        if team.revoked:
            raise SlackError("account_inactive")
        manifest = hub.manifest
        if manifest is not None and found.scopes and not manifest.scopes.intersection(found.scopes):
            raise SlackError(
                "missing_scope", needed=found.scopes[0], provided=",".join(sorted(manifest.scopes))
            )
        return team

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """A post to a ``response_url``: five within thirty minutes."""
        address = self.hub.addresses.get(request.match_info["name"])
        try:
            said = json.loads(await request.text() or "{}")
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        noted = ApiCall("response_url", said, self.hub.clock.now(), "")
        self.hub.record.append(noted)
        fault = self.hub.faults.take("response_url", said)
        if fault is not None and (early := await self._trouble_before(request, fault, noted)) is not None:
            return early
        if address is None or address.team.id != request.match_info["team"]:
            noted.outcome = "no_service"
        elif address.uses >= ANSWER_USES:
            noted.outcome = "used_url"
        elif self.hub.clock.now() > address.expires:
            noted.outcome = "expired_url"
        if noted.outcome or address is None:
            return web.json_response({"ok": False, "error": noted.outcome}, status=404)
        try:
            answer_with(self.hub, address, said)
        except SlackError as refusal:
            noted.outcome = refusal.error
            noted.answer = {"ok": False, "error": refusal.error} | refusal.extra
            return web.Response(status=400, text=refusal.error)
        address.uses += 1
        noted.outcome, noted.answer = "ok", {"ok": True}
        self.hub.changed()
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file, raw or as a form's first file."""
        found = self.hub.uploads.pop(request.match_info["ticket"], None)
        if found is None:
            return web.Response(status=404, text="not found")
        if request.content_type.startswith("multipart/"):
            content = b""
            async for part in await request.multipart():
                content = bytes(await part.read())  # type: ignore[union-attr]
                break
        else:
            content = await request.read()
        team, file = found
        team.contents[file] = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """A private file, for a bot token; without one Slack shows its sign-in page."""
        team_id, _, file = request.match_info["place"].partition("-")
        team = self.hub.teams.get(team_id)
        allowed = team is not None and _token(request, {}) == team.bot_token
        own_page = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if team is None or not (allowed or own_page) or file not in team.contents:
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        kind = team.files[file]["mimetype"]
        safe = kind if kind in ("image/png", "image/jpeg", "text/csv") else "application/octet-stream"
        return web.Response(
            body=team.contents[file],
            content_type=safe,
            headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
        )


async def _arguments(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.method == "POST":
        if request.content_type == "application/json":
            try:
                body = await request.json()
            except ValueError:
                return args
            args |= body if isinstance(body, dict) else {}
        elif request.body_exists:
            args |= {
                name: value if isinstance(value, str) else "(file)"
                for name, value in (await request.post()).items()
            }
    return args


def _token(request: web.Request, args: Json) -> str:
    given = request.headers.get("Authorization", "")
    if given.startswith("Bearer "):
        args.pop("token", None)
        return given.removeprefix("Bearer ").strip()
    return str(args.pop("token", "") or "")


def _basic(request: web.Request, args: Json) -> None:
    given = request.headers.get("Authorization", "")
    if given.startswith("Basic "):
        try:
            name, _, secret = base64.b64decode(given[6:]).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return
        args["client_id"], args["client_secret"] = name, secret
