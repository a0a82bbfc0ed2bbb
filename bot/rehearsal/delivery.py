"""From the workspace to the app: envelopes over Socket Mode, or signed requests over HTTP.

Source: "Using Socket Mode", "Events API" and "Verifying requests from Slack" in Slack's documentation.
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

Json = dict[str, Any]
Kind = Literal["events_api", "interactive", "slash_commands"]
MOST_CONNECTIONS = 10
log = logging.getLogger(__name__)


@dataclass
class Ack:
    """The app's answer to one delivery; ``problem`` says why there is none."""

    payload: Any = None
    seconds: float = 0.0
    problem: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it came in time."""
        return self.problem is None


@dataclass
class Delivered:
    """One attempt to hand something to the app, for tests to look at and to repeat."""

    kind: Kind
    payload: Json
    envelope_id: str
    attempt: int
    ack: Ack | None = None


@dataclass(eq=False)
class Connection:
    """One open socket and the envelopes that wait for their ack on it."""

    socket: web.WebSocketResponse
    pending: dict[str, "asyncio.Future[Any]"] = field(default_factory=dict)
    closing: bool = False

    def fail(self) -> None:
        """Nobody will ack what this socket still owes."""
        for waiting in self.pending.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError("the socket closed"))
        self.pending.clear()


class Delivery:
    """Hands payloads to the app and waits for its acks; events are tried again as Slack does.

    ``target`` is ``"socket"`` or ``("http", url)``. ``ack_timeout`` is Slack's three seconds and
    ``retry_delays`` its pauses before an event's second to fourth try, both in seconds of the wall clock.
    """

    def __init__(self, app_id: str, signing_secret: str) -> None:
        self.app_id = app_id
        self.signing_secret = signing_secret
        self.target: Literal["socket"] | tuple[Literal["http"], str] = "socket"
        self.ack_timeout = 3.0
        self.retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.connections: list[Connection] = []
        self.log: list[Delivered] = []
        self.drop_next = 0
        """How many of the next envelopes lose their socket right after they are sent."""
        self.waits_for_connection = 5.0
        """How long an event waits for the app to come (back), in seconds, before a try counts as failed."""
        self._turn = 0
        self._tickets: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._arrived = asyncio.Event()

    @property
    def ready(self) -> bool:
        """Whether the app has a socket open."""
        return bool(self._open())

    @property
    def busy(self) -> bool:
        """Whether an event still waits for its ack or its next try."""
        return any(not task.done() for task in self._tasks)

    def ticket(self) -> str:
        """A pass for one new socket."""
        made = secrets.token_urlsafe(16)
        self._tickets.add(made)
        return made

    def later(self, event: Json) -> "asyncio.Task[Ack]":
        """Deliver an event in the background, with Slack's retries."""
        task = asyncio.create_task(self.event(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def event(self, payload: Json) -> Ack:
        """Deliver one Events API callback, with up to three more tries."""
        reason: str | None = None
        ack = Ack(problem="not sent")
        for attempt in range(len(self.retry_delays) + 1):
            if attempt:
                await asyncio.sleep(self.retry_delays[attempt - 1])
            if self.target == "socket" and not self._open():
                self._arrived.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._arrived.wait(), self.waits_for_connection)
            ack = await self.once("events_api", payload, attempt=attempt, reason=reason)
            if ack.ok:
                return ack
            reason = ack.problem
        return ack

    async def once(self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str | None = None) -> Ack:
        """One try, no matter what comes of it."""
        started = time.monotonic()
        tried = Delivered(kind, payload, secrets.token_hex(16), attempt)
        self.log.append(tried)
        try:
            if self.target == "socket":
                answer = await self._over_socket(tried, reason)
            else:
                answer = await self._over_http(tried, self.target[1], reason)
            tried.ack = Ack(answer, time.monotonic() - started)
        except TimeoutError:
            tried.ack = Ack(None, time.monotonic() - started, "timeout")
        except (ConnectionError, aiohttp.ClientError):
            tried.ack = Ack(None, time.monotonic() - started, "connection_failed")
        except _RefusedError:
            tried.ack = Ack(None, time.monotonic() - started, "http_error")
        return tried.ack

    # Socket Mode

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The app's end of a socket: ``GET /link?ticket=…``."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True, max_msg_size=1 << 22)
        await socket.prepare(request)
        if len(self._open()) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}})
            await socket.close()
            return socket
        connection = Connection(socket)
        self.connections.append(connection)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._open()),
                "debug_info": {"host": "applink-rehearsal", "approximate_connection_time": 18060},
                "connection_info": {"app_id": self.app_id},
            }
        )
        self._arrived.set()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acked(connection, message.data)
        finally:
            connection.closing = True
            if connection in self.connections:
                self.connections.remove(connection)
            connection.fail()
        return socket

    def _acked(self, connection: Connection, raw: str) -> None:
        try:
            answer = json.loads(raw)
            waiting = connection.pending.pop(answer["envelope_id"], None)
        except (ValueError, KeyError, TypeError):
            log.warning("The app sent something that is no ack: %.200s", raw)
            return
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload"))

    def _open(self) -> list[Connection]:
        return [one for one in self.connections if not one.closing and not one.socket.closed]

    async def _over_socket(self, tried: Delivered, reason: str | None) -> Any:
        ready = self._open()
        if not ready:
            raise ConnectionError("no socket is open")
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        envelope: Json = {
            "envelope_id": tried.envelope_id,
            "payload": tried.payload,
            "type": tried.kind,
            "accepts_response_payload": tried.kind != "events_api",
        }
        if tried.kind == "events_api":
            envelope |= {"retry_attempt": tried.attempt, "retry_reason": reason or ""}
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.pending[tried.envelope_id] = waiting
        await connection.socket.send_json(envelope)
        if self.drop_next > 0:
            self.drop_next -= 1
            await self._drop(connection)
        try:
            return await asyncio.wait_for(waiting, self.ack_timeout)
        finally:
            connection.pending.pop(tried.envelope_id, None)

    async def _drop(self, connection: Connection) -> None:
        connection.closing = True
        connection.fail()
        if (transport := connection.socket._req.transport if connection.socket._req else None) is not None:
            transport.abort()

    async def drop(self) -> None:
        """Cut every socket in the middle of whatever is going on, without a word."""
        for connection in list(self.connections):
            await self._drop(connection)

    async def refresh(self, *, warning_seconds: float = 0.0) -> None:
        """Ask the app to open new sockets, as Slack does every few hours, and close the old ones."""
        old = self._open()
        for reason in ("warning", "refresh_requested"):
            for connection in old:
                with contextlib.suppress(ConnectionError):
                    await connection.socket.send_json(
                        {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-rehearsal"}}
                    )
            await asyncio.sleep(warning_seconds)
        for connection in old:
            connection.closing = True
            await connection.socket.close()

    # HTTP

    def signed(self, body: bytes, *, at: int | None = None, secret: str | None = None) -> dict[str, str]:
        """The headers that prove a request is Slack's."""
        stamp = str(int(time.time()) if at is None else at)
        base = b"v0:" + stamp.encode() + b":" + body
        digest = hmac.new((secret or self.signing_secret).encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    async def _over_http(self, tried: Delivered, url: str, reason: str | None) -> Any:
        if tried.kind == "events_api":
            body, kind = json.dumps(tried.payload).encode(), "application/json"
        else:
            form = tried.payload if tried.kind == "slash_commands" else {"payload": json.dumps(tried.payload)}
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        headers |= self.signed(body)
        if tried.attempt:
            headers |= {"X-Slack-Retry-Num": str(tried.attempt), "X-Slack-Retry-Reason": reason or ""}
        async with asyncio.timeout(self.ack_timeout):
            async with self.session().post(url, data=body, headers=headers) as answer:
                read = await answer.text()
                if answer.status != 200:
                    raise _RefusedError(answer.status)
                if answer.content_type == "application/json" and read:
                    return json.loads(read)
                return {"text": read} if read else None

    async def verify(self, url: str) -> bool:
        """Whether ``url`` answers Slack's url_verification challenge."""
        body = json.dumps({"type": "url_verification", "token": "t", "challenge": "said-back"}).encode()
        headers = {"Content-Type": "application/json", **self.signed(body)}
        async with self.session().post(url, data=body, headers=headers) as answer:
            return answer.status == 200 and "said-back" in await answer.text()

    def session(self) -> aiohttp.ClientSession:
        """The session that requests go out by."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession()
        return self._session

    async def stop(self) -> None:
        """Close sockets and give up on what is still being tried."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in list(self.connections):
            connection.closing = True
            connection.fail()
            with contextlib.suppress(ConnectionError, TimeoutError):
                await asyncio.wait_for(connection.socket.close(), 0.5)
        if self._session is not None:
            await self._session.close()


class _RefusedError(Exception):
    """The app answered with something else than 200."""
