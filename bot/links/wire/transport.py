"""The checker's connections behind httpx's interface, and any httpx transport behind the checker's."""

import asyncio
from collections.abc import AsyncIterator

import httpx

from bot.links.urls import BadUrl, WebAddress, parse
from bot.links.wire.decoding import TooLarge, decoded
from bot.links.wire.failures import Unseen
from bot.links.wire.network import Wires, refuse_credentials
from bot.links.wire.reply import Headers, Limits, Reply
from storage.words import Finding

_PER_HOP = (b"transfer-encoding", b"content-encoding", b"content-length", b"connection")
_OURS = frozenset({b"host", b"content-length", b"transfer-encoding", b"connection"})


class GuardedTransport(httpx.AsyncBaseTransport):
    """For ``httpx.AsyncClient``: public addresses only, decided on the IP that is dialled, within the limits.

    A response comes whole and decompressed. What goes wrong is an ``httpx.TransportError`` with the reason.
    Give the client ``follow_redirects`` as it likes (each step comes through here), ``trust_env=False``.
    """

    def __init__(self, wires: Wires, limits: Limits | None = None) -> None:
        self._wires = wires
        self._limits = limits or Limits()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; its ``timeout`` extension is bounded by the overall limit."""
        seconds = (request.extensions.get("timeout") or {}).get("read") or self._limits.overall
        deadline = asyncio.get_running_loop().time() + min(seconds, self._limits.overall)
        sent = request.headers.raw
        headers = [(key, value) for key, value in sent if key.lower() not in _OURS]
        try:
            address = parse(str(request.url))
            reply = await self._wires.request(
                address,
                headers,
                deadline,
                method=request.method.encode("ascii"),
                content=await request.aread(),
            )
            body = decoded(reply.body, reply.header(b"content-encoding"), self._limits.body_bytes)
        except BadUrl:
            raise httpx.UnsupportedProtocol("not a web address", request=request) from None
        except TooLarge:
            raise httpx.ReadError("the answer is too large", request=request) from None
        except Unseen as error:
            raise _ERRORS.get(error.finding, httpx.TransportError)(error.what, request=request) from error
        kept = [(key, value) for key, value in reply.headers if key not in _PER_HOP]
        return httpx.Response(reply.status, headers=kept, content=body)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wires.aclose()


_ERRORS: dict[Finding, type[httpx.TransportError]] = {
    Finding.TIMEOUT: httpx.ReadTimeout,
    Finding.DNS_ERROR: httpx.ConnectError,
    Finding.TLS_ERROR: httpx.ConnectError,
    Finding.FORBIDDEN_ADDRESS: httpx.ConnectError,
    Finding.CONNECTION_ERROR: httpx.ReadError,
    Finding.TOO_LARGE: httpx.ReadError,
}


class OverHttpx:
    """A ``Wire`` over any httpx transport, such as ``httpx.MockTransport``; the size and time limits hold."""

    def __init__(self, transport: httpx.AsyncBaseTransport, limits: Limits) -> None:
        self._transport = transport
        self._limits = limits

    async def request(
        self,
        address: WebAddress,
        headers: Headers,
        deadline: float,
        *,
        body_wanted: bool = True,
        cut: int | None = None,
    ) -> Reply:
        """One answer; the body stays encoded, as it came."""
        refuse_credentials(address)
        request = httpx.Request(
            "GET", address.href, headers=[(b"Host", address.host_header.encode("ascii")), *headers]
        )
        try:
            async with asyncio.timeout_at(deadline):
                response = await self._transport.handle_async_request(request)
                try:
                    raw = [(key.lower(), value) for key, value in response.headers.raw]
                    body, whole = await self._body(response, address, cut) if body_wanted else (b"", False)
                finally:
                    await response.aclose()
        except (TimeoutError, httpx.TimeoutException):
            raise Unseen(Finding.TIMEOUT, f"{address.host} took too long to send its answer") from None
        except httpx.ConnectError as error:
            raise Unseen(Finding.CONNECTION_ERROR, f"{address.host} can't be reached") from error
        except httpx.TransportError as error:
            raise Unseen(Finding.CONNECTION_ERROR, f"{address.host} broke off its answer") from error
        return Reply(response.status_code, raw, body, whole, _measured(response))

    async def _body(
        self, response: httpx.Response, address: WebAddress, cut: int | None
    ) -> tuple[bytes, bool]:
        stream = response.stream
        if not isinstance(stream, httpx.AsyncByteStream):
            return response.content, True
        parts: list[bytes] = []
        size = 0
        chunks: AsyncIterator[bytes] = aiter(stream)
        async for chunk in chunks:
            size += len(chunk)
            if cut is not None and size >= cut:
                return b"".join((*parts, chunk)), False
            if size > self._limits.body_bytes:
                megabytes = self._limits.body_bytes // 1_000_000
                raise Unseen(Finding.TOO_LARGE, f"the page at {address.host} is larger than {megabytes} MB")
            parts.append(chunk)
        return b"".join(parts), True

    async def aclose(self) -> None:
        """Close the transport."""
        await self._transport.aclose()


def _measured(response: httpx.Response) -> bool:
    """Whether the server said where the body ends, as far as the transport tells."""
    if response.extensions.get("http_version") not in (b"HTTP/1.0", b"HTTP/1.1"):
        return True
    return not response.headers.keys().isdisjoint(("content-length", "transfer-encoding"))
