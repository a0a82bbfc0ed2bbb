"""Where the sockets are made: names resolved once, the address judged, that very address dialled."""

import asyncio
import socket
import ssl
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bot.links.urls import WebAddress
from bot.links.wire.addresses import AddressRules, Network
from bot.links.wire.dialling import first_open, in_turn
from bot.links.wire.exchange import Exchange, LargeBodies
from bot.links.wire.failures import Unseen
from bot.links.wire.reply import Headers, Limits, Reply
from bot.links.wire.secured import secured
from bot.links.wire.tls_words import tls_reason
from storage.words import Finding

_IDLE_SECONDS = 4.0
_KEPT_SECONDS = 2.0
_MOST_IDLE = 512
_MOST_IDLE_TLS = 128  # each holds keys, buffers and its server's certificates
_RESOLVED_SECONDS = 30.0
_MOST_RESOLVED = 4096
_MOST_DIALS = 6
_RESOLVERS = 32

Resolve = Callable[[str], Sequence[str]]


def system_resolve(host: str) -> list[str]:
    """The addresses of ``host``, from the system's resolver, in its order; blocks. Raises ``OSError``."""
    # As bytes, so that Python's own idna codec, which is older than the web's, stays out of it.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def default_ssl_context() -> ssl.SSLContext:
    """The one context of all connections: verified, by the system's authorities and ``SSL_CERT_FILE``."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not paths.cafile and not paths.capath and not context.cert_store_stats()["x509_ca"]:
        import certifi  # only where the system has no authorities of its own

        context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Wires:
    """Connections to public web servers, kept a few seconds for the next request to the same server.

    ``hosts`` maps names to an ``(ip, port)`` that is dialled instead of what DNS says, speaking plain HTTP;
    what stands there counts as allowed.
    """

    def __init__(
        self,
        *,
        allow_networks: Sequence[Network] = (),
        hosts: Mapping[str, tuple[str, int]] | None = None,
        ssl_context: ssl.SSLContext | None = None,
        limits: Limits | None = None,
        resolve: Resolve = system_resolve,
    ) -> None:
        self._rules = AddressRules(allow_networks)
        self._hosts = dict(hosts or {})
        self._ssl = ssl_context
        self._limits = limits or Limits()
        self._resolve = resolve
        self._resolvers: ThreadPoolExecutor | None = None
        self._resolved: OrderedDict[str, tuple[float, list[str]]] = OrderedDict()
        self._idle: OrderedDict[Exchange, tuple[tuple[str, str, int], float]] = OrderedDict()
        self._idle_at: dict[tuple[str, str, int], Exchange] = {}
        self._idle_tls = 0
        self._large = LargeBodies()

    async def request(
        self,
        address: WebAddress,
        headers: Headers,
        deadline: float,
        *,
        method: bytes = b"GET",
        content: bytes = b"",
        body_wanted: bool = True,
        cut: int | None = None,
    ) -> Reply:
        """One request and its answer, redirects not followed; ``deadline`` is in the loop's time.

        With ``cut`` no more than so many bytes of a larger body are waited for. Raises ``Unseen``.
        """
        refuse_credentials(address)
        head = _head(address, headers, method, content)
        kept = self._take_idle(address.origin)
        if kept is not None and await kept.quiet():
            try:
                return await self._ask(
                    kept, address, head, deadline, body_wanted=body_wanted, first_byte=_KEPT_SECONDS, cut=cut
                )
            except Unseen as error:
                if error.finding is not Finding.CONNECTION_ERROR and (
                    kept.started or error.finding is not Finding.TIMEOUT
                ):
                    raise
                # The server is done with a connection that was kept, or what came was left over from the
                # answer before: that is no answer, so ask anew.
        fresh = await self._dial(address, deadline)
        return await self._ask(fresh, address, head, deadline, body_wanted=body_wanted, cut=cut)

    async def aclose(self) -> None:
        """Close what is open."""
        for exchange in list(self._idle):
            exchange.close()
        self._idle.clear()
        self._idle_at.clear()
        if self._resolvers is not None:
            self._resolvers.shutdown(wait=False, cancel_futures=True)

    async def _ask(
        self,
        exchange: Exchange,
        address: WebAddress,
        head: bytes,
        deadline: float,
        *,
        body_wanted: bool,
        first_byte: float | None = None,
        cut: int | None = None,
    ) -> Reply:
        reply = await exchange.request(
            head, deadline, body_wanted=body_wanted, first_byte=first_byte, cut=cut
        )
        if exchange.reusable:
            self._keep(exchange, address.origin)
        return reply

    # Opening

    async def _dial(self, address: WebAddress, deadline: float) -> Exchange:
        places = await self._places(address, deadline)
        return await first_open(
            [partial(self._open, address, deadline, *place) for place in places[:_MOST_DIALS]]
        )

    async def _open(self, address: WebAddress, deadline: float, ip: str, port: int, secure: bool) -> Exchange:
        """A connection to one address; raises ``Unseen``."""
        loop = asyncio.get_running_loop()
        exchange = Exchange(loop, address.host, self._limits, self._large)
        try:
            async with asyncio.timeout_at(min(deadline, loop.time() + self._limits.connect)):
                if secure:
                    name = address.host.removesuffix(".")
                    await secured(self._context(), name, exchange, self._large.arriving, ip, port)
                else:
                    await loop.create_connection(lambda: exchange, ip, port)
        except TimeoutError:
            what = f"{address.host} didn't take the connection in time"
            raise Unseen(Finding.TIMEOUT, what) from None
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise Unseen(Finding.TLS_ERROR, f"{address.host}: {tls_reason(error)}") from error
        except ConnectionRefusedError as error:
            what = f"{address.host} refused the connection"
            raise Unseen(Finding.CONNECTION_ERROR, what) from error
        except OSError as error:
            if secure and isinstance(error, ConnectionResetError):
                what = f"{address.host}: it broke off the TLS handshake"
                raise Unseen(Finding.TLS_ERROR, what) from error
            raise Unseen(Finding.CONNECTION_ERROR, f"{address.host} can't be reached") from error
        return exchange

    async def _places(self, address: WebAddress, deadline: float) -> list[tuple[str, int, bool]]:
        """Where to dial: IPs that the rules permit, in the resolver's order, IPv4 and IPv6 in turn."""
        mapped = self._hosts.get(address.host)
        if mapped is not None:
            return [(*mapped, False)]
        ips = await self._lookup(address.host, deadline)
        permitted = [ip for ip in ips if self._rules.permits(ip, address.port)]
        if not permitted:
            raise Unseen(
                Finding.FORBIDDEN_ADDRESS,
                f"{address.host[:100]}, port {address.port}, is not a public web address",
            )
        return [(ip, address.port, address.scheme == "https") for ip in in_turn(permitted)]

    async def _lookup(self, host: str, deadline: float) -> list[str]:
        if _is_ip(host):
            return [host]
        loop = asyncio.get_running_loop()
        known = self._resolved.get(host)
        if known is not None and known[0] > loop.time():
            return known[1]
        if self._resolvers is None:
            self._resolvers = ThreadPoolExecutor(_RESOLVERS, "resolve")
        try:
            async with asyncio.timeout_at(min(deadline, loop.time() + self._limits.connect)):
                ips = list(await loop.run_in_executor(self._resolvers, self._resolve, host))
        except TimeoutError:
            raise Unseen(Finding.DNS_ERROR, f"the name {host[:100]} could not be looked up in time") from None
        except (OSError, UnicodeError) as error:
            raise Unseen(Finding.DNS_ERROR, f"there is no address for the name {host[:100]}") from error
        if not ips:
            raise Unseen(Finding.DNS_ERROR, f"there is no address for the name {host[:100]}")
        self._resolved[host] = (loop.time() + _RESOLVED_SECONDS, ips)
        if len(self._resolved) > _MOST_RESOLVED:
            self._resolved.popitem(last=False)
        return ips

    def _context(self) -> ssl.SSLContext:
        if self._ssl is None:
            self._ssl = default_ssl_context()
        return self._ssl

    # Keeping

    def _keep(self, exchange: Exchange, origin: tuple[str, str, int]) -> None:
        if origin in self._idle_at:
            exchange.close()
            return
        exchange.on_idle_loss = self._forget
        self._idle_at[origin] = exchange
        self._idle[exchange] = (origin, asyncio.get_running_loop().time() + _IDLE_SECONDS)
        self._idle_tls += origin[0] == "https"
        now = asyncio.get_running_loop().time()
        while self._idle:
            oldest, (_, until) = next(iter(self._idle.items()))
            full = len(self._idle) > _MOST_IDLE or self._idle_tls > _MOST_IDLE_TLS
            if until > now and not full:
                break
            self._forget(oldest)
            oldest.close()

    def _take_idle(self, origin: tuple[str, str, int]) -> Exchange | None:
        exchange = self._idle_at.get(origin)
        if exchange is None:
            return None
        _, until = self._idle[exchange]
        self._forget(exchange)
        if until <= asyncio.get_running_loop().time():
            exchange.close()
            return None
        return exchange

    def _forget(self, exchange: Exchange) -> None:
        kept = self._idle.pop(exchange, None)
        if kept is not None:
            del self._idle_at[kept[0]]
            self._idle_tls -= kept[0][0] == "https"


def refuse_credentials(address: WebAddress) -> None:
    """Raise ``Unseen`` for an address with a user name or password in it."""
    if address.credentials:
        raise Unseen(Finding.FORBIDDEN_ADDRESS, "its address carries a user name, which is never followed")


def _head(address: WebAddress, headers: Headers, method: bytes, content: bytes) -> bytes:
    lines = [b"%s %s HTTP/1.1" % (method, address.request_target.encode("ascii", "replace"))]
    lines.append(b"Host: " + address.host_header.encode("ascii", "replace"))
    lines.extend(b"%s: %s" % header for header in headers)
    if content or method not in (b"GET", b"HEAD"):
        lines.append(b"Content-Length: %d" % len(content))
    return b"\r\n".join(lines) + b"\r\n\r\n" + content


def _is_ip(host: str) -> bool:
    # The URL parser has already turned every spelling of an IPv4 address into four decimal numbers.
    return ":" in host or host.replace(".", "").isdigit()
