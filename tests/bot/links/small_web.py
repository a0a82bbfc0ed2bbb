"""A small web on loopback, whose pages each test writes itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

from bot.clock import Clock
from bot.links.checker import Checker
from bot.links.wire.reply import Limits
from storage.watch.observation import Observation
from storage.words import RelAgreed

TARGET = "https://acme.com/guide"
LOOPBACK = [ip_network("127.0.0.0/8")]

Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Answer:
    """What the web says at one path."""

    body: bytes = b""
    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    content_type: str | None = "text/html; charset=utf-8"

    def wire(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Whatever"]
        if self.content_type is not None:
            lines.append(f"Content-Type: {self.content_type}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.status not in (204, 304):
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


class Web:
    """Pages by path (or by host and path), served on every name that is mapped to it."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Raw] = {}
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.port = 0

    @property
    def hosts(self) -> dict[str, tuple[str, int]]:
        names = ("techblog.example", "www.techblog.example", "other.example", "bit.ly", "cdn.other.example")
        return dict.fromkeys(names, ("127.0.0.1", self.port))

    def page(self, path: str, html: str, status: int = 200, **headers: str) -> None:
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        self.answers[path] = Answer(html.encode(), status, named)

    def redirect(self, path: str, to: str, status: int = 301) -> None:
        self.answers[path] = Answer(b"moved", status, [("Location", to)])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ")[1].decode()
                host = head.lower().partition(b"host: ")[2].split(b"\r\n")[0].decode().partition(":")[0]
                self.asked.append(path)
                self.heads.append(head)
                answer = self.answers.get(f"{host}{path}", self.answers.get(path))
                if answer is None:
                    answer = Answer(b"<title>No</title>", 404)
                if not isinstance(answer, Answer):
                    await answer(reader, writer)
                    return
                writer.write(answer.wire())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()


FAST = Limits(connect=2.0, stall=0.5, overall=1.5, whole=8.0)


@asynccontextmanager
async def looking(web: Web, limits: Limits = FAST, **options: object) -> AsyncIterator[Checker]:
    async with Checker(
        clock=Clock(), allow_networks=LOOPBACK, hosts=web.hosts, limits=limits, **options
    ) as checker:
        yield checker


async def look(
    web: Web,
    path: str = "/page",
    target: str = TARGET,
    *,
    anchor: str | None = None,
    rel: RelAgreed | None = None,
    page: str | None = None,
    **options: object,
) -> Observation:
    async with looking(web, **options) as checker:
        return await checker.look(page or f"http://techblog.example{path}", target, anchor=anchor, rel=rel)


def codes(seen: Observation) -> list[str]:
    return [finding.value for finding in seen.findings]


def said(seen: Observation) -> str:
    """Verdict and findings, in a word each."""
    return " ".join([seen.verdict.value, *codes(seen)])
