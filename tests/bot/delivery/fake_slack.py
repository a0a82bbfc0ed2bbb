"""Slack's Web API on loopback, as far as posting goes: it can fail on order, and it keeps a record."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass
class Fault:
    """What happens to the next ``times`` calls of ``method`` (in ``channel``, if one is named)."""

    method: str
    kind: str
    times: int = 1
    channel: str | None = None
    retry_after: float = 1
    seconds: float = 0.0


class FakeSlack:
    """The record is the oracle: ``messages`` is what people would see, in the order they saw it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[dict[str, Any]] = []
        self.reactions: list[tuple[str, str, str]] = []
        self.faults: list[Fault] = []
        self.readable = True
        self.called = asyncio.Event()
        self.heard = asyncio.Event()
        self.page_size = 50
        self.url = ""
        self._last = 0
        self._server: TestServer | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/api/{method}", self._call)
        app.router.add_post("/response/{name}", self._respond)
        self._server = TestServer(app)
        await self._server.start_server()
        self.url = str(self._server.make_url("/api/"))

    async def stop(self) -> None:
        if self._server:
            await self._server.close()

    def fault(self, method: str, kind: str, **rest: Any) -> None:
        self.faults.append(Fault(method, kind, **rest))

    def texts(self, channel: str | None = None) -> list[str]:
        return [m["text"] for m in self.messages if channel is None or m["channel"] == channel]

    def doubled(self) -> list[str]:
        keys = Counter(m["metadata"]["event_payload"]["key"] for m in self.messages if m.get("metadata"))
        return [key for key, times in keys.items() if times > 1]

    def say(self, channel: str, text: str, **rest: Any) -> dict[str, Any]:
        self._last += 1
        message = {"channel": channel, "ts": f"1700000000.{self._last:06d}", "text": text, **rest}
        self.messages.append(message)
        self.heard.set()
        return message

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given: dict[str, Any] = dict(request.query) | dict(await request.post())
        if request.content_type == "application/json":
            given |= await request.json()
        self.calls.append((method, given))
        self.called.set()
        fault = self._next_fault(method, str(given.get("channel", "")))
        if fault is None:
            return web.json_response(self._do(method, given))
        return await self._fail(request, fault, method, given)

    def _next_fault(self, method: str, channel: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.method in (method, "*") and fault.channel in (None, channel):
                fault.times -= 1
                return fault
        return None

    async def _fail(
        self, request: web.Request, fault: Fault, method: str, given: dict[str, Any]
    ) -> web.StreamResponse:
        if fault.kind.startswith("accepted") or fault.kind == "slow":
            done = self._do(method, given)
        match fault.kind:
            case "429":
                headers = {"Retry-After": str(fault.retry_after)}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            case "503":
                return web.Response(status=503, text="<html>unavailable</html>", content_type="text/html")
            case "500" | "accepted_500":
                return web.Response(status=500, text="<html>oops</html>", content_type="text/html")
            case "drop" | "accepted_drop":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case "slow":
                await asyncio.sleep(fault.seconds)
                return web.json_response(done)
            case "nothing":
                await asyncio.sleep(60)
                return web.Response()
            case code:
                return web.json_response({"ok": False, "error": code})

    def _do(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "chat.postMessage":
                return self._post(given)
            case "chat.update":
                for message in self.messages:
                    if (message["channel"], message["ts"]) == (given["channel"], given["ts"]):
                        message["text"] = given["text"]
                        message["edits"] = message.get("edits", 0) + 1
                        return {"ok": True, "channel": given["channel"], "ts": given["ts"]}
                return {"ok": False, "error": "message_not_found"}
            case "chat.postEphemeral":
                self.answers.append({"ephemeral": given["channel"], **given})
                return {"ok": True, "message_ts": "1700000000.000000"}
            case "reactions.add":
                reaction = (given["channel"], given["timestamp"], given["name"])
                if reaction in self.reactions:
                    return {"ok": False, "error": "already_reacted"}
                self.reactions.append(reaction)
                return {"ok": True}
            case "conversations.history" | "conversations.replies":
                return self._history(method, given)
        return {"ok": False, "error": "unknown_method"}

    def _post(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = str(given["channel"])
        if channel.startswith("U"):
            channel = f"D{channel[1:]}"
        metadata = given.get("metadata")
        message = self.say(
            channel,
            given.get("text", ""),
            metadata=json.loads(metadata) if isinstance(metadata, str) else metadata,
            thread_ts=given.get("thread_ts"),
            blocks=given.get("blocks"),
        )
        return {"ok": True, "channel": channel, "ts": message["ts"]}

    def _history(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        if not self.readable:
            return {"ok": False, "error": "missing_scope", "needed": "channels:history"}
        found = [
            m
            for m in self.messages
            if m["channel"] == given["channel"]
            and m["ts"] > given.get("oldest", "")
            and (m.get("thread_ts") == given["ts"] if method.endswith("replies") else not m.get("thread_ts"))
        ]
        if method.endswith("history"):
            found.reverse()
        start = int(given.get("cursor") or 0)
        page = found[start : start + self.page_size]
        more = str(start + self.page_size) if start + self.page_size < len(found) else ""
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": more}}

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        fault = self._next_fault("response_url", name)
        if fault is not None:
            return await self._fail(request, fault, "response_url", {})
        if name == "expired":
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        self.answers.append({"response": name, **(await request.json())})
        return web.Response(text="ok")
