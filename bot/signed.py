"""Requests over HTTP: what Slack did not sign is refused before anything in it is read."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware
from slack_bolt.adapter.aiohttp import to_bolt_request
from slack_sdk.signature import SignatureVerifier

#: The longest body that is taken, in bytes: Slack's own are a few thousand.
LONGEST = 1024 * 1024

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger(__name__)


def only_signed(path: str, secret: str | None) -> Middleware:
    """A middleware that lets through to ``path`` what is signed with ``secret`` and can be read.

    Without a secret nothing is. Answers 401 to what is not signed, or not within the last five minutes, 413
    to a body that is too long and 400 to one that is signed and broken.
    Source: Slack, "Verifying requests from Slack".
    """
    verifier = SignatureVerifier(secret) if secret else None

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path != path:
            return await handler(request)
        if (request.content_length or 0) > LONGEST:
            return web.Response(status=413)
        body = await request.read()  # aiohttp itself stops reading at LONGEST
        if b"ssl_check=1" in body.split(b"&"):
            return web.Response()  # Slack tries our certificate, unsigned: there is nothing else in it
        if verifier is None or not _signed(verifier, request, body):
            log.warning("a request without Slack's signature was refused", remote=request.remote)
            return web.Response(status=401)
        try:
            await to_bolt_request(request)
        except Exception as error:
            log.warning("a signed request can't be read", why=repr(error))
            return web.Response(status=400)
        return await handler(request)

    return check


def _signed(verifier: SignatureVerifier, request: web.Request, body: bytes) -> bool:
    try:
        return verifier.is_valid(
            body,
            request.headers.get("X-Slack-Request-Timestamp"),
            request.headers.get("X-Slack-Signature"),
        )
    except (ValueError, TypeError):  # a timestamp that is no number; bytes that are no text
        return False
